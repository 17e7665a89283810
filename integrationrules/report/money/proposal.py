"""An investment case as the annex of a proposal: the headings that a budget proposal has, in 1.000 kr., by budget year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from integrationrules.economics.investment.model import Claim, InvestmentCase
from integrationrules.economics.investment.result import InvestmentResult, LineYears
from integrationrules.economics.numbers import UNITS
from integrationrules.economics.ranges import ZERO, Range, total
from integrationrules.report.catalogue import Translator, translator
from integrationrules.report.money.amounts import decimal, percent, with_unit
from integrationrules.report.money.answer import answer_of
from integrationrules.report.money.blocks import Block, Listed, Said, Section, Sheet, Tabled
from integrationrules.report.money.marks import statuses_text
from integrationrules.report.money.page.investment import Parts, about_lines, numbered_sources
from integrationrules.report.money.page.numerals import places, signed
from integrationrules.report.money.words import money_word

__all__ = ["proposal_sheet"]

_YEARS = 4
"""The budget year and three that follow."""


def proposal_sheet(result: InvestmentResult, lang: str) -> Sheet:
    """1.1 what it costs and gives, 1.2 background, 1.3 contents; then how it was checked and what is missing."""
    tr = translator(lang)
    parts = Parts(result, tr)
    sections = [
        Section(tr("The proposal's overall economic consequences"), list(_consequences(result, tr))),
        Section(tr("Background and purpose"), list(_background(result.case, tr))),
        Section(tr("Contents of the proposal"), [parts.lines()] if result.lines else [Said(tr("No amount is published."))]),
        Section(tr("Checks of the figures"), [parts.checks()]),
        *([Section(tr("Assumptions"), [parts.assumptions()])] if result.case.assumptions else []),
        Section(tr("Not included"), [parts.left_out()]),
        Section(tr("Missing numbers"), [parts.missing()]),
        Section(tr("Sources"), [Listed(numbered_sources(result, tr))]),
    ]
    return Sheet(tr("Annex: {title}").format(title=result.case.title.get(lang)), about_lines(result, tr), answer_of(result, tr), sections, lang)


def _consequences(result: InvestmentResult, tr: Translator) -> Iterator[Block]:
    case = result.case
    if not result.lines:
        yield Said(tr("No amount is published."))
        return
    columns = _columns(case)
    if case.budget_period is None:
        yield Said(tr("The case has no budget years; the columns are the years of its amounts."))
    prices = tr("current prices") if case.price_level is None else tr("{year} prices").format(year=case.price_level)
    heads = [tr("DKK 1,000, {prices}").format(prices=prices), tr("Spending area"), *(_head(case, each, tr) for each in columns), tr("In all")]
    rows: list[tuple[str, ...]] = []
    sums: set[int] = set()
    for said, kinds, sum_said in ((tr("Changes"), ("saving", "income"), tr("Changes in all")),
                                  (tr("Implementation costs"), ("cost",), tr("Implementation costs in all"))):
        some = [one for one in result.lines if one.line.kind in kinds]
        rows += [_row(one, columns, case, tr) for one in some]
        if not some:
            rows.append((said, "", *("–" for _ in columns), "–"))
            continue
        sums.add(len(rows))
        rows.append(_sum(sum_said, some, columns, case, tr))
    sums.add(len(rows))
    rows.append(_sum(tr("Overall economic effect"), result.lines, columns, case, tr))
    numbers = frozenset(range(2, len(heads)))
    statuses = statuses_text(result.by_status, tr)
    yield Tabled(tr("+ is a gain, − a cost. Statuses: {statuses}; each line's stands under contents.").format(statuses=statuses), heads, rows, numbers,
                 frozenset(sums))
    if result.split == "open" and any(one.first != one.last for line in case.lines for one in line.amounts):
        yield Said(tr("An amount stated for several years is not divided: in a single year it is anything from nothing to the whole, and exact in all."))


def _columns(case: InvestmentCase) -> Sequence[tuple[int, int]]:
    """The years of the columns, first and last; what lies outside the budget years, or beyond what a page holds, is in columns of several years."""
    years = list(case.years)
    first, last = case.budget_period or (years[0], years[-1])
    last = min(last, first + _YEARS - 1) if case.budget_period is None or last - first >= _YEARS + 1 else last
    inside = [(year, year) for year in range(first, last + 1)]
    before = [(years[0], first - 1)] if years[0] < first else []
    after = [(last + 1, years[-1])] if years[-1] > last else []
    return [*before, *inside, *after]


def _head(case: InvestmentCase, years: tuple[int, int], tr: Translator) -> str:
    first, last = years
    said = str(first) if first == last else f"{first}–{last}"
    if case.budget_period is None or not case.budget_period[0] <= first <= last <= case.budget_period[1]:
        return said
    return tr("Budget {year}").format(year=said) if first == case.budget_period[0] else tr("Estimate {year}").format(year=said)


def _row(one: LineYears, columns: Sequence[tuple[int, int]], case: InvestmentCase, tr: Translator) -> tuple[str, ...]:
    payer = "" if one.line.payer == "municipality" else f" ({money_word(one.line.payer, tr)})"
    cells = (_shown(_within([one], each), case, tr) for each in columns)
    return (one.line.title.get(tr.lang) + payer, money_word(one.line.area, tr), *cells, _shown(_signed(one, one.total), case, tr))


def _sum(said: str, some: Sequence[LineYears], columns: Sequence[tuple[int, int]], case: InvestmentCase, tr: Translator) -> tuple[str, ...]:
    cells = (_shown(_within(some, each), case, tr) for each in columns)
    return (said, "", *cells, _shown(total(_signed(one, one.total) for one in some), case, tr))


def _within(some: Sequence[LineYears], years: tuple[int, int]) -> Range:
    """The signed amounts that fall in some years: whole where a span lies inside them."""
    first, last = years
    found = ZERO
    for one in some:
        for amount in one.line.amounts:
            if amount.first >= first and amount.last <= last:
                found += _signed(one, amount.value)
            elif amount.first <= last and amount.last >= first:
                found += _signed(one, amount.value.with_zero())
    return found


def _signed(one: LineYears, amount: Range) -> Range:
    return amount if one.line.sign > 0 else -amount


def _shown(found: Range, case: InvestmentCase, tr: Translator) -> str:
    """In 1.000 kr., with one decimal where any amount of the case needs it; a range may be set in two lines."""
    decimals = places((_thousand(end, case) for line in case.lines for one in line.amounts for end in (one.value.least, one.value.most)), most=1)
    least, most = (signed(_thousand(end, case), tr, decimals) for end in (found.least, found.most))
    return least if found.exact else tr("{least} to {most}").format(least=least, most=most)


def _thousand(amount: Decimal, case: InvestmentCase) -> Decimal:
    return amount * UNITS[case.unit] / 1000


def _claimed(claim: Claim, case: InvestmentCase, tr: Translator) -> str:
    if claim.unit == "percent":
        return percent(claim.value, tr)
    return with_unit(Range.of(claim.value), case.unit, tr) if claim.unit == "money" else decimal(claim.value, 2, tr)


def _background(case: InvestmentCase, tr: Translator) -> Iterator[Block]:
    """What the case says of whom it is about, what it is compared with, and what else happened."""
    lang = tr.lang
    if case.scope.includes:
        yield Said(tr("Covers: {what}.").format(what=case.scope.includes.get(lang)))
    if case.compared_with.text:
        yield Said(tr("Compared with: {what}.").format(what=case.compared_with.text.get(lang)))
    if case.events:
        yield Said(tr("In the same years: {events}.").format(events=", ".join(one.get(lang) for one in case.events)))
    if case.effect:
        yield Said(tr("What was found of the effect: {what}").format(what=case.effect.says.get(lang)))
    if case.claims:
        yield Said(tr("Published totals:"))
        yield Listed([f"{one.says.get(lang)}: {_claimed(one, case, tr)}" for one in case.claims])
    if not (case.scope.includes or case.compared_with.text or case.events or case.effect or case.claims):
        yield Said(tr("The case says nothing of it."))
