"""Numbers that stand as texts, as Danish and English programs write them."""

from __future__ import annotations

import re

__all__ = ["number"]

_PLAIN = re.compile(r"[+-]?[0-9]+")
_POINT = re.compile(r"[+-]?[0-9]+\.[0-9]+")
_COMMA = re.compile(r"[+-]?[0-9]+,[0-9]+")
_THOUSANDS_POINT = re.compile(r"[+-]?[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]+)?")
_THOUSANDS_COMMA = re.compile(r"[+-]?[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?")


def number(text: str, decimal_comma: bool = False) -> float | None:
    """The number a text is, or None where it is none or may be one of two.

    `1.234` may be 1234 or 1.234 and is refused; so is `1,234`, unless the table is known to write decimals with a comma
    (`Table.decimal_comma`). With both signs, or one of them repeated, there is no doubt.
    """
    text = text.strip().replace("\u00a0", "").replace("\u2212", "-")
    grouped_point, grouped_comma = _THOUSANDS_POINT.fullmatch(text), _THOUSANDS_COMMA.fullmatch(text)
    if _PLAIN.fullmatch(text) or (_POINT.fullmatch(text) and not grouped_point):
        return float(text)
    if _COMMA.fullmatch(text) and (decimal_comma or not grouped_comma):
        return float(text.replace(",", "."))
    if grouped_point and (text.count(".") > 1 or "," in text):
        return float(text.replace(".", "").replace(",", "."))
    if grouped_comma and (text.count(",") > 1 or "." in text):
        return float(text.replace(",", ""))
    return None
