"""A measure as a table for Danish Excel: one row a group and quarter, then all together."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from integrationrules.register.counts import Counts
from integrationrules.register.measured import MUNICIPALITY, Measured
from integrationrules.report.catalogue import translator
from integrationrules.report.danishcsv import csv_number, csv_text, written

from .words import decimal_share, group_text, heading

__all__ = ["measured_csv"]


def measured_csv(found: Measured, lang: str) -> str:
    """The whole file; shares as numbers between 0 and 1, empty where there is none."""
    return written(_rows(found, lang))


def _rows(found: Measured, lang: str) -> Iterator[list[str]]:
    tr = translator(lang)
    yield [
        tr("quarter"), *(csv_text(heading(one, tr)) for one in found.by), tr("members"), tr("met"), tr("not met"), tr("unknown"), tr("possible members"),
        tr("share"), tr("least share"), tr("greatest share"), tr("mean of municipalities"), tr("municipalities with a share"),
    ]
    for cell in found.cells:
        groups = [csv_text(group_text(by, value, tr)) for by, value in zip(found.by, cell.group, strict=True)]
        yield [str(cell.period), *groups, *_numbers(cell.counts), "", ""]
    if found.by:
        for one in found.summaries():
            others = dict(zip(found.others(), one.group, strict=True))
            groups = [csv_text(group_text(by, others[by], tr)) if by in others else tr("all") for by in found.by]
            mean = [_share(one.mean), str(one.municipalities)] if MUNICIPALITY in found.by else ["", ""]
            yield [str(one.period), *groups, *_numbers(one.pooled), *mean]


def _numbers(counts: Counts) -> list[str]:
    bounds = counts.bounds or (None, None)
    numbers = (counts.members, counts.met, counts.not_met, counts.unknown, counts.possible)
    return [*map(str, numbers), *map(_share, (counts.share, *bounds))]


def _share(share: Fraction | None) -> str:
    return "" if share is None else csv_number(decimal_share(share))
