"""What worker processes calculate: thin layers over the public functions, from what was asked to the document that answers it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from integrationrules.case import evaluate
from integrationrules.case.changes import Addition, Change, Removal, Setting
from integrationrules.case.deadlines import deadlines
from integrationrules.case.whatif import whatif
from integrationrules.commands.evaluate import salt
from integrationrules.economics.investment.problems import Problems
from integrationrules.economics.investment.public import result_of
from integrationrules.economics.investment.reading import investment_of
from integrationrules.lines import read_fact
from integrationrules.register.inline import measure_cases
from integrationrules.report.rules import rules_json
from integrationrules.rulebook.book import Rulebook
from integrationrules.rulebook.yamltree import document_of
from integrationrules.timeline.files import parse_case

from .asking import ChangeAsked, DeadlinesAsked, EvaluateAsked, InvestAsked, MeasureAsked, WhatIfAsked
from .events import steps_of

__all__ = ["TASKS", "Answered", "Task"]

Answered = tuple[bytes, int]
"""A JSON document, and how many things it answers; for the audit log."""
Task = Callable[[Rulebook, Any], Any]


def _evaluate(book: Rulebook, asked: EvaluateAsked) -> Answered:
    result = evaluate(book, [parse_case(asked.case)], asked.rules, asked.quarters, asked.on, asked.as_known, asked.assumptions, salt())[0]
    return _written(result.as_json()), 1


def _whatif(book: Rulebook, asked: WhatIfAsked) -> Answered:
    changes = [_change(one) for one in asked.changes]
    found = whatif(book, parse_case(asked.case), changes, asked.rules, asked.quarters, asked.on, asked.assumptions, salt())
    return _written(found.as_json()), 1


def _deadlines(book: Rulebook, asked: DeadlinesAsked) -> Answered:
    return _written(deadlines(book, parse_case(asked.case), asked.on, asked.rules, asked.assumptions, salt()).as_json()), 1


def _measure(book: Rulebook, asked: MeasureAsked) -> Answered:
    timelines = [parse_case(one.case) for one in asked.people]
    columns = [one.columns for one in asked.people]
    found = measure_cases(book, timelines, asked.measure, asked.quarters, columns, asked.by, asked.assumptions)
    return _written(found.as_json()), len(timelines)


def _invest(book: Rulebook, asked: InvestAsked) -> Answered:
    problems = Problems()
    # JSON is YAML, and the reader of the files tells an amount that can be read in two ways from one that cannot.
    root = document_of(json.dumps(asked.case, ensure_ascii=False, default=float), "case", problems)
    if root is None:
        raise problems.error()
    case = investment_of(root, problems, list(asked.set.items()))
    return _written(result_of(case, asked.split, asked.npv, asked.scenario, asked.draws, asked.seed).as_json()), 1


def _rules(book: Rulebook, asked: None) -> Answered:
    found = rules_json(book)
    return _written(found), len(found["rules"])


def _change(asked: ChangeAsked) -> Change:
    if asked.set is not None:
        return Setting(asked.set, asked.value)
    if asked.remove is not None:
        return Removal(asked.remove)
    if isinstance(asked.add, str):
        return Addition(read_fact(asked.add), asked.add.strip())
    assert asked.add is not None
    return Addition(asked.add)


def _written(document: Mapping[str, Any]) -> bytes:
    return json.dumps(document, ensure_ascii=False, allow_nan=False).encode()


TASKS: Mapping[str, Task] = MappingProxyType({
    "evaluate": _evaluate, "whatif": _whatif, "deadlines": _deadlines, "measure": _measure, "invest": _invest, "rules": _rules,
    "events": steps_of,
})
