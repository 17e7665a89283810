"""The words behind the identifiers of facts and assumptions: English here, other languages in the catalogue.

A key is the identifier, or `place.identifier` where the same identifier means something else elsewhere: the place is
the assumption, the kind of fact or `citizen`.
"""

from __future__ import annotations

from integrationrules.report.catalogue import Translator
from integrationrules.report.options import OPTIONS

__all__ = ["WORDS", "word"]

WORDS: dict[str, str] = {
    # kinds of facts
    "residence_permit": "residence permit",
    "visitation": "assignment to a municipality",
    "responsibility": "responsibility for integration",
    "residence": "residence in Denmark",
    "resident": "residence in Denmark",
    "programme": "integration programme",
    "contract": "integration contract",
    "benefit": "benefit",
    "employment": "employment",
    "igu": "basic integration training (IGU)",
    "education": "education",
    "offer": "offer of activation",
    "danish_test": "Danish test",
    "leave": "leave",
    "abroad": "stay abroad",
    "bonus_paid": "bonus paid",
    "bonus_claimed": "bonus claimed",
    "spouse_support": "support by a spouse",
    "week_code": "week codes of the register",
    "integration_plan": "integration plan",
    "health_assessment": "health assessment",
    "danish_referral": "referral to Danish lessons",
    "first_talk": "first talk",
    "follow_up": "follow-up talk",
    "visitation_category": "category of readiness",
    # fields of the citizen and of facts
    "born": "date of birth",
    "sex": "sex",
    "origin": "origin",
    "type": "type",
    "basis": "basis",
    "which": "which",
    "part": "part",
    "support": "support",
    "leads_to": "what it leads to",
    "hours_per_week": "hours a week",
    "hours_per_month": "hours a month",
    "sector": "sector",
    "amount": "amount",
    "level": "level",
    "passed": "passed",
    "category": "category",
    "code": "code",
    "start": "first day",
    "end": "end",
    "on": "the day asked about",
    "municipality": "municipality",
    "weeks": "weeks of the quarter",
    "first_monday": "the Monday of the first week",
    "last_monday": "the Monday of the last week",
    # the citizen
    "female": "woman",
    "male": "man",
    "danish": "Danish",
    "western": "western",
    "non_western": "non-western",
    # residence permits
    "refugee": "refugee",
    "quota_refugee": "quota refugee",
    "family_of_refugee": "family of a refugee",
    "family_reunified": "family-reunified",
    "special_act": "special act",
    "work": "work",
    "study": "study",
    "other": "other",
    # benefits
    "integration_benefit": "integration benefit",
    "cash_assistance": "cash assistance",
    "education_assistance": "education assistance",
    "unemployment_benefit": "unemployment benefit",
    "sickness_benefit": "sickness benefit",
    "parental_benefit": "parental benefit",
    "rehabilitation": "rehabilitation",
    "resource_course": "resource course",
    "disability_pension": "disability pension",
    "early_retirement": "early retirement",
    "holiday_benefit": "holiday benefit",
    # employment, training and education
    "ordinary": "ordinary employment",
    "wage_subsidy_private": "private wage subsidy",
    "wage_subsidy_public": "public wage subsidy",
    "flex_job": "flex job",
    "private": "private",
    "public": "public",
    "practice": "practice",
    "school": "school",
    "su": "student grant (SU)",
    "pupil_wage": "pupil's wage",
    "support.none": "without support",
    "none": "none",
    "study_qualifying": "study-qualifying",
    "vocational": "vocational",
    # offers
    "company_internship": "company internship",
    "wage_subsidy": "wage subsidy",
    "guidance_upskilling": "guidance and upskilling",
    "community_job": "community job",
    "mentor": "mentor",
    "danish_course": "Danish course",
    # leave, bonus, health, readiness
    "parental": "parental leave",
    "illness": "illness",
    "job": "job",
    "offered": "offered",
    "done": "done",
    "job_ready": "ready for a job",
    "activity_ready": "ready for activity",
    "education_ready": "ready for education",
    "unknown": "unknown",
    # precision of a fact
    "day": "day",
    "week": "week",
    "month": "month",
    "quarter": "quarter",
    # words of the rules' choices
    "high": "high", "low": "low", "first_year": "hired within a year", "second_year": "hired within two years",
    "group.refugee": "refugee", "other_family_reunified": "other reunified with family", "immigrant": "immigrant",
    "introduction_programme": "introduction programme", "integration_programme": "integration programme",
    "self_support_and_return_programme": "self-support and return programme",
    # options of assumptions, as they read after "if"
    "counts": "it counts",
    "does_not_count": "it does not count",
}
"""English text by identifier."""
WORDS.update(OPTIONS)


def word(identifier: str, tr: Translator, place: str = "") -> str:
    """What an identifier is called; one without a text is shown with spaces.

    `place` is tried first; of a dotted identifier the last part counts where the whole is not known.
    """
    last = identifier.rpartition(".")[2]
    for key in (f"{place}.{last}", identifier, last):
        if key in WORDS:
            return tr(WORDS[key])
    return last.replace("_", " ")
