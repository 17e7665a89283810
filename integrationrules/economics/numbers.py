"""Numbers and amounts as people write them: exact, with units, and refused where two readings are possible."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Literal

__all__ = ["STYLES", "UNITS", "NumberError", "Style", "read_amount", "read_number", "read_percent"]

Style = Literal["dansk", "engelsk"]
STYLES: tuple[Style, ...] = ("dansk", "engelsk")
UNITS: Mapping[str, int] = MappingProxyType({"kr": 1, "t_kr": 1_000, "mio_kr": 1_000_000})
"""What one of each unit is in kroner."""
_MOST = Decimal(10) ** 13
_LONGEST = 40
_SIGNS = str.maketrans({"\u2212": "-", "\u00a0": " ", "\u202f": " "})
_UNIT = re.compile(r"(?P<number>.*?[0-9])\s*(?P<unit>mio\.? ?kr\.?|mia\.? ?kr\.?|t\.? ?kr\.?|1\.000 ?kr\.?|kr\.?|EUR|USD|€|\$)?", re.IGNORECASE)
_DECIMAL = {"dansk": ",", "engelsk": "."}


class NumberError(ValueError):
    """A text that is no number, or one of two; `id` names the message and `values` fill it."""

    def __init__(self, id_: str, **values: str) -> None:
        super().__init__(id_)
        self.id, self.values = id_, values


def read_number(text: str, style: Style | None = None) -> Decimal:
    """The number of a text; without a style, one that can be read in two ways is refused.

    >>> read_number("1.234,5"), read_number("1.234", "dansk"), read_number("84.1")
    (Decimal('1234.5'), Decimal('1234'), Decimal('84.1'))
    """
    shown = text.strip().translate(_SIGNS)
    if len(shown) > _LONGEST or not re.fullmatch(r"[+-]?[0-9][0-9., ]*", shown):
        raise NumberError("not_a_number", found=text)
    mark = _DECIMAL[style] if style else _mark(shown)
    found = _with_mark(shown, mark)
    if found is None:
        raise NumberError("not_in_style", found=text, style=style) if style else NumberError("not_a_number", found=text)
    if abs(found) > _MOST:
        raise NumberError("number_too_large", found=text)
    return found


def read_amount(text: str, style: Style | None = None) -> tuple[Decimal, str | None]:
    """The number and the unit that stands behind it, if one does: `84,1 mio. kr.`."""
    match = _UNIT.fullmatch(text.strip().translate(_SIGNS))
    if match is None or match["unit"] is None:
        return read_number(text, style), None
    unit = match["unit"].lower().replace(".", "").replace(" ", "")
    names = {"miokr": "mio_kr", "tkr": "t_kr", "1000kr": "t_kr", "kr": "kr"}
    if unit not in names:
        raise NumberError("other_currency" if unit in ("eur", "usd", "€", "$") else "unknown_unit", found=match["unit"])
    return read_number(match["number"], style), names[unit]


def read_percent(text: str, style: Style | None = None) -> Decimal:
    """A share of one from `25 %`; a number without the sign is refused, because 0.25 may be a quarter or a quarter of a percent."""
    shown = text.strip().translate(_SIGNS)
    if not shown.endswith("%"):
        value = read_number(text, style)
        raise NumberError("bare_share", found=text, share=f"{(value * 100).normalize():f}") if abs(value) <= 1 else NumberError("bare_percent", found=text)
    return read_number(shown.removesuffix("%"), style) / 100


def _mark(text: str) -> str:
    """The decimal mark of a text in neither style: the last of two, the only one that cannot separate thousands."""
    marks = [one for one in text if one in ".,"]
    if len(set(marks)) == 2:
        return marks[-1]
    if len(marks) != 1:
        return "," if marks[:1] == ["."] else "."       # several of one kind separate thousands; none at all: either will do
    if re.fullmatch(r"[+-]?[1-9][0-9]{0,2}[.,][0-9]{3}", text):
        whole = text.replace(marks[0], "")
        raise NumberError("ambiguous_number", found=text, one=whole, other=text.replace(marks[0], "."))
    return marks[0]


def _with_mark(text: str, mark: str) -> Decimal | None:
    group = "." if mark == "," else ","
    whole, _, decimals = text.partition(mark)
    if mark in text and not re.fullmatch("[0-9]{1,9}", decimals):
        return None
    if not re.fullmatch(rf"[+-]?(?:[0-9]+|[0-9]{{1,3}}(?:\{group}[0-9]{{3}})+|[0-9]{{1,3}}(?: [0-9]{{3}})+)", whole):
        return None
    return Decimal(whole.replace(group, "").replace(" ", "") + ("." + decimals if decimals else ""))
