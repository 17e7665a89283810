"""The result: one rule answered for one citizen, with reasons, sources, what is missing and what it hangs on."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from integrationrules.verdict import Verdict

__all__ = ["Answer", "Decision", "Dependence", "Missing", "Quantity", "Reason", "Reference", "Tried", "canonical"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number, date or word, exact or between bounds; `kind` is number, date or word.

    Numbers are in `unit`; amounts in DKK are exact decimals. `least` or `greatest` is None on an unbounded side.
    """

    kind: str
    least: Decimal | int | date | str | None
    greatest: Decimal | int | date | str | None
    unit: str = ""

    @property
    def exact(self) -> bool:
        """Whether one value is left."""
        return self.least is not None and self.least == self.greatest

    def as_json(self) -> Any:
        """A plain value, or `{"min": ..., "max": ...}` where it is bounded."""
        if self.exact:
            return _plain(self.least, self.unit)
        return {"min": _plain(self.least, self.unit), "max": _plain(self.greatest, self.unit)}


@dataclass(frozen=True, slots=True)
class Reference:
    """Where a rule, value or definition comes from: source, and the place in it."""

    id: str
    title: str
    at: str = ""
    act: str = ""
    """The act and its version, such as LBK 1127/2017."""
    published: str = ""
    confidence: str = ""
    """Of a parameter's value that was not read as it stands: `derived` or `seed`."""

    def as_json(self) -> dict[str, str]:
        """As in the result's `sources`; what does not apply is left out."""
        found = {"id": self.id, "title": self.title, "act": self.act, "at": self.at, "published": self.published, "confidence": self.confidence}
        return {name: text for name, text in found.items() if text or name in ("id", "title", "at")}


@dataclass(frozen=True, slots=True)
class Reason:
    """One line of the explanation: a message id and its values, rendered in any language on demand.

    `id` is a rule's id where the rule has a sentence of its own (`says`), or `rule` (values: name), or one of
    `at_least at_most more_than less_than equal among` for a condition (values: what, found, needed, distance), or
    `undecided` where open questions that have no default make the answer (values: what).
    `depth` is 0 for the rule itself, 1 for what decided it, and so on.
    """

    id: str
    values: Mapping[str, Quantity | str | None]
    verdict: Verdict
    source: Reference | None = None
    depth: int = 0

    def as_json(self) -> dict[str, Any]:
        """As in the result's `because`."""
        values = {name: value.as_json() if isinstance(value, Quantity) else value for name, value in self.values.items()}
        return {"id": self.id, "values": values, "verdict": str(self.verdict), "source": self.source.as_json() if self.source else None, "depth": self.depth}


@dataclass(frozen=True, slots=True)
class Missing:
    """What would settle an unknown: days of a kind of fact, a field of the citizen, or a parameter's value on a day.

    `what` is facts, residence, citizen, field or parameter; `name` the kind, field or parameter id; `start` and `end` the
    days not known (half-open, None where open); `weeks` how many weeks of the period they leave open.
    """

    what: str
    name: str
    start: date | None = None
    end: date | None = None
    weeks: int | None = None

    def as_json(self) -> dict[str, Any]:
        """As in the result's `missing`, without what does not apply."""
        found: dict[str, Any] = {"what": self.what, "name": self.name}
        for key, value in (("from", self.start), ("to", self.end)):
            if value is not None:
                found[key] = value.isoformat()
        if self.weeks is not None:
            found["weeks"] = self.weeks
        return found


@dataclass(frozen=True, slots=True)
class Answer:
    """A verdict and, where the rule has one, a value."""

    verdict: Verdict
    value: Quantity | None = None


@dataclass(frozen=True, slots=True)
class Dependence:
    """Another option of an assumption, and the other answer it would give."""

    assumption: str
    option: str
    answer: Answer
    running: bool = False

    def as_json(self) -> dict[str, Any]:
        """As in the result's `depends_on`."""
        value = self.answer.value
        found = {"assumption": self.assumption, "option": self.option, "verdict": str(self.answer.verdict), "value": value.as_json() if value else None}
        return {**found, "running": True} if self.running else found


@dataclass(frozen=True, slots=True)
class Tried:
    """One spell or event that was looked at: its days, and what each condition says of it."""

    start: Quantity
    end: Quantity
    verdict: Verdict
    conditions: tuple[Reason, ...]
    certain: bool = True
    """False for one that only may be there, in days nobody observed."""

    def as_json(self) -> dict[str, Any]:
        """As in the result's `candidates`."""
        found = {"start": self.start.as_json(), "end": self.end.as_json(), "verdict": str(self.verdict),
                 "because": [reason.as_json() for reason in self.conditions]}
        return found if self.certain else {**found, "certain": False}


