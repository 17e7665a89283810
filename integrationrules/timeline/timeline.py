"""One citizen's timeline: who, which days we know about, and the facts with all their versions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import get_close_matches
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, PlainValidator, model_validator

from integrationrules.timeline.facts import KINDS, AnyFact, Fact, Interval, Spell
from integrationrules.timeline.fields import Day, Label, refusal
from integrationrules.timeline.messages import message, shown
from integrationrules.timeline.plain import plain

__all__ = ["OBSERVED_LINE", "Citizen", "Observed", "ObservedSpan", "Timeline", "Warning_", "known_facts"]

OBSERVED_LINE = "observed: {from: 2015-01-01, to: 2019-01-01}"
"""The line to add to a case that does not say which days are known."""
_LONGEST_GAP = 3


def _kind(value: object) -> str:
    if isinstance(value, str) and value in KINDS:
        return value
    if near := get_close_matches(str(value), KINDS, n=2):
        raise refusal("unknown_kind_near", found=shown(value).strip("'"), near=" / ".join(f"'{each}'" for each in near))
    raise refusal("unknown_kind", found=shown(value).strip("'"), known=", ".join(KINDS))


Kind = Annotated[str, PlainValidator(_kind)]


class Citizen(BaseModel):
    """Who the facts are about. The id is opaque and never looks like a CPR number."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Label
    born: Day | None = None
    sex: Literal["male", "female"] | None = None
    origin: Literal["danish", "western", "non_western"] | None = None


class ObservedSpan(Interval):
    """Days we know everything about; it always ends."""

    @model_validator(mode="after")
    def _ends(self) -> Self:
        if self.to is None and self.through is None:
            raise refusal("to_missing")
        return self

    def cut(self, day: date) -> ObservedSpan | None:
        """The part before `day`; None if there is none."""
        end = self.end
        if end is None or end <= day:
            return self
        if self.from_ >= day:
            return None
        if self.through is None:
            return ObservedSpan(from_=self.from_, to=day)
        return ObservedSpan(from_=self.from_, through=day - timedelta(days=1))


