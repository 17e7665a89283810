"""Totals of the same thing that differ, and what explains the difference."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from integrationrules.economics.ranges import Range, total
from integrationrules.rulebook.model import Text

from ..result import Check, InvestmentResult
from ..values import Money, money
from .sums import rounding

__all__ = ["rivals"]


def rivals(result: InvestmentResult) -> Iterator[Check]:
    """Each rival against the claim it stands beside."""
    for claim in result.case.claims:
        other = result.case.claim(claim.rival_of)
        if other is None:
            continue
        gap = abs(claim.value - other.value)
        values = {"says": claim.says, "amount": money(claim.value), "other": other.says, "other_amount": money(other.value), "gap": money(gap)}
        if gap == 0:
            yield Check("rivals", "pass", "rivals_same", values, claim.id)
            continue
        if not claim.explained_by:
            yield Check("rivals", "warn", "rivals_unexplained", values, claim.id)
            continue
        explained = total(_worth(result, name) for name in claim.explained_by)
        values |= {"explained": Money(explained), "by": tuple(_title(result, name) for name in claim.explained_by)}
        slack = rounding(claim.value)
        if explained.least - slack <= gap <= explained.most + slack:
            yield Check("rivals", "pass", "rivals_explained", values, claim.id)
        else:
            yield Check("rivals", "warn", "rivals_partly", {**values, "left": Money(Range.of(gap) - explained)}, claim.id)


def _worth(result: InvestmentResult, name: str) -> Range:
    """What a line, claim or variance is worth."""
    for line in (*result.lines, *result.apart):
        if line.line.id == name:
            return line.total
    claim = result.case.claim(name)
    if claim is not None:
        return Range.of(claim.value)
    return Range.of(next((one.variance for one in result.follow_up if one.stated.id == name and one.variance is not None), Decimal(0)))


def _title(result: InvestmentResult, name: str) -> Text:
    """What a line, claim or variance is called."""
    line, claim = result.case.line(name), result.case.claim(name)
    return line.title if line else claim.says if claim else next(one.title for one in result.case.follow_up if one.id == name)
