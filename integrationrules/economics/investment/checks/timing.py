"""When money is spent and saved, and what is lacking: lags, budgets, double counting, dates of parameters, costs."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations
from typing import Any

from integrationrules.economics.ranges import Range

from ..model import Figure, FollowUp, InvestmentCase, Line
from ..result import Check, InvestmentResult, Variance
from ..values import Money, Number, Share, Word, Years, money

__all__ = ["budgets", "costs", "double", "timing", "vintage"]

_MISS = Decimal("0.25")
"""A forecast that was off by more than this share of itself is remarked on."""


def timing(result: InvestmentResult) -> Iterator[Check]:
    """The first cost and the first gain, and payback within the budget period."""
    spent, gained = (sorted(year for line in result.case.lines if (line.sign < 0) == costs for year in line.years) for costs in (True, False))
    if spent and gained:
        values = {"cost": spent[0], "gain": gained[0]}
        if gained[0] < spent[0]:
            yield Check("timing", "fail", "timing_gain_first", values)
        else:
            yield Check("timing", *(("pass", "timing_later") if gained[0] > spent[0] else ("warn", "timing_same_year")), values)
    open_spans = [line for line in result.case.lines if any(one.first != one.last for one in line.amounts)]
    if open_spans:
        yield Check("timing", "warn", "timing_spans", {"lines": tuple(line.title for line in open_spans)})
    if result.case.apart:
        yield Check("timing", "warn", "timing_undated", {"lines": tuple(line.title for line in result.case.apart if line.undated is not None)})
    period, payback = result.case.budget_period, result.payback
    if period is not None and spent:
        values = {"first": period[0], "last": period[1]}
        if payback.latest is not None and payback.latest.year <= period[1]:
            yield Check("timing", "pass", "timing_within_budget", {**values, "year": payback.latest.year})
        elif payback.earliest is None or payback.earliest.year > period[1]:
            yield Check("timing", "fail", "timing_beyond_budget", values)
        else:
            yield Check("timing", "warn", "timing_perhaps_in_budget", values)


def budgets(result: InvestmentResult) -> Iterator[Check]:
    """Outturn against budget and forecast, and whether the saving was taken out of the budget."""
    for one in result.follow_up:
        if one.stated.planned is not None:
            yield _planned(one, one.stated.planned)
        if one.variance is None or (one.budget is None and one.stated.planned is not None):
            continue
        values = {"title": one.stated.title, "year": one.stated.year, "variance": money(one.variance, signed=True)}
        if one.budget is not None and one.outturn is not None:
            values |= {"budget": money(one.budget), "outturn": money(one.outturn)}
            values |= {"share": Share(one.share)} if one.share is not None else {}
        better = one.variance >= 0 if one.stated.kind != "cost" else one.variance <= 0
        message = "budgets_variance" if "share" in values else "budgets_only_variance"
        yield Check("budgets", "pass" if better else "warn", message, values, one.stated.id)
        if one.computed and len(cited := _sources(one.stated)) > 1:
            computed = tuple(money(value) for name in one.computed if (value := getattr(one, name)) is not None)
            yield Check("budgets", "warn", "budgets_two_sources", {"title": one.stated.title, "sources": cited, "computed": computed}, one.stated.id)
        if one.forecast_variance and one.forecast_miss is not None:
            share = one.forecast_miss / abs(one.forecast_variance)
            about = one.stated.forecast_variance is not None and one.stated.forecast_variance.about
            values |= {"forecast": money(one.forecast_variance, True, about), "miss": money(one.forecast_miss, True, about)}
            values |= {"miss_share": Share(share, about)}
            yield Check("budgets", "warn" if abs(share) > _MISS else "pass", "budgets_forecast", values, one.stated.id)
    if any(line.sign > 0 for line in result.case.stated_lines):
        yield Check("budgets", "pass" if result.case.taken_out == "already" else "warn", f"budgets_{result.case.taken_out}", {})


def _planned(one: Variance, planned: Figure) -> Check:
    """A plan beside a variance from a budget that is not given: the two do not make an outturn."""
    values: dict[str, Any] = {"title": one.stated.title, "planned": money(planned.value, about=planned.about)}
    if one.variance is None or one.budget is not None:
        return Check("budgets", "warn", "budgets_planned", values, one.stated.id)
    return Check("budgets", "warn", "budgets_planned_variance", {**values, "variance": money(one.variance, signed=True)}, one.stated.id)


def _sources(stated: FollowUp) -> tuple[str, ...]:
    """Where the figures of a year come from."""
    figures = (stated.budget, stated.outturn, stated.variance)
    return tuple(dict.fromkeys(figure.cited.source for figure in figures if figure and figure.cited))


def double(result: InvestmentResult) -> Iterator[Check]:
    """The same money twice: lines of one kind, payer, area and year, a line named twice in a total, grants that are also savings."""
    found = list(_doubles(result.case))
    yield from found
    if not found and result.case.lines:
        yield Check("double", "pass", "double_none", {"count": len(result.case.lines)})


def _apart(case: InvestmentCase) -> tuple[str, str, dict[str, Any]]:
    """What a case whose lines are not added up lacks."""
    kinds = {line.sign for line in case.apart}
    return ("fail", "costs_none", {}) if kinds == {1} else ("warn", "costs_apart" if 1 in kinds else "costs_no_gain", {})


def _doubles(case: InvestmentCase) -> Iterator[Check]:
    for one, other in combinations(case.lines, 2):
        years = _common(one, other)
        if not years or one.payer != other.payer:
            continue
        values = {"one": one.title, "other": other.title, "year": years[0]}
        if (one.kind, one.area, one.function, one.title) == (other.kind, other.area, other.function, other.title):
            yield Check("double", "fail", "double_same", values, one.id)
        elif (one.kind, one.area, one.function) == (other.kind, other.area, other.function):
            yield Check("double", "warn", "double_alike" if one.status == other.status else "double_statuses", values, one.id)
        elif {one.kind, other.kind} == {"saving", "income"} and one.area == other.area and one.function == other.function:
            yield Check("double", "warn", "double_grant", values, one.id)
    for claim in case.claims:
        for names in (claim.sum_of, claim.net_of, claim.contains):
            twice = [name for name in names if names.count(name) > 1]
            if twice and (line := case.line(twice[0])):
                yield Check("double", "fail", "double_in_total", {"says": claim.says, "one": line.title}, claim.id)


def _common(one: Line, other: Line) -> list[int]:
    """The years that amounts of both lines are of."""
    return sorted({year for amount in one.amounts for year in amount.years} & {year for amount in other.amounts for year in amount.years})


def vintage(result: InvestmentResult) -> Iterator[Check]:
    """Sources have dates, and rates are those of the years they are used in."""
    case = result.case
    undated = [source for source in case.sources.values() if not source.published]
    if undated:
        yield Check("vintage", "warn", "vintage_undated", {"sources": tuple(source.title for source in undated)})
    elif case.sources:
        yield Check("vintage", "pass", "vintage_dated", {"count": len(case.sources)})
    for one in case.assumptions:
        used = sorted({year for line in case.lines for year in line.years})
        if not used:
            continue
        values = {"title": one.title, "period": Years(used[0], used[-1])}
        if one.cited is None:
            yield Check("vintage", "warn", "vintage_assumed", values, one.name)
        elif one.year is not None and not used[0] <= one.year <= used[-1]:
            yield Check("vintage", "warn", "vintage_other_year", {**values, "year": one.year}, one.name)


def costs(result: InvestmentResult) -> Iterator[Check]:
    """Gains without costs, costs that are only assumed, and numbers the sources do not carry."""
    spent = {year for line in result.case.lines if line.sign < 0 for year in line.years}
    gained = {year for line in result.case.lines if line.sign > 0 for year in line.years}
    if not result.case.stated_lines:
        yield Check("costs", "fail", "costs_no_amounts", {})
    elif result.case.apart:
        yield Check("costs", *_apart(result.case))
    elif not spent:
        yield Check("costs", "fail", "costs_none", {})
    elif gained - spent:
        yield Check("costs", "warn", "costs_some_years", {"years": tuple(sorted(gained - spent))})
    else:
        yield Check("costs", "pass", "costs_all_years", {})
    for line in (*result.lines, *result.apart):
        if line.line.kind == "cost" and (line.line.status == "assumed" or not line.total.exact):
            values = {"title": line.line.title, "amount": Money(line.total), "status": Word(line.line.status)}
            yield Check("costs", "warn", "costs_assumed", values, line.line.id)
    if result.case.missing:
        yield Check("costs", "warn", "costs_missing", {"count": Number(Range.of(len(result.case.missing)), 0)})
