"""`integrationrules explain` and `integrationrules rules`: what the rulebook says."""

from __future__ import annotations

import difflib

from integrationrules.commands.terminal import UnusableInput, width
from integrationrules.report import rules as report
from integrationrules.report.catalogue import translator
from integrationrules.rulebook.book import Rulebook

__all__ = ["explain", "overview"]


def explain(book: Rulebook, name: str, lang: str) -> None:
    """Prints the text about a full id or the end of one; raises `UnusableInput` where none or several fit."""
    print(report.explain(book, find(book, name, lang), lang, width()), end="")


def find(book: Rulebook, name: str, lang: str) -> str:
    """The full id of what is meant; rules come before what only has the same last name."""
    tr = translator(lang)
    known = report.explainable(book)
    if name in known:
        return name
    close = [full_id for full_id in known if full_id.endswith(f".{name}")]
    chosen = [full_id for full_id in close if full_id in book.rules] or close
    if len(chosen) == 1:
        return chosen[0]
    if chosen:
        raise UnusableInput(tr("several are called '{name}'; write one of:").format(name=name), *(f"  {one}" for one in chosen))
    lines = [tr("there is no rule, parameter, measure or assumption '{name}'").format(name=name)]
    by_last = {full_id.rpartition(".")[2]: full_id for full_id in known}
    guesses = difflib.get_close_matches(name.rpartition(".")[2], by_last, n=3)
    if guesses:
        lines += [tr("perhaps:"), *(f"  {by_last[guess]}" for guess in guesses)]
    raise UnusableInput(*lines, tr("'integrationrules rules' lists all rules"))


def overview(book: Rulebook, lang: str) -> None:
    """Prints the list of all rules."""
    print(report.overview(book, lang, width()), end="")
