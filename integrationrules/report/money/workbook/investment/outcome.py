"""The sheet of results: sums, ratios and payback; in kroner rounded to the øre, and unrounded beside."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from integrationrules.economics import numbers
from integrationrules.economics.investment.model import STATUSES, Line
from integrationrules.economics.investment.result import InvestmentResult
from integrationrules.report.catalogue import Translator
from integrationrules.report.money.words import REASONS, UNITS, money_word

from ..cell import Cell, Look, text
from ..expression import Call, Expression, Literal, Range, plus, when
from ..sheet import Block, Chart, Series, Sheet
from .entries import Entries
from .yearly import ENDS, Yearly

__all__ = ["Outcome", "Pair"]

_ORE = 2
_KINDS = ("cost", "saving", "income")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two cells: what something at least is, and at most."""

    least: Cell
    most: Cell


class Outcome:
    """Everything that is reported, as cells."""

    def __init__(self, entries: Entries, yearly: Yearly, result: InvestmentResult, tr: Translator) -> None:
        self.entries, self.yearly, self.result, self.tr = entries, yearly, result, tr
        self.unit = numbers.UNITS[entries.case.unit]
        self.totals = self._totals("totals", lambda line: True)
        self.by_status = {status: self._totals(f"by_status_{status}", lambda line, status=status: line.status == status)  # type: ignore[misc]
                          for status in STATUSES if any(one.line.status == status for one in entries.amounts)}
        self.by_payer = {payer: self._totals(f"payers_{payer}", lambda line, payer=payer: line.payer == payer)  # type: ignore[misc]
                         for payer in yearly.payers}
        self.payback = {end: self._payback(end) for end in ENDS}
        self.present_value = self._present_value()
        self.persons = self._persons()

    def _totals(self, name: str, wanted: Callable[[Line], bool]) -> dict[str, Pair]:
        """Costs, savings, income, gains less costs, and gains over costs of some lines."""
        sums: dict[str, Pair] = {}
        for kind in _KINDS:
            ends = [[plain[end] for one, plain in zip(self.entries.amounts, self.yearly.plain, strict=True) if one.line.kind == kind and wanted(one.line)]
                    for end in ENDS]
            sums[kind] = self._pair(f"{name}_{kind}", plus(ends[0]), plus(ends[1]))
        cost, saving, income = (sums[kind] for kind in _KINDS)
        sums["net"] = self._pair(f"{name}_net", saving.least + income.least - cost.most, saving.most + income.most - cost.least)
        sums["benefit_cost"] = self._ratio(f"{name}_benefit_cost", saving, income, cost)
        return sums

    def _pair(self, name: str, least: Expression, most: Expression, look: Look = "exact") -> Pair:
        return Pair(Cell(least, look, f"out_{name}_least"), Cell(most, look, f"out_{name}_most"))

    def _ratio(self, name: str, saving: Pair, income: Pair, cost: Pair) -> Pair:
        """Both bounds, or a word where the costs may be nothing or a gain is negative."""
        possible = Call("AND", (cost.least.above(0), (saving.least + income.least).at_least(0)))
        none = self.tr("cannot be computed")
        return self._pair(name, when(possible, (saving.least + income.least) / cost.most, none),
                          when(possible, (saving.most + income.most) / cost.least, none), "factor")

    def _payback(self, end: str) -> Cell:
        """The first year from which on the cumulative net stays at zero or more."""
        stays, years = self.yearly.stays[end], self.yearly.years
        found = Call("INDEX", (Range(tuple(years.values())), Call("MATCH", (Literal(1.0), Range(tuple(stays.values())), Literal(0.0)))))
        if not any(one.line.kind == "cost" for one in self.entries.amounts):
            return Cell(self.tr("nothing is invested"), name=f"out_payback_{end}")
        return Cell(Call("IFERROR", (found, Literal(self.tr("not within the years of the case")))), "year", f"out_payback_{end}")

    def _present_value(self) -> tuple[Cell, Pair] | None:
        """The discount rate, and the value in the first year; None where none can be computed."""
        stated = self.result.present_value
        if stated.value is None or stated.rate is None:
            return None
        rate = Cell(stated.rate, "percent", "in_discount_rate", entry=True)
        first = next(iter(self.yearly.years.values()))
        bounds = []
        for end in ENDS:
            terms = []
            for (one, ends), row in zip(zip(self.entries.amounts, self.yearly.signed, strict=True), self.yearly.net[end], strict=True):
                spread = plus([row[year] / (rate + 1) ** (cell - first) for year, cell in self.yearly.years.items()])
                whole = [ends[end] / (rate + 1) ** (edge - first) for edge in (one.first, one.last)]
                terms.append(when(self.entries.evenly, spread, Call("MIN" if end == "least" else "MAX", tuple(whole))))
            bounds.append(plus(terms))
        return rate, self._pair("present_value_value", bounds[0], bounds[1])

    def _persons(self) -> Pair | None:
        """How many full-time persons for one year the costs are worth."""
        each, cost = self.entries.per_person, self.totals["cost"]
        if each is None:
            return None
        return self._pair("break_even_persons", cost.least * self.unit / each, cost.most * self.unit / each, "amount")

    def sheet(self, head: tuple[str, ...]) -> Sheet:
        """The sheet."""
        tr = self.tr
        columns = (tr("Result"), tr("DKK, at least"), tr("DKK, at most"), tr("Unrounded, at least"), tr("Unrounded, at most"), tr("Unit"))
        blocks = [Block(tr("In all"), columns, tuple(self._rows(self.totals)))]
        for status, found in self.by_status.items():
            blocks.append(Block(tr("Of this: {status}").format(status=money_word(status, tr)), columns, tuple(self._rows(found))))
        blocks.append(Block(tr("Payback"), (), self._payback_rows(), (tr("From the year named on the sum of costs and gains is zero or more, and stays so."),)))
        blocks.append(self._value_block(columns))
        if self.persons is not None:
            label = tr("Full-time persons off benefits for one year that the costs are worth")
            blocks.append(Block(tr("Break-even"), columns, ((text(label), None, None, self.persons.least, self.persons.most, text(tr("persons"))),)))
        for payer, found in self.by_payer.items():
            blocks.append(Block(tr("Who pays and gains: {payer}").format(payer=money_word(payer, tr)), columns, tuple(self._rows(found))))
        return Sheet(tr("Result"), self.entries.case.title.get(tr.lang), head, tuple(blocks), (44, 20, 20, 18, 18, 14))

    def drawn(self, head: tuple[str, ...], tornado: Chart | None) -> Sheet:
        """The sheet of charts, with what they draw as tables."""
        table, charts = self._by_year()
        every = (*charts, tornado) if tornado else charts
        return Sheet(self.tr("Charts"), self.entries.case.title.get(self.tr.lang), head, table, (26, 18, 18, 22, 22, 16), every, one_page=True)

    def _rows(self, found: dict[str, Pair]) -> Iterable[tuple[Cell | None, ...]]:
        tr = self.tr
        labels = {"cost": tr("Costs"), "saving": tr("Savings"), "income": tr("Income"), "net": tr("Net: savings and income less costs")}
        for name, label in labels.items():
            yield self._money_row(label, found[name], name == "net")
        ratio = found["benefit_cost"]
        yield text(tr("Savings and income for each krone spent")), None, None, ratio.least, ratio.most, text("")

    def _money_row(self, label: str, pair: Pair, strong: bool = False) -> tuple[Cell, ...]:
        rounded = [Cell((cell * self.unit).rounded(_ORE), "money", cell.name + "_kr", strong=strong) for cell in (pair.least, pair.most)]
        return text(label, strong), *rounded, pair.least, pair.most, text(self.tr(UNITS[self.entries.case.unit]))

    def _payback_rows(self) -> tuple[tuple[Cell | None, ...], ...]:
        tr = self.tr
        return (text(tr("At the earliest in")), self.payback["most"]), (text(tr("At the latest in")), self.payback["least"])

    def _value_block(self, columns: tuple[str, ...]) -> Block:
        tr = self.tr
        heading = tr("Net present value in the first year")
        if self.present_value is None:
            return Block(heading, (), (), (tr(REASONS[self.result.present_value.reason]),))
        rate, value = self.present_value
        return Block(heading, columns, (self._money_row(heading, value, True), (text(tr("Real discount rate a year, by the year of the decision")), rate)))

    def _by_year(self) -> tuple[tuple[Block, ...], tuple[Chart, ...]]:
        """What the charts draw, as tables that can be read without them."""
        tr, unit = self.tr, self.tr(UNITS[self.entries.case.unit])
        years = {year: Cell(cell, "year") for year, cell in self.yearly.years.items()}
        curve = {end: {year: Cell(self.yearly.cumulative[end][year], "amount") for year in years} for end in ENDS}
        net = {end: {year: Cell(self.yearly.total[end][year], "amount") for year in years} for end in ENDS}
        titles = (tr("Year"), tr("Net, at least"), tr("Net, at most"), tr("Cumulative, at least"), tr("Cumulative, at most"), tr("Unit"))
        rows = tuple((years[year], net["least"][year], net["most"][year], curve["least"][year], curve["most"][year], text(unit)) for year in years)
        payers = {payer: Pair(Cell(found["net"].least, "amount"), Cell(found["net"].most, "amount")) for payer, found in self.by_payer.items()}
        names = {payer: text(money_word(payer, tr)) for payer in payers}
        gains = tuple((names[payer], pair.least, pair.most, None, None, text(unit)) for payer, pair in payers.items())
        heads = (tr("Payer"), tr("Net, at least"), tr("Net, at most"), "", "", tr("Unit"))
        blocks = (Block(tr("By year"), titles, rows), Block(tr("By payer, drawn below"), heads, gains))
        labels = tuple(years.values())
        cumulative = Chart("line", tr("Cumulative net at the end of the year"), tr("Year"), unit, (
            Series(tr("at most"), labels, tuple(curve["most"].values()), soft=True), Series(tr("at least"), labels, tuple(curve["least"].values()))),
            tr("Two lines by year, from the table By year: the least and the most that the cumulative net may be."))
        who = Chart("column", tr("Who pays and gains, in all"), tr("Payer"), unit, (
            Series(tr("at least"), tuple(names.values()), tuple(pair.least for pair in payers.values())),
            Series(tr("at most"), tuple(names.values()), tuple(pair.most for pair in payers.values()))),
            tr("Columns by payer, from the table By payer; above zero is a gain, below zero a cost."))
        return blocks, (cumulative, who)
