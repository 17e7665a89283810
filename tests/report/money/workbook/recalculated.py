"""Recalculates workbooks with programs that are not ours, after every stored value has been thrown away."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import numpy as np
import openpyxl

__all__ = ["HAS_LIBREOFFICE", "Address", "by_formulas", "by_libreoffice", "changed", "named", "stored"]

Address = tuple[str, str]
"""A sheet and a cell, `("Resultat", "B4")`."""
Value = float | str | bool | None
HAS_LIBREOFFICE = shutil.which("soffice") is not None
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>"""
"""Recalculate on loading, always."""


def stored(workbook: bytes) -> dict[Address, Value]:
    """The value beside every formula, as the file was written."""
    formulas, values = _opened(workbook, False), _opened(workbook, True)
    return {(sheet.title, cell.coordinate): values[sheet.title][cell.coordinate].value
            for sheet in formulas for row in sheet.iter_rows() for cell in row if cell.data_type == "f"}


def named(workbook: bytes) -> dict[str, Address]:
    """Where each named cell stands."""
    found = {}
    for name, defined in _opened(workbook, False).defined_names.items():
        (sheet, address), = defined.destinations
        found[name] = (sheet, address.replace("$", ""))
    return found


def changed(workbook: bytes, changes: Mapping[Address, Value]) -> bytes:
    """The workbook with other inputs and no stored value of any formula."""
    book = _opened(workbook, False)
    for (sheet, address), value in changes.items():
        assert book[sheet][address].data_type != "f", f"{sheet}!{address} is a formula"
        book[sheet][address] = value
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def by_libreoffice(*workbooks: bytes) -> list[dict[Address, Value]]:
    """All values of each workbook, recalculated by LibreOffice in one run."""
    with tempfile.TemporaryDirectory() as folder:
        there = Path(folder)
        user = there / "profile" / "user"
        user.mkdir(parents=True)
        (user / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
        names = []
        for number, workbook in enumerate(workbooks):
            names.append(f"{number}.xlsx")
            (there / names[-1]).write_bytes(changed(workbook, {}))
        command = ["soffice", f"-env:UserInstallation={(there / 'profile').as_uri()}", "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML",
                   "--outdir", str(there / "out"), *(str(there / name) for name in names)]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        return [_values(_opened((there / "out" / name).read_bytes(), True)) for name in names]


def by_formulas(workbook: bytes) -> dict[Address, Value]:
    """The value of every formula, recalculated by the package `formulas`."""
    import formulas

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "book.xlsx"
        path.write_bytes(changed(workbook, {}))
        solution = formulas.ExcelModel().loads(str(path)).finish().calculate()
    sheets = {sheet.title.upper(): sheet.title for sheet in _opened(workbook, False)}
    found: dict[Address, Value] = {}
    for key, ranges in solution.items():
        book_and_sheet, _, address = str(key).strip("'").replace("'!", "!").rpartition("!")
        sheet = sheets.get(book_and_sheet.rpartition("]")[2].replace("''", "'"))
        if sheet is not None and ":" not in address and hasattr(ranges, "value"):
            value = np.asarray(ranges.value, dtype=object).ravel()[0]
            found[sheet, address] = _plain(value)
    return found


def _plain(value: object) -> Value:
    if isinstance(value, str | bool | np.bool_):
        return str(value) if isinstance(value, str) else bool(value)
    try:
        return float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return str(value)


def _values(book: openpyxl.Workbook) -> dict[Address, Value]:
    return {(sheet.title, cell.coordinate): cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None}


def _opened(workbook: bytes, values: bool) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(workbook), data_only=values)
