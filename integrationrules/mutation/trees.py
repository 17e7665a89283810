"""Rule files as trees: where each value stands, and the tree with some of them written otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from integrationrules.rulebook.diagnostics import Mark
from integrationrules.rulebook.load import Written
from integrationrules.rulebook.yamltree import MappingNode, Node, ScalarNode, SequenceNode

__all__ = ["Change", "Mutant", "changed", "scalars"]


@dataclass(frozen=True, slots=True)
class Change:
    """One value of a rule file with another text."""

    node: ScalarNode
    text: str


@dataclass(frozen=True, slots=True)
class Mutant:
    """One small change of a rule set: what kind, where it stands, what stood there and what stands there now."""

    kind: str
    where: str
    """The keys from the top of the file, as `measures.start.choose[0].if`: it stays when lines move."""
    mark: Mark
    old: str
    new: str
    changes: tuple[Change, ...]


def scalars(written: Written) -> Iterator[tuple[str, ScalarNode]]:
    """Every value of a rule set's files with the keys that lead to it; keys themselves are none."""
    for root in (written.rules, written.parameters):
        if root is not None:
            yield from _below(root, "")


def _below(node: Node, where: str) -> Iterator[tuple[str, ScalarNode]]:
    if isinstance(node, ScalarNode):
        yield where, node
    elif isinstance(node, SequenceNode):
        for place, item in enumerate(node.items):
            yield from _below(item, f"{where}[{place}]")
    elif isinstance(node, MappingNode):
        for key, value in node.pairs:
            yield from _below(value, f"{where}.{key.text}" if where else key.text)


def changed(written: Written, mutant: Mutant) -> Written:
    """The rule set's files with the mutant's changes."""
    texts = {id(one.node): one.text for one in mutant.changes}
    rules, parameters = _with(written.rules, texts), _with(written.parameters, texts) if written.parameters else None
    assert isinstance(rules, MappingNode)
    assert parameters is None or isinstance(parameters, MappingNode)
    return replace(written, rules=rules, parameters=parameters)


def _with(node: Node, texts: Mapping[int, str]) -> Node:
    """The tree with other texts; what holds none of them is the same object."""
    if isinstance(node, ScalarNode):
        text = texts.get(id(node))
        return node if text is None else replace(node, text=text, raw=text)
    if isinstance(node, SequenceNode):
        items = tuple(_with(item, texts) for item in node.items)
        return node if all(map(_same, items, node.items)) else replace(node, items=items)
    assert isinstance(node, MappingNode)
    pairs = tuple((_key(key, texts), _with(value, texts)) for key, value in node.pairs)
    same = all(new[0] is old[0] and new[1] is old[1] for new, old in zip(pairs, node.pairs, strict=True))
    return node if same else replace(node, pairs=pairs)


def _key(key: ScalarNode, texts: Mapping[int, str]) -> ScalarNode:
    found = _with(key, texts)
    assert isinstance(found, ScalarNode)
    return found


def _same(new: Node, old: Node) -> bool:
    return new is old
