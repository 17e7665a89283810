"""The sheet of checks: each with its verdict and a sentence; where a check is arithmetic, the verdict is a formula."""

from __future__ import annotations

from functools import reduce

from integrationrules.economics.investment.checks.sums import rounding
from integrationrules.economics.investment.model import Claim
from integrationrules.economics.investment.result import Check, InvestmentResult
from integrationrules.report.catalogue import Translator
from integrationrules.report.money.sentences import check_sentence, grouped
from integrationrules.report.money.words import VERDICTS, check_title

from ..cell import Cell, text
from ..expression import Call, Expression, Literal, Range, plus, when
from ..sheet import Block, Sheet
from .entries import Entries
from .yearly import Yearly

__all__ = ["Verdicts"]

_EXACT = 1e-9
"""Sums of decimals are not exact in a worksheet."""


class Verdicts:
    """The cells of every check."""

    def __init__(self, entries: Entries, yearly: Yearly, result: InvestmentResult, tr: Translator) -> None:
        self.entries, self.yearly, self.result, self.tr = entries, yearly, result, tr
        self.words = {name: tr(text) for name, text in VERDICTS.items()}
        self.live = {one.about: found for one in result.checks if one.id == "sums" and (found := self._computed(one.about)) is not None}
        self.rows = tuple(self._row(one) for one in grouped(result.checks))
        self.counts = {name: Cell(self._count(word), "count", f"out_checks_{name}") for name, word in self.words.items()}

    def _count(self, word: str) -> Expression:
        return Call("COUNTIF", (Range(tuple(row[2] for row in self.rows)), Literal(word))) if self.rows else Literal(0.0)

    def _computed(self, about: str) -> tuple[Claim, Expression] | None:
        """What the parts of a claim make, in cells."""
        claim = next((one for one in self.entries.case.claims if one.id == about), None)
        if claim is None:
            return None
        if claim.sum_of:
            return claim, plus([self._part(name) for name in claim.sum_of])
        if claim.difference_of:
            first, *rest = (self._part(name) for name in claim.difference_of)
            return claim, reduce(lambda left, right: left - right, rest, first)
        if claim.net_of:
            return claim, plus([self._signed(name) for name in claim.net_of])
        return None

    def _part(self, name: str) -> Expression:
        return self._sum(name, [cells["least"] for cells in self.yearly.plain])

    def _signed(self, name: str) -> Expression:
        return self._sum(name, [cells["least"] for cells in self.yearly.signed])

    def _sum(self, name: str, cells: list[Cell]) -> Expression:
        of_line = [cell for one, cell in zip(self.entries.amounts, cells, strict=True) if one.line.id == name]
        return plus(of_line) if of_line else self.entries.claims[name]

    def _row(self, one: Check) -> tuple[Cell, ...]:
        tr = self.tr
        found = self.live.get(one.about) if one.id == "sums" else None
        start = (text(check_title(one.id, tr)), text(self._about(one.about)))
        if found is None:
            return (*start, text(self.words[one.verdict]), text(check_sentence(one, self.entries.case.unit, tr)), text(tr("judged when the workbook was made")))
        claim, computed = found
        now = Cell(computed, "exact")
        stated = Cell(self.entries.claims[claim.id], "exact")
        agrees = Call("ABS", (stated - now,)).at_most(float(rounding(claim.value)) + _EXACT)
        verdict = Cell(when(agrees, self.words["pass"], self.words["fail"]), name=f"out_check_{claim.id}")
        return (*start, verdict, text(check_sentence(one, self.entries.case.unit, tr)), text(tr("computed here")), stated, now, Cell(stated - now, "exact"))

    def _about(self, about: str) -> str:
        case, lang = self.entries.case, self.tr.lang
        named = {one.id: one.says.get(lang) for one in case.claims} | {one.id: one.title.get(lang) for one in case.lines}
        named |= {one.id: one.title.get(lang) for one in case.follow_up}
        return named.get(about, "")

    def sheet(self, head: tuple[str, ...]) -> Sheet:
        """The sheet."""
        tr = self.tr
        columns = (tr("Check"), tr("About"), tr("Verdict"), tr("What was found"), tr("How"), tr("As published"), tr("Computed"), tr("Difference"))
        return Sheet(tr("Control"), self.entries.case.title.get(tr.lang), head, (Block("", columns, self.rows),), (24, 34, 12, 80, 24, 14, 14, 14))
