"""Zip files that are the same bytes on every machine."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from io import BytesIO

__all__ = ["zipped"]

_FIXED_TIME = (1980, 1, 1, 0, 0, 0)
"""The first that a zip file can hold."""


def zipped(files: Iterable[tuple[str, bytes]]) -> bytes:
    """A zip file of these names and contents, in this order."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:       # compressed bytes differ between versions of zlib
        for name, contents in files:
            entry = zipfile.ZipInfo(name, _FIXED_TIME)
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            archive.writestr(entry, contents)
    return stream.getvalue()
