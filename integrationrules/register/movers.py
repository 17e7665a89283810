"""Which day's municipality counts in a period: a named assumption of the rulebook, not of this program."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from integrationrules.case.evaluation import briefly
from integrationrules.case.questions import chosen_options
from integrationrules.dates import Quarter, day_number
from integrationrules.engine.decision import Quantity
from integrationrules.rulebook.book import Rulebook
from integrationrules.timeline.files import parse_case

from .periods import Period, asked_on
from .problems import RegisterError

__all__ = ["GroupDays", "group_days"]

_RULE = "dk.common.groups.grouped_on"
_ANYBODY = {"citizen": {"id": "anybody"}, "observed": {"from": "2015-01-01", "to": "2015-01-02"}}
"""The day is the same for everyone."""


@dataclass(frozen=True, slots=True)
class GroupDays:
    """The day of each period, as a day number, and the options it follows from."""

    days: tuple[int, ...] = ()
    options: Mapping[str, str | None] = field(default_factory=dict)


def group_days(book: Rulebook, periods: Sequence[Period], options: Mapping[str, str]) -> GroupDays:
    """What the rulebook answers; a month or a day is asked about on its own day. Raises `RegisterError` where the rulebook does not say."""
    quarters = [period for period in periods if isinstance(period, Quarter)]
    if len(quarters) < len(periods):
        return GroupDays(tuple(day_number(asked_on(period)) for period in periods))
    rule = book.rules.get(_RULE)
    if rule is None:
        raise RegisterError("register_no_group_day", rule=_RULE)
    [briefs] = briefly(book, [parse_case(_ANYBODY)], [_RULE], quarters, options=options)
    values = [one.answer.value for one in briefs]
    days = [value.least for value in values if isinstance(value, Quantity) and isinstance(value.least, date) and value.least == value.greatest]
    if len(days) != len(periods):
        raise RegisterError("register_no_group_day", rule=_RULE)
    chosen = chosen_options(book, options)
    return GroupDays(tuple(map(day_number, days)), {name: chosen.get(name, book.assumptions[name].default) for name in rule.assumptions})
