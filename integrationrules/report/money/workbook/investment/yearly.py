"""The sheet of calculation: each amount by year with its sign, what it may at least and at most be, and the sums."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce

from integrationrules.economics.investment.model import PAYERS
from integrationrules.report.catalogue import Translator
from integrationrules.report.money.words import money_word

from ..cell import Cell, text
from ..expression import Call, Expression, Literal, plus, when
from ..sheet import Block, Sheet
from .entries import AmountEntry, Entries

__all__ = ["ENDS", "Yearly"]

ENDS = ("least", "most")
"""The two ends of a range; of an exact amount they are the same."""
Ends = dict[str, Cell]


class Yearly:
    """Cells by year; for each amount, each payer and in all."""

    def __init__(self, entries: Entries, tr: Translator) -> None:
        self.entries, self.tr = entries, tr
        self.years = {year: Cell(year, "year", strong=True) for year in entries.case.years}
        self.plain = [self._plain(one) for one in entries.amounts]
        self.signed = [self._signed(one, plain) for one, plain in zip(entries.amounts, self.plain, strict=True)]
        self.net = {end: [self._row(one, ends, end, self._in_year) for one, ends in self._amounts()] for end in ENDS}
        self.until = {end: [self._row(one, ends, end, self._until_year) for one, ends in self._amounts()] for end in ENDS}
        self.payers = tuple(payer for payer in PAYERS if any(one.line.payer == payer for one in entries.amounts))
        self.by_payer = {end: {payer: self._sums(self.net[end], payer, f"out_payers_{payer}_by_year", end) for payer in self.payers} for end in ENDS}
        self.total = {end: self._sums(self.net[end], "", "out_years_net", end) for end in ENDS}
        self.cumulative = {end: self._sums(self.until[end], "", "out_years_cumulative", end) for end in ENDS}
        self.stays = {end: self._stay(self.cumulative[end]) for end in ENDS}

    def _amounts(self) -> list[tuple[AmountEntry, Ends]]:
        return list(zip(self.entries.amounts, self.signed, strict=True))

    def _plain(self, one: AmountEntry) -> Ends:
        """The amount times its assumptions, without sign."""
        if not one.line.times:
            return {"least": Cell(one.least, "exact"), "most": Cell(one.most, "exact")}
        factors: list[Expression] = [self.entries.used[name] for name in one.line.times]
        factor = reduce(lambda product, other: product * other, factors)
        return {"least": Cell(Call("MIN", (one.least * factor, one.most * factor)), "exact"),
                "most": Cell(Call("MAX", (one.least * factor, one.most * factor)), "exact")}

    def _signed(self, one: AmountEntry, ends: Ends) -> Ends:
        if one.line.sign > 0:
            return {end: Cell(ends[end], "exact") for end in ENDS}
        return {"least": Cell(-ends["most"], "exact"), "most": Cell(-ends["least"], "exact")}

    def _row(self, one: AmountEntry, ends: Ends, end: str, formula: Callable[[AmountEntry, Cell, str, Cell], Expression]) -> dict[int, Cell]:
        return {year: Cell(formula(one, ends[end], end, cell), "exact") for year, cell in self.years.items()}

    def _in_year(self, one: AmountEntry, whole: Cell, end: str, year: Cell) -> Expression:
        """All of a year's own amount; of a span anything from nothing to all, or its even part."""
        part = when(self.entries.evenly, whole / (one.last - one.first + 1), _reach(whole, end))
        return when(Call("AND", (year.at_least(one.first), year.at_most(one.last))), when(one.first.equals(one.last), whole, part), 0)

    def _until_year(self, one: AmountEntry, whole: Cell, end: str, year: Cell) -> Expression:
        """What falls in the year and those before it; exact again at the end of a span."""
        part = when(self.entries.evenly, whole * (year - one.first + 1) / (one.last - one.first + 1), _reach(whole, end))
        return when(year.at_least(one.last), whole, when(year.at_least(one.first), part, 0))

    def _sums(self, rows: Sequence[dict[int, Cell]], payer: str, name: str, end: str) -> dict[int, Cell]:
        some = [row for one, row in zip(self.entries.amounts, rows, strict=True) if payer in ("", one.line.payer)]
        return {year: Cell(plus([row[year] for row in some]), "exact", f"{name}_{year}_{end}", strong=True) for year in self.years}

    def _stay(self, cumulative: dict[int, Cell]) -> dict[int, Cell]:
        """1 from the year on in which the sum is zero or more and stays so."""
        found: dict[int, Cell] = {}
        later: Cell | float = 1.0
        for year in reversed(self.years):
            later = Cell(when(cumulative[year].rounded(9).at_least(0), later, 0), "count")
            found[year] = later
        return dict(sorted(found.items()))

    def sheet(self, head: tuple[str, ...]) -> Sheet:
        """The sheet."""
        tr = self.tr
        titles = {"least": tr("at least"), "most": tr("at most")}
        columns = (tr("Line"), tr("Payer"), tr("Status"), tr("All years"), *map(str, self.years))
        blocks = [Block(tr("Amounts after assumptions, without sign"), (tr("Line"), tr("Payer"), tr("Status"), tr("At least"), tr("At most")), tuple(
            (*self._named(one), ends["least"], ends["most"]) for one, ends in zip(self.entries.amounts, self.plain, strict=True)))]
        years: tuple[Cell | None, ...] = (text(tr("Year"), strong=True), None, None, None, *self.years.values())
        blocks.append(Block(tr("The years"), (), (years,)))
        for end in ENDS:
            rows: list[tuple[Cell | None, ...]] = [
                (*self._named(one), ends[end], *row.values()) for (one, ends), row in zip(self._amounts(), self.net[end], strict=True)]
            sums = [self._sum_row(tr("Net of {payer}").format(payer=money_word(payer, tr)), self.by_payer[end][payer]) for payer in self.payers]
            blocks.append(Block(tr("Net by year, {end}").format(end=titles[end]), columns, (*rows, *sums, self._sum_row(tr("Net"), self.total[end]))))
        for end in ENDS:
            rows = [(*self._named(one), None, *row.values()) for one, row in zip(self.entries.amounts, self.until[end], strict=True)]
            blocks.append(Block(tr("Cumulative net at the end of the year, {end}").format(end=titles[end]), columns, (
                *rows, self._sum_row(tr("Cumulative net"), self.cumulative[end]),
                (text(tr("1: paid back, and stays so")), None, None, None, *self.stays[end].values()))))
        return Sheet(tr("Calculation"), self.entries.case.title.get(tr.lang), head, tuple(blocks), (40, 16, 10, 15, *[14] * max(1, len(self.years))))

    def _named(self, one: AmountEntry) -> tuple[Cell, Cell, Cell]:
        return text(one.line.title.get(self.tr.lang)), text(money_word(one.line.payer, self.tr)), text(money_word(one.line.status, self.tr))

    def _sum_row(self, label: str, cells: dict[int, Cell]) -> tuple[Cell | None, ...]:
        return (text(label, strong=True), None, None, None, *cells.values())


def _reach(whole: Cell, end: str) -> Expression:
    return Call("MIN" if end == "least" else "MAX", (whole, Literal(0.0)))
