"""A small `.sas7bdat` file: nothing that is installed writes one.

Only what a reader needs, as the public description of the format has it: 32 bits, little-endian, not compressed, UTF-8. A header
of 1,024 bytes, one page that describes the columns, and pages of rows.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from pathlib import Path

__all__ = ["in_sas"]

MAGIC = bytes(12) + bytes.fromhex("c2ea8160b31411cfbd92080009c7318c181f1011")
HEADER, PAGE, PAGE_HEADER = 1024, 1 << 16, 24
ROW_SIZE, COLUMN_COUNT, TEXT, ATTRIBUTES, NAMES, FORMAT = 0xF7F7F7F7, 0xF6F6F6F6, 0xFFFFFFFD, 0xFFFFFFFC, 0xFFFFFFFF, 0xFFFFFBFE
META, DATA = 0x0000, 0x0100
NUMBER, CHARACTERS = 1, 2
MISSING = bytes.fromhex("0000000000feffff")
Values = Sequence[str] | Sequence[float | None]


def in_sas(columns: Mapping[str, Values], path: Path, formats: Mapping[str, str] | None = None) -> str:
    """Columns of texts, or of numbers that may be missing; a format shows a number as a date."""
    widths = {name: _width(values) for name, values in columns.items()}
    size = sum(widths.values())
    rows = [b"".join(_cell(value, widths[name]) for name, value in zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
    held = (PAGE - PAGE_HEADER) // size
    pages = [_meta_page(columns, widths, formats or {}, len(rows))]
    for start in range(0, len(rows), held):
        some = rows[start:start + held]
        pages.append((bytes(16) + struct.pack("<HHHH", DATA, len(some), 0, 0) + b"".join(some)).ljust(PAGE, b"\0"))
    path.write_bytes(_header(len(pages)) + b"".join(pages))
    return str(path)


def _width(values: Values) -> int:
    return max((len(one.encode()) for one in values if isinstance(one, str)), default=0) or (1 if values and isinstance(values[0], str) else 8)


def _cell(value: str | float | None, width: int) -> bytes:
    if isinstance(value, str):
        return value.encode().ljust(width)
    return MISSING if value is None else struct.pack("<d", value)


def _header(pages: int) -> bytes:
    start = bytearray(MAGIC.ljust(164, b"\0"))
    for place, found in ((32, 0x22), (35, 0x22), (37, 1), (39, ord("1")), (70, 20)):
        start[place] = found
    start[84:92], start[156:164] = b"SAS FILE", b"DATA ~ ~"
    return (bytes(start) + bytes(32) + struct.pack("<III", HEADER, PAGE, pages) + bytes(8) + b"9.0401M6").ljust(HEADER, b"\0")


def _meta_page(columns: Mapping[str, Values], widths: Mapping[str, int], formats: Mapping[str, str], rows: int) -> bytes:
    text = bytearray()

    def kept(word: str) -> bytes:
        """Where a text is: which block of texts, the place in it, and how long it is."""
        found = struct.pack("<HHH", 0, len(text) + 28, len(word))
        text.extend(word.encode().ljust(-(-len(word) // 4) * 4, b"\0"))
        return found

    names = b"".join(kept(name) + bytes(2) for name in columns)
    attributes, offset = b"", 0
    for name, values in columns.items():
        kind = CHARACTERS if values and isinstance(values[0], str) else NUMBER
        attributes += struct.pack("<IIHBx", offset, widths[name], 4 if len(name) <= 8 else 2048, kind)
        offset += widths[name]
    shown = [bytes(30) + (kept(formats[name]) if name in formats else bytes(6)) + bytes(12) for name in columns]
    parts = [
        (ROW_SIZE, (bytes(16) + struct.pack("<II", sum(widths.values()), rows) + bytes(24) + struct.pack("<I", PAGE)).ljust(476, b"\0")),
        (COLUMN_COUNT, struct.pack("<I4x", len(columns))), (NAMES, _counted(names)), (ATTRIBUTES, _counted(attributes)), *((FORMAT, one) for one in shown),
    ]
    blank = bytes(10) + b" " * 8 + bytes(8)
    parts.append((TEXT, struct.pack("<H", len(text) + 20) + blank + bytes(text)))
    page, place, pointers = bytearray(PAGE), PAGE, b""
    for signature, body in parts:
        whole = struct.pack("<I", signature) + body
        place -= len(whole)
        page[place:place + len(whole)] = whole
        pointers += struct.pack("<IIBBH", place, len(whole), 0, int(signature in (TEXT, ATTRIBUTES, NAMES)), 0)
    head = bytes(16) + struct.pack("<HHHH", META, len(parts), len(parts), 0) + pointers
    page[:len(head)] = head
    return bytes(page)


def _counted(body: bytes) -> bytes:
    """A list behind its length, with room at its end as SAS leaves it."""
    return struct.pack("<H6x", len(body) + 8) + body + bytes(8)
