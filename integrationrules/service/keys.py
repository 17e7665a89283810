"""Keys of callers: random, told once, kept as hashes, each for one municipality and until a day."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from integrationrules.whole import written_whole

from .problems import Refusal

__all__ = ["Caller", "KeyFileError", "KeyRing", "add_key"]

_FORMAT = 1
_PREFIX = "ir"
_CHALLENGE = {"WWW-Authenticate": "Bearer"}


class KeyFileError(ValueError):
    """A file of keys that cannot be used; `id` names the message."""

    def __init__(self, id: str) -> None:
        super().__init__(id)
        self.id = id


@dataclass(frozen=True, slots=True)
class Caller:
    """Whose key it is: a name for the audit log, and the municipality whose cases it reaches."""

    name: str
    municipality: int


@dataclass(frozen=True, slots=True)
class _Key:
    id: str
    name: str
    municipality: int
    expires: str
    sha256: str


def add_key(path: Path, name: str, municipality: int, expires: date) -> str:
    """Adds a key to the file and returns it; only its hash is kept, so it cannot be told again. Raises `KeyFileError`."""
    known = _read(path) if path.exists() else {}
    id_ = secrets.token_hex(4)
    while id_ in known:
        id_ = secrets.token_hex(4)
    secret = secrets.token_urlsafe(32)
    keys = [*known.values(), _Key(id_, name, municipality, expires.isoformat(), _hash(secret))]
    with written_whole(path) as stream:
        if hasattr(os, "fchmod"):
            os.fchmod(stream.fileno(), 0o600)
        stream.write((json.dumps({"format": _FORMAT, "keys": [asdict(key) for key in keys]}, ensure_ascii=False, indent=2) + "\n").encode())
    return f"{_PREFIX}_{id_}_{secret}"


class KeyRing:
    """The keys of a file, read again when it changes: a key that is deleted there no longer opens."""

    def __init__(self, path: Path) -> None:
        self._path, self._seen = path, _stamp(path)
        self._keys = _read(path)

    def caller(self, header: str | None, today: date) -> Caller:
        """Whose key an Authorization header carries; raises `Refusal`. The hash is compared in constant time, also where there is no such key."""
        scheme, _, presented = (header or "").partition(" ")
        if scheme.lower() != "bearer" or not presented.strip():
            raise Refusal(401, "http_key_missing", _CHALLENGE)
        prefix, _, rest = presented.strip().partition("_")
        id_, _, secret = rest.partition("_")
        key = self._current().get(id_) if prefix == _PREFIX else None
        same = hmac.compare_digest(_hash(secret), key.sha256 if key is not None else _hash(""))
        if key is None or not same:
            raise Refusal(401, "http_key_unknown", _CHALLENGE)
        if date.fromisoformat(key.expires) < today:
            raise Refusal(401, "http_key_expired", _CHALLENGE)
        return Caller(key.name, key.municipality)

    def _current(self) -> Mapping[str, _Key]:
        stamp = _stamp(self._path)
        if stamp != self._seen:
            try:
                self._keys, self._seen = _read(self._path), stamp
            except KeyFileError:
                # Half-written or gone: nobody is let in by a list that may have been taken back.
                self._keys = {}
        return self._keys


def _stamp(path: Path) -> tuple[int, int, int]:
    try:
        found = path.stat()
    except OSError:
        return 0, 0, 0
    return found.st_mtime_ns, found.st_size, found.st_ino


def _read(path: Path) -> dict[str, _Key]:
    try:
        found = json.loads(path.read_bytes())
        keys = [_key(one) for one in found["keys"]] if found["format"] == _FORMAT else None
    except OSError:
        raise KeyFileError("keys_unreadable") from None
    except (ValueError, KeyError, TypeError):
        keys = None
    if keys is None:
        raise KeyFileError("keys_damaged")
    return {key.id: key for key in keys}


def _key(one: Mapping[str, Any]) -> _Key:
    key = _Key(str(one["id"]), str(one["name"]), int(one["municipality"]), str(one["expires"]), str(one["sha256"]))
    date.fromisoformat(key.expires)
    return key


def _hash(secret: str) -> str:
    # 256 random bits cannot be guessed, so a slow hash would only slow us.
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
