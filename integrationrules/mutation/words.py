"""Which words a word of a rule file was chosen from: options of assumptions, fields and choices."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping

from integrationrules.rulebook import expression as ex
from integrationrules.rulebook.diagnostics import Mark
from integrationrules.rulebook.kinds import fields_of, kind_names
from integrationrules.rulebook.load import Written
from integrationrules.rulebook.model import RuleSet, Weeks
from integrationrules.rulebook.terms import Term, TermTable, Type
from integrationrules.rulebook.yamltree import MappingNode, ScalarNode, SequenceNode

from .trees import Change, Mutant

__all__ = ["Place", "WordTable", "of_lists", "words_of_facts"]

Place = tuple[str, int, int]
"""File, line and column."""


class WordTable(TermTable):
    """A table of terms that keeps for each word where it stands and what it was chosen from."""

    def __init__(self) -> None:
        super().__init__()
        self.words: dict[Place, tuple[str, ...]] = {}

    def make(self, operation: str, type_: Type, arguments: tuple[Term, ...] = (), detail: Hashable = None, mark: Mark | None = None) -> Term:
        """The term, as any table makes it."""
        if operation == "option" and mark is not None and len(type_.options) > 1:
            self.words[_place(mark)] = type_.options
        return super().make(operation, type_, arguments, detail, mark)


def words_of_facts(ruleset: RuleSet) -> dict[Place, tuple[str, ...]]:
    """The words that conditions on facts compare fields with, and the names of lists, by where they stand."""
    return {_place(side.mark): options for options, sides in _compared(ruleset) for side in sides}


def of_lists(written: Written, ruleset: RuleSet) -> Iterator[Mutant]:
    """Each word of a list as another word of the field that the list is for."""
    section = written.rules.get("lists")
    if not isinstance(section, MappingNode):
        return
    options = _options_of_lists(ruleset)
    for name, body in section:
        if isinstance(body, SequenceNode) and name in options:
            words = [one.text for one in body.items if isinstance(one, ScalarNode)]
            others = [word for word in options[name] if word not in words]
            for place, node in enumerate(one for one in body.items if isinstance(one, ScalarNode)):
                other = others[place % len(others)] if others else words[(place + 1) % len(words)]
                yield Mutant("word", f"lists.{name}[{place}]", node.mark, node.text, other, (Change(node, other),))


def _options_of_lists(ruleset: RuleSet) -> dict[str, tuple[str, ...]]:
    return {side.name: options for options, sides in _compared(ruleset) for side in sides
            if isinstance(side, ex.Name) and side.name in dict(ruleset.lists)}


def _compared(ruleset: RuleSet) -> Iterator[tuple[tuple[str, ...], tuple[ex.Expression, ...]]]:
    """What the fields of facts are compared with, and the words each field can have."""
    for kind, where in _conditions(ruleset):
        fields: Mapping[str, Type] = fields_of(kind) if where is not None and kind in kind_names() else {}
        for part in ex.walk(where) if where is not None else ():
            if isinstance(part, ex.Comparison) and isinstance(part.left, ex.Name) and part.left.name in fields:
                options = fields[part.left.name].options
                if len(options) > 1:
                    yield options, part.right.items if isinstance(part.right, ex.ListOf) else (part.right,)


def _conditions(ruleset: RuleSet) -> Iterator[tuple[str, ex.Expression | None]]:
    for selection in ruleset.selections:
        yield selection.kind, selection.where
    for definition in ruleset.definitions:
        if isinstance(definition.formula, Weeks):
            yield definition.formula.kind, definition.formula.where


def _place(mark: Mark) -> Place:
    return mark.path, mark.line, mark.column
