"""How an extract may be laid out: each layout turns rows of a file into citizens of a batch."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from integrationrules.register.measure import Asked
from integrationrules.register.naming import Naming
from integrationrules.register.problems import RegisterError
from integrationrules.register.sources import Table, open_table
from integrationrules.register.weeks import is_yearly, years_in
from integrationrules.timeline.timeline import OBSERVED_LINE

from .dream import DreamLayout
from .layout import Layout
from .spells import SpellsLayout
from .timelines import TimelinesLayout
from .weeks import WeeksLayout

__all__ = ["LAYOUTS", "open_layout"]

LAYOUTS = ("dream", "weeks", "spells", "timelines")
"""By the name of `--layout`."""


def open_layout(name: str, data: Sequence[str], asked: Asked, naming: Naming, absent: str | None) -> Layout:
    """The extract that some files are, ready to be read; `absent` is what it means that someone lacks in one of them. Raises `RegisterError`."""
    if name not in LAYOUTS:
        raise RegisterError("register_layout", found=name, known=", ".join(LAYOUTS))
    if name == "timelines":
        return TimelinesLayout(data, asked)
    if name == "dream":
        return DreamLayout(_yearly(data), asked, naming, absent)
    tables = [open_table(one) for one in data]
    if naming.observed is None:
        raise RegisterError("register_no_observed", file=tables[0].path, line=OBSERVED_LINE)
    return (WeeksLayout if name == "weeks" else SpellsLayout)(tables, asked, naming, naming.observed)


def _yearly(data: Sequence[str]) -> list[Table]:
    """The tables of a folder that has one for each year; another folder is one table, and so is a file."""
    if len(data) == 1 and Path(data[0]).is_dir():
        files = sorted(str(path) for path in Path(data[0]).iterdir() if path.is_file() and years_in(path.name))
        if len({tuple(years_in(Path(file).name)) for file in files}) > 1:
            tables = [open_table(file) for file in files]
            if is_yearly(tables[0]) or any(table.names != tables[0].names for table in tables):
                return tables
    return [open_table(one) for one in data]
