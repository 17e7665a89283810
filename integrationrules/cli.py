"""The console command `integrationrules`: options, languages and exit codes; each command is a module of `commands`."""

from __future__ import annotations

import gc
import os
import sys
from typing import Annotated

import typer

from integrationrules.commands.accepted import (
    Assumed,
    CaseFile,
    Codes,
    Day,
    Form,
    Known,
    Lang,
    OnlyRules,
    Overlay,
    PageForm,
    Quarters,
    RulebookFolder,
    RuleFolder,
    book_of,
    chosen_language,
)
from integrationrules.commands.economics import commands as economics_commands
from integrationrules.commands.registers import commands as register_commands
from integrationrules.commands.rulebooks import commands as rulebook_commands
from integrationrules.commands.services import commands as service_commands
from integrationrules.commands.services import key_commands
from integrationrules.commands.sessions import commands as session_commands
from integrationrules.commands.stores import commands as store_commands
from integrationrules.commands.terminal import UnusableInput, has_output, silence, use_utf8
from integrationrules.report.catalogue import LANGUAGES, default_language, translator

__all__ = ["app", "main"]

DEBUG = "INTEGRATIONRULES_DEBUG"
"""Set to 1, an unexpected error shows where it came from."""
UNUSABLE, UNEXPECTED, INTERRUPTED, UNREAD = 2, 70, 130, 141
"""Exit codes: unusable input, a mistake of ours, Ctrl-C, nobody reads the output."""

_HELP = translator(default_language())
"""Help texts are made when the module is read: in the language of the environment."""


def _version(wanted: bool) -> None:
    if wanted:
        from integrationrules.version import VERSION

        print(f"integrationrules {VERSION}")
        raise typer.Exit


app = typer.Typer(
    name="integrationrules", help=_HELP("Danish integration and self-support rules: answers with reasons and sources. Decision support."),
    no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(rulebook_commands, name="rulebook", help=_HELP("Keep or compare whole rulebooks."))
app.add_typer(economics_commands)
app.add_typer(register_commands)
app.add_typer(service_commands)
app.add_typer(store_commands, name="store", help=_HELP("What is done to a store of cases beside the service."))
app.add_typer(key_commands, name="keys", help=_HELP("Keys of those who ask the service."))
app.add_typer(session_commands)


@app.callback()
def _everywhere(
    context: typer.Context,
    lang: Lang = None,
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help=_HELP("Show the version."))] = False,
) -> None:
    context.obj = lang


@app.command("evaluate", help=_HELP("Answer rules for the cases of a file, or of standard input (-)."))
def _evaluate(
    context: typer.Context,
    case: CaseFile,
    rule: OnlyRules = None,
    quarter: Quarters = None,
    on: Day = None,
    as_known: Known = None,
    assume: Assumed = None,
    full: Annotated[bool, typer.Option("--full", help=_HELP("Give the reasons of all rules where none is named."))] = False,
    parameters: Overlay = None,
    codes: Codes = None,
    rulebook: RulebookFolder = None,
    record: Annotated[str | None, typer.Option(
        "--record", metavar=_HELP("FILE"), help=_HELP("Keep what was asked and answered in this file, for replay."))] = None,
    form: PageForm = None,
    output: Annotated[str | None, typer.Option("--output", "-o", metavar=_HELP("FILE"), help=_HELP("Write the page to this file."))] = None,
    lang: Lang = None,
) -> None:
    from integrationrules.commands import options
    from integrationrules.commands.evaluate import Request, run
    from integrationrules.commands.recording import recording

    language = chosen_language(context, lang)
    tr = translator(language)
    request = Request(
        rules=tuple(rule or ()), quarters=options.quarters(quarter or (), tr), on=options.day(on, "--on", tr),
        as_known=options.day(as_known, "--as-known", tr), options=options.chosen(assume or (), tr), full=full,
    )
    if record is not None and codes is not None:
        raise UnusableInput(tr("--record and --codes: a record does not keep register codes of your own; leave one of them out"))
    book = book_of(rulebook, parameters, codes)
    with recording(record, case, request, book, rulebook, parameters, tr) as recorder:
        run(book, case, request, language, form, recorder, output)


