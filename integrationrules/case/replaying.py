"""Records answered again with the rules of an archive: the same answers, or which fields are others."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from integrationrules.rulebook.archive.files import RuleFiles
from integrationrules.rulebook.book import Rulebook
from integrationrules.version import VERSION

from .evaluation import evaluate
from .questions import QuestionError
from .records import Record, RecordError
from .replayed import Replayed, compared

__all__ = ["RecordReplayed", "replay_record"]

_SHOWN = 12


@dataclass(frozen=True)
class RecordReplayed:
    """What replaying a record found."""

    decisions: tuple[Replayed, ...]
    unanswered: tuple[tuple[str, str], ...]
    """Rule and period of recorded answers that were not given now."""
    added: tuple[tuple[str, str], ...]
    """Rule and period of answers given now that were not recorded."""
    warnings: bool
    """Whether the same was odd about the facts."""
    recorded_by: str
    """The version of the package that answered then."""

    @property
    def same(self) -> bool:
        """Whether everything but the package version is equal."""
        return self.warnings and not self.unanswered and not self.added and all(one.same for one in self.decisions)

    def as_json(self) -> dict[str, Any]:
        """One document for programs."""
        return {
            "same": self.same, "answers": len(self.decisions), "recorded_by": self.recorded_by, "replayed_by": VERSION,
            "differences": [{"rule": one.rule, "for": one.period, "fields": {name: {"recorded": then, "now": now} for name, (then, now) in one.values.items()}}
                            for one in self.decisions if not one.same],
            "unanswered": [{"rule": rule, "for": period} for rule, period in self.unanswered],
            "added": [{"rule": rule, "for": period} for rule, period in self.added],
            "warnings_same": self.warnings,
        }


def replay_record(record: Record, book: Rulebook, files: RuleFiles, salt: bytes = b"integrationrules") -> RecordReplayed:
    """Asks a record's question again and compares every answer, all but the package version.

    `files` are those that `book` was read from. Raises `RecordError` if the facts or the rules are not those of the record, naming which.
    """
    if not record.authentic:
        raise RecordError("facts_changed")
    recorded = {(one["rule"], one["for"]): one for one in record.result["decisions"]}
    _check_rules(record, book, files)
    question = record.question
    try:
        (result,) = evaluate(book, [record.case], question.rules, question.quarters, question.on, question.as_known, question.options, salt)
    except QuestionError as error:
        raise RecordError("not_asked", why=str(error)) from None
    document = result.as_json()
    found = {(one["rule"], one["for"]): one for one in document["decisions"]}
    return RecordReplayed(
        tuple(compared(one, found[key]) for key, one in recorded.items() if key in found),
        tuple(key for key in recorded if key not in found), tuple(key for key in found if key not in recorded),
        document["warnings"] == record.result.get("warnings"), record.version,
    )


def _check_rules(record: Record, book: Rulebook, files: RuleFiles) -> None:
    """Refuses rules that are not those of the record."""
    computed = replace(book, stated={})
    for one in record.result["decisions"]:
        rule, wanted = str(one["rule"]), str(one["rulebook_hash"])
        if rule not in book.rules:
            raise RecordError("rule_lacking", rule=rule)
        ruleset = rule.rpartition(".")[0]
        if book.hash_of(ruleset) != wanted:
            raise RecordError("other_rules", rule=rule, recorded=wanted[:_SHOWN], found=book.hash_of(ruleset)[:_SHOWN])
        # What an archive states and this version cannot compute again is proved by the files themselves.
        if computed.hash_of(ruleset) != wanted and files.hash_of(book, ruleset) != record.files[ruleset]:
            raise RecordError("other_files", rule=rule)
