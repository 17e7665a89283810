"""Other words that are understood in a line; the first choice of each language stands in the catalogue."""

from __future__ import annotations

from types import MappingProxyType

__all__ = ["KINDS", "OPTIONS"]

KINDS = MappingProxyType({
    "residence_permit": ("permit", "residence permit", "tilladelse", "ophold"),
    "visitation": ("visitation", "visitering"),
    "responsibility": ("ansvar", "overtagelse", "kommunens ansvar"),
    "residence": ("bopæl", "bosat", "residence"),
    "programme": ("programme", "program", "introduktionsprogram"),
    "contract": ("contract", "kontrakt"),
    "benefit": ("forsørgelsesydelse",),
    "employment": ("job", "ansat", "beskæftigelse", "arbejde"),
    "igu": ("basic integration training", "integrationsgrunduddannelse"),
    "education": (),
    "offer": ("tilbud", "aktivering", "activation"),
    "danish_test": ("prøve i dansk",),
    "leave": (),
    "abroad": ("abroad", "udlandet", "udrejst", "moved out"),
    "bonus_paid": ("paid bonus", "udbetalt bonus", "bonus udbetalt"),
    "bonus_claimed": ("claimed bonus", "hjemtaget bonus", "bonus hjemtaget"),
    "spouse_support": ("ægtefælleforsørget", "spouse-supported"),
    "week_code": ("ugekode", "dream"),
    "integration_plan": ("plan",),
    "health_assessment": (),
    "danish_referral": ("henvisning til dansk", "henvisning", "referral"),
    "first_talk": ("første møde",),
    "follow_up": ("opfølgning", "follow-up"),
    "visitation_category": ("readiness",),
})
"""By kind of fact."""

OPTIONS = MappingProxyType({
    "employment.ordinary": ("ordinært", "ordinary employment", "ordinært job", "ordinært arbejde"),
    "employment.flex_job": ("flexjob",),
    "benefit.integration_benefit": ("selvforsørgelses- og hjemrejseydelse", "overgangsydelse"),
    "benefit.other": ("anden", "andet"),
    "education.su": ("su",),
    "education.none": ("uden su",),
    "leave.parental": ("barsel", "barselsorlov", "parental leave"),
    "leave.illness": ("sick", "syg"),
    "leave.other": ("anden",),
    "offer.company_internship": ("praktik", "internship"),
    "offer.other": ("andet",),
    "offer.guidance_upskilling": ("vejledning", "opkvalificering"),
    "health_assessment.done": ("udført",),
    "bonus_paid.job": ("beskæftigelse", "ansættelse"),
    "bonus_claimed.job": ("beskæftigelse", "ansættelse"),
    "danish_test.failed": ("ikke bestået", "dumpet", "failed"),
})
"""By kind and option."""
