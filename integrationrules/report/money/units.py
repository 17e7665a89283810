"""Units of models as the reader says them: `kr. pr. personår`."""

from __future__ import annotations

from integrationrules.report.catalogue import Translator
from integrationrules.rulebook.models.dimension import Dimension, dimension

__all__ = ["dimension_text", "unit_text"]

ONE: dict[str, str] = {
    "DKK": "DKK", "person": "person", "year": "year", "month": "month", "week": "week", "day": "day", "hour": "hour",
}
MANY: dict[str, str] = {
    "DKK": "DKK", "person": "persons", "year": "years", "month": "months", "week": "weeks", "day": "days", "hour": "hours",
}


def unit_text(unit: str, tr: Translator) -> str:
    """A unit as written in a model file."""
    if unit == "percent":
        return "%"
    if unit in ("share", "count", ""):
        return tr("share") if unit == "share" else ""
    return dimension_text(dimension(unit) or Dimension(), tr)


def dimension_text(found: Dimension, tr: Translator) -> str:
    """A product of units: the last of those above in the plural, those below after `per`."""
    above = [base for base, power in found.powers for _ in range(power)]
    below = [base for base, power in found.powers for _ in range(-power)]
    shown = _joined([*(tr(ONE[base]) for base in above[:-1]), *(tr(MANY[base]) for base in above[-1:])], tr)
    return tr("{amount} per {one}").format(amount=shown, one=_joined([tr(ONE[base]) for base in below], tr)) if below else shown


def _joined(words: list[str], tr: Translator) -> str:
    # A full-time year of somebody has a name of its own.
    return tr("person-year") if words == [tr("person"), tr("year")] else tr("person-years") if words == [tr("person"), tr("years")] else "-".join(words)
