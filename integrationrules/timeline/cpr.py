"""Danish civil registration numbers: recognised so that they can be refused, never shown."""

from __future__ import annotations

import re
from unicodedata import category, decimal

__all__ = ["holds_cpr", "without_cpr"]

_DAY = r"(?:0[1-9]|[12][0-9]|3[01]|6[1-9]|[78][0-9]|9[01])"  # replacement numbers add 60
_MONTH = r"(?:0[1-9]|1[0-2])"
_BETWEEN = "[-/_. ]{0,3}"
_REST = f"{_BETWEEN}{_MONTH}{_BETWEEN}[0-9]{{2}}{_BETWEEN}[0-9]{{4}}"
_PAIRS = rf"{_DAY}(?P<pairs>[-/_. ]){_MONTH}(?:(?P=pairs)[0-9]{{2}}){{3}}"
_HEX = "[0-9a-fA-F]"
# A hash or an UUID holds ten digits in a row now and then; that is chance, not a number.
_HASH = rf"(?<!{_HEX})(?:{_HEX}{{32,}}|{_HEX}{{8}}(?:-{_HEX}{{4}}){{3}}-{_HEX}{{12}})(?!{_HEX})"
_TEN = re.compile(rf"(?P<hash>{_HASH})|(?<![0-9])(?:{_DAY}{_REST}|{_PAIRS})(?![0-9])")
# A spreadsheet drops the first zero.
_NINE = re.compile(rf"\s*[1-9]{_REST}\s*")
_NINE_INSIDE = re.compile(rf"(?<![\w.,])(?<!(?<!-)-)[1-9]{_MONTH}[0-9]{{6}}(?![\w,]|\.[0-9])")


def holds_cpr(text: str) -> bool:
    """Whether `text` holds ten digits that begin with a plausible ddmmyy, or is nine that lost their first zero.

    Separators, letters around it, and digits of other alphabets hide nothing.

    >>> holds_cpr("010190-1234"), holds_cpr("c01.01.90 1234"), holds_cpr("101901234"), holds_cpr("c-001"), holds_cpr("9999991234")
    (True, True, True, False, False)
    """
    plain = _plain(text)
    return _NINE.fullmatch(plain) is not None or any(found["hash"] is None for found in _TEN.finditer(plain))


def without_cpr(text: str) -> str:
    """`text` with every such number replaced by an ellipsis, for messages.

    >>> without_cpr("'0101901234' is not a date; write it as 2018-03-01")
    "'…' is not a date; write it as 2018-03-01"
    """
    plain = _plain(text)
    hidden = [found.span() for found in _TEN.finditer(plain) if found["hash"] is None]
    hidden += [found.span() for found in _NINE_INSIDE.finditer(plain)]
    if _NINE.fullmatch(plain):
        return "…"
    for start, end in sorted(hidden, reverse=True):
        text = text[:start] + "…" + text[end:]
    return text


def _plain(text: str) -> str:
    """The text, character by character, with ASCII digits, hyphens and spaces for all others of their kind."""
    return text if text.isascii() else "".join(map(_ascii, text))


def _ascii(character: str) -> str:
    digit = decimal(character, None)
    if digit is not None:
        return str(digit)
    return {"Pd": "-", "Zs": " ", "Cf": " "}.get(category(character), "-" if character == "\u2212" else character)
