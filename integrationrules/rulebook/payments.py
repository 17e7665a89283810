"""Candidates, payments and deadlines of a rule file: from YAML nodes to the model."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from .diagnostics import Mark
from .expression import Expression
from .layout import CANDIDATE, DEADLINE, MERGED, PAYMENT
from .model import Candidate, Deadline, Definition, Payment, Plain, Rule
from .yamltree import MappingNode, Node, ScalarNode, shape_of

if TYPE_CHECKING:
    from .parts import Reader

__all__ = ["PaymentReader"]


class PaymentReader:
    """Reads what is paid or due, and the candidates it is paid for."""

    def __init__(self, reader: Reader) -> None:
        self.reader, self.problems, self.formulas = reader, reader.problems, reader.formulas

    def candidate(self, key: ScalarNode, body: Node) -> Candidate | None:
        """Facts looked at one by one, joined where `merged` says so, with values of each."""
        fields = self.reader.mapping(key, body, CANDIDATE, "candidate")
        if fields is None:
            return None
        place = f"candidate '{key.text}'"
        each = self._needed(fields, "each", key, place)
        merged = fields.get("merged")
        joined: dict[str, Expression | None] = {}
        if merged is not None:
            if not isinstance(merged, MappingNode):
                self.problems.add("IR007", merged.mark, name="merged", found=shape_of(merged), expected="{gap: 0 * day}")
                return None
            self.reader.allow(merged, MERGED.names, "merged")
            joined = {name: self.formulas.expression(merged.get(name), name) for name in MERGED.names}
            if any(joined[name] is None and merged.get(name) is not None for name in MERGED.names):
                return None
        values: list[Definition] = []
        for name, inner in self.reader.entries(fields, "with"):
            formula = self.formulas.read(name, inner, "value")
            if formula is None:
                return None
            label = self.reader.both(inner.get("label"), f"the label of '{name.text}'") if isinstance(inner, MappingNode) else None
            values.append(Definition(f"{self.reader.id}.{key.text}.{name.text}", "measure", formula, label, None, name.mark))
        if each is None:
            return None
        label = self.reader.both(fields.get("label"), f"the label of {place}")
        return Candidate(f"{self.reader.id}.{key.text}", each, joined.get("gap"), joined.get("weekends"), joined.get("when"),
                         merged is not None, tuple(values), label, key.mark)

    def payment(self, key: ScalarNode, body: Node) -> Payment | None:
        """What is paid for the first candidate that qualifies."""
        fields = self.reader.mapping(key, body, PAYMENT, "payment")
        if fields is None:
            return None
        place = f"payment '{key.text}'"
        once = fields.get("once_in")
        if once is not None and not (isinstance(once, ScalarNode) and once.text == "life"):
            self.problems.add("IR008", once.mark, found=getattr(once, "text", "this"), expected="how often it is paid", example="once_in: life")
        first = self.reader.text_of(fields, "first", place)
        earned = self._needed(fields, "earned_on", key, place)
        optional = {name: self._optional(fields, name) for name in ("where", "when", "paid_by", "claimed_by", "claim_by", "final_by", "municipality")}
        amount_node = fields.get("amount")
        amount = self.formulas.read(key, amount_node, "amount") if amount_node is not None else None
        rule = self._rule(key, fields, place, amount, optional["when"])
        wrong = any(fields.get(name) is not None and one is None for name, one in optional.items())
        if first is None or earned is None or wrong or (amount_node is not None and amount is None):
            return None
        return Payment(rule, first, optional["where"], earned, optional["paid_by"], optional["claimed_by"], optional["claim_by"],
                       optional["final_by"], optional["municipality"], cast(Node, fields.get("first")).mark)

    def deadline(self, key: ScalarNode, body: Node) -> Deadline | None:
        """The last day on which something is in time, and what shows that it was done."""
        fields = self.reader.mapping(key, body, DEADLINE, "deadline")
        if fields is None:
            return None
        place = f"deadline '{key.text}'"
        if fields.get("due") is None:
            self.problems.add("IR006", key.mark, place=place, key="due")
            return None
        due = self.formulas.read(key, fields.get("due"), "due")
        optional = {name: self._optional(fields, name) for name in ("applies", "done", "fulfilled")}
        if fields.get("done") is not None and (both := fields.key("fulfilled")) is not None:
            self.problems.add("IR005", both.mark, key="fulfilled", place=f"{place} beside 'done'", suggestion="", allowed="done or fulfilled")
        rule = self._rule(key, fields, place, due, None)
        if due is None or any(fields.get(name) is not None and one is None for name, one in optional.items()):
            return None
        return Deadline(rule, optional["applies"], optional["done"], optional["fulfilled"])

    def _rule(self, key: ScalarNode, fields: MappingNode, place: str, value: object, when: Expression | None) -> Rule:
        says_node = fields.get("says")
        marks: tuple[Mark, Mark] | None = None
        if isinstance(says_node, MappingNode):
            marks = cast(tuple[Mark, Mark], tuple((says_node.get(lang) or says_node).mark for lang in ("da", "en")))
        title, says = self.reader.both(fields.get("title"), f"the title of {place}"), self.reader.both(says_node, f"`says` of {place}")
        citation = self.reader.citation(fields, place, required=True)
        condition = Plain(when) if when else None
        return Rule(f"{self.reader.id}.{key.text}", title, "citizen", condition, value, says, citation, key.mark, marks)  # type: ignore[arg-type]

    def _needed(self, fields: MappingNode, name: str, key: ScalarNode, place: str) -> Expression | None:
        if fields.get(name) is None:
            self.problems.add("IR006", key.mark, place=place, key=name)
            return None
        return self.formulas.expression(fields.get(name), name)

    def _optional(self, fields: MappingNode, name: str) -> Expression | None:
        return self.formulas.expression(fields.get(name), name) if fields.get(name) is not None else None
