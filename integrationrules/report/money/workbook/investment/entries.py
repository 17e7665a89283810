"""The sheet of entries: every amount, assumption and published total that somebody gave, with source, place, status and year."""

from __future__ import annotations

from dataclasses import dataclass

from integrationrules.economics.investment.model import Amount, Assumption, Cited, Line
from integrationrules.economics.investment.result import InvestmentResult
from integrationrules.report.catalogue import Translator
from integrationrules.report.money.sensitivity import SCENARIOS
from integrationrules.report.money.words import UNITS, money_word
from integrationrules.rulebook.model import Text

from ..cell import Cell, Look, text
from ..expression import Expression, when
from ..sheet import Block, Sheet

__all__ = ["AmountEntry", "Entries"]

ASSUMPTION_UNITS: dict[str, str] = {"percent": "percent", "persons": "persons", "months": "months", "kr": "DKK", "times": "times"}
"""What the value of an assumption is counted in."""
SPLITS: dict[str, str] = {"open": "left open", "even": "even"}
"""How an amount for several years falls on them."""


@dataclass(frozen=True, slots=True)
class AmountEntry:
    """The cells of one amount of a line."""

    line: Line
    amount: Amount
    first: Cell
    last: Cell
    least: Cell
    most: Cell


class Entries:
    """All cells of a case that are filled in, not computed."""

    def __init__(self, result: InvestmentResult, tr: Translator) -> None:
        case, split = result.stated, result.split
        self.case, self.tr = case, tr
        self.amounts = tuple(self._amount(line, number, one) for line in case.lines for number, one in enumerate(line.amounts, 1))
        self.assumptions = {one.name: Cell(one.value, _look(one), f"in_assumption_{one.name}", entry=True) for one in case.assumptions}
        found = result.sensitivity.scenarios if result.sensitivity else ()
        self.scenario_words = {name: tr(text) for name, text in SCENARIOS.items()}
        self.as_entered = tr("as entered")
        self.scenario = Cell(self.as_entered, name="in_scenario", entry=True, choices=(self.as_entered, *self.scenario_words.values())) if found else None
        self.scenarios = {one.name: {each.name: Cell(each.inputs[one.name], _look(one), f"in_{each.name}_of_{one.name}", entry=True) for each in found}
                          for one in case.assumptions if found and one.name in found[0].inputs}
        self.used = {one.name: Cell(self._in_use(one.name), _look(one)) for one in case.assumptions}
        """What an assumption is in the scenario chosen."""
        self.claims = {one.id: Cell(one.value, "factor" if one.unit == "ratio" else "exact", f"in_claim_{one.id}", entry=True) for one in case.claims}
        self.splits = {name: tr(text) for name, text in SPLITS.items()}
        self.split = Cell(self.splits[split], name="in_split", entry=True, choices=tuple(self.splits.values()))
        per_person = case.persons.per_person if case.persons else None
        self.per_person = Cell(per_person.value, "money", "in_per_person", entry=True) if per_person else None

    @property
    def evenly(self) -> Expression:
        """Whether spans are divided evenly."""
        return self.split.equals(self.splits["even"])

    def _in_use(self, name: str) -> Expression:
        used: Expression = self.assumptions[name]
        for scenario, cell in self.scenarios.get(name, {}).items():
            assert self.scenario is not None
            used = when(self.scenario.equals(self.scenario_words[scenario]), cell, used)
        return used

    def _amount(self, line: Line, number: int, amount: Amount) -> AmountEntry:
        name = f"{line.id}_{number}"
        least = Cell(amount.value.least, "exact", f"in_{name}", entry=True)
        exact = amount.value.exact
        most = Cell(least if exact else amount.value.most, "exact", f"in_{name}_most", entry=not exact)
        return AmountEntry(line, amount, Cell(amount.first, "year", f"in_{name}_from", entry=True), Cell(amount.last, "year", f"in_{name}_to", entry=True),
                           least, most)

    def sheet(self, head: tuple[str, ...]) -> Sheet:
        """The sheet."""
        tr = self.tr
        blocks = [self._lines(), self._choices()]
        if self.assumptions:
            blocks.append(self._assumptions())
        if self.claims:
            blocks.append(self._claims())
        return Sheet(tr("Assumptions"), self.case.title.get(tr.lang), head, tuple(blocks), (28, 10, 13, 13, 10, 7, 7, 12, 12, 9, 10, 20, 15, 30),
                     legend=tr("Yellow cells with a thick frame are entries: change them, and every other sheet follows."))

    def _lines(self) -> Block:
        tr = self.tr
        columns = (tr("Line"), tr("Kind"), tr("Payer"), tr("Spending area"), tr("Status"), tr("From"), tr("Through"), tr("Amount, or its least"),
                   tr("Amount at most"), tr("Unit"), tr("Prices"), tr("Source"), tr("Place"), tr("Note"))
        return Block(tr("Amounts as stated, without sign"), columns, tuple(map(self._line_row, self.amounts)))

    def _line_row(self, one: AmountEntry) -> tuple[Cell, ...]:
        tr, line = self.tr, one.line
        times = ", ".join(assumption.title.get(tr.lang) for assumption in self.case.assumptions if assumption.name in line.times)
        notes = [line.function, said(line.because, tr), tr("times {names}").format(names=times) if times else ""]
        return (
            text(line.title.get(tr.lang)), *(text(money_word(word, tr)) for word in (line.kind, line.payer, line.area, line.status)),
            one.first, one.last, one.least, one.most, text(tr(UNITS[self.case.unit])), text(prices(line.price_level, tr)),
            *self._cited(line.cited), text("; ".join(filter(None, notes))),
        )

    def _choices(self) -> Block:
        tr = self.tr
        rows: list[tuple[Cell | None, ...]] = [(text(tr("How an amount for several years falls on its years")), None, None, None, None, None, None, self.split)]
        persons = self.case.persons
        if self.per_person is not None and persons is not None and persons.per_person is not None:
            rows.append((text(tr("What one full-time person is worth in a year")), None, None, None, None, None, None, self.per_person, None,
                         text(tr("DKK")), None, *self._cited(persons.per_person.cited)))
        return Block(tr("Choices"), (), tuple(rows), (
            tr("Left open: what depends on it is a range, from its least to its most. Even: the same in each year, which the source does not say."),))

    def _assumptions(self) -> Block:
        tr = self.tr
        columns = (tr("Assumption"), "", "", "", "", tr("In use"), tr("Year"), tr("Value"), tr("Unit"), tr("Low"), tr("High"), tr("Source"), tr("Place"),
                   tr("Note"))
        rows = tuple(
            (text(one.title.get(tr.lang)), None, None, None, None, self._placed_here(one.name), Cell(one.year, "year"), self.assumptions[one.name],
             text(tr(ASSUMPTION_UNITS[one.unit])),
             Cell(one.low, _look(one)), Cell(one.high, _look(one)), *self._cited(one.cited), text(said(one.because, tr)))
            for one in self.case.assumptions)
        return Block(tr("Assumptions that lines are multiplied by"), columns, rows)

    def _placed_here(self, name: str) -> Cell | None:
        """What is in use stands beside the scenarios, or here where there are none."""
        return None if name in self.scenarios else self.used[name]

    def _claims(self) -> Block:
        tr = self.tr
        columns = (tr("Published figure"), "", "", "", "", tr("From"), tr("Through"), tr("Value"), "", tr("Unit"), "", tr("Source"), tr("Place"), "")
        rows = tuple(
            (text(one.says.get(tr.lang)), None, None, None, None, Cell(one.first, "year"), Cell(one.last, "year"), self.claims[one.id], None,
             text(tr(UNITS[self.case.unit]) if one.unit == "money" else ""), None, *self._cited(one.cited))
            for one in self.case.claims)
        return Block(tr("Totals as published; they are checked and never added"), columns, rows)

    def _cited(self, cited: Cited | None) -> tuple[Cell, Cell]:
        if cited is None:
            return text(""), text("")
        source = self.case.sources.get(cited.source)
        return text(source.title if source else cited.source), text(cited.at)


def _look(assumption: Assumption) -> Look:
    return "percent" if assumption.unit == "percent" else "exact"


def said(given: Text | None, tr: Translator) -> str:
    """The text in the language, or nothing."""
    return given.get(tr.lang) if given else ""


def prices(level: int | None, tr: Translator) -> str:
    """`2026 prices` or `current prices`."""
    return tr("current prices") if level is None else tr("{year} prices").format(year=level)
