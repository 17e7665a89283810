"""`at(x, d)`: an expression read on another day."""

from __future__ import annotations

from .terms import DATE, Term, TermTable

__all__ = ["NOT_DATED", "dated"]

NOT_DATED = frozenset({"weeks", "count_weeks", "tally", "in_week", "week", "quarter", "payment", "candidates", "any", "count_span", "longest"})
"""What stands for a period of its own cannot be moved to a day."""


def dated(table: TermTable, term: Term, day: Term) -> Term:
    """The term with `day` for the day asked about, the law's date and the last day on which facts begin."""
    return _Dated(table, day).of(term)


class _Dated:
    def __init__(self, table: TermTable, day: Term) -> None:
        self.table, self.day = table, day
        self.done: dict[int, Term] = {}

    def of(self, term: Term) -> Term:
        found = self.done.get(id(term))
        if found is None:
            found = self.done[id(term)] = self._of(term)
        return found

    def _of(self, term: Term) -> Term:
        if term.operation in ("on", "law_date"):
            return self.day
        if term.type.kind == "facts":
            return term                      # which facts there are does not hang on the day; which have begun does
        if term.operation == "first":
            facts, *seen = term.arguments
            return self.table.make("first", term.type, (facts, self.of(seen[0]) if seen else self.day), term.detail, term.mark)
        arguments = tuple(self.of(argument) for argument in term.arguments)
        if term.operation == "field" and term.detail == "end" and len(arguments) == 1:
            return self.table.make("field", DATE, (*arguments, self.day), term.detail, term.mark)
        if arguments == term.arguments:
            return term
        return self.table.make(term.operation, term.type, arguments, term.detail, term.mark)
