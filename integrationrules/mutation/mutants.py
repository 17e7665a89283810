"""All mutants of a rule set, in order of place."""

from __future__ import annotations

from integrationrules.rulebook.load import Written
from integrationrules.rulebook.model import RuleSet

from .operators import of_expression
from .tokens import expressions
from .trees import Mutant, scalars
from .values import of_parameters, of_settings
from .words import Place, of_lists, words_of_facts

__all__ = ["mutants_of"]


def mutants_of(written: Written, ruleset: RuleSet, words: dict[Place, tuple[str, ...]]) -> list[Mutant]:
    """Every mutant of a rule set's files; `words` has what each word of an expression was chosen from."""
    choices = {**words, **words_of_facts(ruleset)}
    found = [*of_parameters(written), *of_settings(written), *of_lists(written, ruleset)]
    wanted = expressions(written)
    for where, node in scalars(written):
        if id(node) in wanted:
            found.extend(of_expression(where, node, choices))
    return sorted(found, key=lambda one: (one.mark.path, one.mark.line, one.mark.column))
