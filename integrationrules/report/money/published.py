"""What was published of a case whose amounts are not added up: each figure as it stands, with its source."""

from __future__ import annotations

from collections.abc import Iterator

from integrationrules.economics.investment.model import Claim
from integrationrules.economics.investment.result import InvestmentResult
from integrationrules.economics.ranges import Range
from integrationrules.report.catalogue import Translator
from integrationrules.report.columns import paragraph

from .amounts import decimal, percent, with_unit

__all__ = ["claim_value", "claims_lines"]

_INDENT = 2


def claims_lines(found: InvestmentResult, tr: Translator, width: int) -> Iterator[str]:
    """The published figures; nothing where there are none."""
    if not found.case.claims:
        return
    yield tr("Figures as published")
    for one in found.case.claims:
        source = f" [{one.cited.source}]" if one.cited else ""
        yield from paragraph(f"{one.says.get(tr.lang)}: {claim_value(one, found, tr)}{source}", width, _INDENT)


def claim_value(claim: Claim, found: InvestmentResult, tr: Translator) -> str:
    """The figure in what it counts."""
    if claim.unit == "percent":
        return percent(claim.value, tr)
    if claim.unit == "money":
        return with_unit(Range.of(claim.value), found.case.unit, tr)
    return decimal(claim.value, 0 if claim.unit == "persons" else 2, tr)
