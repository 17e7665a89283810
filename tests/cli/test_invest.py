"""`invest` as its users meet it: what is printed, what is written, what is refused."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from integrationrules.cli import main

HJOERRING = str(Path(__file__).parents[2] / "examples" / "investments" / "hjoerring.yaml")


class Run:
    """What a run printed and how it ended."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out.replace("\u00a0", " "), err.replace("\u00a0", " ")

    @property
    def prose(self) -> str:
        """What was printed, without the breaks of its lines."""
        return " ".join(self.out.split())


Runner = Callable[..., Run]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Runner:
    for name in ("INTEGRATIONRULES_LANG", "INTEGRATIONRULES_DEBUG"):
        monkeypatch.delenv(name, raising=False)

    def running(*arguments: str) -> Run:
        with pytest.raises(SystemExit) as stop:
            main(["invest", *arguments])
        captured = capsys.readouterr()
        return Run(int(stop.value.code or 0), captured.out, captured.err)

    return running


@pytest.mark.parametrize("said", [
    "regnskab 84,1 115,5 0,0 31,4 1,37",
    "324,5 mio. kr. = 115,5 + 92 + 117.",
    "115,5 mio. kr. (35,6 pct.) regnskab; 209 mio. kr. (64,4 pct.) var ikke sket",
    "312,7 mio. kr. mod 324,5 mio. kr.",
    "Forskellen på 11,8 mio. kr. er forklaret",
    "125 mio. kr. mod 158 mio. kr.",
    "Intet forklarer forskellen på 33 mio. kr.",
    "158 mio. kr. siges at dække 4 år",
    "afvigelse +20 mio. kr.",
    "afvigelse +11,8 mio. kr.",
    "Nutidsværdi: kan ikke beregnes: beløbene er i løbende priser",
    "Beløbene dækker samtlige overførselsindkomster",
    "Netto = besparelser + indtægter - udgifter",
    "Statsrefusion, skat, udligning mellem kommuner, budgetgarantien",
])
def test_hjoerring_shows_in_danish(run: Runner, said: str) -> None:
    found = run(HJOERRING)
    assert found.code == 0
    assert said in found.prose


def test_hjoerring_shows_in_english(run: Runner) -> None:
    found = run(HJOERRING, "--lang", "en")
    assert "outturn 84.1 115.5 0.0 31.4 1.37" in found.prose
    assert "DKK 209 million (64.4 %) had not happened" in found.prose


def test_no_line_is_wider_than_the_page(run: Runner) -> None:
    assert max(map(len, run(HJOERRING).out.splitlines())) <= 100


def test_json_is_unrounded(run: Runner) -> None:
    found = json.loads(run(HJOERRING, "--format", "json").out)
    assert found["by_status"]["outturn"]["net"] == 31.4
    assert found["by_status"]["outturn"]["benefit_cost"] == pytest.approx(115.5 / 84.1, abs=1e-12)
    assert found["present_value"] == {"value": None, "rate": 0.04, "first_year": 2015, "reason": "current_prices"}
    assert {one["verdict"] for one in found["checks"]} == {"pass", "warn"}


def test_csv_is_what_danish_excel_opens(run: Runner, tmp_path: Path) -> None:
    target = tmp_path / "hjoerring.csv"
    assert run(HJOERRING, "-o", str(target)).code == 0
    written = target.read_bytes()
    assert written.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(written.decode("utf-8-sig")), delimiter=";"))
    assert {len(row) for row in rows} == {12}
    spent = next(row for row in rows if row[1] == "Investeret")
    assert spent[5:9] == ["2015", "2017", "84,1", "84,1"]
    assert any(row[7] == "-84,1" for row in rows)       # a negative number is no text


def test_csv_holds_no_formula(run: Runner, tmp_path: Path) -> None:
    text = Path(HJOERRING).read_text(encoding="utf-8").replace('da: "Investeret"', 'da: "=1+1"').replace('da: "Resten af investeringen"', 'da: "@x"')
    case = tmp_path / "case.yaml"
    case.write_text(text, encoding="utf-8")
    rows = list(csv.reader(io.StringIO(run(str(case), "--format", "csv").out.lstrip("\ufeff")), delimiter=";"))
    texts = [cell for row in rows for place, cell in enumerate(row) if place not in (7, 8)]
    assert {"'=1+1", "'@x"} <= set(texts)
    assert not [cell for cell in texts if cell.startswith(("=", "+", "-", "@"))]


def test_an_even_split_says_so(run: Runner) -> None:
    assert "fordelt jævnt, fordi --split even beder om det" in run(HJOERRING, "--split", "even").prose


def test_a_value_set_anew_is_shown(run: Runner) -> None:
    found = run(HJOERRING, "--set", "lines.saved_2018.years.2018=100")
    assert "Sat på ny: lines.saved_2018.years.2018=100" in found.prose
    assert "324,5 mio. kr. er oplyst, men delene 115,5 + 100 + 117 giver 332,5 mio. kr." in found.prose


