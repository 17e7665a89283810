"""`integrationrules serve`: the service, until it is told to stop."""

from __future__ import annotations

import ipaddress
import os
import sys
from dataclasses import dataclass
from pathlib import Path

from integrationrules.commands.accepted import book_of
from integrationrules.commands.keys import key_file_problem
from integrationrules.commands.terminal import UnusableInput
from integrationrules.report.catalogue import Translator, translator
from integrationrules.service.keys import KeyFileError, KeyRing
from integrationrules.sessions.chainers import chainer_of
from integrationrules.sessions.messages import MESSAGES as SESSIONS
from integrationrules.sessions.problems import SessionError
from integrationrules.store import StoreError, open_store
from integrationrules.store.messages import MESSAGES as STORE

__all__ = ["Wanted", "run"]

_EXTRA = ("fastapi", "starlette", "uvicorn")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the command line asks for."""

    host: str
    port: int
    workers: int
    store: str | None
    keys: str | None
    audit: str | None
    seconds: float
    patience: float
    size: int
    connections: int
    chainer: str | None
    rulebook: str | None
    parameters: str | None


def run(wanted: Wanted, lang: str) -> None:
    """Serves; refuses beforehand what the service could not work with."""
    tr = translator(lang)
    try:
        from integrationrules.service.reading import Limits
        from integrationrules.service.server import Listening, listened, run_server
        from integrationrules.service.service import ServiceSettings
        from integrationrules.service.worker import WorkerSettings
    except ModuleNotFoundError as error:
        if error.name not in _EXTRA:
            raise
        raise UnusableInput(tr("serve needs FastAPI and uvicorn: pip install 'integrationrules[service]'")) from None
    if wanted.keys is None and not _is_own(wanted.host):
        raise UnusableInput(tr("--host: {found} is reached by others than this machine; name a file of keys with --keys").format(found=wanted.host))
    _check(wanted, tr)
    settings = ServiceSettings(
        workers=wanted.workers, worker=WorkerSettings(wanted.rulebook, wanted.parameters), store=wanted.store, chainer=wanted.chainer,
        keys=None if wanted.keys is None else Path(wanted.keys), audit=None if wanted.audit is None else Path(wanted.audit),
        limits=Limits(wanted.size, wanted.patience, wanted.seconds),
    )
    listening = Listening(wanted.host, wanted.port, wanted.connections, wanted.patience)
    try:
        at = listened(listening)
    except OSError as error:
        said = tr("--port: {host}:{port} cannot be listened on ({why})")
        why = os.strerror(error.errno) if error.errno else type(error).__name__
        raise UnusableInput(said.format(host=wanted.host, port=wanted.port, why=why)) from None
    with at:
        host = f"[{wanted.host}]" if ":" in wanted.host else wanted.host
        print(tr("http://{host}:{port} answers; Ctrl-C ends it").format(host=host, port=at.getsockname()[1]), file=sys.stderr, flush=True)
        run_server(settings, listening, at)


def _is_own(host: str) -> bool:
    """Whether only this machine can reach an address; a name that is not `localhost` may be anything."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _check(wanted: Wanted, tr: Translator) -> None:
    """What is wrong is told here, on one line, and not by a worker that dies."""
    book_of(wanted.rulebook, wanted.parameters)
    try:
        chainer_of(wanted.chainer)
    except SessionError as error:
        raise UnusableInput(f"--chainer: {tr(SESSIONS[error.id]).format(**error.values)}") from None
    if wanted.keys is not None:
        try:
            KeyRing(Path(wanted.keys))
        except KeyFileError as error:
            raise key_file_problem(error, wanted.keys, tr) from None
    if wanted.store is not None:
        try:
            open_store(wanted.store).close()
        except StoreError as error:
            raise UnusableInput(f"--store: {tr(STORE[error.id]).format(**error.values)}") from None
    if wanted.audit is not None:
        try:
            Path(wanted.audit).open("a", encoding="utf-8").close()
        except OSError as error:
            said = tr("--audit: {file} cannot be written ({why})")
            raise UnusableInput(said.format(file=wanted.audit, why=error.strerror or type(error).__name__)) from None
