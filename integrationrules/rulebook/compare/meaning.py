"""What rules mean: hashes of resolved terms, in which neither layout nor short names are left."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from ..book import Rulebook
from ..ready import ReadyRule
from ..terms import Term

__all__ = ["Meanings"]


class Meanings:
    """The terms of one rulebook as hashes: equal hashes mean the same."""

    def __init__(self, book: Rulebook) -> None:
        self.book = book
        self._hashes: dict[tuple[int, bool], str] = {}
        self._named: dict[str, Term] = {}
        for rule in book.rules.values():
            for node in rule.nodes:
                if node.operation == "named":
                    self._named.setdefault(str(node.detail[0]), node.arguments[0])

    def own(self, full_id: str) -> str | None:
        """What a rule, measure, set or selection itself says, up to what it only names; None where nothing asks for it."""
        rule = self.book.rules.get(full_id)
        if rule is not None:
            return "".join(f"{name}={self._hash(term, deep=False)};" for name, term in _terms(rule))
        term = self._named.get(full_id)
        return self._hash(term, deep=False) if term is not None else None

    def whole(self, full_id: str) -> str:
        """What a rule says down to facts, parameters and assumptions."""
        return "".join(f"{name}={self._hash(term, deep=True)};" for name, term in _terms(self.book.rules[full_id]))

    def _hash(self, term: Term, deep: bool) -> str:
        found = self._hashes.get((id(term), deep))
        if found is None:
            arguments = [self._named_hash(one) if one.operation == "named" and not deep else self._hash(one, deep) for one in term.arguments]
            text = repr((term.operation, str(term.type), term.type.options, _plain(term.detail), arguments))
            found = self._hashes[(id(term), deep)] = hashlib.sha256(text.encode()).hexdigest()
        return found

    @staticmethod
    def _named_hash(term: Term) -> str:
        return f"named {term.detail[0]}"


def _terms(rule: ReadyRule) -> Iterator[tuple[str, Term]]:
    due = rule.due
    parts: dict[str, Term | None] = {
        "when": rule.when, "value": rule.value, "payment": rule.payment, **rule.paid,
        **({"applies": due.applies, "due": due.day, "done": due.done} if due else {}),
    }
    return ((name, _inside(term)) for name, term in parts.items() if term is not None)


def _inside(term: Term) -> Term:
    """The term that a rule's own name stands for."""
    return term.arguments[0] if term.operation == "named" else term


def _plain(detail: object) -> object:
    return sorted(detail) if isinstance(detail, frozenset) else tuple(map(_plain, detail)) if isinstance(detail, tuple) else detail
