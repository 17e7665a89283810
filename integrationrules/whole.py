"""Files that are written whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

__all__ = ["write_whole", "written_whole"]


@contextmanager
def written_whole(target: str | os.PathLike[str]) -> Iterator[IO[bytes]]:
    """A stream into a file beside the target, which is put in its place at the end; after an error the old file stands."""
    path = Path(os.path.realpath(target))
    if path.exists() and not path.is_file() and not path.is_dir():
        with open(path, "wb") as stream:        # a device or a pipe keeps its place
            yield stream
        return
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with _opened(beside, target) as stream:
            yield stream
        os.replace(beside, path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def write_whole(texts: Iterable[str], target: str | os.PathLike[str]) -> None:
    """A text file in UTF-8."""
    with written_whole(target) as stream:
        stream.writelines(text.encode() for text in texts)


def _opened(beside: Path, target: str | os.PathLike[str]) -> IO[bytes]:
    try:
        return open(beside, "xb")
    except OSError as error:
        error.filename = os.fspath(target)      # the file that was asked for is the one to name
        raise
