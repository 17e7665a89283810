"""What amounts are counted in, how far they are from having happened, and how a check came out: as a page and an annex show it."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from types import MappingProxyType

from integrationrules.economics.investment.model import InvestmentCase
from integrationrules.economics.investment.result import InvestmentResult
from integrationrules.economics.ranges import Range
from integrationrules.report.catalogue import Translator
from integrationrules.report.money.blocks import Mark
from integrationrules.report.money.page.numerals import Unit, places, spread
from integrationrules.report.money.words import UNITS, VERDICTS, money_word

__all__ = ["capital", "decimals_of", "period", "ranged", "status_mark", "statuses_text", "unit_of", "verdict_mark"]

_SYMBOLS = MappingProxyType({"pass": "✓", "warn": "!", "fail": "✕", "outturn": "●", "budget": "□", "forecast": "△", "assumed": "◇"})
_MOST_DECIMALS = MappingProxyType({"kr": 0, "t_kr": 1, "mio_kr": 2})


def unit_of(case: InvestmentCase, tr: Translator) -> Unit:
    """`mio. kr.`, `løbende priser`."""
    prices = tr("current prices") if case.price_level is None else tr("{year} prices").format(year=case.price_level)
    return Unit(tr(UNITS[case.unit]), prices)


def decimals_of(result: InvestmentResult) -> int:
    """How many decimals show every stated amount, as far as the unit usually has them; one unit, one number of decimals."""
    stated: list[Decimal] = [end for line in result.lines for one in line.line.amounts for end in (one.value.least, one.value.most)]
    stated += [end for line in result.apart for end in (line.total.least, line.total.most)]
    # What is left of a division has as many as anybody likes.
    return places(stated, min(_MOST_DECIMALS[result.case.unit], 1) if result.split == "even" else _MOST_DECIMALS[result.case.unit])


def verdict_mark(verdict: str, tr: Translator) -> Mark:
    """The verdict of a check."""
    return Mark(verdict, _SYMBOLS[verdict], tr(VERDICTS[verdict]))


def status_mark(status: str, tr: Translator) -> Mark:
    """How far an amount is from having happened."""
    return Mark(status, _SYMBOLS[status], money_word(status, tr))


def statuses_text(statuses: Iterable[str], tr: Translator) -> str:
    """Several statuses in a row; a dash for none."""
    return ", ".join(money_word(one, tr) for one in statuses) or "–"


def ranged(found: Range, tr: Translator, decimals: int) -> str:
    """An amount with its sign, or its bounds."""
    return spread(found.least, found.most, tr, decimals)


def period(first: int, last: int) -> str:
    """`2015` or `2015–2017`."""
    return str(first) if first == last else f"{first}–{last}"


def capital(text: str) -> str:
    """The text with a capital at its beginning."""
    return text[:1].upper() + text[1:]
