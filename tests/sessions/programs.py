"""Random alert rules, facts and logs for the two chainers."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from integrationrules.rulebook.book import Rulebook, read
from integrationrules.sessions.chaining import Concluded, Known, Program
from integrationrules.sessions.derived import programs_of
from integrationrules.sessions.event import Event

__all__ = ["book_of", "events", "program", "random_known", "random_program", "refs"]

HEAD = """ruleset: bus
title: {da: Skolebussen, en: The school bus}
sources: {act: {title: The bus act}}
"""
DAY = 736_000
"""The first of the days that random facts use."""
_DAYS = ("start", "end")
_NUMBERS = {"employment": "hours_per_week"}
_WORDS = {"employment": ("type", ("ordinary", "flex_job", "wage_subsidy_private", "wage_subsidy_public")),
          "benefit": ("type", ("integration_benefit", "cash_assistance", "sickness_benefit", "other"))}
_KINDS = ("employment", "benefit", "residence")


def book_of(root: Path, alerts: str) -> Rulebook:
    """A rulebook with one rule set of alerts, which must be free of errors."""
    folder = root / "bus"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "rules.yaml").write_text(f"{HEAD}alerts:\n{alerts}", encoding="utf-8")
    book, problems = read(root)
    assert not problems.errors, "\n".join(one.text() for one in problems.errors)
    return book


def program(root: Path, alerts: str) -> Program:
    """The compiled patterns of some alert rules."""
    (found,) = programs_of(book_of(root, alerts))
    return found


def random_program(chance: random.Random, root: Path) -> Program:
    """Two to six rules over three kinds of facts; later ones may ask for what earlier ones conclude. None is too large to be tried."""
    while True:
        (root / "bus").mkdir(parents=True, exist_ok=True)
        (root / "bus" / "rules.yaml").write_text(f"{HEAD}alerts:\n{_random_rules(chance)}", encoding="utf-8")
        book, problems = read(root)
        if not problems.errors:
            (found,) = programs_of(book)
            return found
        assert {one.code for one in problems.errors} == {"IR403"}, "\n".join(one.text() for one in problems.errors)


def _random_rules(chance: random.Random) -> str:
    lines: list[str] = []
    concluded: list[str] = []
    for number in range(chance.randint(2, 6)):
        given: list[str] = []
        dated: list[str] = []
        for place in range(chance.choice((1, 1, 2, 2, 3))):
            alias = f"p{place}"
            if concluded and chance.random() < 0.4:
                name = chance.choice(concluded)
                pattern = f"clock: {name}"
                fields: tuple[str, ...] = ("due",)
            else:
                kind = chance.choice(_KINDS)
                pattern, fields = f"fact: {kind}", _DAYS
                if chance.random() < 0.4:
                    given.append(_pattern(pattern, alias, [*_own(chance, kind, alias), *_compared(chance, alias, fields, dated)], chance))
                    dated += [f"{alias}.{field}" for field in fields]
                    continue
            given.append(_pattern(pattern, alias, _compared(chance, alias, fields, dated), chance))
            dated += [f"{alias}.{field}" for field in fields]
        unless: list[str] = []
        for _ in range(chance.choice((0, 0, 1, 2))):
            if concluded and chance.random() < 0.5:
                unless.append(_pattern(f"clock: {chance.choice(concluded)}", "u", _compared(chance, "u", ("due",), dated), chance))
            else:
                kind = chance.choice(_KINDS)
                unless.append(_pattern(f"fact: {kind}", "u", [*_own(chance, kind, "u"), *_compared(chance, "u", _DAYS, dated)], chance))
        name = f"c{number}"
        concluded.append(name)
        lines.append(f"  r{number}:\n    given: [{', '.join(given)}]\n    unless: [{', '.join(unless)}]\n"
                     f"    concludes: {{clock: {name}, due: {chance.choice([*dated, 'today'])}}}\n")
    lines.append(f"  told: {{given: [{{clock: {concluded[-1]}, as: c}}], concludes: {{alert: told, due: c.due, to: driver}}}}\n")
    return "".join(lines)


def _pattern(what: str, alias: str, conditions: Sequence[str], chance: random.Random) -> str:
    where = f" {chance.choice(('and', 'and', 'or'))} ".join(conditions)
    return f'{{{what}, as: {alias}{f", where: {chr(34)}{where}{chr(34)}" if where else ""}}}'


def _own(chance: random.Random, kind: str, alias: str) -> list[str]:
    if kind in _NUMBERS and chance.random() < 0.3:
        return [f"{alias}.{_NUMBERS[kind]} {chance.choice(('<', '<=', '>', '>=', '==', '!='))} {chance.randint(10, 37)}"]
    if kind in _WORDS and chance.random() < 0.7:
        field, words = _WORDS[kind]
        return [f"{alias}.{field} {chance.choice(('==', '!='))} {chance.choice(words)}"]
    return [f"{chance.choice(('', 'not '))}{alias}.open"]


def _compared(chance: random.Random, alias: str, fields: Sequence[str], dated: Sequence[str]) -> list[str]:
    found = []
    for _ in range(chance.choice((0, 1, 1, 2))):
        against = chance.choice([*dated, "today"])
        found.append(f"{alias}.{chance.choice(fields)} {chance.choice(('<', '<=', '>', '>=', '==', '!='))} {against}")
    return found


def random_known(chance: random.Random) -> list[Known]:
    """Up to a dozen facts with fields left out now and then, and equal days often."""
    found: list[Known] = []
    for number in range(chance.randint(0, 12)):
        kind = chance.choice(_KINDS)
        start = DAY + chance.randint(0, 6)
        values: dict[str, Any] = {"start": start, "open": chance.randint(0, 1)}
        if not values["open"]:
            values["end"] = start + chance.randint(1, 4)
        if kind in _WORDS:
            field, words = _WORDS[kind]
            values[field] = chance.choice(words)
        if kind in _NUMBERS and chance.random() < 0.7:
            values[_NUMBERS[kind]] = chance.randint(10, 37) * 10_000
        if chance.random() < 0.1:
            del values["start"]
        found.append(Known(f"fact {kind}", f"f{number}", values))
    return found


def refs(found: Sequence[Concluded]) -> list[tuple[str, str, dict[str, Any]]]:
    """What was concluded, in a form that two chainers can be compared by."""
    return [(one.rule.id, one.ref, dict(one.known.values)) for one in found]


def events(chance: random.Random, count: int) -> list[Event]:
    """A random log of one case: facts, corrections, withdrawals and days, some of them late."""
    day = date(2016, 1, 4)
    found = [Event.model_validate({
        "id": "e0", "case": "c-1", "kind": "opened", "recorded": "2016-01-04",
        "timeline": {"citizen": {"id": "c-1", "born": "1990-05-01"}, "observed": {"from": "2015-11-01", "to": "2016-01-04"},
                     "facts": [{"kind": "residence_permit", "on": "2015-11-02", "basis": chance.choice(("refugee", "work"))}]}})]
    stated: dict[str, dict[str, Any]] = {}
    for number in range(1, count):
        day += timedelta(days=chance.choice((1, 7, 30, 60, 120)))
        late = day - timedelta(days=chance.choice((0, 0, 0, 3, 40)))
        kind = chance.choice(("fact", "fact", "fact", "correction", "withdrawal", "advance"))
        base = {"id": f"e{number}", "case": "c-1", "recorded": max(late, date(2016, 1, 5)).isoformat()}
        if kind == "advance" or (kind != "fact" and not stated):
            found.append(Event.model_validate({**base, "kind": "advance", "recorded": day.isoformat()}))
        elif kind == "withdrawal":
            found.append(Event.model_validate({**base, "kind": kind, "recorded": day.isoformat(), "withdraws": chance.choice(sorted(stated))}))
        else:
            fact = _fact(chance, day) if kind == "fact" else None
            name = f"x{number}"
            if fact is None:
                name = chance.choice(sorted(stated))
                fact = _again(chance, stated[name], day)
                base["recorded"] = day.isoformat()
            stated[name] = fact
            found.append(Event.model_validate({**base, "kind": kind, "fact": {**fact, "id": name}}))
    return found


def _fact(chance: random.Random, day: date) -> dict[str, Any]:
    start = (day - timedelta(days=chance.choice((0, 1, 5, 200)))).isoformat()
    end = {} if chance.random() < 0.5 else {"to": (day + timedelta(days=chance.choice((1, 3, 60, 300)))).isoformat()}
    return chance.choice([
        {"kind": "responsibility", "from": start, "municipality": 860},
        {"kind": "contract", "on": start},
        {"kind": "benefit", "type": chance.choice(("integration_benefit", "sickness_benefit")), "from": start, **end},
        {"kind": "employment", "type": "ordinary", "from": start, **({"hours_per_week": 25} if chance.random() < 0.8 else {}), **end},
        {"kind": "igu", "part": chance.choice(("school", "practice")), "from": max(start, "2016-07-01"), **({"to": "2019-03-01"} if end else {})},
        {"kind": "bonus_claimed", "type": "job", "on": start},
    ])


def _again(chance: random.Random, fact: dict[str, Any], day: date) -> dict[str, Any]:
    found = dict(fact)
    if "from" in found:
        found["to"] = (max(day, date.fromisoformat(found["from"])) + timedelta(days=chance.choice((1, 2, 90)))).isoformat()
    return found
