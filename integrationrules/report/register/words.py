"""What groups and shares of a measure are called."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from integrationrules.register.people import UNKNOWN, Group
from integrationrules.report.catalogue import Translator
from integrationrules.report.quantities import HARD, number

__all__ = ["decimal_share", "group_text", "groups_text", "heading", "percent"]

NAMES: dict[str, str] = {"municipality": "municipality", "sex": "sex", "origin": "origin"}
VALUES: dict[tuple[str, str], str] = {
    ("sex", "male"): "men", ("sex", "female"): "women", ("origin", "danish"): "Danish", ("origin", "western"): "western",
    ("origin", "non_western"): "non-western",
}
UNKNOWNS: dict[str, str] = {"municipality": "municipality not known", "sex": "sex not known", "origin": "origin not known"}


def heading(by: str, tr: Translator) -> str:
    """What is grouped by; a column of the caller's by its own name."""
    return tr(NAMES[by]) if by in NAMES else by


def group_text(by: str, value: str, tr: Translator) -> str:
    """One value of a group."""
    if value == UNKNOWN:
        return tr(UNKNOWNS[by]) if by in UNKNOWNS else tr("{name} not known").format(name=by)
    return tr(VALUES[by, value]) if (by, value) in VALUES else value


def groups_text(by: Sequence[str], group: Group, tr: Translator) -> str:
    """A whole group; empty where nothing is grouped by."""
    return ", ".join(group_text(name, value, tr) for name, value in zip(by, group, strict=True))


def percent(share: Fraction | None, tr: Translator, sign: bool = True) -> str:
    """A share in percent with one decimal, rounded half up; a dash where there is none."""
    if share is None:
        return "–"
    return number(_rounded(share * 100, "0.1"), tr, 1) + (f"{HARD}%" if sign else "")


def decimal_share(share: Fraction) -> Decimal:
    """A share as a number with six decimals."""
    return _rounded(share, "0.000001")


def _rounded(found: Fraction, unit: str) -> Decimal:
    """The nearest multiple of a unit such as 0.1, half up: from the fraction itself, rounded once."""
    return int(found / Fraction(unit) + Fraction(1, 2)) * Decimal(unit)
