"""The closed set of facts: what can be stated about a citizen, each kind with its own fields.

A fact happens on a day (`Event`), over half-open days (`Spell`) or in a week (`WeekCode`). All are frozen
and refuse unknown keys. Models are built once, as one union, when the first `Timeline` is made.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal, Self, get_args

from pydantic import Discriminator, model_validator

from integrationrules.timeline.fields import (
    Amount,
    Code,
    Flag,
    HoursPerMonth,
    HoursPerWeek,
    Label,
    Level,
    Municipality,
    Week,
    refusal,
)
from integrationrules.timeline.statement import COMMON, Event, Fact, Interval, Precision, Spell

__all__ = [
    "COMMON", "KINDS", "Abroad", "AnyFact", "Benefit", "BonusClaimed", "BonusPaid", "Contract", "DanishReferral",
    "DanishTest", "Education", "Employment", "Event", "Fact", "FirstTalk", "FollowUp", "HealthAssessment", "Igu",
    "IntegrationPlan", "Interval", "Leave", "Offer", "Precision", "Programme", "Residence", "ResidencePermit",
    "Responsibility", "Spell", "SpouseSupport", "Visitation", "VisitationCategory", "WeekCode",
]

class ResidencePermit(Event):
    """A permit to stay, by its legal basis; `which` names the act."""

    kind: Literal["residence_permit"] = "residence_permit"
    basis: Literal[
        "refugee", "quota_refugee", "family_of_refugee", "family_reunified", "special_act", "work", "study", "other"
    ]
    which: Label | None = None


class Visitation(Event):
    """The decision which municipality takes over."""

    kind: Literal["visitation"] = "visitation"


class Responsibility(Spell):
    """A municipality's responsibility for integration."""

    kind: Literal["responsibility"] = "responsibility"
    municipality: Municipality


class Residence(Spell):
    """Living in Denmark, perhaps in a known municipality."""

    kind: Literal["residence"] = "residence"
    municipality: Municipality | None = None


class Programme(Spell):
    """Taking part in the integration programme."""

    kind: Literal["programme"] = "programme"


class Contract(Event):
    """The integration contract is signed."""

    kind: Literal["contract"] = "contract"


class Benefit(Spell):
    """A public benefit."""

    kind: Literal["benefit"] = "benefit"
    type: Literal[
        "integration_benefit", "cash_assistance", "education_assistance", "unemployment_benefit", "sickness_benefit",
        "parental_benefit", "rehabilitation", "resource_course", "disability_pension", "early_retirement",
        "holiday_benefit", "other",
    ]


class Employment(Spell):
    """A job. Without hours they are unknown."""

    kind: Literal["employment"] = "employment"
    type: Literal["ordinary", "wage_subsidy_private", "wage_subsidy_public", "flex_job"]
    hours_per_week: HoursPerWeek | None = None
    hours_per_month: HoursPerMonth | None = None
    sector: Literal["private", "public"] | None = None

    @model_validator(mode="after")
    def _one_statement_of_hours(self) -> Self:
        if self.hours_per_week is not None and self.hours_per_month is not None:
            raise refusal("both_hours", field="hours_per_month")
        return self

    @property
    def weekly_hours(self) -> Decimal | None:
        """Hours a week, exactly; 160.33 hours a month are 37 a week."""
        if self.hours_per_month is not None:
            return self.hours_per_month * 37 / Decimal("160.33")
        return self.hours_per_week


class Igu(Spell):
    """Basic integration training (IGU): practice in a firm, or school."""

    kind: Literal["igu"] = "igu"
    part: Literal["practice", "school"]


class Education(Spell):
    """Ordinary education, how it is supported and what it leads to."""

    kind: Literal["education"] = "education"
    support: Literal["su", "pupil_wage", "none"] | None = None
    leads_to: Literal["study_qualifying", "vocational", "other"] | None = None


class Offer(Spell):
    """An active offer from the municipality."""

    kind: Literal["offer"] = "offer"
    type: Literal[
        "company_internship", "wage_subsidy", "guidance_upskilling", "community_job", "mentor", "danish_course", "other"
    ]


class DanishTest(Event):
    """A Danish test, passed or not."""

    kind: Literal["danish_test"] = "danish_test"
    level: Level
    passed: Flag


class Leave(Spell):
    """Leave from the programme."""

    kind: Literal["leave"] = "leave"
    type: Literal["parental", "illness", "other"]


class Abroad(Spell):
    """Moved out of Denmark; not a journey."""

    kind: Literal["abroad"] = "abroad"


class BonusPaid(Event):
    """A results bonus the state has paid."""

    kind: Literal["bonus_paid"] = "bonus_paid"
    type: Literal["job", "education", "danish_test"]
    amount: Amount


class BonusClaimed(Event):
    """A results bonus the municipality has claimed."""

    kind: Literal["bonus_claimed"] = "bonus_claimed"
    type: Literal["job", "education", "danish_test"]


class SpouseSupport(Spell):
    """Supported by a spouse."""

    kind: Literal["spouse_support"] = "spouse_support"


class WeekCode(Fact):
    """A DREAM code of one week: touched on at least one day. `precision` adds nothing to a week."""

    kind: Literal["week_code"] = "week_code"
    week: Week
    code: Code

    @property
    def start(self) -> date:
        """The week's Monday."""
        return self.week.monday


class IntegrationPlan(Event):
    """The integration plan is made."""

    kind: Literal["integration_plan"] = "integration_plan"


class HealthAssessment(Event):
    """The health assessment is offered or done."""

    kind: Literal["health_assessment"] = "health_assessment"
    which: Literal["offered", "done"] | None = None


class DanishReferral(Event):
    """Referral to Danish lessons."""

    kind: Literal["danish_referral"] = "danish_referral"


class FirstTalk(Event):
    """The first talk at the job centre."""

    kind: Literal["first_talk"] = "first_talk"


class FollowUp(Event):
    """A follow-up talk."""

    kind: Literal["follow_up"] = "follow_up"


class VisitationCategory(Spell):
    """How ready for work or education the citizen was found to be."""

    kind: Literal["visitation_category"] = "visitation_category"
    category: Literal["job_ready", "activity_ready", "education_ready", "unknown"]


AnyFact = Annotated[
    ResidencePermit | Visitation | Responsibility | Residence | Programme | Contract | Benefit | Employment | Igu
    | Education | Offer | DanishTest | Leave | Abroad | BonusPaid | BonusClaimed | SpouseSupport | WeekCode
    | IntegrationPlan | HealthAssessment | DanishReferral | FirstTalk | FollowUp | VisitationCategory,
    Discriminator("kind"),
]
"""One of the kinds; `kind` decides which."""

KINDS: dict[str, type[Fact]] = {each.model_fields["kind"].default: each for each in get_args(get_args(AnyFact)[0])}
"""The class of each kind, in the order of the documentation."""
