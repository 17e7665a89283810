"""Why, why not, and by how much: read from the values a run has already computed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from integrationrules.rulebook.book import Rulebook
from integrationrules.rulebook.model import Citation
from integrationrules.rulebook.ready import ReadyRule
from integrationrules.rulebook.terms import Term, number
from integrationrules.verdict import Bounds, Verdict

from .decision import Quantity, Reason, Reference
from .plan import Run
from .quantity import quantity

__all__ = ["Cell", "reasons", "reference"]

_OPERATORS = {">=": "at_least", "<=": "at_most", ">": "more_than", "<": "less_than", "==": "equal"}
_NEGATED = {">=": "<", "<=": ">", ">": "<=", "<": ">="}
_DEEPEST = 3
_OF_ASSUMPTIONS = frozenset({"assumption", "option", "compare", "not", "named"})
_FIXED = frozenset({"number", "option", "parameter", "law_date", "named"})
_DAYS = number("days")


@dataclass(frozen=True, slots=True)
class Cell:
    """One question and one citizen of a run."""

    run: Run
    book: Rulebook
    row: int
    column: int

    def verdict(self, term: Term) -> Verdict:
        """The verdict of a condition here."""
        return self.run.truths(term).at(self.row, self.column)

    def quantity(self, term: Term) -> Quantity | None:
        """The value of a number, date or word here; None if there is none."""
        return quantity(self.run.bounds(term), term.type, self.row, self.column)


def reference(citation: Citation | None, confidence: str = "") -> Reference | None:
    """A citation as it stands in results; `confidence` is that of a parameter's value."""
    if citation is None:
        return None
    source = citation.source
    return Reference(source.id, source.title, citation.at, source.act, source.published, confidence if confidence in ("derived", "seed") else "")


def reasons(cell: Cell, rule: ReadyRule) -> tuple[Reason, ...]:
    """The rule's own sentence, then what decided it, most general first; each line once."""
    found: dict[tuple[object, ...], Reason] = {}
    for reason in _of_rule(cell, rule, 0, asked=True):
        found.setdefault((reason.id, tuple(sorted((name, str(value)) for name, value in reason.values.items()))), reason)
    return tuple(found.values())


def _of_rule(cell: Cell, rule: ReadyRule, depth: int, asked: bool = False) -> Iterator[Reason]:
    """The rule's sentence (or its name, inside another rule) and what decided it."""
    verdict = cell.verdict(rule.when) if rule.when else _exists(cell, rule)
    source = reference(rule.rule.citation)
    told: set[int] = set()
    if rule.rule.says:
        told = {id(_unnamed(term)) for term in rule.says.values()}
        values: dict[str, Quantity | str | None] = {name: cell.quantity(term) for name, term in rule.says.items()}
        lacking = _lacking(cell, rule.when, told) if rule.when and verdict is Verdict.NOT_MET else None
        if lacking is not None:
            values["distance"] = lacking
        yield Reason(rule.id, values, verdict, source, depth)
    elif not asked:
        yield Reason("rule", {"name": rule.id}, verdict, source, depth)
    if rule.when is not None and depth < _DEEPEST:
        yield from _of_condition(cell, rule.when, depth if asked and not rule.rule.says else depth + 1, told)


def _exists(cell: Cell, rule: ReadyRule) -> Verdict:
    return (~cell.run.bounds(rule.value).absent).at(cell.row, cell.column) if rule.value else Verdict.UNKNOWN


def _of_condition(cell: Cell, term: Term, depth: int, told: set[int]) -> Iterator[Reason]:
    match term.operation:
        case "named":
            full_id, what = term.detail
            if what == "rule" and full_id in cell.book.rules:
                yield from _of_rule(cell, cell.book.rules[full_id], depth)
            else:
                yield from _of_condition(cell, term.arguments[0], depth, told)
        case "and" | "or":
            for part in _decisive(cell, term):
                yield from _of_condition(cell, part, depth, told)
        case "not":
            inner = term.arguments[0]
            if inner.operation == "compare" and inner.detail in _NEGATED:
                yield from _comparison(cell, inner, str(_NEGATED[str(inner.detail)]), depth, told, cell.verdict(term))
            else:
                yield from _of_condition(cell, inner, depth, told)
        case "choose":
            yield from _of_condition(cell, _branch(cell, term), depth, told)
        case "compare":
            yield from _comparison(cell, term, str(term.detail), depth, told, cell.verdict(term))
        case "in":
            yield from _among(cell, term, depth)


def _decisive(cell: Cell, term: Term) -> list[Term]:
    """The parts that made an `and` or `or` what it is; of an `or` one that holds, or the one that came closest."""
    verdict = cell.verdict(term)
    parts = [part for part in term.arguments if not _of_assumption(part)]
    chosen = [part for part in parts if cell.verdict(part) == verdict]
    if term.operation == "or" and verdict is Verdict.NOT_MET and len(chosen) > 1:
        return [min(chosen, key=lambda part: _shortfall(cell, part))]
    return chosen[:1] if term.operation == "or" and verdict is Verdict.MET else chosen


