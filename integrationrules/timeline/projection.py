"""A timeline run on beyond what was observed: open spells continue, and nothing else happens."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from integrationrules.timeline.timeline import Observed, ObservedSpan, Timeline

__all__ = ["projected", "run_on"]


def projected(timeline: Timeline, to: date) -> Timeline:
    """The timeline as if it had been observed up to, not including, `to`, and no more had happened than is stated.

    A spell without an end then lasts to that day. A kind of fact with observed days of its own is run on from the end of
    those. What is observed beyond `to` stays observed; a gap between observed days stays a gap. What is said of the days
    that were added is a projection, never knowledge.
    """
    observed = timeline.observed
    return timeline.model_copy(update={"observed": Observed.model_construct(
        spans=run_on(observed.spans, to), by_kind={kind: run_on(spans, to) for kind, spans in observed.by_kind.items()},
    )})


def run_on(spans: Sequence[ObservedSpan], to: date) -> tuple[ObservedSpan, ...]:
    """The spans with the last of them reaching `to`, if none reaches it."""
    ends = [span.end or date.max for span in spans]
    if not ends or max(ends) >= to:
        return tuple(spans)
    last = ends.index(max(ends))
    # Not validated: a case may not state days after 2100, but a question may be asked about its last day.
    reaching = ObservedSpan.model_construct(from_=spans[last].from_, to=to)
    return tuple(reaching if place == last else span for place, span in enumerate(spans))
