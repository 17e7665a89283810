"""What would be answered if the case were another: every answer before and after some changes, and which of them differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from integrationrules.dates import Quarter
from integrationrules.engine.decision import Decision
from integrationrules.rulebook.book import Rulebook
from integrationrules.timeline.timeline import Timeline, Warning_

from .arguments import checked
from .changes import Change, Edit, changed
from .horizon import answered, asked_beyond

__all__ = ["DIFFERENCES", "Compared", "WhatIf", "whatif"]

_FAR = 10
"""A day stated so many years after observation says that something lasts, not what is asked about."""
DIFFERENCES = ("verdict", "value", "running", "state", "earned_on", "last_day", "claim_by", "final_by", "municipality", "done", "depends_on")
"""What makes two answers differ; other reasons for the same answer do not."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One rule's answer before and after."""

    before: Decision
    after: Decision

    @property
    def differs(self) -> tuple[str, ...]:
        """What is another: verdict, value, running and so on; empty where the answer is the same."""
        return tuple(name for name in DIFFERENCES if getattr(self.before, name) != getattr(self.after, name))

    def as_json(self) -> dict[str, Any]:
        """As in the JSON of what-if."""
        return {"rule": self.after.rule, "for": self.after.period, "differs": list(self.differs), "before": self.before.as_json(),
                "after": self.after.as_json()}


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The changed timeline, what the changes did, and every answer before and after."""

    timeline: Timeline
    edits: tuple[Edit, ...]
    answers: tuple[Compared, ...]
    warnings: tuple[Warning_, ...]
    """What is odd about the changed facts."""
    projected_from: date | None = None
    """The end of observation that projected answers go beyond; None where none does."""
    unseen_after: date | None = None
    """The last day asked about, if a change states a later one, which is not seen from there."""

    @property
    def changed(self) -> tuple[Compared, ...]:
        """The answers that differ."""
        return tuple(one for one in self.answers if one.differs)

    @property
    def unchanged(self) -> int:
        """How many answers are the same."""
        return len(self.answers) - len(self.changed)

    def _repr_html_(self) -> str:
        """Before and after, for notebooks."""
        from integrationrules.report.html import of_whatif

        return of_whatif(self)

    def as_json(self) -> dict[str, Any]:
        """The document of format 1: the edits, the answers that differ in full, and how many do not."""
        return {
            "format": 1, "changes": [edit.as_json() for edit in self.edits], "changed": [one.as_json() for one in self.changed],
            "unchanged": self.unchanged, "projected_from": self.projected_from.isoformat() if self.projected_from else None,
            "unseen_after": self.unseen_after.isoformat() if self.unseen_after else None,
            "warnings": [{"id": one.id, "values": dict(one.values)} for one in self.warnings],
        }


@checked
def whatif(
    book: Rulebook, timeline: Timeline, changes: Sequence[Change], rules: Sequence[str] = (), quarters: Sequence[Quarter] = (),
    on: date | None = None, options: Mapping[str, str] | None = None, salt: bytes = b"integrationrules",
) -> WhatIf:
    """Answers rules (all when none is named) for a timeline before and after changes.

    Both are asked the same: on the day `on`; without it at the end of observation, or, where a change moves that or states a
    later day within ten years (a job that begins, ends or is added after it), on the latest of these. What is asked about a day
    after the end of observation is answered as if open spells continued and nothing else happened, and its decisions are marked
    `projected`. Raises what `changed` and `evaluate` raise.
    """
    other, edits = changed(timeline, changes)
    ends = [each.observed.end for each in (timeline, other)]
    stated = [day for edit in edits for day in _days(edit)]
    if on is None and not quarters:
        end = max(end for end in ends if end is not None)
        latest = max([end, *(day for day in stated if day.year <= end.year + _FAR)])
        on = latest if latest != ends[0] or ends[0] != ends[1] else None
    last = on or max((quarter.last_monday() + timedelta(days=6) for quarter in quarters), default=None)
    before, after = answered(book, [timeline, other], rules, quarters, on, options, salt)
    others = {(one.rule, one.period): one for one in after.decisions}
    compared = (Compared(one, others[one.rule, one.period]) for one in before.decisions if (one.rule, one.period) in others)
    beyond = [end for end, each in zip(ends, (timeline, other), strict=True) if end and asked_beyond(each, quarters, on)]
    unseen = last if last is not None and any(last < day for day in stated) else None
    return WhatIf(other, edits, tuple(compared), after.warnings, min(beyond, default=None), unseen)


def _days(edit: Edit) -> Iterator[date]:
    """The days on which a change makes something begin, end or happen."""
    fields = edit.after if isinstance(edit.after, dict) else {edit.path.rpartition(".")[2]: edit.after} if edit.path.startswith("facts") else {}
    for name in ("from", "to", "through", "on"):
        if isinstance(fields.get(name), str):
            yield date.fromisoformat(fields[name]) + timedelta(days=name == "through")
