"""Random cases, and the engine's answers to them as plain values that can be compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from datetime import date
from functools import cache
from random import Random
from typing import Any

from integrationrules.dates import Quarter
from integrationrules.engine.answers import Answers, answers
from integrationrules.rulebook.book import Rulebook, load
from integrationrules.timeline.batch import batch_of
from integrationrules.timeline.timeline import Timeline
from integrationrules.verdict import INFINITE
from tests.oracle import OPTIONS, RULES
from tests.oracle.timelines import random_case

Case = dict[str, Any]
Cell = tuple[str, tuple[int | None, int | None] | None]

WORDS = ("not_met", "met", "unknown")
SPELLS = ("benefit", "employment", "igu", "education", "residence", "abroad", "responsibility")


@cache
def shipped() -> Rulebook:
    return load()


def quarters_from(first: str, count: int) -> list[Quarter]:
    found = [Quarter.parse(first)]
    while len(found) < count:
        found.append(found[-1].following())
    return found


ASKED = quarters_from("2015Q4", 24)
"""Six years: quarters of 12, 13 and 14 weeks are among them."""


def random_cases(seed: int, count: int) -> list[Case]:
    rng = Random(seed)
    return [random_case(rng) for _ in range(count)]


def random_options(rng: Random) -> dict[str, str]:
    return {name: rng.choice(words) for name, words in OPTIONS.items() if rng.random() < 0.3}


def ask(
    cases: Sequence[Case], quarters: Sequence[Quarter] = ASKED, on: date | None = None, as_known: date | None = None,
    options: Mapping[str, str] | None = None, rules: Sequence[str] = RULES, book: Rulebook | None = None,
) -> list[dict[tuple[str, str], Cell]]:
    """For each case (verdict, bounds of the value) by rule and quarter; rules about a citizen stand under ''."""
    book = book or shipped()
    batch = batch_of([Timeline.model_validate(case) for case in cases], as_known)
    # Leave that stops the clock is asked about with the bonuses; this oracle knows a clock that never stops.
    chosen = {book.assumption(name).id: option for name, option in {"clock_pauses_for_leave": "none", **(options or {})}.items()}
    found = answers(book, [book.rules[rule] for rule in rules], batch, quarters, on, chosen)
    return [{key: cell for rule in rules for key, cell in _cells(found[rule], rule, quarters, column)} for column in range(len(cases))]


def _cells(found: Answers, rule: str, quarters: Sequence[Quarter], column: int) -> list[tuple[tuple[str, str], Cell]]:
    rows = len(found.verdicts)
    names = [str(quarter) for quarter in quarters] if shipped().rules[rule].rule.period == "quarter" else [""]
    assert rows == len(names)
    return [((rule, name), (WORDS[found.verdicts[row, column]], _bounds(found, row, column))) for row, name in enumerate(names)]


def _bounds(found: Answers, row: int, column: int) -> tuple[int | None, int | None] | None:
    if found.least is None or found.greatest is None or WORDS[found.verdicts[row, column]] == "not_met":
        return None
    least, greatest = int(found.least[row, column]), int(found.greatest[row, column])
    return (None if least <= -INFINITE else least, None if greatest >= INFINITE else greatest)


def changed(case: Case, **parts: Any) -> Case:
    """A copy of the case with other parts."""
    return {**deepcopy(case), **deepcopy(parts)}


def spans_of(case: Case) -> dict[str, Any]:
    """What is observed, written out: spans, and spans by kind."""
    observed = deepcopy(case["observed"])
    if isinstance(observed, list):
        return {"spans": observed, "by_kind": {}}
    own = {kind: spans if isinstance(spans, list) else [spans] for kind, spans in observed.pop("by_kind", {}).items()}
    return {"spans": [observed], "by_kind": own}
