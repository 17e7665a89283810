"""When an investment has paid back, in words."""

from __future__ import annotations

from integrationrules.economics.investment.result import Payback
from integrationrules.report.catalogue import Translator
from integrationrules.report.quantities import day

__all__ = ["paid_back"]

_REASONS: dict[str, str] = {
    "no_cost": "cannot be computed: no cost is stated",
    "no_amounts": "cannot be computed: no costs and gains are published with their years",
    "society": "cannot be computed: what is said of society as a whole pays nobody back",
}
"""Why nothing is paid back."""


def paid_back(payback: Payback, tr: Translator) -> str:
    """A day, two days it lies between, or that it does not within the years of the case."""
    if payback.reason:
        return tr(_REASONS[payback.reason])
    if payback.earliest is None:
        return tr("not within the years of the case")
    if payback.latest is None:
        return tr("perhaps, {day} at the earliest").format(day=day(payback.earliest, tr))
    if payback.earliest == payback.latest:
        return day(payback.earliest, tr)
    return tr("between {first} and {last}").format(first=day(payback.earliest, tr), last=day(payback.latest, tr))
