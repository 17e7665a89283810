"""Questions that nobody has decided: of each, some case shows that it changes the answer, and some that it need not."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from integrationrules.case.evaluation import evaluate
from integrationrules.dates import Quarter
from integrationrules.engine.decision import Decision
from integrationrules.rulebook.book import load
from integrationrules.rulebook.load import ruleset_folders
from integrationrules.timeline.documents import yaml_values
from integrationrules.timeline.files import timeline_of

BOOK = load()
UNDECIDED = sorted(one.name for one in BOOK.assumptions.values() if one.default is None and not BOOK.ruleset_of(one.id).invented)


@cache
def decisions() -> tuple[Decision, ...]:
    """Every expectation of the shipped cases, answered without any option chosen."""
    found: list[Decision] = []
    root = Path(BOOK.root)
    for folder in ruleset_folders(root):
        ruleset = ".".join(folder.relative_to(root).parts)
        for path in sorted((folder / "cases").glob("*.yaml")):
            for document in yaml_values(path.read_text(encoding="utf-8")):
                timeline = timeline_of({key: document[key] for key in ("citizen", "observed", "facts") if key in document}, None, lambda path, key: "")
                for asked in document.get("expect") or ():
                    rule = asked["rule"] if asked["rule"] in BOOK.rules else f"{ruleset}.{asked['rule']}"
                    if asked.get("options") or not any(BOOK.assumptions[name].default is None for name in BOOK.rules[rule].assumptions):
                        continue
                    quarters = [Quarter.parse(asked["quarter"])] if "quarter" in asked else []
                    on = date.fromisoformat(str(asked["on"])) if "on" in asked else None
                    (result,) = evaluate(BOOK, [timeline], [rule], quarters, on)
                    found.extend(result.decisions)
    return tuple(found)


@pytest.mark.parametrize("name", UNDECIDED)
def test_a_case_hangs_on_it(name: str) -> None:
    assert any(name in {one.assumption for one in decision.depends_on} for decision in decisions())


@pytest.mark.parametrize("name", UNDECIDED)
def test_a_case_does_not_hang_on_it(name: str) -> None:
    leaning = [decision for decision in decisions() if name in decision.assumptions]
    assert any(name not in {one.assumption for one in decision.depends_on} and str(decision.verdict) != "unknown" for decision in leaning)
