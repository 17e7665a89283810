"""A recorded result computed again: the same rulebook and facts must give the same answer, years later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from integrationrules.dates import DateError, Quarter
from integrationrules.rulebook.book import Rulebook
from integrationrules.timeline.timeline import Timeline

from .evaluation import evaluate
from .questions import QuestionError

__all__ = ["ReplayError", "Replayed", "compared", "replay"]

_RESULT_FORMAT = "a result as `evaluate --format json` prints it under decisions"


class ReplayError(ValueError):
    """The record cannot be replayed: another rulebook, other facts, or no record at all. The message says which."""


@dataclass(frozen=True, slots=True)
class Replayed:
    """What replaying found: the names of fields that differ, none when the result is the same."""

    rule: str
    differences: tuple[str, ...]
    period: str = "citizen"
    """What it was asked about: `citizen`, a quarter or a week."""
    values: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)
    """Of each field that differs what was recorded and what was found; None where there is none."""

    @property
    def same(self) -> bool:
        """Whether everything but the package version is equal."""
        return not self.differences


def replay(record: Mapping[str, Any], book: Rulebook, timeline: Timeline, salt: bytes = b"integrationrules") -> Replayed:
    """Computes one recorded decision again from its facts and compares everything but the package version.

    `salt` is the one the record was made with. Raises `ReplayError` if the rulebook or the facts are not those of the record, naming which.
    """
    try:
        rule, period = str(record["rule"]), str(record["for"])
        quarters = [] if period == "citizen" or "W" in period else [Quarter.parse(period)]
        on = date.fromisoformat(record["on"])
        as_known = date.fromisoformat(record["as_known"]) if record.get("as_known") else None
        options = {str(name): str(option) for name, option in record["assumptions"].items() if option is not None}
    except (KeyError, TypeError, ValueError, AttributeError, DateError) as error:
        raise ReplayError(f"not {_RESULT_FORMAT}: {type(error).__name__} at {error}") from None
    if rule not in book.rules:
        raise ReplayError(f"the rulebook has no rule '{rule}'")
    current = book.hash_of(rule.rpartition(".")[0])
    if record.get("rulebook_hash") != current:
        raise ReplayError(f"{rule}: recorded under rulebook {str(record.get('rulebook_hash'))[:12]}, this is {current[:12]}; supply the recorded one")
    try:
        (result,) = evaluate(book, [timeline], [rule], quarters, on, as_known, options, salt)
    except QuestionError as error:
        raise ReplayError(str(error)) from None
    found = result.decisions[0].as_json()
    if record.get("facts_hash") != found["facts_hash"]:
        raise ReplayError(f"{rule}: the facts are not those of the record")
    return compared(record, found)


def compared(recorded: Mapping[str, Any], found: Mapping[str, Any]) -> Replayed:
    """A recorded decision beside the one that was found, both as JSON has them; everything counts but the package version."""
    names = sorted((set(found) | set(recorded)) - {"version"})
    differing = tuple(name for name in names if found.get(name) != recorded.get(name))
    return Replayed(str(recorded["rule"]), differing, str(recorded["for"]), {name: (recorded.get(name), found.get(name)) for name in differing})
