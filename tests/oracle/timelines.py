"""Random cases: every third an ordinary, wholly observed one, the others as nasty as real records get."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from .codes import BLANK, LISTED
from .completions import completions
from .oracle import OPTIONS
from .weeks import BENEFIT_TYPES

__all__ = ["completions", "random_case", "random_question"]

Case = dict[str, Any]
Fact = dict[str, Any]

FIRST = date(2013, 1, 1)
LAST = date(2022, 12, 31)
KINDS_WITH_SPANS = ("benefit", "employment", "igu", "education", "residence", "abroad", "week_code", "responsibility")
SUPPORTS = ("su", "su", "su", "pupil_wage", "none", None)
FAVOURITE_CODES = ("", "", "", "", "651", "651", "652", "661", "700", "700", "703", "705", "709", "881", "121", "997")
UNLISTED_CODES = ("0", "100", "888", "701", "6510")
TYPES = sorted(BENEFIT_TYPES)
JOBS = ("ordinary", "ordinary", "wage_subsidy_private", "wage_subsidy_public", "flex_job")


def random_case(rng: Random) -> Case:
    """One citizen's case as a plain dict with ISO dates, the way it would be read from a file."""
    case = _ordinary(rng) if rng.random() < 0.34 else _nasty(rng)
    if rng.random() < 0.3:
        rng.shuffle(case["facts"])
    return case


def random_question(rng: Random) -> dict[str, Any]:
    """`quarter`, `on`, `as_known` and `options` to ask every rule with; mostly the defaults."""
    options = {name: rng.choice(answers) for name, answers in OPTIONS.items() if rng.random() < 0.15}
    on = _day(rng, date(2015, 6, 1), LAST).isoformat() if rng.random() < 0.3 else None
    as_known = _day(rng, date(2015, 6, 1), LAST).isoformat() if rng.random() < 0.25 else None
    quarter = f"{rng.randint(2016, 2021)}Q{rng.randint(1, 4)}"
    return {"quarter": quarter, "on": on, "as_known": as_known, "options": options}


def _day(rng: Random, first: date, last: date) -> date:
    return first + timedelta(days=rng.randint(0, max(0, (last - first).days)))


def _length(rng: Random) -> timedelta:
    """Lengths of all sizes: a day, some weeks, months, years."""
    return timedelta(days=rng.choice((1, rng.randint(1, 6), 7, rng.randint(7, 60), rng.randint(60, 400), 1100)))


def _citizen(rng: Random) -> Fact:
    born = _day(rng, date(1950, 1, 1), date(2003, 12, 31))
    if rng.random() < 0.12:
        born = rng.choice((date(1952, 2, 29), date(1988, 2, 29), date(2000, 2, 29)))
    if rng.random() < 0.15:  # around the ages 18 and 65 within the measured years
        first = rng.choice((date(1951, 1, 1), date(1998, 1, 1)))
        born = _day(rng, first, first + timedelta(days=5 * 365))
    citizen: Fact = {"id": f"c-{rng.randint(1, 999)}", "born": born.isoformat(), "sex": rng.choice(("male", "female"))}
    citizen["origin"] = rng.choice(("non_western",) * 6 + ("western", "danish"))
    return citizen


def _ordinary(rng: Random) -> Case:
    """Arrives, receives integration benefit, then works, studies or goes through an IGU; all of it observed."""
    arrival = _day(rng, date(2015, 1, 1), date(2018, 6, 1))
    end = _day(rng, date(2019, 1, 1), LAST)
    facts: list[Fact] = [{"kind": "responsibility", "from": arrival.isoformat(), "municipality": 657}]
    if rng.random() < 0.5:
        facts.append({"kind": "residence", "from": arrival.isoformat(), "municipality": 657})
    at = max(arrival, date(2015, 9, 1)) + timedelta(days=rng.randint(0, 30))
    while at < end and len(facts) < 12:
        until = at + timedelta(days=rng.randint(20, 500))
        kind = rng.choice(("benefit", "benefit", "employment", "education", "igu", "nothing"))
        if kind != "nothing":
            benefit = rng.choice(("integration_benefit", "integration_benefit", "cash_assistance"))
            fact = _fact(rng, kind) | ({"type": benefit} if kind == "benefit" else {})
            facts.append(fact | {"from": at.isoformat()} | ({"to": until.isoformat()} if until < end else {}))
        at = until
    start = min(arrival, _day(rng, date(2013, 1, 1), date(2015, 9, 1)))
    return {
        "citizen": _citizen(rng),
        "observed": {"from": start.isoformat(), "to": end.isoformat()},
        "facts": facts,
    }


def _nasty(rng: Random) -> Case:
    citizen = _citizen(rng)
    for field in ("born", "origin", "sex"):
        if rng.random() < 0.08:
            del citizen[field]
    facts: list[Fact] = []
    for kind in KINDS_WITH_SPANS:
        if kind != "week_code" and rng.random() < (0.4 if kind in ("abroad", "residence") else 0.75):
            facts += _spells(rng, kind)
    if rng.random() < 0.5:
        facts += _week_codes(rng)
    for number, fact in enumerate(list(facts)):
        if rng.random() < 0.15:
            facts += _versions(rng, fact, f"f-{number}")
    return {"citizen": citizen, "observed": _observed(rng), "facts": facts}


