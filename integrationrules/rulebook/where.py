"""Conditions on a fact's own fields: the only ones that need no question to be answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import expression as ex
from .diagnostics import Mark, nearest
from .kinds import fields_of
from .model import DatedCode, RuleSet
from .terms import TRUTH, Term

if TYPE_CHECKING:
    from .resolve import Resolver

__all__ = ["Where"]


class Where:
    """Reads a `where`: fields of one kind against fixed words, numbers and code groups."""

    def __init__(self, resolver: Resolver, ruleset: RuleSet, kind: str) -> None:
        self.resolver, self.ruleset, self.kind = resolver, ruleset, kind
        self.fields = fields_of(kind)
        self.problems, self.table = resolver.problems, resolver.table

    def read(self, tree: ex.Expression) -> Term | None:
        """The condition as a term over `fact_field`s."""
        match tree:
            case ex.BooleanOperation(operator=operator, parts=parts):
                found = [self.read(part) for part in parts]
                return self.resolver.operations.logical(operator, [one for one in found if one], tree) if all(found) else None
            case ex.Negation(part=part):
                inner = self.read(part)
                return self.resolver.operations.negation(inner, tree.mark) if inner else None
            case ex.Name(name=name) if name in self.fields and self.fields[name] == TRUTH:
                return self.table.make("fact_flag", TRUTH, (), name, tree.mark)
            case ex.Comparison(left=ex.Name(name=name)) if self.fields.get(name) == TRUTH:
                self.problems.add("IR211", tree.mark, found=f"a comparison of '{name}'", expected=f"'{name}' or 'not {name}' alone")
                return None
            case ex.Comparison(left=ex.Name(name=word), right=ex.Name(name=name)) if word not in self.fields and name in self.fields:
                self.problems.add("IR211", tree.mark, found=f"'{word}' before the field", expected=f"the field first, as in `{name} == {word}`")
                return None
            case ex.Comparison(left=ex.Name(name=name), operator=operator, right=right):
                return self.comparison(name, operator, right, tree)
            case ex.Name(name=name) if name in self.fields:
                self.problems.add("IR211", tree.mark, found=f"'{name}' alone", expected="a comparison, as in `type == ordinary`")
                return None
            case ex.Name(name=name):
                return self._foreign(name, tree.mark)
        self.problems.add("IR211", tree.mark, found=_text(tree), expected=f"a field of {self.kind} first, as in `type == ordinary`")
        return None

    def comparison(self, name: str, operator: str, right: ex.Expression, tree: ex.Comparison) -> Term | None:
        """`type == ordinary`, `type in [..]`, `code in dream.group`, `hours_per_week >= 20`."""
        if name not in self.fields:
            return self._foreign(name, tree.left.mark)
        type_ = self.fields[name]
        if type_.kind == "code":
            return self.codes(name, operator, right, tree)
        if type_.kind == "number":
            value = self.resolver.expression(self.ruleset, right) if isinstance(right, ex.Number) else None
            field = self.table.make("fact_field", type_, (), name, tree.left.mark)
            if value is None or operator in ("in", "not in"):
                self.problems.add("IR217", right.mark, name=_text(right))
                return None
            return self.resolver.operations.comparison(field, value, tree)
        if operator in ("in", "not in") and isinstance(right, ex.Name) and right.name in dict(self.ruleset.lists):
            self.resolver.used.add(f"{self.ruleset.id}.{right.name}")
            right = ex.ListOf(right.mark, tuple(ex.Word(right.mark, one) for one in dict(self.ruleset.lists)[right.name]))
        items = right.items if isinstance(right, ex.ListOf) else (right,)
        positions: list[int] = []
        for item in items:
            word = item.name if isinstance(item, ex.Name) else item.text if isinstance(item, ex.Word) else None
            if word is None or operator not in ("==", "!=", "in", "not in"):
                self.problems.add("IR217", item.mark, name=_text(item))
                return None
            if isinstance(right, ex.Name) and operator in ("in", "not in") and word not in type_.options and not nearest(word, type_.options):
                known = dict(self.ruleset.lists)
                self.problems.add("IR210", right.mark, what="list", name=word, suggestion=nearest(word, known))
                return None
            if word not in type_.options:
                self.problems.add("IR215", item.mark, name=word, suggestion=nearest(word, type_.options), options=", ".join(type_.options))
                return None
            positions.append(type_.options.index(word))
        words = tuple(type_.options[position] for position in sorted(set(positions)))
        found = self.table.make("fact_word", TRUTH, (), (name, words), tree.mark)
        return found if operator in ("==", "in") else self.resolver.operations.negation(found, tree.mark)

    def codes(self, name: str, operator: str, right: ex.Expression, tree: ex.Comparison) -> Term | None:
        """`code in dream.group` or a list of groups; a code the table does not list answers unknown."""
        items = right.items if isinstance(right, ex.ListOf) else (right,)
        chosen: set[str] = set()
        listed: frozenset[str] = frozenset()
        dated: dict[str, DatedCode] = {}
        for item in items:
            table = None
            if isinstance(item, ex.Attribute) and isinstance(item.base, ex.Name):
                alias = item.base.name
                used = dict(self.ruleset.uses).get(alias)
                if used is not None and used not in self.resolver.rulesets:
                    self.resolver.used.add(f"{self.ruleset.id} uses {alias}")
                    return None          # reported where it is listed
                target = self.resolver.rulesets.get(used or "")
                table = dict(target.codes.groups) if target and target.codes else None
                dated |= {one.code: one for one in target.codes.dated} if target and target.codes else {}
            if table is None or operator not in ("in", "not in"):
                self.problems.add("IR211", item.mark, found=_text(item), expected="`code in` a code group of a rule set in uses, as in dream.su_paid")
                return None
            assert isinstance(item, ex.Attribute)
            if item.name not in table:
                self.problems.add("IR215", item.mark.last(len(item.name)), name=item.name, suggestion=nearest(item.name, table), options=", ".join(table))
                return None
            self.resolver.used.add(f"{self.ruleset.id} uses {alias}")
            chosen |= {code for code, _ in table[item.name]}
            listed |= frozenset(code for group in table.values() for code, _ in group)
        found = self.table.make("fact_code", TRUTH, (), (name, frozenset(chosen), listed, tuple(dated.values())), tree.mark)
        return found if operator == "in" else self.resolver.operations.negation(found, tree.mark)

    def _foreign(self, name: str, mark: Mark) -> Term | None:
        close = nearest(name, self.fields)
        if close:
            self.problems.add("IR216", mark, what="field", name=name, suggestion=f" of {self.kind}{close}", allowed=", ".join(self.fields))
        else:
            self.problems.add("IR217", mark, name=name)
        return None



def _text(tree: ex.Expression) -> str:
    match tree:
        case ex.Name(name=name):
            return name
        case ex.Word(text=text):
            return f"'{text}'"
        case ex.Number(value=value):
            return str(value)
        case ex.Attribute(base=base, name=name):
            return f"{_text(base)}.{name}"
        case ex.Call(function=function):
            return f"{function}(...)"
    return "this"
