"""The commands about whole registers, beside those of the console command itself."""

from __future__ import annotations

from typing import Annotated

import typer

from integrationrules.commands.accepted import Assumed, Codes, Lang, Overlay, RulebookFolder, book_of, chosen_language
from integrationrules.report.catalogue import default_language, translator

__all__ = ["commands"]

_HELP = translator(default_language())

commands = typer.Typer()


@commands.command("measure", help=_HELP("Count who meets a measure in a register of weekly codes, by period and group; what is not known becomes bounds."))
def _measure(
    context: typer.Context,
    data: Annotated[list[str], typer.Argument(
        metavar="DATA...", help=_HELP("Files, folders or tables of databases (FILE::TABLE), laid out as --layout says; several where there is one a year."))],
    measure: Annotated[str, typer.Option("--measure", metavar="ID", help=_HELP("What is measured, such as objective_1."))],
    people: Annotated[str | None, typer.Option(
        "--people", metavar=_HELP("FILE"), help=_HELP("Who is measured: id, birth, sex, origin; any kind of table that DATA may be."))] = None,
    quarters: Annotated[list[str] | None, typer.Option(
        "--quarters", "--quarter", metavar="2017Q1..2018Q4", help=_HELP("Quarter or range 2017Q1..2018Q4; may be repeated."))] = None,
    months: Annotated[list[str] | None, typer.Option(
        "--months", "--month", metavar="2016M12..2018M12", help=_HELP("Month or range 2016M12..2018M12; may be repeated."))] = None,
    on: Annotated[list[str] | None, typer.Option(
        "--on", metavar=_HELP("DATE,..."), help=_HELP("Days to ask on, for measures about a day; may be repeated."))] = None,
    by: Annotated[str, typer.Option("--by", metavar="COLUMN,...", help=_HELP("Columns of the people file, such as municipality,sex."))] = "",
    absent: Annotated[str | None, typer.Option(
        "--absent", metavar="blank|unknown", help=_HELP("What it means that someone has no row in the extract: never on a benefit, or unknown."))] = None,
    layout: Annotated[str, typer.Option("--layout", metavar="dream|weeks|spells|timelines", help=_HELP("How the extract is laid out."))] = "dream",
    observed: Annotated[str | None, typer.Option(
        "--observed", metavar="FROM..TO", help=_HELP("Days a table of weeks or spells tells everything about; TO is left out."))] = None,
    columns: Annotated[str | None, typer.Option(
        "--columns", metavar=_HELP("FILE"), help=_HELP("What columns and values are called, where they have other names (YAML)."))] = None,
    assume: Assumed = None,
    form: Annotated[str | None, typer.Option("--format", metavar="text|csv|json|parquet|xlsx|dta|svg", help=_HELP("How results are written."))] = None,
    output: Annotated[str | None, typer.Option("--output", "-o", metavar=_HELP("FILE"), help=_HELP("Write to this file, whole or not at all."))] = None,
    suppress: Annotated[int | None, typer.Option(
        "--suppress", metavar="3|5", help=_HELP("Hide cells of fewer people than this, and what would give them away."))] = None,
    baseline: Annotated[str | None, typer.Option(
        "--baseline", metavar="2016Q4", help=_HELP("Show changes since this period, which is measured too."))] = None,
    sensitivity: Annotated[bool, typer.Option(
        "--sensitivity", help=_HELP("Count who would be counted otherwise if another answer to an open question were chosen; takes time."))] = False,
    strict: Annotated[bool, typer.Option("--strict", help=_HELP("Stop at rows that cannot be used and values that are not understood."))] = False,
    threads: Annotated[int | None, typer.Option(
        "--threads", metavar="N", help=_HELP("How many threads count (default: as many as there are processors)."))] = None,
    work: Annotated[str | None, typer.Option(
        "--work", metavar=_HELP("FOLDER"), help=_HELP("Keep what is counted here; an interrupted run goes on from it."))] = None,
    engine: Annotated[str, typer.Option("--engine", metavar="local|spark", help=_HELP("What counts: this process, or Apache Spark."))] = "local",
    master: Annotated[str | None, typer.Option(
        "--master", metavar=_HELP("ADDRESS"), help=_HELP("The Spark master, such as local[2] (default: as Spark is set up)."))] = None,
    parameters: Overlay = None,
    codes: Codes = None,
    rulebook: RulebookFolder = None,
    lang: Lang = None,
) -> None:
    from integrationrules.commands import options
    from integrationrules.commands.measure import MeasureRequest, run

    language = chosen_language(context, lang)
    tr = translator(language)
    periods = options.periods(quarters or (), months or (), on or (), tr)
    request = MeasureRequest(
        measure, periods, people, by, absent, layout, observed, columns, options.chosen(assume or (), tr), form, output, strict, threads, work, engine, master,
        suppress, options.period(baseline, "--baseline", tr), sensitivity,
    )
    run(book_of(rulebook, parameters, codes), data, request, language)