def _fact(rng: Random, kind: str) -> Fact:
    """A fact of a kind without its dates."""
    fact: Fact = {"kind": kind}
    if kind == "benefit":
        fact["type"] = rng.choice(("integration_benefit", "integration_benefit", rng.choice(TYPES)))
    elif kind == "employment":
        fact["type"] = rng.choice(JOBS)
        if rng.random() < 0.7:
            fact["hours_per_week"] = rng.choice((10, 20, 30, 37))
    elif kind == "igu":
        fact["part"] = rng.choice(("practice", "practice", "school"))
    elif kind == "education":
        support = rng.choice(SUPPORTS)
        fact |= {} if support is None else {"support": support}
    elif kind in ("responsibility", "residence"):
        fact["municipality"] = rng.choice((101, 461, 657, 851))
    return fact


def _spells(rng: Random, kind: str) -> list[Fact]:
    """Some spells of a kind, each beginning after, at or before the end of the one before it."""
    facts = []
    early = date(2015, 9, 1) if rng.random() < 0.8 else FIRST
    at = _day(rng, early, date(2018, 12, 31))
    for _ in range(rng.choice((1, 1, 2, 3, 5))):
        until = at + _length(rng)
        fact = _fact(rng, kind)
        if fact.get("type") == "integration_benefit" and at < date(2015, 9, 1) and rng.random() < 0.9:
            fact["type"] = "cash_assistance"
        fact["from"] = at.isoformat()
        if rng.random() < 0.4:
            fact["through"] = (until - timedelta(days=1)).isoformat()
        elif rng.random() < 0.75:
            fact["to"] = until.isoformat()
        if rng.random() < 0.15:
            fact["precision"] = rng.choice(("week", "month", "month", "quarter"))
        facts.append(fact)
        pause = rng.choice((0, 0, 1, 3, rng.randint(-60, -1), rng.randint(4, 90), rng.randint(90, 500)))
        at = max(FIRST, until + timedelta(days=pause))
    return facts


def _week_codes(rng: Random) -> list[Fact]:
    """Runs of register weeks, some weeks left out, some with two codes or with one nobody knows."""
    monday = date(2015, 8, 31) + timedelta(weeks=rng.randint(-20, 150))
    whole_register = rng.random() < 0.5
    facts = []
    code = "700"
    for _ in range(rng.choice((5, 20, 60, 200, 300))):
        if rng.random() < 0.12:
            code = rng.choice((*FAVOURITE_CODES, rng.choice(LISTED), rng.choice(UNLISTED_CODES)))
        if monday < date(2015, 8, 31) and code.startswith("70"):
            code = "730"
        if (whole_register or code != BLANK) and rng.random() < 0.98:
            facts.append({"kind": "week_code", "week": _week(monday), "code": code})
        if rng.random() < 0.03:
            second = rng.choice((*FAVOURITE_CODES, rng.choice(LISTED), rng.choice(UNLISTED_CODES)))
            facts.append({"kind": "week_code", "week": _week(monday), "code": second})
        monday += timedelta(weeks=1)
    return facts


def _week(monday: date) -> str:
    year, week, _ = monday.isocalendar()
    return f"{year}-W{week:02}"


def _versions(rng: Random, fact: Fact, key: str) -> list[Fact]:
    """Names the fact, and states it again: recorded later or earlier, on another day, ended, changed or withdrawn."""
    fact["id"] = key
    if rng.random() < 0.7:
        fact["recorded"] = _day(rng, date(2015, 6, 1), LAST).isoformat()
    versions = []
    for _ in range(rng.choice((0, 1, 1, 2))):
        version = dict(fact)
        version.pop("recorded", None)
        if rng.random() < 0.85:
            recorded = fact["recorded"] if "recorded" in fact and rng.random() < 0.2 else None
            version["recorded"] = recorded or _day(rng, date(2015, 6, 1), LAST).isoformat()
        change = rng.random()
        if change < 0.3:
            version["withdrawn"] = True
        elif "from" in version and change < 0.7:
            version.pop("through", None)
            version["to"] = (date.fromisoformat(version["from"]) + _length(rng)).isoformat()
        elif "from" in version:
            version |= _fact(rng, version["kind"])
        else:
            version["code"] = rng.choice(FAVOURITE_CODES)
        versions.append(version)
    return versions


def _observed(rng: Random) -> Fact | list[Fact]:
    """Wholly observed, starting late, ending inside a quarter, with gaps, or other for some kinds."""
    by_kind = rng.random() < 0.6
    spans = _spans(rng)
    if len(spans) > 1 and not by_kind:
        return spans
    general = spans[0]
    if by_kind:
        if rng.random() < 0.6:  # only some kinds are badly observed
            general = {"from": FIRST.isoformat(), "to": LAST.isoformat()}
        kinds = rng.sample(KINDS_WITH_SPANS, rng.choice((1, 1, 2, 4)))
        own = {kind: _spans(rng) for kind in kinds}
        general["by_kind"] = {kind: spans[0] if len(spans) == 1 else spans for kind, spans in own.items()}
    return general


def _spans(rng: Random) -> list[Fact]:
    at = rng.choice((FIRST, _day(rng, FIRST, date(2015, 9, 1)), _day(rng, date(2015, 9, 1), date(2018, 1, 1))))
    spans = []
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        until = min(LAST, at + timedelta(days=rng.choice((rng.randint(1, 40), rng.randint(200, 1500), 2500, 3600))))
        if until <= at:
            break
        last = (until - timedelta(days=1)).isoformat()
        ends = {"through": last} if rng.random() < 0.3 else {"to": until.isoformat()}
        spans.append({"from": at.isoformat()} | ends)
        at = until + timedelta(days=rng.choice((1, rng.randint(1, 10), rng.randint(10, 300))))
    return spans
