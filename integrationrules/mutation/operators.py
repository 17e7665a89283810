"""Mutants of expressions: another sign, number, unit or word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from integrationrules.rulebook.yamltree import ScalarNode

from .tokens import Token, tokens
from .trees import Mutant

__all__ = ["of_expression"]

_SIGNS = {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "=="}
_WORDS = {"and": "or", "or": "and", "in": "not in", "not in": "in", "not": ""}
_UNITS = {"day": "week", "week": "month", "month": "year", "year": "month", "quarter": "year"}
_KINDS = {"and": "and_or", "or": "and_or", "in": "membership", "not in": "membership", "not": "negation"}


def of_expression(where: str, node: ScalarNode, choices: Mapping[tuple[str, int, int], tuple[str, ...]]) -> Iterator[Mutant]:
    """Every mutant of one expression; `choices` has the words that a word was chosen from, by where it stands."""
    found = list(tokens(node))
    for place, token in enumerate(found):
        before = found[place - 1].text if place else ""
        after = found[place + 1].text if place + 1 < len(found) else ""
        for kind, text in _instead(token, before, after, choices):
            yield Mutant(kind, where, token.mark, token.text, text, (token.instead(text),))


def _instead(token: Token, before: str, after: str, choices: Mapping[tuple[str, int, int], tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    """Kind and text of what may stand in a token's place."""
    text = token.text
    if token.kind == "number":
        yield from (("number", str(number)) for number in _neighbours(text))
    elif token.kind == "sign":
        if text in _SIGNS:
            yield "comparison", _SIGNS[text]
        elif text in "+-" and (before.isidentifier() or before.isdecimal() or before in (")", "]")):
            yield "arithmetic", "-" if text == "+" else "+"
    elif text in _WORDS:
        yield _KINDS[text], _WORDS[text]
    elif (word := text.strip("'\"")) in (options := choices.get((token.mark.path, token.mark.line, token.mark.column), ())):
        yield "word", _quoted(options[(options.index(word) + 1) % len(options)])
    elif text in _UNITS and before != "." and after != "." and (text != "quarter" or after == ","):
        yield "unit", _UNITS[text]


def _neighbours(text: str) -> Iterator[int]:
    if text.isdecimal():
        yield int(text) + 1
        if int(text) > 0:
            yield int(text) - 1


def _quoted(word: str) -> str:
    return word if word.isidentifier() else f"'{word}'"
