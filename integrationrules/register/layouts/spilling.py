"""Folders for temporary files, where rows of an extract are sorted and joined: they hold what the extract holds."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

import duckdb

from integrationrules.register.problems import RegisterError

__all__ = ["room_for", "temporary_folder"]

_CHOSEN = "TMPDIR"
_NO_ROOM = (duckdb.IOException, duckdb.OutOfMemoryException, duckdb.TransactionException)
"""A full disk is noticed by writing, by holding too much instead, or by closing what was written."""


def temporary_folder() -> Path:
    """A new folder, in the one that the caller has chosen by `TMPDIR`: Python would take another without a word where that one cannot be used."""
    chosen = os.environ.get(_CHOSEN) or None
    try:
        return Path(mkdtemp(prefix="integrationrules-", dir=chosen))
    except OSError:
        raise RegisterError("register_temporary", folder=chosen or _CHOSEN) from None


@contextmanager
def room_for(path: str) -> Iterator[None]:
    """Where rows of a file are written to such a folder: a full disk is the caller's to mend, and told so."""
    try:
        yield
    except _NO_ROOM:
        raise RegisterError("register_spill", file=path) from None
    except OSError as error:
        if error.filename is not None:                  # a file that is read
            raise
        raise RegisterError("register_spill", file=path) from None
