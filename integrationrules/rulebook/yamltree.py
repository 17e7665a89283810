"""YAML as a tree in which every value knows its place, and nothing is converted behind the author's back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import yaml

from .diagnostics import Diagnostics, Mark

__all__ = ["Document", "MappingNode", "Node", "ScalarNode", "SequenceNode", "document_of", "read_document", "shape_of"]

MAX_BYTES = 2_000_000
MAX_NODES = 100_000
MAX_DEPTH = 60
_SWITCHES = {"yes", "no", "off", "y", "n"}


@dataclass(frozen=True, slots=True)
class Document:
    """One file's text, kept for underlining mistakes."""

    path: str
    lines: tuple[str, ...]
    text: str = field(repr=False)

    def mark(self, line: int, column: int, length: int = 1) -> Mark:
        """A place in this file, from zero-based line and column."""
        source = self.lines[line] if line < len(self.lines) else ""
        return Mark(self.path, line + 1, column + 1, max(1, length), source)


@dataclass(frozen=True, slots=True)
class Node:
    """A YAML value and its place."""

    mark: Mark


@dataclass(frozen=True, slots=True)
class ScalarNode(Node):
    """A word, number or text, still as written; `origin` is where its first character stands (line, column)."""

    text: str
    quoted: bool
    origin: tuple[int, int]
    document: Document = field(repr=False)
    raw: str = field(repr=False)

    @property
    def is_null(self) -> bool:
        """Nothing was written, or `null`."""
        return not self.quoted and self.text in ("", "~", "null")

    @property
    def refused(self) -> bool:
        """A bare word that other YAML readers take for true or false (IR002)."""
        return len(self.text) <= 3 and not self.quoted and self.text.lower() in _SWITCHES

    def as_date(self) -> date | None:
        """The date, if the text is one."""
        try:
            return date.fromisoformat(self.text) if re.fullmatch(r"\d{4}-\d\d-\d\d", self.text) else None
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class SequenceNode(Node):
    """A list."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class MappingNode(Node):
    """Keys and values in the order written."""

    pairs: tuple[tuple[ScalarNode, Node], ...]
    flow: bool

    def __iter__(self) -> Iterator[tuple[str, Node]]:
        return ((key.text, value) for key, value in self.pairs)

    def get(self, name: str) -> Node | None:
        """The value of a key, if it is there."""
        return next((value for key, value in self.pairs if key.text == name), None)

    def key(self, name: str) -> ScalarNode | None:
        """The key as written, if it is there."""
        return next((key for key, _ in self.pairs if key.text == name), None)


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_TOO_DEEP = "it is nested too deeply or repeats itself"
_ADVICE = {
    "a tab": "indent with spaces",
    "found a tab": "indent with spaces",
    "did not find expected key": "keys that belong together begin in one column; a text with quotes in it stands in quotes as a whole",
    "but found another document": "one file holds one rule set: delete the line `---`",
    "found undefined alias": "`*` begins a YAML alias: put the text in quotes",
    "found character": "put the text in quotes",
    "found unexpected end": "close the quotes",
    "could not find expected ':'": "every line is `key: value`; put a text of several lines in quotes",
}


def _advice(problem: str) -> str:
    return next((advice for start, advice in _ADVICE.items() if problem.startswith(start)),
                "a comma, colon or bracket inside {...} or [...] ends a value: put the text in quotes")


def _too_deep(text: str) -> bool:
    """Found before the tree is built: libyaml's own recursion ends the process where Python's would raise."""
    if _surely_shallow(text):
        return False
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            return True
    return False


def _surely_shallow(text: str) -> bool:
    """A bound on the depth that needs no parser: indentation, list dashes, and brackets that are still open."""
    flow = 0
    for line in text.splitlines():
        opened = line.count("[") + line.count("{")
        if flow + opened + line.count("- ") + line.count("? ") + len(line) - len(line.lstrip()) > MAX_DEPTH:
            return False
        flow = max(0, flow + opened - line.count("]") - line.count("}"))
    return True


def read_document(path: Path, shown: str, problems: Diagnostics) -> MappingNode | None:
    """Reads one YAML mapping; mistakes go to `problems` and give None where nothing can be made of the file."""
    top = Mark(shown, 1, 1, 1, "")
    try:
        if path.stat().st_size > MAX_BYTES:
            problems.add("IR009", top, path=shown, why=f"it is larger than {MAX_BYTES:,} bytes")
            return None
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = _LINE_END.split(error.object[:error.start].decode("utf-8-sig", errors="replace"))
        rest = error.object[error.start:].decode("utf-8", errors="replace")
        mark = Mark(shown, len(before), len(before[-1]) + 1, 1, before[-1] + _LINE_END.split(rest)[0])
        problems.add("IR009", mark, path=shown, why="it is not UTF-8 text")
        return None
    except OSError as error:
        problems.add("IR009", top, path=shown, why=(error.strerror or "it cannot be read").lower())
        return None
    return document_of(text, shown, problems)


def document_of(text: str, shown: str, problems: Diagnostics) -> MappingNode | None:
    """As `read_document`, for a text that is no file; `shown` is how it is named."""
    top = Mark(shown, 1, 1, 1, "")
    if "\0" in text:
        problems.add("IR009", top, path=shown, why="it is not text")
        return None
    document = Document(shown, tuple(_LINE_END.split(text)), text)
    try:
        if _too_deep(text):
            problems.add("IR009", top, path=shown, why=_TOO_DEEP)
            return None
        composed = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        at = error.problem_mark or error.context_mark
        if (error.problem or "").startswith("found unexpected end"):
            at = error.context_mark or at        # where the quote opens, not where the file ends
        mark = document.mark(at.line, at.column) if at else top
        problem = error.problem or "not valid YAML"
        if problem.startswith("found character") and mark.source[mark.column - 1:mark.column] == "\t":
            problem = "a tab cannot indent"
        problems.add("IR001", mark, problem=problem, advice=_advice(problem))
        return None
    except yaml.reader.ReaderError as error:
        lines = _LINE_END.split(text[:error.position] if isinstance(error.position, int) else "")
        problems.add("IR001", document.mark(len(lines) - 1, len(lines[-1])), problem=error.reason, advice="delete the character that cannot be seen")
        return None
    except (yaml.YAMLError, RecursionError):
        problems.add("IR001", top, problem="not valid YAML", advice=_advice(""))
        return None
    if composed is None:
        problems.add("IR001", top, problem="the file is empty", advice="begin with `ruleset:` and `title:`")
        return None
    root = _Reader(document, problems).convert(composed)
    if not isinstance(root, MappingNode):
        problems.add("IR007", root.mark if root else top, found=shape_of(root), expected="keys and values", name="the file")
        return None
    return root


class _Reader:
    """Turns libyaml's nodes into ours, refusing what has bitten authors before."""

    def __init__(self, document: Document, problems: Diagnostics) -> None:
        self.document, self.problems, self.count = document, problems, 0
        self.joined: ScalarNode | None = None

    def convert(self, node: yaml.Node, depth: int = 0) -> Node:
        self.count += 1
        start, end = node.start_mark, node.end_mark
        length = end.column - start.column if end.line == start.line else 1
        mark = self.document.mark(start.line, start.column, length)
        if self.count > MAX_NODES or depth > MAX_DEPTH:
            if self.count != MAX_NODES + 2:
                self.problems.add("IR009", mark, path=self.document.path, why=_TOO_DEEP)
            self.count = MAX_NODES + 1
            return ScalarNode(mark, "", True, (start.line, start.column), self.document, "")
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node, mark)
        if isinstance(node, yaml.SequenceNode):
            return SequenceNode(mark, tuple(self.convert(item, depth + 1) for item in node.value))
        assert isinstance(node, yaml.MappingNode)
        return self._mapping(node, mark, depth)

    def _scalar(self, node: yaml.ScalarNode, mark: Mark) -> ScalarNode:
        start, quoted = node.start_mark, node.style in ("'", '"', "|", ">")
        raw = self.document.text[start.index:node.end_mark.index]
        origin = (start.line, start.column)
        if node.style in ("'", '"'):
            raw, origin = raw[1:-1], (start.line, start.column + 1)
        elif node.style in ("|", ">"):
            raw, origin = raw.partition("\n")[2], (start.line + 1, 0)
        text = str(node.value)
        found = ScalarNode(mark, text, quoted, origin, self.document, raw)
        if found.refused:
            self.problems.add("IR002", mark, word=text)
        return found

    def _cut(self, rest: ScalarNode, pairs: list[tuple[ScalarNode, Node]]) -> None:
        """Names the cut once and reads on with the expression as it was meant."""
        if not pairs or not isinstance(last := pairs[-1][1], ScalarNode) or last.quoted:
            self.problems.add("IR003", rest.mark, text=rest.text)
            return
        if last is not self.joined:
            self.problems.add("IR003", rest.mark, text=rest.text)
        self.joined = ScalarNode(last.mark, f"{last.text}, {rest.text}", False, last.origin, self.document, f"{last.raw}, {rest.raw}")
        pairs[-1] = (pairs[-1][0], self.joined)

    def _mapping(self, node: yaml.MappingNode, mark: Mark, depth: int) -> MappingNode:
        pairs: list[tuple[ScalarNode, Node]] = []
        seen: dict[str, Mark] = {}
        for key_node, value_node in node.value:
            key = self.convert(key_node, depth + 1)
            if not isinstance(key, ScalarNode):
                self.problems.add("IR007", key.mark, found=shape_of(key), expected="a word", name="the key")
                continue
            value = self.convert(value_node, depth + 1)
            empty = isinstance(value, ScalarNode) and value.is_null
            if node.flow_style and empty and not key.quoted and (_is_open(pairs) or re.search(r"[()\[\]=<>]", key.text)):
                self._cut(key, pairs)
                continue
            if key.text in seen:
                self.problems.add("IR004", key.mark, key=key.text, where=seen[key.text].seen_from(key.mark.path))
                continue
            seen[key.text] = key.mark
            pairs.append((key, value))
        return MappingNode(mark, tuple(pairs), bool(node.flow_style))


def _is_open(pairs: list[tuple[ScalarNode, Node]]) -> bool:
    last = pairs[-1][1] if pairs else None
    return isinstance(last, ScalarNode) and not last.quoted and last.raw.count("(") > last.raw.count(")")


def shape_of(node: Node | None) -> str:
    """What stands there, in the author's words."""
    if isinstance(node, ScalarNode) and node.is_null:
        return "empty"
    return {MappingNode: "keys and values", SequenceNode: "a list", ScalarNode: "a single value"}.get(type(node), "nothing")