@app.command("replay", help=_HELP("Answer recorded questions again; exits 1 when an answer is another."))
def _replay(
    context: typer.Context,
    record: Annotated[str, typer.Argument(metavar=_HELP("RECORD"), help=_HELP("A file that evaluate --record wrote."))],
    parameters: Overlay = None,
    rulebook: RulebookFolder = None,
    form: Form = None,
    lang: Lang = None,
) -> None:
    from integrationrules.commands.replay import run

    raise typer.Exit(run(record, book_of(rulebook, parameters), rulebook, parameters, chosen_language(context, lang), form))


@app.command("new", help=_HELP("Make a case file by answering questions; every one may be answered with \"don't know\"."))
def _new(
    context: typer.Context,
    file: Annotated[str | None, typer.Argument(metavar=_HELP("FILE"), help=_HELP("The case file to write; by default it is named after the case."))] = None,
    on: Day = None,
    rule: OnlyRules = None,
    lang: Lang = None,
) -> None:
    from integrationrules.commands import options
    from integrationrules.commands.new import run

    language = chosen_language(context, lang)
    raise typer.Exit(run(book_of(None), file, rule or (), options.day(on, "--on", translator(language)), language))


@app.command("whatif", help=_HELP("Answer rules before and after changes to one case; the file itself is not changed."))
def _whatif(
    context: typer.Context,
    case: CaseFile,
    set_: Annotated[list[str] | None, typer.Option("--set", metavar="PATH=VALUE", help=_HELP("State one value anew; may be repeated."))] = None,
    add: Annotated[list[str] | None, typer.Option("--add", metavar=_HELP("LINE"), help=_HELP("Add a fact, written on one line; may be repeated."))] = None,
    remove: Annotated[list[str] | None, typer.Option("--remove", metavar="ID", help=_HELP("Take a fact away, by id or as facts[2]; may be repeated."))] = None,
    rule: OnlyRules = None,
    quarter: Quarters = None,
    on: Day = None,
    assume: Assumed = None,
    parameters: Overlay = None,
    rulebook: RulebookFolder = None,
    output: Annotated[str | None, typer.Option("--output", "-o", metavar=_HELP("FILE"), help=_HELP("Write the changed case to this file."))] = None,
    form: Form = None,
    lang: Lang = None,
) -> None:
    from integrationrules.commands import options
    from integrationrules.commands.changes import read_changes
    from integrationrules.commands.evaluate import Request
    from integrationrules.commands.whatif import run

    language = chosen_language(context, lang)
    tr = translator(language)
    changes = read_changes(set_ or (), add or (), remove or (), tr)
    request = Request(
        rules=tuple(rule or ()), quarters=options.quarters(quarter or (), tr), on=options.day(on, "--on", tr), options=options.chosen(assume or (), tr),
    )
    run(book_of(rulebook, parameters), case, changes, request, language, form, output)


@app.command("deadlines", help=_HELP("List what is due for one case, in order of date."))
def _deadlines(
    context: typer.Context,
    case: CaseFile,
    rule: OnlyRules = None,
    on: Day = None,
    assume: Assumed = None,
    parameters: Overlay = None,
    rulebook: RulebookFolder = None,
    form: Form = None,
    lang: Lang = None,
) -> None:
    from integrationrules.commands import options
    from integrationrules.commands.deadlines import run
    from integrationrules.commands.evaluate import Request

    language = chosen_language(context, lang)
    tr = translator(language)
    request = Request(rules=tuple(rule or ()), on=options.day(on, "--on", tr), options=options.chosen(assume or (), tr))
    run(book_of(rulebook, parameters), case, request, language, form)


