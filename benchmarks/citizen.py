"""One citizen: every shipped Danish rule, twelve quarters, and one reason in Danish."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from statistics import median

from integrationrules.case import evaluate
from integrationrules.dates import IsoWeek, Quarter
from integrationrules.engine.answers import answer_of
from integrationrules.engine.plan import Plan
from integrationrules.engine.rows import Rows
from integrationrules.report.result import text
from integrationrules.rulebook.book import Rulebook, load
from integrationrules.rulebook.ready import ReadyRule
from integrationrules.timeline.batch import batch_of
from integrationrules.timeline.files import read_cases

__all__ = ["CASE", "measure"]

CASE = Path(__file__).parent.parent / "examples" / "citizen.yaml"
ROUNDS = 5


def measure(calls: int, rounds: int = ROUNDS) -> list[tuple[str, float]]:
    """What was done, and the median milliseconds a call over rounds of some calls."""
    book = load()
    timeline = next(iter(read_cases(CASE)))
    quarters = [Quarter(year, number) for year in (2016, 2017, 2018) for number in (1, 2, 3, 4)]
    rules = [id_ for id_ in book.rules if id_.startswith("dk.")]
    quarterly = [book.rules[id_] for id_ in rules if book.rules[id_].rule.period == "quarter"]
    rows = Rows(book, quarterly, quarters, {}, alternatives=False)
    plan = Plan(book, quarterly)

    def answered() -> None:
        batch = batch_of([timeline])
        run = plan.run(batch, rows.questions(None, batch.end))
        for rule in quarterly:
            if rule.when is not None:
                run.truths(rule.when)
            if rule.value is not None:
                run.bounds(rule.value)

    decided = {one.id: one.options[0] for one in book.assumptions.values() if one.default is None}
    on = date(2018, 12, 1)
    by_day = [_ready(book, [book.rules[id_] for id_ in rules if book.rules[id_].rule.period == period], asked, decided)
              for period, asked in (("citizen", ()), ("week", [IsoWeek.holding(on)]))]
    daily = [rule for _, _, several in by_day for rule in several]

    def answered_on_a_day() -> None:
        batch = batch_of([timeline])
        for plan, rows, several in by_day:
            run = plan.run(batch, rows.questions(on, batch.end))
            for rule in several:
                answer_of(run, rule, [rows.of(rule, 0)])

    def explained() -> None:
        evaluate(book, [timeline], rules, quarters)

    decisions = evaluate(book, [timeline], rules, quarters)[0].decisions
    work: list[tuple[str, Callable[[], object]]] = [
        (f"{len(quarterly)} quarter rules x 12 quarters: verdicts and values", answered),
        (f"{len(daily)} rules on a day, all questions decided: verdicts and values", answered_on_a_day),
        (f"{len(rules)} rules x 12 quarters: with reasons, sources and other readings", explained),
        ("one of those results rendered in Danish", lambda: text(decisions[-1:], book, "da")),
    ]
    times: dict[str, list[float]] = {name: [] for name, _ in work}
    for turn in range(rounds + 1):
        for name, call in work:
            begun = time.perf_counter()
            for _ in range(calls):
                call()
            if turn:
                times[name].append((time.perf_counter() - begun) / calls * 1e3)
    return [(name, median(found)) for name, found in times.items()]


def _ready(book: Rulebook, rules: Sequence[ReadyRule], asked: Sequence[Quarter | IsoWeek], chosen: Mapping[str, str]) -> tuple[Plan, Rows, Sequence[ReadyRule]]:
    return Plan(book, rules), Rows(book, rules, asked, chosen, alternatives=False), rules
