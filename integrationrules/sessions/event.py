"""Events: what a case system tells, one at a time. The log of them is the truth; everything else is derived from it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, field_serializer, model_validator

from integrationrules.timeline.facts import AnyFact, Fact
from integrationrules.timeline.fields import Day, Label, refusal
from integrationrules.timeline.plain import plain, plain_fact
from integrationrules.timeline.timeline import Timeline

__all__ = ["CARRIES", "Event"]

Kind = Literal["opened", "fact", "correction", "withdrawal", "advance"]
CARRIES: dict[str, str] = {"opened": "timeline", "fact": "fact", "correction": "fact", "withdrawal": "withdraws"}
"""The field that an event of a kind carries; `advance` carries none."""


class Event(BaseModel):
    """Something that was recorded about a case on a day.

    `opened` begins a log with a `timeline` (citizen, observed days, facts known so far); `fact` states a fact; `correction` states
    one anew, whole, under the same fact id; `withdrawal` takes back the fact whose id is `withdraws`; `advance` says only that the
    day has come. A fact without an id of its own gets the event's.

    >>> event = Event.model_validate({"id": "e1", "case": "c-001", "kind": "fact", "recorded": "2018-05-30",
    ...                               "fact": {"kind": "employment", "type": "ordinary", "from": "2018-05-28"}})
    >>> event.stated.id, event.stated.recorded
    ('e1', datetime.date(2018, 5, 30))
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Label
    case: Label
    kind: Kind
    recorded: Day
    fact: AnyFact | None = None
    withdraws: Label | None = None
    timeline: Timeline | None = None

    @model_validator(mode="after")
    def _carries_its_own(self) -> Self:
        wanted = CARRIES.get(self.kind)
        for name in ("fact", "withdraws", "timeline"):
            if (getattr(self, name) is not None) is not (name == wanted):
                raise refusal("event_lacks" if name == wanted else "event_has", kind=self.kind, name=name, field=name)
        if self.fact is not None and self.fact.recorded not in (None, self.recorded):
            raise refusal("event_recorded", fact=str(self.fact.recorded), event=str(self.recorded), field="fact")
        if self.fact is not None and self.fact.withdrawn:
            raise refusal("event_withdrawn", field="fact")
        if self.kind == "correction" and self.fact is not None and self.fact.id is None:
            raise refusal("event_corrects", field="fact")
        if self.timeline is not None and self.timeline.citizen.id != self.case:
            raise refusal("event_citizen", field="case")
        return self

    @field_serializer("recorded", when_used="json")
    def _plain_day(self, day: date) -> str:
        return day.isoformat()

    @field_serializer("fact")
    def _plain_fact(self, fact: Fact | None) -> dict[str, Any] | None:
        return None if fact is None else plain_fact(fact)

    @field_serializer("timeline")
    def _plain_timeline(self, timeline: Timeline | None) -> dict[str, Any] | None:
        return None if timeline is None else plain(timeline)

    @property
    def stated(self) -> Fact:
        """The fact with its id and the day it was recorded."""
        assert self.fact is not None
        return self.fact.model_copy(update={"id": self.fact.id or self.id, "recorded": self.recorded})

    @property
    def opens_on(self) -> date:
        """The day a session stands at when this event has opened it."""
        assert self.timeline is not None
        last = self.timeline.observed.end
        return max(self.recorded, last - timedelta(days=1)) if last else self.recorded

    def as_json(self) -> dict[str, Any]:
        """Plain values, as in a log; what the event does not carry is left out."""
        return self.model_dump(mode="json", exclude_none=True)
