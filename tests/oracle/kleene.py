"""Three values: True, False and None (unknown), joined the strong Kleene way."""

from __future__ import annotations

from collections.abc import Iterable

Truth = bool | None
"""True, False, or None where nobody can know."""


def negation(a: Truth) -> Truth:
    """Not a; the opposite of unknown is unknown."""
    return None if a is None else not a


def all_of(*statements: Truth) -> Truth:
    """One false statement makes it false, however little is known of the others."""
    if False in statements:
        return False
    return None if None in statements else True


def any_of(*statements: Truth) -> Truth:
    """One true statement makes it true, however little is known of the others."""
    if True in statements:
        return True
    return None if None in statements else False


def count(statements: Iterable[Truth]) -> tuple[int, int]:
    """How many hold: at least (the true ones) and at most (the true and the unknown ones)."""
    seen = list(statements)
    return seen.count(True), seen.count(True) + seen.count(None)


def at_least(bounds: tuple[int, int], n: int) -> Truth:
    """Is the number at least n? Known only if both its bounds say the same."""
    low, high = bounds
    if low >= n:
        return True
    return False if high < n else None


def at_most(bounds: tuple[int, int], n: int) -> Truth:
    """Is the number at most n? Known only if both its bounds say the same."""
    return negation(at_least(bounds, n + 1))
