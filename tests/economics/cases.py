"""A small investment case, and how tests read one from text."""

from __future__ import annotations

from pathlib import Path

from integrationrules.economics.investment.problems import InvestmentError
from integrationrules.economics.investment.public import invest
from integrationrules.economics.investment.result import Check, InvestmentResult

__all__ = ["HJOERRING", "SMALL", "checks", "found", "refused"]

HJOERRING = Path(__file__).parents[2] / "examples" / "investments" / "hjoerring.yaml"
SMALL = """\
investment: proeve
title: {da: Prøve, en: Trial}
decided: 2026
currency: DKK
amounts: t_kr
prices: {level: 2026}
sources:
  sag: {title: Sagen, published: 2026-01}
lines:
  udgift:
    title: Konsulent
    kind: cost
    payer: municipality
    area: Indsats
    status: budget
    years: {2026: 500, 2027: 500}
    source: sag
  besparelse:
    title: Sparet ydelse
    kind: saving
    payer: municipality
    area: Overførsler
    status: forecast
    years: {2027: 700, 2028: 800}
    source: sag
"""


def found(tmp_path: Path, text: str, split: str = "open", npv: bool = False) -> InvestmentResult:
    """The result of a case."""
    path = tmp_path / "case.yaml"
    path.write_text(text, encoding="utf-8")
    return invest(path, split, npv)


def refused(tmp_path: Path, text: str) -> list[str]:
    """What is said of a case that cannot be used, without the folder."""
    try:
        found(tmp_path, text)
    except InvestmentError as error:
        return str(error).replace(f"{tmp_path}/", "").splitlines()
    raise AssertionError("the case was read")


def checks(result: InvestmentResult, family: str) -> dict[tuple[str, str], Check]:
    """The checks of a family by message and what they are about."""
    return {(one.message, one.about): one for one in result.checks if one.id == family}
