"""Investment cases that cannot be used: each mistake with its place, what was found and what was expected."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from integrationrules.economics.investment.problems import InvestmentError
from integrationrules.economics.investment.public import invest

from .cases import HJOERRING, SMALL, found, refused

SAVED = "{2027: 700, 2028: 800}"
BAD: dict[str, tuple[str, str]] = {
    "no unit": ("amounts: t_kr\n", ""),
    "no spending area": ("    area: Indsats\n", ""),
    "no price level": ("prices: {level: 2026}\n", ""),
    "no lines": (SMALL[SMALL.index("lines:"):], ""),
    "no source": ("    source: sag\n  besparelse", "  besparelse"),
    "unknown payer": ("payer: municipality\n    area: Indsats", "payer: kommune\n    area: Indsats"),
    "payer with a typo": ("payer: municipality\n    area: Indsats", "payer: municipalty\n    area: Indsats"),
    "unknown key": ("    status: budget", "    statsu: budget"),
    "key given twice": ("    status: budget", "    status: budget\n    status: outturn"),
    "years out of order": (SAVED, "{2028: 800, 2027: 700}"),
    "span that ends before it begins": (f"years: {SAVED}", "span: {from: 2028, to: 2027, is: 1500}"),
    "two amounts of one year": (f"years: {SAVED}", "years: {2027: 700}\n    span: {from: 2026, to: 2028, is: 5}"),
    "bounds the wrong way": (f"years: {SAVED}", "span: {from: 2027, to: 2028, least: 900, most: 800}"),
    "total that contradicts its parts": (f"years: {SAVED}", f"years: {SAVED}\n    total: 1400"),
    "number with two readings": ("2027: 700", "2027: 1.234"),
    "25 as percent": ("sources:", "scope: {includes: alle, integration_share: 25, source: sag}\nsources:"),
    "0.25 as percent": ("sources:", "scope: {includes: alle, integration_share: 0.25, source: sag}\nsources:"),
    "negative cohort": ("sources:", "persons: {is: -50, status: goal, of: [besparelse], source: sag}\nsources:"),
    "negative amount": ("2027: 700", "2027: -700"),
    "another currency": ("currency: DKK", "currency: EUR"),
    "mixed currency": ("2027: 700", "2027: 700 EUR"),
    "claim about a missing line": ("lines:\n", "claims:\n  i_alt: {says: I alt, is: 1500, sum_of: [besparelsen], source: sag}\nlines:\n"),
    "text for a number": ("2027: 700", "2027: ca. syv hundrede"),
    "formula as text": ("2027: 700", '2027: "=SUM(A1:A9)"'),
    "no number": ("2027: 700", "2027: .nan"),
    "without end": ("2027: 700", "2027: .inf"),
    "huge": ("2027: 700", "2027: 99999999999999999999"),
    "decimal comma without quotes": ("2027: 700", "2027: 84,1"),
    "year of two digits": ("decided: 2026", "decided: 26"),
    "list for a mapping": (f"years: {SAVED}", "years: [1, 2]"),
    "half a year": ("lines:\n", "claims:\n  i_alt: {says: I alt, is: 1500, lasts: 0.5, contains: [besparelse], source: sag}\nlines:\n"),
    "nested too deeply": ("title: {da: Prøve, en: Trial}", f"title: {'[' * 200}{']' * 200}"),
    "no mapping": (SMALL, "- 1\n"),
    "empty": (SMALL, ""),
    "tab": ("decided", "\tdecided"),
}
VALUES = ("0", "-1", "1.234", "x", "[]", "{}", "", "1e400", "&a b", "2015", '"=1"', "50 %", "[a, a]")
"""What a value is damaged into."""
GOLDEN = Path(__file__).parent / "golden" / "refused.en.txt"


def test_every_mistake_is_told_as_a_person_read_it(tmp_path: Path) -> None:
    said = "".join(f"{name}\n" + "".join(f"  {line}\n" for line in refused(tmp_path, SMALL.replace(*BAD[name], 1))) for name in BAD)
    assert said == GOLDEN.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", BAD)
def test_each_mistake_changes_the_case(name: str) -> None:
    assert SMALL.replace(*BAD[name], 1) != SMALL


def test_a_cpr_number_is_refused_and_not_repeated(tmp_path: Path) -> None:
    said = refused(tmp_path, SMALL.replace("da: Prøve", 'da: "Sag 010190-1234"'))
    assert "CPR" in said[0]
    assert "0101" not in "".join(said)


def test_a_cpr_number_stands_in_no_value_of_a_mistake(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(SMALL.replace("payer: municipality", 'payer: "010190-1234"'), encoding="utf-8")
    with pytest.raises(InvestmentError) as error:
        invest(path)
    assert "0101" not in repr(error.value.problems)


def test_talformat_settles_what_is_ambiguous(tmp_path: Path) -> None:
    text = SMALL.replace("2027: 700", "2027: 1.234")
    assert found(tmp_path, text.replace("prices:", "talformat: dansk\nprices:")).lines[1].by_year[2027].as_json() == 1234
    assert found(tmp_path, text.replace("prices:", "talformat: engelsk\nprices:")).lines[1].by_year[2027].as_json() == 1.234


def test_a_unit_behind_an_amount_is_turned_into_that_of_the_case(tmp_path: Path) -> None:
    text = SMALL.replace("2027: 700", '2027: "0,7 mio. kr."')
    assert found(tmp_path, text).as_json()["lines"] == found(tmp_path, SMALL).as_json()["lines"]


def test_a_value_set_anew_is_checked_like_one_of_the_file_and_named_in_the_result(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(SMALL, encoding="utf-8")
    result = invest(path, settings={"lines.besparelse.years.2027": 900})
    assert result.totals.saving.as_json() == 1700
    assert result.as_json()["settings"] == {"lines.besparelse.years.2027": "900"}
    for setting, said in (({"lines.besparelse.years.2027": -1}, "-1 is negative"), ({"lines.besparelse.yaers": 1}, "did you mean 'years'")):
        with pytest.raises(InvestmentError, match=said):
            invest(path, settings=setting)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InvestmentError, match=r"nowhere\.yaml: there is no such file"):
        invest(tmp_path / "nowhere.yaml")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(st.data())
def test_a_damaged_case_is_read_or_refused(tmp_path: Path, data: st.DataObject) -> None:
    text = data.draw(st.sampled_from([SMALL, HJOERRING.read_text(encoding="utf-8")]))
    lines = text.splitlines()
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.integers(0, len(lines) - 1))
        kind = data.draw(st.sampled_from(["drop", "double", "value", "cut"]))
        if kind == "drop":
            del lines[place]
        elif kind == "double":
            lines.insert(place, lines[place])
        elif kind == "value":
            key, colon, _ = lines[place].partition(":")
            lines[place] = f"{key}{colon} {data.draw(st.sampled_from(VALUES))}"
        else:
            lines[place] = lines[place][: data.draw(st.integers(0, len(lines[place])))]
    with suppress(InvestmentError):
        found(tmp_path, "\n".join(lines)).as_json()
