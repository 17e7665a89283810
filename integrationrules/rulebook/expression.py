"""Expressions as the author wrote them: read with Python's own parser against a whitelist, places kept."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from .diagnostics import Diagnostics, Mark
from .yamltree import ScalarNode

__all__ = ["Attribute", "BinaryOperation", "BooleanOperation", "Call", "Comparison", "Expression", "ListOf", "Name",
           "Negation", "Number", "Word", "parse", "walk"]

MAX_LENGTH = 2_000
MAX_DEPTH = 50


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
    """Arithmetic: + - * //, and in models /."""

    operator: str
    left: Expression
    right: Expression


def walk(tree: Expression) -> Iterator[Expression]:
    """The expression and every part of it."""
    yield tree
    match tree:
        case Attribute(base=inner) | Negation(part=inner):
            yield from walk(inner)
        case Call(arguments=parts) | ListOf(items=parts) | BooleanOperation(parts=parts):
            for part in parts:
                yield from walk(part)
        case Comparison(left=left, right=right) | BinaryOperation(left=left, right=right):
            yield from walk(left)
            yield from walk(right)


_COMPARISONS: dict[type[ast.cmpop], str] = {
    ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!=", ast.In: "in", ast.NotIn: "not in",
}
_ARITHMETIC: dict[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.FloorDiv: "//"}


def parse(node: ScalarNode, problems: Diagnostics, division: bool = False) -> Expression | None:
    """Reads the expression in a YAML scalar; mistakes go to `problems`. Shares (`/`) are for models: rules count whole parts."""
    raw = node.text if node.quoted and ("\\" in node.raw or "''" in node.raw) else node.raw
    if not raw.strip():
        problems.add("IR201", node.mark, problem="nothing is written")
        return None
    if len(raw) > MAX_LENGTH:
        problems.add("IR201", node.mark, problem=f"longer than {MAX_LENGTH} characters")
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SyntaxWarning)
            tree = ast.parse("(" + raw.rstrip() + ")", mode="eval")
        if tree.body.col_offset == 0 and tree.body.lineno == 1 and not isinstance(tree.body, (ast.Tuple, ast.GeneratorExp)):
            raise SyntaxError("unmatched ')'")   # the author's bracket met our own
    except SyntaxError as error:
        comment = "never closed" in error.msg and _unclosed(raw) is None
        problems.add("IR201", _place_of(error, node, raw), problem="the rest is a comment after '#'" if comment else _plain(error.msg))
        return None
    except (ValueError, MemoryError, RecursionError):
        problems.add("IR201", node.mark, problem="not readable text")
        return None
    if _deeper_than(tree.body, MAX_DEPTH):
        problems.add("IR201", node.mark, problem="nested too deeply")
        return None
    return _Converter(node, problems, _ARITHMETIC | {ast.Div: "/"} if division else _ARITHMETIC).convert(tree.body)


def _deeper_than(tree: ast.AST, depth: int) -> bool:
    level: list[ast.AST] = [tree]
    for _ in range(depth):
        level = [child for node in level for child in ast.iter_child_nodes(node)]
        if not level:
            return False
    return True


class _Converter:
    def __init__(self, node: ScalarNode, problems: Diagnostics, arithmetic: Mapping[type[ast.operator], str]) -> None:
        self.node, self.problems, self.arithmetic = node, problems, arithmetic
        self.lines = re.split("\r\n|[\r\n]", "(" + node.raw)

    def mark(self, tree: ast.expr) -> Mark:
        # ast counts columns in UTF-8 bytes; marks count characters.
        line = tree.lineno - 1
        text = self.lines[line].encode() if line < len(self.lines) else b""
        start = len(text[:tree.col_offset].decode(errors="ignore"))
        same = tree.end_lineno == tree.lineno and tree.end_col_offset is not None
        end = len(text[:tree.end_col_offset].decode(errors="ignore")) if same else start + 1
        return _place(self.node, line, start, end - start)

    def refuse(self, tree: ast.expr, what: str) -> Expression | None:
        self.problems.add("IR202", self.mark(tree), what=what)
        return None

    def convert(self, tree: ast.expr) -> Expression | None:
        mark = self.mark(tree)
        match tree:
            case ast.Name(id=name):
                return Name(mark, name)
            case ast.Attribute(value=base, attr=name):
                inner = self.convert(base)
                return Attribute(mark, inner, name) if inner else None
            case ast.Constant(value=bool() | None as value):
                return self.refuse(tree, f"'{value}'")
            case ast.Constant(value=int() | float() as number):
                return Number(mark, Decimal(str(number)))
            case ast.Constant(value=str(text)):
                return Word(mark, text)
            case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() | float() as number)):
                return Number(mark, -Decimal(str(number)))
            case ast.UnaryOp(op=ast.USub(), operand=operand) if ast.Div in self.arithmetic:
                taken = self.convert(operand)
                return BinaryOperation(mark, "-", Number(mark, Decimal(0)), taken) if taken else None
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                part = self.convert(operand)
                return Negation(mark, part) if part else None
            case ast.BoolOp(op=operator, values=values):
                parts = self.convert_all(values)
                return BooleanOperation(mark, "and" if isinstance(operator, ast.And) else "or", parts) if parts else None
            case ast.BinOp(left=left, op=operator, right=right) if type(operator) in self.arithmetic:
                sides = self.convert_all([left, right])
                return BinaryOperation(mark, self.arithmetic[type(operator)], *sides) if sides else None
            case ast.Compare():
                return self.comparison(tree)
            case ast.List(elts=items) | ast.Tuple(elts=items):
                found = self.convert_all(items)
                if not items:
                    return self.refuse(tree, "an empty list")
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
                return self.refuse(tree, "'is'")
            parts.append(Comparison(self.mark(tree), _COMPARISONS[type(operator)], left, right))
        return parts[0] if len(parts) == 1 else BooleanOperation(self.mark(tree), "and", tuple(parts))


