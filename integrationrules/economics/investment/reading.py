"""Reading an investment case from YAML: all mistakes at once, each with its place."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from integrationrules.economics.numbers import STYLES, UNITS, Style
from integrationrules.rulebook.yamltree import MappingNode, ScalarNode, read_document

from .around import (
    read_assumptions,
    read_claims,
    read_conclusions,
    read_counterfactual,
    read_effect,
    read_follow_up,
    read_included,
    read_missing,
    read_persons,
    read_scope,
    read_source,
    read_stated_years,
)
from .fields import Fields
from .lines import read_line, read_price_level
from .model import TAKEN_OUT, InvestmentCase
from .problems import InvestmentError, InvestmentProblem, Problems
from .setting import with_settings

__all__ = ["CASE_KEYS", "investment_of", "investment_tree", "read_investment"]

CASE_KEYS = (
    "investment", "title", "municipality", "decided", "currency", "amounts", "talformat", "prices", "budget_period", "stated_years", "scope",
    "compared_with", "persons", "sources", "lines", "claims", "follow_up", "assumptions", "included", "events", "taken_out", "missing",
    "effect", "concludes",
)


def read_investment(path: str | os.PathLike[str], settings: Sequence[tuple[str, str]] = ()) -> InvestmentCase:
    """The case of a file, with values set anew by path; raises `InvestmentError` with every mistake, by line and column."""
    problems = Problems()
    return investment_of(investment_tree(path, problems), problems, settings)


def investment_tree(path: str | os.PathLike[str], problems: Problems | None = None) -> MappingNode:
    """The tree of a YAML file; what is wrong with single values goes to `problems`. Raises `InvestmentError` where there is no tree."""
    shown, found = os.fspath(path), Problems() if problems is None else problems
    if not Path(path).is_file():
        raise InvestmentError([InvestmentProblem(shown, "", "invest_no_file")])
    root = read_document(Path(path), shown, found)
    if root is None or (problems is None and found):
        raise found.error()
    return root


def investment_of(root: MappingNode, problems: Problems, settings: Sequence[tuple[str, str]] = ()) -> InvestmentCase:
    """The case of a tree that was read already, in which `problems` were found; raises `InvestmentError` with every mistake."""
    case = _case(with_settings(root, settings, problems), problems, tuple(settings))
    if problems or case is None:
        raise problems.error()
    return case


def _case(root: MappingNode, problems: Problems, settings: tuple[tuple[str, str], ...]) -> InvestmentCase | None:
    top = Fields(root, "", problems)
    top.known(*CASE_KEYS)
    unit = top.word("amounts", tuple(UNITS), "@a unit")
    style = _style(top)
    fields = Fields(root, "", problems, style, unit or "kr")
    name, title = fields.plain("investment"), fields.text("title", "@a title")
    if not name:
        fields.missing("investment", "@an id")
    _currency(fields)
    level = read_price_level(fields)
    sources = {key: read_source(key, part) for key, part in fields.parts("sources")}
    assumptions = read_assumptions(fields, sources)
    if not fields.has("lines"):
        fields.missing("lines", "@lines")
    found = [read_line(key, part, sources, _names(fields, "assumptions"), level) for key, part in fields.parts("lines")]
    lines = {line.id: line for line in found if line is not None}
    if fields.has("lines") and not found and not fields.has("missing"):
        fields.tell("invest_no_lines", fields.mark("lines"), "lines")
    # One amount without years, and no sum of all is that of any years: each then stands for itself.
    undated = any(line.undated is not None for line in lines.values())
    added, apart = ((), tuple(lines.values())) if undated else (tuple(lines.values()), ())
    named = _names(fields, "lines")
    follow_up = read_follow_up(fields, sources)
    claims = read_claims(fields, sources, named, _names(fields, "follow_up"))
    persons = read_persons(fields, sources, named)
    rest = {
        "scope": read_scope(fields, sources), "compared_with": read_counterfactual(fields, sources), "included": read_included(fields, sources),
        "missing": read_missing(fields), "budget_period": fields.period("budget_period"), **read_stated_years(fields, sources),
        "decided": fields.year("decided"), "municipality": _municipality(fields),
        "taken_out": fields.word("taken_out", TAKEN_OUT, default="not_stated"),
        "effect": read_effect(fields, sources), "concludes": read_conclusions(fields),
        "events": tuple(text for node in fields.items("events") if (text := fields.text_of(node, "events"))),
    }
    if title is None or problems:
        return None
    return InvestmentCase(
        name, title, unit, level, added, sources, apart=apart, claims=claims, follow_up=follow_up, persons=persons,
        assumptions=tuple(assumptions.values()), settings=settings, **rest,
    )


def _names(fields: Fields, section: str) -> tuple[str, ...]:
    """What is named in a section, readable or not."""
    found = fields.node.get(section)
    return tuple(name for name, _ in found) if isinstance(found, MappingNode) else ()


def _style(fields: Fields) -> Style | None:
    found = fields.word("talformat", STYLES)
    return next((style for style in STYLES if style == found), None)


def _currency(fields: Fields) -> None:
    found = fields.scalar("currency")
    if found is not None and found.text != "DKK":
        fields.tell("invest_currency", found.mark, "currency", found=found.text)


def _municipality(fields: Fields) -> int | None:
    found = fields.scalar("municipality")
    if found is None:
        return None
    if isinstance(found, ScalarNode) and found.text.isascii() and found.text.isdecimal() and 100 < int(found.text[:6]) < 1000:
        return int(found.text)
    fields.tell("invest_municipality", found.mark, "municipality", found=found.text)
    return None
