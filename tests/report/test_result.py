"""What a result's text says first, what it repeats and what it never says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from integrationrules.engine.decision import Quantity, Reason
from integrationrules.report.result import footer, text
from integrationrules.verdict import Verdict

from .decisions import ALL, CARD, NOT_YET, RIDE, UNDECIDED, on, weeks
from .texts import BOOK


def lines(*decisions: object, lang: str = "da", width: int = 100) -> list[str]:
    return text(decisions, BOOK, lang, width).replace("\u00a0", " ").splitlines()  # type: ignore[arg-type]


def test_the_verdict_stands_first_and_the_day_is_flush_with_the_margin() -> None:
    first = lines(CARD)[0]
    assert first.startswith("Buskort: OPFYLDT, 1.250,50 kr.")
    assert first.endswith("pr. 1. juni 2018")
    assert len(first) == 100


def test_what_may_still_come_is_not_yet_met() -> None:
    assert lines(NOT_YET)[0].startswith("Buskort: ENDNU IKKE OPFYLDT")


def test_dependence_on_an_interpretation_comes_before_the_reasons() -> None:
    found = lines(RIDE, width=200)
    assert found[1].strip() == "AFHÆNGER AF FORTOLKNING: ikke opfyldt hvis det tæller med, opfyldt hvis det holdes udenfor"
    assert found[2].strip() == "Tæller orlov med? (leave_counts)"


def test_an_undecided_assumption_names_all_its_options() -> None:
    assert lines(UNDECIDED, width=200)[1].strip() == "AFHÆNGER AF FORTOLKNING: ikke opfyldt hvis det tæller med, opfyldt hvis det holdes udenfor"


def test_a_condition_says_what_was_found_needed_and_lacking() -> None:
    reason = Reason("at_least", {"what": "town.bus.rides", "found": weeks(2, 2), "needed": weeks(5, 5), "distance": weeks(3, 3)}, Verdict.NOT_MET)
    assert lines(replace(RIDE, because=(reason,), depends_on=()))[1].strip() == "uger med bus: 2; kravet er mindst 5, der mangler 3"


def test_a_limit_that_is_not_known_exactly_is_told_as_it_is() -> None:
    values: dict[str, Quantity | str | None] = {"what": "town.bus.starts", "found": on(date(2018, 3, 1)), "needed": on(date(2018, 5, 1)), "needed_what": "on"}
    open_day = {**values, "needed": Quantity("date", date(2018, 5, 1), None)}
    for given, said in (
        (open_day, "kortets første dag: 1. marts 2018; den dag der spørges om: tidligst 1. maj 2018"),
        ({**values, "needed": None}, "kortets første dag: 1. marts 2018; den dag der spørges om: (ingen)"),
        ({**values, "needed": Quantity("date", None, None), "needed_what": None}, "kortets første dag: 1. marts 2018; kravet er ikke kendt"),
    ):
        reason = Reason("less_than", given, Verdict.UNKNOWN)
        assert lines(replace(RIDE, because=(reason,), depends_on=()))[1].strip() == said


def test_a_day_that_was_not_found_is_still_needed_as_a_day() -> None:
    reason = Reason("at_most", {"what": "town.bus.starts", "found": None, "needed": on(date(2018, 1, 1))}, Verdict.NOT_MET)
    assert lines(replace(CARD, because=(reason,)))[1].strip() == "kortets første dag: (ingen); kravet er senest 1. januar 2018"


def test_what_is_lacking_is_said_only_when_not_met() -> None:
    reason = Reason("at_least", {"what": "town.bus.rides", "found": weeks(2, 9), "needed": weeks(5, 5), "distance": weeks(3, 3)}, Verdict.UNKNOWN)
    assert lines(replace(RIDE, because=(reason,), depends_on=()))[1].strip() == "uger med bus: 2-9; kravet er mindst 5"


def test_a_quarter_asked_before_its_end_names_the_day() -> None:
    assert lines(UNDECIDED)[0].endswith("4. kvartal 2018, pr. 1. november 2018")
    assert lines(RIDE)[0].endswith("   4. kvartal 2018")


def test_sources_are_listed_once() -> None:
    assert sum("vedtægt for bussen, 2017-01" in line for line in lines(CARD, RIDE, UNDECIDED)) == 1


def test_a_reason_of_an_unknown_kind_still_names_its_verdict() -> None:
    reason = Reason("brand_new", {"what": "town.bus.rides"}, Verdict.MET)
    assert lines(replace(RIDE, because=(reason,), depends_on=()))[1].strip() == "uger med bus: opfyldt"


def test_a_rule_that_is_not_in_the_rulebook_is_called_by_its_name() -> None:
    assert lines(replace(CARD, rule="town.tram.day_pass"))[0].startswith("day pass: OPFYLDT")


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize("width", [40, 60, 80, 100, 120])
def test_no_line_is_wider_than_asked(width: int, lang: str) -> None:
    # A single word or citation that is longer than the line is not torn apart.
    assert [line for line in lines(*ALL, lang=lang, width=width) if len(line) > width and " " in line.strip()] == []


@pytest.mark.parametrize("lang", ["da", "en"])
def test_text_is_decision_support_and_never_a_decision(lang: str) -> None:
    said = text(ALL, BOOK, lang)
    assert "afgørelse" not in said.lower()
    assert ("Beslutningsstøtte" if lang == "da" else "Decision support") in said


@pytest.mark.parametrize("lang", ["da", "en"])
def test_no_text_ends_in_a_space(lang: str) -> None:
    assert [line for line in text(ALL, BOOK, lang).splitlines() if line != line.rstrip()] == []


def test_the_hash_of_facts_is_never_printed() -> None:
    secret = replace(CARD, facts_hash="deadbeefdeadbeef")
    assert "deadbeef" not in text((secret,), BOOK, "da")


def test_a_footer_of_nothing_is_still_a_footer() -> None:
    assert footer((), BOOK, "da") == "Beslutningsstøtte\n"


def test_the_day_of_knowledge_is_shown() -> None:
    assert "som kendt 3. februar 2018" in " ".join(lines(replace(NOT_YET, as_known=date(2018, 2, 3))))
