"""Messages about questions that cannot be asked: English templates by id; the catalogues translate them."""

from __future__ import annotations

__all__ = ["MESSAGES"]

MESSAGES: dict[str, str] = {
    "no_quarter": "{rule} is asked of quarters; name at least one",
    "unknown_rule": "there is no rule '{name}'{suggestion}",
    "unknown_assumption": "there is no assumption '{name}'{suggestion}",
    "unknown_option": "'{option}' is no option of {assumption}; options: {options}",
    "not_covered": "{rule} covers {start} to {end}; {quarter} is not wholly inside. {why}",
    "covers_open": "{rule} covers {start} and later; {quarter} is not wholly inside. {why}",
    "beyond_calendar": "{on} is beyond the calendar, which ends with 2099",
    "path_unknown": "'{path}': there is no such part of a case; there is: {known}{suggestion}",
    "path_unfinished": "'{path}' names no single value; write one of: {known}",
    "path_field": "'{path}': {where} has no such field; fields: {known}{suggestion}",
    "path_no_span": "'{path}': there are no such observed days; there is: {known}",
    "path_no_fact": "'{which}': there is no such fact; there is: {known}{suggestion}",
    "path_no_facts": "'{which}': the case has no facts",
    "no_finished_quarter": "no quarter has ended by {on}; name one with --quarter",
    "no_record": "{place}: not a record, as `evaluate --record FILE` writes it",
    "record_format": "{place}: record format {found}; this version of integrationrules reads format {known}. Use a later version",
    "record_too_large": "{place}: the record is larger than {limit} MB",
    "facts_changed": "the facts are not those that were answered, or INTEGRATIONRULES_SALT is not the secret they were recorded with",
    "rule_lacking": "{rule}: there is no such rule in this rulebook; name the archive of the recorded one with --rulebook",
    "other_rules": "{rule}: recorded under rulebook {recorded}, this is {found}; name the archive of the recorded one with --rulebook",
    "other_files": "{rule}: the archive states the recorded hash, but its files are not those that were answered with",
    "not_asked": "the record's question cannot be asked: {why}",
}
