"""Reading the cells of a filled-in workbook: what each holds, as text, or why it cannot be used."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from integrationrules.economics.investment.problems import Problems
from integrationrules.rulebook.diagnostics import Mark

from .form import Column, Field
from .wording import code_of, offered

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell as Found

    from integrationrules.report.catalogue import Translator

__all__ = ["Filled", "Leaf"]

_CURRENCIES = re.compile(r"€|\$(?!-|k)|£|EUR|USD|GBP|SEK|NOK|\[\$(?!kr|DKK)[^\]-]+", re.IGNORECASE)
"""In the number format of a cell: another currency than kroner."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A text and where it stands."""

    text: str
    mark: Mark


class Filled:
    """Reads cells; what is wrong with them goes to `problems`, with file, sheet and cell."""

    def __init__(self, path: str, problems: Problems, tr: Translator) -> None:
        self.path, self.problems, self.tr = path, problems, tr

    def mark(self, cell: Found) -> Mark:
        """Where a cell stands; it has no line and no column of a text file."""
        return Mark(f"{self.path}: {cell.parent.title}!{cell.coordinate}", 0, 0)

    def read(self, cell: Found, asked: Column | Field) -> Leaf | None:
        """What the cell holds, as a case file would say it; None where it is empty or cannot be used."""
        value = cell.value
        if value is None or (isinstance(value, str) and not value.strip()):
            return None
        if cell.data_type == "f" or not isinstance(value, str | int | float | date | bool):
            self.tell(cell, "template_formula")
            return None
        if cell.data_type == "e":
            self.tell(cell, "template_error", found=str(value))
            return None
        if asked.holds in ("number", "percent", "year"):
            return self._number(cell, value, asked)
        if asked.holds == "choice":
            return self._choice(cell, str(value), asked)
        return Leaf(_as_text(value), self.mark(cell))

    def tell(self, cell: Found, id_: str, **values: Any) -> None:
        """A mistake in a cell."""
        self.problems.tell(id_, self.mark(cell), "", **values)

    def _number(self, cell: Found, value: Any, asked: Column | Field) -> Leaf | None:
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.tell(cell, "template_text", found=_as_text(value))
            return None
        if found := _CURRENCIES.search(cell.number_format or ""):
            self.tell(cell, "template_currency", found=found[0].strip("[$"))
            return None
        number = Decimal(repr(value))
        if not number.is_finite():
            self.tell(cell, "template_text", found=str(value))
            return None
        if asked.holds == "percent" and "%" in (cell.number_format or ""):
            return Leaf(f"{_plain(number * 100)} %", self.mark(cell))
        return Leaf(_plain(number), self.mark(cell))

    def _choice(self, cell: Found, value: str, asked: Column | Field) -> Leaf | None:
        code = code_of(value, asked.choices)
        if code is None:
            self.tell(cell, "template_choice", found=value, expected=", ".join(offered(asked.choices, self.tr)))
            return None
        return Leaf(code, self.mark(cell))


def _as_text(value: object) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    return str(value)


def _plain(number: Decimal) -> str:
    """Digits with a point, no exponent and no zeros at the end."""
    shown = f"{number:f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown
