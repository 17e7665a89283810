"""Records: a case, what was asked about it and what was answered, so that it can be answered again years later."""

from __future__ import annotations

import hmac
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import IO, Any

from integrationrules.dates import DateError, IsoWeek, Quarter
from integrationrules.rulebook.archive.files import RuleFiles
from integrationrules.rulebook.book import Rulebook
from integrationrules.timeline.plain import plain
from integrationrules.timeline.problems import CaseError
from integrationrules.timeline.timeline import Timeline
from integrationrules.version import VERSION

from .evaluation import Result
from .messages import MESSAGES

__all__ = ["Question", "Record", "RecordError", "Recorder", "read_record", "read_records"]

FORMAT = 1
_LONGEST = 64 * 2**20
_HASH = re.compile("[0-9a-f]{64}")


class RecordError(ValueError):
    """A record that cannot be replayed; `id` and `values` name the message, in English by default."""

    def __init__(self, id: str, **values: Any) -> None:
        self.id, self.values = id, values
        self.record: int | None = None
        """Which record of a file, counted from 1."""
        super().__init__(MESSAGES[id].format(**values))

    def at(self, record: int) -> RecordError:
        """The same mistake, said of one record of a file."""
        self.record = record
        return self


@dataclass(frozen=True)
class Question:
    """What was asked: as the arguments of `evaluate`, rules by full id."""

    rules: tuple[str, ...] = ()
    quarters: tuple[Quarter, ...] = ()
    on: date | None = None
    as_known: date | None = None
    options: Mapping[str, str] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """As in a record."""
        return {
            "rules": list(self.rules), "quarters": [str(quarter) for quarter in self.quarters], "on": self.on.isoformat() if self.on else None,
            "as_known": self.as_known.isoformat() if self.as_known else None, "assumptions": dict(self.options),
        }


@dataclass(frozen=True)
class Record:
    """One line of a file of records."""

    case: Timeline
    question: Question
    files: Mapping[str, str]
    """By rule set the hash of the files that its answers came from."""
    result: Mapping[str, Any]
    version: str
    """The version of the package that answered."""
    authentic: bool
    """Whether the case is the one that was answered: its hash with the secret is that of every decision."""


class Recorder:
    """Writes a record of each case to a stream, one a line."""

    def __init__(self, stream: IO[bytes], book: Rulebook, files: RuleFiles, question: Question) -> None:
        self.stream, self.book, self.files, self.question = stream, book, files, question
        self._hashes: dict[str, str] = {}

    def add(self, timelines: Sequence[Timeline], results: Sequence[Result]) -> None:
        """The records of some cases and their results."""
        for timeline, result in zip(timelines, results, strict=True):
            self.stream.write((json.dumps(self._record(timeline, result), ensure_ascii=False) + "\n").encode())

    def _record(self, timeline: Timeline, result: Result) -> dict[str, Any]:
        rulesets = sorted({decision.rule.rpartition(".")[0] for decision in result.decisions})
        return {
            "format": FORMAT, "kind": "record", "version": VERSION, "question": self.question.as_json(),
            "rulebook": {name: {"rulebook_hash": self.book.hash_of(name), "files_hash": self._files_hash(name)} for name in rulesets},
            "result": result.as_json(), "case": plain(timeline),
        }

    def _files_hash(self, ruleset: str) -> str:
        if ruleset not in self._hashes:
            self._hashes[ruleset] = self.files.hash_of(self.book, ruleset)
        return self._hashes[ruleset]


def read_records(stream: IO[bytes], file: str, salt: bytes) -> Iterator[Record]:
    """The records of a file, one a line, or of a JSON text that is one record; raises `RecordError`, which repeats no id."""
    number = 0
    while line := stream.readline(_LONGEST + 1):
        number += 1
        place = file if number == 1 else f"{file} line {number}"
        if len(line) > _LONGEST:
            raise RecordError("record_too_large", place=place, limit=_LONGEST // 2**20)
        if number == 1 and line.strip() in (b"{", b"[") :
            line += stream.read(_LONGEST)
        if line.strip():
            yield read_record(_json(line, place), place, salt)
    if not number:
        raise RecordError("no_record", place=file)


def _json(text: bytes, place: str) -> Any:
    try:
        return json.loads(text.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise RecordError("no_record", place=place) from None


def read_record(found: Any, place: str, salt: bytes) -> Record:
    """A record from plain values; `salt` is the secret with which its facts were hashed."""
    from integrationrules.timeline.files import timeline_of

    if isinstance(found, dict) and found.get("kind") == "record" and found.get("format") != FORMAT:
        raise RecordError("record_format", place=place, found=str(found.get("format"))[:12], known=FORMAT)
    try:
        if found["kind"] != "record":
            raise ValueError
        case, decisions = found["case"], found["result"]["decisions"]
        hashes = {str(decision["facts_hash"]) for decision in decisions}
        wanted = hmac.new(salt, json.dumps(case, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode("ascii"), "sha256").hexdigest()
        files = {str(name): str(one["files_hash"]) for name, one in found["rulebook"].items()}
        _check_decisions(decisions, found["rulebook"])
        return Record(
            timeline_of(case, None, lambda path, at_key: place), _question(found["question"]), files, found["result"], str(found["version"]),
            all(hmac.compare_digest(one, wanted) for one in hashes),
        )
    except (RecordError, CaseError):
        raise
    except (ValueError, KeyError, TypeError, AttributeError, DateError):
        raise RecordError("no_record", place=place) from None


def _check_decisions(decisions: Sequence[Mapping[str, Any]], rulebook: Mapping[str, Mapping[str, str]]) -> None:
    """Refuses decisions without the fields they are named by, or whose rule set the record says nothing of."""
    for decision in decisions:
        stated, period = rulebook[str(decision["rule"]).rpartition(".")[0]], decision["for"]
        if decision["rulebook_hash"] != stated["rulebook_hash"] or not _HASH.fullmatch(stated["rulebook_hash"]):
            raise ValueError
        if period != "citizen":
            (IsoWeek if "W" in period else Quarter).parse(period)


def _question(found: Mapping[str, Any]) -> Question:
    return Question(
        tuple(str(rule) for rule in found["rules"]), tuple(Quarter.parse(quarter) for quarter in found["quarters"]),
        date.fromisoformat(found["on"]) if found["on"] else None, date.fromisoformat(found["as_known"]) if found["as_known"] else None,
        {str(name): str(option) for name, option in found["assumptions"].items()},
    )
