"""`integrationrules measure`: a measure over a whole register, as text or in another format."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from integrationrules.commands.formats import Format, chosen_format, put
from integrationrules.commands.terminal import width
from integrationrules.dates import Quarter
from integrationrules.register.measured import Measured
from integrationrules.register.problems import RegisterError
from integrationrules.register.public import measure
from integrationrules.report.catalogue import translator
from integrationrules.rulebook.book import Rulebook

__all__ = ["FORMATS", "LAYOUTS", "MeasureRequest", "run"]

LAYOUTS = ("dream",)
"""How an extract may be laid out."""


@dataclass(frozen=True, slots=True)
class MeasureRequest:
    """What the command line asks for."""

    measure: str
    quarters: Sequence[Quarter]
    people: str
    by: str = ""
    absent: str | None = None
    layout: str = LAYOUTS[0]
    columns: str | None = None
    options: Mapping[str, str] = field(default_factory=dict)
    form: str | None = None
    output: str | None = None


def run(book: Rulebook, data: str, asked: MeasureRequest, lang: str) -> None:
    """Prints the table or writes it to a file; nothing is written where something cannot be used."""
    tr = translator(lang)
    form = chosen_format(FORMATS, asked.form, asked.output, tr)
    if asked.layout not in LAYOUTS:
        raise RegisterError("register_layout", found=asked.layout)
    output = Path(asked.output or "")
    for file in (data, asked.people, asked.columns):
        if asked.output and file and output.exists() and Path(file).exists() and output.samefile(file):
            raise RegisterError("register_output", file=asked.output)
    by = [part for one in asked.by.split(",") if (part := one.strip())]
    found = measure(
        book, data, asked.measure, asked.quarters, asked.people, tuple(dict.fromkeys(by)), asked.absent, asked.columns, asked.options,
    )
    put(form.write(found, lang), asked.output, tr)


def _text(found: Measured, lang: str) -> bytes:
    from integrationrules.report.register.text import measured_text

    return measured_text(found, lang, width()).encode()


def _csv(found: Measured, lang: str) -> bytes:
    from integrationrules.report.register.csv import measured_csv

    return measured_csv(found, lang).encode()


def _json(found: Measured, lang: str) -> bytes:
    return (json.dumps(found.as_json(), ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode()


FORMATS: Mapping[str, Format[Measured]] = MappingProxyType({
    "text": Format(_text, (".txt",)), "csv": Format(_csv, (".csv",)), "json": Format(_json, (".json",)),
})
"""By the name of `--format`; another format is one more line."""
