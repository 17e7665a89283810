"""Looks every name up, types every expression and checks its units: from the model to terms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from . import expression as ex
from .diagnostics import Diagnostics, Mark, nearest
from .kinds import CITIZEN_FIELDS, RESIDENT, fields_of, kind_names
from .model import (
    Assumption,
    Choice,
    Count,
    Definition,
    Formula,
    NoValue,
    Parameter,
    Plain,
    Rule,
    RuleSet,
    Selection,
    Unbuilt,
    Weeks,
)
from .operations import Operations
from .terms import DATE, NOTHING, TRUTH, WEEKS, Term, TermTable, Type, number, option
from .units import TIME_UNITS
from .where import Where

__all__ = ["Resolver"]

QUARTER_FIELDS = {"weeks": number("weeks"), "first_monday": DATE, "last_monday": DATE}
_LANGUAGE = ("on", "unknown", "none", *TIME_UNITS)
_MEANT = {"today": "on", "now": "on", "date": "on"}
Definable = Parameter | Assumption | Selection | Definition | Rule | Unbuilt


class Resolver:
    """Turns named definitions into terms, each once; mistakes go to `problems` and give None."""

    def __init__(self, rulesets: Mapping[str, RuleSet], problems: Diagnostics) -> None:
        self.rulesets, self.problems, self._told = rulesets, problems, problems
        self.table = TermTable()
        self.operations = Operations(self.table, problems)
        self.used: set[str] = set()
        self._names: dict[str, dict[str, Definable]] = {id_: _names(ruleset) for id_, ruleset in rulesets.items()}
        self._done: dict[str, Term | None] = {}
        self._open: list[str] = []
        self._too_long = False

    @contextmanager
    def quietly(self) -> Iterator[Diagnostics]:
        """To try a reading: its mistakes are not told, those of definitions it looks up are."""
        kept, quiet = self.problems, Diagnostics()
        self._tell(quiet)
        try:
            yield quiet
        finally:
            self._tell(kept)

    def _tell(self, problems: Diagnostics) -> None:
        self.problems = self.operations.problems = problems

    # -- definitions ------------------------------------------------------------------------------------------------

    def define(self, full_id: str) -> Term | None:
        """The term of a definition, a rule's verdict or value; None if it cannot be made."""
        if full_id in self._done:
            return self._done[full_id]
        ruleset_id, _, name = full_id.rpartition(".")
        item = self._names[ruleset_id][name]
        mark = item.mark
        if full_id in self._open:
            circle = [*self._open[self._open.index(full_id):], full_id]
            self.problems.add("IR012", mark, name=name, path=" -> ".join(part.rpartition(".")[2] for part in circle))
            return None
        self._open.append(full_id)
        kept, found = self.problems, None
        self._tell(self._told)
        try:
            found = self._define(self.rulesets[ruleset_id], item, full_id)
        except RecursionError:
            self._done[full_id] = None
            if len(self._open) > 1:
                raise
            if not self._too_long:
                self.problems.add("IR009", mark, path=mark.path, why="its definitions build on each other too deeply")
            self._too_long = True
        finally:
            self._open.pop()
            self._tell(kept)
        self._done[full_id] = found
        return found

    def _define(self, ruleset: RuleSet, item: Definable, full_id: str) -> Term | None:
        make, mark = self.table.make, item.mark
        match item:
            case Unbuilt():
                return self.unbuilt(ruleset, item)
            case Parameter() if item.keyed_by:
                self.problems.add("IR901", mark, what="a parameter with one value a key or band")
                return None
            case Parameter():
                date = make("law_date", DATE)
                return make("parameter", DATE if item.unit == "date" else number(item.unit), (date,), full_id, mark)
            case Assumption():
                return make("assumption", option(item.options), (), full_id, mark)
            case Selection():
                return self._selection(ruleset, item)
            case Definition():
                inner, what = self.formula(ruleset, item.formula), item.what
                if inner and item.what == "set" and inner.type is NOTHING:
                    inner = None
                if inner and item.what == "set" and inner.type.kind != "weeks":
                    at = item.formula.expression.mark if isinstance(item.formula, Plain) else mark
                    self.problems.add("IR211", at, found=str(inner.type), expected="a set of weeks")
                    inner = None
            case Rule():
                value = self.formula(ruleset, item.value) if item.value else None
                when = self.condition(ruleset, item)
                inner, what = value if item.value else when, "rule"
        inner = self.operations.settled(inner) if inner else None
        return make("named", inner.type, (inner,), (full_id, what), mark) if inner else None

    def unbuilt(self, ruleset: RuleSet, item: Unbuilt) -> None:
        """Says that it is not computed. What it says of other rule sets must exist; its own names are its own."""
        self.problems.add("IR901", item.mark, what=item.what)
        for each in (part for tree in item.mentions for part in ex.walk(tree)):
            if isinstance(each, ex.Attribute) and isinstance(each.base, ex.Name) and each.base.name in dict(ruleset.uses):
                self.used_name(ruleset, each.base.name, each.name, each.mark)

    def condition(self, ruleset: RuleSet, rule: Rule) -> Term | None:
        """The rule's `when`, which must be a condition."""
        if rule.when is None:
            return None
        found = self.formula(ruleset, rule.when)
        if found and found.type.kind != "truth":
            self.problems.add("IR211", rule.when.expression.mark if isinstance(rule.when, Plain) else rule.mark, found=str(found.type), expected="a condition")
            return None
        return found

    def _selection(self, ruleset: RuleSet, item: Selection) -> Term | None:
        facts = self.facts(ruleset, item.kind, item.where, item.none_before, item.administrative, item.mark)
        if facts is None:
            return None
        facts = self.table.make("named", facts.type, (facts,), (item.id, "facts"), item.mark)
        if not item.first:
            return facts
        record = self.table.make("first", Type("record", item.kind), (facts,), None, item.mark)
        return self.table.make("named", record.type, (record,), (item.id, "fact"), item.mark)

    def facts(self, ruleset: RuleSet, kind: str, where: ex.Expression | None, none_before: object, administrative: bool, mark: Mark) -> Term | None:
        """Facts of one kind under a condition on their own fields."""
        if kind not in kind_names():
            self.problems.add("IR216", mark, what="kind of fact", name=kind, suggestion=nearest(kind, kind_names()), allowed=", ".join(kind_names()))
            return None
        condition: Term | None = None
        if where is not None:
            condition = Where(self, ruleset, kind).read(where)
            if condition is None:
                return None
        detail = (kind, none_before, administrative)
        return self.table.make("facts", Type("facts", kind), (condition,) if condition else (), detail, mark)

    # -- formulas -----------------------------------------------------------------------------------------------------

    def formula(self, ruleset: RuleSet, formula: Formula) -> Term | None:
        """The term of a right-hand side."""
        make = self.table.make
        match formula:
            case Plain(expression):
                return self.expression(ruleset, expression)
            case NoValue():
                return make("none", NOTHING)
            case Weeks():
                facts = self.facts(ruleset, formula.kind, formula.where, None, False, formula.mark)
                return make("weeks", WEEKS, (facts,), formula.mode, formula.mark) if facts else None
            case Count():
                return self._count(ruleset, formula)
            case Choice():
                return self._choice(ruleset, formula)

    def _count(self, ruleset: RuleSet, formula: Count) -> Term | None:
        if formula.up_to is None:
            of = self.expression(ruleset, formula.of)
            if of and of.type.kind != "weeks":
                self.problems.add("IR211", formula.of.mark, found=str(of.type), expected="a set of weeks")
                return None
            return self.table.make("count_weeks", number("weeks"), (of,), None, formula.mark) if of else None
        parts = formula.of.parts if isinstance(formula.of, ex.BooleanOperation) and formula.of.operator == "or" else (formula.of,)
        selections = [self.expression(ruleset, part) for part in parts]
        last = self.expression(ruleset, formula.up_to)
        for part, selection in zip(parts, selections, strict=True):
            if selection and selection.type.kind != "facts":
                self.problems.add("IR211", part.mark, found=str(selection.type), expected="facts, or facts or facts")
                return None
        if last and last.type != DATE:
            self.problems.add("IR211", formula.up_to.mark, found=str(last.type), expected="a date")
            return None
        if last is None or not all(selections):
            return None
        arguments = (last, *(one for one in selections if one))
        return self.table.make("count_facts", number(TIME_UNITS[formula.by]), arguments, formula.by, formula.mark)

    def _choice(self, ruleset: RuleSet, formula: Choice) -> Term | None:
        arguments: list[Term] = []
        for case in formula.cases:
            then = self.formula(ruleset, case.then)
            if case.condition is not None:
                condition = self.expression(ruleset, case.condition)
                if condition and condition.type.kind != "truth":
                    self.problems.add("IR211", case.condition.mark, found=str(condition.type), expected="a condition")
                    condition = None
                if condition is None:
                    return None
                arguments.append(condition)
            if then is None:
                return None
            arguments.append(then)
        values = [*arguments[1::2][: len(formula.cases) - 1], arguments[-1]]
        marks = [case.then.expression.mark if isinstance(case.then, Plain) else formula.mark for case in formula.cases]
        common = self.operations.common(values, marks)
        if common is None:
            return None
        type_, fitted = common
        for place, then in enumerate(fitted):
            arguments[min(2 * place + 1, len(arguments) - 1)] = then
        return self.table.make("choose", type_, tuple(arguments), None, formula.mark)

    # -- expressions --------------------------------------------------------------------------------------------------

    def expression(self, ruleset: RuleSet, tree: ex.Expression, words: tuple[str, ...] = ()) -> Term | None:
        """The term of an expression; `words` are the options a bare name may mean here."""
        make, mark = self.table.make, tree.mark
        match tree:
            case ex.Number(value=value):
                return self.operations.literal(value, mark)
            case ex.Word(text=text) | ex.Name(name=text) if text in words:
                return make("option", option(words), (), words.index(text), mark)
            case ex.Word(text=text):
                return self._no_option(text, words, mark) if words else self._wrong(mark, f"the text '{text}'", "a name or number")
            case ex.Name(name=name):
                return self.name(ruleset, name, words, mark)
            case ex.Attribute():
                return self.attribute(ruleset, tree)
            case ex.Negation(part=part):
                inner = self.expression(ruleset, part)
                return self.operations.negation(inner, mark) if inner else None
            case ex.BooleanOperation(operator=operator, parts=parts):
                found = [self.expression(ruleset, part) for part in parts]
                return self.operations.logical(operator, [one for one in found if one], tree) if all(found) else None
            case ex.BinaryOperation(operator=operator, left=left, right=right):
                sides = self.expression(ruleset, left), self.expression(ruleset, right)
                return self.operations.arithmetic(operator, sides[0], sides[1], tree) if sides[0] and sides[1] else None
            case ex.Comparison():
                return self.comparison(ruleset, tree)
            case ex.Call():
                return self.call(ruleset, tree)
        return self._wrong(mark, "a list", "a list only after `in`")

    def name(self, ruleset: RuleSet, name: str, words: tuple[str, ...], mark: Mark) -> Term | None:
        """A bare name: a word of the language, or something this rule set defines."""
        make = self.table.make
        if name == "on":
            return make("on", DATE, (), None, mark)
        if name == "unknown":
            return make("unknown", TRUTH, (), None, mark)
        if name == "none":
            return make("none", NOTHING, (), None, mark)
        if name in TIME_UNITS:
            return make("number", number(TIME_UNITS[name]), (), 1, mark)
        names = self._names[ruleset.id]
        if name in names:
            self.used.add(f"{ruleset.id}.{name}")
            return self.define(f"{ruleset.id}.{name}")
        if name in ruleset.defined:
            return self._unread(ruleset, name, mark)
        if words:
            return self._no_option(name, words, mark)
        if name in ("citizen", "quarter"):
            return self._wrong(mark, f"'{name}'", f"one of its fields, as in {name}.{'born' if name == 'citizen' else 'weeks'}")
        if name in dict(ruleset.uses):
            return self._wrong(mark, f"the rule set '{name}'", f"one of its names, as in {name}.x")
        known = [*names, *dict(ruleset.uses), "on", "citizen", "quarter", "unknown", "none", *TIME_UNITS]
        close = f"; did you mean '{_MEANT[name]}'?" if name in _MEANT else nearest(name, known)
        place = f"{close[:-1]} (line {names[guess].mark.line})?" if close and (guess := close.split("'")[1]) in names else close
        self.problems.add("IR210", mark, what="name", name=name, suggestion=place)
        return None

    def is_unread(self, ruleset_id: str, name: str) -> bool:
        """Whether the name is there, but a mistake reported there keeps it from being used."""
        ruleset = self.rulesets.get(ruleset_id)
        return ruleset is None or (name in ruleset.defined and name not in self._names[ruleset_id])

    def _unread(self, ruleset: RuleSet, name: str, mark: Mark) -> None:
        """A name whose definition could not be read was reported there; a group of codes is no value of its own."""
        if ruleset.codes and name in dict(ruleset.codes.groups):
            self._wrong(mark, f"the code group '{name}'", "code groups only after `code in`, inside a where")

    def attribute(self, ruleset: RuleSet, tree: ex.Attribute) -> Term | None:
        """`citizen.born`, `quarter.weeks`, `support.free`, `permit.basis`, `first(work).start`."""
        make, mark, field = self.table.make, tree.mark, tree.name
        if isinstance(tree.base, ex.Name):
            base = tree.base.name
            if base == "citizen":
                return make("citizen", CITIZEN_FIELDS[field], (), field, mark) if field in CITIZEN_FIELDS else self._no_field("citizen", field, CITIZEN_FIELDS, mark)
            if base == "quarter":
                return make("quarter", QUARTER_FIELDS[field], (), field, mark) if field in QUARTER_FIELDS else self._no_field("quarter", field, QUARTER_FIELDS, mark)
            if base == "week":
                self.problems.add("IR901", mark, what=f"week.{field}")
                return None
            if base in dict(ruleset.uses):
                return self.used_name(ruleset, base, field, mark)
        record = self.expression(ruleset, tree.base)
        if record is None:
            return None
        if record.type.kind != "record":
            return self._wrong(mark, f"{record.type} with '.{field}'", "a single fact before the dot")
        return self.record_field(record, field, mark)

    def record_field(self, record: Term, field: str, mark: Mark) -> Term | None:
        """A day or an attribute of a single fact."""
        kind = record.type.unit
        fields = {"start": DATE, "on": DATE, "end": DATE, **fields_of(kind)}
        if field not in fields:
            return self._no_field(kind, field, fields, mark)
        return self.table.make("field", fields[field], (record,), "start" if field == "on" else field, mark)

    def used_name(self, ruleset: RuleSet, alias: str, name: str, mark: Mark) -> Term | None:
        """A name of another rule set, through `uses`."""
        target = dict(ruleset.uses)[alias]
        self.used.add(f"{ruleset.id} uses {alias}")
        if target not in self.rulesets:
            return None                      # reported once, where it is listed
        names = self._names[target]
        if name not in names and name in self.rulesets[target].defined:
            return self._unread(self.rulesets[target], name, mark)
        if name not in names:
            self.problems.add("IR210", mark.last(len(name)), what="name", name=name, suggestion=f" in {target}{nearest(name, names)}")
            return None
        self.used.add(f"{target}.{name}")
        return self.define(f"{target}.{name}")

    def comparison(self, ruleset: RuleSet, tree: ex.Comparison) -> Term | None:
        """Two sides of one type and unit; bare words take the options of the other side."""
        if tree.operator in ("in", "not in"):
            return self.membership(ruleset, tree)
        words = tuple(self._is_word(ruleset, side) and getattr(side, "name", "") not in _LANGUAGE for side in (tree.left, tree.right))
        left = None if words == (True, False) else self._side(ruleset, tree.left, tree.right)
        if left is None and words == (False, True):
            return None                      # a word of what is not known is not known to be wrong
        right = self._side(ruleset, tree.right, tree.left)
        if words == (True, False):
            left = self._side(ruleset, tree.left, tree.right) if right else None
        return self.operations.comparison(left, right, tree) if left and right else None

    def _is_word(self, ruleset: RuleSet, tree: ex.Expression) -> bool:
        return isinstance(tree, ex.Word) or (isinstance(tree, ex.Name) and tree.name not in self._names[ruleset.id] and tree.name not in ruleset.defined)

    def _side(self, ruleset: RuleSet, side: ex.Expression, other: ex.Expression) -> Term | None:
        if self._is_word(ruleset, side):
            with self.quietly():
                opposite = self.expression(ruleset, other) if not isinstance(other, ex.Word) else None
            if opposite and opposite.type.kind == "option":
                return self.expression(ruleset, side, opposite.type.options)
        return self.expression(ruleset, side)

    def membership(self, ruleset: RuleSet, tree: ex.Comparison) -> Term | None:
        """`x in [a, b]`: an `or` of equalities, kept as one node."""
        left = self.expression(ruleset, tree.left)
        if left is None:
            return None
        if left.type.kind != "option" or not isinstance(tree.right, ex.ListOf):
            found = "what stands after `in`" if left.type.kind == "option" else f"{left.type} with `in`"
            return self._wrong(tree.right.mark if left.type.kind == "option" else tree.left.mark, found,
                               "a list in [ ]" if left.type.kind == "option" else "a choice of words before `in`")
        items = [self.expression(ruleset, item, left.type.options) for item in tree.right.items]
        for item, written in zip(items, tree.right.items, strict=True):
            if item and item.operation != "option":
                return self._wrong(written.mark, str(item.type), "one of the words " + ", ".join(left.type.options))
        if not all(items):
            return None
        inside = self.table.make("in", TRUTH, (left,), tuple(sorted({one.detail for one in items if one})), tree.mark)  # type: ignore[type-var]
        return inside if tree.operator == "in" else self.operations.negation(inside, tree.mark)

    def call(self, ruleset: RuleSet, tree: ex.Call) -> Term | None:
        """A function of the language."""
        if tree.function == "first" and len(tree.arguments) == 1:
            return self._first(ruleset, tree)
        units = [argument.name if isinstance(argument, ex.Name) and argument.name in (*TIME_UNITS, "quarter") else None for argument in tree.arguments]
        if not self.operations.known_function(tree, units):
            return None
        takes = self.operations.takes(tree)
        arguments = [None if wanted == "unit" else self.expression(ruleset, argument)
                     for wanted, argument in zip(takes, tree.arguments, strict=True)]
        if any(argument is None and wanted != "unit" for wanted, argument in zip(takes, arguments, strict=True)):
            return None
        return self.operations.call(tree, arguments, units)

    def _first(self, ruleset: RuleSet, tree: ex.Call) -> Term | None:
        argument = tree.arguments[0]
        if isinstance(argument, ex.Name) and argument.name not in self._names[ruleset.id] and argument.name in kind_names():
            facts = self.facts(ruleset, argument.name, None, None, False, argument.mark)
        else:
            facts = self.expression(ruleset, argument)
        if facts is None:
            return None
        if facts.type.kind != "facts" or facts.type.unit == RESIDENT:
            return self._wrong(tree.mark, f"first of {facts.type}", "facts")
        return self.table.make("first", Type("record", facts.type.unit), (facts,), None, tree.mark)

    # -- mistakes -----------------------------------------------------------------------------------------------------

    def _wrong(self, mark: Mark, found: str, expected: str) -> None:
        self.problems.add("IR211", mark, found=found, expected=expected)

    def _no_field(self, what: str, name: str, allowed: Mapping[str, Type], mark: Mark) -> None:
        self.problems.add("IR216", mark.last(len(name)), what="field", name=name, suggestion=f" of {what}{nearest(name, allowed)}", allowed=", ".join(allowed))

    def _no_option(self, name: str, words: tuple[str, ...], mark: Mark) -> None:
        self.problems.add("IR215", mark, name=name, suggestion=nearest(name, words), options=", ".join(words))


def _names(ruleset: RuleSet) -> dict[str, Definable]:
    """Everything a rule set defines, by its last name."""
    groups: tuple[tuple[Definable, ...], ...] = (ruleset.parameters, ruleset.assumptions, ruleset.selections, ruleset.definitions, ruleset.rules, ruleset.unbuilt)
    return {item.id.rpartition(".")[2]: item for group in groups for item in group}
