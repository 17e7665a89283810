"""Whether totals fit the years they are said to cover, and how much of a headline had happened."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations
from typing import Any

from integrationrules.economics.ranges import Range, total

from ..model import STATUSES, Amount, Claim, Line
from ..result import Check, InvestmentResult
from ..values import Money, Number, Share, Word, Years, money

__all__ = ["happened", "spans"]

STEEP = Decimal(2)
"""What remains, by year, against what was known by year: above this the years are doubted."""


def spans(result: InvestmentResult) -> Iterator[Check]:
    """A total divided by its years against what is known of some of them; and one total said to cover different years."""
    yield from _stated(result)
    for claim in result.case.claims:
        lines = [line for name in claim.contains if (line := result.case.line(name))]
        if claim.length is not None and lines and all(line.amounts for line in lines):
            yield _rest(claim, claim.length, lines)
            yield from _longer(result, claim, lines)
    for one, other in combinations(sorted(result.case.claims, key=lambda claim: claim.beside), 2):
        related = one.rival_of == other.id or other.rival_of == one.id
        if related and one.value == other.value and one.length and other.length and one.length != other.length:
            values = {"amount": money(one.value), "says": one.says, "years": one.length, "other": other.says, "other_years": other.length}
            message = "spans_quoted_beside" if other.beside else "spans_two_lengths"
            yield Check("spans", "warn", message, {**values, "first": other.first, "last": other.last}, one.id)


def _longer(result: InvestmentResult, claim: Claim, lines: list[Line]) -> Iterator[Check]:
    """An investment of fewer years than the gains that it is set against."""
    gained = [line.years[-1] for line in result.case.lines if line.sign > 0]
    if claim.last is None or claim.beside or any(line.sign > 0 for line in lines) or not gained or max(gained) <= claim.last:
        return
    gain, cost = result.totals.gain, Range.of(claim.value)
    values: dict[str, Any] = {
        "says": claim.says, "amount": money(claim.value), "first": claim.first, "last": claim.last, "until": max(gained), "net": Money(gain - cost),
    }
    ratio = gain.over(cost)
    yield Check("spans", "warn", "spans_gains_longer", {**values, "ratio": Number(ratio)} if ratio else values, claim.id)


def _stated(result: InvestmentResult) -> Iterator[Check]:
    """Amounts outside the years that the source itself states; spans that reach over the edge may lie on either side of it."""
    stated = result.case.stated_years
    if stated is None or not result.case.lines:
        return
    years = range(stated[0], stated[1] + 1)
    outside = [(line, one) for line in result.case.lines for one in line.amounts if any(year not in years for year in one.years)]
    by = result.case.stated_by
    source = result.case.sources.get(by.source) if by else None
    values: dict[str, Any] = {"source": source.by or source.title if source else Word("source"), "period": Years(*stated)}
    if not outside:
        yield Check("spans", "pass", "spans_within_stated", values)
        return
    for name, sign in (("beyond", 1), ("costs", -1)):
        values[name] = Money(total(_outside(one, years) for line, one in outside if line.sign == sign))
    yield Check("spans", "warn", "spans_beyond_stated", {**values, "lines": tuple(dict.fromkeys(line.title for line, _ in outside))})


def _outside(amount: Amount, years: range) -> Range:
    return amount.value.with_zero() if any(year in years for year in amount.years) else amount.value


def _rest(claim: Claim, length: int, lines: list[Line]) -> Check:
    known = total(one.value for line in lines for one in line.amounts)
    years = len({year for line in lines for one in line.amounts for year in one.years})
    rest, left = Range.of(claim.value) - known, length - years
    values = {
        "says": claim.says, "amount": money(claim.value), "years": length, "average": money(claim.value / length), "known": Money(known),
        "known_years": years, "known_average": Money(known.times(Decimal(1) / years)), "rest": Money(rest), "rest_years": left,
    }
    if left < 0 or rest.most < 0:
        return Check("spans", "fail", "spans_exceeded", values, claim.id)
    if left == 0:
        whole = rest.least <= 0 <= rest.most
        return Check("spans", "pass" if whole else "fail", "spans_whole" if whole else "spans_left", values, claim.id)
    by_year = rest.times(Decimal(1) / left)
    pace = by_year.over(known.times(Decimal(1) / years))
    values |= {"rest_average": Money(by_year)}
    if pace is None:
        return Check("spans", "warn", "spans_no_pace", values, claim.id)
    values |= {"pace": Number(pace, 1)}
    steep = pace.most > STEEP
    message = "spans_steep" if steep else "spans_even_beside" if claim.beside else "spans_even"
    return Check("spans", "warn" if steep else "pass", message, values, claim.id)


def happened(result: InvestmentResult) -> Iterator[Check]:
    """The part of each headline that is outturn; the rest by what it is."""
    for claim in result.case.claims:
        lines = [line for name in claim.sum_of if (line := result.case.line(name))]
        whole = total(line.whole for line in lines)
        if not claim.headline or not lines or not whole.exact or whole.least == 0:
            continue
        by_status = {status: total(line.whole for line in lines if line.status == status).least for status in STATUSES}
        share = by_status["outturn"] / whole.least
        values = {
            "says": claim.says, "whole": Money(whole), "happened": money(by_status["outturn"]), "share": Share(share),
            "rest": money(whole.least - by_status["outturn"]), "rest_share": Share(1 - share),
            "statuses": tuple(Word(status) for status in STATUSES[1:] if by_status[status]),
        }
        done = by_status["outturn"] == whole.least
        yield Check("happened", "pass" if done else "warn", "happened_all" if done else "happened_part", values, claim.id)
