"""The command about a case that lives, beside those of the console command itself."""

from __future__ import annotations

from typing import Annotated

import typer

from integrationrules.commands.accepted import Form, Lang, Overlay, RulebookFolder, book_of, chosen_language
from integrationrules.report.catalogue import default_language, translator

__all__ = ["commands"]

_HELP = translator(default_language())

commands = typer.Typer()


@commands.command("session", help=_HELP("Read the event log of a case and print what was told when, and why; with --compare what other rules tell."))
def _session(
    context: typer.Context,
    log: Annotated[str, typer.Argument(metavar="LOG", help=_HELP("An event log: .jsonl, or .yaml with case and events."))],
    to: Annotated[str | None, typer.Option("--to", metavar=_HELP("DATE"), help=_HELP("Go on to this day after the last event."))] = None,
    chainer: Annotated[str | None, typer.Option(
        "--chainer", metavar="durable|builtin", help=_HELP("What derives the alerts; both derive the same. By default durable where it is installed."))] = None,
    ruleset: Annotated[list[str] | None, typer.Option("--ruleset", metavar="ID", help=_HELP("Only alerts of this rule set; may be repeated."))] = None,
    compare: Annotated[str | None, typer.Option(
        "--compare", metavar=_HELP("FOLDER"), help=_HELP("List what the log tells under this rulebook and not under the other; exits 1 if anything."))] = None,
    parameters: Overlay = None,
    rulebook: RulebookFolder = None,
    form: Form = None,
    lang: Lang = None,
) -> None:
    from integrationrules.commands import options
    from integrationrules.commands.session import Wanted, run

    language = chosen_language(context, lang)
    wanted = Wanted(options.day(to, "--to", translator(language)), chainer, tuple(ruleset or ()), form)
    other = book_of(compare, parameters) if compare is not None else None
    raise typer.Exit(run(book_of(rulebook, parameters), log, wanted, other, language))
