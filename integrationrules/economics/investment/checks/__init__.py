"""What a finance officer checks in an investment case; one module a family of checks."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ..model import INCLUDED, InvestmentCase
from ..result import Check, InvestmentResult
from .basis import areas, compared, effect, included, payers, prices, scope
from .people import people
from .periods import happened, spans
from .rivals import rivals
from .sums import sums
from .timing import budgets, costs, double, timing, vintage

__all__ = ["FAMILIES", "checked", "not_included"]

FAMILIES: tuple[Callable[[InvestmentResult], Iterable[Check]], ...] = (
    sums, happened, spans, rivals, budgets, people, included, compared, effect, scope, payers, areas, prices, timing, double, vintage, costs,
)
"""In the order of the report."""


def checked(result: InvestmentResult) -> tuple[Check, ...]:
    """All checks of a result."""
    return tuple(check for family in FAMILIES for check in family(result))


def not_included(case: InvestmentCase) -> tuple[str, ...]:
    """What the amounts are not net of, or nothing is said of."""
    return tuple(name for name in INCLUDED if name not in case.included or case.included[name].treated in ("gross", "not_stated"))
