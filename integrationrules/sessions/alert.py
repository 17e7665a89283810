"""Alerts: what to tell whom, why it was raised, and why it was withdrawn."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

__all__ = ["Alert", "AlertSource", "Ground", "Shown", "Withdrawal"]

Shown = date | Decimal | bool | str
"""A day, a number in its unit, a condition, or a word."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Ground(_Frozen):
    """Something an alert stands on: a fact, a decision or a conclusion, and what was compared of it."""

    kind: Literal["fact", "decision", "clock", "alert"]
    name: str
    """The kind of fact, the rule's full id, or the name of the clock or alert."""
    ref: str
    """The fact's id, the rule's full id, or the conclusion's hash."""
    values: Mapping[str, Shown]
    """What the rules read of it, as far as it is known."""


class AlertSource(_Frozen):
    """Where the rule was read."""

    title: str
    act: str = ""
    at: str = ""



class Withdrawal(_Frozen):
    """Why an alert no longer holds.

    `fact_withdrawn`, `fact_corrected`, `decision_changed`, `found` (what must not be there is there), `day` (only the day has
    changed) or `rules` (kept under one rulebook, looked at under another). One that followed from another conclusion has the other's reason.
    """

    why: Literal["fact_withdrawn", "fact_corrected", "decision_changed", "found", "day", "rules"]
    name: str = ""
    """The kind of fact or the rule's full id; of what was found what it is and its name, such as `fact contract`."""
    before: Mapping[str, Shown] = {}
    now: Mapping[str, Shown] = {}


class Alert(_Frozen):
    """One alert of one case. The id is the same for the same case, rule and bindings, whoever derived it and however often."""

    id: str
    case: str
    rule: str
    """Full id of the alert rule."""
    alert: str
    """What is concluded, such as `claim`."""
    to: str
    status: Literal["raised", "withdrawn"]
    on: date
    """The day of the session on which it got this status or these values."""
    due: date | None = None
    final: date | None = None
    values: Mapping[str, Shown] = {}
    """Every field of the conclusion that is known."""
    because: tuple[Ground, ...] = ()
    sources: tuple[AlertSource, ...] = ()
    reason: Withdrawal | None = None

    @property
    def bindings(self) -> tuple[tuple[str, str], ...]:
        """What it stands on, by kind and reference: with case and rule this makes the id."""
        return tuple((ground.kind, ground.ref) for ground in self.because)

    def as_json(self) -> dict[str, Any]:
        """Plain values; what does not apply is left out. Numbers are texts."""
        return self.model_dump(mode="json", exclude_none=True)

    def says_the_same(self, other: Alert) -> bool:
        """Whether nothing but the day and the grounds' values differs."""
        return (self.status, self.due, self.final, self.values, self.to) == (other.status, other.due, other.final, other.values, other.to)
