"""Cases written by hand, in as few words as a claim needs."""

from __future__ import annotations

from typing import Any

from .oracle import answer

Fact = dict[str, Any]
WHOLE = {"from": "2013-01-01", "to": "2022-01-01"}


def citizen_with(*facts: Fact, observed: Any = WHOLE, **citizen: str) -> dict[str, Any]:
    return {"citizen": {"id": "c-1", **citizen}, "observed": observed, "facts": list(facts)}


def benefit(start: str, to: str, **more: Any) -> Fact:
    return {"kind": "benefit", "type": "integration_benefit", "from": start, "to": to, **more}


def su(start: str, to: str) -> Fact:
    return {"kind": "education", "support": "su", "from": start, "to": to}


def igu(part: str, start: str, to: str) -> Fact:
    return {"kind": "igu", "part": part, "from": start, "to": to}


def responsibility(start: str, **more: Any) -> Fact:
    return {"kind": "responsibility", "from": start, "municipality": 657, **more}


def coded(first_week: int, codes: list[str], year: int = 2018) -> list[Fact]:
    weeks = enumerate(codes, first_week)
    return [{"kind": "week_code", "week": f"{year}-W{week:02}", "code": code} for week, code in weeks]


def verdict(case: dict[str, Any], rule: str, quarter: str | None = "2018Q4", **asked: Any) -> str:
    return answer(case, rule, quarter, **asked).verdict
