"""The chainers by name: durable-rules where it is installed, else our own."""

from __future__ import annotations

from functools import cache

from .builtin import BuiltinChainer
from .chaining import Chainer
from .guard import available
from .problems import SessionError

__all__ = ["CHAINERS", "chainer_of"]

CHAINERS = ("durable", "builtin")


@cache
def chainer_of(name: str | None = None) -> Chainer:
    """The chainer of a name; without one durable-rules if it can be imported. One of each for a process. Raises `SessionError`."""
    if name not in (None, *CHAINERS):
        raise SessionError("chainer_unknown", name=name)
    if name == "durable" and not available():
        raise SessionError("chainer_missing")
    if name == "builtin" or not available():
        return BuiltinChainer()
    if name is None:
        return chainer_of("durable")
    from .durable import DurableChainer

    return DurableChainer()
