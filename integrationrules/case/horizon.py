"""Questions beyond what was observed: answered as if open spells continued and nothing else happened, and marked so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from integrationrules.dates import Quarter
from integrationrules.rulebook.book import Rulebook
from integrationrules.timeline.projection import projected
from integrationrules.timeline.timeline import Timeline

from .evaluation import Result, evaluate
from .questions import find_rules

__all__ = ["answered", "asked_beyond", "lies_beyond"]


def lies_beyond(timeline: Timeline, day: date) -> bool:
    """Whether a day lies after the end of observation, so that what is said of it is a projection."""
    end = timeline.observed.end
    return end is None or day > end


def asked_beyond(timeline: Timeline, quarters: Sequence[Quarter], on: date | None) -> bool:
    """Whether any of the days asked about lies beyond."""
    return any(lies_beyond(timeline, day) for day in ([on] if on is not None else map(_last_day, quarters)))


def answered(
    book: Rulebook, timelines: Sequence[Timeline], rules: Sequence[str] = (), quarters: Sequence[Quarter] = (), on: date | None = None,
    options: Mapping[str, str] | None = None, salt: bytes = b"integrationrules",
) -> list[Result]:
    """As `evaluate`, but a question about a day after the end of observation is answered on the projected timeline.

    Without `on` a rule about a citizen is asked at the end of observation, and a rule about a quarter at the quarter's last day.
    """
    if on is not None:
        return _asked(book, timelines, on, rules, quarters, on, options, salt)
    late = [quarter for quarter in quarters if any(lies_beyond(timeline, _last_day(quarter)) for timeline in timelines)]
    if not late:
        return evaluate(book, timelines, rules, quarters, None, None, options, salt)
    asked = find_rules(book, rules)
    daily = [rule.id for rule in asked if rule.rule.period != "quarter"]
    quarterly = [rule.id for rule in asked if rule.rule.period == "quarter"]
    early = [quarter for quarter in quarters if quarter not in late]
    rounds: list[list[Result]] = []
    if daily:
        rounds.append(evaluate(book, timelines, daily, (), None, None, options, salt))
    if early and quarterly:
        rounds.append(evaluate(book, timelines, quarterly, early, None, None, options, salt))
    if quarterly:
        rounds += [_asked(book, timelines, _last_day(quarter), quarterly, [quarter], None, options, salt) for quarter in late]
    order = {rule.id: place for place, rule in enumerate(asked)}
    return [
        Result(tuple(sorted((one for result in results for one in result.decisions), key=lambda one: order[one.rule])), timeline.warnings(),
               timeline, book)
        for timeline, results in zip(timelines, zip(*rounds, strict=True), strict=True)
    ]


def _asked(
    book: Rulebook, timelines: Sequence[Timeline], day: date, rules: Sequence[str], quarters: Sequence[Quarter], on: date | None,
    options: Mapping[str, str] | None, salt: bytes,
) -> list[Result]:
    """One round about one day: on the projected timeline for those whose observation ended before it."""
    beyond = [lies_beyond(timeline, day) for timeline in timelines]
    following = date.fromordinal(min(day.toordinal() + 1, date.max.toordinal()))
    lines = [projected(timeline, following) if far else timeline for timeline, far in zip(timelines, beyond, strict=True)]
    results = evaluate(book, lines, rules, quarters, on, None, options, salt)
    return [
        replace(result, decisions=tuple(replace(one, projected=True) for one in result.decisions)) if far else result
        for result, far in zip(results, beyond, strict=True)
    ]


def _last_day(quarter: Quarter) -> date:
    return quarter.last_monday() + timedelta(days=6)
