"""What every fact may carry, and the three ways a fact lies in time: on a day, over days, in a week."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from integrationrules.timeline.fields import Day, Flag, Label, refusal

__all__ = ["COMMON", "Event", "Fact", "Interval", "Precision", "Spell"]

Precision = Literal["day", "week", "month", "quarter"]
COMMON = ("id", "source", "recorded", "withdrawn", "precision")
"""The fields every fact may carry."""


class _Frozen(BaseModel):
    model_config = ConfigDict(
        frozen=True, extra="forbid", defer_build=True, validate_by_name=True, validate_by_alias=True
    )


class Fact(_Frozen):
    """What every fact may carry. Facts with the same `id` are versions of one fact."""

    kind: str
    id: Label | None = None
    source: Label | None = None
    recorded: Day | None = None
    withdrawn: Flag = False
    precision: Precision = "day"

    @property
    def start(self) -> date:
        """The fact's first day as stated."""
        raise NotImplementedError

    @property
    def counts_from(self) -> date:
        """The day the fact became known: `recorded`, or its own first day."""
        return self.recorded or self.start


class Interval(_Frozen):
    """Days `from` up to, not including, `to`; `through` names the last day instead and is kept as written."""

    from_: Day = Field(validation_alias="from", serialization_alias="from")
    to: Day | None = None
    through: Day | None = None

    @property
    def start(self) -> date:
        """The first day."""
        return self.from_

    @property
    def end(self) -> date | None:
        """The day after the last; None while open."""
        return self.to if self.through is None else self.through + timedelta(days=1)

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.to is not None:
            if self.through is not None:
                raise refusal("to_and_through", field="through")
            if self.from_ >= self.to:
                raise refusal("from_not_before_to", start=str(self.from_), end=str(self.to), field="to")
        elif self.through is not None and self.from_ > self.through:
            raise refusal("from_after_through", start=str(self.from_), end=str(self.through), field="through")
        return self


class Event(Fact):
    """Something that happens on one day."""

    on: Day

    @property
    def start(self) -> date:
        """The day it happens."""
        return self.on


class Spell(Interval, Fact):
    """Something that lasts; without an end it goes on."""
