"""Completions: cases in which everything is observed and that agree with all that a given case says.

Whatever an incomplete case decides must not be contradicted by any of them. Ask them on the same day `on` as the
given case, without `as_known`, since they are already what was known. Responsibility, residence and abroad are taken
as stated: no completion adds one.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Any

from .codes import INTEGRATION_BENEFIT, LISTED
from .dates import DAY, FIRST_RECEIPT_DAY, WEEK, day, monday_of, monday_of_week, period, week_days
from .facts import Case, Fact, Known, Span, Spell, end_of
from .weeks import BENEFIT_TYPES

FIRST = date(2010, 1, 1)
END = date(2025, 1, 1)
TYPES = sorted(BENEFIT_TYPES)
JOBS = ("ordinary", "wage_subsidy_private", "wage_subsidy_public", "flex_job")
FAVOURITE_CODES = ("", "", "651", "652", "661", "700", "703", "881", "997", "730")


def completions(case: Case, rng: Random, n: int, as_known: str | date | None = None) -> Iterator[Case]:
    """So many completions of a case as it was known on a day; the first adds nothing to what is stated."""
    known = Known(case, None if as_known is None else day(as_known))
    for number in range(n):
        facts = [_resolved(fact, known, rng) for fact in known.facts]
        if number > 0:
            for kind in ("benefit", "employment", "igu", "education"):
                facts += _added_spells(rng, kind, known.observed(kind))
            facts += _added_codes(rng, known)
        yield {
            "citizen": _whole_citizen(known.citizen, rng),
            "observed": {"from": FIRST.isoformat(), "to": END.isoformat()},
            "facts": facts,
        }


def _whole_citizen(citizen: Fact, rng: Random) -> Fact:
    whole = dict(citizen)
    if whole.get("born") is None:
        whole["born"] = _between(rng, date(1945, 1, 1), date(2005, 12, 31)).isoformat()
    if whole.get("origin") is None:
        whole["origin"] = rng.choice(("danish", "western", "non_western", "non_western"))
    if whole.get("sex") is None:
        whole["sex"] = rng.choice(("male", "female"))
    return whole


def _resolved(fact: Fact, known: Known, rng: Random) -> Fact:
    """The fact with its exact dates, an end (or none to the last), and its missing fields."""
    exact = {name: value for name, value in fact.items() if name not in ("id", "recorded", "precision", "withdrawn")}
    if fact["kind"] == "education" and fact.get("support") is None:
        exact["support"] = rng.choice(("su", "pupil_wage", "none"))
    if fact["kind"] == "benefit" and fact.get("type") is None:
        exact["type"] = rng.choice(TYPES)
    if fact["kind"] == "week_code" and str(fact["code"]) not in LISTED and rng.random() < 0.7:
        exact["code"] = _code(rng, monday_of_week(fact["week"]))
    if "from" in fact:
        spell = next(spell for spell in known.spells(fact["kind"]) if spell.fact is fact)
        exact |= _exact_dates(spell, rng)
    return exact


def _exact_dates(spell: Spell, rng: Random) -> Fact:
    """A beginning and an end that the precision allows; an open spell ends after its certain part, or goes on."""
    fact = spell.fact
    open_spell = spell.possible_to is None
    precision = fact.get("precision") or "day"
    last_from = spell.latest_from
    if spell.possible_to is not None:
        last_from = min(last_from, spell.possible_to - DAY)
    start = _between(rng, spell.earliest_from, last_from)
    if open_spell:
        if rng.random() < 0.5:
            return {"from": start.isoformat()}
        end = spell.certain_to + DAY * rng.choice((0, 1, rng.randint(1, 30), rng.randint(1, 1500)))
        return {"from": start.isoformat(), "to": end.isoformat()}
    if fact.get("through") is not None:
        first, last = period(day(fact["through"]), precision)
        return {"from": start.isoformat(), "through": _between(rng, max(first, start), last).isoformat()}
    first, last = period(end_of(fact), precision)
    return {"from": start.isoformat(), "to": _between(rng, max(first, start + DAY), last).isoformat()}


def _added_spells(rng: Random, kind: str, observed: list[Span]) -> list[Fact]:
    """Facts of a kind on days that nobody observed."""
    facts = []
    for start, end in _unobserved(observed):
        for _ in range(rng.choice((0, 1, 1, 2))):
            begin = _between(rng, start, end - DAY)
            stop = rng.choice((end, _between(rng, begin + DAY, end), min(end, begin + DAY * rng.randint(1, 60))))
            begin = rng.choice((begin, start))
            fact: Fact = {"kind": kind, "from": begin.isoformat(), "to": stop.isoformat()}
            facts.append(fact | _fields(rng, kind, begin))
    return facts


def _fields(rng: Random, kind: str, begin: date) -> dict[str, Any]:
    if kind == "benefit":
        known_types = [name for name in TYPES if begin >= FIRST_RECEIPT_DAY or name != "integration_benefit"]
        favourite = "integration_benefit" if begin >= FIRST_RECEIPT_DAY else "cash_assistance"
        return {"type": rng.choice((favourite, rng.choice(known_types)))}
    if kind == "employment":
        return {"type": rng.choice(JOBS)}
    if kind == "igu":
        return {"part": rng.choice(("practice", "school"))}
    return {"support": rng.choice(("su", "su", "pupil_wage", "none"))}


def _added_codes(rng: Random, known: Known) -> list[Fact]:
    """Codes for runs of weeks that have none and were not wholly observed."""
    facts = []
    for start, end in _unobserved(known.observed("week_code")):
        monday = _between(rng, start, end - DAY) if rng.random() < 0.5 else start
        monday = monday_of(monday)
        code = _code(rng, monday)
        for _ in range(rng.choice((0, 1, 5, 20, 170))):
            if rng.random() < 0.1:
                code = _code(rng, monday)
            if monday < end and monday not in known.week_codes and week_days(monday)[-1] >= start:
                year, week, _ = monday.isocalendar()
                listed = code if code not in INTEGRATION_BENEFIT or monday >= FIRST_RECEIPT_DAY else "730"
                facts.append({"kind": "week_code", "week": f"{year}-W{week:02}", "code": listed})
            monday += WEEK
    return facts


def _code(rng: Random, monday: date) -> str:
    code = rng.choice((*FAVOURITE_CODES, rng.choice(LISTED)))
    return code if monday >= FIRST_RECEIPT_DAY or code not in INTEGRATION_BENEFIT else "730"


def _unobserved(observed: list[Span]) -> list[Span]:
    """The gaps between the observed spans, from 2010 to the end of 2024."""
    gaps = []
    at = FIRST
    for start, end in observed:
        if at < start:
            gaps.append((at, min(start, END)))
        at = max(at, end)
    if at < END:
        gaps.append((at, END))
    return [(start, end) for start, end in gaps if start < end]


def _between(rng: Random, first: date, last: date) -> date:
    return first + DAY * rng.randint(0, (last - first).days)
