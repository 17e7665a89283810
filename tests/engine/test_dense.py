"""Register weeks as dense columns answer exactly as the same weeks stated one by one as facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from integrationrules.dates import IsoWeek, Quarter, day_number
from integrationrules.engine.dense import NOT_OBSERVED, DenseWeeks
from integrationrules.engine.plan import Plan
from integrationrules.engine.questions import Questions
from integrationrules.engine.selected import WEEK_CODE, select
from integrationrules.engine.selection import label_truths
from integrationrules.engine.spells import weeks_of
from integrationrules.engine.weeks import Period, WeekSet
from integrationrules.rulebook.book import Rulebook, load
from integrationrules.timeline.batch import Batch, WeekColumns, batch_of
from integrationrules.timeline.timeline import Timeline

LABELS = ("", "700", "651", "652", "661", "881", "997", "999", "121", "100", "0")
"""Every group of codes the rules tell apart, and two that are not listed."""
FIRST = date(2018, 10, 1)
"""Monday of week 40: the fourth quarter of 2018 begins here; it has thirteen weeks, as has the first of 2019."""
QUARTERS = (Quarter(2018, 3), Quarter(2018, 4), Quarter(2019, 1), Quarter(2020, 4))
RULES = ("self_supporting", "in_education", "counted")

cells = st.sampled_from([*range(len(LABELS)), NOT_OBSERVED])


@st.composite
def registers(draw: st.DrawFn) -> np.ndarray[tuple[int, int], np.dtype[np.uint8]]:
    citizens = draw(st.sampled_from([1, 2, 7, 8, 9]))
    weeks = draw(st.integers(1, 30))
    # Long spells and single weeks: a few cells are repeated, some of them overwritten.
    codes = np.repeat(np.array([[draw(cells) for _ in range(citizens)] for _ in range(-(-weeks // 6))], dtype=np.uint8), 6, axis=0)[:weeks]
    for _ in range(draw(st.integers(0, 3 * citizens))):
        codes[draw(st.integers(0, weeks - 1)), draw(st.integers(0, citizens - 1))] = draw(cells)
    return codes


@cache
def book() -> Rulebook:
    return load()


@cache
def plan() -> Plan:
    return Plan(book(), [book().rules[f"dk.outcomes.self_support.{name}"] for name in RULES])


def one_by_one(codes: np.ndarray[tuple[int, int], np.dtype[np.uint8]]) -> Batch:
    timelines = []
    for column in codes.T:
        mondays = [(FIRST + timedelta(weeks=row), code) for row, code in enumerate(column) if code != NOT_OBSERVED]
        timelines.append(Timeline.model_validate({
            "citizen": {"id": "c"},
            "observed": {
                "from": date(2018, 1, 1), "to": date(2021, 1, 1),
                "by_kind": {"week_code": [{"from": monday, "to": monday + timedelta(weeks=1)} for monday, _ in mondays]},
            },
            "facts": [{"kind": "week_code", "week": str(IsoWeek.holding(monday)), "code": LABELS[code]} for monday, code in mondays],
        }))
    return batch_of(timelines)


def as_columns(batch: Batch, codes: np.ndarray[tuple[int, int], np.dtype[np.uint8]]) -> Batch:
    own = {kind: spans for kind, spans in batch.observed_by_kind.items() if kind != WEEK_CODE}
    return replace(batch, facts={}, observed_by_kind=own, weeks=WeekColumns(day_number(FIRST), codes, LABELS))


def asked(on: Sequence[Sequence[int]] | None = None, changed: dict[str, str] | None = None) -> Questions:
    first = np.array([[day_number(quarter.first_monday())] for quarter in QUARTERS])
    weeks = np.array([[quarter.weeks()] for quarter in QUARTERS])
    options = {}
    for one in book().assumptions.values():
        chosen = (changed or {}).get(one.name, one.default or one.options[0])
        options[one.id] = np.array([[one.options.index(chosen)]])
    return Questions(first + 7 * weeks - 1 if on is None else np.array(on), Period(first, weeks), options, len(first))


def answers(batch: Batch, questions: Questions) -> list[str]:
    run = plan().run(batch, questions)
    shape = (len(QUARTERS), batch.size)
    found = []
    for rule in plan().rules:
        assert rule.when is not None
        truths = run.truths(rule.when)
        sure, possible = np.broadcast_to(truths.sure, shape), np.broadcast_to(truths.possible, shape)
        found += [f"{rule.id} {row}.{column}: {'met' if sure[row, column] else 'unknown' if possible[row, column] else 'not met'}"
                  for row in range(shape[0]) for column in range(shape[1])]
    return found


@given(registers(), st.sampled_from(["paid", "paid_or_unpaid", "paid_unpaid_or_adult"]), st.sampled_from(["any_but_su", "without_parental_and_holiday"]))
def test_columns_answer_as_facts_do(codes: np.ndarray[tuple[int, int], np.dtype[np.uint8]], su_codes: str, benefit_codes: str) -> None:
    stated = one_by_one(codes)
    questions = asked(changed={"su_codes": su_codes, "benefit_codes": benefit_codes})
    assert answers(as_columns(stated, codes), questions) == answers(stated, questions)


@given(registers(), st.data())
def test_weeks_after_the_date_asked_on_are_unknown(codes: np.ndarray[tuple[int, int], np.dtype[np.uint8]], data: st.DataObject) -> None:
    stated = one_by_one(codes)
    columns = data.draw(st.sampled_from([1, codes.shape[1]]))
    days = st.integers(day_number(FIRST) - 10, day_number(FIRST) + 230)
    questions = asked([[data.draw(days) for _ in range(columns)] for _ in QUARTERS])
    assert answers(as_columns(stated, codes), questions) == answers(stated, questions)


@given(registers(), st.data())
def test_every_condition_has_the_same_weeks(codes: np.ndarray[tuple[int, int], np.dtype[np.uint8]], data: st.DataObject) -> None:
    stated = one_by_one(codes)
    days = st.integers(day_number(FIRST) - 10, day_number(FIRST) + 230)
    questions = asked(data.draw(st.none() | st.just([[data.draw(days) for _ in range(codes.shape[1])] for _ in QUARTERS])))
    conditions = [term.arguments[0] if term.arguments else None for term in plan().coded]
    assert questions.period is not None
    columns = DenseWeeks(WeekColumns(day_number(FIRST), codes, LABELS), [label_truths(condition, LABELS) for condition in conditions])
    for term, found in zip(plan().coded, columns.sets(questions.period, questions.on), strict=True):
        expected = weeks_of(select(stated, term), "any_day", questions.period, questions.on, stated.size)
        assert masks(found, questions.period, stated.size) == masks(expected, questions.period, stated.size)


def masks(weeks: WeekSet, period: Period, citizens: int) -> tuple[list[list[int]], list[list[int]]]:
    shape = (len(period.weeks), citizens)
    certain, possible = (np.broadcast_to(part & period.full, shape).tolist() for part in (weeks.certain, weeks.possible))
    return certain, possible


@pytest.mark.parametrize("size", [1, 7, 8, 50])
def test_the_size_of_a_batch_changes_nothing(size: int) -> None:
    random = np.random.default_rng(size)
    codes = random.choice(np.array([*range(len(LABELS)), NOT_OBSERVED], dtype=np.uint8), (27, 50))
    batch = one_by_one(codes)
    whole = plan().run(as_columns(batch, codes), asked())
    rule = plan().rules[0]
    assert rule.when is not None
    together = whole.truths(rule.when)
    for start in range(0, 50, size):
        part = codes[:, start:start + size]
        found = plan().run(as_columns(one_by_one(part), part), asked()).truths(rule.when)
        assert np.array_equal(found.sure, together.sure[:, start:start + size])
        assert np.array_equal(found.possible, together.possible[:, start:start + size])


def test_more_than_eight_conditions_are_packed_in_turns() -> None:
    labels = tuple(str(place) for place in range(20))
    codes = np.arange(20, dtype=np.uint8).reshape(1, 20).repeat(3, axis=0)
    conditions = [(np.arange(20) == place, np.arange(20) == place) for place in range(20)]
    period = Period(np.array([[day_number(FIRST)]]), np.array([[3]]))
    found = DenseWeeks(WeekColumns(day_number(FIRST), codes, labels), conditions).sets(period, period.first_monday + 20)
    for place, weeks in enumerate(found):
        assert weeks.certain.tolist() == [[0b111 if citizen == place else 0 for citizen in range(20)]]
        assert weeks.is_known


def test_a_code_open_under_one_condition_may_be_settled_under_another() -> None:
    codes = np.array([[0], [1], [NOT_OBSERVED]], dtype=np.uint8)
    any_code, listed = (np.array([True, True]), np.array([True, True])), (np.array([True, False]), np.array([True, True]))
    period = Period(np.array([[day_number(FIRST)]]), np.array([[3]]))
    touched, matched = DenseWeeks(WeekColumns(day_number(FIRST), codes, ("700", "100")), [any_code, listed]).sets(period, period.first_monday + 20)
    assert (touched.certain.tolist(), touched.possible.tolist()) == ([[0b011]], [[0b111]])
    assert (matched.certain.tolist(), matched.possible.tolist()) == ([[0b001]], [[0b111]])
