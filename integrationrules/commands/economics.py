"""The commands about money, beside those of the console command itself."""

from __future__ import annotations

from typing import Annotated

import typer

from integrationrules.commands.accepted import Lang, RulebookFolder, book_of, chosen_language
from integrationrules.commands.terminal import UnusableInput
from integrationrules.report.catalogue import Translator, default_language, translator

__all__ = ["commands"]

_HELP = translator(default_language())
MOST_DRAWS = 1_000_000

commands = typer.Typer()

Settings = Annotated[list[str] | None, typer.Option(
    "--set", metavar=_HELP("PATH=VALUE"), help=_HELP("Change a figure, as effect.non_western_qualified.guidance=0.4; may be repeated."))]
DrawCount = Annotated[int | None, typer.Option("--draws", metavar="N", help=_HELP("Draw all inputs with a low and a high figure so many times."))]
Seed = Annotated[int, typer.Option("--seed", metavar="N", help=_HELP("The seed of the draws; the same seed gives the same draws."))]
Output = Annotated[str | None, typer.Option("--output", "-o", metavar=_HELP("FILE"), help=_HELP("Write to this file, whole or not at all."))]


def settings_of(wanted: list[str] | None, tr: Translator) -> list[tuple[str, str]]:
    """Paths and values of `--set`; raises `UnusableInput` where one has no equals sign."""
    found = [one.partition("=") for one in wanted or ()]
    for path, sign, _ in found:
        if not sign or not path:
            raise UnusableInput(tr("--set: write PATH=VALUE"))
    return [(path.strip(), value.strip()) for path, _, value in found]


def draws_of(count: int | None, seed: int, tr: Translator) -> int | None:
    """The number of draws; raises `UnusableInput` where it or the seed cannot be."""
    if count is not None and not 1 <= count <= MOST_DRAWS:
        raise UnusableInput(tr("--draws: from 1 to {most} draws").format(most=MOST_DRAWS))
    if seed < 0:
        raise UnusableInput(tr("--seed: 0 or more"))
    return count


@commands.command("model", help=_HELP("Compute a formula model for a file of inputs: gross to net for each payer."))
def _model(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="ID", help=_HELP("A model, by its id or the last part of it."))],
    inputs: Annotated[str, typer.Argument(metavar=_HELP("INPUTS"), help=_HELP("A file of inputs (.yaml or .json), or - for standard input."))],
    settings: Settings = None,
    draws: DrawCount = None,
    seed: Seed = 1,
    form: Annotated[str | None, typer.Option("--format", metavar="text|json|html|xlsx", help=_HELP("How results are written."))] = None,
    output: Output = None,
    lang: Lang = None,
    folder: RulebookFolder = None,
) -> None:
    language = chosen_language(context, lang)
    tr = translator(language)
    from integrationrules.commands.model import ModelRequest, run

    request = ModelRequest(settings_of(settings, tr), draws_of(draws, seed, tr), seed, form, output)
    run(book_of(folder), name, inputs, request, language)
