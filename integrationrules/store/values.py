"""What goes into a store and comes out of it: plain values, without the database below."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

__all__ = ["CaseKey", "Change", "Content", "Entry", "Erasure", "Kept", "KeptAlert", "Step", "Written"]

Content = Mapping[str, Any]
"""JSON values by name."""


@dataclass(frozen=True, slots=True)
class CaseKey:
    """Which case: its id within a municipality; two municipalities that use one id have two cases."""

    municipality: int
    """The municipality's code; 0 where the store has only one user."""
    id: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One event as it was received: an id that its sender gave it, and its content."""

    id: str
    content: Content


@dataclass(frozen=True, slots=True)
class Change:
    """What an event did to an alert: raised it, raised it anew with other content, or withdrew it with a reason."""

    alert: str
    what: Literal["raised", "withdrawn"]
    content: Content
    """The alert as it then stood."""


@dataclass(frozen=True, slots=True)
class Step:
    """An event and the changes it brings, kept together or not at all."""

    entry: Entry
    changes: tuple[Change, ...] = ()
    late: bool = False
    """Whether the case had reached a later day when the event came."""


@dataclass(frozen=True, slots=True)
class Written:
    """What became of a step; a repeated one tells the same as when it was first accepted."""

    ordinal: int
    """The place of the event in the case's log, from 1."""
    repeated: bool
    changes: tuple[Change, ...]
    late: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """One event of a log."""

    ordinal: int
    id: str
    content: Content


@dataclass(frozen=True, slots=True)
class KeptAlert:
    """An alert as it stands."""

    id: str
    content: Content
    withdrawn: Content | None = None
    """Why it no longer holds; None while it does."""
    acknowledged_by: str | None = None
    acknowledged_at: str | None = None
    """The day as it was given."""


@dataclass(frozen=True, slots=True)
class Erasure:
    """What was erased of one case; the log keeps the places and hashes, and nothing of what they held."""

    number: int
    events: int
    alerts: int
    reason: str
    by: str
    at: str
