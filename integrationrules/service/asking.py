"""What callers send: one model an address. What stands in a case is read by the timeline itself, with its own messages."""

from __future__ import annotations

from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, PlainValidator, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from integrationrules.dates import DateError, Quarter
from integrationrules.timeline.fields import Day, Label, refusal
from integrationrules.timeline.messages import shown

from .messages import MESSAGES

__all__ = [
    "AcknowledgeAsked", "AlertsAsked", "CaseAsked", "ChangeAsked", "DeadlinesAsked", "EvaluateAsked", "EventsAsked", "InvestAsked", "MeasureAsked",
    "PersonAsked", "WhatIfAsked",
]

Case = Annotated[dict[str, Any], Field(description="A citizen's case as in a case file; its JSON Schema: `integrationrules schema case`.")]
Text = Annotated[str, Field(max_length=200)]
MOST_PEOPLE = 1_000
MOST_DRAWS = 20_000


def _quarter(value: object) -> Quarter:
    if isinstance(value, Quarter):
        return value
    try:
        if isinstance(value, str):
            return Quarter.parse(value[:40])
    except DateError:
        pass
    raise refusal("quarter_form", found=shown(value))


QuarterText = Annotated[Quarter, PlainValidator(_quarter), WithJsonSchema({"type": "string", "examples": ["2018Q4"]})]


class CaseAsked(BaseModel):
    """Which rules are asked about one citizen."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    case: Case
    rules: list[Text] = Field(default=[], max_length=200, description="Rules by id or the end of one; all but invented ones where none is named.")
    on: Day | None = Field(default=None, description="The day asked about; the end of observation where none is named.")
    assumptions: dict[Text, Text] = Field(default={}, max_length=100, description="Chosen options of assumptions, by name.")


class EvaluateAsked(CaseAsked):
    """As `integrationrules evaluate`."""

    quarters: list[QuarterText] = Field(default=[], max_length=60, description="Quarters such as 2018Q4, for rules about a quarter.")
    as_known: Day | None = Field(default=None, description="Only what had been recorded on this day.")


class DeadlinesAsked(CaseAsked):
    """As `integrationrules deadlines`."""


class ChangeAsked(BaseModel):
    """One change: `set` a path to a `value` (none takes the field away), `add` a fact or a line that states one, or `remove` a fact by its id."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    set: Annotated[str, Field(max_length=200)] | None = None
    value: str | int | float | bool | None = None
    add: dict[str, Any] | Annotated[str, Field(max_length=1_000)] | None = None
    remove: Annotated[str, Field(max_length=300)] | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        given = sum(one is not None for one in (self.set, self.add, self.remove))
        if given != 1 or (self.set is None and "value" in self.model_fields_set):
            raise PydanticCustomError("value_one_change", MESSAGES["value_one_change"])
        return self


class WhatIfAsked(CaseAsked):
    """As `integrationrules whatif`."""

    changes: list[ChangeAsked] = Field(min_length=1, max_length=50)
    quarters: list[QuarterText] = Field(default=[], max_length=60)


class PersonAsked(BaseModel):
    """One citizen of a small population, and the groups they are counted in."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    case: Case
    columns: dict[Text, Label] = Field(default={}, max_length=20, description="What may be grouped by, beside the citizen's sex and origin.")


class MeasureAsked(BaseModel):
    """As `integrationrules measure`, for a population that stands in the request."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    measure: Text
    quarters: list[QuarterText] = Field(min_length=1, max_length=60)
    people: list[PersonAsked] = Field(min_length=1, max_length=MOST_PEOPLE)
    by: list[Text] = Field(default=[], max_length=5, description="Columns to count by: sex, origin, or columns of the people.")
    assumptions: dict[Text, Text] = Field(default={}, max_length=100)


class InvestAsked(BaseModel):
    """As `integrationrules invest`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    case: Annotated[dict[str, Any], Field(description="An investment case as in a file; its JSON Schema: `integrationrules schema investment`.")]
    split: Annotated[str, Field(pattern="^(open|even)$")] = "open"
    npv: bool = False
    set: dict[Text, Annotated[str, Field(max_length=200)]] = Field(default={}, max_length=100, description="Values set anew, by path.")
    scenario: Annotated[str, Field(pattern="^(low|middle|high)?$")] = ""
    draws: int = Field(default=0, ge=0, le=MOST_DRAWS)
    seed: int = Field(default=1, ge=0, le=2**32 - 1)




class EventsAsked(BaseModel):
    """Events of one case, in the order in which they are to be kept: all of them or none."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    case: Label
    events: list[dict[str, Any]] = Field(
        min_length=1, max_length=100,
        description="Each with id, kind (opened, fact, correction, withdrawal, advance), recorded, and what its kind carries.")
    expected_version: Annotated[int, Field(ge=0)] | None = Field(
        default=None, description="How many events the case has as far as the caller knows; where it has others, 409.")


class AlertsAsked(BaseModel):
    """The alerts of one case."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    case: Label
    withdrawn: bool = Field(default=False, description="Whether those that no longer hold are wanted too.")


class AcknowledgeAsked(BaseModel):
    """Somebody has seen an alert."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    case: Label
    alert: Label
    by: Label = Field(description="Who has seen it, as the case system calls them; no CPR number.")
    at: Day = Field(description="On which day.")
