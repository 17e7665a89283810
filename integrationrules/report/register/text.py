"""A measure as text: tables for each period, what it rests on, and what is odd about the data."""

from __future__ import annotations

from collections.abc import Iterator

from integrationrules.register.groups import MUNICIPALITY
from integrationrules.register.measured import Dependence, Measured
from integrationrules.register.periods import Period
from integrationrules.register.places import TOTAL
from integrationrules.register.table import SEX, Row
from integrationrules.register.tablecolumns import CHANGE, DEPENDS, GAP, HIDDEN, MEAN, MEAN_CHANGE, MEAN_GAP, Column
from integrationrules.report.catalogue import Translator, translator
from integrationrules.report.columns import paragraph
from integrationrules.report.money.tables import table
from integrationrules.report.names import Names
from integrationrules.report.quantities import period
from integrationrules.report.words import word

from .notes import explained, notes, unit_of
from .words import COLUMNS, between, heading, place_text, shown

__all__ = ["measured_text"]

_COUNTS = ("members", "met", "not_met", "unknown", "known", "possible_members")
SHORT: dict[str, str] = {"possible_members": "possible", "known": "known"}
"""Heads that must be short."""


def measured_text(found: Measured, lang: str, width: int = 100) -> str:
    """The whole page, ending with a line break."""
    names = Names(found.book, translator(lang))
    page = _Page(found, names.tr, width)
    lines = paragraph(names.title(found.measure), width)
    for one in found.periods:
        lines += ["", *page.period(one)]
    lines.append("")
    for said in explained(found, names.tr):
        lines += paragraph(said, width, hanging=0)
    lines.append("")
    for said in notes(found, names):
        lines += paragraph(said, width)
    return "\n".join(lines) + "\n"


