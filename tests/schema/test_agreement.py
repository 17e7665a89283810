"""Files damaged at random: the schema refuses nothing that the reader accepts, and what the reader calls a mistake of shape, it refuses too."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, given, settings

from integrationrules.rulebook.book import read
from integrationrules.rulebook.layout import RULES_FILE
from integrationrules.timeline.files import placer, timeline_of
from integrationrules.timeline.problems import CaseError, Problem
from tests.rulebook.test_language_page import PARTS, WHOLE, joined
from tests.rulebook.written import tree

from .checking import ROOT, documents, mistakes
from .damage import damaged

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


def rules_disagree(document: Any) -> str:
    """What the schema and the reader of rule files say differently; empty where they agree."""
    with TemporaryDirectory() as folder:
        _, problems = read(tree(Path(folder), json.dumps(document, ensure_ascii=False, default=float)))
    found = mistakes("rules", document)
    in_shape = [one.message for one in problems.errors if one.code in IN_SHAPE and not one.message.startswith(UNSEEN)]
    return f"only the schema: {found}" if found and not problems.errors else f"only the reader: {in_shape}" if in_shape and not found else ""


def cases_disagree(document: Any) -> str:
    """The same of cases."""
    found, problems = mistakes("case", document), case_problems(document)
    in_shape = [str(one) for one in problems if one.id.startswith(SHAPE)]
    return f"only the schema: {found}" if found and not problems else f"only the reader: {in_shape}" if in_shape and not found else ""


@settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
@given(damaged(RULE_FILES))
def test_rule_files(document: Any) -> None:
    assert rules_disagree(document) == ""


@settings(max_examples=350, deadline=None, suppress_health_check=list(HealthCheck))
@given(damaged(CASES))
def test_cases(document: Any) -> None:
    assert cases_disagree(document) == ""
