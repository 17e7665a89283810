"""Mistakes in the words of the reader: case files, questions, warnings."""

from __future__ import annotations

from datetime import date

import pytest

from integrationrules.case import QuestionError
from integrationrules.case.messages import MESSAGES as QUESTIONS
from integrationrules.dates import Quarter
from integrationrules.report.problems import case_problems, case_warning, question_problem
from integrationrules.rulebook.model import Text
from integrationrules.timeline.messages import MESSAGES
from integrationrules.timeline.problems import Problem
from integrationrules.timeline.timeline import Warning_


def test_a_problem_names_place_field_and_what_to_write() -> None:
    problem = Problem("case.yaml:12:5", "facts[2].to", "date_form", {"found": "'x'"})
    assert case_problems([problem], "da") == ["case.yaml:12:5: facts[2].to: her ventes en dato som 2018-05-28; her står 'x'"]
    assert case_problems([problem], "en") == [str(problem)]


def test_found_values_without_a_text_of_their_own_are_translated() -> None:
    assert case_problems([Problem("c", "facts", "not_a_list", {"found": "a mapping"})], "da") == ["c: facts: her ventes en liste; her står et opslag"]


def test_lines_and_standard_input_are_named() -> None:
    assert case_problems([Problem("- line 3", "", "json_syntax", {})], "da")[0].startswith("standard input linje 3: ")
    assert case_problems([Problem("-:3:1", "", "yaml_tab", {})], "da")[0].startswith("standard input:3:1: ")
    assert case_problems([Problem("c:\\sager\\a.yaml:3:1", "", "yaml_tab", {})], "da")[0].startswith("c:\\sager\\a.yaml:3:1: ")


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize("message", MESSAGES)
def test_every_message_can_be_filled(message: str, lang: str) -> None:
    import string

    values = {name: "x" for _, name, _, _ in string.Formatter().parse(MESSAGES[message]) if name}
    assert case_problems([Problem("c", "f", message, values)], lang)[0].startswith("c: f: ")


def test_warnings_call_facts_by_their_names() -> None:
    warning = Warning_("short_gap", {"kind": "benefit", "days": 2, "last": "2018-01-01", "next": "2018-01-04"})
    assert case_warning(warning, "da").replace("\u00a0", " ").startswith("ydelse: 2 dage uden forløb mellem 1. januar 2018 og 4. januar 2018")
    assert case_warning(Warning_("short_gap", {**warning.values, "days": 1}), "da").startswith("ydelse: 1 dag uden forløb")
    assert case_warning(Warning_("counted_from_own_date", {"count": 2, "kinds": "benefit, igu"}), "da").endswith("(ydelse, integrationsgrunduddannelse (IGU))")


def test_one_fact_is_told_as_one() -> None:
    assert case_warning(Warning_("counted_from_own_date", {"count": 1, "kinds": "benefit"}), "da").startswith("1 oplysning har ")
    assert case_warning(Warning_("before_birth", {"count": 1, "kinds": "benefit"}), "da") == "1 oplysning er dateret før borgerens fødsel (ydelse)"
    assert case_warning(Warning_("before_birth", {"count": 2, "kinds": "benefit"}), "en").startswith("2 facts are dated before")


def test_a_guess_is_translated_with_the_question() -> None:
    error = QuestionError("unknown_rule", name="acheived", suggestion="; did you mean 'achieved'?")
    assert question_problem(error, "da") == "der er ingen regel 'acheived'; mente du 'achieved'?"
    assert question_problem(error, "en") == str(error)


def test_reasons_for_what_is_not_covered_are_in_the_readers_language() -> None:
    error = QuestionError("covers_open", rule="r", start=date(2015, 10, 1), end=None, quarter=Quarter(2014, 1), why="", why_text=Text("Derfor", "Because"))
    assert question_problem(error, "da").replace("\u00a0", " ") == "r dækker fra 1. oktober 2015; 1. kvartal 2014 ligger ikke helt inden for. Derfor"
    assert question_problem(error, "en").endswith("Because")


def test_every_question_message_is_in_the_catalogue() -> None:
    from integrationrules.report.collect import msgids

    assert set(QUESTIONS.values()) <= msgids()