class _Page:
    def __init__(self, found: Measured, tr: Translator, width: int) -> None:
        self.found, self.table, self.tr, self.width = found, found.table, tr, width
        self.counts = [column.name for column in self.table.columns if column.name in _COUNTS]
        self.first = ", ".join(heading(one, tr) for one in found.by) or tr("group")

    def period(self, wanted: Period) -> Iterator[str]:
        """The counts and shares, then what changed, then what is between the sexes."""
        tr, rows = self.tr, list(self.table.of(wanted))
        yield period(str(wanted), tr)
        heads = [self.first, *(tr(SHORT.get(name, COLUMNS[name])) for name in (*self.counts, self.table.main[0].name)), tr("bounds")]
        heads += [tr("depend")] if self.found.alternatives else []
        yield from table([heads, *(line for row in rows for line in self._counts(row))], self.width)
        shares = tr("The municipalities' shares: {span}") if self.found.cells else tr("The municipalities' averages: {span}")
        yield from self._spread(rows, "least", "greatest", shares)
        yield from self._sensitivity(wanted)
        changed = [row for row in rows if CHANGE[0].name in row.values]
        if changed and self.found.baseline is not None:
            base = period(str(self.found.baseline), tr)
            yield from ["", self._unit(tr("Change since {period}").format(period=base))]
            heads = [self.first, base, period(str(wanted), tr), tr("change"), tr("bounds")]
            yield from table([heads, *(line for row in changed for line in self._changes(row))], self.width)
            yield from self._spread(changed, "least_change", "greatest_change", tr("The municipalities' changes: {span}"))
        gaps = [row for row in rows if GAP[0].name in row.values]
        if gaps:
            yield from ["", self._unit(tr("Men less women"))]
            heads = [self.first, tr("men"), tr("women"), tr("difference"), tr("bounds")]
            yield from table([heads, *(line for row in gaps for line in self._gaps(row))], self.width)
            yield from self._spread(gaps, "least_gap", "greatest_gap", tr("The municipalities' differences: {span}"))

    def _counts(self, row: Row) -> Iterator[list[str]]:
        counts = [shown(row[name], "count", self.tr) for name in self.counts]
        depends = [shown(row[DEPENDS.name], "count", self.tr)] if self.found.alternatives else []
        yield [self._place(row), *counts, *self._bounded(row, self.table.main), *depends]
        if "mean" in row.values:
            yield [self._mean_of(row), *[""] * len(counts), *self._bounded(row, MEAN), *[""] * len(depends)]

    def _unit(self, said: str) -> str:
        if self.table.main[0].kind == "share":
            return self.tr("{what}, percentage points").format(what=said)
        return self.tr("{what}, {unit}").format(what=said, unit=unit_of(self.found, self.tr))

    def _sensitivity(self, wanted: Period) -> Iterator[str]:
        """How many change under each other option; those that change nobody together in one line."""
        lines = [one for one in self.found.sensitivity() if one.period == wanted]
        if not lines:
            return
        yield from ["", self.tr("People who would be counted otherwise, if one answer were another")]
        moving = [one for one in lines if one.people != 0]
        for one in moving:
            people = shown(one.people, "count", self.tr)
            yield from paragraph(f"{people}: {self._answer(one)}", self.width, 2)
        if len(moving) < len(lines):
            yield from paragraph(self.tr("nobody: {answers}").format(answers=", ".join(self._named(one) for one in lines if one.people == 0)), self.width, 2)

    def _answer(self, one: Dependence) -> str:
        name = one.assumption.rpartition(".")[2]
        return f"{word(f'{name}.{one.option}', self.tr)} ({self._named(one)})"

    def _named(self, one: Dependence) -> str:
        return f"{one.assumption.rpartition('.')[2]}={one.option}"

    def _changes(self, row: Row) -> Iterator[list[str]]:
        before = self.table.at(self.found.baseline, row.place) if self.found.baseline is not None else None
        yield [self._place(row), *self._two(before, row, self.table.main[0].name), *self._bounded(row, CHANGE)]
        if "mean_change" in row.values:
            yield [self._mean_of(row), *self._two(before, row, "mean"), *self._bounded(row, MEAN_CHANGE)]

    def _gaps(self, row: Row) -> Iterator[list[str]]:
        at = self.table.by.index(SEX)
        men, women = (self.table.at(row.period, (*row.place[:at], sex, *row.place[at + 1:])) for sex in ("male", "female"))
        yield [self._place(row), *self._two(men, women, self.table.main[0].name), *self._bounded(row, GAP)]
        if "mean_gap" in row.values:
            yield [self._mean_of(row), *self._two(men, women, "mean"), *self._bounded(row, MEAN_GAP)]

    def _two(self, one: Row | None, other: Row | None, name: str) -> list[str]:
        return [shown(row[name] if row else None, self.table.kind(name), self.tr) for row in (one, other)]

    def _bounded(self, row: Row, columns: tuple[Column, ...]) -> list[str]:
        value, least, greatest = (row[column.name] for column in columns)
        kind = self.table.kind(columns[0].name)
        return [shown(value, kind, self.tr), between(least, greatest, kind, self.tr)]

    def _place(self, row: Row) -> str:
        return place_text(self.table.by, row.place, self.tr)

    def _mean_of(self, row: Row) -> str:
        count = row["municipalities"]
        if count is HIDDEN or not isinstance(count, int):
            said = self.tr("mean of municipalities")
        else:
            said = self.tr.plural("mean of {count} municipality", "mean of {count} municipalities", count).format(count=count)
        others = [(by, label) for by, label in zip(self.table.by, row.place, strict=True) if by != MUNICIPALITY]
        if all(label is TOTAL for _, label in others):
            return said
        return f"{said}, {place_text([by for by, _ in others], tuple(label for _, label in others), self.tr)}"

    def _spread(self, rows: list[Row], least: str, greatest: str, template: str) -> Iterator[str]:
        """Between which ends the municipalities lie, in a line for each group of the others."""
        for row in rows:
            if row[least] is not None and row[least] is not HIDDEN:
                span = between(row[least], row[greatest], self.table.kind(least), self.tr)
                place = self._place(row)
                yield "  " + template.format(span=span) + ("" if all(label is TOTAL for label in row.place) else f" ({place})")
