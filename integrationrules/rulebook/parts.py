"""The parts of a rule file: from YAML nodes to the model, one function a part."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any, Literal, cast

from .diagnostics import Diagnostics, Mark, nearest
from .expression import Expression
from .formulas import FORMULA_KEYS, FormulaReader
from .model import (
    Assumption,
    Citation,
    CodeTable,
    Definition,
    Parameter,
    Rule,
    RuleSet,
    Selection,
    Source,
    Text,
    Unbuilt,
)
from .parameters import ParameterReader
from .yamltree import MappingNode, Node, ScalarNode, SequenceNode

__all__ = ["Reader"]

TOP_KEYS = ("ruleset", "title", "covers", "uses", "sources", "periods", "parameters", "assumptions", "facts", "sets", "measures",
            "candidates", "payments", "alerts", "rules", "codes", "holidays")
NOT_COMPUTED = {"candidates": "candidate", "payments": "payment", "alerts": "alert"}
RESERVED = {"on", "day", "week", "month", "year", "quarter", "citizen", "none", "unknown", "true", "false", "and", "or", "not", "in"}


class Reader:
    """Reads one rule set; asks small readers for parameters and formulas."""

    def __init__(self, rules: MappingNode, parameters: MappingNode | None, path: str, problems: Diagnostics) -> None:
        self.rules, self.path, self.problems = rules, path, problems
        self.parameters = parameters
        self.sources: dict[str, Source] = {}
        self.id = ""
        self.defined: dict[str, Mark] = {}
        self.formulas = FormulaReader(problems)

    def ruleset(self) -> RuleSet:
        """The whole rule set."""
        self.allow(self.rules, TOP_KEYS, "the file")
        if self.parameters:
            self.allow(self.parameters, ("ruleset", "sources", "parameters"), "the file")
        self.id = self.text_of(self.rules, "ruleset", "the file") or ""
        for part in (self.rules, self.parameters):
            for key, body in self.entries(part, "sources"):
                self.sources[key.text] = self.source(key.text, body)
        parameters = tuple(self._parameters())
        parts: dict[str, Any] = {
            "uses": tuple((key.text, value.text) for key, value in self.scalars("uses")),
            "assumptions": tuple(filter(None, (self.assumption(key, body) for key, body in self.named("assumptions")))),
            "selections": tuple(filter(None, (self.selection(key, body) for key, body in self.named("facts")))),
            "definitions": tuple(self._definitions()),
            "rules": tuple(filter(None, (self.rule(key, body) for key, body in self.named("rules")))),
        }
        ruleset_key = self.rules.key("ruleset")
        return RuleSet(
            id=self.id, title=self.both(self.rules.get("title"), "the rule set's title") or Text(self.id, self.id), path=self.path,
            sources=tuple(self.sources.values()), covers=self.covers(), quarter_weeks=self.quarter_weeks(), parameters=parameters,
            unbuilt=tuple(self._unbuilt), codes=self.codes(), holidays=self.holidays(),
            marks={"ruleset": ruleset_key.mark if ruleset_key else self.rules.mark, **self.defined,
                   **{f"uses {key.text}": key.mark for key, _ in self.scalars("uses")},
                   **({"periods": self.rules.key("periods").mark} if self.rules.get("periods") else {})},  # type: ignore[union-attr]
            **parts,
        )

    # -- shapes ---------------------------------------------------------------------------------------------------

    def allow(self, node: MappingNode, keys: tuple[str, ...], place: str) -> None:
        for key, _ in node.pairs:
            if key.text not in keys:
                self.problems.add("IR005", key.mark, key=key.text, place=place, suggestion=nearest(key.text, keys), allowed=", ".join(keys))

    def entries(self, part: MappingNode | None, section: str) -> Iterator[tuple[ScalarNode, Node]]:
        body = part.get(section) if part else None
        if body is None or (isinstance(body, ScalarNode) and body.is_null):
            return
        if not isinstance(body, MappingNode):
            self.problems.add("IR007", body.mark, name=section, found="not a mapping", expected="keys and values")
            return
        yield from body.pairs

    def scalars(self, section: str) -> Iterator[tuple[ScalarNode, ScalarNode]]:
        for key, value in self.entries(self.rules, section):
            if isinstance(value, ScalarNode):
                yield key, value
            else:
                self.problems.add("IR007", value.mark, name=f"{section}.{key.text}", found="not a word", expected="a word")

    def named(self, section: str, part: MappingNode | None = None) -> Iterator[tuple[ScalarNode, Node]]:
        """Entries that define a name of the rule set: each once, none a word of the language."""
        for key, body in self.entries(part or self.rules, section):
            # Another rule set says window.month; inside its own file a bare `month` stays the unit.
            reserved = RESERVED - {"day", "week", "month", "year"} if section == "rules" else RESERVED
            if key.text in reserved or not re.fullmatch(r"[a-z][a-z0-9_]*", key.text):
                self.problems.add("IR014", key.mark, name=key.text)
            elif key.text in self.defined:
                self.problems.add("IR013", key.mark, name=key.text, line=self.defined[key.text].line)
            else:
                self.defined[key.text] = key.mark
                yield key, body

    def mapping(self, key: ScalarNode, body: Node, keys: tuple[str, ...], place: str) -> MappingNode | None:
        if not isinstance(body, MappingNode):
            self.problems.add("IR007", body.mark, name=f"{place} '{key.text}'", found="not a mapping", expected="keys and values")
            return None
        self.allow(body, keys, f"{place} '{key.text}'")
        return body

    def text_of(self, body: MappingNode, name: str, place: str, required: bool = True) -> str | None:
        node = body.get(name)
        if isinstance(node, ScalarNode) and not node.is_null:
            return node.text
        if node is not None:
            self.problems.add("IR007", node.mark, name=name, found="not a word", expected="a word")
        elif required:
            self.problems.add("IR006", body.mark, place=place, key=name)
        return None

    def both(self, node: Node | None, place: str) -> Text | None:
        """A text in Danish and English."""
        if node is None:
            return None
        if not isinstance(node, MappingNode):
            self.problems.add("IR007", node.mark, name=place, found="one text", expected="{da: ..., en: ...}")
            return None
        self.allow(node, ("da", "en"), place)
        found = {lang: value.text for lang, value in node if isinstance(value, ScalarNode) and value.text}
        for lang, language in (("da", "Danish"), ("en", "English")):
            if lang not in found:
                self.problems.add("IR219", node.mark, place=place, language=language)
        return Text(found.get("da", ""), found.get("en", ""))

    def date_of(self, body: MappingNode, name: str) -> date | None:
        node = body.get(name)
        if node is None:
            return None
        found = node.as_date() if isinstance(node, ScalarNode) else None
        if found is None:
            text = node.text if isinstance(node, ScalarNode) else "this"
            self.problems.add("IR008", node.mark, found=text, expected="a date", example="2018-10-01")
        return found

    def citation(self, body: MappingNode, place: str, required: bool) -> Citation | None:
        name = self.text_of(body, "source", place, required=False)
        if name is None:
            if required:
                self.problems.add("IR103", body.mark, place=place)
            return None
        if name not in self.sources:
            node = body.get("source")
            self.problems.add("IR104", node.mark if node else body.mark, name=name, suggestion=nearest(name, self.sources))
            return None
        return Citation(self.sources[name], self.text_of(body, "at", place, required=False) or "")

    def expression(self, node: Node | None, place: str) -> Expression | None:
        return self.formulas.expression(node, place)

    # -- parts ----------------------------------------------------------------------------------------------------

    def source(self, name: str, body: Node) -> Source:
        if not isinstance(body, MappingNode):
            self.problems.add("IR007", body.mark, name=f"source '{name}'", found="not a mapping", expected="{title: ...}")
            return Source(name, name)
        keys = ("title", "by", "published", "act", "url")
        self.allow(body, keys, f"source '{name}'")
        texts = {key: self.text_of(body, key, f"source '{name}'", required=key == "title") or "" for key in keys}
        return Source(name, **texts)

    def _parameters(self) -> Iterator[Parameter]:
        for part in (self.rules, self.parameters):
            if part:
                for key, body in self.named("parameters", part):
                    found = ParameterReader(self, self.id).read(key, body)
                    if found:
                        yield found

    def assumption(self, key: ScalarNode, body: Node) -> Assumption | None:
        place = f"assumption '{key.text}'"
        fields = self.mapping(key, body, ("asks", "options", "default", "because"), "assumption")
        if fields is None:
            return None
        node = fields.get("options")
        options = tuple(one.text for one in node.items if isinstance(one, ScalarNode)) if isinstance(node, SequenceNode) else ()
        if len(options) < 2:
            self.problems.add("IR112", key.mark)
        for bad in sorted(set(options) & {"yes", "no", "true", "false", "on", "off"}):
            self.problems.add("IR111", key.mark, found=bad)
        default = self.text_of(fields, "default", place, required=False)
        if default is not None and default not in options:
            mark = cast(Node, fields.get("default")).mark
            self.problems.add("IR110", mark, found=default, suggestion=nearest(default, options), options=", ".join(options))
            default = None
        for name in ("asks", "because"):
            if fields.get(name) is None:
                self.problems.add("IR006", key.mark, place=place, key=name)
        asks, because = self.both(fields.get("asks"), place), self.both(fields.get("because"), place)
        return Assumption(f"{self.id}.{key.text}", asks or Text("", ""), options, default, because or Text("", ""), key.mark)

    def selection(self, key: ScalarNode, body: Node) -> Selection | None:
        place = f"facts '{key.text}'"
        fields = self.mapping(key, body, ("facts", "first", "where", "none_before", "administrative", "label", "source", "at"), "facts")
        if fields is None:
            return None
        first = fields.get("first") is not None
        kind = self.text_of(fields, "first" if first else "facts", place)
        where = self.expression(fields.get("where"), place) if fields.get("where") else None
        return Selection(f"{self.id}.{key.text}", kind or "", where, first, self.date_of(fields, "none_before"),
                         self.text_of(fields, "administrative", place, required=False) == "true", self.both(fields.get("label"), place),
                         self.citation(fields, place, required=False), cast(Node, fields.get("first" if first else "facts") or fields).mark)

    def _definitions(self) -> Iterator[Definition]:
        self._unbuilt: list[Unbuilt] = []
        for section, what in (("sets", "set"), ("measures", "measure")):
            for key, body in self.named(section):
                if isinstance(body, MappingNode) and body.get("tally") is not None:
                    self._unbuilt.append(Unbuilt(f"{self.id}.{key.text}", "a tally", key.mark))
                    continue
                formula = self.formulas.read(key, body, what)
                label = citation = None
                if isinstance(body, MappingNode):
                    self.allow(body, (*FORMULA_KEYS, "label", "source", "at"), f"{what} '{key.text}'")
                    label = self.both(body.get("label"), f"{what} '{key.text}'")
                    citation = self.citation(body, f"{what} '{key.text}'", required=False)
                if formula:
                    yield Definition(f"{self.id}.{key.text}", cast(Literal["set", "measure"], what), formula, label, citation, key.mark)
        for section, what in NOT_COMPUTED.items():
            for key, _ in self.entries(self.rules, section):
                self.defined.setdefault(key.text, key.mark)
                self._unbuilt.append(Unbuilt(f"{self.id}.{key.text}", f"the {what} '{key.text}'", key.mark))

    def rule(self, key: ScalarNode, body: Node) -> Rule | None:
        place = f"rule '{key.text}'"
        fields = self.mapping(key, body, ("title", "for", "when", "value", "except", "says", "source", "at"), "rule")
        if fields is None:
            return None
        period = self.text_of(fields, "for", place)
        if period not in ("citizen", "quarter", "week", None):
            self.problems.add("IR008", cast(Node, fields.get("for")).mark, found=period, expected="a period", example="citizen, quarter or week")
            period = None
        if period == "week" or fields.get("except") is not None:
            what = "a rule for a week" if period == "week" else "`except`"
            self.problems.add("IR901", cast(Node, fields.get("for" if period == "week" else "except")).mark, what=what)
        when = self.formulas.read(key, fields.get("when"), "rule") if fields.get("when") else None
        value = self.formulas.read(key, fields.get("value"), "rule") if fields.get("value") else None
        if when is None and value is None and not (fields.get("when") or fields.get("value")):
            self.problems.add("IR006", key.mark, place=place, key="when")
        says_node = fields.get("says")
        marks = None
        if isinstance(says_node, MappingNode):
            marks = cast(tuple[Mark, Mark], tuple((says_node.get(lang) or says_node).mark for lang in ("da", "en")))
        return Rule(f"{self.id}.{key.text}", self.both(fields.get("title"), place), cast(Any, period or "citizen"), when, value,
                    self.both(says_node, place), self.citation(fields, place, required=True), key.mark, marks)

    def covers(self) -> tuple[date, date | None, Text | None] | None:
        node = self.rules.get("covers")
        if node is None:
            return None
        key = cast(ScalarNode, self.rules.key("covers"))
        fields = self.mapping(key, node, ("from", "to", "before"), "the file's")
        if fields is None:
            return None
        start = self.date_of(fields, "from")
        if start is None:
            self.problems.add("IR006", key.mark, place="covers", key="from") if fields.get("from") is None else None
            return None
        end = None if self.text_of(fields, "to", "covers", required=False) in (None, "open") else self.date_of(fields, "to")
        return start, end, self.both(fields.get("before"), "covers")

    def quarter_weeks(self) -> str | None:
        for key, body in self.entries(self.rules, "periods"):
            fields = self.mapping(key, body, ("weeks",), "period") if key.text == "quarter" else None
            if fields:
                return self.text_of(fields, "weeks", "period 'quarter'")
            if key.text != "quarter":
                self.problems.add("IR005", key.mark, key=key.text, place="periods", suggestion="", allowed="quarter")
        return None

    def codes(self) -> CodeTable | None:
        groups: list[tuple[str, tuple[tuple[str, str], ...]]] = []
        seen: dict[str, Mark] = {}
        for key, body in self.named("codes"):
            fields = self.mapping(key, body, ("source", "codes"), "code group")
            if fields is None:
                continue
            self.citation(fields, f"code group '{key.text}'", required=True)
            listed: list[tuple[str, str]] = []
            for code, label in self.entries(fields, "codes"):
                if code.text in seen:
                    self.problems.add("IR004", code.mark, key=code.text, line=seen[code.text].line)
                    continue
                seen[code.text] = code.mark
                listed.append((code.text, label.text if isinstance(label, ScalarNode) else ""))
            groups.append((key.text, tuple(listed)))
        return CodeTable(tuple(groups)) if groups else None

    def holidays(self) -> tuple[date, ...]:
        node = self.rules.get("holidays")
        if node is None:
            return ()
        items = node.items if isinstance(node, SequenceNode) else (node,)
        days: list[date] = []
        for item in items:
            found = item.as_date() if isinstance(item, ScalarNode) else None
            if found is None:
                text = item.text if isinstance(item, ScalarNode) else "this"
                self.problems.add("IR008", item.mark, found=text, expected="a date", example="2018-12-25")
            else:
                days.append(found)
        return tuple(days)


