"""Adding up an investment case: by year, by status, by payer. Spans are ranges unless an even split is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from math import prod

from integrationrules.economics.cashflow import internal_rate, sign_changes
from integrationrules.economics.discount import rate_of
from integrationrules.economics.numbers import UNITS
from integrationrules.economics.ranges import ZERO, Range, total

from .model import PAYERS, STATUSES, Amount, FollowUp, InvestmentCase, Line
from .result import BreakEven, InvestmentResult, LineYears, Payback, PayerNet, PresentValue, Totals, Variance, YearNet

__all__ = ["SPLITS", "calculated", "scaled", "totals_of"]

SPLITS = ("open", "even")


def calculated(case: InvestmentCase, split: str = "open") -> InvestmentResult:
    """Everything that follows from the lines; without checks. `split` is `open` or `even`."""
    stated, case = case, scaled(case)
    if split == "even":
        case = replace(case, lines=tuple(_evenly(line) for line in case.lines))
    years = _years(case)
    return InvestmentResult(
        case=case, stated=stated, split=split, lines=tuple(LineYears(line, _by_year([line], case.years), line.whole) for line in case.lines),
        apart=tuple(LineYears(line, {}, line.whole) for line in case.apart), years=years,
        totals=_totals(case.lines), by_status={
            status: _totals(some) for status in STATUSES if (some := [line for line in case.lines if line.status == status])
        },
        payers=tuple(_payer(payer, some, case, split) for payer in PAYERS if (some := [line for line in case.lines if line.payer == payer])),
        payback=_payback(case, years, split), present_value=_present_value(case), internal_rate=_internal_rate(years),
        savings_to_investment=_totals([line for line in case.lines if line.payer == "municipality"]).benefit_cost, break_even=_break_even(case),
        follow_up=tuple(map(_variance, case.follow_up)), checks=(), not_included=(),
    )


def scaled(case: InvestmentCase) -> InvestmentCase:
    """The case with every line multiplied by its assumptions, which it then names no more."""
    values = {one.name: one.value for one in case.assumptions}

    def _scaled(line: Line) -> Line:
        if not line.times:
            return line
        factor = prod((values[name] for name in line.times), start=Decimal(1))
        amounts = tuple(replace(one, value=one.value.times(factor)) for one in line.amounts)
        return replace(line, amounts=amounts, undated=line.undated and line.undated.times(factor), times=())

    return replace(case, lines=tuple(map(_scaled, case.lines)), apart=tuple(map(_scaled, case.apart)))


def totals_of(case: InvestmentCase) -> Totals:
    """The sums of all lines over all years."""
    return _totals(scaled(case).lines)


def _evenly(line: Line) -> Line:
    return replace(line, amounts=tuple(part for one in line.amounts for part in _parts(one)))


def _parts(amount: Amount) -> Iterable[Amount]:
    """An amount for each year; the last takes what division leaves, so that their sum is the amount."""
    count = len(amount.years)
    part = Range(amount.value.least / count, amount.value.most / count)
    for year in amount.years[:-1]:
        yield Amount(year, year, part)
    rest = count - 1
    yield Amount(amount.last, amount.last, Range(amount.value.least - part.least * rest, amount.value.most - part.most * rest))


def _sum(lines: Iterable[Line]) -> Range:
    return total(one.value for line in lines for one in line.amounts)


def _totals(lines: Sequence[Line]) -> Totals:
    return Totals(*(_sum(line for line in lines if line.kind == kind) for kind in ("cost", "saving", "income")))


def _in(amount: Amount, year: int) -> Range:
    """What falls in a year: all of a year's own amount, anything from nothing to all of a span's."""
    if year not in amount.years:
        return ZERO
    return amount.value if amount.first == amount.last else amount.value.with_zero()


def _until(amount: Amount, year: int) -> Range:
    """What falls in a year and those before it; exact again at the end of a span."""
    if year >= amount.last:
        return amount.value
    return amount.value.with_zero() if year >= amount.first else ZERO


def _by_year(lines: Sequence[Line], years: Iterable[int]) -> dict[int, Range]:
    return {year: total(_in(one, year) for line in lines for one in line.amounts) for year in years}


def _signed(lines: Iterable[Line]) -> list[tuple[int, Amount]]:
    return [(line.sign, one) for line in lines for one in line.amounts]


def _net(signed: Iterable[tuple[int, Range]]) -> Range:
    return total(value if sign > 0 else -value for sign, value in signed)


def _years(case: InvestmentCase) -> tuple[YearNet, ...]:
    by_kind = {kind: _by_year([line for line in case.lines if line.kind == kind], case.years) for kind in ("cost", "saving", "income")}
    signed = _signed(case.lines)
    return tuple(
        YearNet(
            year, Totals(by_kind["cost"][year], by_kind["saving"][year], by_kind["income"][year]),
            _net((sign, _in(one, year)) for sign, one in signed), _net((sign, _until(one, year)) for sign, one in signed),
            tuple(status for status in STATUSES if any(line.status == status and year in one.years for line in case.lines for one in line.amounts)),
        )
        for year in case.years
    )


def _payer(payer: str, lines: Sequence[Line], case: InvestmentCase, split: str) -> PayerNet:
    signed, own = _signed(lines), replace(case, lines=tuple(lines))
    by_year = {year: _net((sign, _in(one, year)) for sign, one in signed) for year in case.years}
    return PayerNet(payer, _totals(lines), by_year, _payback(own, _years(own), split))


def _payback(case: InvestmentCase, years: Sequence[YearNet], split: str) -> Payback:
    """Between the first day of the year in which it may be and the last of that in which it must be; a day where all is even."""
    if not years:
        return Payback(None, None, "no_amounts")
    if any(line.payer == "society" for line in case.lines):
        return Payback(None, None, "society")
    if all(year.totals.cost == ZERO for year in years):
        return Payback(None, None, "no_cost")
    first = next((year for place, year in enumerate(years) if _stays(years[place:], "most")), None)
    last = next((year for place, year in enumerate(years) if _stays(years[place:], "least")), None)
    earliest, latest = date(first.year, 1, 1) if first else None, date(last.year, 12, 31) if last else None
    if split == "even" and all(year.net.exact for year in years) and first:
        earliest = latest = _day(first)
    return Payback(earliest, latest)


def _stays(years: Sequence[YearNet], end: str) -> bool:
    return all(getattr(year.cumulative, end) >= 0 for year in years)


def _day(year: YearNet) -> date:
    """The day on which the cumulative net becomes zero if the year's net comes evenly."""
    before, net = year.cumulative.least - year.net.least, year.net.least
    days = (date(year.year + 1, 1, 1) - date(year.year, 1, 1)).days
    share = -before / net if net > 0 and before < 0 else Decimal(0)
    return date(year.year, 1, 1) + timedelta(days=min(days - 1, int(share * days)))


