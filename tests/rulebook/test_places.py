"""Where a mistake is said to be: under the word itself, whatever stands before it."""

from __future__ import annotations

from pathlib import Path

import pytest

from integrationrules.rulebook.book import read

from .written import HEAD, RULE, codes, told, tree


def underlined(root: Path, rules: str | bytes) -> list[str]:
    """The words under the marks."""
    _, problems = read(tree(root, rules))
    return [one.mark.source[one.mark.column - 1:one.mark.column - 1 + one.mark.length] for one in problems.found]


def rule(when: str) -> str:
    return HEAD + f"rules:\n  rides:\n    for: citizen\n    when: {when}\n    source: act\n"


@pytest.mark.parametrize("when", [
    "citizen.born <= onn",
    "citizen.born   <=    onn",
    '"citizen.born <= onn"',
    "'citizen.born <= onn'",
    "(citizen.born <= onn)",
    ">\n      citizen.sex == female\n      and citizen.born <= onn",
    "|\n      citizen.sex == female\n\n      and citizen.born <= onn",
    "citizen.sex == female\n      and citizen.born <= onn",
    "\"citizen.sex == female\n      and citizen.born <= onn\"",
    ">-\n      citizen.born <= onn",
    "citizen.born <= onn  # æøå",
])
def test_the_word_is_underlined_in_every_kind_of_quotes(tmp_path: Path, when: str) -> None:
    assert underlined(tmp_path, rule(when)) == ["onn"]


def test_danish_letters_before_the_mistake_do_not_move_it(tmp_path: Path) -> None:
    text = HEAD + 'rules:\n  rides: {title: {da: "Æblegrød på øen", en: "Åse"}, for: citizen, when: citizen.born <= onn, source: act}\n'
    assert underlined(tmp_path, text) == ["onn"]


def test_danish_letters_in_the_expression_do_not_move_it(tmp_path: Path) -> None:
    assert underlined(tmp_path, rule("alderspå_øen and citizen.born <= onn")) == ["alderspå_øen", "onn"]


@pytest.mark.parametrize("mark", ["\u2028", "\u2029", "\x85"])
def test_unicode_line_ends_in_a_text_do_not_move_it(tmp_path: Path, mark: str) -> None:
    text = HEAD.replace("Skolebussen", f'"Skole{mark}bussen"') + "rules:\n  rides: {for: citizen, when: citizen.born <= onn, source: act}\n"
    assert underlined(tmp_path, text) == ["onn"]


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_other_line_ends_are_lines_too(tmp_path: Path, end: str) -> None:
    text = rule("citizen.sex == female\n      and citizen.born <= onn")
    assert told(tmp_path / "a", text.replace("\n", end).encode()) == told(tmp_path / "b", text)
    assert underlined(tmp_path / "c", text.replace("\n", end).encode()) == ["onn"]


def test_a_byte_order_mark_is_not_a_character(tmp_path: Path) -> None:
    assert told(tmp_path / "a", b"\xef\xbb\xbf" + rule("citizen.born <= onn").encode()) == told(tmp_path / "b", rule("citizen.born <= onn"))


def test_a_byte_order_mark_alone_is_an_empty_file(tmp_path: Path) -> None:
    assert codes(tmp_path, b"\xef\xbb\xbf") == ["IR001"]


def test_a_tab_between_words_is_only_space(tmp_path: Path) -> None:
    assert underlined(tmp_path, rule("citizen.born\t<=\tonn")) == ["onn"]


def test_a_tab_for_indentation_is_named(tmp_path: Path) -> None:
    _, problems = read(tree(tmp_path, HEAD + "rules:\n\trides: {for: citizen}\n"))
    assert [one.message for one in problems.found] == ["not valid YAML: a tab cannot indent"]


def test_doubled_quotes_are_one_quote(tmp_path: Path) -> None:
    assert codes(tmp_path, rule("'citizen.sex == ''female'''")) == []


