"""Units of numbers, and the whole-number part in which each is computed."""

from __future__ import annotations

from decimal import Decimal

from integrationrules.timeline.attributes import HOUR_PARTS

__all__ = ["SCALE", "SMALLEST", "TIME_UNITS", "UNITS", "scaled"]

TIME_UNITS = {"day": "days", "week": "weeks", "month": "months", "year": "years"}
"""Words of the language that stand for one unit of time."""

SCALE: dict[str, int] = {
    "days": 1, "weeks": 1, "months": 1, "years": 1, "persons": 1, "count": 1,
    "hours_per_week": HOUR_PARTS,
    "DKK": 100,                # øre
    "percent": 1000,           # thousandths of a percent
}
SMALLEST = {"hours_per_week": "ten-thousandths of an hour", "DKK": "øre", "percent": "thousandths of a percent"}
"""What the smallest part is called where it is not the unit itself."""

UNITS = (*SCALE, "date")


def scaled(number: Decimal, unit: str) -> int | None:
    """The number in the unit's smallest part, or None if it does not go into it evenly."""
    if not number.is_finite() or number.adjusted() > 15:
        return None
    part = number * SCALE.get(unit, 1)
    return int(part) if part == part.to_integral_value() else None
