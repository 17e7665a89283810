"""Changes to a case, tried on its timeline: a value set, a fact added, a fact removed. The case itself stays as it is."""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from integrationrules.timeline.files import CaseError, Problem, parse_case
from integrationrules.timeline.messages import shown
from integrationrules.timeline.plain import plain
from integrationrules.timeline.timeline import Timeline

from .paths import Place, located, named_facts

__all__ = ["Addition", "Change", "Edit", "Removal", "Setting", "changed"]

_INSTEAD = {"to": "through", "through": "to", "hours_per_week": "hours_per_month", "hours_per_month": "hours_per_week"}
"""Two ways to state one thing: setting the one takes the other away."""


@dataclass(frozen=True, slots=True)
class Setting:
    """`path=value`: one field stated anew, or with None left out. Paths: `citizen.born`, `observed.to`, `facts.ID.to`, `facts[2].to`."""

    path: str
    value: Any

    @property
    def text(self) -> str:
        """As it is typed."""
        return f"--set '{shown(self.path)[1:-1]}={'' if self.value is None else shown(self.value).strip(chr(39))}'"


@dataclass(frozen=True, slots=True)
class Addition:
    """One more fact, as it stands in a case file; `line` is what was typed for it."""

    fact: Mapping[str, Any]
    line: str = ""

    @property
    def text(self) -> str:
        """As it is typed."""
        return f"--add {shown(self.line or str(self.fact.get('kind', '')))}"


@dataclass(frozen=True, slots=True)
class Removal:
    """A fact taken away with all its versions: its id, or `facts[2]`."""

    which: str

    @property
    def text(self) -> str:
        """As it is typed."""
        return f"--remove {shown(self.which)}"


Change = Setting | Addition | Removal


@dataclass(frozen=True, slots=True)
class Edit:
    """What a change did: the plain value at a path before and after; None where there was or is none."""

    path: str
    before: Any
    after: Any

    def as_json(self) -> dict[str, Any]:
        """As in the JSON of what-if."""
        return {"path": self.path, "before": self.before, "after": self.after}


def changed(timeline: Timeline, changes: Sequence[Change]) -> tuple[Timeline, tuple[Edit, ...]]:
    """The timeline with the changes, made in order, and what each of them did.

    `facts[2]` always means the third fact of the case as it was. Raises `QuestionError` for what is not there to be changed, and
    `CaseError` for a case that cannot be, with the change that made it so.
    """
    work = _Work(plain(timeline))
    edits: list[Edit] = []
    for change in changes:
        match change:
            case Addition():
                edits.append(work.add(change))
            case Removal():
                edits += work.remove(change)
            case Setting():
                edits.append(work.set(change))
    return work.timeline(), tuple(edits)


class _Work:
    """A case being changed, as plain values; a removed fact leaves its place empty until the end."""

    def __init__(self, case: dict[str, Any]) -> None:
        self.case = case
        self.facts: list[dict[str, Any] | None] = [dict(fact) for fact in case["facts"]]
        self.case["facts"] = self.facts
        self.blamed: dict[str, Change] = {}

    def add(self, change: Addition) -> Edit:
        fact = {name: _plain(value) for name, value in change.fact.items()}
        self.facts.append(fact)
        self.blamed[f"facts[{len(self.facts) - 1}]"] = change
        return Edit("facts", None, dict(fact))

    def remove(self, change: Removal) -> list[Edit]:
        found = []
        for place in named_facts(self.facts, change.which):
            found.append(Edit(f"facts[{place}]", self.facts[place], None))
            self.facts[place] = None
        return found

    def set(self, change: Setting) -> Edit:
        place: Place = located(self.case, change.path)
        inside, key = place.inside, place.key
        before, value = copy.deepcopy(inside.get(key)), _plain(change.value)
        if value is None:
            inside.pop(key, None)
        else:
            inside[key] = value
            inside.pop(_INSTEAD.get(key, ""), None)
        self.blamed[place.owner] = change
        return Edit(place.path, before, value)

    def timeline(self) -> Timeline:
        kept = [place for place, fact in enumerate(self.facts) if fact is not None]
        try:
            return parse_case({**self.case, "facts": [self.facts[place] for place in kept]})
        except CaseError as error:
            raise CaseError(tuple(self._explained(problem, kept) for problem in error.problems)) from None

    def _explained(self, problem: Problem, kept: list[int]) -> Problem:
        """The problem as that of the change that made it: at the change, by the field alone."""
        match = re.match(r"facts\[(\d+)\]\.?", problem.field)
        owner = f"facts[{kept[int(match[1])]}]" if match else re.split(r"[.\[]", problem.field)[0]
        change = self.blamed.get(owner)
        if change is None:
            return problem
        return Problem(change.text, problem.field[match.end():] if match else problem.field, problem.id, problem.values)


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else float(value)
    return value
