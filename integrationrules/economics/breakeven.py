"""The value of one input at which an output is exactly zero."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

__all__ = ["break_even"]


def break_even(function: Callable[[Fraction], Fraction]) -> Fraction | None:
    """Where an output that grows evenly with the input is zero, exact: put back, it gives 0.

    None where the input moves nothing, and where the output does not follow a straight line: there no fraction need be exact.

    >>> break_even(lambda persons: persons * 68 - 84)
    Fraction(21, 17)
    """
    start = function(Fraction(0))
    slope = function(Fraction(1)) - start
    if slope == 0:
        return None
    found = -start / slope
    return found if function(found) == 0 else None
