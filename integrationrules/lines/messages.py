"""What is said of lines, and the short words of lines: English here, other languages in the catalogue."""

from __future__ import annotations

__all__ = ["LINE_WORDS", "MESSAGES", "TIME"]

MESSAGES: dict[str, str] = {
    "line_empty": "nothing is stated; write for example '{example}'",
    "line_no_kind": "'{found}' is no kind of fact{suggestion}. Kinds: {words}. Write for example '{example}'",
    "line_word": "'{found}' is not understood in a line about {kind}{suggestion}. Words: {words}. Write for example '{example}'",
    "line_day": "'{found}' is not a date; write 2018-03-01, 1 March 2018 or 1/3-2018. Write for example '{example}'",
    "line_number": "'{found}' is not a number here. Write for example '{example}'",
    "line_option": "'{found}' is not one of the words for {field}; words: {words}. Write for example '{example}'",
    "line_several": "this may be {kinds}; begin the line with one of them",
    "line_twice": "{field} is stated twice in a line about {kind}. Write for example '{example}'",
    "line_needs": "a line about {kind} says {field}: {words}. Write for example '{example}'",
    "line_needs_time": "a line about {kind} says when. Write for example '{example}'",
    "line_is_spell": "{kind} lasts from one day to another; 'on' is for what happens on one day. Write for example '{example}'",
    "line_is_event": "{kind} happens on one day; '{found}' is for what lasts. Write for example '{example}'",
    "line_too_long": "the line is longer than {limit} characters",
    "near": " (did you mean '{name}'?)",
}

TIME: dict[str, str] = {"from": "from {day}", "to": "to {day}", "through": "through {day}", "on": "on {day}"}
"""How a day is said in a line."""

LINE_WORDS: dict[str, str] = {
    # shorter than the words of a report: the kind is said beside them
    "igu": "IGU",
    "offer": "offer",
    "residence": "residence",
    "week_code": "week code",
    "visitation": "assignment",
    "responsibility": "responsibility",
    "danish_referral": "Danish referral",
    "spouse_support": "spouse support",
    "visitation_category": "visitation category",
    "employment.ordinary": "ordinary",
    "education.su": "student grant",
    "leave.parental": "parental",
    "danish_test.passed": "passed",
    "danish_test.failed": "not passed",
    "municipality": "municipality {number}",
    "level": "level {number}",
    "code": "code {number}",
    "code.blank": "no code",
    "hours_per_week": "{number} hours a week",
    "hours_per_month": "{number} hours a month",
    "amount": "DKK {number}",
    "week": "week {number} {year}",
}
"""Words and phrases of lines by identifier, or by kind and identifier."""
