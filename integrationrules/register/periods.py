"""The periods a measure is asked of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from integrationrules.dates import Month, Quarter
from integrationrules.rulebook.ready import ReadyRule

from .problems import RegisterError

__all__ = ["Period", "asked_of", "asked_on"]

Period = Quarter | Month | date
"""Ordered in time, those of one measure alike; the text is how data name it (`2018Q4`, `2018M12`, `2018-12-31`)."""


def asked_on(period: Period) -> date:
    """The day a rule about a citizen is asked on: the day itself, or the last of the month or calendar quarter."""
    return period if isinstance(period, date) else period.last_day


def asked_of(rule: ReadyRule, periods: Sequence[Period]) -> tuple[list[Quarter], list[date]]:
    """The quarters of a rule about quarters, or the days of one about citizens; raises `RegisterError` for what the rule cannot be asked of."""
    if not periods:
        raise RegisterError("register_no_periods", measure=rule.id)
    if len({type(period) for period in periods}) > 1:
        raise RegisterError("register_mixed_periods")
    if rule.rule.period == "citizen":
        return [], [asked_on(period) for period in periods]
    quarters = [period for period in periods if isinstance(period, Quarter)]
    if len(quarters) < len(periods):
        raise RegisterError("register_only_quarters", measure=rule.id)
    return quarters, []
