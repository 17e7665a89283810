"""Whether published totals, differences and ratios are what their parts make."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from integrationrules.economics.ranges import Range, total

from ..model import Claim, Line
from ..result import Check, InvestmentResult
from ..values import Money, Number, Parts, Share

__all__ = ["sums"]


def sums(result: InvestmentResult) -> Iterator[Check]:
    """Parts = totals, net = saved - invested, ratio = saved / invested; rounding of the printed number is allowed."""
    for claim in result.case.claims:
        for kind, names in (("sum", claim.sum_of), ("net", claim.net_of), ("ratio", claim.ratio_of)):
            if names:
                yield _check(claim, kind, _made(kind, [line for name in names if (line := result.case.line(name))]), _parts(result, kind, names))
        if claim.difference_of:
            found = [other for name in claim.difference_of if (other := result.case.claim(name))]
            values = [Range.of(other.value) for other in found]
            yield _check(claim, "difference", values[0] - total(values[1:]), Parts(tuple((-1 if place else 1, value) for place, value in enumerate(values))))
        if claim.quotient_of:
            above, below = (other.value for name in claim.quotient_of if (other := result.case.claim(name)))
            yield _check(claim, "quotient", Range.of(above / below) if below else None)
        if alone(claim, result.case.claims):
            yield Check("sums", "warn", "sums_alone", {"says": claim.says, "stated": _shown(claim.unit, Range.of(claim.value))}, claim.id)


def alone(claim: Claim, claims: Iterable[Claim]) -> bool:
    """Whether nothing published makes up a claim or is made of it."""
    related = (
        claim.sum_of, claim.net_of, claim.ratio_of, claim.difference_of, claim.quotient_of, claim.contains, claim.rival_of,
        *(claim.id in (*one.difference_of, *one.quotient_of, one.rival_of) for one in claims),
    )
    return not any(related)


def _shown(unit: str, value: Range) -> Money | Number | Share:
    if unit == "percent":
        return Share(value.least)
    return Money(value) if unit == "money" else Number(value, 0 if unit == "persons" else 2)


def _parts(result: InvestmentResult, kind: str, names: Iterable[str]) -> Parts:
    lines = {one.line.id: one for one in (*result.lines, *result.apart)}
    return Parts(tuple((1 if kind == "sum" else lines[name].line.sign, lines[name].total) for name in names))


def _made(kind: str, lines: list[Line]) -> Range | None:
    gain = total(line.whole for line in lines if line.sign > 0)
    cost = total(line.whole for line in lines if line.sign < 0)
    if kind == "ratio":
        return gain.over(cost)
    return gain - cost if kind == "net" else gain + cost


def _check(claim: Claim, kind: str, made: Range | None, parts: Parts | None = None) -> Check:
    if made is None:
        return Check("sums", "fail", f"sums_no_{kind}", {"says": claim.says, "stated": _shown(claim.unit, Range.of(claim.value))}, claim.id)
    slack = rounding(claim.value)
    agrees = made.least - slack <= claim.value <= made.most + slack
    values: dict[str, Any] = {"says": claim.says, "stated": _shown(claim.unit, Range.of(claim.value)), "computed": _shown(claim.unit, made)}
    if parts is not None:
        values["parts"] = parts
    if not agrees:
        values["off"] = _shown(claim.unit, Range.of(claim.value) - made)
    return Check("sums", "pass" if agrees else "fail", f"sums_{kind}" if agrees else f"sums_{kind}_not", values, claim.id)


def rounding(value: Decimal) -> Decimal:
    """Half of the last printed place; nothing of a whole number, which is taken as exact."""
    exponent = value.as_tuple().exponent
    return Decimal(5).scaleb(exponent - 1) if isinstance(exponent, int) and exponent < 0 else Decimal(0)
