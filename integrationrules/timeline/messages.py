"""The English templates of every message about a case; the report layer owns their translations.

Each text is a `str.format` template. Values are texts and numbers only; found values are masked and
shortened by `shown` before they get here. A value such as `@shape_list` stands for another message, so that a
translation can put its own words there.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from integrationrules.timeline.cpr import without_cpr

__all__ = ["INPUTS", "MESSAGES", "message", "shape", "shown", "template"]

MESSAGES: dict[str, str] = {
    # the file
    "file_unnamed": "the name of the file is empty; name a case file, or - for standard input",
    "input_closed": "it is closed; there is nothing to read",
    "no_cases": "the list holds no case",
    "file_missing": "there is no such file",
    "file_is_directory": "this is a directory; name a case file (.yaml, .json or .jsonl)",
    "file_unreadable": "the file cannot be read; check its permissions",
    "file_type_unknown": "the file type '{found}' is not known; use .yaml, .yml, .json or .jsonl",
    "file_too_large": "the file holds {found} MB; the limit is {limit} MB. Use JSON Lines (.jsonl) for many cases",
    "file_empty": "the file is empty; a case has citizen, observed and facts",
    "file_binary": "this is not a text file (it holds NUL bytes)",
    "file_utf16": "the file is encoded as UTF-16; save it as UTF-8",
    "file_not_utf8": "byte {byte} is not UTF-8; save the file as UTF-8",
    # the document
    "yaml_tab": "YAML is indented with spaces; a tab was found",
    "yaml_colon": "a key must be followed by ': ' and its value",
    "yaml_unclosed": "a bracket or brace is not closed, or a comma is missing before this place",
    "yaml_quote": "a quotation mark is not closed",
    "yaml_indent": "the indentation or the ': ' does not fit here; put a text that holds ': ' in quotation marks",
    "yaml_alias": "the alias names an anchor that does not exist",
    "yaml_character": "the file holds a control character that YAML does not allow",
    "yaml_tag": "the tag '{found}' is not allowed; a case holds plain values only",
    "yaml_key": "a key must be plain text",
    "yaml_syntax": "this is not YAML; check quotation marks, brackets and indentation",
    "json_syntax": "this is not JSON; check quotation marks, brackets and commas",
    "json_number": "{found} is not a JSON number",
    "duplicate_key": "'{key}' is given twice",
    "too_deep": "more than {limit} levels are nested inside each other",
    "too_many_aliases": "the aliases unfold to more than {limit} values",
    "number_too_long": "the number has more than {limit} digits",
    # shape
    "not_a_case": "a case is a mapping with citizen, observed and facts; found {found}",
    "not_a_mapping": "expected a mapping such as {{key: value}}; found {found}",
    "not_a_list": "expected a list; found {found}",
    "unknown_key": "'{key}' is not known here; known are {known}",
    "unknown_key_near": "'{key}' is not known here; did you mean '{near}'?",
    "missing_field": "'{field}' is missing",
    "missing_observed": "'observed' is missing: the days for which we know what happened. Add the line\n  {line}",
    "observed_empty": "'observed' holds no days. Write\n  {line}",
    "missing_kind": "'kind' is missing; it says what the fact is, such as kind: benefit",
    # events
    "event_lacks": "an event of kind {kind} needs '{name}'",
    "event_has": "an event of kind {kind} carries no '{name}'",
    "event_recorded": "the fact was recorded {fact}, the event {event}; leave `recorded` of the fact out",
    "event_withdrawn": "a fact is taken back by an event of kind withdrawal, with the fact's id under `withdraws`",
    "event_corrects": "a correction states the id of the fact it corrects",
    "event_citizen": "the case of the event and the citizen of its timeline are not the same",
    "not_an_event": "an event is a mapping with id, case, kind and recorded; found {found}",
    "no_events": "the log holds no event",
    "log_type_unknown": "the file type '{found}' is not known; a log is .jsonl or .yaml",
    "unknown_kind": "the kind '{found}' is not known; known are {known}",
    "unknown_kind_near": "the kind '{found}' is not known; did you mean {near}?",
    "column_type": "the column cannot be read as {expected}",
    # values
    "not_one_of": "found {found}; expected one of {expected}",
    "not_one_of_near": "found {found}; did you mean '{near}'? Expected one of {expected}",
    "not_text": "expected text; found {found}",
    "text_empty": "the text is empty",
    "text_too_long": "the text is longer than {limit} characters",
    "text_control": "the text holds a control character or a half character",
    "text_cpr": "this looks like a CPR number and is refused; use a pseudonym",
    "not_a_whole_number": "expected a whole number; found {found}",
    "number_too_small": "{found} is too small; the least is {limit}",
    "number_too_large": "{found} is too large; the greatest is {limit}",
    "not_true_or_false": "expected true or false; found {found}",
    "not_a_number": "expected a number such as 25 or 25.5; found {found}",
    "decimal_comma": "{found} has a comma; decimals are written with a point: {written}",
    "stray_decimals": "'{key}' stands alone behind a comma; decimals are written with a point, such as 25.5",
    "hours_per_week_range": "{found} hours a week; expected more than 0 and at most {limit}",
    "hours_per_month_range": "{found} hours a month; expected more than 0 and at most {limit}",
    "too_many_decimals": "{found} has more than {limit} decimals",
    "amount_negative": "{found} is negative; an amount is 0 or more",
    "amount_too_large": "{found} is too large; the greatest is {limit}",
    "both_hours": "hours_per_week and hours_per_month cannot both be given; keep one",
    "date_form": "expected a date such as 2018-05-28; found {found}",
    "date_impossible": "{found} is not a day of the calendar",
    "date_out_of_range": "{found} lies outside 1900-2100",
    "week_form": "expected a week such as 2018-W40; found {found}",
    "week_53": "{year} has no week 53; its last week is 52",
    "week_impossible": "the week {found} does not exist in 1900-2100",
    "code_form": 'expected a code of one to four digits, or "" for a blank week; found {found}',
    "to_and_through": "'to' and 'through' cannot both be given; 'to' is the day after the last, 'through' the last day",
    "to_missing": "'to' (the day after the last) or 'through' (the last day) is missing",
    "from_not_before_to": "from {start} must be before to {end}; 'to' is the day after the last",
    "from_after_through": "from {start} must not be after through {end}",
    "withdrawn_without_id": "'withdrawn' needs an 'id': it takes back the fact that has the same one",
    "version_kind": "{other} has the same id and is of the kind {other_kind}, this of the kind {kind}; versions of a fact are of one kind",
    "version_recorded": "{other} has the same id; versions of a fact need different days under 'recorded'",
    "version_undated": "{other} has the same id; the version without 'recorded' would count from its own first day, {start}, "
    "which is not before {recorded}, when the other was recorded. Write when it was recorded",
    "two_codes": "the week {week} has the code '{code}' here and '{other_code}' in {other}; keep one, or make them versions with one id",
    "wrong_value": "the value cannot be used here; found {found}",
    # what was found, where its text is not shown
    "shape_nothing": "nothing",
    "shape_mapping": "a mapping",
    "shape_list": "a list",
    "shape_text": "text",
    "shape_number": "a number",
    "shape_flag": "true or false",
    "more_problems": "... and {count} more mistakes",
    "more_problems_one": "... and 1 more mistake",
    # cases beside rules
    "cases_missing": "no case stands in this file; each has case, citizen, observed, facts and expect",
    "expect_empty": "'expect' lists nothing; it says what each rule must answer, such as - {{rule: ..., verdict: met}}",
    "quarter_form": "expected a quarter such as 2018Q4; found {found}",
    # warnings
    "short_gap": "{kind}: {days} days without spell between {last} and {next}; if the first spell ends with a last day, "
    "write it as 'through'",
    "short_gap_one": "{kind}: 1 day without spell between {last} and {next}; if the first spell ends with a last day, "
    "write it as 'through'",
    "counted_from_own_date": "{count} facts have no 'recorded' and are counted from their own date ({kinds})",
    "counted_from_own_date_one": "1 fact has no 'recorded' and is counted from its own date ({kinds})",
    "before_birth": "{count} facts are dated before the citizen was born ({kinds})",
    "before_birth_one": "1 fact is dated before the citizen was born ({kinds})",
}

INPUTS: dict[str, str] = {
    # one document
    "document_empty": "the file is empty",
    "not_one_document": "the file holds {count} documents; expected one",
    "not_such_a_document": "this is no mapping with {keys}; found {found}",
    # the inputs of a model
    "other_model": "the file is for the model {found}; asked is {expected}",
    "years_form": "write years as {{from: 2026, to: 2028}}; found {found}",
    "years_order": "the last year, {last}, is before the first, {first}",
    "years_too_many": "{count} years; at most {limit} are computed",
    "prices_form": "write prices as current or {{level: 2026}}; found {found}",
    "input_missing": "'{name}' ({label}) is missing and has no default. {asks}",
    "input_member": "'{name}' has no figure for {member}",
    "input_member_unknown": "'{found}' is none of {axis}: {known}",
    "input_member_near": "'{found}' is none of {axis}; did you mean '{near}'?",
    "input_too_deep": "'{name}' differs by {axes}, and by nothing more",
    "input_no_axes": "'{name}' is one figure; found a mapping",
    "input_no_source": "'{name}' has no source; name one of the file's sources, or write source: assumed with because",
    "input_because": "'{name}' is assumed; say why under because: {{da: ..., en: ...}}",
    "source_unknown": "there is no source '{found}' in the file; its sources are {known}",
    "share_or_percent": "{found} is no share between 0 and 1; write {share} or '{percent} %'",
    "percent_or_share": "{found} percent is less than one; write '{found} %' if it is meant, or {percent} if it is a share",
    "out_of_bounds": "{found} lies outside {low} to {high} ({unit})",
    "no_negative": "{found} is negative; {unit} are 0 or more",
    "spread_order": "low {low}, likely {likely} and high {high} do not follow each other",
    "number_text": "expected a number such as 1234.5; found {found}",
    "both_texts": "expected a text in both languages, {{da: ..., en: ...}}; found {found}",
}
"""About the inputs of a model."""
_ALL = MESSAGES | INPUTS


def template(message_id: str, values: Mapping[str, Any]) -> str:
    """The English template of a message; it has another one for a count of one, where that reads otherwise."""
    one = f"{message_id}_one"
    return _ALL[one if one in _ALL and values.get("count", values.get("days")) == 1 else message_id]


def message(message_id: str, values: dict[str, Any]) -> str:
    """The English text of a message; for developers, logs and tests."""
    return template(message_id, values).format(**{name: _in_english(value) for name, value in values.items()})


def _in_english(value: Any) -> Any:
    if isinstance(value, str) and value.startswith("@"):
        return MESSAGES.get(value[1:], value)
    return value.get("en") if hasattr(value, "get") else value      # a text of the rule files, in both languages


def shown(value: object) -> str:
    """A found value as a short text without CPR numbers, or the message that says what shape it has."""
    if value is None or isinstance(value, dict | list | tuple):
        return shape(value)
    if isinstance(value, bool):
        return str(value).lower()
    text = "".join(character if character.isprintable() else "\ufffd" for character in str(value)[:200])
    text = without_cpr(text)
    text = text if len(text) <= 40 else text[:39] + "…"
    return f"'{text}'" if isinstance(value, str) else text


def shape(value: object) -> str:
    """What a value is, without showing it: the reference of a message."""
    shapes: tuple[tuple[type, str], ...] = (
        (bool, "@shape_flag"), (str, "@shape_text"), (dict, "@shape_mapping"), (list, "@shape_list"),
        (tuple, "@shape_list"), (type(None), "@shape_nothing"),
    )
    return next((name for kind, name in shapes if isinstance(value, kind)), "@shape_number")
