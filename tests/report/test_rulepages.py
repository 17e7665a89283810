"""The pages of the rule sets: everything a rule file says is on its page, and every link leads somewhere."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import cache
from xml.etree import ElementTree

import pytest

from integrationrules.report.catalogue import translator
from integrationrules.report.names import Names
from integrationrules.report.rulepage import rule_page
from integrationrules.report.rulepages import rule_pages
from integrationrules.report.shown_cases import shown_cases
from integrationrules.rulebook.book import load
from integrationrules.rulebook.model import DatedCode, RuleSet

BOOK = load()
SETS = list(BOOK.rulesets.values())
IDS = [one.id for one in SETS]


@cache
def pages(lang: str) -> dict[str, str]:
    return rule_pages(BOOK, lang)


def page(ruleset: RuleSet, lang: str = "en") -> str:
    return pages(lang)[f"{ruleset.id}.md"]


@pytest.mark.parametrize("lang", ["da", "en"])
def test_every_rule_set_is_in_the_index_and_in_the_navigation(lang: str) -> None:
    for name in ("index.md", ".nav.md"):
        assert re.findall(r"\]\(([\w.]+)\.md\)", pages(lang)[name].replace("(index.md)", "")) == IDS


@pytest.mark.parametrize("lang", ["da", "en"])
def test_the_navigation_holds_no_markup_which_it_would_refuse(lang: str) -> None:
    assert "`" not in pages(lang)[".nav.md"]


@pytest.mark.parametrize("ruleset", SETS, ids=IDS)
def test_both_titles_stand_on_it(ruleset: RuleSet) -> None:
    assert ruleset.title.da in page(ruleset)
    assert ruleset.title.en in page(ruleset, "da")


@pytest.mark.parametrize("ruleset", SETS, ids=IDS)
def test_every_rule_parameter_question_and_source_stands_on_it(ruleset: RuleSet) -> None:
    text = page(ruleset)
    ids = [one.id for group in (ruleset.rules, ruleset.payments, ruleset.deadlines, ruleset.parameters) for one in group]
    assert [id_ for id_ in ids if f"\n`{id_}`\n" not in text] == []
    assert [one.id for one in ruleset.assumptions if f"\n`{one.name}`\n" not in text or one.because.en not in text] == []
    assert [one.id for one in ruleset.sources if f"- `{one.id}`: " not in text] == []


@pytest.mark.parametrize("ruleset", SETS, ids=IDS)
def test_a_question_without_a_default_is_said_to_be_undecided(ruleset: RuleSet) -> None:
    assert page(ruleset).count("- undecided: ") == sum(one.default is None for one in ruleset.assumptions)


@pytest.mark.parametrize("ruleset", SETS, ids=IDS)
def test_every_case_stands_on_it_with_every_answer(ruleset: RuleSet) -> None:
    text = page(ruleset)
    cases = list(shown_cases(ruleset, BOOK.root, translator("en")))
    assert [case.name for case in cases if f"| {case.name} |" not in text] == []
    assert text.count("\n| ", text.find("\n## Cases\n")) >= sum(len(case.answers) for case in cases)


def test_a_case_says_what_was_asked_and_what_is_expected() -> None:
    cases = shown_cases(BOOK.rulesets["dk.integration.state_refund"], BOOK.root, translator("en"))
    first = next(case for case in cases if case.path == "dk/integration/state_refund/cases/ladder.yaml")
    assert (first.answers[2].rule, first.answers[2].asked, first.answers[2].expected) == ("rate", "7\u00a0March\u00a02016", "met 80")


@pytest.mark.parametrize("ruleset", SETS, ids=IDS)
def test_values_that_change_are_drawn_and_the_picture_can_be_read(ruleset: RuleSet) -> None:
    pictures = re.findall(r"<svg.*?</svg>", page(ruleset))
    assert len(pictures) == sum(one.unit != "date" and len(one.values) > 1 for one in ruleset.parameters)
    for picture in pictures:
        root = ElementTree.fromstring(picture)
        ids = {one.get("id") for one in root.iter()}
        assert set(root.attrib["aria-labelledby"].split()) <= ids


@pytest.mark.parametrize("ruleset", SETS, ids=IDS)
def test_who_uses_it_is_who_says_so(ruleset: RuleSet) -> None:
    linked = re.findall(r"^- \[.*\]\(([\w.]+)\.md\) \(`", page(ruleset), re.MULTILINE)
    users = [one.id for one in SETS if ruleset.id in (target for _, target in one.uses)]
    assert linked == [target for _, target in ruleset.uses] + users


@pytest.mark.parametrize("lang", ["da", "en"])
def test_every_link_leads_to_a_page_and_a_place_on_it(lang: str) -> None:
    for name, text in pages(lang).items():
        for target, anchor in re.findall(r"\]\(([\w.]*)(?:#([\w-]+))?\)", text):
            assert target in ("", *pages(lang)), (name, target)
            assert not anchor or f"{{#{anchor}}}" in pages(lang)[target or name], (name, target, anchor)


@pytest.mark.parametrize("lang", ["da", "en"])
def test_no_cell_breaks_its_table(lang: str) -> None:
    for name, text in pages(lang).items():
        for block in re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE):
            widths = {line.replace("\\|", "").count("|") for line in block.splitlines()}
            assert len(widths) == 1, (name, block)


def test_only_invented_rule_sets_are_said_to_be_invented() -> None:
    assert [one.id for one in SETS if "nothing here is law" in page(one)] == [one.id for one in SETS if one.invented]


def test_a_page_of_one_rule_set_needs_no_cases() -> None:
    ruleset = BOOK.rulesets["dk.integration.igu"]
    assert "\n## Cases\n" not in rule_page(ruleset, Names(BOOK, translator("en")), ())


def test_the_holidays_that_working_days_are_counted_by_stand_on_their_page() -> None:
    text = page(BOOK.rulesets["dk.common.working_days"])
    assert "| 2018 | 1\u00a0January, 29\u00a0March, 30\u00a0March, 1\u00a0April, 2\u00a0April, 27\u00a0April, 10\u00a0May, 20\u00a0May, 21\u00a0May, " in text


def test_a_sentence_names_its_values_also_those_of_another_rule_set() -> None:
    assert "> <var>weeks without benefit</var> of <var>weeks of the quarter</var> weeks without benefit" in page(BOOK.rulesets["dk.outcomes.self_support"])
    assert "the first three years end <var>the end of the first three years</var>" in page(BOOK.rulesets["dk.integration.basic_grant"])


def test_the_days_of_a_code_stand_beside_its_name() -> None:
    ruleset = BOOK.rulesets["dk.common.dream"]
    assert ruleset.codes is not None
    dated = replace(ruleset, codes=replace(ruleset.codes, dated=(DatedCode("651", date(2019, 7, 1), None),)))
    shown = rule_page(dated, Names(BOOK, translator("en")), ())
    assert re.search(r"`651` *\| SU med ydelse \(1\sJuly\s2019–\)", shown)
    assert "SU med ydelse (" not in page(ruleset)
