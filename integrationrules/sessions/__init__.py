"""A case that lives: events come in, alerts come out. Nothing here asks the clock on the wall."""

from __future__ import annotations

from .alert import Alert
from .event import Event
from .problems import SessionError
from .replaying import replay
from .session import CaseSession

__all__ = ["Alert", "CaseSession", "Event", "SessionError", "replay"]
