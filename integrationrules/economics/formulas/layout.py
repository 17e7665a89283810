"""The parts of a file of inputs, key by key."""

from __future__ import annotations

from integrationrules.rulebook.grammar import Either, Key, Named, Part, Scalar, Shape, Words
from integrationrules.rulebook.layout import TEXT

__all__ = ["GIVEN", "INPUTS_FILE", "PRICE_LEVEL", "SOURCE", "YEARS"]

_WORD = Scalar.WORD
_DEPTH = 4


def _cells() -> Shape:
    """One figure, or one for each member: along several axes, one inside the other."""
    shape: Shape = _WORD
    for _ in range(_DEPTH):
        shape = Either((_WORD, Named(shape, empty=False)))
    return shape


CELLS = _cells()
YEARS = Part("years", (Key("from", _WORD, True), Key("to", _WORD, True)))
PRICE_LEVEL = Part("price_level", (Key("level", _WORD, True),))
SOURCE = Part("document", (Key("title", _WORD, True), Key("by", _WORD), Key("published", _WORD), Key("url", _WORD)))
GIVEN = Part("given_input", (
    Key("is", CELLS, True), Key("low", CELLS), Key("high", CELLS), Key("source", _WORD), Key("at", _WORD), Key("because", TEXT),
))
INPUTS_FILE = Part("inputs_file", (
    Key("model", _WORD, True), Key("title", TEXT), Key("years", YEARS, True), Key("prices", Either((Words(("current",)), PRICE_LEVEL)), True),
    Key("sources", Named(SOURCE, empty=False)), Key("inputs", Named(GIVEN, empty=False)),
))
