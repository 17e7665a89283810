"""Tasks that crash, never end, or make a mistake: what worker processes are for."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from integrationrules.service.asking import EvaluateAsked
from integrationrules.service.events import Received
from integrationrules.service.tasks import TASKS as REAL

__all__ = ["TASKS"]


def _evaluate(book: Any, asked: EvaluateAsked) -> tuple[bytes, int]:
    """What it does stands in the assumptions."""
    what, file = asked.assumptions.get("does", ""), Path(asked.assumptions.get("file", ""))
    if what == "sleep":
        time.sleep(60)
    if what == "raise":
        raise RuntimeError("the citizen's secret")
    if what == "crash" or (what == "crash once" and not file.exists()):
        if what == "crash once":
            file.touch()
        os.kill(os.getpid(), signal.SIGSEGV)
    return str(os.getpid()).encode(), 1


def _events(book: Any, received: Received) -> Any:
    """The engine ends the process; ours does not."""
    if received.chainer != "builtin":
        os.kill(os.getpid(), signal.SIGSEGV)
    return REAL["events"](book, received)


TASKS: Mapping[str, Callable[[Any, Any], Any]] = {**REAL, "evaluate": _evaluate, "events": _events}
