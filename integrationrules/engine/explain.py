"""Why, why not, and by how much: read from the values a run has already computed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from integrationrules.rulebook.model import Citation
from integrationrules.rulebook.ready import ReadyRule
from integrationrules.rulebook.terms import DATE, Term, number
from integrationrules.verdict import Bounds, Verdict

from .cell import Cell
from .decision import Quantity, Reason, Reference
from .frames import Frame
from .quantity import quantity
from .values import wide

__all__ = ["branch_of", "of_condition", "reasons", "reference", "shortfall"]

_OPERATORS = {">=": "at_least", "<=": "at_most", ">": "more_than", "<": "less_than", "==": "equal", "!=": "unlike"}
_NEGATED = {"==": "!=", ">=": "<", "<=": ">", ">": "<=", "<": ">="}
_DEEPEST = 3
_OF_ASSUMPTIONS = frozenset({"assumption", "option", "compare", "not", "named"})
_FIXED = frozenset({"number", "option", "parameter", "law_date", "named"})
_DAYS = number("days")


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


def _of_rule(cell: Cell, rule: ReadyRule, depth: int, asked: bool = False, visited: set[int] | None = None) -> Iterator[Reason]:
    """The rule's sentence (or its name, inside another rule) and what decided it."""
    verdict = cell.verdict(rule.when) if rule.when else _exists(cell, rule)
    source = reference(rule.rule.citation)
    told: set[int] = set()
    if rule.rule.says:
        told = {id(_unnamed(term)) for term in rule.says.values()}
        values: dict[str, Quantity | str | None] = {name: _said(cell, rule, term) for name, term in rule.says.items()}
        lacking = _lacking(cell, rule.when, told) if rule.when and verdict is Verdict.NOT_MET else None
        if lacking is not None:
            values["distance"] = lacking
        yield Reason(rule.id, values, verdict, source, depth)
    elif not asked or rule.when is None or rule.due is not None:
        yield Reason("rule", {"name": rule.id}, verdict, source, depth)
    if rule.payment is not None:
        from .tried import payment_reasons

        if depth < _DEEPEST:
            yield from payment_reasons(cell, rule, depth + 1)
    elif rule.when is not None and depth < _DEEPEST:
        yield from of_condition(cell, rule.when, depth if asked and not rule.rule.says else depth + 1, told, visited)


def _said(cell: Cell, rule: ReadyRule, term: Term) -> Quantity | None:
    """A value in the rule's sentence; what a payment says of its candidate is said of the one that decides."""
    if term.free:
        from .tried import chosen

        candidate = chosen(cell, rule)
        return candidate.quantity(term) if candidate else None
    return cell.quantity(term)


def _exists(cell: Cell, rule: ReadyRule) -> Verdict:
    return (~cell.run.bounds(rule.value).absent).at(cell.row, cell.column) if rule.value else Verdict.UNKNOWN


def of_condition(cell: Cell, term: Term, depth: int, told: set[int], visited: set[int] | None = None) -> Iterator[Reason]:
    """What decided a condition, most general first; what several parts share is told once."""
    visited = set() if visited is None else visited
    if id(term) in visited:
        return
    visited.add(id(term))
    match term.operation:
        case "named":
            full_id, what = term.detail
            rule = cell.book.rules.get(full_id) if what == "rule" else None
            if rule is not None and term.arguments[0] in (rule.when, rule.value, *(rule.when.arguments if rule.when else ())):
                yield from _of_rule(cell, rule, depth, visited=visited)
            elif rule is not None:
                # Read on another day: its sentence is about the day asked, its conditions are about that one.
                yield Reason("rule", {"name": full_id}, cell.verdict(term), reference(rule.rule.citation), depth)
                yield from of_condition(cell, term.arguments[0], depth + 1, told, visited)
            else:
                yield from of_condition(cell, term.arguments[0], depth, told, visited)
        case "and" | "or":
            for part in _decisive(cell, term):
                yield from of_condition(cell, part, depth, told, visited)
        case "not":
            inner = term.arguments[0]
            if inner.operation == "compare" and inner.detail in _NEGATED:
                yield from _comparison(cell, inner, str(_NEGATED[str(inner.detail)]), depth, told, cell.verdict(term))
            else:
                yield from of_condition(cell, inner, depth, told, visited)
        case "choose":
            branch = branch_of(cell, term)
            if branch.operation == "constant":
                yield from of_condition(cell, _deciding(cell, term), depth, told, visited)
            else:
                yield from of_condition(cell, branch, depth, told, visited)
        case "any":
            yield Reason("exists", {"what": str(term.detail[1])}, cell.verdict(term), None, depth)
        case "covered":
            yield _coverage(cell, term, depth)
        case "in_week":
            yield Reason("exists", {"what": _name(term.arguments[0])}, cell.verdict(term), _source(cell, term.arguments[0]), depth)
        case "call" if term.detail[0] == "exists":
            yield Reason("exists", {"what": _name(term.arguments[0])}, cell.verdict(term), _source(cell, term.arguments[0]), depth)
        case "payment_part":
            yield Reason("rule", {"name": str(term.arguments[0].detail[0])}, cell.verdict(term), None, depth)
        case "compare":
            yield from _comparison(cell, term, str(term.detail), depth, told, cell.verdict(term))
        case "in":
            yield from _among(cell, term, depth)


