"""What a caller asks, looked up in the rulebook: rules, assumptions and their options."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from integrationrules.rulebook.book import Rulebook
from integrationrules.rulebook.ready import ReadyRule

from .messages import MESSAGES

__all__ = ["QuestionError", "chosen_options", "find_rules"]


class QuestionError(ValueError):
    """A question that cannot be answered as asked; `id` and `values` name the message, in English by default."""

    def __init__(self, id: str, **values: Any) -> None:
        self.id, self.values = id, values
        super().__init__(MESSAGES[id].format(**values))


def find_rules(book: Rulebook, names: Sequence[str]) -> list[ReadyRule]:
    """The rules asked for, in order; all but invented ones when none is named. Raises `QuestionError`."""
    found: dict[str, ReadyRule] = {}
    for name in names:
        try:
            rule = book.find(name)
        except KeyError as error:
            raise QuestionError("unknown_rule", name=name, suggestion=error.args[0]) from None
        found[rule.id] = rule
    return list(found.values()) if names else [rule for rule in book.rules.values() if not book.ruleset_of(rule.id).invented]


def chosen_options(book: Rulebook, options: Mapping[str, str]) -> dict[str, str]:
    """The caller's choices by assumption id. Raises `QuestionError` for an unknown assumption or option."""
    found: dict[str, str] = {}
    for name, option in options.items():
        try:
            assumption = book.assumption(name)
        except KeyError as error:
            raise QuestionError("unknown_assumption", name=name, suggestion=error.args[0]) from None
        if option not in assumption.options:
            raise QuestionError("unknown_option", option=option, assumption=assumption.name, options=", ".join(assumption.options))
        found[assumption.id] = option
    return found
