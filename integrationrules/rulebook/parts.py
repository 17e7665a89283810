"""The parts of a rule file: from YAML nodes to the model, one function a part."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Literal, cast

from . import layout
from .alerts.reading import AlertReader
from .codes import CodeReader, table_of
from .diagnostics import Mark, nearest
from .filereader import FileReader
from .model import (
    Assumption,
    CodeTable,
    Definition,
    Except,
    Formula,
    Lookup,
    Rule,
    RuleSet,
    Selection,
    Text,
)
from .payments import PaymentReader
from .shapes import written
from .yamltree import MappingNode, Node, ScalarNode, SequenceNode, shape_of

__all__ = ["Reader"]


class Reader(FileReader):
    """Reads one rule set; asks small readers for parameters and formulas."""

    def ruleset(self) -> RuleSet:
        """The whole rule set."""
        self.begin(layout.RULES_FILE.names)
        parameters = tuple(self.dated())
        parts: dict[str, Any] = {
            "uses": tuple((key.text, value.text) for key, value in self.uses()),
            "assumptions": tuple(filter(None, (self.assumption(key, body) for key, body in self.named("assumptions")))),
            "selections": tuple(filter(None, (self.selection(key, body) for key, body in self.named("facts")))),
            "definitions": tuple(self._definitions()),
            **self._due_parts(),
            "lists": self.lists(),
            "alerts": tuple(filter(None, (AlertReader(self).read(key, body) for key, body in self.named("alerts")))),
            "rules": tuple(filter(None, (self.rule(key, body) for key, body in self.named("rules")))),
        }
        ruleset_key = self.rules.key("ruleset")
        return RuleSet(
            id=self.id, title=self.both(self.rules.get("title"), "the rule set's title") or Text(self.id, self.id), path=self.path,
            sources=tuple(self.sources.values()), covers=self.covers(), quarter_weeks=self.quarter_weeks(), parameters=parameters,
            invented=self.flag_of(self.rules, "invented"), codes=self.codes(), holidays=self.holidays(),
            marks={"ruleset": ruleset_key.mark if ruleset_key else self.rules.mark, **self.marks},
            uncited=self.uncited, defined=self.defined, **parts,
        )

    def assumption(self, key: ScalarNode, body: Node) -> Assumption | None:
        """A question with options, its default and the reason for it."""
        place = f"assumption '{key.text}'"
        fields = self.mapping(key, body, layout.ASSUMPTION, "assumption")
        if fields is None:
            return None
        node = fields.get("options")
        options = tuple(one.text for one in node.items if isinstance(one, ScalarNode)) if isinstance(node, SequenceNode) else ()
        if len(options) < 2:
            self.problems.add("IR112", key.mark)
        for one in node.items if isinstance(node, SequenceNode) else ():
            if not isinstance(one, ScalarNode) or one.is_null:
                self.problems.add("IR007", one.mark, name=f"an option of {place}", found=shape_of(one), expected="a word")
            elif one.text in ("yes", "no", "true", "false", "on", "off") and not one.refused:
                self.problems.add("IR111", one.mark, found=one.text)
        default = self.text_of(fields, "default", place, required=False)
        if default is not None and default not in options:
            stated = cast(ScalarNode, fields.get("default"))
            if not stated.refused and len(options) > 1:
                self.problems.add("IR110", stated.mark, found=default, suggestion=nearest(default, options), options=", ".join(options))
            return None
        if len(options) < 2:
            return None
        for name in ("asks", "because"):
            if fields.get(name) is None:
                self.problems.add("IR006", key.mark, place=place, key=name)
        asks, because = self.both(fields.get("asks"), f"`asks` of {place}"), self.both(fields.get("because"), f"`because` of {place}")
        return Assumption(f"{self.id}.{key.text}", asks or Text("", ""), options, default, because or Text("", ""), key.mark)

    def selection(self, key: ScalarNode, body: Node) -> Selection | None:
        """Facts of one kind under a condition."""
        place = f"facts '{key.text}'"
        fields = self.mapping(key, body, layout.FACTS, "facts")
        if fields is None:
            return None
        first = fields.get("first") is not None
        if first and (both := fields.key("facts")) is not None:
            self.problems.add("IR005", both.mark, key="facts", place=f"{place} beside 'first'", suggestion="", allowed="facts or first")
        kind = self.text_of(fields, "first" if first else "facts", place)
        where = self.formulas.expression(fields.get("where"), place) if fields.get("where") else None
        if kind is None or (fields.get("where") is not None and where is None):
            return None
        return Selection(f"{self.id}.{key.text}", kind, where, first, self.date_of(fields, "none_before"),
                         self.flag_of(fields, "administrative"), self.both(fields.get("label"), f"the label of {place}"),
                         self.citation(fields, place, required=False), (fields.get("first" if first else "facts") or fields).mark)

    def _definitions(self) -> Iterator[Definition]:
        for section, what in (("sets", "set"), ("measures", "measure")):
            for key, body in self.named(section):
                formula = self.formulas.read(key, body, what)
                label = citation = None
                if isinstance(body, MappingNode):
                    label = self.both(body.get("label"), f"the label of {what} '{key.text}'")
                    citation = self.citation(body, f"{what} '{key.text}'", required=False, placed=not isinstance(formula, Lookup))
                if formula:
                    yield Definition(f"{self.id}.{key.text}", cast(Literal["set", "measure"], what), formula, label, citation, key.mark)

    def _due_parts(self) -> dict[str, Any]:
        """Candidates, payments and deadlines."""
        reader = PaymentReader(self)
        # A payment may be called as the candidate it pays for.
        shared = {key.text for key, _ in self.entries(self.rules, "candidates")}
        payments = [(key, body) for key, body in self.entries(self.rules, "payments") if key.text in shared or self.is_new(key, layout.RESERVED)]
        return {
            "candidates": tuple(filter(None, (reader.candidate(key, body) for key, body in self.named("candidates")))),
            "payments": tuple(filter(None, (reader.payment(key, body) for key, body in payments))),
            "deadlines": tuple(filter(None, (reader.deadline(key, body) for key, body in self.named("deadlines")))),
        }

    def lists(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Words under a name, for use after `in`."""
        found: list[tuple[str, tuple[str, ...]]] = []
        for key, body in self.named("lists"):
            if isinstance(body, SequenceNode) and body.items and all(isinstance(one, ScalarNode) for one in body.items):
                found.append((key.text, tuple(one.text for one in body.items if isinstance(one, ScalarNode))))
            else:
                self.problems.add("IR007", body.mark, name=f"list '{key.text}'", found=shape_of(body), expected="[word, word]")
        return tuple(found)

    def _formula(self, key: ScalarNode, fields: MappingNode, name: str) -> Formula | None:
        node = fields.get(name)
        if isinstance(node, ScalarNode) and node.is_null:
            mark = cast(ScalarNode, fields.key(name)).mark
            self.problems.add("IR007", mark, name=f"`{name}` of rule '{key.text}'", found="empty", expected="an expression")
            return None
        return self.formulas.read(key, node, "rule") if node else None

    def rule(self, key: ScalarNode, body: Node) -> Rule | None:
        """A question with its condition, value and sentence."""
        place = f"rule '{key.text}'"
        fields = self.mapping(key, body, layout.RULE, "rule")
        if fields is None:
            return None
        period = self.text_of(fields, "for", place)
        if period is not None and period not in layout.PERIODS:
            self.problems.add("IR008", cast(Node, fields.get("for")).mark, found=period, expected="a period", example="citizen, quarter or week")
        parts = {name: self._formula(key, fields, name) for name in ("when", "value")}
        if not (fields.get("when") or fields.get("value")):
            self.problems.add("IR006", key.mark, place=place, key="when")
        says_node = fields.get("says")
        marks = None
        if isinstance(says_node, MappingNode):
            marks = cast(tuple[Mark, Mark], tuple((says_node.get(lang) or says_node).mark for lang in ("da", "en")))
        title, says = self.both(fields.get("title"), f"the title of {place}"), self.both(says_node, f"`says` of {place}")
        citation = self.citation(fields, place, required=True)
        exceptions = self._exceptions(key, fields, bool(fields.get("when")))
        unread = any(fields.get(name) and found is None for name, found in parts.items()) or not any(parts.values())
        if unread or exceptions is None or period not in layout.PERIODS:
            return None
        return Rule(f"{self.id}.{key.text}", title, cast(Any, period), parts["when"], parts["value"], says, citation, key.mark, marks, exceptions)

    def _exceptions(self, key: ScalarNode, fields: MappingNode, has_when: bool) -> tuple[Except, ...] | None:
        """The cases answered otherwise, in order; None after a mistake."""
        node = fields.get("except")
        if node is None:
            return ()
        if not isinstance(node, SequenceNode):
            expected = "a list of {if: ..., verdict: not_met}"
            self.problems.add("IR007", node.mark, name="except", found=shape_of(node), expected=expected)
            return None
        part, wanted = (layout.EXCEPT_VERDICT, "verdict") if has_when else (layout.EXCEPT_VALUE, "value")
        found: list[Except] = []
        for item in node.items:
            if not isinstance(item, MappingNode):
                self.problems.add("IR007", item.mark, name="an exception", found=shape_of(item), expected=f"{{if: ..., {wanted}: ...}}")
                return None
            self.allow(item, part.names, "an exception")
            missing = [name for name in part.needed if item.get(name) is None]
            for name in missing:
                self.problems.add("IR006", item.mark, place=f"an exception of rule '{key.text}'", key=name)
            condition = self.formulas.expression(item.get("if"), "if")
            verdict = self.text_of(item, "verdict", "an exception", required=False)
            if verdict is not None and verdict not in layout.VERDICTS:
                self.problems.add("IR008", cast(Node, item.get("verdict")).mark, found=verdict, expected="a verdict", example="met or not_met")
                return None
            value = self.formulas.read(key, item.get("value"), "exception") if item.get("value") is not None else None
            if missing or condition is None or (item.get("value") is not None and value is None):
                return None
            citation = self.citation(item, "an exception", required=False)
            found.append(Except(condition, None if verdict is None else verdict == "met", value, citation, item.mark))
        return tuple(found)

    def covers(self) -> tuple[date, date | None, Text | None] | None:
        """The days the rule set speaks of, and why not before."""
        node = self.rules.get("covers")
        if node is None:
            return None
        key = cast(ScalarNode, self.rules.key("covers"))
        fields = self.mapping(key, node, layout.COVERS, "the file's")
        if fields is None:
            return None
        start = self.date_of(fields, "from")
        if start is None:
            self.problems.add("IR006", key.mark, place="covers", key="from") if fields.get("from") is None else None
            return None
        end = None if self.text_of(fields, "to", "covers", required=False) in (None, "open") else self.date_of(fields, "to")
        if end is not None and end <= start:
            self.problems.add("IR105", cast(Node, fields.get("to")).mark, start=start, end=end)
        return start, end, self.both(fields.get("before"), "covers")

    def quarter_weeks(self) -> str | None:
        """The name of the assumption that says which weeks a quarter has."""
        for key, body in self.entries(self.rules, "periods"):
            fields = self.mapping(key, body, layout.PERIOD, "period") if key.text == "quarter" else None
            if fields:
                self.marks["periods"] = (fields.get("weeks") or fields).mark
                return self.text_of(fields, "weeks", "period 'quarter'")
            if key.text != "quarter":
                self.problems.add("IR005", key.mark, key=key.text, place="periods", suggestion="", allowed="quarter")
        return None

    def codes(self) -> CodeTable | None:
        """Register codes in groups, each code once."""
        reader = CodeReader(self)
        read = ((key, self.mapping(key, body, layout.CODE_GROUP, "code group")) for key, body in self.named("codes"))
        return table_of([reader.group(key, fields) for key, fields in read if fields is not None])

    def holidays(self) -> tuple[date, ...]:
        """The days listed as holidays."""
        node = self.rules.get("holidays")
        if node is None:
            return ()
        items = node.items if isinstance(node, SequenceNode) else (node,)
        days: list[date] = []
        for item in items:
            found = item.as_date() if isinstance(item, ScalarNode) else None
            if found is None:
                self.problems.add("IR008", item.mark, found=written(item), expected="a date", example="2018-12-25")
            else:
                days.append(found)
        return tuple(days)

