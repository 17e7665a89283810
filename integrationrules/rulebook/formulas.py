"""The right-hand sides of sets, measures and rules: expressions, weeks, counts and choices."""

from __future__ import annotations

from typing import Literal, cast

from .diagnostics import Diagnostics, nearest
from .expression import Expression, parse
from .layout import ABOUT, CASE, COUNTED_BY, ELSE, FORMULAS, MODES, RESTARTS
from .model import Case, Choice, Count, Formula, Lookup, NoValue, Plain, Prefer, Tally, Weeks
from .yamltree import MappingNode, Node, ScalarNode, SequenceNode, shape_of

__all__ = ["FormulaReader"]

_ABOUT = tuple(key.name for key in ABOUT)


class FormulaReader:
    """Reads one formula; the place of every mistake is that of the value itself."""

    def __init__(self, problems: Diagnostics, division: bool = False) -> None:
        self.problems, self.division = problems, division

    def expression(self, node: Node | None, place: str) -> Expression | None:
        """A scalar read as an expression."""
        if isinstance(node, ScalarNode) and not node.is_null:
            return parse(node, self.problems, self.division)
        if node is not None:
            self.problems.add("IR007", node.mark, name=place, found="not an expression", expected="an expression on one line or in quotes")
        return None

    def read(self, key: ScalarNode, body: Node | None, what: str) -> Formula | None:
        """The formula of `key`; None after a mistake."""
        place = f"{what} '{key.text}'"
        if isinstance(body, ScalarNode):
            if body.text == "none" and not body.quoted:
                return NoValue()
            if body.is_null:
                self.problems.add("IR007", key.mark, name=place, found="empty", expected="an expression")
                return None
            expression = self.expression(body, place)
            return Plain(expression) if expression else None
        if not isinstance(body, MappingNode):
            self.problems.add("IR007", body.mark if body else key.mark, name=place, found="a list", expected="an expression or a mapping")
            return None
        part = next((part for part in FORMULAS if body.get(part.name) is not None), None)
        if part is not None:
            self._allow(body, (*part.names, *_ABOUT), place)
        if (inner := body.get("is")) is not None:
            return self.read(key, inner, what)
        if body.get("weeks") is not None:
            return self._weeks(key, body)
        if body.get("count") is not None:
            return self._count(key, body)
        if body.get("choose") is not None:
            return self._choice(key, body)
        if body.get("prefer") is not None:
            return self._prefer(key, body)
        if body.get("tally") is not None:
            return self._tally(key, body)
        if body.get("of") is not None:
            return self._lookup(key, body)
        self._allow(body, (*(name for part in FORMULAS for name in part.names), *_ABOUT), place)
        self.problems.add("IR006", key.mark, place=place, key="is")
        return None

    def _allow(self, body: MappingNode, keys: tuple[str, ...], place: str) -> None:
        allowed = tuple(dict.fromkeys(keys))
        for key, _ in body.pairs:
            if key.text not in allowed:
                self.problems.add("IR005", key.mark, key=key.text, place=place, suggestion=nearest(key.text, allowed), allowed=", ".join(allowed))

    def _weeks(self, key: ScalarNode, body: MappingNode) -> Formula | None:
        mode, kind = body.get("weeks"), body.get("of")
        if not isinstance(mode, ScalarNode) or mode.text not in MODES:
            found = mode.text if isinstance(mode, ScalarNode) else "this"
            self.problems.add("IR008", mode.mark if mode else key.mark, found=found, expected="a way of counting", example="any_day or every_day")
            return None
        if not isinstance(kind, ScalarNode):
            self.problems.add("IR006", key.mark, place=f"set '{key.text}'", key="of")
            return None
        where = body.get("where")
        condition = self.expression(where, "where") if where else None
        if where and condition is None:
            return None
        return Weeks(cast(Literal["any_day", "every_day"], mode.text), kind.text, condition, kind.mark)

    def _count(self, key: ScalarNode, body: MappingNode) -> Formula | None:
        of = self.expression(body.get("count"), "count")
        by = body.get("by")
        unit = "week" if by is None else by.text if isinstance(by, ScalarNode) else shape_of(by)
        if unit not in COUNTED_BY:
            self.problems.add("IR008", (by or body).mark, found=unit, expected="a unit to count by", example="week, day or month")
            return None
        up_to, within = body.get("up_to"), body.get("in")
        if (up_to is None) == (within is None):
            self.problems.add("IR006", key.mark, place=f"measure '{key.text}'", key="in' or 'up_to")
            return None
        if within is not None and not (isinstance(within, ScalarNode) and within.text == "quarter"):
            self.problems.add("IR008", within.mark, found=getattr(within, "text", "this"), expected="a period", example="quarter")
            return None
        last = self.expression(up_to, "up_to") if up_to else None
        since = body.get("since")
        if since is not None and up_to is None:
            self.problems.add("IR006", key.mark, place=f"measure '{key.text}'", key="up_to")
            return None
        begin = self.expression(since, "since") if since else None
        if of is None or (up_to is not None and last is None) or (since is not None and begin is None):
            return None
        return Count(of, last, cast(Literal["week", "day", "month"], unit), key.mark, begin)

    def _lookup(self, key: ScalarNode, body: MappingNode) -> Formula | None:
        if body.get("by") is None:
            self.problems.add("IR006", key.mark, place=f"'{key.text}'", key="by")
            return None
        of, by = self.expression(body.get("of"), "of"), self.expression(body.get("by"), "by")
        at = self.expression(body.get("at"), "at") if body.get("at") else None
        if of is None or by is None or (body.get("at") is not None and at is None):
            return None
        return Lookup(of, by, at, key.mark)

    def _prefer(self, key: ScalarNode, body: MappingNode) -> Formula | None:
        node = body.get("prefer")
        if not isinstance(node, SequenceNode) or len(node.items) < 2:
            mark = node.mark if node else key.mark
            self.problems.add("IR007", mark, name="prefer", found="not a list of two or more", expected="[the first choice, the next]")
            return None
        parts = [self.read(key, item, "choice") for item in node.items]
        return Prefer(tuple(one for one in parts if one), key.mark) if all(parts) else None

    def _tally(self, key: ScalarNode, body: MappingNode) -> Formula | None:
        restarts = body.get("restarts")
        found: dict[str, Expression | None] = {}
        if restarts is not None:
            if not isinstance(restarts, MappingNode):
                self.problems.add("IR007", restarts.mark, name="restarts", found=shape_of(restarts), expected="{after: ..., of: ..., within: ...}")
                return None
            self._allow(restarts, RESTARTS.names, "restarts")
            for name in RESTARTS.needed:
                if restarts.get(name) is None:
                    self.problems.add("IR006", restarts.mark, place="restarts", key=name)
                    return None
            found = {name: self.expression(restarts.get(name), name) for name in RESTARTS.names}
        of = self.expression(body.get("tally"), "tally")
        begins = self.expression(body.get("from"), "from") if body.get("from") else None
        if of is None or any(found.get(name) is None for name in (RESTARTS.needed if found else ())):
            return None
        return Tally(of, begins, found.get("after"), found.get("of"), found.get("within"), found.get("at_once"), key.mark)

    def _choice(self, key: ScalarNode, body: MappingNode) -> Formula | None:
        node = body.get("choose")
        cases: list[Case] = []
        for item in node.items if isinstance(node, SequenceNode) else ():
            if cases and cases[-1].condition is None:
                self.problems.add("IR007", item.mark, name="a case after `else`", found="never reached", expected="`else` to be the last")
                return None
            case = self._case(key, item)
            if case is None:
                return None
            cases.append(case)
        if not cases or cases[-1].condition is not None:
            self.problems.add("IR006", key.mark, place=f"the choice of '{key.text}'", key="else")
            return None
        return Choice(tuple(cases), key.mark)

    def _case(self, key: ScalarNode, item: Node) -> Case | None:
        if not isinstance(item, MappingNode):
            self.problems.add("IR007", item.mark, name="a case", found="not a mapping", expected="{if: ..., is: ...} or {else: ...}")
            return None
        otherwise = item.get("else")
        self._allow(item, (*CASE.names, *ELSE.names) if otherwise is None else ELSE.names, "a case of choose")
        if otherwise is not None:
            formula = self.read(key, otherwise, "case")
            return Case(None, formula, item.mark) if formula else None
        for needed in CASE.needed:
            if item.get(needed) is None:
                self.problems.add("IR006", item.mark, place="a case of choose", key=needed)
                return None
        condition, then = self.expression(item.get("if"), "if"), self.read(key, item.get("is"), "case")
        return Case(condition, then, item.mark) if condition and then else None
