"""The commands about whole registers, beside those of the console command itself."""

from __future__ import annotations

from typing import Annotated

import typer

from integrationrules.commands.accepted import Assumed, Lang, Overlay, RulebookFolder, book_of, chosen_language
from integrationrules.report.catalogue import default_language, translator

__all__ = ["commands"]

_HELP = translator(default_language())

commands = typer.Typer()


@commands.command("measure", help=_HELP("Count who meets a measure in a register of weekly codes, by quarter and group; what is not known becomes bounds."))
def _measure(
    context: typer.Context,
    data: Annotated[str, typer.Argument(metavar="DATA", help=_HELP("An extract with a row a person and a column a week: Parquet or CSV."))],
    measure: Annotated[str, typer.Option("--measure", metavar="ID", help=_HELP("What is measured, such as objective_1."))],
    quarters: Annotated[list[str], typer.Option(
        "--quarters", "--quarter", metavar="2017Q1..2018Q4", help=_HELP("Quarter or range 2017Q1..2018Q4; may be repeated."))],
    people: Annotated[str, typer.Option("--people", metavar=_HELP("FILE"), help=_HELP("Who is measured: id, birth, sex, origin; Parquet or CSV."))],
    by: Annotated[str, typer.Option("--by", metavar="COLUMN,...", help=_HELP("Columns of the people file, such as municipality,sex."))] = "",
    absent: Annotated[str | None, typer.Option(
        "--absent", metavar="blank|unknown", help=_HELP("What it means that someone has no row in the extract: never on a benefit, or unknown."))] = None,
    layout: Annotated[str, typer.Option("--layout", metavar="dream", help=_HELP("How the extract is laid out."))] = "dream",
    columns: Annotated[str | None, typer.Option(
        "--columns", metavar=_HELP("FILE"), help=_HELP("What columns and values are called, where they have other names (YAML)."))] = None,
    assume: Assumed = None,
    form: Annotated[str | None, typer.Option("--format", metavar="text|csv|json", help=_HELP("How results are written."))] = None,
    output: Annotated[str | None, typer.Option("--output", "-o", metavar=_HELP("FILE"), help=_HELP("Write to this file, whole or not at all."))] = None,
    parameters: Overlay = None,
    rulebook: RulebookFolder = None,
    lang: Lang = None,
) -> None:
    from integrationrules.commands import options
    from integrationrules.commands.measure import MeasureRequest, run

    language = chosen_language(context, lang)
    tr = translator(language)
    request = MeasureRequest(
        measure, options.quarters(quarters, tr), people, by, absent, layout, columns, options.chosen(assume or (), tr), form, output,
    )
    run(book_of(rulebook, parameters), data, request, language)
