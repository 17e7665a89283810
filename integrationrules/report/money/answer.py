"""What an investment case amounts to, in one sentence, and what cannot be concluded from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from integrationrules.economics.investment.result import InvestmentResult, Totals
from integrationrules.economics.ranges import Range, total
from integrationrules.report.catalogue import Translator
from integrationrules.report.money.amounts import in_unit
from integrationrules.report.money.blocks import Answer
from integrationrules.report.money.marks import decimals_of, period, ranged
from integrationrules.report.money.page.numerals import amount
from integrationrules.report.money.words import REASONS, money_word

__all__ = ["answer_of"]


def answer_of(result: InvestmentResult, tr: Translator) -> Answer:
    """The net with what has happened kept apart from what has not, and the open questions."""
    can = [one.get(tr.lang) for one in result.case.concludes.can]
    if not result.lines:
        none = tr("Nothing can be calculated: no costs and gains are published with their years.")
        return _answer(can or [none], result, tr)
    years = period(result.years[0].year, result.years[-1].year)
    outturn = result.by_status.get("outturn")
    said = [_happened(result, outturn, tr)] if outturn else []
    others = [status for status in result.by_status if status != "outturn"]
    if others:
        words = ", ".join(money_word(one, tr) for one in others)
        if outturn:
            more = _net(total(result.by_status[one].net for one in others), result, tr)
            said.append(tr("With what has not happened yet ({statuses}: {more}) the net of {years} comes to {net}.").format(
                statuses=words, more=more, years=years, net=_net(result.totals.net, result, tr)))
        else:
            said.append(tr("Nothing of it is outturn; from amounts with the status {statuses} the net of {years} comes to {net}.").format(
                statuses=words, years=years, net=_net(result.totals.net, result, tr)))
    return _answer([*can, *said], result, tr)


def _answer(said: Iterable[str], result: InvestmentResult, tr: Translator) -> Answer:
    """Each with one full stop, also where a unit ends with one."""
    return Answer(" ".join(_stopped(one) for one in said), tuple(_stopped(one) for one in _open(result, tr)))


def _stopped(text: str) -> str:
    return text.rstrip(". ") + "."


def _happened(result: InvestmentResult, outturn: Totals, tr: Translator) -> str:
    years = [year for line in result.lines if line.line.status == "outturn" for year in line.line.years]
    shown = {"years": period(min(years), max(years)), "cost": _plain(outturn.cost, result, tr), "gain": _plain(outturn.gain, result, tr)}
    if outturn.cost.most == 0:
        return tr("By outturn of {years} {gain} was saved or received; no cost is stated.").format(**shown)
    if outturn.gain.most == 0:
        return tr("By outturn of {years} {cost} was spent; no saving is stated.").format(**shown)
    net = _net(outturn.net, result, tr)
    return tr("By outturn of {years} {cost} was spent and {gain} saved or received: net {net}.").format(net=net, **shown)


def _net(found: Range, result: InvestmentResult, tr: Translator) -> str:
    return in_unit(ranged(found, tr, decimals_of(result)), result.case.unit, tr)


def _plain(found: Range, result: InvestmentResult, tr: Translator) -> str:
    ends = [amount(end, tr, decimals_of(result)) for end in (found.least, found.most)]
    return in_unit(ends[0] if found.exact else tr("{least} to {most}").format(least=ends[0], most=ends[1]), result.case.unit, tr)


def _open(result: InvestmentResult, tr: Translator) -> Iterator[str]:
    """One short sentence for each question that the sources leave open."""
    case = result.case
    yield from (one.get(tr.lang) for one in case.concludes.cannot)
    if not case.concludes.cannot:
        yield from _usually_open(result, tr)
    if result.lines and result.present_value.reason:
        yield tr("The net present value: it {reason}.").format(reason=tr(REASONS[result.present_value.reason]))
    spans = [year.year for year in result.years if not year.net.exact]
    if spans and result.split == "open":
        yield tr("The net of single years in {years}: an amount is stated for several years together.").format(years=period(spans[0], spans[-1]))
    if result.lines and result.totals.cost == Range.of(Decimal(0)):
        yield tr("Whether it pays: no cost is stated.")


def _usually_open(result: InvestmentResult, tr: Translator) -> Iterator[str]:
    """What cannot be concluded where the case itself does not say it."""
    case = result.case
    if case.compared_with.kind in ("none", "not_stated"):
        yield tr("Whether the investment is the reason: it is not stated what the savings are measured against.")
    if case.scope.integration_share is None:
        yield tr("How much of it is integration.")
    if result.not_included:
        yield tr("What the payer keeps after {items}.").format(items=", ".join(money_word(one, tr) for one in result.not_included[:4]))
