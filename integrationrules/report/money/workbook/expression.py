"""Formulas of a worksheet as trees over cells: built with operators, refer to cells themselves and not to addresses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

__all__ = ["Call", "Expression", "Literal", "Negative", "Operand", "Operation", "Plain", "Range", "expression", "joined", "plus", "when"]

Plain: TypeAlias = float | str | bool
"""What a formula gives: a number, a text or a truth."""


class Expression:
    """Part of a formula. `==` compares trees; `equals` makes the formula that compares."""

    __slots__ = ()

    def __add__(self, other: Operand) -> Operation:
        return Operation("+", self, expression(other))

    def __sub__(self, other: Operand) -> Operation:
        return Operation("-", self, expression(other))

    def __mul__(self, other: Operand) -> Operation:
        return Operation("*", self, expression(other))

    def __truediv__(self, other: Operand) -> Operation:
        return Operation("/", self, expression(other))

    def __pow__(self, other: Operand) -> Operation:
        return Operation("^", self, expression(other))

    def __neg__(self) -> Negative:
        return Negative(self)

    def equals(self, other: Operand) -> Operation:
        """Whether both are the same."""
        return Operation("=", self, expression(other))

    def differs(self, other: Operand) -> Operation:
        """Whether they are not the same."""
        return Operation("<>", self, expression(other))

    def at_most(self, other: Operand) -> Operation:
        """Whether this is no more than the other."""
        return Operation("<=", self, expression(other))

    def at_least(self, other: Operand) -> Operation:
        """Whether this is no less than the other."""
        return Operation(">=", self, expression(other))

    def below(self, other: Operand) -> Operation:
        """Whether this is less than the other."""
        return Operation("<", self, expression(other))

    def above(self, other: Operand) -> Operation:
        """Whether this is more than the other."""
        return Operation(">", self, expression(other))

    def rounded(self, places: int) -> Call:
        """Half away from zero, which is half up for what is positive."""
        return Call("ROUND", (self, Literal(float(places))))


@dataclass(frozen=True, slots=True)
class Literal(Expression):
    """A number, text or truth written in the formula."""

    value: Plain


@dataclass(frozen=True, slots=True)
class Operation(Expression):
    """Two sides and a sign of `+ - * / ^ & = <> < > <= >=`."""

    sign: str
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Negative(Expression):
    """The same with the other sign."""

    of: Expression


@dataclass(frozen=True, slots=True)
class Range(Expression):
    """Cells one after another, in a row or a column, as one argument."""

    cells: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Call(Expression):
    """A function of the worksheet, by its English name."""

    function: str
    arguments: tuple[Expression, ...]


Operand: TypeAlias = Expression | Decimal | float | str | bool


def expression(given: Operand) -> Expression:
    """An expression as it is; a number, text or truth as a literal."""
    if isinstance(given, Expression):
        return given
    return Literal(given if isinstance(given, str | bool) else float(given))


def plus(terms: Sequence[Operand]) -> Expression:
    """The sum: `0` of nothing, the term of one, `SUM` of many."""
    if not terms:
        return Literal(0.0)
    return expression(terms[0]) if len(terms) == 1 else Call("SUM", tuple(expression(each) for each in terms))


def when(test: Expression, then: Operand, otherwise: Operand) -> Call:
    """One of two values."""
    return Call("IF", (test, expression(then), expression(otherwise)))


def joined(*parts: Operand) -> Expression:
    """Texts one after another."""
    whole = expression(parts[0])
    for each in parts[1:]:
        whole = Operation("&", whole, expression(each))
    return whole
