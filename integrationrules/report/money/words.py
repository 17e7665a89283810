"""The words of investment cases: kinds, payers, spending areas, statuses, and what amounts are gross or net of."""

from __future__ import annotations

from integrationrules.economics.investment.checks.messages import TITLES
from integrationrules.report.catalogue import Translator

__all__ = ["REASONS", "UNITS", "VERDICTS", "WORDS", "check_title", "money_word"]

WORDS: dict[str, str] = {
    "cost": "cost", "saving": "saving", "income": "income", "net": "net",
    "municipality": "the municipality", "municipalities": "municipalities together", "other_municipalities": "other municipalities",
    "state": "the state", "region": "the region",
    "citizen": "citizens", "employer": "employers", "society": "society as a whole", "not_stated": "not stated",
    "Service": "Service", "Overførsler": "Income transfers", "Indsats": "Active measures", "Anlæg": "Construction",
    "outturn": "outturn", "budget": "budget", "forecast": "forecast", "assumed": "assumed", "goal": "goal",
    "refund": "state refund", "tax": "tax", "equalisation": "equalisation between municipalities", "budget_guarantee": "the budget guarantee",
    "grants": "grants", "housing_benefit": "housing benefit", "day_care": "day-care subsidies", "overhead": "overhead", "vat": "VAT",
    "current": "current prices", "source": "the source", "group_sizes": "the sizes of the groups are not stated",
    "lots_not_stated": "whether lots were drawn is not stated", "lots_not_drawn": "lots were not drawn",
}
"""English text by the word of a case file."""
VERDICTS: dict[str, str] = {"pass": "in order", "warn": "note", "fail": "wrong"}
"""What a check answers."""
UNITS: dict[str, str] = {"kr": "DKK", "t_kr": "DKK 1,000", "mio_kr": "DKK million"}
"""What stands above a column of amounts."""
REASONS: dict[str, str] = {
    "no_amounts": "cannot be computed: no costs and gains are published with their years",
    "current_prices": "cannot be computed: the amounts are in current prices, and the discount rate is for constant prices",
    "mixed_prices": "cannot be computed: the lines are in prices of different years",
    "no_decision": "cannot be computed: the year of the decision is not given, and the discount rate follows it",
    "before_rates": "cannot be computed: no discount rate is known for decisions before 1999",
}
"""Why there is no present value."""


def money_word(found: str, tr: Translator) -> str:
    """What a word of a case file is called; one that is no word is shown as it stands."""
    return tr(WORDS[found]) if found in WORDS else found


def check_title(found: str, tr: Translator) -> str:
    """What a family of checks is called."""
    return tr(TITLES[found])
