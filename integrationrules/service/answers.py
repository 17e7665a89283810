"""What callers get, for OpenAPI and for types generated from it: the documents of `--format json`, which may have more keys than are named here."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

__all__ = [
    "AcknowledgedAnswer", "AlertsAnswer", "DeadlinesAnswer", "EvaluateAnswer", "EventsAnswer", "HealthAnswer", "InvestAnswer", "MeasureAnswer", "Problem",
    "RulesAnswer", "WhatIfAnswer",
]

Verdict = Literal["met", "not_met", "unknown"]


class _Document(BaseModel):
    model_config = ConfigDict(extra="allow")


class Warned(_Document):
    """Something in a case that is allowed and probably not meant."""

    id: str
    values: dict[str, Any]


class Reference(_Document):
    """Where a rule, value or definition comes from."""

    id: str
    title: str
    act: str | None = None
    at: str
    published: str | None = None
    confidence: str | None = None


class Reason(_Document):
    """One line of the explanation."""

    id: str
    values: dict[str, Any]
    verdict: Verdict
    source: Reference | None
    depth: int


class Missing(_Document):
    """What would settle an unknown."""

    what: str
    name: str
    weeks: int | None = None


class Dependence(_Document):
    """Another option of an assumption, and the other answer it would give."""

    assumption: str
    option: str
    verdict: Verdict
    value: Any


class Decision(_Document):
    """One rule answered for one citizen and one quarter or day. A value or day between bounds is `{"min": ..., "max": ...}`."""

    rule: str
    period: str = Field(alias="for")
    on: str
    as_known: str | None
    verdict: Verdict
    running: bool | None = None
    state: str | None = None
    projected: bool | None = None
    earned_on: Any = None
    last_day: Any = None
    claim_by: Any = None
    final_by: Any = None
    value: Any
    unit: str | None
    because: list[Reason]
    missing: list[Missing]
    depends_on: list[Dependence]
    assumptions: dict[str, str | None]
    sources: list[Reference]
    rulebook_hash: str
    facts_hash: str
    version: str


class EvaluateAnswer(_Document):
    """The rules answered for one case."""

    format: int
    decisions: list[Decision]
    warnings: list[Warned]


class Due(_Document):
    """One date: `what` is due, earned_on, claim_by or final_by."""

    what: str
    day: Any
    rule: str
    state: str | None
    verdict: Verdict
    projected: bool | None = None


class DeadlinesAnswer(_Document):
    """What is due, in order of date, and what cannot be decided."""

    format: int
    deadlines: list[Due]
    undecided: list[str]
    decisions: list[Decision]
    projected_from: str | None
    warnings: list[Warned]


class Edit(_Document):
    """What a change did."""

    path: str
    before: Any
    after: Any


class Compared(_Document):
    """One rule's answer before and after."""

    rule: str
    period: str = Field(alias="for")
    differs: list[str]
    before: Decision
    after: Decision


class WhatIfAnswer(_Document):
    """The answers that differ, and how many do not."""

    format: int
    changes: list[Edit]
    changed: list[Compared]
    unchanged: int
    projected_from: str | None
    unseen_after: str | None
    warnings: list[Warned]


class Cell(_Document):
    """One group in one period: counts and a share, or for a number of each member its sum and `mean`."""

    period: str
    group: dict[str, str | None]
    members: int
    bounds: dict[str, float | None] | None


class MeasureAnswer(_Document):
    """Counts by period and group, as in `measure --format json`."""

    format: int
    measure: str
    periods: list[str]
    by: list[str]
    cells: list[Cell]
    summaries: list[Cell]
    rulebook_hash: str
    version: str


class InvestAnswer(_Document):
    """An investment case calculated and checked; its keys are those of `invest --format json`."""

    format: int
    investment: str


class RuleTold(_Document):
    """One rule."""

    id: str
    period: Literal["citizen", "week", "quarter"]
    title: dict[str, str]
    source: str | None
    invented: bool
    rulebook_hash: str


class RulesAnswer(_Document):
    """All rules."""

    format: int
    rules: list[RuleTold]
    version: str


class AlertTold(_Document):
    """An alert as it stood when it was told."""

    id: str
    case: str
    rule: str
    alert: str
    to: str
    status: Literal["raised", "withdrawn"]
    on: str
    due: str | None = None
    final: str | None = None
    reason: dict[str, Any] | None = None


class EventTold(_Document):
    """One event: how many the case has with it, whether it was late, and what it raised or withdrew."""

    id: str
    version: int
    late: bool
    alerts: list[AlertTold]


class EventsAnswer(_Document):
    """What became of each event."""

    format: int
    events: list[EventTold]


class Acknowledged(_Document):
    """Who has seen an alert, and on which day."""

    by: str
    at: str


class AlertKept(AlertTold):
    """An alert as it stands."""

    acknowledged: Acknowledged | None


class AlertsAnswer(_Document):
    """The alerts of a case."""

    format: int
    alerts: list[AlertKept]


class AcknowledgedAnswer(_Document):
    """An alert that was acknowledged."""

    format: int
    alert: AlertKept


class HealthAnswer(_Document):
    """How the service is."""

    status: Literal["ok"]
    version: str
    store: bool
    workers_replaced: int


class ProblemPart(_Document):
    """One of several mistakes."""

    code: str
    field: str
    detail: str


class Problem(_Document):
    """Why a request is not answered (RFC 9457). `code` is stable; texts are in the language of Accept-Language."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    problems: list[ProblemPart] | None = None
    unlisted: int | None = None
