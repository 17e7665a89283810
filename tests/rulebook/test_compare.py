"""Two rulebooks beside each other: every change of what they say is told, none of how they say it."""

from __future__ import annotations

from pathlib import Path

import pytest

import integrationrules as ir
from integrationrules.rulebook.compare.differences import Change, Differences, differences
from integrationrules.rulebook.compare.written import writer
from integrationrules.rulebook.diagnostics import Diagnostics, Mark
from integrationrules.rulebook.expression import Expression, parse
from integrationrules.rulebook.fingerprint import fingerprint
from integrationrules.rulebook.yamltree import Document, ScalarNode

from .test_fingerprint import CHANGES, FILE, LAYOUTS
from .written import HEAD, RULE, book, tree


def compared(tmp_path: Path, before: str, after: str) -> Differences:
    return differences(book(tmp_path / "a", before), book(tmp_path / "b", after))


@pytest.mark.parametrize("name", LAYOUTS)
def test_layout_is_no_difference(tmp_path: Path, name: str) -> None:
    found = compared(tmp_path, FILE, LAYOUTS[name](FILE))
    assert found.same
    assert found.rewritten == ()


@pytest.mark.parametrize("name", CHANGES)
def test_any_value_is_a_difference(tmp_path: Path, name: str) -> None:
    old, new = CHANGES[name]
    changed = FILE.replace(old, new, 1)
    if name == "a unit":
        changed = changed.replace("age(citizen.born, on) >=", "elapsed(citizen.born, on, month) >=")
    if name == "a kind":
        changed = changed.replace("where: support == su", "where: part == school")
    found = compared(tmp_path, FILE, changed)
    assert not found.same
    assert all(part.before != part.after for change in found.changes for part in change.parts)


def only(found: Differences) -> Change:
    (change,) = found.changes
    return change


def test_a_changed_amount_is_shown_with_its_days_and_source(tmp_path: Path) -> None:
    change = only(compared(tmp_path, FILE, FILE.replace("is: 7, source: act, at: § 3", "is: 8, source: act, at: § 4")))
    assert (change.what, change.id, change.kind) == ("parameter", "bus.youngest", "changed")
    assert [(part.name, part.before, part.after) for part in change.parts] == [(
        "value 2018-01-01", "{from: 2018-01-01, to: open, is: 7, source: act, § 3}", "{from: 2018-01-01, to: open, is: 8, source: act, § 4}",
    )]


def test_a_value_that_ends_and_one_that_follows_are_two_parts(tmp_path: Path) -> None:
    later = "is: 7, source: act, at: § 3}\n      - {from: 2020-01-01, to: open, is: 8, source: act, at: § 3}"
    change = only(compared(tmp_path, FILE, FILE.replace("to: open, is: 7, source: act, at: § 3}", f"to: 2020-01-01, {later}")))
    assert [(part.name, part.before is None) for part in change.parts] == [("value 2018-01-01", False), ("value 2020-01-01", True)]


def test_a_changed_condition_is_shown_before_and_after(tmp_path: Path) -> None:
    change = only(compared(tmp_path, FILE, FILE.replace("school_weeks >= 5 and", "school_weeks >= 6 and")))
    assert (change.what, change.id) == ("rule", "bus.rides")
    rest = "and sunday == runs and age(citizen.born, on) >= youngest and exists(first(work))"
    assert [(part.name, part.before, part.after) for part in change.parts] == [("when", f"school_weeks >= 5 {rest}", f"school_weeks >= 6 {rest}")]


def test_what_is_added_or_removed_is_shown_whole(tmp_path: Path) -> None:
    more = FILE + "  walks: {for: citizen, when: exists(citizen.born), source: act, at: § 9}\n"
    added, removed = only(compared(tmp_path, FILE, more)), only(compared(tmp_path / "back", more, FILE))
    assert (added.kind, removed.kind) == ("added", "removed")
    assert {part.name: part.after for part in added.parts} == {"for": "citizen", "when": "exists(citizen.born)", "source": "act, § 9"}
    assert {part.name: part.before for part in removed.parts} == {part.name: part.after for part in added.parts}


def test_a_list_in_place_of_its_words_means_the_same(tmp_path: Path) -> None:
    rest = "facts:\n  work: {facts: employment, where: type in LIST}\nrules:\n  rides: {for: citizen, when: exists(first(work)), source: act}\n"
    before = HEAD + "lists: {paid: [ordinary, flex_job]}\n" + rest.replace("LIST", "paid")
    found = compared(tmp_path, before, HEAD + "lists: {some: [flex_job, ordinary]}\n" + rest.replace("LIST", "some"))
    assert {(change.what, part.name) for change in found.changes for part in change.parts} == {("ruleset", "list paid"), ("ruleset", "list some")}


def other(root: Path, alias: str, least: int = 6) -> ir.Rulebook:
    """A rule set that uses another under a short name."""
    far = f'rules:\n  far: {{for: citizen, when: "age(citizen.born, on) >= {least}", source: act}}\n'
    tree(root, HEAD.replace("ruleset: bus", "ruleset: walk") + far, ruleset="walk")
    return book(root, HEAD + f"uses: {{{alias}: walk}}\nrules:\n  rides: {{for: citizen, when: {alias}.far, source: act}}\n")


