"""`integrationrules measure`: a measure over a whole register, as text or in another format."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from integrationrules.commands.formats import Format, chosen_format, put
from integrationrules.commands.progress import rows_shown
from integrationrules.commands.terminal import UnusableInput, width
from integrationrules.register.layouts import LAYOUTS
from integrationrules.register.measured import Measured
from integrationrules.register.periods import Period
from integrationrules.register.problems import RegisterError
from integrationrules.register.public import measure
from integrationrules.register.run import ENGINES
from integrationrules.register.sources import files_of
from integrationrules.register.suppression import Suppressed
from integrationrules.report.catalogue import Translator, translator
from integrationrules.rulebook.book import Rulebook

__all__ = ["FORMATS", "MeasureRequest", "run"]


@dataclass(frozen=True, slots=True)
class MeasureRequest:
    """What the command line asks for."""

    measure: str
    periods: Sequence[Period]
    people: str | None
    by: str = ""
    absent: str | None = None
    layout: str = LAYOUTS[0]
    observed: str | None = None
    columns: str | None = None
    options: Mapping[str, str] = field(default_factory=dict)
    form: str | None = None
    output: str | None = None
    strict: bool = False
    threads: int | None = None
    work: str | None = None
    engine: str = ENGINES[0]
    master: str | None = None
    suppress: int | None = None
    baseline: Period | None = None
    sensitivity: bool = False


def run(book: Rulebook, data: Sequence[str], asked: MeasureRequest, lang: str) -> None:
    """Prints the table or writes it to a file; nothing is written where something cannot be used."""
    tr = translator(lang)
    form = chosen_format(FORMATS, asked.form, asked.output, tr)
    output = Path(asked.output or "")
    for name in (*data, asked.people, asked.columns):
        if asked.output and name and output.exists() and any(one.exists() and output.samefile(one) for one in files_of(name)):
            raise RegisterError("register_output", file=asked.output)
    by = [part for one in asked.by.split(",") if (part := one.strip())]
    with rows_shown(tr) as progress:
        found = measure(
            book, data, asked.measure, asked.periods, asked.people, tuple(dict.fromkeys(by)), asked.absent, asked.columns, asked.options,
            layout=asked.layout, observed=asked.observed, suppress=asked.suppress, baseline=asked.baseline, sensitivity=asked.sensitivity,
            threads=asked.threads, strict=asked.strict, work=asked.work, engine=asked.engine, master=asked.master, progress=progress,
        )
    if found.suppressed is not None:
        _say_hidden(found.suppressed, found.suppress or 0, tr)
    put(form.write(found, lang), asked.output, tr)


def _say_hidden(hidden: Suppressed, threshold: int, tr: Translator) -> None:
    """Tells who measures what was hidden. It is no part of the table: which reason hides how many cells helps to guess them."""
    from integrationrules.register.disclosure.messages import REASONS

    counted = hidden.counted()
    lines = [f"  {count}: {tr(REASONS[reason]).format(threshold=threshold)}" for reason, count in sorted(counted.items())]
    print(*([tr("Hidden cells, totals included, by reason:"), *lines] if counted else [tr("Nothing had to be hidden")]), sep="\n", file=sys.stderr)


def _text(found: Measured, lang: str) -> bytes:
    from integrationrules.report.register.text import measured_text

    return measured_text(found, lang, width()).encode()


def _csv(found: Measured, lang: str) -> bytes:
    from integrationrules.report.register.csv import measured_csv

    return measured_csv(found, lang).encode()


def _json(found: Measured, lang: str) -> bytes:
    return (json.dumps(found.as_json(), ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode()


def _parquet(found: Measured, lang: str) -> bytes:
    from integrationrules.report.register.parquet import measured_parquet

    return measured_parquet(found)


def _xlsx(found: Measured, lang: str) -> bytes:
    from integrationrules.report.register.workbook import measured_xlsx

    return measured_xlsx(found, lang)


def _dta(found: Measured, lang: str) -> bytes:
    from integrationrules.report.register.stata import measured_dta

    try:
        return measured_dta(found, lang)
    except ImportError:
        tr = translator(lang)
        raise UnusableInput(tr("--format dta: needs pyreadstat and pandas; install integrationrules[formats], or write Parquet or CSV")) from None


def _svg(found: Measured, lang: str) -> bytes:
    from integrationrules.report.register.figure import measured_svg

    return measured_svg(found, lang).encode()


FORMATS: Mapping[str, Format[Measured]] = MappingProxyType({
    "text": Format(_text, (".txt",)), "csv": Format(_csv, (".csv",)), "json": Format(_json, (".json",)),
    "parquet": Format(_parquet, (".parquet", ".pq"), shown=False), "xlsx": Format(_xlsx, (".xlsx",), shown=False),
    "dta": Format(_dta, (".dta",), shown=False), "svg": Format(_svg, (".svg",)),
})
"""By the name of `--format`; another format is one more line."""
