"""What was odd about the rows of a register, in sentences: reasons, numbers and row numbers, never an id."""

from __future__ import annotations

from collections.abc import Iterator

from integrationrules.register.measured import Told
from integrationrules.register.noticed import Reason
from integrationrules.report.catalogue import Translator
from integrationrules.report.quantities import number

__all__ = ["MUNICIPALITIES", "REASONS", "noticed_lines"]

REASONS: dict[str, str] = {
    "columns": "Rows left out because they have more or fewer columns than the first line: {count}",
    "no_id": "Rows without an id, left out: {count}",
    "no_week": "Rows left out because '{what}' is no week: {count}",
    "week_53": "Rows left out because '{what}' is week 53 of a year that has 52: {count}",
    "two_codes": "Weeks in which a person has two different codes, unknown: {count}",
    "codes_ranked": "Weeks in which a person has several codes, the first by the order of the codes counted: {count}",
    "no_kind": "Rows left out because '{what}' is no kind of fact: {count}",
    "no_kind_near": "Rows left out because '{what}' is '{found}', which is no kind of fact (is '{near}' meant?): {count}",
    "no_day": "Rows left out because '{what}' is no day: {count}",
    "no_word": "Rows left out because '{what}' holds a word that is not known: {count}",
    "no_word_near": "Rows left out because '{what}' is '{found}', a word that is not known (is '{near}' meant?): {count}",
    "no_value": "Rows left out because '{what}' holds something it cannot: {count}",
    "lacks": "Rows of the kind '{found}' left out because '{what}' is empty: {count}",
    "not_of_kind": "Rows of the kind '{found}' left out because '{what}' holds a word of another kind: {count}",
    "to_and_through": "Rows left out because they have both a day after the last and a last day: {count}",
    "to_before_from": "Rows left out because '{what}' is before the spell begins: {count}",
    "both_hours": "Rows left out because they have both hours a week and hours a month: {count}",
    "refused": "Citizens whose facts contradict each other, unknown: {count}",
    "document": "Documents left out, {found} at {what}: {count}",
    "lost": "Documents left out of which nobody knows whose they are, {found} at {what}: {count}",
    "lost_text": "Documents left out of which nobody knows whose they are, {found}: {count}",
    "gap_blank": "People without a row in {what}, taken as never on a benefit in its year: {count}",
    "gap_unknown": "People without a row in {what}, its year unknown: {count}",
}
"""By `Reason.id`; `_near` where it is known what may have been meant."""
MUNICIPALITIES: dict[str, str] = {
    "one": "Each person has one municipality, which counts in all periods; movers are not known",
    "by_period": "Each person's municipality is that of the people file for the period, else for its year",
    "by_year": "Each person's municipality is that of the extract for the year of the day that counts",
    "by_day": "Each person's municipality is the one that was responsible on the day that counts, else the one they lived in",
}


def noticed_lines(told: Told, tr: Translator) -> Iterator[str]:
    """Where municipalities are from, and what was odd."""
    if told.municipality:
        yield tr(MUNICIPALITIES[told.municipality])
    for reason, count in sorted(told.noticed.items()):
        said = tr(REASONS[_template(reason)]).format(what=reason.what, found=reason.found, near=reason.near, count=number(count, tr))
        rows = told.rejected.get(reason, ())
        yield said + (" " + tr("(the first: row {rows})").format(rows=", ".join(map(str, rows))) if rows else "")
    if told.absent and told.hides_people:
        yield tr("People without a row are unknown, since rows were left out of which nobody knows whose they are.")
    if told.rejected:
        yield tr("Of people with a row or a document left out, nothing counts as not having happened.")


def _template(reason: Reason) -> str:
    if reason.near:
        return f"{reason.id}_near"
    return "lost_text" if reason.id == "lost" and not reason.what else reason.id
