"""Reads a model file, key by key; what is wrong is said with its place."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Literal, cast

from integrationrules.rulebook.diagnostics import Diagnostics
from integrationrules.rulebook.filereader import FileReader
from integrationrules.rulebook.formulas import FormulaReader
from integrationrules.rulebook.grammar import Part
from integrationrules.rulebook.model import Text
from integrationrules.rulebook.models.dimension import BASES, dimension
from integrationrules.rulebook.models.layout import AREAS, AXIS, BREAK_EVEN, FORMULA, INPUT, MODEL_FILE, NUMBERS, PRICES, SHOWN, STEP
from integrationrules.rulebook.models.model import Axis, BreakEven, Definition, Entry, Input, ModelFile, Shown, Step
from integrationrules.rulebook.shapes import written
from integrationrules.rulebook.yamltree import MappingNode, Node, ScalarNode, SequenceNode, shape_of

__all__ = ["ModelReader"]

_MOST_MEMBERS = 1_000


class ModelReader(FileReader):
    """Reads one model."""

    kind = "model"

    def __init__(self, rules: MappingNode, parameters: MappingNode | None, path: str, id_: str, problems: Diagnostics) -> None:
        super().__init__(rules, parameters, path, id_, problems)
        self.formulas = FormulaReader(problems, division=True)

    def model(self) -> ModelFile:
        """The whole model."""
        self.begin(MODEL_FILE.names)
        for name in MODEL_FILE.needed:
            if name != self.kind and self.rules.get(name) is None:
                self.problems.add("IR006", self.rules.mark, place="the file", key=name)
        price = self.text_of(self.rules, "prices", "the file", required=False)
        if price is not None and price not in PRICES:
            self.wrong(self.rules, "prices", "a price level", " or ".join(PRICES))
        uses = tuple((key.text, value.text) for key, value in self.uses())
        payers = tuple((key.text, self.label(body, f"payer '{key.text}'")) for key, body in self.entries(self.rules, "payers"))
        self.payers = tuple(name for name, _ in payers)
        key = self.rules.key("model")
        return ModelFile(
            id=self.id, title=self.both(self.rules.get("title"), "the model's title") or Text(self.id, self.id),
            about=self.both(self.rules.get("about"), "about"), path=self.path, uses=uses, sources=tuple(self.sources.values()),
            parameters=tuple(self.dated()), payers=payers, axes=tuple(self._axes()), inputs=tuple(self._inputs()), formulas=tuple(self._formulas()),
            steps=tuple(self._steps()), shown=tuple(self._shown()), break_even=tuple(self._break_even()),
            after_months=self._whole(self.rules, "after_months"), left_out=self._left_out(), price=cast(Literal["current", "constant"], price),
            marks={"model": key.mark if key else self.rules.mark, **self.marks}, uncited=self.uncited, defined=self.defined,
        )

    def wrong(self, body: MappingNode, name: str, expected: str, example: str) -> None:
        """Says that a word is none of those expected."""
        node = cast(Node, body.get(name))
        self.problems.add("IR008", node.mark, found=written(node), expected=expected, example=example)

    def label(self, node: Node | None, place: str) -> Text:
        """A text in both languages; empty after a mistake."""
        return self.both(node, f"the label of {place}") or Text("", "")

    def _parts(self, section: str, part: Part) -> Iterator[tuple[ScalarNode, MappingNode]]:
        """The entries of a section with what must be there. Only what formulas mention shares their names."""
        what = part.name.replace("_", " ")
        for key, body in self.named(section) if section in ("axes", "inputs") else self.entries(self.rules, section):
            fields = self.mapping(key, body, part, what) if not part.open else body if isinstance(body, MappingNode) else self.mapping(key, body, part, what)
            if fields is None:
                continue
            missing = [name for name in part.needed if fields.get(name) is None]
            if part.one_of and sum(fields.get(name) is not None for name in part.one_of) != 1:
                missing.append("' or '".join(part.one_of))
            for name in missing:
                self.problems.add("IR006", key.mark, place=f"{what} '{key.text}'", key=name)
            if len([name for name in part.not_both if fields.get(name) is not None]) > 1:
                second = cast(ScalarNode, fields.key(part.not_both[1]))
                self.problems.add("IR005", second.mark, key=second.text, place=f"{what} '{key.text}' beside '{part.not_both[0]}'", suggestion="",
                                  allowed=" or ".join(part.not_both))
            if not missing:
                yield key, fields

    def _axes(self) -> Iterator[Axis]:
        for key, fields in self._parts("axes", AXIS):
            place = f"axis '{key.text}'"
            numbers = fields.get("numbers")
            members: tuple[tuple[str, Text | None], ...]
            if isinstance(numbers, MappingNode):
                self.allow(numbers, NUMBERS.names, place)
                first, last = self._whole(numbers, "from"), self._whole(numbers, "to")
                if first is None or last is None or not first <= last < first + _MOST_MEMBERS:
                    self.problems.add("IR007", numbers.mark, name=place, found="no such row of numbers", expected=f"{{from: 1, to: at most {_MOST_MEMBERS}}}")
                    continue
                members = tuple((str(number), None) for number in range(first, last + 1))
            else:
                before = len(self.problems.found)
                members = self._words(fields, "members")
                if not members and len(self.problems.found) == before:
                    self.problems.add("IR007", key.mark, name=f"`members` of {place}", found="nothing", expected="{name: {da: ..., en: ...}}")
            if members:
                yield Axis(key.text, self.label(fields.get("label"), place), members, numbers is not None, key.mark)

    def _words(self, fields: MappingNode, section: str) -> tuple[tuple[str, Text], ...]:
        """Names with a text in both languages."""
        return tuple((name.text, self.label(body, f"'{name.text}'")) for name, body in self.entries(fields, section) if self.is_name(name))

    def _inputs(self) -> Iterator[Input]:
        for key, fields in self._parts("inputs", INPUT):
            place = f"input '{key.text}'"
            unit = self.text_of(fields, "unit", place, required=False) or ""
            if unit and dimension(unit) is None:
                self._unknown_unit(fields, unit)
                continue
            options = self._words(fields, "options")
            by = fields.get("by")
            axes = tuple(item.text for item in by.items if isinstance(item, ScalarNode)) if isinstance(by, SequenceNode) else ()
            if by is not None and (not axes or len(axes) < len(by.items if isinstance(by, SequenceNode) else ())):
                self.problems.add("IR007", by.mark, name=f"`by` of {place}", found=shape_of(by), expected="[axis, axis]")
            default: Decimal | str | None = self.text_of(fields, "default", place, required=False) if options else self._number(fields, "default")
            if options and default is not None and default not in dict(options):
                self.wrong(fields, "default", "one of the options", ", ".join(dict(options)))
            cited = self.citation(fields, place, required=default is not None)
            lacks = fields.get("unlisted") is not None and written(cast(Node, fields.get("unlisted"))) == "unknown"
            low, high = self._number(fields, "at_least"), self._number(fields, "at_most")
            if unit in ("share", "percent"):
                low, high = Decimal(0) if low is None else low, Decimal(1 if unit == "share" else 100) if high is None else high
            asks = self.both(fields.get("asks"), f"`asks` of {place}")
            yield Input(key.text, self.label(fields.get("label"), place), unit, options, axes, self.flag_of(fields, "optional"), default,
                        None if lacks else self._number(fields, "unlisted"), lacks, low, high, asks, cited, key.mark)

    def _unknown_unit(self, fields: MappingNode, unit: str) -> None:
        allowed = f"share, percent, count, and {', '.join(BASES.values())} with ' per ' and '-'"
        self.problems.add("IR216", cast(Node, fields.get("unit")).mark, what="unit", name=unit, suggestion="", allowed=allowed)

    def _formulas(self) -> Iterator[Definition]:
        for key, body in self.named("formulas"):
            place = f"formula '{key.text}'"
            fields = body if isinstance(body, MappingNode) else None
            formula = self.formulas.read(key, self._bare(fields), "formula") if fields else self.formulas.read(key, body, "formula")
            if fields is not None:
                self.allow(fields, FORMULA.names, place)
            unit = self.text_of(fields, "unit", place, required=False) if fields else None
            if fields and unit is not None and dimension(unit) is None:
                self._unknown_unit(fields, unit)
                continue
            label = self.label(fields.get("label"), place) if fields and fields.get("label") else Text(key.text, key.text)
            cited = self.citation(fields, place, required=False) if fields else None
            if formula:
                yield Definition(key.text, label, formula, unit, cited, key.mark)

    def _bare(self, fields: MappingNode) -> Node:
        """The formula without what is said about it."""
        kept = [(key, value) for key, value in fields.pairs if key.text not in ("label", "unit", "source", "at")]
        alone = kept[0][1] if len(kept) == 1 and kept[0][0].text == "is" else None
        return alone if alone is not None else MappingNode(fields.mark, tuple(kept), fields.flow)

    def _steps(self) -> Iterator[Step]:
        for key, fields in self._parts("steps", STEP):
            place = f"step '{key.text}'"
            self.allow(fields, (*STEP.names, *self.payers), place)
            area = self.text_of(fields, "area", place, required=False) or ""
            if area and area not in AREAS:
                self.wrong(fields, "area", "a spending area", ", ".join(AREAS))
            entries = []
            for payer, body in fields.pairs:
                if payer.text in self.payers and (expression := self.formulas.expression(body, f"{payer.text} of {place}")):
                    entries.append(Entry(payer.text, expression))
            if not any(fields.get(payer) for payer in self.payers):
                self.problems.add("IR006", key.mark, place=place, key="' or '".join(self.payers))
            yield Step(key.text, self.label(fields.get("label"), place), tuple(entries), area, self.both(fields.get("remark"), f"the remark of {place}"),
                       self.citation(fields, place, required=False), key.mark)

    def _shown(self) -> Iterator[Shown]:
        for key, fields in self._parts("shown", SHOWN):
            place = f"shown '{key.text}'"
            expression = self.formulas.expression(fields.get("is"), place)
            if expression:
                yield Shown(key.text, self.label(fields.get("label"), place), expression, self.both(fields.get("remark"), f"the remark of {place}"), key.mark)

    def _break_even(self) -> Iterator[BreakEven]:
        for key, fields in self._parts("break_even", BREAK_EVEN):
            place = f"break_even '{key.text}'"
            payer = self.text_of(fields, "payer", place) or ""
            if payer not in self.payers:
                self.wrong(fields, "payer", "a payer", ", ".join(self.payers))
            yield BreakEven(key.text, self.label(fields.get("label"), place), self.text_of(fields, "scale", place) or "", payer,
                            self.text_of(fields, "shows", place, required=False), key.mark)

    def _left_out(self) -> tuple[Text, ...]:
        node = self.rules.get("left_out")
        if node is not None and not isinstance(node, SequenceNode):
            self.problems.add("IR007", node.mark, name="`left_out`", found=shape_of(node), expected="[{da: ..., en: ...}]")
        return tuple(self.label(item, "left_out") for item in node.items) if isinstance(node, SequenceNode) else ()

    def _number(self, fields: MappingNode, name: str) -> Decimal | None:
        node = fields.get(name)
        if node is None:
            return None
        try:
            found = Decimal(written(node))
        except InvalidOperation:
            found = Decimal("nan")
        if not found.is_finite() or found.adjusted() > 15:
            self.wrong(fields, name, "a number", f"{name}: 0.25")
            return None
        return found

    def _whole(self, fields: MappingNode, name: str) -> int | None:
        found = self._number(fields, name)
        if found is not None and found != found.to_integral_value():
            self.wrong(fields, name, "a whole number", f"{name}: 6")
            return None
        return None if found is None else int(found)
