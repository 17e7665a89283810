"""What is not known in a worksheet: cells that show #N/A until somebody fills them in, and formulas that know when that does not matter."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

from .cell import Cell
from .expression import Call, Expression, Literal, Negative, Operation, Range, when

__all__ = ["UNKNOWN", "Unknowns"]

UNKNOWN = Call("NA", ())
"""What stands in a cell whose number nobody has given."""


class Unknowns:
    """Which formulas may come out unknown, each cell looked at once."""

    def __init__(self) -> None:
        self._known: dict[Cell, bool] = {}

    def may(self, part: Expression) -> bool:
        """Whether the expression leans on an unknown cell."""
        match part:
            case Cell(content=content):
                if part not in self._known:
                    self._known[part] = isinstance(content, Expression) and self.may(content)
                return self._known[part]
            case Operation(left=left, right=right):
                return self.may(left) or self.may(right)
            case Negative(of=of):
                return self.may(of)
            case Range(cells=cells):
                return any(map(self.may, cells))
            case Call(function="NA"):
                return True
            case Call(arguments=arguments):
                return any(map(self.may, arguments))
        return False

    def product(self, left: Expression, right: Expression) -> Expression:
        """Nothing times an unknown amount is nothing."""
        if not (self.may(left) or self.may(right)):
            return left * right
        return when(_surely(left.equals(0)), 0, when(_surely(right.equals(0)), 0, left * right))

    def all(self, tests: Sequence[Expression]) -> Expression:
        """One condition that surely fails decides."""
        if not any(map(self.may, tests)):
            return Call("AND", tuple(tests))
        return reduce(lambda rest, test: when(_surely(Call("NOT", (test,))), False, rest), reversed(tests), Call("AND", tuple(tests)))

    def any(self, tests: Sequence[Expression]) -> Expression:
        """One condition that surely holds decides."""
        if len(tests) == 1:
            return tests[0]
        if not any(map(self.may, tests)):
            return Call("OR", tuple(tests))
        return reduce(lambda rest, test: when(_surely(test), True, rest), reversed(tests), Call("OR", tuple(tests)))

    def choice(self, test: Expression, then: Expression, otherwise: Expression) -> Expression:
        """An unknown condition decides nothing, unless both ways lead to the same."""
        plain = when(test, then, otherwise)
        if not self.may(test):
            return plain
        return when(Call("ISERROR", (test,)), when(_surely(then.equals(otherwise)), then, UNKNOWN), plain)


def _surely(test: Expression) -> Expression:
    return Call("IFERROR", (test, Literal(False)))
