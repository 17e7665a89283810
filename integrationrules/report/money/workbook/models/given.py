"""The sheet of entries of a model: what was given for every input, and the dated values its formulas look up."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from integrationrules.economics.formulas.calendar import Period
from integrationrules.economics.formulas.dated import in_year
from integrationrules.economics.formulas.given import cells_of
from integrationrules.economics.formulas.inputs import ASSUMED, GivenInput
from integrationrules.economics.formulas.result import ModelResult
from integrationrules.report.catalogue import Translator
from integrationrules.report.money.units import unit_text
from integrationrules.rulebook.model import Parameter
from integrationrules.rulebook.models.model import Input
from integrationrules.rulebook.models.named import YEAR, parameter_scale

from ..cell import Cell, Content, Look, text
from ..sheet import Block, Sheet
from ..terms import Members
from ..unknowns import UNKNOWN

__all__ = ["Given", "member_names"]


class Given:
    """The cells of all that goes into a model."""

    def __init__(self, result: ModelResult, tr: Translator) -> None:
        self.result, self.model, self.tr = result, result.model, tr
        self.inputs = {one.name: self._cells(one) for one in self.model.file.inputs}
        self.years = tuple(period.year for period in result.years.periods)
        self.values: dict[tuple[str, str, int], Cell] = {}
        """Of dated values, by parameter, key and calendar year."""
        self.bands: dict[tuple[str, int], list[tuple[int, int, Cell]]] = {}
        for parameter in self.model.parameters.values():
            for year in self.years:
                self._look_up(parameter, year)

    def _cells(self, one: Input) -> dict[Members, Cell]:
        found = self.result.inputs.given.get(one.name)
        sizes = {axis: [name for name, _ in self.model.axes[axis].members] if axis != YEAR else [str(period.year) for period in self.result.years.periods]
                 for axis in one.axes}
        order = [axis for axis in (*self.model.axes, YEAR) if axis in one.axes]
        made: dict[Members, Cell] = {}
        for member, value in cells_of(self.model, one, found, self.result.years.periods):
            named = dict(zip(one.axes, member, strict=True))
            name = "_".join(("in", one.name, *member))
            made[tuple(sizes[axis].index(named[axis]) for axis in order)] = Cell(*self._held(one, value), name, entry=True, choices=self._choices(one))
        return made

    def _choices(self, one: Input) -> tuple[str, ...]:
        return tuple(label.get(self.tr.lang) for _, label in one.options)

    def _held(self, one: Input, value: Decimal | str | None) -> tuple[Content, Look]:
        if one.options:
            return dict(one.options)[value].get(self.tr.lang) if isinstance(value, str) and value else UNKNOWN, "text"
        look: Look = "percent" if one.unit == "percent" else "exact"
        if value is None:
            return UNKNOWN, look
        return (value / 100 if one.unit == "percent" and isinstance(value, Decimal) else value), look

    def _look_up(self, parameter: Parameter, year: int) -> None:
        found = in_year(parameter, year)
        scale = parameter_scale(parameter)
        look: Look = "percent" if parameter.unit == "percent" else "exact"

        def cell(value: float) -> Cell:
            return Cell(UNKNOWN if value != value else value / scale, look, entry=True)

        if parameter.banded:
            self.bands[parameter.id, year] = [(low, high, cell(value)) for low, high, value in found.bands]
        elif parameter.keys:
            for key in parameter.keys:
                self.values[parameter.id, key, year] = cell(found.keyed(key))
        else:
            self.values[parameter.id, "", year] = cell(found.single)

    def of_periods(self, periods: Sequence[Period]) -> tuple[dict[tuple[str, str, int], Cell], dict[tuple[str, int], list[tuple[int, int, Cell]]]]:
        """The dated values by the place of a period."""
        values = {(name, key, place): cell for place, period in enumerate(periods) for (name, key, year), cell in self.values.items() if year == period.year}
        bands = {(name, place): found for place, period in enumerate(periods) for (name, year), found in self.bands.items() if year == period.year}
        return values, bands

    def sheet(self, head: tuple[str, ...]) -> Sheet:
        """The sheet."""
        tr = self.tr
        columns = (tr("Input"), tr("Of"), tr("Value"), tr("Unit"), tr("Low"), tr("High"), tr("Source"), tr("Place"), tr("Note"))
        rows = [row for one in self.model.file.inputs for row in self._rows(one)]
        dated = (tr("Dated value"), tr("Key"), tr("Value"), tr("Unit"), tr("Year"), "", tr("Source"), tr("Place"), tr("Note"))
        blocks = [Block(tr("What was given"), columns, tuple(rows))]
        if looked := [row for parameter in self.model.parameters.values() for row in self._dated_rows(parameter)]:
            blocks.append(Block(tr("Dated values: those of 1 July of the year"), dated, tuple(looked)))
        return Sheet(tr("Assumptions"), self.result.inputs.title.get(tr.lang), head, tuple(blocks), (44, 40, 14, 18, 10, 10, 30, 30, 40), legend=tr(
            "Yellow cells with a thick frame are entries: change them, and every other sheet follows. #N/A: not known; write a number there."))

    def _rows(self, one: Input) -> list[tuple[Cell | None, ...]]:
        tr, found = self.tr, self.result.inputs.given.get(one.name)
        source = self._source(found)
        members = [member for member, _ in cells_of(self.model, one, found, self.result.years.periods)]
        note = found.because.get(tr.lang) if found and found.because else one.asks.get(tr.lang) if one.asks and not found else ""
        rows: list[tuple[Cell | None, ...]] = []
        for number, (member, cell) in enumerate(zip(members, self.inputs[one.name].values(), strict=True)):
            ends = [self._end(one, found, end, member) for end in ("low", "high")]
            rows.append((text(one.label.get(tr.lang)), text(", ".join(member_names(self.result, one.axes, member, tr))), cell,
                         text(unit_text(one.unit, tr) if one.unit else ""), *ends, text(source), text(found.at if found else ""), text("" if number else note)))
        return rows

    def _end(self, one: Input, found: GivenInput | None, end: str, member: tuple[str, ...]) -> Cell | None:
        value = getattr(found, end).get(member) if found else None
        return None if value is None else Cell(*self._held(one, value))

    def _source(self, found: GivenInput | None) -> str:
        if found is None or not found.source:
            return self.tr("not given") if found is None else ""
        if found.source == ASSUMED:
            return self.tr("assumed")
        return self.result.inputs.sources[found.source].get("title", found.source)

    def _dated_rows(self, parameter: Parameter) -> list[tuple[Cell | None, ...]]:
        tr = self.tr
        label = parameter.label.get(tr.lang) if parameter.label else parameter.id
        unit = tr("share") if parameter.unit == "percent" else unit_text(parameter.unit, tr)
        rows: list[tuple[Cell | None, ...]] = []
        for year in self.years:
            value = in_year(parameter, year).value
            source, at = (value.citation.source.title, value.citation.at) if value else (tr("not on file"), "")
            cells = [(key, cell) for (name, key, each), cell in self.values.items() if (name, each) == (parameter.id, year)]
            cells += [(f"{low}-{high}", cell) for low, high, cell in self.bands.get((parameter.id, year), ())]
            rows += [(text(label), text(key), cell, text(unit), Cell(year, "year"), None, text(source), text(at or ""), None) for key, cell in cells]
        return rows


def member_names(result: ModelResult, axes: Sequence[str], member: Sequence[str], tr: Translator) -> list[str]:
    """What the members of some axes are called."""
    found = []
    for axis, name in zip(axes, member, strict=True):
        label = dict(result.model.axes[axis].members).get(name) if axis != YEAR else None
        found.append(label.get(tr.lang) if label else name)
    return found
