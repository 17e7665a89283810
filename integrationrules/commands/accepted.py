"""Options and arguments that several commands take, and what is made of them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated

import typer

from integrationrules.commands.terminal import UnusableInput
from integrationrules.report.catalogue import DEFAULT, LANGUAGES, VARIABLE, default_language, translator

if TYPE_CHECKING:
    from integrationrules.rulebook.book import Rulebook

__all__ = [
    "Assumed", "CaseFile", "Codes", "Day", "Form", "Known", "Lang", "OnlyRules", "Overlay", "PageForm", "Quarters", "RuleFolder", "RulebookFolder", "book_of",
    "chosen_language",
]

FORMS = ("text", "json")

_HELP = translator(default_language())
"""Help texts are made when the module is read: in the language of the environment."""


def _language(wanted: str | None) -> str | None:
    if wanted is not None and wanted not in LANGUAGES:
        raise UnusableInput(_HELP("{option}: '{found}' is not a language; write da or en").format(option="--lang", found=wanted))
    return wanted


def _form(wanted: str | None) -> str | None:
    if wanted is not None and wanted not in FORMS:
        raise UnusableInput(_HELP("--format: '{found}' is not a format; write text or json").format(found=wanted))
    return wanted


def _page_form(wanted: str | None) -> str | None:
    if wanted is not None and wanted not in (*FORMS, "html"):
        raise UnusableInput(_HELP("--format: '{found}' is not a format; write text, json or html").format(found=wanted))
    return wanted


Lang = Annotated[str | None, typer.Option("--lang", metavar="da|en", callback=_language, help=_HELP("Language of the output."))]
RulebookFolder = Annotated[str | None, typer.Option(
    "--rulebook", metavar=_HELP("FOLDER"), help=_HELP("Use the rule files of this folder or archive instead of the shipped ones."))]
RuleFolder = Annotated[str | None, typer.Argument(
    metavar=_HELP("FOLDER"), help=_HELP("The folder with rule files; the shipped ones by default."))]
Day = Annotated[str | None, typer.Option("--on", metavar=_HELP("DATE"), help=_HELP("The day asked about, as 2018-05-28."))]
Known = Annotated[str | None, typer.Option("--as-known", metavar=_HELP("DATE"), help=_HELP("Only what had been recorded on this day."))]
CaseFile = Annotated[str, typer.Argument(metavar=_HELP("CASE"), help=_HELP("A case file (.yaml, .json, .jsonl), or - for standard input."))]
OnlyRules = Annotated[list[str] | None, typer.Option("--rule", metavar="ID", help=_HELP("Only this rule; may be repeated."))]
Quarters = Annotated[list[str] | None, typer.Option(
    "--quarter", metavar="2018Q4", help=_HELP("Quarter or range 2017Q1..2018Q4; may be repeated."))]
Assumed = Annotated[list[str] | None, typer.Option(
    "--assume", metavar="ID=...", help=_HELP("Choose an option of an assumption; may be repeated."))]
Overlay = Annotated[str | None, typer.Option(
    "--parameters", metavar=_HELP("FILE"), help=_HELP("Values of parameters that are not on file, with their sources (YAML)."))]
Codes = Annotated[str | None, typer.Option(
    "--codes", metavar=_HELP("FILE"), help=_HELP("Register codes that are not on file, with their groups and sources (YAML)."))]
Form = Annotated[str | None, typer.Option("--format", metavar="text|json", callback=_form, help=_HELP("How results are written."))]
PageForm = Annotated[str | None, typer.Option("--format", metavar="text|json|html", callback=_page_form, help=_HELP("How results are written."))]


def chosen_language(context: typer.Context, lang: str | None) -> str:
    """The language of `--lang`, wherever it stands, else the environment's, else Danish."""
    wanted = lang or context.obj or os.environ.get(VARIABLE) or DEFAULT
    if wanted not in LANGUAGES:
        raise UnusableInput(_HELP("{option}: '{found}' is not a language; write da or en").format(option=VARIABLE, found=wanted))
    return str(wanted)


def book_of(folder: str | None, parameters: str | None = None, codes: str | None = None) -> Rulebook:
    """The rulebook of a folder or archive, or the shipped one, with the caller's own values and register codes where there are any."""
    if codes is not None:
        from integrationrules.rulebook.codeoverlay import load_codes

        book = book_of(folder, parameters)
        return book.with_codes(load_codes(codes, book))
    from integrationrules.rulebook.book import load

    book = load(folder)
    if parameters is None:
        return book
    if book.overlay is not None:
        from integrationrules.rulebook.archive.problems import ArchiveError

        raise ArchiveError("several_parameters", file=folder)
    from integrationrules.commands.overlay import with_overlay

    return with_overlay(book, parameters)
