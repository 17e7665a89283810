"""Files damaged at random: the schema refuses nothing that the reader accepts, and what the reader calls a mistake of shape, it refuses too."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from integrationrules.rulebook.book import read
from integrationrules.rulebook.layout import RULES_FILE
from integrationrules.timeline.files import placer, timeline_of
from integrationrules.timeline.problems import CaseError, Problem
from tests.rulebook.test_language_page import PARTS, WHOLE, joined
from tests.rulebook.written import tree

from .checking import ROOT, documents, mistakes

OTHER: tuple[Any, ...] = (None, {}, [], "x", 7, 2.5, True, ["a", "b"], {"da": "x", "en": "y"}, "2018-05-28", "none", "open", "citizen.born", {"else": "on"})
WORDS = ("x", "X-1", "when", "facts", "from", "is", "by", "at", "source", "label", "on", "to", "through", "kind", "value", "type")
SHAPE = ("unknown_key", "missing_", "not_a_mapping", "not_a_list", "not_one_of", "unknown_kind", "date_form", "not_a_whole", "not_a_number", "not_text",
         "not_true_or_false", "to_and_through", "both_hours", "to_missing", "observed_empty", "number_too", "hours_per", "amount_")
"""Messages about the shape of a case."""
IN_SHAPE = ("IR005", "IR006", "IR007", "IR008", "IR014", "IR103", "IR112", "IR219")
"""Codes about the shape of a rule file."""
UNSEEN = ("`is` needs ", "a case after `else` ")
"""Mistakes of shape that hang on what stands elsewhere."""


def rule_files() -> Iterator[Any]:
    """The examples of the language page that need no other rule set."""
    with TemporaryDirectory() as folder:
        for number, text in enumerate([WHOLE, *map(joined, PARTS)]):
            root = tree(Path(folder) / str(number), text)
            if not read(root)[1].errors:
                yield documents(root / "bus" / "rules.yaml")[0]


RULE_FILES = list(rule_files())
CASES = [one for path in sorted((ROOT / "examples").glob("*.yaml")) if not path.name.startswith("amounts") for one in documents(path)]


def places(document: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place of a document but the whole."""
    inside = document.items() if isinstance(document, dict) else enumerate(document) if isinstance(document, list) else ()
    for step, value in inside:
        yield (*path, step)
        yield from places(value, (*path, step))


@st.composite
def damaged(draw: st.DrawFn, good: list[Any]) -> Any:
    """A document with a place left out, renamed, added to or filled with something else."""
    document = copy.deepcopy(draw(st.sampled_from(good)))
    path = draw(st.sampled_from(list(places(document))))
    holder = document
    for step in path[:-1]:
        holder = holder[step]
    change = draw(st.sampled_from(("leave out", "rename", "add", "fill")))
    if change == "leave out":
        del holder[path[-1]]
    elif change == "fill" or isinstance(holder, list):
        holder[path[-1]] = draw(st.sampled_from(OTHER))
    elif change == "add":
        holder.setdefault(draw(st.sampled_from(WORDS)), draw(st.sampled_from(OTHER)))
    else:
        holder.setdefault(draw(st.sampled_from(WORDS)), holder.pop(path[-1]))
    return document


def test_the_examples_use_most_of_the_language() -> None:
    used = {key for document in RULE_FILES for key in document}
    assert used >= set(RULES_FILE.names) - {"covers", "invented", "uses", "periods"}


def case_problems(document: Any) -> tuple[Problem, ...]:
    """What reading a case finds wrong."""
    try:
        timeline_of(copy.deepcopy(document), None, placer("", "case.yaml", 0))
    except CaseError as error:
        return error.problems
    return ()


@settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
@given(damaged(RULE_FILES))
def test_rule_files(document: Any) -> None:
    text = json.dumps(document, ensure_ascii=False, default=float)
    with TemporaryDirectory() as folder:
        _, problems = read(tree(Path(folder), text))
    found = mistakes("rules", document)
    if found:
        assert problems.errors, found
    in_shape = [one.message for one in problems.errors if one.code in IN_SHAPE and not one.message.startswith(UNSEEN)]
    if in_shape:
        assert found, in_shape


@settings(max_examples=350, deadline=None, suppress_health_check=list(HealthCheck))
@given(damaged(CASES))
def test_cases(document: Any) -> None:
    found = mistakes("case", document)
    problems = case_problems(document)
    if found:
        assert problems, found
    if any(one.id.startswith(SHAPE) for one in problems):
        assert found, problems
