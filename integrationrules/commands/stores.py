"""`integrationrules store`: what is done to a store beside the service: its logs checked, a person erased."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from integrationrules.commands.accepted import Lang, chosen_language
from integrationrules.commands.terminal import UnusableInput, say
from integrationrules.report.catalogue import Translator, default_language, translator

__all__ = ["commands"]

_HELP = translator(default_language())

commands = typer.Typer(no_args_is_help=True)

Url = Annotated[str, typer.Argument(metavar="URL", help=_HELP("The store: a file, or the URL of a database."))]


@commands.command("check", help=_HELP("Check that every log agrees with its hashes, and list what was erased; exits 1 when one does not."))
def _check(context: typer.Context, url: Url, lang: Lang = None) -> None:
    from integrationrules.store import open_store

    tr = translator(chosen_language(context, lang))
    with _told(tr), open_store(_existing(url)) as store:
        changed, count, erasures = store.verify(), len(store), store.erasures()
    for one in erasures:
        told = tr("Erased {at} by {by}: {events} events and {alerts} alerts of one case ({reason})")
        say(told.format(at=one.at, by=one.by, events=one.events, alerts=one.alerts, reason=one.reason))
    for number in changed:
        say(tr("The log of case number {number} was changed from outside").format(number=number))
    if not changed:
        say(tr.plural("{count} case; every log agrees with its hashes", "{count} cases; every log agrees with its hashes", count).format(count=count))
    raise typer.Exit(1 if changed else 0)


@commands.command("erase", help=_HELP("Erase the case of one person, whose id is read from standard input; what is left is how much it was."))
def _erase(
    context: typer.Context,
    url: Url,
    municipality: Annotated[int, typer.Option("--municipality", min=0, max=999, metavar="860", help=_HELP("The municipality's code; 0 without keys."))],
    reason: Annotated[str, typer.Option("--reason", metavar=_HELP("TEXT"), help=_HELP("Why, for the log; never who."))],
    by: Annotated[str, typer.Option("--by", metavar=_HELP("NAME"), help=_HELP("Who decided it, for the log."))],
    at: Annotated[str, typer.Option("--at", metavar=_HELP("DATE"), help=_HELP("The day of the decision, for the log."))],
    lang: Lang = None,
) -> None:
    from integrationrules.commands import options
    from integrationrules.store import CaseKey, open_store
    from integrationrules.timeline.cpr import holds_cpr

    tr = translator(chosen_language(context, lang))
    day = options.day(at, "--at", tr)
    assert day is not None
    case = sys.stdin.readline().strip() if sys.stdin is not None else ""
    told = re.compile(rf"(?<!\w){re.escape(case)}(?!\w)", re.IGNORECASE)
    if any(holds_cpr(text) or (case and told.search(text)) for text in (reason, by)):
        raise UnusableInput(tr("--reason, --by: write neither a person's number nor the id of the case; they are kept"))
    with _told(tr), open_store(_existing(url)) as store:
        erased = store.erase(CaseKey(municipality, case), reason, by, day.isoformat())
    say(tr("Erased: {events} events, {alerts} alerts").format(events=erased.events, alerts=erased.alerts))


def _existing(url: str) -> str:
    """The same; raises `StoreError` for a file that would have to be made."""
    from integrationrules.store import StoreError

    if "://" not in url and not Path(url).exists():
        raise StoreError("store_unreachable")
    return url


@contextmanager
def _told(tr: Translator) -> Iterator[None]:
    """What a store refuses, as a line."""
    from integrationrules.store import StoreError
    from integrationrules.store.messages import MESSAGES

    try:
        yield
    except StoreError as error:
        raise UnusableInput(tr(MESSAGES[error.id]).format(**error.values)) from None
