"""The words and signs of expressions, each with its place in the file."""

from __future__ import annotations

import io
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass

from integrationrules.rulebook.diagnostics import Diagnostics, Mark
from integrationrules.rulebook.expression import Expression
from integrationrules.rulebook.formulas import FormulaReader
from integrationrules.rulebook.load import Written
from integrationrules.rulebook.yamltree import Node, ScalarNode

from .trees import Change

__all__ = ["Token", "expressions", "tokens"]


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or sign of an expression."""

    node: ScalarNode
    text: str
    kind: str
    """`name`, `number`, `text` or `sign`."""
    start: int
    end: int
    mark: Mark

    def instead(self, text: str) -> Change:
        """The expression with another word here."""
        raw = _raw(self.node)
        end = self.end
        if not text:                             # a word taken out takes the space after it along
            end += len(raw[end:]) - len(raw[end:].lstrip())
        return Change(self.node, raw[:self.start] + text + raw[end:])


class _Noting(FormulaReader):
    """Reads formulas and keeps a list of the values that were expressions."""

    def __init__(self, problems: Diagnostics) -> None:
        super().__init__(problems)
        self.found: dict[int, ScalarNode] = {}

    def expression(self, node: Node | None, place: str) -> Expression | None:
        found = super().expression(node, place)
        if found is not None and isinstance(node, ScalarNode):
            self.found[id(node)] = node
        return found


def expressions(written: Written) -> dict[int, ScalarNode]:
    """The values of a rule set that are expressions, by the identity of their node."""
    reader = written.reader(Diagnostics())
    reader.formulas = noting = _Noting(Diagnostics())
    reader.ruleset()
    return noting.found


_KINDS = {tokenize.NAME: "name", tokenize.NUMBER: "number", tokenize.STRING: "text", tokenize.OP: "sign"}


def tokens(node: ScalarNode) -> Iterator[Token]:
    """The tokens of an expression in order; `not in` is one."""
    raw = _raw(node)
    lines = raw.splitlines(keepends=True)
    starts = [sum(map(len, lines[:number])) for number in range(len(lines) + 1)]
    # Brackets let an expression go on over several lines; the opening one stands before the first character.
    found = [one for one in tokenize.generate_tokens(io.StringIO(f"({raw})").readline) if one.type in _KINDS][1:-1]
    skip = False
    for place, one in enumerate(found):
        if skip:
            skip = False
            continue
        last = one
        if one.string == "not" and place + 1 < len(found) and found[place + 1].string == "in":
            last, skip = found[place + 1], True
        start, end = (starts[row - 1] + column - (row == 1) for row, column in (one.start, last.end))
        row, column = one.start[0] - 1, one.start[1] - (one.start[0] == 1)
        line, first = node.origin
        mark = node.document.mark(line + row, column + (first if row == 0 else 0), end - start)
        yield Token(node, raw[start:end], _KINDS[one.type], start, end, mark)


def _raw(node: ScalarNode) -> str:
    """The expression as the reader of expressions sees it."""
    return node.text if node.quoted and ("\\" in node.raw or "''" in node.raw) else node.raw
