"""What the events of a case say together: the facts with all their versions, the day reached, and the timeline on that day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from integrationrules.timeline.facts import Fact
from integrationrules.timeline.problems import CaseError
from integrationrules.timeline.projection import run_on
from integrationrules.timeline.timeline import Observed, ObservedSpan, Timeline, known_facts
from integrationrules.timeline.versions import refuse_contradictions

from .event import Event
from .problems import SessionError

__all__ = ["State"]


@dataclass(frozen=True)
class State:
    """A value: each event makes another one. The order of events recorded on different days makes no difference."""

    opened: Timeline
    versions: tuple[Fact, ...]
    """Every version of every fact, in the order received."""
    today: date

    @classmethod
    def of(cls, event: Event) -> State:
        """The state after the event that opens a log."""
        if event.kind != "opened" or event.timeline is None:
            raise SessionError("no_opening")
        timeline = event.timeline
        given = tuple(fact if fact.id else fact.model_copy(update={"id": f"{event.id}.{number}"}) for number, fact in enumerate(timeline.facts, 1))
        state = cls(timeline, given, event.opens_on)
        for fact in given:
            state._refuse_unborn(fact)
        return state

    def after(self, event: Event) -> State:
        """The state after one more event. Raises `SessionError` for what cannot be; then nothing has happened."""
        if event.case != self.opened.citizen.id:
            raise SessionError("other_case")
        if event.kind == "opened":
            raise SessionError("opened_twice")
        if event.kind == "advance" and event.recorded < self.today:
            raise SessionError("clock_back", today=self.today, to=event.recorded)
        today = max(self.today, event.recorded)
        if event.kind == "advance":
            return replace(self, today=today)
        found = replace(self, versions=(*self.versions, self._version(event)), today=today)
        found._refuse_contradictions()
        return found

    def facts(self) -> Sequence[Fact]:
        """The last version of each fact, without those that were taken back."""
        return known_facts(self.versions)

    def timeline(self) -> Timeline:
        """What is known at the end of the day reached: what was not told by then did not happen.

        A kind of fact whose observed days end before the others' is not observed any longer.
        """
        observed = self.opened.observed
        kinds = {kind: self._run_on(spans) if _end(spans) >= _end(observed.spans) else spans for kind, spans in observed.by_kind.items()}
        return Timeline.model_construct(
            citizen=self.opened.citizen, observed=Observed.model_construct(spans=self._run_on(observed.spans), by_kind=kinds), facts=tuple(self.facts()))

    def _run_on(self, spans: tuple[ObservedSpan, ...]) -> tuple[ObservedSpan, ...]:
        return run_on(spans, self.today + timedelta(days=1))

    def _version(self, event: Event) -> Fact:
        if event.kind == "withdrawal":
            earlier = self._versions_of(event.withdraws)
            if not earlier:
                raise SessionError("no_such_fact")
            return earlier[-1].model_copy(update={"recorded": event.recorded, "withdrawn": True})
        fact = event.stated
        earlier = self._versions_of(fact.id)
        self._refuse_unborn(fact)
        if event.kind == "fact" and earlier:
            raise SessionError("fact_there")
        if event.kind == "correction" and not earlier:
            raise SessionError("no_such_fact")
        if earlier and earlier[0].kind != fact.kind:
            raise SessionError("other_kind", found=earlier[0].kind, kind=fact.kind)
        return fact

    def _versions_of(self, fact_id: str | None) -> list[Fact]:
        return [one for one in self.versions if one.id == fact_id]

    def _refuse_unborn(self, fact: Fact) -> None:
        born = self.opened.citizen.born
        if born is not None and fact.start < born:
            raise SessionError("before_birth", kind=fact.kind, start=fact.start)

    def _refuse_contradictions(self) -> None:
        try:
            refuse_contradictions(self.timeline(), lambda path, at_key: "")
        except CaseError as error:
            raise SessionError("contradiction", why=error.problems[0]) from None


def _end(spans: Sequence[ObservedSpan]) -> date:
    return max((span.end for span in spans if span.end is not None), default=date.min)
