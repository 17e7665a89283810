"""A measure as a file for Stata: labels in the language, `.a` where a number is hidden, `.` where there is none."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from integrationrules.register.measured import Measured
from integrationrules.register.table import Row
from integrationrules.register.tablecolumns import HIDDEN, Column
from integrationrules.report.catalogue import translator
from integrationrules.report.names import Names

from .machine import labels_of
from .words import column_title, heading

__all__ = ["LONGEST_NAME", "measured_dta", "stata_names"]

LONGEST_NAME, _LONGEST_LABEL = 32, 80
_HIDDEN = "a"
_WRITTEN_AT = re.compile(rb"(<timestamp>\x11)[^<]{17}(</timestamp>)")
_NO_TIME = b"01 Jan 2026 00:00"


def measured_dta(found: Measured, lang: str) -> bytes:
    """The whole file, the same bytes on every day; raises `ImportError` where pyreadstat or pandas is missing."""
    import pandas
    import pyreadstat

    tr, labels, rows = translator(lang), labels_of(found), found.table.rows
    names = stata_names(labels.by)
    texts = {"period": labels.period, "row": labels.row, **{names[name]: [one or "" for one in values] for name, values in labels.by.items()}}
    numbers = {column.name: [_number(row, column) for row in rows] for column in found.table.columns}
    said = {
        "period": tr("period"), "row": tr("cell or total"),
        **{names[name]: heading(by, tr) for name, by in zip(labels.by, found.by, strict=True)},
        **{column.name: column_title(column.name, tr) for column in found.table.columns},
    }
    marked = [name for name, values in numbers.items() if _HIDDEN in values]
    hidden: Any = {name: {_HIDDEN: tr("hidden")} for name in marked}
    with TemporaryDirectory() as folder:
        path = Path(folder) / "table.dta"
        pyreadstat.write_dta(
            pandas.DataFrame({**texts, **numbers}), path, file_label=Names(found.book, tr).title(found.measure)[:_LONGEST_LABEL],
            column_labels={name: text[:_LONGEST_LABEL] for name, text in said.items()}, missing_user_values={name: [_HIDDEN] for name in marked},
            variable_value_labels=hidden,
        )
        return _WRITTEN_AT.sub(rb"\g<1>" + _NO_TIME + rb"\g<2>", path.read_bytes(), count=1)


def stata_names(names: Any) -> dict[str, str]:
    """A name that Stata takes for each name of a column."""
    found: dict[str, str] = {}
    for name in names:
        plain = re.sub(r"[^A-Za-z0-9_]", "_", name)
        plain = (plain if re.match(r"[A-Za-z_]", plain) else f"_{plain}")[:LONGEST_NAME]
        number = 1
        while plain in found.values():
            number += 1
            plain = f"{plain[:LONGEST_NAME - 4]}_{number}"
        found[name] = plain
    return found


def _number(row: Row, column: Column) -> float | str | None:
    if row[column.name] is HIDDEN:
        return _HIDDEN
    number = column.exact(row[column.name])
    return None if number is None else float(number)
