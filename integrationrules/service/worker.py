"""The worker process: reads the rulebook once, then answers one question at a time until its pipe closes."""

from __future__ import annotations

import gc
import importlib
import itertools
import signal
import sys
import traceback
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

from .problems import Refusal, Refused, refused

__all__ = ["Question", "WorkerSettings", "serve_questions", "told_of"]


_COLLECTED = 10
"""After how many answers what they left is collected."""


@dataclass(frozen=True, slots=True)
class WorkerSettings:
    """What a worker process is started with."""

    rulebook: str | None = None
    """A folder or an archive; the shipped rules where none is named."""
    parameters: str | None = None
    """A file with values of the caller's own."""
    tasks: str = "integrationrules.service.tasks:TASKS"
    """Where the table of tasks stands."""


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to calculate, and the language that refusals are told in."""

    task: str
    asked: Any
    lang: str


def serve_questions(pipe: Connection, settings: WorkerSettings) -> None:
    """Answers each question with a document and a count, or with a `Refused`."""
    # Ctrl-C reaches the whole group; the process that asks decides when this one ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    from integrationrules.commands.accepted import book_of

    book = book_of(settings.rulebook, settings.parameters)
    module, _, name = settings.tasks.partition(":")
    tasks = getattr(importlib.import_module(module), name)
    # What lives as long as the process is not looked through again; what each answer leaves holds arrays that Python's own count of objects misses.
    gc.collect()
    gc.freeze()
    for count in itertools.count(1):
        try:
            question = pipe.recv()
        except EOFError:
            return
        try:
            answer: Any = tasks[question.task](book, question.asked)
        except Exception as error:
            answer = told_of(error, question.lang)
        pipe.send(answer)
        if count % _COLLECTED == 0:
            gc.collect()


def told_of(error: Exception, lang: str) -> Refused:
    """What a caller is told of an error; of a mistake of ours nothing, and the log of the service where it happened."""
    from .failures import told

    if isinstance(error, Refusal):
        return refused(error, lang)
    known = told(error, lang)
    if known is not None and known.status != 500:
        return known
    # What the error says may hold facts of a citizen.
    frames = "".join(f"\n  {frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)[-8:])
    print(f"integrationrules: unexpected {type(error).__name__}{frames}", file=sys.stderr, flush=True)
    return known or refused(Refusal(500, "http_unexpected"), lang)
