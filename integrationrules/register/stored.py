"""Parts as bytes, and a folder of them: what has been counted of a register is not counted again after an interruption."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np

from integrationrules.whole import write_whole, written_whole

from .noticed import Reason, Rejected
from .part import Part
from .problems import RegisterError

__all__ = ["Store", "fingerprint", "packed", "unpacked"]

_ABOUT = "run.json"
_FORMAT = 1
_NUMBERS = ("rows", "strangers", "other_zeros")


def packed(part: Part) -> bytes:
    """A part as bytes."""
    about = {
        **{name: getattr(part, name) for name in _NUMBERS}, "unlisted": dict(part.unlisted),
        "noticed": [[list(reason), count] for reason, count in part.noticed.items()],
    }
    found = BytesIO()
    np.savez(found, tally=part.tally, places=part.places.astype(np.int32), about=np.frombuffer(json.dumps(about).encode(), dtype=np.uint8))
    return found.getvalue()


def unpacked(content: bytes) -> Part:
    """The part of such bytes; raises `ValueError` where they are none."""
    try:
        with np.load(BytesIO(content), allow_pickle=False) as found:
            about = json.loads(found["about"].tobytes())
            tally, places = found["tally"], found["places"].astype(np.int64)
        return Part(
            tally, places, unlisted=Counter(about["unlisted"]), noticed=Counter({Reason(*reason): count for reason, count in about["noticed"]}),
            **{name: about[name] for name in _NUMBERS},
        )
    except (BadZipFile, EOFError, KeyError, OSError, TypeError, ValueError) as error:
        raise ValueError("no part") from error


def fingerprint(files: Sequence[Path], asked: Any) -> str:
    """What a run hangs on: what the files hold, and what was asked of them."""
    digests = []
    for file in files:
        with open(file, "rb") as stream:
            digests.append(hashlib.file_digest(stream, "sha256").hexdigest())
    return hashlib.sha256(json.dumps([digests, asked], sort_keys=True).encode()).hexdigest()


class Store:
    """A folder of parts, each written whole or not at all; they hold places in the people file and counts, never an id."""

    def __init__(self, folder: str, run: str) -> None:
        """`run` is the fingerprint; a folder of another run is refused, so that nothing of it is lost or mixed in."""
        self._folder = Path(folder)
        self._folder.mkdir(parents=True, exist_ok=True)
        about = self._folder / _ABOUT
        if about.exists():
            if self._run(about) != run:
                raise RegisterError("register_work_other", folder=folder)
        elif any(self._folder.iterdir()):
            raise RegisterError("register_work_folder", folder=folder)
        else:
            write_whole([json.dumps({"format": _FORMAT, "run": run}) + "\n"], about)

    def whole(self, part: int) -> tuple[list[Part], Rejected] | None:
        """All that was counted of a part of the register, and what was left out of it; none where something is missing."""
        try:
            about = json.loads(self._end(part).read_text(encoding="utf-8"))
            batches, rejected = int(about["batches"]), Rejected.of_json(about["rejected"])
        except (OSError, ValueError, KeyError, TypeError):
            return None
        found = [one for batch in range(batches) if (one := self.get(part, batch)) is not None]
        return (found, rejected) if len(found) == batches else None

    def get(self, part: int, batch: int) -> Part | None:
        """What was counted of a batch; none where it was not, or where the file is damaged."""
        try:
            return unpacked(self._file(part, batch).read_bytes())
        except (OSError, ValueError):
            return None

    def put(self, part: int, batch: int, found: Part) -> Part:
        """Keeps what was counted of a batch."""
        with written_whole(self._file(part, batch)) as stream:
            stream.write(packed(found))
        return found

    def end(self, part: int, batches: int, rejected: Rejected) -> None:
        """Keeps how many batches a part of the register has, and what was left out of it."""
        write_whole([json.dumps({"batches": batches, "rejected": rejected.as_json()}) + "\n"], self._end(part))

    def _file(self, part: int, batch: int) -> Path:
        return self._folder / f"{part:05}-{batch:05}.npz"

    def _end(self, part: int) -> Path:
        return self._folder / f"{part:05}.json"

    @staticmethod
    def _run(about: Path) -> Any:
        try:
            found = json.loads(about.read_text(encoding="utf-8"))
            return found["run"] if found["format"] == _FORMAT else None
        except (OSError, ValueError, KeyError, TypeError):
            return None