@pytest.mark.parametrize(("arguments", "said"), [
    (("--npv",), "nutidsværdien kan ikke beregnes: beløbene er i løbende priser"),
    (("--set", "lines.saved_2018.years.2018=1.234"), "'1.234' kan være 1234 eller 1.234"),
    (("--set", "lines.saved_2018"), "skal skrives som STI=VÆRDI"),
    (("--set", "lines.nothing=1"), "der er ingen 'lines.nothing' i casen"),
    (("--set", "title.da=010190-1234"), "det ligner et CPR-nummer"),
    (("--split", "odd"), "den eneste er even"),
    (("--format", "pdf"), "'pdf' er ikke et format"),
])
def test_what_cannot_be_computed_exits_2_and_writes_nothing(run: Runner, tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    target = tmp_path / "out.json"
    found = run(HJOERRING, *arguments, "-o", str(target))
    assert (found.code, found.out) == (2, "")
    assert said in found.err
    assert "0101" not in found.err
    assert not target.exists()


def test_the_case_is_not_written_over(run: Runner, tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    case.write_text(Path(HJOERRING).read_text(encoding="utf-8"), encoding="utf-8")
    found = run(str(case), "--format", "json", "-o", str(case))
    assert found.code == 2
    assert case.read_text(encoding="utf-8").startswith("# Hjørring")


def test_an_output_that_cannot_be_written_is_named(run: Runner, tmp_path: Path) -> None:
    found = run(HJOERRING, "--format", "json", "-o", str(tmp_path / "nowhere" / "out.json"))
    assert found.code == 2
    assert "kan ikke skrives" in found.err


SPREAD = """
investment: try
title: Prøve
amounts: t_kr
prices: {level: 2026}
budget_period: {from: 2026, to: 2027}
assumptions: {jobs: {title: Job, is: 12, low: 5, high: 18, unit: persons, source: assumed, because: prøve}}
lines:
  spent: {title: Brugt, kind: cost, payer: municipality, area: Indsats, status: assumed, because: prøve, years: {2026: 700}}
  saved: {title: Sparet, kind: saving, payer: municipality, area: Overførsler, status: assumed, because: prøve, years: {2027: 70}, times: jobs}
"""


def test_how_sure_the_net_is(run: Runner, tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    case.write_text(SPREAD, encoding="utf-8")
    shown = run(str(case), "--draws", "2000", "--seed", "7", "--lang", "en")
    assert shown.code == 0
    assert "Job 5 18 -350.0 560.0" in shown.prose
    assert "low -350.0 not within the years of the case" in shown.prose
    assert "2,000 draws from seed 7: the net is" in shown.prose
    assert "The net is zero at 10 of 'Job' (here 12)." in shown.prose
    assert "The costs are covered if 83.3 % of the savings and income is due to the effort" in shown.prose


def test_a_scenario_and_draws_in_json(run: Runner, tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    case.write_text(SPREAD, encoding="utf-8")
    document, again = (run(str(case), "--scenario", "high", "--draws", "500", "--format", "json").out for _ in range(2))
    assert document == again
    found = json.loads(document)
    assert found["scenario"] == "high"
    assert found["totals"]["net"] == 560
    assert found["sensitivity"]["draws"]["draws"] == 500
    assert found["sensitivity"]["break_even"] == [{"name": "jobs", "unit": "persons", "value": 10.0, "exact": "10"}]


def test_a_case_without_spread_says_so_and_gets_none(run: Runner) -> None:
    shown = run(HJOERRING, "--scenario", "low", "--draws", "1000", "--lang", "en")
    assert shown.code == 0
    assert "No spread stated: the case does not say how far its assumptions may lie" in shown.prose
    assert "draws from seed" not in shown.prose
    assert "scenario:" not in shown.prose


@pytest.mark.parametrize(("arguments", "message"), [
    (("--scenario", "lav"), "--scenario: found 'lav'; expected one of low, middle, high"),
    (("--draws", "-1"), "--draws: from 1 to 1000000 draws"),
    (("--draws", "2000000"), "--draws: from 1 to 1000000 draws"),
    (("--draws", "5", "--seed", "-3"), "--seed: 0 or more"),
])
def test_what_is_no_scenario_draw_or_seed_is_refused(run: Runner, arguments: tuple[str, ...], message: str) -> None:
    shown = run(HJOERRING, *arguments, "--lang", "en")
    assert (shown.code, shown.out) == (2, "")
    assert message in shown.err


def test_a_case_without_amounts_has_no_table(run: Runner, tmp_path: Path) -> None:
    case, written = Path(HJOERRING).with_name("vordingborg.yaml"), tmp_path / "v.csv"
    shown = run(str(case), "-o", str(written), "--lang", "en")
    assert shown.code == 2
    assert "no costs and gains are published with their years, so there is nothing to compute in this format" in " ".join(shown.err.split())
    assert not written.exists()
