"""How wide a text is drawn, so that none leaves its box: a browser is not there to ask."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType

from integrationrules.timeline.cpr import without_cpr

__all__ = ["clipped", "width", "wrapped"]

_WIDTHS = MappingProxyType({
    "'": 275, "ijl": 278, "IJ": 295, " ,.·\u00a0\u202f": 318, "/:;\\|": 337, "f": 352, "-": 361, "()[]": 390, "t": 392, "!": 401, "r": 411, '"': 460,
    "*_`–§": 500, "s": 521, "z": 525, "?": 531, "c": 550, "L": 557, "F": 575, "k": 579, "•": 590, "vxy": 592, "P": 603, "TY": 611, "oøö": 612,
    "aåä": 613, "eé": 615, "E": 632, "hnuü": 634, "Sbdgpq": 635, "$0123456789{}": 636, "K": 656, "AVÅ": 684, "XZ": 685, "B": 686, "R": 695,
    "C": 698, "U": 732, "N": 748, "H": 752, "D": 770, "G": 775, "&": 780, "OQØ": 787, "w": 818, "#+<=>^~−×±≈≤≥": 838, "M": 863, "%": 950, "½": 969,
    "mÆ": 974, "æ": 982, "W": 989, "@…": 1000,
})
"""Thousandths of the font size in DejaVu Sans, the widest of the usual sans-serif fonts: in any other the text is shorter."""
_BY_LETTER = {letter: each for letters, each in _WIDTHS.items() for letter in letters}
_WIDEST = 1100
_BOLD = 1.12
_SOFT_HYPHEN, _BREAK_AFTER = "-", "-/"


def width(text: str, size: float, bold: bool = False) -> float:
    """At most so wide is the text drawn in a font of `size`; a letter that is not listed counts as a wide one."""
    return sum(_BY_LETTER.get(letter, _WIDEST) for letter in text) * size / 1000 * (_BOLD if bold else 1)


def wrapped(text: str, room: float, size: float, most: int = 4, bold: bool = False) -> list[str]:
    """Lines that fit into `room`, at most `most`: a word that is too long is broken, what is left over is cut with `…`."""
    lines: list[str] = [""]
    for word in _breakable(without_cpr(text)):      # broken in two it would no longer be recognised
        joined = lines[-1] + word
        if width(joined.rstrip(" "), size, bold) <= room:
            lines[-1] = joined
            continue
        if lines[-1]:
            lines.append("")
        *pieces, last = _pieces(word, room, size, bold)
        lines[-1:] = [*pieces, last]
    lines = [line.strip(" ") for line in lines if line.strip(" ")]
    return lines if len(lines) <= most else [*lines[:most - 1], clipped(" ".join(lines[most - 1:]), room, size, bold)]


def clipped(text: str, room: float, size: float, bold: bool = False) -> str:
    """The text, or as much of its beginning as fits with `…` after it."""
    if width(text, size, bold) <= room:
        return text
    while text and width(text + "…", size, bold) > room:
        text = text[:-1]
    return text.rstrip(" ") + "…"


def _breakable(text: str) -> Sequence[str]:
    """The text in pieces between which a line may end; hard spaces hold."""
    found = [""]
    for letter in text:
        found[-1] += letter
        if letter == " " or (letter in _BREAK_AFTER and len(found[-1]) > 3):
            found.append("")
    return [one for one in found if one]


def _pieces(word: str, room: float, size: float, bold: bool) -> list[str]:
    """A word in as many pieces as it takes, each but the last with a hyphen."""
    found = [""]
    for letter in word:
        if found[-1] and width((found[-1] + letter).rstrip(" ") + _SOFT_HYPHEN, size, bold) > room and letter != " ":
            found[-1] += _SOFT_HYPHEN
            found.append("")
        found[-1] += letter
    return found
