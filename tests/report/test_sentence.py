"""Expressions read aloud."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from integrationrules.report.catalogue import translator
from integrationrules.report.names import Names
from integrationrules.report.sentence import Sentence
from integrationrules.rulebook.diagnostics import Diagnostics
from integrationrules.rulebook.expression import parse
from integrationrules.rulebook.yamltree import MappingNode, ScalarNode, read_document

from .texts import BOOK

RULESET = BOOK.rulesets["town.bus"]


@pytest.fixture
def said(tmp_path: Path) -> Callable[..., str]:
    def read(text: str, lang: str = "da") -> str:
        path = tmp_path / "x.yaml"
        path.write_text(f"x: >-\n  {text}\n", encoding="utf-8")
        problems = Diagnostics()
        document = read_document(path, "x.yaml", problems)
        assert isinstance(document, MappingNode)
        node = document.get("x")
        assert isinstance(node, ScalarNode)
        tree = parse(node, problems)
        assert tree is not None, problems.found
        return Sentence(Names(BOOK, translator(lang)), RULESET).expression(tree)

    return read


@pytest.mark.parametrize(("written", "danish", "english"), [
    ("rides >= most_rides", "uger med bus er mindst grænsen i uger", "weeks with a bus is at least the limit in weeks"),
    ("starts <= on", "kortets første dag er senest den dag der spørges om", "the card's first day is no later than the day asked about"),
    ("not years < 12", "alder er mindst 12", "age is at least 12"),
    ("years > 12 and (rides < 3 or rides > 5)", "alder er mere end 12 og (uger med bus er mindre end 3, eller uger med bus er mere end 5)",
     "age is more than 12 and (weeks with a bus is less than 3, or weeks with a bus is more than 5)"),
    ("citizen.origin == non_western", "oprindelse er ikke-vestlig", "origin is non-western"),
    ("citizen.origin not in [danish, western]", "oprindelse er ingen af dansk, vestlig", "origin is none of Danish, western"),
    ("leave_counts == counts", 'svaret på leave_counts er "det tæller med"', 'the answer to leave_counts is "it counts"'),
    ("after(moved_in.start, 2 * month)", "2 måneder efter første dag for tilflytning", "2 months after first day of moving in"),
    ("elapsed(starts, on, month) + 1", "hele måneder fra kortets første dag til den dag der spørges om + 1",
     "whole months from the card's first day to the day asked about + 1"),
    ("not card", "ikke Buskort", "not Bus card"),
    ("quarter.weeks == 13", "uger i kvartalet er 13", "weeks of the quarter is 13"),
    ("date_in(2018, 5, 15)", "15.\u00a0maj\u00a02018", "15\u00a0May\u00a02018"),
])
def test_conditions_in_words(said: Callable[..., str], written: str, danish: str, english: str) -> None:
    assert said(written) == danish
    assert said(written, "en") == english
