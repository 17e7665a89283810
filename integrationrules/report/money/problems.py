"""What is wrong with an investment case file, as text."""

from __future__ import annotations

from collections.abc import Iterable

from integrationrules.economics.investment.messages import told
from integrationrules.economics.investment.problems import InvestmentProblem
from integrationrules.report.catalogue import translator

__all__ = ["investment_problems"]


def investment_problems(problems: Iterable[InvestmentProblem], lang: str) -> list[str]:
    """One text for each mistake: place, field, what was found and what to write."""
    tr = translator(lang)
    return [f"{': '.join(filter(None, (one.place, one.field)))}: {told(one.id, one.values, tr)}" for one in problems]