def _of_assumption(term: Term) -> bool:
    return term.operation in ("compare", "not") and term.operations <= _OF_ASSUMPTIONS


def _shortfall(cell: Cell, term: Term) -> float:
    """How far the nearest numeric condition inside is from being met; infinite where nothing numeric is in it."""
    inner = _unnamed(term)
    if inner.operation == "compare":
        distance = _distance(cell, inner, str(inner.detail))
        return float(distance.least) if distance and isinstance(distance.least, int) else float("inf")
    if inner.operation in ("and", "or"):
        lengths = [_shortfall(cell, part) for part in inner.arguments if not _of_assumption(part) and cell.verdict(part) is not Verdict.MET]
        return (sum(lengths) if inner.operation == "and" else min(lengths)) if lengths else float("inf")
    if inner.operation == "choose":
        return _shortfall(cell, _branch(cell, inner))
    return float("inf")


def _lacking(cell: Cell, term: Term, told: set[int]) -> Quantity | None:
    """What the condition that the rule's sentence is about lacks, if that is what decided it."""
    inner = _unnamed(term)
    if inner.operation in ("and", "or"):
        failed = _decisive(cell, inner)
        return _lacking(cell, failed[0], told) if len(failed) == 1 else None
    if inner.operation != "compare" or not any(id(_unnamed(side)) in told for side in inner.arguments):
        return None
    return _distance(cell, inner, str(inner.detail))


def _comparison(cell: Cell, term: Term, operator: str, depth: int, told: set[int], verdict: Verdict) -> Iterator[Reason]:
    left, right = term.arguments
    # The side with the fixed value is what is needed; the other is what was found.
    if _fixed(left) and not _fixed(right):
        left, right, operator = right, left, {">=": "<=", "<=": ">=", ">": "<", "<": ">"}.get(operator, operator)
    if id(_unnamed(left)) in told and (id(_unnamed(right)) in told or right.operation == "number"):
        return
    values: dict[str, Quantity | str | None] = {
        "what": _name(left), "found": cell.quantity(left), "needed": cell.quantity(right),
    }
    if not _fixed(right):
        values["needed_what"] = _name(right)
    distance = _distance(cell, term, operator) if verdict is Verdict.NOT_MET else None
    if distance is not None:
        values["distance"] = distance
    yield Reason(_OPERATORS[operator], values, verdict, _source(cell, left) or _source(cell, right), depth)


def _distance(cell: Cell, term: Term, operator: str) -> Quantity | None:
    """What is lacking, in the unit of the sides (days between dates); only between known numbers."""
    left, right = (cell.run.bounds(argument) for argument in term.arguments)
    if term.arguments[0].type.kind == "option":
        return None
    low, high = left.at(cell.row, cell.column), right.at(cell.row, cell.column)
    if low is None or high is None or None in (*low, *high):
        return None
    (a_least, a_most), (b_least, b_most) = low, high
    assert a_least is not None
    assert a_most is not None
    assert b_least is not None
    assert b_most is not None
    short = b_least - a_most if operator in (">=", ">") else a_least - b_most
    short = abs(short) + (1 if operator in (">", "<") and short >= 0 else 0)
    unit = term.arguments[0].type
    return quantity(Bounds.exactly([[short]]), unit if unit.kind == "number" else _DAYS, 0, 0)


def _among(cell: Cell, term: Term, depth: int) -> Iterator[Reason]:
    value = term.arguments[0]
    words = [value.type.options[position] for position in term.detail]
    yield Reason("among", {"what": _name(value), "found": cell.quantity(value), "needed": ", ".join(words)}, cell.verdict(term), _source(cell, value), depth)


def _branch(cell: Cell, term: Term) -> Term:
    *pairs, otherwise = term.arguments
    for condition, then in zip(pairs[::2], pairs[1::2], strict=True):
        if cell.verdict(condition) is Verdict.MET:
            return then
    return otherwise


def _unnamed(term: Term) -> Term:
    while term.operation == "named":
        term = term.arguments[0]
    return term


def _fixed(term: Term) -> bool:
    return term.operations <= _FIXED


def _name(term: Term) -> str:
    if term.operation == "named":
        return str(term.detail[0])
    if term.operation == "parameter":
        return str(term.detail)
    return {"citizen": f"citizen.{term.detail}", "on": "on", "quarter": f"quarter.{term.detail}"}.get(term.operation, term.operation)


def _source(cell: Cell, term: Term) -> Reference | None:
    if term.operation != "named":
        return None
    return reference(cell.book.citations.get(str(term.detail[0])))
