"""What an interview asks and says: English here, other languages in the catalogue."""

from __future__ import annotations

__all__ = ["ANY", "ENTER", "FIELDS", "GROUPS", "MESSAGES", "MORE"]

GROUPS: dict[str, str] = {
    "citizen": "The citizen",
    "period": "What you know",
    "permit": "Residence permit",
    "takeover": "The municipality's responsibility",
    "programme": "Contract and programme",
    "work": "Work",
    "benefit": "Benefits",
    "education": "Education and Danish",
    "leave": "Leave",
    "bonus": "Results bonus",
    "moves": "Moves",
    "rest": "Other things",
}
"""Headings, in the order of the questions."""

ANY: dict[str, str] = {
    "": "{kind}: is there any?",
    "residence_permit": "Does the citizen have a residence permit?",
    "visitation": "Was it decided which municipality takes over (assignment)?",
    "responsibility": "Has a municipality taken over responsibility for the integration?",
    "contract": "Has an integration contract been signed?",
    "programme": "Has the citizen taken part in the integration programme?",
    "employment": "Has the citizen had a job?",
    "igu": "Has the citizen been in basic integration training (IGU)?",
    "benefit": "Has the citizen received benefits?",
    "spouse_support": "Has the citizen been supported by a spouse?",
    "education": "Has the citizen been in ordinary education?",
    "danish_test": "Has the citizen taken a Danish test?",
    "leave": "Has the citizen been on leave from the programme?",
    "bonus_paid": "Has a results bonus been paid?",
    "bonus_claimed": "Has a results bonus been claimed?",
    "residence": "Residence in Denmark: has the citizen moved in, or between municipalities? (no = lived here all the time)",
    "abroad": "Has the citizen moved out of Denmark for a time?",
    "offer": "Has the citizen been given offers of activation (internship, wage subsidy, mentor)?",
    "integration_plan": "Has an integration plan been made?",
    "health_assessment": "Has a health assessment been offered or done?",
    "danish_referral": "Has the citizen been referred to Danish lessons?",
    "first_talk": "Has there been a first talk at the job centre?",
    "follow_up": "Have there been follow-up talks?",
    "visitation_category": "Has it been decided how ready for work or education the citizen is?",
}
"""Whether there are facts of a kind, by kind."""

MORE: dict[str, str] = {
    "": "Are there more of this ({kind})? (don't know = there may be)",
}
"""Whether there are further ones."""

FIELDS: dict[str, str] = {
    "type": "Which kind?",
    "basis": "On which basis?",
    "municipality": "Which municipality? (its number, such as 860)",
    "hours_per_week": "How many hours a week? (or as 108 hours a month)",
    "sector": "Private or public employer?",
    "part": "Practice or school?",
    "support": "With which support?",
    "leads_to": "What does it lead to?",
    "level": "Which level? (1-4)",
    "passed": "Was it passed?",
    "amount": "How many kroner?",
    "category": "Which category?",
    "which": "Was it offered or done?",
    "on": "On which day?",
    "from": "From which day?",
    "through": "Through which last day?",
    "other": "{field}?",
}
"""A field of a fact; `other` is any field that is not named here."""

ENTER: dict[str, str] = {"unknown": "don't know", "no": "no", "ongoing": "still going on"}
"""Answers that Enter may stand for, also understood when typed."""

MESSAGES: dict[str, str] = {
    "id": "An id of your own for the case (never a CPR number)",
    "born": "Born?",
    "sex": "Sex?",
    "origin": "Origin?",
    "period_from": "From which day do you know everything that happened? Days outside count as unknown. "
    "(also: I know everything from ... through ...)",
    "period_through": "Through which day do you know everything?",
    "rest": "Do you know anything about: {kinds}?",
    "choices": "{question} {choices}",
    "choice": "{number} {word}",
    "noted": "Noted: {line}",
    "last_day": "Noted: {line} (last day {day})",
    "cpr": "That looks like a CPR number and is refused: a case file is kept and shared, and must not say who the citizen is. "
    "Write a case id of your own; the number is stored nowhere",
    "day": "'{found}' is not a date; write 2018-03-01, 1 March 2018 or 1/3-2018",
    "day_or_month": "'{found}' is not a date; write 2018-03-01, 1 March 2018 or 1/3-2018, or only the month: March 2018",
    "roughly": "{line} (known to the {unit})",
    "choose": "'{found}' is not one of the answers; write a number or a word from the list",
    "yes_or_no": "'{found}' is not understood; write yes, no, don't know, or a line such as '{example}'",
    "rest_form": "'{found}' is not understood; write yes (to be asked about each), no (none of them), don't know, or a line such as '{example}'",
    "needed": "Without this the {kind} cannot be written. It is left out, and the days of this kind count as unknown.",
    "end_unknown": "The end is unknown: after its first day this kind counts as unknown.",
    "no_period": "Without a period only what you state is known; everything else counts as unknown.",
}
"""Texts by identifier."""
