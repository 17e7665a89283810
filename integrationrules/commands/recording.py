"""`evaluate --record FILE`: what was asked and answered, kept for `replay`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from integrationrules.case.records import Recorder
from integrationrules.commands.evaluate import Request
from integrationrules.commands.terminal import UnusableInput
from integrationrules.report.catalogue import Translator
from integrationrules.rulebook.archive.writing import gathered
from integrationrules.rulebook.book import Rulebook
from integrationrules.whole import written_whole

__all__ = ["recording"]


@contextmanager
def recording(
    target: str | None, case: str, request: Request, book: Rulebook, rulebook: str | None, parameters: str | None, tr: Translator,
) -> Iterator[Recorder | None]:
    """A recorder into a file, whole or not at all; None without one. `rulebook` and `parameters` are the files that `book` was read from."""
    if target is None:
        yield None
        return
    if case != "-" and Path(target).exists() and Path(case).exists() and Path(target).samefile(case):
        raise UnusableInput(tr("--record: {file} is the case itself, which is never changed; name another file").format(file=target))
    files = gathered(rulebook, parameters)
    with written_whole(target) as stream:
        yield Recorder(stream, book, files, request.question(book))
