"""The hash of a rulebook: what it says counts, how it is laid out does not."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from .written import HEAD, book

FILE = HEAD + """# about fares
parameters:
  youngest:
    label: {da: alder, en: age}
    unit: years
    values:
      - {from: 2015-01-01, to: 2018-01-01, is: 6, source: act, at: § 2, confidence: statute}
      - {from: 2018-01-01, to: open, is: 7, source: act, at: § 3}
assumptions:
  sunday:
    asks: {da: Kører den om søndagen?, en: Does it run on Sundays?}
    options: [runs, stands_still]
    default: runs
    because: {da: Det står der ikke, en: It is not said}
facts:
  work: {facts: employment, where: hours_per_week >= 20 and type == ordinary, none_before: 2015-01-01}
sets:
  at_school: {weeks: any_day, of: education, where: support == su}
measures:
  school_weeks: {count: at_school, in: quarter}
rules:
  rides:
    for: quarter
    when: school_weeks >= 5 and sunday == runs and age(citizen.born, on) >= youngest and exists(first(work))
    says: {da: "{school_weeks} uger", en: "{school_weeks} weeks"}
    source: act
    at: § 1
"""


def hash_of(root: Path, text: str) -> str:
    return book(root, text).hash_of("bus")


LAYOUTS: dict[str, Callable[[str], str]] = {
    "comments": lambda text: re.sub("(?m)$", "   # a comment", text),
    "blank lines": lambda text: text.replace("\n", "\n\n"),
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "block for flow": lambda text: text.replace("at_school: {weeks: any_day, of: education, where: support == su}",
                                                "at_school:\n    weeks: any_day\n    of: education\n    where: support  ==  su"),
    "quotes": lambda text: text.replace("unit: years", "'unit': \"years\""),
    "order of keys": lambda text: text.replace("    unit: years\n", "").replace("  youngest:\n", "  youngest:\n    unit: years\n"),
    "folded expression": lambda text: text.replace("school_weeks >= 5 and", "school_weeks >= 5\n      and"),
    "order of values": lambda text: re.sub(r"(?m)^(      - .*\n)(      - .*\n)", r"\2\1", text),
}
CHANGES = {
    "an amount": ("is: 6", "is: 5"), "a date": ("to: 2018-01-01, is", "to: 2017-12-31, is"), "a place in a source": ("§ 2", "§ 4"),
    "confidence": ("confidence: statute", "confidence: derived"), "a unit": ("unit: years", "unit: months"), "a label": ("en: age", "en: years"),
    "a source's title": ("The bus act", "The bus Act"), "a default": ("default: runs", "default: stands_still"),
    "an option": ("[runs, stands_still]", "[runs, stands_still, depends]"), "a reason": ("It is not said", "Nobody says"),
    "a where": ("type == ordinary", "type != ordinary"), "a number in a where": (">= 20", ">= 21"), "none_before": ("none_before: 2015", "none_before: 2014"),
    "a kind": ("of: education", "of: igu"), "a mode": ("any_day", "every_day"), "an operator": ("school_weeks >= 5", "school_weeks > 5"),
    "and for or": ("and sunday", "or sunday"), "a sentence": ("{school_weeks} weeks", "{school_weeks} of the weeks"),
    "a title": ("en: The school bus", "en: A school bus"),
    "the rule's name": ("  rides:", "  goes:"), "a paragraph": ("at: § 1", "at: § 9"),
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_layout_does_not_change_the_hash(tmp_path: Path, name: str) -> None:
    changed = LAYOUTS[name](FILE)
    assert changed != FILE
    assert hash_of(tmp_path / "b", changed) == hash_of(tmp_path / "a", FILE)


@pytest.mark.parametrize("name", CHANGES)
def test_any_value_changes_the_hash(tmp_path: Path, name: str) -> None:
    old, new = CHANGES[name]
    changed = FILE.replace(old, new, 1)
    assert changed != FILE
    if name == "a unit":                # what it is compared with, and a condition on its fields, must follow
        changed = changed.replace("age(citizen.born, on) >=", "elapsed(citizen.born, on, month) >=")
    if name == "a kind":
        changed = changed.replace("where: support == su", "where: part == school")
    assert hash_of(tmp_path / "b", changed) != hash_of(tmp_path / "a", FILE)


def test_a_rule_set_that_is_used_is_part_of_the_hash(tmp_path: Path) -> None:
    from integrationrules.rulebook.book import read

    from .written import tree

    def hashes(root: Path, least: int) -> tuple[str, str]:
        far = f'rules:\n  far: {{for: citizen, when: "age(citizen.born, on) >= {least}", source: act}}\n'
        tree(root, HEAD.replace("ruleset: bus", "ruleset: walk") + far, ruleset="walk")
        found, problems = read(tree(root, HEAD + "uses: {walking: walk}\nrules:\n  rides: {for: citizen, when: walking.far, source: act}\n"))
        assert not problems.errors
        return found.hash_of("bus"), found.hash_of("walk")

    six, seven = hashes(tmp_path / "a", 6), hashes(tmp_path / "b", 7)
    assert six[0] != seven[0]
    assert six[1] != seven[1]


def test_two_readings_of_one_file_have_one_hash(tmp_path: Path) -> None:
    assert hash_of(tmp_path / "a", FILE) == hash_of(tmp_path / "b", FILE)
