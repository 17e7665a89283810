"""A measure as text: a table for each quarter, what it rests on, and what is odd about the data."""

from __future__ import annotations

from collections.abc import Iterator

from integrationrules.register.counts import Counts
from integrationrules.register.measured import MUNICIPALITY, Measured, Summary, Told
from integrationrules.register.periods import Period
from integrationrules.report.catalogue import Translator, translator
from integrationrules.report.columns import paragraph
from integrationrules.report.money.tables import table
from integrationrules.report.names import Names
from integrationrules.report.quantities import number, period
from integrationrules.report.words import word

from .words import groups_text, heading, percent

__all__ = ["measured_text"]

_HASH_SHOWN = 12
_WEEKS_SHOWN = 3


def measured_text(found: Measured, lang: str, width: int = 100) -> str:
    """The whole page, ending with a line break."""
    tr = translator(lang)
    names = Names(found.book, tr)
    lines = paragraph(names.title(found.measure), width)
    for one in found.periods:
        lines += ["", *_period(found, one, tr, width)]
    lines += ["", *_explained(found, tr, width), "", *_notes(found, names, width)]
    return "\n".join(lines) + "\n"


def _period(found: Measured, wanted: Period, tr: Translator, width: int) -> list[str]:
    first = ", ".join(heading(one, tr) for one in found.by) or tr("group")
    rows = [[first, tr("members"), tr("met"), tr("not met"), tr("unknown"), tr("possible"), tr("share"), tr("bounds")]]
    rows += [
        [groups_text(found.by, cell.group, tr) or tr("all"), *_numbers(cell.counts, tr)] for cell in found.cells if cell.period == wanted
    ]
    if found.by:
        for one in found.summaries():
            if one.period == wanted:
                rows += _summary(found, one, tr)
    return [period(str(wanted), tr), *table(rows, width)]


def _summary(found: Measured, one: Summary, tr: Translator) -> Iterator[list[str]]:
    which = groups_text(found.others(), one.group, tr)
    yield [f"{tr('all')}, {which}" if which else tr("all"), *_numbers(one.pooled, tr)]
    if MUNICIPALITY in found.by:
        said = tr.plural("mean of {count} municipality", "mean of {count} municipalities", one.municipalities).format(count=one.municipalities)
        yield [f"{said}, {which}" if which else said, *[""] * 5, percent(one.mean, tr), ""]


def _numbers(counts: Counts, tr: Translator) -> list[str]:
    bounds = counts.bounds
    shown = "–" if bounds is None else f"{percent(bounds[0], tr, sign=False)}–{percent(bounds[1], tr)}"
    numbers = (counts.members, counts.met, counts.not_met, counts.unknown, counts.possible)
    return [*(number(one, tr) for one in numbers), percent(counts.share, tr), shown]


def _explained(found: Measured, tr: Translator, width: int) -> Iterator[str]:
    yield from paragraph(tr("Share: met among members whose outcome is known. Bounds: the least and the greatest share when everything unknown "
                            "is settled, also whether possible members belong to the population."), width, hanging=0)
    if MUNICIPALITY in found.by:
        yield from paragraph(tr("The mean gives every municipality the same weight; \"all\" counts every person once."), width, hanging=0)


def _notes(found: Measured, names: Names, width: int) -> Iterator[str]:
    tr = names.tr
    yield tr("Decision support")
    for name, option in found.options.items():
        asks = found.book.assumptions[name].asks.get(tr.lang)
        last = name.rpartition(".")[2]
        answer = tr("not decided; only what all options agree on counts as known") if option is None else word(f"{last}.{option}", tr)
        yield from paragraph(f"{asks} {answer[:1].upper()}{answer[1:]} ({last}={option or '?'})", width)
    for said in _data(found.told, found.absent, tr):
        yield from paragraph(said, width)
    yield from paragraph(tr("Rulebook: {hashes}").format(hashes=found.rulebook_hash[:_HASH_SHOWN]), width)


def _data(told: Told, absent: str | None, tr: Translator) -> Iterator[str]:
    yield tr("People: {people}; rows in the extract: {rows}").format(people=number(told.people, tr), rows=number(told.rows, tr))
    if told.strangers:
        yield tr("Rows of people who are not in the people file, left out: {count}").format(count=number(told.strangers, tr))
    if told.absent:
        said = tr("People without a row, taken as never on a benefit: {count}") if absent == "blank" else tr("People without a row, unknown: {count}")
        yield said.format(count=number(told.absent, tr))
    for code, count in sorted(told.unlisted.items()):
        said = tr("Weeks with code {code}, which is not listed, unknown: {count}") if code else tr("Weeks with something that is no code, unknown: {count}")
        yield said.format(code=code, count=number(count, tr))
    for what, count in told.unreadable.items():
        yield tr("Values of {what} that were not understood, unknown: {count}").format(what=word(what, tr), count=number(count, tr))
    if told.missing_weeks:
        weeks = [period(one, tr) for one in told.missing_weeks[:_WEEKS_SHOWN]]
        left = len(told.missing_weeks) - len(weeks)
        shown = "; ".join(weeks) + (" " + tr("and {count} more").format(count=left) if left else "")
        yield tr("Weeks without a column, unknown: {weeks}").format(weeks=shown)
