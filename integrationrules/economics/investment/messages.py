"""The English templates of what is wrong with an investment case file; the report layer owns their translations."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

__all__ = ["MESSAGES", "PHRASES", "told"]

MESSAGES: dict[str, str] = {
    # the file
    "invest_yaml": "this is not valid YAML; keys of one level stand in one column, and texts with a colon or quotes stand in quotes",
    "invest_switch": "'{word}' means true or false to many YAML readers; write the word in quotes",
    "invest_cut": "'{text}' stands alone behind a comma; put the whole text or number in quotes",
    "invest_twice": "the key '{key}' is given twice; keep one of the two",
    "invest_shape": "found {found}; expected {expected}",
    "invest_file": "the file cannot be used; expected a YAML file of moderate size and depth in UTF-8",
    "invest_no_file": "there is no such file, or it cannot be read",
    # keys
    "invest_unknown_key": "unknown key '{key}'; known here: {known}",
    "invest_unknown_key_near": "unknown key '{key}'; did you mean '{near}'?",
    "invest_stray_decimals": "'{key}' stands alone behind a comma; a number with a decimal comma stands in quotes, such as \"84,1\"",
    "invest_missing": "'{key}' is missing; {expected}",
    "invest_cpr": "this looks like a CPR number and is refused; a case about a municipality names nobody",
    # words
    "invest_word": "found '{found}'; expected one of {expected}",
    "invest_word_near": "found '{found}'; did you mean '{near}'?",
    "invest_currency": "the currency is '{found}'; amounts must be in DKK, and all in one currency",
    "invest_reference": "there is no {what} '{found}'; there are: {known}",
    "invest_reference_near": "there is no {what} '{found}'; did you mean '{near}'?",
    "invest_text": "found {found}; expected a text, or both {{da: ..., en: ...}}",
    "invest_id": "'{found}' is no id; expected small letters, digits and _",
    "invest_long": "the text is longer than {limit} characters",
    # numbers
    "not_a_number": "found '{found}'; expected a number such as 84.1 or \"84,1\"",
    "not_in_style": "found '{found}'; that is no number written as talformat: {style} says",
    "number_too_large": "found '{found}'; expected at most 10 000 000 000 000",
    "ambiguous_number": "'{found}' may be {one} or {other}; say which with talformat: dansk or talformat: engelsk at the top of the file",
    "bare_percent": "found '{found}'; a percentage is written with its sign: '{found} %'",
    "bare_share": "'{found}' may be {found} % or {share} %; a percentage is written with its sign, such as '{share} %'",
    "unknown_unit": "unknown unit '{found}'; expected kr, t_kr or mio_kr",
    "other_currency": "the amount is in '{found}'; amounts must be in DKK, and all in one currency",
    "invest_negative": "{found} is negative; {expected}",
    "invest_negative_amount": "{found} is negative; amounts are 0 or more, and kind says whether it is a cost, a saving or an income",
    "invest_whole": "found '{found}'; expected a whole number of 1-999",
    "invest_share_range": "{found} lies outside 0 % to 100 %",
    "invest_year": "found '{found}'; expected a year of 1990-2100",
    "invest_municipality": "found '{found}'; expected a municipality code such as 860",
    "invest_years_order": "from {first} is after to {last}; expected the first year before the last",
    "invest_years_overlap": "two amounts of this line cover {year}; expected each year once",
    "invest_years_unordered": "{year} stands after {before}; expected years in order",
    "invest_bounds": "least {least} is above most {most}; expected the smaller first",
    "invest_spread": "expected low <= likely <= high; found {low}, {likely}, {high}",
    "invest_quotient": "a quotient has two claims: what is divided, and what it is divided by",
    "invest_two_spreads": "both {one} and {other} are given; how far a value may lie is stated in one way",
    "invest_deviation": "the standard deviation {found} cannot be used: it is negative, or most of the values it allows are outside the unit",
    # the workbook to fill in
    "template_file": "the file cannot be used; expected a workbook (.xlsx) of moderate size",
    "template_other": "this is not the workbook to fill in; make one with integrationrules invest --template -o FILE.xlsx",
    "template_columns": "the titles of the columns are not there; expected a row that has '{expected}'",
    "template_formula": "the cell holds a formula; expected the number or text itself, so that every figure has its source",
    "template_error": "the cell holds the error {found}; expected a value or nothing",
    "template_text": "found the text '{found}'; expected a number, typed without unit",
    "template_currency": "the cell is formatted in {found}; amounts must be in DKK, and all in one currency",
    "template_choice": "found '{found}'; expected one of {expected}",
    "template_prices": "a year of the prices is given, but the prices are not said to be those of one year; choose that, or delete the year",
    "template_no_name": "the row has no short name; expected small letters, digits and _, such as saved_2018",
    "template_again": "the short name '{found}' stands in an earlier row; a further amount of the same line has only its years and amount",
    "template_year_again": "this line has an amount for {found} already; expected each year once",
    "template_two_spans": "this line has an amount for several years already; give the other one a short name of its own",
    # what belongs together
    "invest_undated": "'{key}' stands in the line itself only beside years: unknown or years: each, for an amount whose years no source names",
    "invest_undated_span": "the years are said to be unknown, but a span names them; keep one of the two",
    "invest_no_amount": "the line has no amount; expected years: {{2018: 92}}, span: {{from: 2015, to: 2017, is: 84.1}}, or years: unknown and is: 84.1",
    "invest_no_source": "no source; expected source: one of {known}, or status: assumed with because",
    "invest_no_because": "an assumed figure needs because: what it rests on",
    "invest_no_lines": "the case has no lines; expected at least one cost, saving or income, or missing: the numbers that are not published",
    "invest_variance": "outturn {outturn} less budget {budget} is {computed}, but variance says {variance}",
    "invest_contradiction": "the total says {stated}, but its parts make {computed}",
    "invest_setting_form": "'{found}' must be written as PATH=VALUE, such as lines.saved_2018.years.2018=100",
    "invest_setting_path": "there is no '{found}' in the case; {expected}",
    "invest_no_npv_current_prices": "the net present value cannot be computed: the amounts are in current prices, and the rate is for constant prices",
    "invest_no_npv_no_amounts": "the net present value cannot be computed: no costs and gains are published, or their years are not",
    "invest_no_npv_mixed_prices": "the net present value cannot be computed: the lines are in prices of different years",
    "invest_no_npv_no_decision": "the net present value cannot be computed: 'decided' (the year of the decision) is missing, and the rate follows it",
    "invest_no_npv_before_rates": "the net present value cannot be computed: no rate is known for decisions before 1999",
}
PHRASES: dict[str, str] = {
    # shapes of values
    "keys and values": "keys and values", "a list": "a list", "a single value": "a single value", "empty": "nothing", "nothing": "nothing",
    "a word": "a word",
    # what is referred to
    "line": "line", "claim": "claim", "source": "source", "assumption": "assumption", "line, claim or variance": "line, claim or variance",
    # what to write
    "both languages": "a text that has one language has both",
    "a year": "write a year such as 2015",
    "an id": "begin the file with investment: and a short name, such as investment: hjoerring",
    "a title": "write title: {da: ..., en: ...}",
    "a unit": "say in which unit the amounts are: amounts: kr, t_kr or mio_kr",
    "prices": "write prices: current, or prices: {level: 2026} where all amounts are in the prices of one year",
    "a kind": "write kind: cost, saving or income",
    "a payer": "say whose money it is: payer: municipality, municipalities, other_municipalities, state, region, citizen, employer, society or not_stated",
    "an area": "write area: Service, Overførsler, Indsats or Anlæg, or not_stated where the source does not say",
    "a status": "write status: outturn, budget, forecast or assumed",
    "a unit of numbers": "write unit: percent, persons, months, kr or times", "value": "value", "zero or more": "expected 0 or more",
    "a status of persons": "write status: outturn, goal, budget, forecast or assumed",
    "a number": "write is: and the number",
    "bounds": "write is:, or least: and most:",
    "a claim": "say what is claimed: says: {da: ..., en: ...}",
    "an effect": "write found: found, mixed or none",
    "what was found": "say what was found: says: {da: ..., en: ...}",
    "a what": "say what is missing: what: {da: ..., en: ...}",
    "a treatment": "write treated: net, gross, not_relevant or not_stated",
    "lines": "list costs, savings and incomes under lines:",
    "a counterfactual": "write kind: none, before, control_group, other_municipalities, budget, forecast_without or not_stated",
    "a value there": "name a value that stands in the file",
}
"""Parts of messages, by the key that stands for them behind `@`."""


def told(id_: str, values: Mapping[str, Any], say: Callable[[str], str] = str) -> str:
    """A message with its values; `say` translates a template."""
    said = {name: say(PHRASES[value[1:]]) if isinstance(value, str) and value[:1] == "@" and value[1:] in PHRASES else value for name, value in values.items()}
    return say(MESSAGES[id_]).format(**said)
