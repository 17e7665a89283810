"""`integrationrules rulebook`: what can be done with whole rulebooks."""

from __future__ import annotations

from typing import Annotated

import typer

from integrationrules.commands.accepted import Assumed, Day, Form, Lang, OnlyRules, Overlay, Quarters, book_of, chosen_language
from integrationrules.report.catalogue import default_language, translator

__all__ = ["commands"]

_HELP = translator(default_language())

commands = typer.Typer(no_args_is_help=True)

Source = Annotated[str | None, typer.Argument(metavar=_HELP("FOLDER"), help=_HELP("A folder or an archive with rule files; the shipped ones by default."))]


@commands.command("export", help=_HELP("Write the rules in one file, with which results can be computed again years later."))
def _export(
    context: typer.Context,
    source: Source = None,
    output: Annotated[str | None, typer.Option("--output", "-o", metavar=_HELP("FILE"), help=_HELP("Write the archive to this file."))] = None,
    rule: OnlyRules = None,
    parameters: Overlay = None,
    lang: Lang = None,
) -> None:
    from integrationrules.commands.export import run

    tr = translator(chosen_language(context, lang))
    run(book_of(source, parameters), source, parameters, rule or (), output, tr)


@commands.command("diff", help=_HELP("What two rulebooks say otherwise, and whom they answer otherwise; exits 1 when they differ."))
def _diff(
    context: typer.Context,
    before: Annotated[str, typer.Argument(metavar="A", help=_HELP("A folder or an archive with rule files, or 'shipped' for those of this package."))],
    after: Annotated[str, typer.Argument(metavar="B", help=_HELP("The same, for the rules to compare with."))],
    people: Annotated[str | None, typer.Option("--people", metavar=_HELP("CASES"), help=_HELP("Answer these cases under both."))] = None,
    reform: Annotated[str | None, typer.Option(
        "--reform", metavar=_HELP("DATE"), help=_HELP("Check that no answer about the time before this day differs, with --people."))] = None,
    rule: OnlyRules = None,
    quarter: Quarters = None,
    on: Day = None,
    assume: Assumed = None,
    form: Form = None,
    lang: Lang = None,
) -> None:
    from integrationrules.commands import options
    from integrationrules.commands.diff import People, run
    from integrationrules.commands.evaluate import Request

    language = chosen_language(context, lang)
    tr = translator(language)
    request = Request(
        rules=tuple(rule or ()), quarters=options.quarters(quarter or (), tr), on=options.day(on, "--on", tr), options=options.chosen(assume or (), tr),
    )
    raise typer.Exit(run(before, after, People(people, request, options.day(reform, "--reform", tr)), language, form))
