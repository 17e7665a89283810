"""What stands at the top of every sheet: the unit, the price level and what a sign means."""

from __future__ import annotations

from integrationrules.economics.investment.model import InvestmentCase
from integrationrules.report.catalogue import Translator
from integrationrules.report.money.words import UNITS

from .entries import prices

__all__ = ["head"]


def head(case: InvestmentCase, tr: Translator) -> tuple[str, ...]:
    """The lines under the title."""
    levels = {line.price_level for line in case.lines} or {case.price_level}
    level = prices(levels.pop(), tr) if len(levels) == 1 else tr("prices of different years, see Assumptions")
    return (
        tr("Amounts in {unit} where nothing else is said; {prices}.").format(unit=tr(UNITS[case.unit]), prices=level),
        tr("Sign: plus is a gain of the payer named, minus is a cost. On the sheet Assumptions amounts have no sign; their kind says what they are."),
    )
