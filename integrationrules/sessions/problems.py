"""What goes wrong in a session: what a caller can mend, and what the chaining engine refuses."""

from __future__ import annotations

from typing import Any

from .messages import MESSAGES

__all__ = ["ChainingError", "SessionError"]

CHAINING: dict[str, str] = {
    "engine_dead": "the engine has failed before and is not used again",
    "engine_silent": "no action of the engine completed",
    "engine_failed": "the engine raised {why}",
    "too_many_facts": "more than {most} facts",
    "fact_properties": "a fact lacks a property or has one too many",
    "fact_value": "a value is a {found}, not a whole number in range",
    "too_many_properties": "{count} properties; at most {most}",
    "same_hash": "two property names have the same hash",
    "property_name": "a property name is no plain name",
    "too_many_rules": "{count} rules; at most {most}",
    "nothing_given": "a rule has no pattern",
    "rule_too_large": "a rule has {patterns} patterns and {joins} joins",
    "kind_too_often": "{count} patterns ask for one kind; at most {most}",
    "comparison": "a comparison of what is no property, or by an operator that is not known",
    "reference": "a reference to no earlier pattern that is surely there",
    "not_known": "a conclusion of a rule that the engine does not have",
}
"""Why the guarded engine refuses; for developers, so they are not translated."""


class SessionError(ValueError):
    """An event or a question that a session refuses; nothing has changed. `id` and `values` name the message, in English by default."""

    number = 0
    """Which event of a log it is, counted from 1; 0 where it is none of a log."""

    def __init__(self, id: str, **values: Any) -> None:
        self.id, self.values = id, values
        super().__init__(MESSAGES[id].format(**values))

    def at(self, number: int) -> SessionError:
        """The same about an event of a log."""
        self.number = number
        return self


class ChainingError(RuntimeError):
    """What the guarded engine refuses, or has failed at."""

    def __init__(self, id: str, **values: Any) -> None:
        self.id, self.values = id, values
        super().__init__(CHAINING[id].format(**values))
