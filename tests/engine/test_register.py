"""A register of weeks since the benefit began answers the window's rules as the same weeks stated one by one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from integrationrules.dates import IsoWeek, Quarter, day_number
from integrationrules.engine.answers import answers
from integrationrules.engine.dense import NOT_OBSERVED
from integrationrules.rulebook.book import load
from integrationrules.timeline.batch import Batch, WeekColumns, batch_of
from integrationrules.timeline.timeline import Timeline

BOOK = load()
RULES = [rule for rule in BOOK.rules.values() if rule.rule.period == "quarter" and not BOOK.ruleset_of(rule.id).invented]
LABELS = ("", "700", "703", "651", "997", "888")
FIRST = date(2015, 8, 31)
WEEKS, CITIZENS = 175, 60
QUARTERS = [Quarter(2016, 1), Quarter(2017, 4), Quarter(2018, 2), Quarter(2018, 3), Quarter(2018, 4)]


def register(seed: int) -> np.ndarray[tuple[int, int], np.dtype[np.uint8]]:
    """Long spells of one code, some of benefit throughout, with a few weeks nobody saw or nobody knows the code of."""
    random = np.random.default_rng(seed)
    codes = np.repeat(random.choice(np.array([0, 0, 1, 1, 2, 3, 4], dtype=np.uint8), (7, CITIZENS)), 25, axis=0)
    codes[:, :20] = random.choice(np.array([0, 1, 2], dtype=np.uint8), (WEEKS, 20), p=[0.06, 0.5, 0.44])      # near 156 weeks of receipt
    codes[:random.integers(1, 20), 20:30] = 0
    rare = random.random((WEEKS, CITIZENS)) < 0.01
    codes[rare] = random.choice(np.array([5, NOT_OBSERVED], dtype=np.uint8), int(rare.sum()))
    return codes


def stated(codes: np.ndarray[tuple[int, int], np.dtype[np.uint8]]) -> Batch:
    timelines = []
    for column in codes.T:
        mondays = [(FIRST + timedelta(weeks=row), int(code)) for row, code in enumerate(column) if code != NOT_OBSERVED]
        timelines.append(Timeline.model_validate({
            "citizen": {"id": "c", "born": date(1990, 1, 1), "origin": "non_western"},
            "observed": {
                "from": date(2015, 1, 1), "to": date(2020, 1, 1),
                "by_kind": {"week_code": [{"from": monday, "to": monday + timedelta(weeks=1)} for monday, _ in mondays]},
            },
            "facts": [{"kind": "week_code", "week": str(IsoWeek.holding(monday)), "code": LABELS[code]} for monday, code in mondays],
        }))
    return batch_of(timelines)


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize(("options", "on"), [
    ({}, None), ({}, date(2018, 5, 2)), ({"receipt_anchor": "day", "received_as": "36_months"}, None), ({"received_as": "1096_days"}, None),
    ({"measuring_day": "sunday_of_last_week", "quarter_weeks": "blocks13"}, None),
])
def test_columns_answer_every_rule_as_facts_do(seed: int, options: dict[str, str], on: date | None) -> None:
    codes = register(seed)
    facts = stated(codes)
    own = {kind: spans for kind, spans in facts.observed_by_kind.items() if kind != "week_code"}
    columns = replace(facts, facts={}, observed_by_kind=own, weeks=WeekColumns(day_number(FIRST), codes, LABELS))
    chosen = {BOOK.assumption(name).id: option for name, option in options.items()}
    expected, found = (answers(BOOK, RULES, batch, QUARTERS, on, chosen) for batch in (facts, columns))
    seen = set()
    for rule in RULES:
        a, b = (np.broadcast_to(one[rule.id].verdicts, (len(QUARTERS), CITIZENS)) for one in (expected, found))
        assert (a == b).all(), rule.id
        seen |= {(rule.id, int(verdict)) for verdict in np.unique(a)}
    assert len(seen) > 2 * len(RULES)          # the register is varied enough to tell a wrong answer