def _present_value(case: InvestmentCase) -> PresentValue:
    if not case.lines:
        return PresentValue(None, None, 0, "no_amounts")
    first, found = case.years[0], rate_of(case.decided)
    rate = found.rate if found else None
    levels = {line.price_level for line in case.lines}
    reason = "current_prices" if None in levels else "mixed_prices" if len(levels) > 1 else ""
    reason = reason or ("no_decision" if case.decided is None else "before_rates" if rate is None else "")
    if reason or rate is None:
        return PresentValue(None, rate, first, reason)
    return PresentValue(_net((sign, _discounted(one, rate, first)) for sign, one in _signed(case.lines)), rate, first)


def _discounted(amount: Amount, rate: Decimal, first: int) -> Range:
    """A span's amount is worth most where all of it falls in its first year, least in its last."""
    ends = [value / (1 + rate) ** (year - first) for value in (amount.value.least, amount.value.most) for year in (amount.first, amount.last)]
    return Range(min(ends), max(ends))


def _internal_rate(years: Sequence[YearNet]) -> Decimal | None:
    nets = [year.net.least for year in years]
    return internal_rate(nets) if all(year.net.exact for year in years) and sign_changes(nets) == 1 else None


def _break_even(case: InvestmentCase) -> BreakEven | None:
    persons = case.persons
    if persons is None or persons.per_person is None or persons.per_person.value <= 0:
        return None
    costs = _sum(line for line in case.lines if line.kind == "cost")
    return BreakEven(costs.times(Decimal(UNITS[case.unit]) / persons.per_person.value), persons.per_person.value)


def _variance(stated: FollowUp) -> Variance:
    """What two of budget, outturn and variance say of the third."""
    known: Mapping[str, Decimal | None] = {
        name: figure.value if (figure := getattr(stated, name)) else None for name in ("budget", "outturn", "variance", "forecast_variance")
    }
    budget, outturn, variance, forecast = known.values()
    if variance is None and budget is not None and outturn is not None:
        variance = outturn - budget
    elif outturn is None and budget is not None and variance is not None:
        outturn = budget + variance
    elif budget is None and outturn is not None and variance is not None:
        budget = outturn - variance
    found = {"budget": budget, "outturn": outturn, "variance": variance}
    return Variance(stated, budget, outturn, variance, forecast, tuple(name for name, value in found.items() if value is not None and known[name] is None))