def _place(node: ScalarNode, line: int, column: int, length: int) -> Mark:
    first_line, first_column = node.origin
    # The parser saw one opening bracket before the first character.
    column = column - 1 + first_column if line == 0 else column
    return node.document.mark(first_line + line, max(0, column), length)


def _place_of(error: SyntaxError, node: ScalarNode, raw: str) -> Mark:
    at = _unopened(raw) if error.msg.startswith("unmatched ')'") else None
    if "Maybe you meant '=='" in error.msg and (single := re.search(r"(?<![=<>!])=(?!=)", raw)):
        at = single.start()
    if at is not None:
        before = re.split("\r\n|[\r\n]", "(" + raw[:at])
        return _place(node, len(before) - 1, len(before[-1]), 1)
    if error.lineno is None:
        return node.mark
    if "never closed" in error.msg and error.offset == 1 and error.lineno == 1:
        opened = _unclosed(raw)
        before = re.split("\r\n|[\r\n]", "(" + raw[:opened if opened is not None else raw.find("#")])
        return _place(node, len(before) - 1, len(before[-1]), 1)
    lines = re.split("\r\n|[\r\n]", "(" + raw.rstrip())
    line = min(error.lineno, len(lines)) - 1
    # Past the end means that something is missing: the last word is underlined, not the empty place behind it.
    column = min((error.offset or 1) - 1, len(lines[line]) - 1)
    end = error.end_offset - 1 if error.end_offset and error.end_lineno == error.lineno else column + 1
    return _place(node, line, max(column, 1 if line == 0 else 0), min(end, len(lines[line])) - column)


def _unclosed(raw: str) -> int | None:
    """Where the last bracket without its partner stands; None if each has one."""
    opened: list[int] = []
    quote = ""
    for place, character in enumerate(raw):
        if quote:
            quote = "" if character == quote else quote
        elif character in "'\"":
            quote = character
        elif character in "([{":
            opened.append(place)
        elif character in ")]}" and opened:
            opened.pop()
    return opened[-1] if opened else None


def _unopened(raw: str) -> int:
    """Where the first bracket closes what was not opened."""
    depth = 0
    for place, character in enumerate(raw):
        depth += (character == "(") - (character == ")")
        if depth < 0:
            return place
    return 0


def _plain(message: str) -> str:
    """Python's message in the words of the rule language."""
    if "Maybe you meant '=='" in message:
        return "one '=' compares nothing, write =="
    words = {"unmatched ')'": "')' closes no bracket",
             "invalid syntax": "something is missing or too much here",
             "invalid decimal literal": "a number runs into a word",
             "unterminated string literal": "a quote is not closed",
             "leading zeros": "a number begins with 0"}
    return next((plain for start, plain in words.items() if message.startswith(start)), message[:1].lower() + message[1:])


def _describe(tree: ast.expr) -> str:
    names = {"Lambda": "a function", "Subscript": "[...] after a name", "IfExp": "'if ... else' (use choose)", "JoinedStr": "formatted text",
             "Dict": "{...}", "Set": "{...}", "NamedExpr": "':='", "Await": "'await'", "Starred": "'*'", "Call": "a call with named arguments",
             "BinOp": "this operator", "UnaryOp": "this sign", "Constant": "this value", "Compare": "this comparison"}
    if isinstance(tree, ast.Call) and not isinstance(tree.func, ast.Name):
        return "a call of anything but a function"
    if isinstance(tree, ast.BinOp):
        signs = {"Div": "/", "Mod": "%", "Pow": "**", "MatMult": "@", "BitOr": "|", "BitAnd": "&", "BitXor": "^", "LShift": "<<", "RShift": ">>"}
        return f"'{signs[type(tree.op).__name__]}'"
    return names.get(type(tree).__name__, "this construct")
