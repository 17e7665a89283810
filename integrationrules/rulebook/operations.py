"""Types and units of every operation: what may meet what, and what comes out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from . import expression as ex
from .dated import NOT_DATED, dated
from .diagnostics import Diagnostics, Mark, nearest
from .functions import ALL_NAMES, SIGNATURES
from .noted import Conjunction, Noted
from .terms import DATE, NOTHING, TRUTH, WEEKS, Term, TermTable, Type, number
from .units import SMALLEST, TIME_UNITS, scaled

__all__ = ["Operations"]

_OF_PERIOD = frozenset({"law_date", "quarter", "week"})
MOST = 10**9
"""No number a rule writes out is as large: sums of it stay far inside what the engine computes with."""


class Operations:
    """Makes typed terms from typed arguments, or says why they do not fit."""

    def __init__(self, table: TermTable, problems: Diagnostics, noted: Noted) -> None:
        self.table, self.problems, self.noted = table, problems, noted

    def literal(self, value: Decimal, mark: Mark) -> Term | None:
        """A plain number; it takes the unit of what it meets."""
        if abs(value) >= MOST:
            return self._wrong(mark, "the number", "a number below a billion")
        return self.table.make("number", number(""), (), value, mark)

    def negation(self, part: Term, mark: Mark) -> Term | None:
        """`not`, of a condition or a set of weeks."""
        if part.type.kind not in ("truth", "weeks"):
            return self._wrong(mark, f"not {part.type}", "a condition or a set of weeks")
        return self.table.make("not", part.type, (part,), None, mark)

    def logical(self, operator: str, parts: Sequence[Term], tree: ex.BooleanOperation) -> Term | None:
        """`and`, `or`; a condition among sets of weeks holds for every week."""
        for part, written in zip(parts, tree.parts, strict=True):
            if part.type.kind not in ("truth", "weeks"):
                return self._wrong(written.mark, str(part.type), "a condition or a set of weeks")
        type_ = WEEKS if any(part.type.kind == "weeks" for part in parts) else TRUTH
        found = self.table.make(operator, type_, tuple(parts), None, tree.mark)
        if operator == "and":
            self.noted.conjunctions[tree.mark] = Conjunction(found, tuple(zip((part.mark for part in tree.parts), parts, strict=True)))
        return found

    def arithmetic(self, operator: str, left: Term, right: Term, tree: ex.BinaryOperation) -> Term | None:
        """Sums and differences need one unit; a date takes days; only plain numbers multiply and divide."""
        a, b, mark = left.type, right.type, tree.mark
        if operator in ("+", "-"):
            if a == DATE and b == DATE and operator == "-":
                return self.table.make("subtract", number("days"), (left, right), None, mark)
            if a == DATE and b.kind == "number" and b.unit in TIME_UNITS.values():
                if operator == "-":
                    right = self.table.make("negative", b, (right,), None, mark)
                return self.table.make("call", DATE, (left, right), ("after", ""), mark)
            if a == DATE and b == number(""):
                return self._wrong(tree.right.mark, str(b), "a number of days, weeks, months or years, as in 3 * month")
            pair = self._same_unit(left, right)
            if pair is None or a.kind != "number":
                return self._unlike(left, right, tree)
            return self.table.make("add" if operator == "+" else "subtract", pair[0].type, pair, None, mark)
        plain = right if b.unit == "" else left
        if a.kind != "number" or b.kind != "number" or plain.operation != "number" or plain.type.unit or (operator == "//" and plain is not right):
            self.problems.add("IR212", mark, left=str(a), right=str(b))
            return None
        other = left if plain is right else right
        factor = plain.detail
        assert isinstance(factor, Decimal)
        if factor != factor.to_integral_value() or (operator == "//" and factor < 1):
            written = tree.right if plain is right else tree.left
            return self._wrong(written.mark, f"the factor {factor}", "a whole number" + (" above 0" if operator == "//" else ""))
        other = self._with_unit(other, "count") or other if not other.type.unit else other
        return self.table.make("times" if operator == "*" else "floor_divide", other.type, (other,), int(factor), mark)

    def comparison(self, left: Term, right: Term, tree: ex.Comparison) -> Term | None:
        """< <= > >= == != of two dates, two options, or two numbers of one unit."""
        operator, mark = tree.operator, tree.mark
        if left.type is NOTHING or right.type is NOTHING:
            return self._against_nothing(operator, left, right, mark)
        pair: tuple[Term, Term] | None = (left, right) if left.type == right.type and left.type.kind in ("date", "option") else None
        if pair is None and left.type.kind == right.type.kind == "number":
            pair = self._same_unit(left, right)
        ordered = operator in ("<", "<=", ">", ">=")
        if "unknown" in (left.operation, right.operation):
            return self._wrong(mark, "`unknown` in a comparison", "exists(x), or if_unknown(x, y)")
        if pair is None or (ordered and left.type.kind == "option"):
            return self._unlike(left, right, tree)
        found = self.table.make("compare", TRUTH, pair, "==" if operator == "!=" else operator, mark)
        if operator == "!=":
            return self.negation(found, mark)
        self.noted.conjunctions[mark] = Conjunction(found)
        return found

    def _against_nothing(self, operator: str, left: Term, right: Term, mark: Mark) -> Term | None:
        value = right if left.type is NOTHING else left
        if operator not in ("==", "!=") or value.type is NOTHING:
            return self._wrong(mark, f"none with {operator}", "== none or != none")
        exists = self.table.make("call", TRUTH, (value,), ("exists", ""), mark)
        return exists if operator == "!=" else self.negation(exists, mark)

    def known_function(self, tree: ex.Call, units: Sequence[str | None]) -> bool:
        """Whether the call's name and number of arguments are right."""
        if tree.function not in SIGNATURES:
            close = nearest(tree.function, ALL_NAMES)
            self.problems.add("IR214", tree.mark.narrowed(tree.function), name=tree.function, suggestion=close, allowed=", ".join(ALL_NAMES))
            return False
        takes = SIGNATURES[tree.function].takes
        if len(takes) != len(tree.arguments):
            given = len(tree.arguments)
            self.problems.add("IR213", tree.mark, function=tree.function, expected=f"{len(takes)} ({', '.join(takes)})", found=given)
            return False
        for wanted, unit, argument in zip(takes, units, tree.arguments, strict=True):
            allowed = (*TIME_UNITS, "quarter") if tree.function == "end_of" else tuple(TIME_UNITS)
            if wanted == "unit" and unit not in allowed:
                self._wrong(argument.mark, f"'{argument.name}'" if isinstance(argument, ex.Name) else "this", "a unit: " + ", ".join(allowed))
                return False
        return True

    def takes(self, tree: ex.Call) -> tuple[str, ...]:
        """What the function's arguments are."""
        return SIGNATURES[tree.function].takes

    def call(self, tree: ex.Call, arguments: Sequence[Term | None], units: Sequence[str | None]) -> Term | None:
        """A call whose arguments are typed; units of time travel in the detail."""
        terms = [argument for argument in arguments if argument is not None]
        signature = SIGNATURES[tree.function]
        for wanted, argument, written in zip(signature.takes, arguments, tree.arguments, strict=True):
            if argument is not None and not _fits(wanted, argument.type):
                words = {"date": "a date", "time": "a number of days, weeks, months or years", "number": "a number", "weeks": "a set of weeks"}
                return self._wrong(written.mark, str(argument.type), words.get(wanted, wanted))
        unit = next((name for wanted, name in zip(signature.takes, units, strict=True) if wanted == "unit" and name), "")
        type_ = signature.gives
        if tree.function == "elapsed":
            type_ = number(TIME_UNITS.get(unit, "days"))
        elif tree.function == "lasting":
            if terms[0].type.kind != "facts" or terms[0].type.unit in ("week_code", "resident"):
                return self._wrong(tree.arguments[0].mark, str(terms[0].type), "facts")
            return self.table.make("lasting", Type("record", terms[0].type.unit), tuple(terms), None, tree.mark)
        elif tree.function == "longest":
            return self.over_span("longest", terms[0], terms[1], terms[2], tree.mark, tree.arguments[0].mark)
        elif tree.function == "at":
            return self._at(terms[0], terms[1], tree.mark)
        elif tree.function in ("min", "max", "if_unknown"):
            common = self.common(terms, [written.mark for written in tree.arguments])
            type_, terms = common if common else (None, terms)
            if type_ and tree.function != "if_unknown" and type_.kind not in ("number", "date"):
                return self._wrong(tree.mark, str(type_), "numbers or dates")
        elif tree.function == "date_in":
            if not _is_day(terms[1], terms[2]):
                return self._wrong(tree.arguments[1].mark, "this month and day", "a day of the year in figures, as in date_in(2018, 5, 15)")
            terms = [self._with_unit(term, term.type.unit or "count") or term for term in terms]
        return self.table.make("call", type_, tuple(terms), (tree.function, unit), tree.mark) if type_ else None

    def over_span(self, operation: str, of: Term, since: Term, up_to: Term, mark: Mark, written: Mark) -> Term | None:
        """The weeks of a set from one day to another: counted, or the longest run of them."""
        if other := _OF_PERIOD & of.operations:
            words = {"law_date": "a parameter", "quarter": "the quarter", "week": "the week"}
            return self._wrong(written, f"a set that reads {words[min(other)]}", "a set of facts and of the day asked about")
        if of.free or since.free or up_to.free:
            return self._wrong(mark, "weeks of a candidate", "weeks of the citizen")
        return self.table.make(operation, number("weeks"), (of, since, up_to), None, mark)

    def _at(self, term: Term, date: Term, mark: Mark) -> Term | None:
        if term.operation == "parameter":
            return self.table.make("parameter", term.type, (date, *term.arguments[1:]), term.detail, mark)
        if (found := NOT_DATED & term.operations) or term.type.kind in ("facts", "weeks", "record", "candidate", "payment", "span"):
            words = {"payment": "a payment", "candidates": "candidates", "quarter": "the quarter", "week": "the week"}
            what = words.get(sorted(found)[0], "a set of weeks") if found else str(term.type)
            return self._wrong(mark, f"at(...) of {what}", "a parameter, measure or rule about the citizen on a day")
        return dated(self.table, term, date)

    def common(self, terms: Sequence[Term], marks: Sequence[Mark]) -> tuple[Type, list[Term]] | None:
        """The one type of several branches, and the branches in its unit; `none` fits any value, a plain number any unit."""
        types = [term.type for term in terms if term.type is not NOTHING]
        if not types:
            return NOTHING, list(terms)
        chosen = next((one for one in types if one.kind != "number" or one.unit), number("count"))
        fitted: list[Term] = []
        for term, mark in zip(terms, marks, strict=True):
            if {term.type.kind, chosen.kind} == {"truth", "weeks"}:
                chosen = WEEKS
            plain = chosen.kind == "number" and term.operation == "number" and not term.type.unit
            fits = self._with_unit(term, chosen.unit) if plain else term
            if fits is None:
                self._wrong(mark, f"the number {term.detail}", _whole(chosen.unit))
                return None
            if fits.type not in (NOTHING, chosen) and chosen is not WEEKS:
                self._wrong(mark, str(term.type), f"{chosen}, as beside it")
                return None
            fitted.append(fits)
        return chosen, fitted

    def settled(self, term: Term) -> Term:
        """A plain number that is given a name is a count."""
        return self._with_unit(term, "count") or term if term.type == number("") else term

    def _same_unit(self, left: Term, right: Term) -> tuple[Term, Term] | None:
        if left.type.kind != "number" or right.type.kind != "number":
            return None
        unit = left.type.unit or right.type.unit or "count"
        a, b = self._with_unit(left, unit), self._with_unit(right, unit)
        return (a, b) if a and b else None

    def _unlike(self, left: Term, right: Term, tree: ex.Comparison | ex.BinaryOperation) -> Term | None:
        """Two sides that do not go together; a number too fine for the other side's unit is named as such."""
        for one, other, written in ((left, right, tree.left), (right, left, tree.right)):
            if one.operation == "number" and not one.type.unit and isinstance(one.detail, Decimal) and other.type.kind == "number":
                return self._wrong(written.mark, f"the number {one.detail}", _whole(other.type.unit))
        self.problems.add("IR212", tree.mark, left=str(left.type), right=str(right.type))
        return None

    def _with_unit(self, term: Term, unit: str) -> Term | None:
        if term.type.unit == unit:
            return term
        if term.operation != "number" or term.type.unit or not isinstance(term.detail, Decimal):
            return None
        value = scaled(term.detail, unit)
        return None if value is None else self.table.make("number", number(unit), (), value, term.mark)

    def _wrong(self, mark: Mark, found: str, expected: str) -> Term | None:
        self.problems.add("IR211", mark, found=found, expected=expected)
        return None



def _is_day(month: Term, day: Term) -> bool:
    try:
        return month.operation == day.operation == "number" and date(2000, int(str(month.detail)), int(str(day.detail))) is not None
    except ValueError:
        return False


def _whole(unit: str) -> str:
    return "a whole number of " + SMALLEST.get(unit, unit) if unit not in ("", "count") else "a whole number"


def _fits(wanted: str, type_: Type) -> bool:
    if wanted == "date":
        return type_ == DATE
    if wanted == "time":
        return type_.kind == "number" and type_.unit in TIME_UNITS.values()
    return type_.kind == wanted if wanted in ("number", "weeks") else True
