"""Investment cases that tests make workbooks of: the shipped ones, and one with all that a case may have."""

from __future__ import annotations

from pathlib import Path

from integrationrules.economics.investment.public import invest

__all__ = ["COMPUTED", "FULL", "SHIPPED"]

SHIPPED = sorted((Path(__file__).parents[4] / "examples" / "investments").glob("*.yaml"))
COMPUTED = [path for path in SHIPPED if invest(path).lines]
"""Those whose amounts are added up."""
FULL = """
investment: full
title: {da: "=Prøvesag", en: "=Trial case"}
municipality: 860
decided: 2022
currency: DKK
amounts: t_kr
prices: {level: 2024}
sources: {report: {title: "@Rapport"}}
persons: {is: 40, status: budget, of: [saved], per_person: {is: 70000, source: report}, source: report}
assumptions:
  persons_helped: {title: {da: Personer, en: Persons}, is: 40, unit: persons, low: 20, high: 60, source: report}
  retention: {title: {da: Fastholdelse, en: Retention}, is: 80 %, unit: percent, low: 50 %, high: 100 %, source: report}
lines:
  staff: {title: {da: "-Personale", en: "-Staff"}, kind: cost, payer: municipality, area: Service,
    status: budget, years: {2024: 1200, 2025: 1250.5, 2026: 1300}, source: report}
  start: {title: {da: Opstart, en: Start}, kind: cost, payer: state, area: Anlæg,
    status: outturn, span: {from: 2023, to: 2024, least: 100, most: 180}, source: report}
  saved: {title: {da: Sparet, en: Saved}, kind: saving, payer: municipality, area: Overførsler,
    status: forecast, span: {from: 2024, to: 2026, is: 70}, times: [persons_helped, retention], source: report}
  refund: {title: {da: Refusion, en: Refund}, kind: income, payer: municipality, area: Indsats,
    status: forecast, years: {2025: 333.3333, 2026: 10}, source: report}
  wages: {title: {da: Løn, en: Wages}, kind: income, payer: citizen, area: Service, status: forecast, years: {2026: 50}, source: report}
claims:
  staff_total: {says: {da: Personale i alt, en: Staff in all}, is: 3750.5, sum_of: [staff], source: report}
  net_total: {says: {da: Netto i alt, en: Net in all}, is: 99, net_of: [staff, refund], source: report}
"""
