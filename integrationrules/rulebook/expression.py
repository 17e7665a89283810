"""Expressions as the author wrote them: read with Python's own parser against a whitelist, places kept."""

from __future__ import annotations

import ast
import warnings
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from .diagnostics import Diagnostics, Mark
from .yamltree import ScalarNode

__all__ = ["Attribute", "BinaryOperation", "BooleanOperation", "Call", "Comparison", "Expression", "ListOf", "Name",
           "Negation", "Number", "Word", "parse"]

MAX_LENGTH = 2_000


@dataclass(frozen=True, slots=True)
class Expression:
    """Any part of an expression, and its place."""

    mark: Mark


@dataclass(frozen=True, slots=True)
class Name(Expression):
    """A bare name."""

    name: str


@dataclass(frozen=True, slots=True)
class Word(Expression):
    """A quoted option name."""

    text: str


@dataclass(frozen=True, slots=True)
class Number(Expression):
    """A whole or decimal number."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class Attribute(Expression):
    """`base.name`."""

    base: Expression
    name: str


@dataclass(frozen=True, slots=True)
class Call(Expression):
    """`function(arguments)`."""

    function: str
    arguments: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class ListOf(Expression):
    """`[a, b]`, allowed after `in`."""

    items: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Comparison(Expression):
    """Two sides and one of < <= > >= == != in, not in."""

    operator: str
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class BooleanOperation(Expression):
    """`and` or `or` over two or more parts."""

    operator: Literal["and", "or"]
    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Negation(Expression):
    """`not x`."""

    part: Expression


@dataclass(frozen=True, slots=True)
class BinaryOperation(Expression):
    """Arithmetic: + - * //."""

    operator: str
    left: Expression
    right: Expression


_COMPARISONS: dict[type[ast.cmpop], str] = {
    ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!=", ast.In: "in", ast.NotIn: "not in",
}
_ARITHMETIC: dict[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.FloorDiv: "//"}


def parse(node: ScalarNode, problems: Diagnostics) -> Expression | None:
    """Reads the expression in a YAML scalar; mistakes go to `problems`."""
    raw = node.raw if "\\" not in node.raw else node.text
    if len(raw) > MAX_LENGTH:
        problems.add("IR201", node.mark, problem=f"longer than {MAX_LENGTH} characters")
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SyntaxWarning)
            tree = ast.parse("(" + raw.rstrip() + ")", mode="eval")
    except SyntaxError as error:
        line, column = (error.lineno or 1) - 1, (error.offset or 1) - 1
        mark = _place(node, line, column, 1)
        problems.add("IR201", mark, problem=_plain(error.msg))
        return None
    except (ValueError, MemoryError, RecursionError):
        problems.add("IR201", node.mark, problem="not readable text")
        return None
    try:
        return _Converter(node, problems).convert(tree.body)
    except RecursionError:
        problems.add("IR201", node.mark, problem="nested too deeply")
        return None


class _Converter:
    def __init__(self, node: ScalarNode, problems: Diagnostics) -> None:
        self.node, self.problems = node, problems
        self.lines = ("(" + node.raw).split("\n")

    def mark(self, tree: ast.expr) -> Mark:
        # ast counts columns in UTF-8 bytes; marks count characters.
        line = tree.lineno - 1
        text = self.lines[line].encode() if line < len(self.lines) else b""
        start = len(text[:tree.col_offset].decode(errors="ignore"))
        same = tree.end_lineno == tree.lineno and tree.end_col_offset is not None
        end = len(text[:tree.end_col_offset].decode(errors="ignore")) if same else start + 1
        return _place(self.node, line, start, end - start)

    def refuse(self, tree: ast.expr, what: str) -> None:
        self.problems.add("IR202", self.mark(tree), what=what)

    def convert(self, tree: ast.expr) -> Expression | None:
        mark = self.mark(tree)
        match tree:
            case ast.Name(id=name):
                return Name(mark, name)
            case ast.Attribute(value=base, attr=name):
                inner = self.convert(base)
                return Attribute(mark, inner, name) if inner else None
            case ast.Constant(value=bool() | None):
                return self.refuse(tree, f"'{tree.value}'")
            case ast.Constant(value=int() | float() as number):
                return Number(mark, Decimal(str(number)))
            case ast.Constant(value=str(text)):
                return Word(mark, text)
            case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() | float() as number)):
                return Number(mark, -Decimal(str(number)))
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                part = self.convert(operand)
                return Negation(mark, part) if part else None
            case ast.BoolOp(op=operator, values=values):
                parts = self.convert_all(values)
                return BooleanOperation(mark, "and" if isinstance(operator, ast.And) else "or", parts) if parts else None
            case ast.BinOp(left=left, op=operator, right=right) if type(operator) in _ARITHMETIC:
                sides = self.convert_all([left, right])
                return BinaryOperation(mark, _ARITHMETIC[type(operator)], *sides) if sides else None
            case ast.Compare():
                return self.comparison(tree)
            case ast.List(elts=items) | ast.Tuple(elts=items):
                found = self.convert_all(items)
                return ListOf(mark, found) if found else None
            case ast.Call(func=ast.Name(id=function), args=arguments, keywords=[]):
                converted = self.convert_all(arguments)
                return Call(mark, function, converted) if converted is not None else None
        return self.refuse(tree, _describe(tree))

    def convert_all(self, trees: list[ast.expr]) -> tuple[Expression, ...] | None:
        found = [self.convert(tree) for tree in trees]
        return tuple(one for one in found if one) if all(found) else None

    def comparison(self, tree: ast.Compare) -> Expression | None:
        sides = self.convert_all([tree.left, *tree.comparators])
        if sides is None:
            return None
        parts: list[Expression] = []
        for operator, left, right in zip(tree.ops, sides, sides[1:], strict=False):
            if type(operator) not in _COMPARISONS:
                return self.refuse(tree, "this comparison")
            parts.append(Comparison(self.mark(tree), _COMPARISONS[type(operator)], left, right))
        return parts[0] if len(parts) == 1 else BooleanOperation(self.mark(tree), "and", tuple(parts))


def _place(node: ScalarNode, line: int, column: int, length: int) -> Mark:
    first_line, first_column = node.origin
    # The parser saw one opening bracket before the first character.
    column = column - 1 + first_column if line == 0 else column
    return node.document.mark(first_line + line, max(0, column), length)


def _plain(message: str) -> str:
    return message.replace("invalid syntax", "something is missing or too much here").split(". Perhaps")[0].lower()


def _describe(tree: ast.expr) -> str:
    names = {"Lambda": "a function", "Subscript": "[...] after a name", "IfExp": "'if ... else' (use choose)", "JoinedStr": "formatted text",
             "Dict": "{...}", "Set": "{...}", "NamedExpr": "':='", "Await": "'await'", "Starred": "'*'", "Call": "a call with named arguments",
             "BinOp": "this operator", "UnaryOp": "this sign", "Constant": "this value", "Compare": "this comparison"}
    return names.get(type(tree).__name__, "this construct")