@app.command("invest", help=_HELP("Calculate and check an investment case: what was spent and saved, when it pays back, what is not known."))
def _invest(
    context: typer.Context,
    case: Annotated[str | None, typer.Argument(
        metavar=_HELP("CASE"), help=_HELP("An investment case file (.yaml), or a filled-in workbook (.xlsx)."))] = None,
    split: Annotated[str | None, typer.Option("--split", metavar="even", help=_HELP("Divide amounts of several years evenly; else they are ranges."))] = None,
    npv: Annotated[bool, typer.Option("--npv", help=_HELP("Insist on a net present value; exits 2 where it cannot be computed."))] = False,
    set_: Annotated[list[str] | None, typer.Option("--set", metavar="PATH=VALUE", help=_HELP("State one value anew; may be repeated."))] = None,
    form: Annotated[str | None, typer.Option("--format", metavar="text|json|csv|xlsx|html|docx", help=_HELP("How results are written."))] = None,
    output: Annotated[str | None, typer.Option("--output", "-o", metavar=_HELP("FILE"), help=_HELP("Write the result to this file."))] = None,
    template: Annotated[bool, typer.Option(
        "--template", help=_HELP("Write the workbook to fill in: empty, or with the figures of the case."))] = False,
    scenario: Annotated[str | None, typer.Option(
        "--scenario", metavar="low|middle|high", help=_HELP("Set all assumptions to where the net is low or high, as far as the case states."))] = None,
    draws: Annotated[int | None, typer.Option("--draws", metavar="N", help=_HELP("Draw the assumptions so often, as far as stated."))] = None,
    seed: Annotated[int, typer.Option("--seed", metavar="S", help=_HELP("What the draws begin from; the same gives the same."))] = 1,
    lang: Lang = None,
) -> None:
    from integrationrules.commands import invest
    from integrationrules.commands.economics import draws_of

    language = chosen_language(context, lang)
    tr = translator(language)
    if template:
        invest.make_template(case, output, language)
        return
    if case is None:
        raise UnusableInput(tr("name an investment case file, or write --template"))
    count = draws_of(draws, seed, tr) or 0
    invest.run(case, invest.Asked(split, npv, tuple(set_ or ()), form, output, scenario or "", count, seed), language)


@app.command("check", help=_HELP("Check rule files; exits 1 when there are errors."))
def _check(
    context: typer.Context,
    folder: RuleFolder = None,
    on: Annotated[str | None, typer.Option(
        "--on", metavar=_HELP("DATE"), help=_HELP("The day on which every parameter should have a value, as 2018-05-28; today by default."))] = None,
    output: Annotated[str | None, typer.Option("--output", "-o", metavar=_HELP("FILE"), help=_HELP("Write what was found to this file."))] = None,
    form: Annotated[str | None, typer.Option("--format", metavar="text|json|sarif", help=_HELP("How what was found is written."))] = None,
    lang: Lang = None,
) -> None:
    from datetime import date

    from integrationrules.commands import options
    from integrationrules.commands.check import run

    language = chosen_language(context, lang)
    day = options.day(on, "--on", translator(language)) or date.today()
    raise typer.Exit(run(folder, day, language, form, output))


@app.command("test", help=_HELP("Run the cases beside the rules; exits 1 when one fails."))
def _test(
    context: typer.Context,
    places: Annotated[list[str] | None, typer.Argument(
        metavar=_HELP("FOLDER|RULESET"), help=_HELP("The folder with rule files; the shipped ones by default. With --mutate also rule sets."))] = None,
    mutate: Annotated[bool, typer.Option("--mutate", help=_HELP("Change one thing at a time in the rule files, and list what no case notices."))] = False,
    coverage: Annotated[bool, typer.Option("--coverage", help=_HELP("List the verdicts no case expects, and the branches no answer turns on."))] = False,
    regimes: Annotated[bool, typer.Option("--regimes", help=_HELP("Ask around every day on which the rules change."))] = False,
    jobs: Annotated[int, typer.Option("--jobs", min=1, metavar="N", help=_HELP("How many processes to use, with --mutate."))] = 1,
    form: Annotated[str | None, typer.Option("--format", metavar="text|json|markdown", help=_HELP("How the table is written."))] = None,
    lang: Lang = None,
) -> None:
    from integrationrules.commands import cases

    raise typer.Exit(cases.run(places or (), chosen_language(context, lang), cases.Wanted(mutate, coverage, regimes, jobs, form)))


