"""The sheet of sensitivity: scenarios to choose from, the net with one input at a time at its bounds, and where it is zero."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce

from integrationrules.economics.investment.result import InvestmentResult
from integrationrules.economics.investment.sensitivity import DrawnNet, Move
from integrationrules.economics.investment.spreads import stated_spreads
from integrationrules.report.catalogue import Translator
from integrationrules.report.money.sensitivity import SCENARIOS, chance_text, input_title
from integrationrules.report.money.words import UNITS

from ..cell import Cell, Look, text
from ..expression import Expression, Operand, plus
from ..sheet import Block, Chart, Series, Sheet
from .entries import AmountEntry, Entries
from .outcome import Outcome
from .yearly import ENDS

__all__ = ["Moving"]

Ends = dict[str, Cell]


class Moving:
    """The cells of everything that moves the net over all years."""

    def __init__(self, entries: Entries, outcome: Outcome, result: InvestmentResult, tr: Translator) -> None:
        self.entries, self.outcome, self.result, self.tr = entries, outcome, result, tr
        self.known = result.sensitivity
        spreads = stated_spreads(result.stated)
        self.likely = {name: Cell(spread.likely, self._look(name), f"in_likely_{name}", entry=True) for name, spread in spreads.items()}
        self.chart: Chart | None = None
        """The tornado, once its table is laid out."""
        self.bars = [self._bar(move) for move in self.known.moves] if self.known else []
        self.zeros = [self._zero(one.name) for one in self.known.zero_at] if self.known else []

    def _look(self, name: str) -> Look:
        return "percent" if any(one.name == name and one.unit == "percent" for one in self.entries.case.assumptions) else "exact"

    def _bar(self, move: Move) -> tuple[Cell, Cell, Ends, Ends]:
        """The low and the high value, and the net with each."""
        if move.kind == "line":
            of_line = [one for one in self.entries.amounts if one.line.id == move.name]
            values = [Cell(plus([getattr(one, end) for one in of_line]), "exact") for end in ENDS]
            nets = [{end: self._net(end, {}, {move.name: which}) for end in ENDS} for which in ENDS]
        else:
            values = [Cell(value, self._look(move.name), f"in_{side}_{move.name}", entry=True) for side, value in (("low", move.low), ("high", move.high))]
            nets = [{end: self._net(end, {move.name: value}) for end in ENDS} for value in values]
        cells = [{end: Cell(net, "exact", f"out_tornado_{move.name}_{side}_{end}") for end, net in ends.items()}
                 for side, ends in zip(("low", "high"), nets, strict=True)]
        return values[0], values[1], cells[0], cells[1]

    def _net(self, end: str, values: Mapping[str, Operand], settled: Mapping[str, str] | None = None) -> Expression:
        """The net over all years with some assumptions at other values, the rest at their likely ones, and some lines at one end of their range."""
        return plus([self._term(one, end, values, settled or {}) for one in self.entries.amounts])

    def _term(self, one: AmountEntry, end: str, values: Mapping[str, Operand], settled: Mapping[str, str]) -> Expression:
        opposite = {"least": "most", "most": "least"}
        which = settled.get(one.line.id, end if one.line.sign > 0 else opposite[end])
        amount: Expression = getattr(one, which)
        product = reduce(lambda left, name: left * values.get(name, self.likely.get(name, self.entries.assumptions[name])), one.line.times, amount)
        return product if one.line.sign > 0 else -product

    def _zero(self, name: str) -> tuple[Cell, Cell, Cell]:
        """The net with the assumption at nothing and at one, and where the line between them is zero."""
        nothing, one = (Cell(self._net("least", {name: value}), "exact") for value in (0, 1))
        return nothing, one, Cell(-nothing / (one - nothing), self._look(name), f"out_zero_{name}", strong=True)

    def sheet(self, head: tuple[str, ...]) -> Sheet:
        """The sheet."""
        tr, unit = self.tr, self.tr(UNITS[self.entries.case.unit])
        blocks = [self._scenarios(unit)] if self.entries.scenario is not None else [
            Block(tr("Scenarios"), (), (), (tr("The case does not say how far its assumptions may lie, so there are no scenarios and no draws."),))]
        if self.bars and self.known is not None:
            block, self.chart = self._tornado(unit, self.known.moves)
            blocks.append(block)
        blocks += self._break_even(unit)
        if self.known is not None and self.known.drawn is not None:
            blocks.append(self._draws(self.known.drawn, unit))
        return Sheet(tr("Sensitivity"), self.entries.case.title.get(tr.lang), head, tuple(blocks), (40, 14, 14, 16, 16, 16, 16, 14),
                     legend=tr("Yellow cells with a thick frame are entries: change them, and every other sheet follows."))

    def _scenarios(self, unit: str) -> Block:
        tr, entries = self.tr, self.entries
        names = entries.scenario_words
        assert entries.scenario is not None
        rows: list[tuple[Cell | None, ...]] = [(text(tr("Scenario in use"), strong=True), entries.scenario)]
        for one in entries.case.assumptions:
            if one.name in entries.scenarios:
                rows.append((text(one.title.get(tr.lang)), entries.used[one.name], *entries.scenarios[one.name].values()))
        net = self.outcome.totals["net"]
        rows.append((text(tr("Net, at least"), strong=True), Cell(net.least, "exact"), None, None, None, text(unit)))
        rows.append((text(tr("Net, at most"), strong=True), Cell(net.most, "exact"), None, None, None, text(unit)))
        return Block(tr("Scenarios"), (tr("Assumption"), tr("In use"), *(names[name] for name in SCENARIOS)), tuple(rows), (
            tr("Choose a scenario in the yellow cell; every sheet follows. Low is the lower net, high the higher."),))

    def _tornado(self, unit: str, moves: Sequence[Move]) -> tuple[Block, Chart]:
        tr = self.tr
        columns = (tr("One input at a time"), tr("Low value"), tr("High value"), tr("Net at low, at least"), tr("Net at low, at most"),
                   tr("Net at high, at least"), tr("Net at high, at most"), tr("Unit"))
        names = tuple(text(input_title(move.name, self.result, tr)) for move in moves)
        rows = tuple((name, low, high, *at_low.values(), *at_high.values(), text(unit))
                     for name, (low, high, at_low, at_high) in zip(names, self.bars, strict=True))
        middle = self.result.totals.net
        chart = Chart("bar", tr("What moves the net, one input at a time (at least)"), tr("Input"), unit, (
            Series(tr("at the low value"), names, tuple(bar[2]["least"] for bar in self.bars)),
            Series(tr("at the high value"), names, tuple(bar[3]["least"] for bar in self.bars))),
            tr("Two bars for each input, from the table above: the net with it at its low and at its high value."), crosses=float(middle.least))
        likely = tuple((text(input_title(name, self.result, tr)), cell) for name, cell in self.likely.items())
        return Block(tr("One input at a time, all others at their likely value"), columns, (
            *rows, *(((text(tr("Likely values"), strong=True),), *likely) if likely else ()))), chart

    def _break_even(self, unit: str) -> list[Block]:
        tr, known = self.tr, self.known
        if known is None:
            return []
        blocks = []
        if self.zeros:
            titles = (text(input_title(one.name, self.result, tr)) for one in known.zero_at)
            rows = tuple((title, zero, nothing, one, text(unit)) for title, (nothing, one, zero) in zip(titles, self.zeros, strict=True))
            blocks.append(Block(tr("Where the net is zero, all others at their likely value"), (
                tr("Assumption"), tr("Net is zero at"), tr("Net at 0"), tr("Net at 1"), tr("Unit of the net")), rows))
        if known.needed_share is not None:
            cost, totals = self.outcome.totals["cost"], self.outcome.totals
            gains = {end: getattr(totals["saving"], end) + getattr(totals["income"], end) for end in ENDS}
            share = [Cell(part / whole, "percent", f"out_needed_share_{end}")
                     for end, part, whole in (("least", cost.least, gains["most"]), ("most", cost.most, gains["least"]))]
            blocks.append(Block(tr("Share of savings and income that covers the costs"), (tr("Figure"), tr("At least"), tr("At most")), (
                (text(tr("Must be due to the effort")), *share),)))
        return blocks

    def _draws(self, drawn: DrawnNet, unit: str) -> Block:
        tr = self.tr
        rows = [(text(label), Cell(found.least, "exact"), Cell(found.most, "exact"), text(unit)) for label, found in (
            (tr("Lowest tenth (P10)"), drawn.net.p10), (tr("Middle (P50)"), drawn.net.p50), (tr("Highest tenth (P90)"), drawn.net.p90))]
        said = tr("{count} draws from seed {seed}, made with the workbook; they do not follow when a cell is changed.")
        return Block(tr("Net in draws"), (tr("Figure"), tr("At least"), tr("At most"), tr("Unit")), tuple(rows), (
            said.format(count=drawn.count, seed=drawn.seed), tr("Chance of a net of zero or more: {chance}").format(chance=chance_text(drawn.gains, tr))))