def test_another_short_name_is_another_hash_and_no_difference(tmp_path: Path) -> None:
    found = differences(other(tmp_path / "a", "walking"), other(tmp_path / "b", "on_foot"))
    assert found.same
    assert found.rewritten == ("bus",)


def test_rules_that_ask_for_what_changed_are_named(tmp_path: Path) -> None:
    found = differences(other(tmp_path / "a", "walking"), other(tmp_path / "b", "walking", 7))
    assert [change.id for change in found.changes] == ["walk.far"]
    assert set(found.affected) == {"bus.rides", "walk.far"}


@pytest.mark.parametrize(("old", "new"), [
    ("is: 6", "is: 5"), ("school_weeks >= 5", "school_weeks > 5"), ("default: runs", "default: stands_still"), ("any_day", "every_day"), (">= 20", ">= 21"),
])
def test_a_rule_that_may_answer_otherwise_is_among_the_affected(tmp_path: Path, old: str, new: str) -> None:
    assert compared(tmp_path, FILE, FILE.replace(old, new)).affected == ("bus.rides",)


@pytest.mark.parametrize(("old", "new"), [("en: age", "en: years"), ("The bus act", "The bus Act"), ("{school_weeks} weeks", "{school_weeks} of them")])
def test_another_text_affects_no_answer(tmp_path: Path, old: str, new: str) -> None:
    found = compared(tmp_path, FILE, FILE.replace(old, new))
    assert not found.same
    assert found.affected == ()


def test_holidays_affect_the_rules_that_ask_for_working_days(tmp_path: Path) -> None:
    text = HEAD + 'holidays: [2018-12-25]\nrules:\n  rides: {for: citizen, when: "working_day(on) == on", source: act}\n' \
        "  sits: {for: citizen, when: exists(citizen.born), source: act}\n"
    found = compared(tmp_path, text, text.replace("[2018-12-25]", "[2018-12-25, 2018-12-26]"))
    assert [(part.name, part.before, part.after) for part in only(found).parts] == [("holiday 2018-12-26", None, "2018-12-26")]
    assert found.affected == ("bus.rides",)


def test_codes_are_compared_by_group(tmp_path: Path) -> None:
    text = HEAD + "codes: {grant: {source: act, codes: {'651': SU, '652': SU uden}}}\n" + RULE
    found = only(compared(tmp_path, text, text.replace("'652': SU uden", "'653': SU uden")))
    assert [(part.name, part.before, part.after) for part in found.parts] == [("codes grant", "651: SU, 652: SU uden", "651: SU, 653: SU uden")]


def test_the_shipped_rules_are_what_they_are() -> None:
    shipped = ir.load_rulebook()
    found = differences(shipped, ir.load_rulebook())
    assert (found.same, found.affected, found.rewritten) == (True, (), ())


def test_every_shipped_part_can_be_removed_and_is_told(tmp_path: Path) -> None:
    """Each field of each shipped rule, payment, candidate and so on has a text of its own: none is a memory address or empty."""
    shipped = ir.load_rulebook()
    nothing = differences(shipped, book(tmp_path, HEAD + "rules:\n  rides: {for: citizen, when: exists(citizen.born), source: act}\n"))
    assert {change.kind for change in nothing.changes if change.id in shipped.rulesets} == {"removed"}
    from integrationrules.rulebook.compare.parts import parts_of

    for ruleset in shipped.rulesets.values():
        for group in (ruleset.sources, ruleset.parameters, ruleset.assumptions, ruleset.selections, ruleset.definitions, ruleset.candidates, ruleset.rules,
                      ruleset.payments, ruleset.deadlines):
            for one in group:
                for name, (text, _) in parts_of(one, writer(ruleset)).items():
                    assert " object at 0x" not in text, (one.id, name)
                    assert "Mark(" not in text, (one.id, name)
                    assert text or (name in ("by", "published", "act", "url")), (one.id, name)


EXPRESSIONS = [
    "a and (b or c)", "not (a and b)", "a - (b - c)", "a - b - c", "(a + b) * 2", "a + b * 2", "(a < b) == (c < d)", "1 <= a < 3", "x in [a, 'b']",
    "not (a < b)", "first(a or b).start", "-1 * day", "after(a, 12 * month)", "0.5", "a // 2 * 3", "a // (2 * 3)", "(a or b) and not c", "not not a",
]


def read(text: str) -> Expression:
    document = Document("x", (text,), text)
    found = parse(ScalarNode(Mark("x", 1, 1), text, False, (0, 0), document, text), Diagnostics())
    assert found is not None
    return found


@pytest.mark.parametrize("text", EXPRESSIONS)
def test_what_is_written_reads_back_as_the_same(tmp_path: Path, text: str) -> None:
    write = writer(book(tmp_path, FILE).rulesets["bus"])
    tree_ = read(text)
    assert fingerprint(read(write.expression(tree_))) == fingerprint(tree_)