class Observed(BaseModel):
    """The days on which an absent fact means "did not happen"; a kind may have spans of its own instead."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    spans: tuple[ObservedSpan, ...]
    by_kind: Mapping[Kind, tuple[ObservedSpan, ...]] = Field(default_factory=dict)

    @model_validator(mode="before")
    @classmethod
    def _short_forms(cls, value: Any) -> Any:
        if isinstance(value, list):
            value = {"spans": value}
        if not isinstance(value, dict):
            return value
        if "spans" not in value:
            own = {name: found for name, found in value.items() if name == "by_kind"}
            value = {"spans": [{name: found for name, found in value.items() if name != "by_kind"}], **own}
        if not value["spans"]:
            raise refusal("observed_empty", line=OBSERVED_LINE)
        if isinstance(own_spans := value.get("by_kind"), dict):
            listed = {kind: [spans] if isinstance(spans, dict) else spans for kind, spans in own_spans.items()}
            return {**value, "by_kind": listed}
        return {name: found for name, found in value.items() if name != "by_kind" or found is not None}

    def of(self, kind: str) -> tuple[ObservedSpan, ...]:
        """The spans that hold for facts of `kind`."""
        return self.by_kind.get(kind, self.spans)

    @property
    def end(self) -> date | None:
        """The day after the last observed day of the general spans; None if nothing is observed."""
        return max((span.end for span in self.spans if span.end is not None), default=None)

    def cut(self, day: date) -> Observed:
        """The same observation made on `day`: nothing from that day on."""
        return Observed.model_construct(
            spans=_cut(self.spans, day), by_kind={kind: _cut(spans, day) for kind, spans in self.by_kind.items()}
        )


def _cut(spans: Sequence[ObservedSpan], day: date) -> tuple[ObservedSpan, ...]:
    return tuple(kept for span in spans if (kept := span.cut(day)) is not None)


def known_facts(facts: Sequence[Fact], as_known: date | None = None) -> Sequence[Fact]:
    """The last version of each fact among those recorded by the end of `as_known`; withdrawn facts are gone.

    A version without `recorded` counts from its own first day; of two recorded on the same day the later in
    the list is the last. Without `as_known` all versions count.
    """
    if as_known is not None:
        facts = [fact for fact in facts if fact.counts_from <= as_known]
    if all(fact.id is None and not fact.withdrawn for fact in facts):
        return facts
    last: dict[str, int] = {}
    for place, fact in enumerate(facts):
        if fact.id is not None and (
            fact.id not in last or fact.counts_from >= facts[last[fact.id]].counts_from
        ):
            last[fact.id] = place
    return [
        fact
        for place, fact in enumerate(facts)
        if not fact.withdrawn and (fact.id is None or last[fact.id] == place)
    ]


@dataclass(frozen=True, slots=True)
class Warning_:
    """Something in a timeline that is allowed and probably not meant: a message id with its values."""

    id: str
    values: Mapping[str, str | int]

    def __str__(self) -> str:
        return message(self.id, dict(self.values))


class Timeline(BaseModel):
    """A citizen, the observed days and the facts; a value, never changed."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    citizen: Citizen
    observed: Observed
    facts: tuple[AnyFact, ...] = ()

    def as_known(self, day: date | None = None) -> Timeline:
        """What was known at the end of `day`: the last versions recorded by then, observation cut before `day`.

        None keeps everything and picks the last versions. Known twice is known once:
        `t.as_known(d).as_known(d) == t.as_known(d)`.
        """
        return Timeline.model_construct(
            citizen=self.citizen,
            observed=self.observed if day is None else self.observed.cut(day),
            facts=tuple(known_facts(self.facts, day)),
        )

    def warnings(self, as_known: date | None = None) -> tuple[Warning_, ...]:
        """Gaps of 1-3 days between spells of one kind, and how many facts are dated before birth.

        Given `as_known`, also how many facts say not when they were recorded.
        """
        facts, born = known_facts(self.facts, as_known), self.citizen.born
        undated = [fact for fact in facts if fact.recorded is None] if as_known is not None else []
        unborn = [fact for fact in facts if fact.start < born] if born is not None else []
        return (*_short_gaps(facts), *_counted("before_birth", unborn), *_counted("counted_from_own_date", undated))

    def _repr_html_(self) -> str:
        """The drawn timeline, for notebooks."""
        from integrationrules.report.html import of_timeline

        return of_timeline(self)

    def facts_hash(self, salt: bytes) -> str:
        """A salted SHA-256 (HMAC) over the canonical JSON of the timeline: personal data, not for reports."""
        import hmac
        import json

        if not salt:
            raise ValueError("the salt is empty; a hash of personal data needs one")
        canonical = json.dumps(plain(self), sort_keys=True, separators=(",", ":"), ensure_ascii=True)
        return hmac.new(salt, canonical.encode("ascii"), "sha256").hexdigest()


def _counted(message_id: str, facts: Sequence[Fact]) -> tuple[Warning_, ...]:
    kinds = ", ".join(sorted({fact.kind for fact in facts}))
    return (Warning_(message_id, {"count": len(facts), "kinds": kinds}),) if facts else ()


def _short_gaps(facts: Sequence[Fact]) -> tuple[Warning_, ...]:
    alike: dict[str, list[Spell]] = {}
    for fact in facts:
        if isinstance(fact, Spell) and fact.precision == "day":
            alike.setdefault(fact.kind, []).append(fact)
    found: list[Warning_] = []
    for spells in alike.values():
        spells = sorted(spells, key=lambda spell: spell.from_)
        reached = spells[0].end
        for spell in spells[1:]:
            if reached is None:
                break
            gap = (spell.from_ - reached).days
            if 1 <= gap <= _LONGEST_GAP:
                last, following = (reached - timedelta(days=1)).isoformat(), spell.from_.isoformat()
                found.append(
                    Warning_("short_gap", {"kind": spell.kind, "days": gap, "last": last, "next": following})
                )
            reached = None if spell.end is None else max(reached, spell.end)
    return tuple(found)
