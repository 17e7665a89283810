"""What an interview has learnt so far, and the case it makes: what was not answered is not observed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from integrationrules.timeline.facts import KINDS
from integrationrules.timeline.files import parse_case
from integrationrules.timeline.timeline import ObservedSpan, Timeline

__all__ = ["ONE_DAY", "Draft"]

ONE_DAY = timedelta(days=1)
_WEEK_CODE = "week_code"
_TOLD_BY_CODES = ("benefit", "education")
Span = Mapping[str, str]


@dataclass
class Draft:
    """Answers so far, as plain values of a case file."""

    last: date
    """The last day that can be known, and is meant by what still goes on, where no period is named."""
    citizen: dict[str, Any] = field(default_factory=dict)
    period: dict[str, str] | None = None
    """The days about which everything is known; None if that was not said."""
    facts: list[dict[str, Any]] = field(default_factory=list)
    known: dict[str, Span | None] = field(default_factory=dict)
    """Kinds of which everything is known: in the period, or (not None) in days of their own. All other kinds are unknown."""
    endless: dict[str, list[date]] = field(default_factory=dict)
    """The first days of the spells of a kind whose end is unknown: they may have ended on the day after."""
    notes: list[str] = field(default_factory=list)

    def unknown_kinds(self) -> list[str]:
        """Kinds that are not observed in the whole period."""
        return [kind for kind in KINDS if self._spans(kind) is not None]

    def case(self, *facts: Mapping[str, Any]) -> dict[str, Any]:
        """The case as plain values, with further facts."""
        # A case must name observed days; where nobody named any, one day is named, and on it only what still goes on is observed.
        last = self._last_day().isoformat()
        general = self.period or {"from": last, "through": last}
        own = {kind: spans for kind in KINDS if (spans := self._spans(kind)) is not None}
        observed = {**general, "by_kind": own} if own else dict(general)
        return {"citizen": dict(self.citizen), "observed": observed, "facts": [*self.facts, *facts]}

    def timeline(self) -> Timeline:
        """The case as a timeline."""
        return parse_case(self.case())

    def _spans(self, kind: str) -> list[dict[str, str]] | None:
        """The observed days of a kind; None where they are those of the period."""
        if kind == _WEEK_CODE:
            # Nobody is asked for register codes: they tell of benefits and education once more, and of nothing else.
            return [] if any(self._spans(each) is not None for each in _TOLD_BY_CODES) else None
        begun = sorted(self.endless.get(kind, ()))
        whole = None
        if self.period is not None and kind in self.known:
            own = self.known[kind]
            whole = ObservedSpan.model_validate(self.period if own is None else own)
            if not begun or whole.cut(begun[0] + ONE_DAY) is whole:
                return None if own is None else [dict(own)]
        return self._pieces(kind, whole, begun)

    def _pieces(self, kind: str, whole: ObservedSpan | None, begun: list[date]) -> list[dict[str, str]]:
        """The days on which a kind is known all the same: up to where a spell's end is unknown, and the last day of what still goes on."""
        last = self._last_day()
        found = [{"from": whole.from_.isoformat(), "through": begun[0].isoformat()}] if whole and begun and whole.from_ <= begun[0] else []
        ends = [date.fromisoformat(fact["from"]) for fact in self.facts if fact["kind"] == kind and "from" in fact and not {"to", "through"} & fact.keys()]
        if any(day < last and day not in begun for day in ends):
            # A spell without an end lasts to the end of its stretch: each that may have ended gets one of its first day.
            later = [day for day in begun if day < last and (not found or day > begun[0])]
            found += [{"from": day.isoformat(), "through": day.isoformat()} for day in (*later, last)]
        return found

    def _last_day(self) -> date:
        """The last day of the period, or `last`."""
        if self.period is None:
            return self.last
        end = ObservedSpan.model_validate(self.period).end
        assert end is not None
        return end - ONE_DAY
