"""Alert rules of a rule file: from YAML nodes to the model."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from ..diagnostics import Mark
from ..expression import Attribute, Expression, Name
from ..grammar import Part
from ..layout import ALERT, CONCLUDES, GIVEN, RESERVED, TODAY
from ..model import AlertRule
from ..yamltree import MappingNode, Node, ScalarNode, SequenceNode, shape_of
from .written import Conclusion, Pattern, What

if TYPE_CHECKING:
    from ..parts import Reader

__all__ = ["AlertReader"]


class AlertReader:
    """Reads one alert rule at a time."""

    def __init__(self, reader: Reader) -> None:
        self.reader, self.problems, self.formulas = reader, reader.problems, reader.formulas

    def read(self, key: ScalarNode, body: Node) -> AlertRule | None:
        """The rule; None after a mistake in its shape."""
        fields = self.reader.mapping(key, body, ALERT, "alert")
        if fields is None:
            return None
        place = f"alert '{key.text}'"
        for needed in ALERT.needed:
            if fields.get(needed) is None:
                self.problems.add("IR006", key.mark, place=place, key=needed)
        given, unless = self._patterns(fields, "given"), self._patterns(fields, "unless")
        concludes = self._conclusion(fields.get("concludes"))
        title, says_node = self.reader.both(fields.get("title"), f"the title of {place}"), fields.get("says")
        says, citation = self.reader.both(says_node, f"`says` of {place}"), self.reader.citation(fields, place, required=False)
        marks = None
        if isinstance(says_node, MappingNode):
            marks = cast(tuple[Mark, Mark], tuple((says_node.get(lang) or says_node).mark for lang in ("da", "en")))
        if not given or unless is None or concludes is None:
            return None
        return AlertRule(f"{self.reader.id}.{key.text}", title, says, given, unless, concludes, citation, key.mark, marks)

    def _patterns(self, fields: MappingNode, section: str) -> tuple[Pattern, ...] | None:
        node = fields.get(section)
        if node is None:
            return ()
        if not isinstance(node, SequenceNode) or (section == "given" and not node.items):
            found = "empty" if isinstance(node, SequenceNode) else shape_of(node)
            self.problems.add("IR007", node.mark, name=section, found=found, expected="a list of {fact: ..., where: ...}")
            return None
        found_patterns = [self._pattern(item, section) for item in node.items]
        return tuple(one for one in found_patterns if one) if all(found_patterns) else None

    def _pattern(self, node: Node, section: str) -> Pattern | None:
        fields = self._part(node, GIVEN, section)
        if fields is None:
            return None
        what = next(name for name in GIVEN.one_of if fields.get(name) is not None)
        of = self.formulas.expression(fields.get(what), what)
        where = self.formulas.expression(fields.get("where"), "where") if fields.get("where") is not None else None
        alias = self.reader.text_of(fields, "as", section, required=False)
        if alias is not None and not self.reader.is_name(cast(ScalarNode, fields.get("as")), RESERVED | {TODAY}):
            return None
        if of is None or (fields.get("where") is not None and where is None):
            return None
        if not isinstance(of, Name) and not (what == "decision" and isinstance(of, Attribute)):
            self.problems.add("IR211", of.mark, found="an expression", expected=f"the name of a {what}")
            return None
        return Pattern(cast(What, what), of, alias or "", where, node.mark)

    def _conclusion(self, node: Node | None) -> Conclusion | None:
        fields = self._part(node, CONCLUDES, "concludes") if node is not None else None
        if fields is None:
            return None
        what = "clock" if fields.get("clock") is not None else "alert"
        name, to = self.reader.text_of(fields, what, "concludes"), self.reader.text_of(fields, "to", "concludes", required=False)
        values: list[tuple[str, Expression]] = []
        for key, value in fields.pairs:
            if key.text in (*CONCLUDES.one_of, "to"):
                continue
            found = self.formulas.expression(value, key.text) if self.reader.is_name(key) else None
            if found is None:
                return None
            values.append((key.text, found))
        if name is None:
            return None
        if what == "alert" and to is None:
            self.problems.add("IR006", fields.mark, place="an alert that is concluded", key="to")
            return None
        return Conclusion("clock" if what == "clock" else "alert", name, to or "", tuple(values), fields.mark)

    def _part(self, node: Node, part: Part, place: str) -> MappingNode | None:
        if not isinstance(node, MappingNode):
            self.problems.add("IR007", node.mark, name=place, found=shape_of(node), expected="keys and values")
            return None
        wrong = not part.open and any(key.text not in part.names for key, _ in node.pairs)
        if not part.open:
            self.reader.allow(node, part.names, place)
        if not wrong and sum(name in part.one_of for name, _ in node) != 1:
            self.problems.add("IR006", node.mark, place=place, key="' or '".join(part.one_of))
            return None
        return None if wrong else node
