"""`--parameters FILE`: the rulebook with a caller's own values of parameters."""

from __future__ import annotations

import sys

from integrationrules.report.problems import rule_problems
from integrationrules.rulebook.book import Rulebook
from integrationrules.rulebook.diagnostics import RulebookError
from integrationrules.rulebook.overlay import read_overlay

__all__ = ["with_overlay"]


def with_overlay(book: Rulebook, path: str) -> Rulebook:
    """The rulebook with the values of a file; notices about it go to stderr. Raises `RulebookError`."""
    overlay, problems = read_overlay(path, book)
    if overlay is None or problems.errors:
        raise RulebookError(problems.errors)
    if problems.found:
        print(rule_problems(problems.found) + "\n", file=sys.stderr)
    return book.with_parameters(overlay)
