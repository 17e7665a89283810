"""What groups, columns and numbers of a measure are called and how they are written."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from integrationrules.register.bounded import rounded
from integrationrules.register.groups import UNKNOWN
from integrationrules.register.places import TOTAL, Place
from integrationrules.register.tablecolumns import Hidden, Value
from integrationrules.report.catalogue import Translator
from integrationrules.report.quantities import HARD, number

__all__ = ["HIDES", "between", "column_title", "group_text", "heading", "place_text", "shown"]

HIDES = ".."
"""As official statistics write what may not be published."""
_NOTHING = "–"
NAMES: dict[str, str] = {"municipality": "municipality", "sex": "sex", "origin": "origin"}
VALUES: dict[tuple[str, str], str] = {
    ("sex", "male"): "men", ("sex", "female"): "women", ("origin", "danish"): "Danish", ("origin", "western"): "western",
    ("origin", "non_western"): "non-western",
}
UNKNOWNS: dict[str, str] = {"municipality": "municipality not known", "sex": "sex not known", "origin": "origin not known"}
COLUMNS: dict[str, str] = {
    "members": "members", "met": "met", "not_met": "not met", "unknown": "unknown", "possible_members": "possible members",
    "may_fail": "possible members who may fail", "may_succeed": "possible members who may succeed",
    "known": "number known", "sum": "sum", "average": "average", "average_min": "least average", "average_max": "greatest average",
    "depends": "depend on an assumption",
    "share": "share", "share_min": "least share", "share_max": "greatest share",
    "change": "change since the baseline, points", "change_min": "least change", "change_max": "greatest change",
    "gap": "men less women, points", "gap_min": "least gap", "gap_max": "greatest gap",
    "mean": "mean of municipalities", "mean_min": "least mean", "mean_max": "greatest mean",
    "least": "least share of a municipality", "greatest": "greatest share of a municipality", "municipalities": "municipalities with a share",
    "mean_change": "change of the mean, points", "mean_change_min": "least change of the mean", "mean_change_max": "greatest change of the mean",
    "least_change": "least change of a municipality", "greatest_change": "greatest change of a municipality",
    "mean_gap": "men less women in the mean, points", "mean_gap_min": "least gap of the mean", "mean_gap_max": "greatest gap of the mean",
    "least_gap": "least gap of a municipality", "greatest_gap": "greatest gap of a municipality",
}


def heading(by: str, tr: Translator) -> str:
    """What is grouped by; a column of the caller's by its own name."""
    return tr(NAMES[by]) if by in NAMES else by


def column_title(name: str, tr: Translator) -> str:
    """What a column of numbers is called."""
    return tr(COLUMNS[name])


def group_text(by: str, value: str | None, tr: Translator) -> str:
    """One label of a place."""
    if value is TOTAL:
        return tr("all")
    if value == UNKNOWN:
        return tr(UNKNOWNS[by]) if by in UNKNOWNS else tr("{name} not known").format(name=by)
    return tr(VALUES[by, value]) if (by, value) in VALUES else value


def place_text(by: Sequence[str], place: Place, tr: Translator) -> str:
    """A whole place: what it is the total of is not named, unless it is the total of everything."""
    named = [group_text(name, value, tr) for name, value in zip(by, place, strict=True)]
    return ", ".join(named) if any(value is not TOTAL for value in place) else tr("all")


def shown(value: Value, kind: str, tr: Translator, sign: bool = True) -> str:
    """A number as it is read: people as they are, shares in percent and all else with one decimal, rounded half away from zero."""
    if isinstance(value, Hidden):
        return HIDES
    if value is None:
        return _NOTHING
    if kind == "count":
        return number(int(value), tr)
    if kind == "share":
        return number(rounded(value * Fraction(100), 1), tr, 1) + (f"{HARD}%" if sign else "")
    if kind == "number":
        return number(rounded(Fraction(value), 1), tr, 1)
    found = rounded(Fraction(value), 1)
    return ("+" if found > 0 else "−" if found < 0 else "") + number(abs(found), tr, 1)


def between(least: Value, greatest: Value, kind: str, tr: Translator) -> str:
    """Two numbers as ends: `61,3–71,1 %`, `−2,0 til +4,5`; one sign where there is nothing between."""
    if isinstance(least, Hidden) or isinstance(greatest, Hidden) or (least is None and greatest is None):
        return shown(least, kind, tr)
    if kind in ("points", "difference"):
        return tr("{low} to {high}").format(low=shown(least, kind, tr), high=shown(greatest, kind, tr))
    return f"{shown(least, kind, tr, sign=False)}–{shown(greatest, kind, tr)}"
