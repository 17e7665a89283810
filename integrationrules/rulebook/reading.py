"""Expressions in the names of a rule set: every name looked up, every part typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from . import expression as ex
from .candidates import PAYMENT_PARTS
from .diagnostics import Mark, nearest
from .functions import CANDIDATE_FUNCTIONS
from .kinds import CITIZEN_FIELDS, RESIDENT, fields_of, kind_names
from .model import Parameter, RuleSet
from .terms import DATE, NOTHING, TRUTH, Term, Type, number, option
from .units import TIME_UNITS

if TYPE_CHECKING:
    from .resolve import Resolver

__all__ = ["ExpressionReader"]

WEEK_FIELDS = {"monday": DATE, "sunday": DATE}
QUARTER_FIELDS = {"weeks": number("weeks"), "first_monday": DATE, "last_monday": DATE}
_LANGUAGE = ("on", "unknown", "none", *TIME_UNITS)
_MEANT = {"today": "on", "now": "on", "date": "on"}


class ExpressionReader:
    """Reads expressions; asks the resolver for what they name, and tells it what is wrong."""

    def __init__(self, resolver: Resolver) -> None:
        self.resolver = resolver

    def read(self, ruleset: RuleSet, tree: ex.Expression, words: tuple[str, ...] = ()) -> Term | None:
        """The term of an expression; `words` are the options a bare name may mean here."""
        make, mark = self.resolver.table.make, tree.mark
        match tree:
            case ex.Number(value=value):
                return self.resolver.operations.literal(value, mark)
            case ex.Word(text=text) | ex.Name(name=text) if text in words:
                return make("option", option(words), (), words.index(text), mark)
            case ex.Word(text=text):
                return self._no_option(text, words, mark) if words else self._wrong(mark, f"the text '{text}'", "a name or number")
            case ex.Name(name=name):
                return self.name(ruleset, name, words, mark)
            case ex.Attribute():
                return self.attribute(ruleset, tree)
            case ex.Negation(part=part):
                inner = self.read(ruleset, part)
                return self.resolver.operations.negation(inner, mark) if inner else None
            case ex.BooleanOperation(operator=operator, parts=parts):
                found = [self.read(ruleset, part) for part in parts]
                return self.resolver.operations.logical(operator, [one for one in found if one], tree) if all(found) else None
            case ex.BinaryOperation(operator=operator, left=left, right=right):
                sides = self.read(ruleset, left), self.read(ruleset, right)
                return self.resolver.operations.arithmetic(operator, sides[0], sides[1], tree) if sides[0] and sides[1] else None
            case ex.Comparison():
                return self.comparison(ruleset, tree)
            case ex.Call():
                return self.call(ruleset, tree)
        return self._wrong(mark, "a list", "a list only after `in`")

    def name(self, ruleset: RuleSet, name: str, words: tuple[str, ...], mark: Mark) -> Term | None:
        """A bare name: a word of the language, or something this rule set defines."""
        make = self.resolver.table.make
        if name in self.resolver.scope:
            return self.resolver.scope[name]
        if name == "on":
            return make("on", DATE, (), None, mark)
        if name == "unknown":
            return make("unknown", TRUTH, (), None, mark)
        if name == "none":
            return make("none", NOTHING, (), None, mark)
        if name in TIME_UNITS:
            return make("number", number(TIME_UNITS[name]), (), 1, mark)
        names = self.resolver.names[ruleset.id]
        if name in names:
            self.resolver.used.add(f"{ruleset.id}.{name}")
            return self._defined(f"{ruleset.id}.{name}", names[name], mark)
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
        self.resolver.problems.add("IR210", mark, what="name", name=name, suggestion=place)
        return None

    def _unread(self, ruleset: RuleSet, name: str, mark: Mark) -> Term | None:
        """A name whose definition could not be read was reported there; a group of codes and an alert rule are no values."""
        if ruleset.codes and name in dict(ruleset.codes.groups):
            self._wrong(mark, f"the code group '{name}'", "code groups only after `code in`, inside a where")
        elif any(alert.name == name for alert in ruleset.alerts):
            self._wrong(mark, f"the alert rule '{name}'", "a name with a value")
        return None

    def attribute(self, ruleset: RuleSet, tree: ex.Attribute) -> Term | None:
        """`citizen.born`, `quarter.weeks`, `support.free`, `permit.basis`, `first(work).start`."""
        make, mark, field = self.resolver.table.make, tree.mark, tree.name
        if isinstance(tree.base, ex.Name):
            base = tree.base.name
            if base == "citizen":
                known = field in CITIZEN_FIELDS
                return make("citizen", CITIZEN_FIELDS[field], (), field, mark) if known else self._no_field("citizen", field, CITIZEN_FIELDS, mark)
            if base == "quarter" and base not in self.resolver.scope:
                known = field in QUARTER_FIELDS
                return make("quarter", QUARTER_FIELDS[field], (), field, mark) if known else self._no_field("quarter", field, QUARTER_FIELDS, mark)
            if base == "week" and base not in self.resolver.scope:
                known = field in WEEK_FIELDS
                return make("week", DATE, (), field, mark) if known else self._no_field("week", field, WEEK_FIELDS, mark)
            if base in dict(ruleset.uses):
                return self.used_name(ruleset, base, field, mark)
        record = self.read(ruleset, tree.base)
        if record is None:
            return None
        part = record.arguments[0] if record.operation == "named" else record
        if part.operation == "payment_part" and part.detail == "verdict":
            known = field in PAYMENT_PARTS
            return self.resolver.reads_payments.part(part.arguments[0], field, mark) if known else self._no_field("payment", field, PAYMENT_PARTS, mark)
        if record.type.kind == "candidate":
            return self._candidate_field(record, field, mark)
        if record.type.kind == "span":
            fields = {"start": 0, "end": 1}
            while record.operation == "named":
                record = record.arguments[0]
            return record.arguments[fields[field]] if field in fields else self._no_field("span", field, {"start": DATE, "end": DATE}, mark)
        if record.type.kind != "record":
            return self._wrong(mark, f"{record.type} with '.{field}'", "a single fact before the dot")
        return self.record_field(record, field, mark)

    def record_field(self, record: Term, field: str, mark: Mark) -> Term | None:
        """A day or an attribute of a single fact."""
        kind = record.type.unit
        fields = {"start": DATE, "on": DATE, "end": DATE, **fields_of(kind)}
        if field not in fields:
            return self._no_field(kind, field, fields, mark)
        return self.resolver.table.make("field", fields[field], (record,), "start" if field == "on" else field, mark)

    def _candidate_field(self, candidate: Term, field: str, mark: Mark) -> Term | None:
        """A day of a candidate; of one that is a single fact also its fields."""
        fields = {"start": DATE, "on": DATE, "end": DATE, **(fields_of(candidate.type.unit) if candidate.type.unit else {})}
        if field not in fields:
            return self._no_field("the candidate", field, fields, mark)
        return self.resolver.table.make("candidate_field", fields[field], (candidate,), "start" if field == "on" else field, mark)

    def used_name(self, ruleset: RuleSet, alias: str, name: str, mark: Mark) -> Term | None:
        """A name of another rule set, through `uses`."""
        target = dict(ruleset.uses)[alias]
        self.resolver.used.add(f"{ruleset.id} uses {alias}")
        if target not in self.resolver.rulesets:
            return None                      # reported once, where it is listed
        names = self.resolver.names[target]
        if name not in names and name in self.resolver.rulesets[target].defined:
            return self._unread(self.resolver.rulesets[target], name, mark)
        if name not in names:
            self.resolver.problems.add("IR210", mark.last(len(name)), what="name", name=name, suggestion=f" in {target}{nearest(name, names)}")
            return None
        self.resolver.used.add(f"{target}.{name}")
        return self._defined(f"{target}.{name}", names[name], mark)

    def _defined(self, full_id: str, item: object, mark: Mark) -> Term | None:
        """The term of a definition; an amount by key is none until the key is given."""
        if isinstance(item, Parameter) and item.keyed_by:
            name = full_id.rpartition(".")[2]
            return self._wrong(mark, f"'{name}' alone", f"{{of: {name}, by: {item.keyed_by}}}, as it has an amount for each")
        return self.resolver.define(full_id)

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
        return self.resolver.operations.comparison(left, right, tree) if left and right else None

    def _is_word(self, ruleset: RuleSet, tree: ex.Expression) -> bool:
        if isinstance(tree, ex.Name):
            return tree.name not in self.resolver.scope and tree.name not in self.resolver.names[ruleset.id] and tree.name not in ruleset.defined
        return isinstance(tree, ex.Word)

    def _side(self, ruleset: RuleSet, side: ex.Expression, other: ex.Expression) -> Term | None:
        if self._is_word(ruleset, side):
            with self.resolver.quietly():
                opposite = self.read(ruleset, other) if not isinstance(other, ex.Word) else None
            if opposite and opposite.type.kind == "option":
                return self.read(ruleset, side, opposite.type.options)
        return self.read(ruleset, side)

    def membership(self, ruleset: RuleSet, tree: ex.Comparison) -> Term | None:
        """`x in [a, b]`: an `or` of equalities, kept as one node."""
        left = self.read(ruleset, tree.left)
        if left is None:
            return None
        named = dict(ruleset.lists).get(tree.right.name) if isinstance(tree.right, ex.Name) else None
        if named is not None and left.type.kind == "option":
            self.resolver.used.add(f"{ruleset.id}.{getattr(tree.right, 'name', '')}")
            tree = ex.Comparison(tree.mark, tree.operator, tree.left, ex.ListOf(tree.right.mark, tuple(ex.Word(tree.right.mark, one) for one in named)))
        if left.type.kind != "option" or not isinstance(tree.right, ex.ListOf):
            found = "what stands after `in`" if left.type.kind == "option" else f"{left.type} with `in`"
            return self._wrong(tree.right.mark if left.type.kind == "option" else tree.left.mark, found,
                               "a list in [ ]" if left.type.kind == "option" else "a choice of words before `in`")
        items = [self.read(ruleset, item, left.type.options) for item in tree.right.items]
        for item, written in zip(items, tree.right.items, strict=True):
            if item and item.operation != "option":
                return self._wrong(written.mark, str(item.type), "one of the words " + ", ".join(left.type.options))
        if not all(items):
            return None
        inside = self.resolver.table.make("in", TRUTH, (left,), tuple(sorted({one.detail for one in items if one})), tree.mark)
        return inside if tree.operator == "in" else self.resolver.operations.negation(inside, tree.mark)

    def call(self, ruleset: RuleSet, tree: ex.Call) -> Term | None:
        """A function of the language."""
        if tree.function == "first" and len(tree.arguments) == 1:
            return self._first(ruleset, tree)
        if tree.function == "any" and len(tree.arguments) == 2:
            return self.resolver.reads_payments.any_of(ruleset, tree)
        if tree.function in CANDIDATE_FUNCTIONS:
            return self._of_candidate(ruleset, tree)
        units = [argument.name if isinstance(argument, ex.Name) and argument.name in (*TIME_UNITS, "quarter") else None for argument in tree.arguments]
        if not self.resolver.operations.known_function(tree, units):
            return None
        takes = self.resolver.operations.takes(tree)
        arguments = [None if wanted == "unit" else self.read(ruleset, argument)
                     for wanted, argument in zip(takes, tree.arguments, strict=True)]
        if any(argument is None and wanted != "unit" for wanted, argument in zip(takes, arguments, strict=True)):
            return None
        return self.resolver.operations.call(tree, arguments, units)

    def _of_candidate(self, ruleset: RuleSet, tree: ex.Call) -> Term | None:
        """`average(job.hours_per_week, span)`, `any_average(job.hours_per_week, months, least)`, `covered(job, span)`, `seen_to(job)`."""
        takes = CANDIDATE_FUNCTIONS[tree.function]
        if len(takes) != len(tree.arguments):
            self.resolver.problems.add("IR213", tree.mark, function=tree.function, expected=f"{len(takes)} ({', '.join(takes)})", found=len(tree.arguments))
            return None
        first, *others = tree.arguments
        if takes[0] == "hours":
            if not (isinstance(first, ex.Attribute) and first.name == "hours_per_week"):
                return self._wrong(first.mark, "no hours", "the hours of a candidate, as in job.hours_per_week")
            first = self._whose(ruleset, first.base)
        arguments = [self.read(ruleset, one) for one in (first, *others)]
        if not all(arguments):
            return None
        terms = [one for one in arguments if one]
        if terms[0].type.kind != "candidate":
            return self._wrong(first.mark, str(terms[0].type), "a candidate")
        wanted = {"span": (Type("span"), "a span of days, as in span(job.start, on)"), "months": (number("months"), "a number of months"),
                  "least": (number("hours_per_week"), "hours a week")}
        for name, term, written in zip(takes[1:], terms[1:], others, strict=True):
            if term.type != wanted[name][0]:
                return self._wrong(written.mark, str(term.type), wanted[name][1])
        type_ = {"average": number("hours_per_week"), "covered": TRUTH}.get(tree.function, DATE)
        return self.resolver.table.make(tree.function, type_, tuple(terms), None, tree.mark)

    def _whose(self, ruleset: RuleSet, facts: ex.Expression) -> ex.Expression:
        """The candidate whose hours are asked for; the facts it is made of may be named instead."""
        term = self.read(ruleset, facts) if isinstance(facts, ex.Name) and facts.name not in self.resolver.scope else None
        for name, found in self.resolver.scope.items():
            if term is not None and found.operation == "candidate" and term in found.arguments[0].arguments[3::2]:
                return ex.Name(facts.mark, name)
        return facts

    def _first(self, ruleset: RuleSet, tree: ex.Call) -> Term | None:
        argument = tree.arguments[0]
        if isinstance(argument, ex.Name) and argument.name not in self.resolver.names[ruleset.id] and argument.name in kind_names():
            facts = self.resolver.facts(ruleset, argument.name, None, None, False, argument.mark)
        else:
            facts = self.read(ruleset, argument)
        if facts is None:
            return None
        if facts.type.kind != "facts" or facts.type.unit == RESIDENT:
            return self._wrong(tree.mark, f"first of {facts.type}", "facts")
        return self.resolver.table.make("first", Type("record", facts.type.unit), (facts,), None, tree.mark)

    def _wrong(self, mark: Mark, found: str, expected: str) -> Term | None:
        self.resolver.problems.add("IR211", mark, found=found, expected=expected)
        return None

    def _no_field(self, what: str, name: str, allowed: Mapping[str, Type], mark: Mark) -> Term | None:
        suggestion = f" of {what}{nearest(name, allowed)}"
        self.resolver.problems.add("IR216", mark.last(len(name)), what="field", name=name, suggestion=suggestion, allowed=", ".join(allowed))
        return None

    def _no_option(self, name: str, words: tuple[str, ...], mark: Mark) -> Term | None:
        self.resolver.problems.add("IR215", mark, name=name, suggestion=nearest(name, words), options=", ".join(words))
        return None
