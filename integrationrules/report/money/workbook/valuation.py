"""What formulas give, so that a workbook shows its figures before anything recalculates it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType

from .cell import Cell
from .expression import Call, Expression, Literal, Negative, Operation, Plain, Range

__all__ = ["FormulaError", "Valuation"]


class FormulaError(Exception):
    """A formula that gives an error value, such as `#DIV/0!`."""


class Valuation:
    """The values of cells, each computed once."""

    def __init__(self) -> None:
        self._known: dict[Cell, Plain | FormulaError] = {}

    def of(self, cell: Cell) -> Plain:
        """The value of a cell; raises `FormulaError` where the worksheet shows an error value."""
        if cell not in self._known:
            try:
                self._known[cell] = self._held(cell)
            except FormulaError as error:
                self._known[cell] = error
        found = self._known[cell]
        if isinstance(found, FormulaError):
            raise found
        return found

    def shown(self, cell: Cell) -> Plain:
        """The value of a cell, error values as their text."""
        try:
            return self.of(cell)
        except FormulaError as error:
            return str(error)

    def _held(self, cell: Cell) -> Plain:
        content = cell.content
        if isinstance(content, Expression):
            return self.given(content)
        if content is None:
            return 0.0
        if isinstance(content, date):
            raise FormulaError("#VALUE!")
        return content if isinstance(content, str | bool) else float(content)

    def given(self, part: Expression) -> Plain:
        """The value of an expression."""
        if isinstance(part, Cell):
            return self.of(part)
        if isinstance(part, Literal):
            return part.value
        if isinstance(part, Negative):
            return -_number(self.given(part.of))
        if isinstance(part, Operation):
            return _operated(part.sign, self.given(part.left), self.given(part.right))
        assert isinstance(part, Call), part
        return self._called(part)

    def _called(self, call: Call) -> Plain:
        arguments = call.arguments
        if call.function == "IF":
            return self.given(arguments[1 if self.given(arguments[0]) else 2])
        if call.function in ("IFERROR", "ISERROR", "NA"):
            return self._with_errors(call)
        if call.function == "INDEX":
            row, place = arguments
            assert isinstance(row, Range)
            return self.given(row.cells[int(_number(self.given(place))) - 1])
        if call.function == "COUNTIF":
            row, wanted = call.arguments
            assert isinstance(row, Range)
            return float(sum(_same(self.given(each), self.given(wanted)) for each in row.cells))
        if call.function == "MATCH":
            return self._matched(call)
        if call.function in _MANY:
            return _MANY[call.function](list(self._all(arguments)))
        return _FEW[call.function](*(_number(self.given(each)) for each in arguments))

    def _with_errors(self, call: Call) -> Plain:
        if call.function == "NA":
            raise FormulaError("#N/A")
        try:
            found = self.given(call.arguments[0])
        except FormulaError:
            return True if call.function == "ISERROR" else self.given(call.arguments[1])
        return False if call.function == "ISERROR" else found

    def _matched(self, call: Call) -> float:
        wanted, row, _ = call.arguments
        assert isinstance(row, Range)
        sought = self.given(wanted)
        for place, each in enumerate(row.cells, start=1):
            if _same(self.given(each), sought):
                return float(place)
        raise FormulaError("#N/A")

    def _all(self, arguments: tuple[Expression, ...]) -> Iterator[Plain]:
        for each in arguments:
            if isinstance(each, Range):
                yield from self._all(each.cells)
            elif not (isinstance(each, Cell) and (each.content is None or isinstance(self.of(each), str))):
                yield self.given(each)          # a text or an empty cell in a range counts for nothing


def _number(found: Plain) -> float:
    if isinstance(found, str):
        raise FormulaError("#VALUE!")
    return float(found)


def _same(left: Plain, right: Plain) -> bool:
    if isinstance(left, str) and isinstance(right, str):
        return left.casefold() == right.casefold()
    return isinstance(left, str) == isinstance(right, str) and left == right


def _operated(sign: str, left: Plain, right: Plain) -> Plain:
    if sign == "&":
        return _said(left) + _said(right)
    if sign in ("=", "<>"):
        return _same(left, right) == (sign == "=")
    return _ARITHMETIC[sign](_number(left), _number(right))


def _said(found: Plain) -> str:
    if isinstance(found, bool):
        return str(found).upper()
    if isinstance(found, float):
        return repr(int(found)) if found == int(found) else f"{found:.15g}"
    return found


def _divided(left: float, right: float) -> float:
    if not right:
        raise FormulaError("#DIV/0!")
    return left / right


def _rounded(number: float, places: float) -> float:
    """As worksheets do: half away from zero of the number as it is shown, which is its shortest decimal form."""
    return float(Decimal(repr(number)).quantize(Decimal(1).scaleb(-int(places)), ROUND_HALF_UP))


_ARITHMETIC: Mapping[str, Callable[[float, float], Plain]] = MappingProxyType({
    "+": lambda left, right: left + right, "-": lambda left, right: left - right, "*": lambda left, right: left * right,
    "/": _divided, "^": lambda left, right: float(left ** right),
    "<": lambda left, right: left < right, ">": lambda left, right: left > right,
    "<=": lambda left, right: left <= right, ">=": lambda left, right: left >= right,
})
_FEW: Mapping[str, Callable[..., Plain]] = MappingProxyType({"ROUND": _rounded, "ABS": abs, "NOT": lambda found: not found})
_MANY: Mapping[str, Callable[[list[Plain]], Plain]] = MappingProxyType({
    "SUM": lambda found: math.fsum(map(_number, found)), "MIN": lambda found: min(map(_number, found), default=0.0),
    "MAX": lambda found: max(map(_number, found), default=0.0), "AND": lambda found: all(found), "OR": lambda found: any(found),
})
