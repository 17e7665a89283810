"""A case file's tree from cells: keys with values under them, each with the place of its cell."""

from __future__ import annotations

from integrationrules.rulebook.diagnostics import Mark
from integrationrules.rulebook.yamltree import Document, MappingNode, Node, ScalarNode, SequenceNode

from .cells import Leaf

__all__ = ["Branch", "node_of", "put"]

Branch = dict[str, "Branch | Leaf | list[Branch | Leaf]"]
_NOTHING = Document("", (), "")


def put(branch: Branch, keys: tuple[str, ...], value: Leaf | list[Branch | Leaf]) -> None:
    """Sets the value under some keys."""
    for key in keys[:-1]:
        inside = branch.setdefault(key, {})
        if not isinstance(inside, dict):
            return                  # a word stands where keys would: the word is what the case file says
        branch = inside
    branch[keys[-1]] = value


def node_of(found: Branch | Leaf | list[Branch | Leaf], mark: Mark) -> Node:
    """The node; one without a place of its own takes that of its first value."""
    if isinstance(found, Leaf):
        return ScalarNode(found.mark, found.text, True, (0, 0), _NOTHING, found.text)
    if isinstance(found, list):
        return SequenceNode(mark, tuple(node_of(one, mark) for one in found))
    if found and set(found) <= {"da", "en"} and len(found) == 1:
        return node_of(next(iter(found.values())), mark)        # a text in one language stands for both
    own = next((_first(value) for value in found.values() if _first(value)), None) or mark
    return MappingNode(own, tuple((_key(key, own), node_of(value, own)) for key, value in found.items()), False)


def _first(found: Branch | Leaf | list[Branch | Leaf]) -> Mark | None:
    if isinstance(found, Leaf):
        return found.mark
    inside = list(found.values()) if isinstance(found, dict) else found
    return next((mark for one in inside if (mark := _first(one))), None)


def _key(text: str, mark: Mark) -> ScalarNode:
    return ScalarNode(mark, text, False, (0, 0), _NOTHING, text)