@app.command("explain", help=_HELP("Explain a rule, parameter, measure or assumption with its sources."))
def _explain(
    context: typer.Context,
    id: Annotated[str, typer.Argument(metavar="ID", help=_HELP("A full id, or the end of one."))],
    rulebook: RulebookFolder = None,
    lang: Lang = None,
) -> None:
    from integrationrules.commands.rules import explain

    explain(book_of(rulebook), id, chosen_language(context, lang))


@app.command("rules", help=_HELP("List all rules with period and source."))
def _rules(
    context: typer.Context,
    coverage: Annotated[bool, typer.Option("--coverage", help=_HELP("What was read, derived or is not known, by rule and year."))] = False,
    years: Annotated[str | None, typer.Option("--years", metavar="2014..2020", help=_HELP("Only these years, with --coverage."))] = None,
    parameters: Overlay = None,
    rulebook: RulebookFolder = None,
    form: Annotated[str | None, typer.Option("--format", metavar="text|json|markdown", help=_HELP("How the table is written."))] = None,
    lang: Lang = None,
) -> None:
    from integrationrules.commands.rules import overview

    if coverage:
        from integrationrules.commands import options
        from integrationrules.commands.coverage import run

        language = chosen_language(context, lang)
        run(book_of(rulebook, parameters), language, form, options.years(years, translator(language)))
    else:
        overview(book_of(rulebook), chosen_language(context, lang))


@app.command("schema", help=_HELP("Print the JSON Schema of rule files or cases, for editors."))
def _schema(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="rules|case", help=_HELP("rules, parameters, values, codes, case, expected or investment."))],
    output: Annotated[str | None, typer.Option("--output", "-o", metavar=_HELP("FILE"), help=_HELP("Write it to this file."))] = None,
    lang: Lang = None,
) -> None:
    from integrationrules.commands.schema import run

    run(name, chosen_language(context, lang), output)


def main(arguments: list[str] | None = None) -> None:
    """Runs the command line and exits: 0 answered, 1 a check failed, 2 unusable input, 70 a mistake of ours."""
    # A command makes many objects that live until it ends; looking for garbage among them is a tenth of its time.
    gc.set_threshold(100_000, 50, 50)
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")      # NumPy's idle threads cost more than one case
    use_utf8()
    sys.exit(_exit_code(sys.argv[1:] if arguments is None else arguments))


def _exit_code(arguments: list[str]) -> int:
    from integrationrules.commands import failures

    try:
        if not has_output():
            raise UnusableInput(_HELP("the output cannot be written: standard output is closed"))
        found = app(arguments, prog_name="integrationrules", standalone_mode=False)
        sys.stdout.flush()
        return found if isinstance(found, int) else 0
    except BrokenPipeError:
        silence()
        return UNREAD
    except SystemExit as stop:
        if isinstance(stop.__context__, BrokenPipeError):
            silence()
            return UNREAD
        raise
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except Exception as error:
        if os.environ.get(DEBUG) == "1":
            raise
        code = failures.report(error, _spoken(arguments), UNUSABLE, UNEXPECTED)
        silence()
        return code


def _spoken(arguments: list[str]) -> str:
    """The language for errors that come before the options are read."""
    for place, argument in enumerate(arguments):
        name, _, value = argument.partition("=")
        found = value or (arguments[place + 1] if place + 1 < len(arguments) else "")
        if name == "--lang" and found in LANGUAGES:
            return found
    return default_language()
