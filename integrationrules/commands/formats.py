"""Formats in which a result is printed or written: by name, or by the ending of the file."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from integrationrules.commands.output import unwritable
from integrationrules.commands.terminal import UnusableInput
from integrationrules.report.catalogue import Translator
from integrationrules.whole import written_whole

__all__ = ["Format", "chosen_format", "put"]

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Format(Generic[R]):
    """How a result is written."""

    write: Callable[[R, str], bytes]
    """The bytes of a result in a language."""
    suffixes: tuple[str, ...]
    """Endings of files that mean it."""
    shown: bool = True
    """Whether it can go to the screen."""
    computes: bool = False
    """Whether it needs amounts to compute with."""


def chosen_format(formats: Mapping[str, Format[R]], wanted: str | None, output: str | None, tr: Translator) -> Format[R]:
    """The format asked for by name, else by the ending of the output, else text; raises `UnusableInput` for any other."""
    suffix = Path(output or "").suffix.lower()
    by_suffix = next((name for name, one in formats.items() if suffix in one.suffixes), None)
    name = wanted or by_suffix or "text"
    if name not in formats:
        raise UnusableInput(tr("--format: '{found}' is not a format; write one of {known}").format(found=name[:40], known=", ".join(formats)))
    if wanted is None and suffix and by_suffix is None and not _is_device(output):
        known = ", ".join(ending for one in formats.values() for ending in one.suffixes)
        raise UnusableInput(tr("--output: no format ends in {found}; write one of {known}, or say --format").format(found=suffix[:20], known=known))
    if output is None and not formats[name].shown:
        raise UnusableInput(tr("--format {found} makes a file; name it with -o").format(found=name))
    return formats[name]


def put(written: bytes, output: str | None, tr: Translator) -> None:
    """Prints it, or writes it to the output whole or not at all."""
    if output is None:
        sys.stdout.write(written.decode())
        return
    try:
        with written_whole(output) as stream:
            stream.write(written)
    except OSError as error:
        raise unwritable(output, error, tr) from None


def _is_device(output: str | None) -> bool:
    path = Path(output or "")
    return path.exists() and not path.is_file()