@dataclass(frozen=True, slots=True)
class Decision:
    """The result for one rule, one citizen and one quarter or day. A value: equal inputs give equal decisions."""

    rule: str
    period: str
    """`citizen`, or the quarter as `2018Q4`."""
    on: date
    as_known: date | None
    answer: Answer
    unit: str | None
    because: tuple[Reason, ...]
    missing: tuple[Missing, ...]
    depends_on: tuple[Dependence, ...]
    assumptions: Mapping[str, str | None]
    """Chosen option by name of assumption; None while undecided."""
    sources: tuple[Reference, ...]
    rulebook_hash: str
    facts_hash: str
    version: str
    quarter: Mapping[str, Any] | None = None
    """For a quarter: how many weeks it has, and by which scheme."""
    running: bool = False
    """Not met, but it may still be, if what lasts goes on."""
    state: str | None = None
    """Of a payment `running`, `earned`, `claimed` or `paid`; of a deadline `due`, `done`, `done_late`, `overdue` or `passed`."""
    days: Mapping[str, Quantity] = field(default_factory=dict)
    """Of a payment `earned_on`, `last_day`, `claim_by` and `final_by`; of a deadline `done`."""
    projected: bool = False
    """Whether what is said beyond the days observed, or of a payment still running, holds only if what lasts goes on."""
    overlay: Mapping[str, Any] | None = None
    """The caller's own values of parameters: file, hash and ids; None without any."""
    codes: Mapping[str, Any] | None = None
    """The caller's own register codes: file, hash and the codes; None without any."""
    confidence: str = ""
    """`derived` where the amount was computed rather than read: it must not be claimed on that basis."""
    candidates: tuple[Tried, ...] = ()
    """Each spell or event looked at, with a verdict for each condition."""
    notes: tuple[str, ...] = field(default=())
    """Ids of messages about how the facts were read, such as `own_date` (facts without `recorded`)."""

    @property
    def verdict(self) -> Verdict:
        """met, not met or unknown."""
        return self.answer.verdict

    @property
    def value(self) -> Quantity | None:
        """The value, if the rule has one and it is known to exist."""
        return self.answer.value

    @property
    def earned_on(self) -> Quantity | None:
        """The first day after the qualifying time."""
        return self.days.get("earned_on")

    @property
    def last_day(self) -> Quantity | None:
        """The last day of the qualifying time."""
        return self.days.get("last_day")

    @property
    def claim_by(self) -> Quantity | None:
        """The last day of the quarter in which it is claimed."""
        return self.days.get("claim_by")

    @property
    def final_by(self) -> Quantity | None:
        """The day of the final statement."""
        return self.days.get("final_by")

    @property
    def municipality(self) -> Quantity | None:
        """The number of the municipality that receives a payment."""
        return self.days.get("municipality")

    @property
    def done(self) -> Quantity | None:
        """The day on which what a deadline asks for was done."""
        return self.days.get("done")

    def _repr_html_(self) -> str:
        """The decision as a table, for notebooks."""
        from integrationrules.report.html import of_decisions

        return of_decisions((self,))

    def as_json(self) -> dict[str, Any]:
        """The record of format 1; optional keys are left out where they do not apply."""
        found: dict[str, Any] = {
            "rule": self.rule, "for": self.period, "on": self.on.isoformat(),
            "as_known": self.as_known.isoformat() if self.as_known else None, "verdict": str(self.verdict),
        }
        if self.running:
            found["running"] = True
        if self.state is not None:
            found["state"] = self.state
        found |= {name: day.as_json() for name, day in self.days.items()}
        if self.projected:
            found["projected"] = True
        found |= {"value": self.value.as_json() if self.value else None, "unit": self.unit}
        if self.confidence:
            found["confidence"] = self.confidence
        if self.quarter is not None:
            found["quarter"] = dict(self.quarter)
        found |= {
            "because": [reason.as_json() for reason in self.because],
            **({"candidates": [tried.as_json() for tried in self.candidates]} if self.candidates else {}),
            "missing": [missing.as_json() for missing in self.missing],
            "depends_on": [dependence.as_json() for dependence in self.depends_on],
            "assumptions": dict(self.assumptions),
            "sources": [source.as_json() for source in self.sources],
        }
        if self.notes:
            found["notes"] = list(self.notes)
        if self.overlay is not None:
            found["overlay"] = dict(self.overlay)
        if self.codes is not None:
            found["codes"] = dict(self.codes)
        return found | {"rulebook_hash": self.rulebook_hash, "facts_hash": self.facts_hash, "version": self.version}


def canonical(value: Any) -> str:
    """JSON with sorted keys and no spaces: equal values give equal text."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _plain(value: Decimal | int | date | str | None, unit: str) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:.2f}" if unit == "DKK" else (int(value) if value == value.to_integral_value() else float(value))
    return value
