"""What an interview makes of answers: what is stated, what is observed, what stays unknown."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from integrationrules.interview import Interview, Refused
from integrationrules.interview.script import ASKED, NOT_ASKED
from integrationrules.report.catalogue import translator
from integrationrules.timeline.facts import KINDS
from integrationrules.timeline.timeline import Timeline

TR = translator("en")
LAST = date(2019, 12, 31)
BEGIN = ("c-1", "", "", "", "2016-01-01", "2018-12-31")
ORDER = tuple(kind for kinds in ASKED.values() for kind in kinds)


def interviewed(*answers: str) -> Interview:
    interview = Interview(TR, LAST, "case")
    for text in answers:
        interview.answer(text)
    return interview


def about(kind: str, *answers: str) -> Timeline:
    """The case where only questions about one kind are answered, all others with Enter."""
    interview = interviewed(*BEGIN, *[""] * ORDER.index(kind), *answers)
    while interview.question is not None:
        interview.answer("")
    return interview.draft.timeline()


def facts(timeline: Timeline) -> list[dict[str, Any]]:
    from integrationrules.timeline.plain import plain_fact

    return [plain_fact(fact) for fact in timeline.facts]


def spans(timeline: Timeline, kind: str) -> list[tuple[str, str]]:
    return [(str(span.from_), str(span.through or span.to)) for span in timeline.observed.of(kind)]


WHOLE = [("2016-01-01", "2018-12-31")]


def test_no_means_observed_and_none() -> None:
    found = about("benefit", "no")
    assert spans(found, "benefit") == WHOLE
    assert facts(found) == []


def test_unknown_means_not_observed() -> None:
    assert spans(about("benefit", "don't know"), "benefit") == []


def test_stated_with_no_more_is_observed() -> None:
    found = about("benefit", "yes", "2", "2016-02-01", "2016-03-31", "no")
    assert facts(found) == [{"kind": "benefit", "type": "cash_assistance", "from": "2016-02-01", "through": "2016-03-31"}]
    assert spans(found, "benefit") == WHOLE


def test_stated_with_perhaps_more_is_not_observed() -> None:
    found = about("benefit", "yes", "2", "2016-02-01", "2016-03-31", "don't know")
    assert len(found.facts) == 1
    assert spans(found, "benefit") == []


def test_what_goes_on_while_there_may_be_more_is_known_to_go_on_to_the_last_day() -> None:
    found = about("employment", "employment, ordinary, from 2017-01-01", "don't know")
    assert spans(found, "employment") == [("2018-12-31", "2018-12-31")]


def test_an_unknown_end_leaves_what_follows_unknown() -> None:
    found = about("employment", "yes", "ordinary", "25", "", "2017-01-01", "don't know", "no")
    assert facts(found) == [{"kind": "employment", "type": "ordinary", "from": "2017-01-01", "hours_per_week": 25}]
    assert spans(found, "employment") == [("2016-01-01", "2017-01-01")]


def test_an_unknown_end_stays_unknown_beside_what_goes_on() -> None:
    first = ("yes", "ordinary", "25", "", "2017-01-01", "don't know")
    found = about("employment", *first, "employment, flex job, from 2018-03-01", "no")
    assert spans(found, "employment") == [("2016-01-01", "2017-01-01"), ("2018-12-31", "2018-12-31")]


def test_without_its_first_day_a_spell_is_left_out_and_the_kind_unknown() -> None:
    found = about("employment", "yes", "ordinary", "25", "", "don't know", "no")
    assert facts(found) == []
    assert spans(found, "employment") == []


def test_unknown_hours_are_absent() -> None:
    found = about("employment", "yes", "ordinary", "don't know", "don't know", "2017-01-01", "", "")
    assert facts(found) == [{"kind": "employment", "type": "ordinary", "from": "2017-01-01"}]


@pytest.mark.parametrize("text", ["marts 2018", "i marts 2018", "March 2018", "2018-03"])
def test_a_month_without_its_day_is_known_to_the_month(text: str) -> None:
    found = about("contract", "yes", text, "no")
    assert facts(found) == [{"kind": "contract", "on": "2018-03-01", "precision": "month"}]


def test_a_kind_may_be_known_in_days_of_its_own() -> None:
    assert spans(about("leave", "known from 2017-01-01 through 2017-06-30"), "leave") == [("2017-01-01", "2017-06-30")]


def test_without_a_period_only_what_is_stated_is_known() -> None:
    interview = interviewed("c-1", "", "", "", "don't know", "no", "no", "responsibility, municipality 860, from 2016-02-01, to 2017-02-01", "no")
    while interview.question is not None:
        interview.answer("no")
    found = interview.draft.timeline()
    assert [kind for kind in KINDS if spans(found, kind)] == []
    assert len(found.facts) == 1


def test_all_unknown_is_a_case_that_knows_nothing() -> None:
    interview = interviewed()
    while interview.question is not None:
        interview.answer("don't know")
    found = interview.draft.timeline()
    assert found.citizen.id == "case"
    assert found.citizen.born is None
    assert [kind for kind in KINDS if spans(found, kind)] == []


def test_register_codes_are_known_as_far_as_benefits_and_education_are() -> None:
    answers = ["no" if kind in ("benefit", "education") else "" for kind in ORDER]
    found = interviewed(*BEGIN, *answers).draft.timeline()
    assert spans(found, "week_code") == WHOLE
    assert spans(about("benefit", "no"), "week_code") == []


def test_a_line_about_another_kind_is_taken_and_the_question_stays() -> None:
    interview = interviewed(*BEGIN)
    asked = interview.question
    interview.answer("ansættelse, ordinær, 25 t/uge, fra 2018-03-01")
    assert asked is not None
    assert interview.question is not None
    assert interview.question.text == asked.text
    assert [fact["kind"] for fact in interview.draft.facts] == ["employment"]


def test_the_period_may_be_said_in_one_line() -> None:
    for text in ("jeg kender alt fra 1. januar 2016 til og med 2018-12-31", "I know everything from 2016-01-01 through 31 December 2018"):
        found = interviewed(*BEGIN[:4], text).draft.timeline()
        assert spans(found, "offer") == []
        assert [(str(span.from_), str(span.through)) for span in found.observed.spans] == WHOLE


@pytest.mark.parametrize(("typed", "sex"), [("m", "male"), ("k", "female"), ("Kvinde", "female"), ("2", "male"), ("MAN", "male")])
def test_a_choice_is_a_number_a_word_or_its_first_letters(typed: str, sex: str) -> None:
    assert interviewed("c-1", "", typed).draft.citizen["sex"] == sex


def test_back_gives_the_question_before_and_takes_its_answer_away() -> None:
    interview = interviewed(*BEGIN, "yes", "refugee", "2016-02-01")
    assert len(interview.draft.facts) == 1
    assert interview.back()
    assert interview.draft.facts == []
    interview.answer("2016-03-01")
    assert interview.draft.facts == [{"kind": "residence_permit", "basis": "refugee", "on": "2016-03-01"}]


def test_nothing_lies_before_the_first_question() -> None:
    assert not interviewed().back()


@pytest.mark.parametrize(("before", "text", "said"), [
    ((), "0101901234", "CPR"),
    (("c-1",), "0101901234", "CPR"),
    (("c-1",), "30 February 1990", "2018-03-01, 1 March 2018 or 1/3-2018"),
    (("c-1", ""), "both", "a number or a word from the list"),
    (BEGIN[:5], "2015-01-01", "must not be after"),
    (BEGIN, "perhaps", "yes, no, don't know"),
    ((*BEGIN, "", "", "yes"), "Hjørring", "is not a number here"),
    ((*BEGIN, "", "", "yes"), "8600", "the greatest is 999"),
    ((*BEGIN, "", "", "yes", "860", "2016-01-01"), "2015-01-01", "must not be after"),
    ((*BEGIN, "yes"), "2016-01-01", "a number or a word from the list"),
    ((*BEGIN, "yes"), "no", "a number or a word from the list"),
    ((*BEGIN, "", "", "", "", "", "yes", "ordinary, from 2017-01-01"), "20 hours a week, from 2017-02-01", "stated twice"),
    (BEGIN, "Danish test, passed, 1 June 2018", "a line about Danish test says level"),
])
def test_what_cannot_be_used_is_asked_again_with_what_to_write(before: tuple[str, ...], text: str, said: str) -> None:
    interview = interviewed(*before)
    asked = interview.question
    with pytest.raises(Refused) as refused:
        interview.answer(text)
    assert said in str(refused.value)
    assert "0101901234" not in str(refused.value)
    assert interview.question is asked


def test_every_kind_of_fact_is_asked_about() -> None:
    interview, asked = interviewed(*BEGIN, *[""] * len(ORDER), "yes"), set(ORDER)
    others = [kind for kind in KINDS if kind not in asked and kind not in NOT_ASKED]
    for _ in others:
        assert interview.question is not None
        interview.answer("no")
    assert interview.question is None
    assert [kind for kind in others if spans(interview.draft.timeline(), kind) != WHOLE] == []


WORDS = st.sampled_from([
    "", "", "ja", "ja", "ja", "nej", "ved ikke", "1", "2", "25", "860", "0", "2016-02-01", "2017-03-01", "1/3-2018", "31. februar 2018", "2030-01-01",
    "fra 2016-01-01 til 2016-02-01", "kendt fra 2016-01-01 til og med 2017-01-01", "ansættelse, ordinær, 25 t/uge, fra 2018-03-01",
    "ugekode, uge 10 2018, kode 703", "ugekode, uge 10 2018, uden kode", "ydelse, fra", "varer stadig", "010190-1234", "ordinær, 500 t/uge", "{", "a: b",
    "til 2017-03-01", "precision=month", "recorded=2018-01-01", "withdrawn=true", "id=x", "kode=703", "= =", "tilbage",
])


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS | st.text(max_size=20), max_size=60))
def test_any_answers_make_a_case_at_any_time_or_are_refused(answers: list[str]) -> None:
    interview = Interview(TR, LAST, "case")
    for text in answers:
        if interview.question is None:
            break
        if text == "tilbage":
            interview.back()
            continue
        with suppress(Refused):
            interview.answer(text)
    if interview.draft.citizen:
        interview.draft.timeline()
