"""How far a long run has come: on a terminal, and once it has taken more than a second."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

from integrationrules.report.catalogue import Translator
from integrationrules.report.quantities import number

__all__ = ["rows_shown"]

_AFTER = 1.0
"""Seconds before anything is shown."""


@contextmanager
def rows_shown(tr: Translator) -> Iterator[Callable[[int], None] | None]:
    """Something to call with numbers of rows; nothing where nobody is looking. What it showed is gone afterwards."""
    if not (sys.stderr and sys.stderr.isatty()):
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn

    bar = Progress(SpinnerColumn(), TextColumn("{task.description}"), console=Console(stderr=True), transient=True)
    task = bar.add_task("", total=None)
    rows, begun = 0, monotonic()

    def add(more: int) -> None:
        nonlocal rows
        rows += more
        passed = monotonic() - begun
        if passed >= _AFTER:
            said = tr("{rows} rows counted, {speed} a second").format(rows=number(rows, tr), speed=number(round(rows / passed), tr))
            bar.update(task, description=said)
            bar.start()

    try:
        yield add
    finally:
        bar.stop()
