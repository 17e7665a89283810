"""What a reader of a measure is told beside its numbers: what they mean, what they rest on, what is odd about the data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from integrationrules.register.groups import MUNICIPALITY
from integrationrules.register.measured import Measured, Told
from integrationrules.report.catalogue import Translator
from integrationrules.report.names import Names
from integrationrules.report.quantities import number, period, unit_template
from integrationrules.report.result import own_codes
from integrationrules.report.words import word

from .noticed import noticed_lines
from .words import HIDES

__all__ = ["answers", "data_notes", "explained", "notes", "unit_of"]

_HASH_SHOWN = 12
_WEEKS_SHOWN = 3


def explained(found: Measured, tr: Translator) -> Iterator[str]:
    """What the columns mean."""
    if found.averages:
        yield tr("Average: over members whose number is known, in {unit}. Bounds: the least and the greatest average when everything "
                 "unknown is settled, also whether possible members belong to the population.").format(unit=unit_of(found, tr))
    else:
        yield tr("Share: met among members whose outcome is known. Bounds: the least and the greatest share when everything unknown "
                 "is settled, also whether possible members belong to the population.")
    if MUNICIPALITY in found.by:
        yield tr("The mean gives every municipality the same weight; \"all\" counts every person once.")
    if found.suppress is not None:
        said = tr("{sign}: hidden, since fewer than {threshold} people, or everybody or nobody, would be seen, or since it would give away what is hidden.")
        yield said.format(sign=HIDES, threshold=found.suppress)


def unit_of(found: Measured, tr: Translator) -> str:
    """What an average counts: weeks, days."""
    value = found.book.rules[found.measure].value
    unit = value.type.unit if value is not None else ""
    return unit_template(unit, 2, tr).format(n="").strip()


def notes(found: Measured, names: Names) -> Iterator[str]:
    """What was decided, the data, and the rules."""
    tr = names.tr
    yield tr("Decision support")
    for name, question, answer in answers(found, names):
        yield f"{question} {answer} ({name})"
    yield from data_notes(found, tr)
    yield from own_codes(found.book, tr)
    yield tr("Rulebook: {hashes}").format(hashes=found.rulebook_hash[:_HASH_SHOWN])


def answers(found: Measured, names: Names) -> Iterator[tuple[str, str, str]]:
    """Each assumption that the measure leans on, as `name=option`, with its question and the answer chosen."""
    tr = names.tr
    for name, option in found.options.items():
        last = name.rpartition(".")[2]
        answer = tr("not decided; only what all options agree on counts as known") if option is None else word(f"{last}.{option}", tr)
        yield f"{last}={option or '?'}", found.book.assumptions[name].asks.get(tr.lang), f"{answer[:1].upper()}{answer[1:]}"


def data_notes(found: Measured, tr: Translator) -> Iterator[str]:
    """What must be known about the files; without numbers where cells are hidden, for they could be subtracted."""
    told = found.told
    if found.suppress is None:
        yield from _numbers(told, found.absent, tr)
    else:
        yield tr("Numbers of people, rows and weeks in the files are left out: they could give hidden numbers away")
    if told.missing_weeks:
        weeks = [period(one, tr) for one in told.missing_weeks[:_WEEKS_SHOWN]]
        left = len(told.missing_weeks) - len(weeks)
        shown = "; ".join(weeks) + (" " + tr("and {count} more").format(count=left) if left else "")
        yield tr("Weeks without a column, unknown: {weeks}").format(weeks=shown)
    yield from noticed_lines(told if found.suppress is None else replace(told, noticed={}, rejected={}), tr)


def _numbers(told: Told, absent: str | None, tr: Translator) -> Iterator[str]:
    yield tr("People: {people}; rows in the extract: {rows}").format(people=number(told.people, tr), rows=number(told.rows, tr))
    if told.strangers:
        yield tr("Rows of people who are not in the people file, left out: {count}").format(count=number(told.strangers, tr))
    if told.absent:
        blank = absent == "blank" and not told.hides_people
        said = tr("People without a row, taken as never on a benefit: {count}") if blank else tr("People without a row, unknown: {count}")
        yield said.format(count=number(told.absent, tr))
    for code, count in sorted(told.unlisted.items()):
        said = tr("Weeks with code {code}, which is not listed, unknown: {count}") if code else tr("Weeks with something that is no code, unknown: {count}")
        yield said.format(code=code, count=number(count, tr))
    for what, count in told.unreadable.items():
        yield tr("Values of {what} that were not understood, unknown: {count}").format(what=word(what, tr), count=number(count, tr))
