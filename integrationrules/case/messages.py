"""Messages about questions that cannot be asked: English templates by id; the catalogues translate them."""

from __future__ import annotations

__all__ = ["MESSAGES"]

MESSAGES: dict[str, str] = {
    "unknown_rule": "there is no rule '{name}'{suggestion}",
    "unknown_assumption": "there is no assumption '{name}'{suggestion}",
    "unknown_option": "'{option}' is no option of {assumption}; options: {options}",
    "not_covered": "{rule} covers {start} to {end}; {quarter} is not wholly inside. {why}",
    "covers_open": "{rule} covers {start} and later; {quarter} is not wholly inside. {why}",
    "beyond_calendar": "{on} is beyond the calendar, which ends with 2099",
    "no_finished_quarter": "no quarter has ended by {on}; name one with --quarter",
}
