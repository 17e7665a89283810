"""The words that a cell with choices offers, in the language of the workbook, and back."""

from __future__ import annotations

from collections.abc import Iterable

from integrationrules.report.catalogue import LANGUAGES, Translator, translator

__all__ = ["CHOICES", "code_of", "in_any_language", "offered"]

CHOICES: dict[str, str] = {
    "kr": "DKK", "t_kr": "DKK 1,000", "mio_kr": "DKK million", "current": "current prices", "constant": "the prices of one year",
    "cost": "cost", "saving": "saving", "income": "income",
    "municipality": "the municipality", "municipalities": "municipalities together", "other_municipalities": "other municipalities",
    "state": "the state", "region": "the region",
    "citizen": "citizens", "employer": "employers",
    "Service": "Service", "Overførsler": "Income transfers", "Indsats": "Active measures", "Anlæg": "Construction",
    "outturn": "outturn", "budget": "budget", "forecast": "forecast", "assumed": "assumed",
    "none": "nothing", "before": "the time before", "control_group": "a control group", "forecast_without": "a forecast without the effort",
    "not_stated": "not stated", "net": "net", "gross": "gross", "not_relevant": "not relevant", "already": "already taken out", "not_yet": "not yet",
    "refund": "state refund", "tax": "tax", "equalisation": "equalisation between municipalities", "budget_guarantee": "the budget guarantee",
    "grants": "grants", "housing_benefit": "housing benefit", "day_care": "day-care subsidies", "overhead": "overhead", "vat": "VAT",
    "drawn": "lots were drawn", "not_drawn": "lots were not drawn", "unknown": "the sum of years that are not named", "each": "an amount a year",
    "found": "an effect", "mixed": "an effect for some",
    "society": "society as a whole", "goal": "a goal", "triangular": "triangular", "pert": "PERT", "uniform": "uniform",
    "true": "yes", "false": "no", "money": "an amount", "ratio": "a ratio",
    "percent": "percent", "persons": "persons", "months": "months", "times": "times",
}
"""English text by the word of a case file."""


def offered(codes: Iterable[str], tr: Translator) -> tuple[str, ...]:
    """What a cell offers for the words of a case file."""
    return tuple(tr(CHOICES[code]) for code in codes)


def code_of(found: str, codes: Iterable[str]) -> str | None:
    """The word of the case file that a text stands for in any language, or None."""
    wanted = " ".join(found.split()).casefold()
    return next((code for code in codes if wanted == code.casefold() or wanted in in_any_language(CHOICES[code])), None)


def in_any_language(text: str) -> set[str]:
    """A text of the catalogue in every language, without regard to capitals."""
    return {" ".join(translator(lang)(text).split()).casefold() for lang in LANGUAGES}
