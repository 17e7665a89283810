"""Files for Danish Excel: semicolons, decimal commas, a byte-order mark, and texts that no spreadsheet takes for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal

__all__ = ["csv_number", "csv_text", "written"]

_BEGINS_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_BOM = "\ufeff"


def csv_number(found: Decimal) -> str:
    """A number with a comma."""
    return f"{found:f}".replace(".", ",")


def csv_text(text: str) -> str:
    """A text that stays one."""
    return f"'{text}" if text.lstrip().startswith(_BEGINS_FORMULA) or text.startswith(_BEGINS_FORMULA) else text


def written(rows: Iterable[Sequence[str]]) -> str:
    """The whole file."""
    stream = io.StringIO()
    csv.writer(stream, delimiter=";", lineterminator="\r\n").writerows(rows)
    return _BOM + stream.getvalue()