def _deciding(cell: Cell, term: Term) -> Term:
    """The condition of the case that was chosen, such as that of an exception."""
    *pairs, _ = term.arguments
    return next((condition for condition, _ in zip(pairs[::2], pairs[1::2], strict=True) if cell.verdict(condition) is Verdict.MET), pairs[0])


def _coverage(cell: Cell, term: Term, depth: int) -> Reason:
    """How far a candidate reaches, and how many days are lacking."""
    span = term.arguments[1]
    while span.operation == "named":
        span = span.arguments[0]
    day = Bounds.exactly([[-1]])
    needed, end = (cell.shown(wide(side).plus(day), DATE) for side in (cell.run.bounds(span.arguments[1]), _frame(cell).candidates.end))
    verdict = cell.verdict(term)
    if cell.run.questions.seen is not None:
        end = None                           # in a projection it lasts as long as anybody looks
    values: dict[str, Quantity | str | None] = {"what": _name(term.arguments[1]), "found": end, "needed": needed}
    if verdict is Verdict.NOT_MET and needed and end and isinstance(needed.least, date) and isinstance(end.greatest, date):
        values["distance"] = Quantity("number", (needed.least - end.greatest).days, (needed.least - end.greatest).days, "days")
    return Reason("covered", values, verdict, None, depth)


def _frame(cell: Cell) -> Frame:
    assert isinstance(cell.run, Frame)
    return cell.run


def _decisive(cell: Cell, term: Term) -> list[Term]:
    """The parts that made an `and` or `or` what it is; of an `or` one that holds, or the one that came closest."""
    verdict = cell.verdict(term)
    parts = [part for part in term.arguments if not _of_assumption(part)]
    chosen = [part for part in parts if cell.verdict(part) == verdict]
    if term.operation == "or" and verdict is Verdict.NOT_MET and len(chosen) > 1:
        return [min(chosen, key=lambda part: shortfall(cell, part))]
    return chosen[:1] if term.operation == "or" and verdict is Verdict.MET else chosen


def _of_assumption(term: Term) -> bool:
    return term.operation in ("compare", "not") and term.operations <= _OF_ASSUMPTIONS


def shortfall(cell: Cell, term: Term) -> float:
    """How far the nearest numeric condition inside is from being met; infinite where nothing numeric is in it."""
    if id(term) not in cell.lengths:
        cell.lengths[id(term)] = _shortfall(cell, _unnamed(term))
    return cell.lengths[id(term)]


def _shortfall(cell: Cell, inner: Term) -> float:
    if inner.operation == "compare":
        distance = _distance(cell, inner, str(inner.detail))
        return float(distance.least) if distance and isinstance(distance.least, int) else float("inf")
    if inner.operation == "covered":
        lacking = _coverage(cell, inner, 0).values.get("distance")
        return float(lacking.least) if isinstance(lacking, Quantity) and isinstance(lacking.least, int) else float("inf")
    if inner.operation in ("and", "or"):
        lengths = [shortfall(cell, part) for part in inner.arguments if not _of_assumption(part) and cell.verdict(part) is not Verdict.MET]
        return (sum(lengths) if inner.operation == "and" else min(lengths)) if lengths else float("inf")
    if inner.operation == "choose":
        return shortfall(cell, branch_of(cell, inner))
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
    if cell.run.questions.seen is not None and "on" in (left.operation, right.operation):
        return                               # a projection is asked on a day far ahead that nobody named
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


def branch_of(cell: Cell, term: Term) -> Term:
    """The case of a choice that was chosen."""
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
    if term.operation in ("parameter", "lookup"):
        return str(term.detail)
    if term.operation in ("field", "first"):
        return _name(term.arguments[0])
    return {"citizen": f"citizen.{term.detail}", "on": "on", "quarter": f"quarter.{term.detail}"}.get(term.operation, term.operation)


def _source(cell: Cell, term: Term) -> Reference | None:
    if term.operation != "named":
        return None
    return reference(cell.book.citations.get(str(term.detail[0])))
