"""The commands of the service: `serve`, and the keys of its callers."""

from __future__ import annotations

from typing import Annotated

import typer

from integrationrules.commands.accepted import Lang, Overlay, RulebookFolder, chosen_language
from integrationrules.report.catalogue import default_language, translator

__all__ = ["commands", "key_commands"]

_HELP = translator(default_language())

commands = typer.Typer()
key_commands = typer.Typer(no_args_is_help=True)

KeyFile = Annotated[str | None, typer.Option("--keys", metavar=_HELP("FILE"), help=_HELP("The file of keys; without one only this machine is served."))]


@commands.command("serve", help=_HELP("Answer over HTTP, with the same documents as --format json."))
def _serve(
    context: typer.Context,
    host: Annotated[str, typer.Option("--host", metavar="HOST", help=_HELP("The address to listen on; others than 127.0.0.1 need --keys."))] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help=_HELP("The port to listen on."))] = 8000,
    workers: Annotated[int, typer.Option("--workers", min=1, max=256, metavar="N", help=_HELP("How many processes calculate."))] = 2,
    store: Annotated[str | None, typer.Option(
        "--store", metavar="URL", help=_HELP("Keep cases in this file, or in the database of this URL; without it /cases is not there."))] = None,
    keys: KeyFile = None,
    audit: Annotated[str | None, typer.Option(
        "--audit", metavar=_HELP("FILE"), help=_HELP("Append who asked what, and how it went, to this file; else to standard output."))] = None,
    seconds: Annotated[float, typer.Option("--seconds", min=0.1, metavar="N", help=_HELP("How long one calculation may take."))] = 30.0,
    patience: Annotated[float, typer.Option("--patience", min=0.1, metavar="N", help=_HELP("How many seconds a request may take to arrive."))] = 15.0,
    size: Annotated[int, typer.Option("--size", min=1, metavar=_HELP("BYTES"), help=_HELP("How large one request may be."))] = 2**20,
    connections: Annotated[int, typer.Option("--connections", min=1, metavar="N", help=_HELP("How many connections are open at once at most."))] = 2_000,
    chainer: Annotated[str | None, typer.Option(
        "--chainer", metavar="durable|builtin", help=_HELP("What derives alerts; durable-rules where it is installed."))] = None,
    parameters: Overlay = None,
    rulebook: RulebookFolder = None,
    lang: Lang = None,
) -> None:
    from integrationrules.commands.serve import Wanted, run

    run(Wanted(host, port, workers, store, keys, audit, seconds, patience, size, connections, chainer, rulebook, parameters), chosen_language(context, lang))


@key_commands.command("new", help=_HELP("Make a key for a municipality; it is printed once, and only its hash is kept."))
def _new_key(
    context: typer.Context,
    municipality: Annotated[int, typer.Option(
        "--municipality", min=101, max=999, metavar="860", help=_HELP("The code of the municipality whose cases it reaches."))],
    expires: Annotated[str, typer.Option("--expires", metavar=_HELP("DATE"), help=_HELP("The last day on which it opens, as 2027-12-31."))],
    name: Annotated[str, typer.Option("--name", metavar=_HELP("NAME"), help=_HELP("What the audit log calls whoever has it; never a person."))],
    keys: Annotated[str, typer.Option("--keys", metavar=_HELP("FILE"), help=_HELP("The file of keys; made where there is none."))] = "keys.json",
    lang: Lang = None,
) -> None:
    from integrationrules.commands.keys import run

    run(keys, name, municipality, expires, chosen_language(context, lang))