def test_a_very_long_line_is_shown_around_the_mistake(tmp_path: Path) -> None:
    many = " or ".join(["citizen.born <= on"] * 20)
    _, problems = read(tree(tmp_path, rule(f"{many} or citizen.born <= onn or {many}")))
    shown, marks = problems.found[0].text().split("\n")[1:3]
    assert shown[marks.index("^"):marks.rindex("^") + 1] == "onn"
    assert len(shown) <= 112


# ---- YAML's own traps

@pytest.mark.parametrize("word", ["yes", "no", "off", "y", "n", "Yes", "NO", "Off"])
def test_a_bare_word_for_true_or_false_is_refused(tmp_path: Path, word: str) -> None:
    text = HEAD.replace("title: The bus act", f"title: The bus act, by: {word}") + RULE
    assert codes(tmp_path / "bare", text) == ["IR002"]
    assert codes(tmp_path / "quoted", text.replace(f"by: {word}", f'by: "{word}"')) == []


def test_a_date_or_number_for_a_text_is_kept_as_written(tmp_path: Path) -> None:
    found, problems = read(tree(tmp_path, HEAD.replace("title: The bus act", "title: The bus act, published: 2019-10, by: 007") + RULE))
    assert not problems.found
    source = found.rulesets["bus"].sources[0]
    assert (source.published, source.by) == ("2019-10", "007")


def test_a_comma_in_braces_is_named_once_and_read_on(tmp_path: Path) -> None:
    text = HEAD + "measures:\n  opening: {is: date_in(2018, 5, 15)}\n" + "rules:\n  rides: {for: citizen, when: opening <= onn, source: act}\n"
    assert codes(tmp_path, text) == ["IR003", "IR210"]


def test_a_comma_in_a_quoted_expression_is_no_mistake(tmp_path: Path) -> None:
    text = HEAD + 'measures:\n  opening: {is: "date_in(2018, 5, 15)"}\n' + "rules:\n  rides: {for: citizen, when: opening <= on, source: act}\n"
    assert codes(tmp_path, text) == []


def test_an_anchor_may_be_used_again(tmp_path: Path) -> None:
    text = HEAD + "rules:\n  rides: {title: &title {da: Kører, en: Rides}, for: citizen, when: exists(citizen.born), source: act, says: *title}\n"
    assert codes(tmp_path, text) == []


def test_a_bomb_of_aliases_is_refused(tmp_path: Path) -> None:
    levels = "\n".join(f"  l{level}: &l{level} [{', '.join([f'*l{level - 1}'] * 10)}]" for level in range(1, 12))
    assert "IR009" in codes(tmp_path, HEAD + "sets:\n  l0: &l0 [on]\n" + levels + "\n")


def test_an_anchor_inside_itself_is_refused(tmp_path: Path) -> None:
    assert "IR009" in codes(tmp_path, HEAD + "rules: &rules\n  rides: *rules\n")


@pytest.mark.parametrize("text", ["[" * 100_000, "{a: " * 50_000, "- " * 50_000, "[" * 100_000 + "]" * 100_000, "? " * 30_000])
def test_depth_that_would_end_the_process_is_refused(tmp_path: Path, text: str) -> None:
    assert codes(tmp_path, text) in (["IR009"], ["IR001"])


def test_a_large_file_is_refused_unread(tmp_path: Path) -> None:
    assert codes(tmp_path, "# " + "x" * 2_000_001) == ["IR009"]


def test_fifteen_hundred_lines_are_read(tmp_path: Path) -> None:
    measures = "".join(f"  m{number}: m{number - 1} + 1\n" if number % 50 else f"  m{number}: {number}\n" for number in range(1_500))
    found, problems = read(tree(tmp_path, HEAD + "measures:\n" + measures + "rules:\n  rides: {for: citizen, when: m1499 >= 1, source: act}\n"))
    assert not problems.errors
    assert len(found.rulesets["bus"].definitions) == 1_500
