"""Values set anew by path, `lines.saved_2018.years.2018=100`, before the case is read: every check sees them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from integrationrules.rulebook.diagnostics import Mark
from integrationrules.rulebook.yamltree import Document, MappingNode, Node, ScalarNode

from .fields import near
from .problems import Problems

__all__ = ["with_settings"]

_NAME = "--set"
_PLACE = Mark(_NAME, 0, 0)


def with_settings(root: MappingNode, settings: Sequence[tuple[str, str]], problems: Problems) -> MappingNode:
    """The tree with the single values at some paths replaced; a path that leads nowhere is told with the nearest name."""
    for path, text in settings:
        changed = _changed(root, tuple(path.split(".")), path, text, problems)
        root = changed if isinstance(changed, MappingNode) else root
    return root


def _changed(node: Node, steps: tuple[str, ...], path: str, text: str, problems: Problems) -> Node:
    if not steps:
        if isinstance(node, ScalarNode):
            line = f"{path}={text}"
            return ScalarNode(_PLACE, text, True, (0, 0), Document(_NAME, (line,), line), text)
        problems.tell("invest_setting_path", _PLACE, "", found=path, expected="@a value there")
        return node
    if not isinstance(node, MappingNode) or node.get(steps[0]) is None:
        names = [name for name, _ in node] if isinstance(node, MappingNode) else []
        guess = near(steps[0], names)
        if guess:
            problems.tell("invest_reference_near", _PLACE, "", what="@value", found=steps[0], near=guess)
        else:
            problems.tell("invest_setting_path", _PLACE, "", found=path, expected="@a value there")
        return node
    return replace(node, pairs=tuple(
        (key, _changed(value, steps[1:], path, text, problems) if key.text == steps[0] else value) for key, value in node.pairs))

