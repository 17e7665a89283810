"""The sheets of a model's calculation and of its staircase from gross to net."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from integrationrules.economics.formulas.result import ModelResult, Staircase
from integrationrules.report.catalogue import Translator
from integrationrules.report.money.units import dimension_text
from integrationrules.rulebook.models.named import YEAR
from integrationrules.rulebook.models.terms import Quantity, Term

from ..cell import Cell, text
from ..expression import Call, Expression, Literal, plus
from ..sheet import Block, Chart, Series, Sheet
from ..terms import Members, Translation
from .given import Given, member_names

__all__ = ["Steps"]

_ORE = 2


class Steps:
    """Every formula over some periods as cells, and the steps by payer and their net; `name` tells the cells from those of other periods."""

    def __init__(self, result: ModelResult, found: Staircase, given: Given, name: str, tr: Translator) -> None:
        self.result, self.found, self.tr, self.name = result, found, tr, name
        self.translation = Translation(result.model, found.periods, given.inputs, *given.of_periods(found.periods))
        self.steps = {step.name: {payer: self._by_year(term, f"{name}_{step.name}_{payer}") for payer, term in entries} for step, entries in result.model.steps}
        self.optional = {one.step.name for one in found.steps if one.left_out}
        self.net = {payer: [self._net(payer, place) for place in range(len(found.periods))] for payer in result.payers}
        self.total = {payer: Cell(plus(cells), "exact", f"{name}_total_{payer}", strong=True) for payer, cells in self.net.items()}
        self.shown = {one.name: self._shown(one.name, term) for one, term in result.model.shown}

    def _by_year(self, term: Term, name: str) -> list[Cell]:
        return [Cell(self.translation.at(term, {YEAR: place}), "exact", f"{name}_{period.year}") for place, period in enumerate(self.found.periods)]

    def _net(self, payer: str, place: int) -> Cell:
        """The sum of the steps; one that lacks nothing but optional figures counts from when they are given."""
        parts: list[Expression] = []
        for name, by_payer in self.steps.items():
            if payer in by_payer:
                cell = by_payer[payer][place]
                parts.append(Call("IFERROR", (cell, Literal(0.0))) if name in self.optional else cell)
        return Cell(plus(parts), "exact", f"{self.name}_net_{payer}_{self.found.periods[place].year}", strong=True)

    def _shown(self, name: str, term: Term) -> list[tuple[tuple[str, ...], Cell]]:
        cells = self.translation.cells(term)
        return [(self._members(term.axes, members), Cell(cell.content, "exact", "_".join((self.name, "shown", name, *self._members(term.axes, members)))))
                for members, cell in cells.items()]

    def _members(self, axes: Sequence[str], members: Members) -> tuple[str, ...]:
        names = {axis: [name for name, _ in found.members] for axis, found in self.result.model.axes.items()}
        names[YEAR] = [str(one.year) for one in self.found.periods]
        return tuple(names[axis][place] for axis, place in zip(axes, members, strict=True))

    @property
    def years(self) -> tuple[str, ...]:
        """What the columns are called."""
        whole = all(one.last - one.first == 12 for one in self.found.periods)
        said = self.tr("{year}, {months} months")
        return tuple(str(one.year) if whole else said.format(year=one.year, months=one.last - one.first) for one in self.found.periods)

    def calculation(self, title: str, head: tuple[str, ...]) -> Sheet:
        """Every formula, one table each."""
        tr, model = self.tr, self.result.model
        blocks = [self._formula_block(model.definitions[name].label.get(tr.lang), term, self.translation.formulas[name])
                  for name, term in model.formulas.items()]
        for term, cells in self.translation.steps.items():
            blocks.append(self._formula_block(tr("Part of a formula: {text}").format(text=_source(term)), term, cells))
        return Sheet(title, self.result.inputs.title.get(tr.lang), head, tuple(blocks), (60, *[16] * max(1, len(self.years)), 22))

    def _formula_block(self, label: str, term: Term, cells: dict[Members, Cell]) -> Block:
        """Years across, every other axis down."""
        tr = self.tr
        rest = tuple(axis for axis in term.axes if axis != YEAR)
        unit = dimension_text(term.unit, tr) if term.unit is not None else tr("condition")
        rows: dict[Members, list[Cell]] = {}
        for members, cell in cells.items():
            rows.setdefault(members[:len(rest)], []).append(cell)
        across = self.years if YEAR in term.axes else (tr("All years"),)
        empty = [None] * (len(self.years) - len(across))
        return Block(f"{label} ({unit})", ("", *across), tuple(
            (text(", ".join(member_names(self.result, rest, self._members(rest, members), tr)) or label), *found, *empty) for members, found in rows.items()))

    def outcome(self, title: str, head: tuple[str, ...]) -> Sheet:
        """The staircase of each payer: rounded to the øre, and unrounded in all."""
        tr, model = self.tr, self.result.model
        blocks = []
        payers = {name: label.get(tr.lang) for name, label in model.file.payers}
        columns = (tr("Step"), *(f"{year}, {tr('DKK')}" for year in self.years), tr("All years, DKK"), tr("All years, unrounded"))
        for payer, label in payers.items():
            rows = [(text(step.label.get(tr.lang)), *self._row(self.steps[step.name][payer], f"{self.name}_{step.name}_{payer}"))
                    for step, _ in model.steps if payer in self.steps[step.name]]
            net = (text(tr("Net"), strong=True), *(_rounded(cell) for cell in self.net[payer]), _rounded(self.total[payer]), self.total[payer])
            blocks.append(Block(tr("From gross to net for {payer}").format(payer=label), columns, (*rows, net)))
        if self.shown:
            blocks.append(Block(tr("Other figures"), (tr("Figure"), tr("Value")), tuple(
                (text(", ".join([one.label.get(tr.lang), *members])), cell) for one, _ in model.shown for members, cell in self.shown[one.name])))
        return Sheet(title, self.result.inputs.title.get(tr.lang), head, tuple(blocks), (52, *[20] * (len(self.years) + 1), 22))

    def _row(self, cells: list[Cell], name: str) -> Iterator[Cell]:
        total = Cell(plus(cells), "exact", f"{name}_all")
        yield from (*map(_rounded, cells), _rounded(total), total)

    def unrounded(self, head: tuple[str, ...], title: str) -> Sheet:
        """What the staircase rounds: each step and net by year, exactly, and their drawings."""
        tr, model = self.tr, self.result.model
        blocks = []
        for payer, label in model.file.payers:
            rows = [(text(step.label.get(tr.lang)), *self.steps[step.name][payer]) for step, _ in model.steps if payer in self.steps[step.name]]
            blocks.append(Block(tr("{payer}, unrounded").format(payer=label.get(tr.lang)), (tr("Step"), *self.years), (
                *rows, (text(tr("Net"), strong=True), *self.net[payer]))))
        return Sheet(title, self.result.inputs.title.get(tr.lang), head, tuple(blocks), (52, *[18] * max(1, len(self.years))))

    def drawn(self, head: tuple[str, ...]) -> Sheet:
        """Cumulative net, and who pays and gains."""
        tr, model = self.tr, self.result.model
        labels = tuple(text(year) for year in self.years)
        first, label = model.file.payers[0]
        running = tuple(Cell(plus(self.net[first][:place + 1]), "money") for place in range(len(labels)))
        names = tuple(text(each.get(tr.lang)) for _, each in model.file.payers)
        totals = tuple(Cell(self.total[payer], "money") for payer, _ in model.file.payers)
        heading = tr("Cumulative net of {payer}").format(payer=label.get(tr.lang))
        blocks = (Block(heading, (tr("Year"), tr("DKK")), tuple(zip(labels, running, strict=True))),
                  Block(tr("Who pays and gains, in all"), (tr("Payer"), tr("DKK")), tuple(zip(names, totals, strict=True))))
        charts = (
            Chart("line", heading, tr("Year"), tr("DKK"), (Series(heading, labels, running),), tr("A line by year, from the table above.")),
            Chart("column", tr("Who pays and gains, in all"), tr("Payer"), tr("DKK"), (Series(tr("Net"), names, totals),),
                  tr("Columns by payer, from the table above; above zero is a gain, below zero a cost.")),
        )
        return Sheet(tr("Charts"), self.result.inputs.title.get(tr.lang), head, blocks, (40, 22, 20, 20, 20), charts, one_page=True)


def _rounded(cell: Cell) -> Cell:
    return Cell(cell.rounded(_ORE), "money", f"{cell.name}_kr", strong=cell.strong)


def _source(term: Term) -> str:
    """The formula as its author wrote it."""
    mark = term.mark
    return term.name if isinstance(term, Quantity) else mark.source[mark.column - 1:mark.column - 1 + mark.length]
