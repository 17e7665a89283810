"""Formulas back as text of the rule language, in one layout, with full ids for what other rule sets define."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .. import expression as ex
from ..model import Choice, Count, Formula, Lookup, NoValue, Plain, Prefer, RuleSet, Tally, Weeks

__all__ = ["Writer", "writer"]

_BINDS: dict[str, int] = {"or": 1, "and": 2, "not": 3, "compare": 4, "+": 5, "-": 5, "*": 6, "//": 6}
_LOOSEST, _TIGHTEST = 0, 9


def writer(ruleset: RuleSet) -> Writer:
    """Writes what stands in a rule set."""
    return Writer(dict(ruleset.uses), dict(ruleset.lists))


@dataclass(frozen=True)
class Writer:
    """Knows a rule set's short names for others, and its lists of words."""

    uses: Mapping[str, str]
    lists: Mapping[str, tuple[str, ...]]

    def formula(self, formula: Formula) -> str:
        """A right-hand side on one line."""
        match formula:
            case Plain(expression):
                return self.expression(expression)
            case NoValue():
                return "none"
            case Weeks():
                where = f", where: {self.expression(formula.where)}" if formula.where else ""
                return f"{{weeks: {formula.mode}, of: {formula.kind}{where}}}"
            case Count():
                if formula.up_to is None:
                    return f"{{count: {self.expression(formula.of)}, in: quarter}}"
                return self._keys(("count", formula.of), ("since", formula.since), ("up_to", formula.up_to), more=f", by: {formula.by}")
            case Lookup():
                return self._keys(("of", formula.of), ("by", formula.by), ("at", formula.at))
            case Prefer():
                return f"{{prefer: [{', '.join(self.formula(part) for part in formula.parts)}]}}"
            case Choice():
                cases = (
                    f"{{if: {self.expression(case.condition)}, is: {self.formula(case.then)}}}" if case.condition is not None
                    else f"{{else: {self.formula(case.then)}}}" for case in formula.cases
                )
                return f"{{choose: [{', '.join(cases)}]}}"
            case Tally():
                anew = self._keys(("after", formula.after), ("of", formula.rest), ("within", formula.within), ("at_once", formula.at_once))
                return self._keys(("tally", formula.of), ("from", formula.begins), more=f", restarts: {anew}" if formula.after else "")

    def _keys(self, *pairs: tuple[str, ex.Expression | None], more: str = "") -> str:
        return "{" + ", ".join(f"{name}: {self.expression(tree)}" for name, tree in pairs if tree is not None) + more + "}"

    def expression(self, tree: ex.Expression, outside: int = _LOOSEST) -> str:
        """An expression, in brackets where it binds less than what stands around it."""
        match tree:
            case ex.Name(name=name):
                return name
            case ex.Word(text=text):
                return f"'{text}'"
            case ex.Number(value=value):
                return f"{value.normalize():f}"
            case ex.Attribute(base=ex.Name(name=alias), name=name) if alias in self.uses:
                return f"{self.uses[alias]}.{name}"
            case ex.Attribute(base=base, name=name):
                return f"{self.expression(base, _TIGHTEST)}.{name}"
            case ex.Call(function=function, arguments=arguments):
                return f"{function}({', '.join(map(self.expression, arguments))})"
            case ex.ListOf(items=items):
                return f"[{', '.join(map(self.expression, items))}]"
            case ex.Comparison(operator=operator, left=left, right=right):
                return self._bracketed(f"{self._side(left)} {operator} {self._side(right, operator)}", _BINDS["compare"], outside)
            case ex.BooleanOperation(operator=operator, parts=parts):
                binds = _BINDS[operator]
                return self._bracketed(f" {operator} ".join(self.expression(part, binds + 1) for part in parts), binds, outside)
            case ex.Negation(part=part):
                return self._bracketed(f"not {self.expression(part, _BINDS['not'])}", _BINDS["not"], outside)
            case ex.BinaryOperation(operator=operator, left=left, right=right):
                binds = _BINDS[operator]
                return self._bracketed(f"{self.expression(left, binds)} {operator} {self.expression(right, binds + 1)}", binds, outside)
        raise TypeError(f"no text for {type(tree).__name__}")

    def _side(self, tree: ex.Expression, operator: str = "") -> str:
        if operator in ("in", "not in") and isinstance(tree, ex.Name) and tree.name in self.lists:
            return f"[{', '.join(self.lists[tree.name])}]"
        return self.expression(tree, _BINDS["compare"] + 1)

    @staticmethod
    def _bracketed(text: str, binds: int, outside: int) -> str:
        return f"({text})" if binds < outside else text
