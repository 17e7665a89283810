"""What a session knows on a day, for chaining: facts and decisions with the fields that rules read of them, and back again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from integrationrules.case.decide import Brief
from integrationrules.engine.decision import Quantity
from integrationrules.rulebook.alerts.conditions import NUMBER_PARTS
from integrationrules.rulebook.terms import Type
from integrationrules.timeline.facts import Employment, Fact, Spell
from integrationrules.verdict import Verdict

from .alert import Shown
from .chaining import Known, Value

__all__ = ["known_decision", "known_fact", "shown"]


def known_fact(fact: Fact, names: Iterable[str]) -> Known:
    """A fact with some of its fields; days that are stated by the month are not known."""
    found = {name: value for name in names if (value := _field(fact, name)) is not None}
    return Known(f"fact {fact.kind}", fact.id or "", found)


def known_decision(brief: Brief, names: Iterable[str]) -> Known:
    """What a rule answers; a day or value that is bounded is not known."""
    answer, standing = brief.answer, brief.standing
    certain = answer.verdict is not Verdict.UNKNOWN and (answer.value is None or answer.value.exact)
    stated: dict[str, Value | None] = {
        "verdict": str(answer.verdict), "certain": int(certain), "running": int(standing.running), "state": standing.state, "value": _quantity(answer.value),
        "begins": _quantity(standing.begins), **{name: _quantity(day) for name, day in standing.days.items()},
    }
    found = {name: value for name in names if (value := stated.get(name)) is not None}
    return Known(f"decision {brief.rule}", brief.rule, found)


def shown(values: Mapping[str, Value], types: Mapping[str, Type]) -> dict[str, Shown]:
    """Values as days, numbers, conditions and words, in the order of the types: that of the rule, in every process."""
    return {name: _shown(values[name], type_) for name, type_ in types.items() if name in values}


def _shown(value: Value, type_: Type) -> Shown:
    if isinstance(value, str):
        return value
    if type_.kind == "date":
        return date.fromordinal(value)
    return bool(value) if type_.kind == "truth" else Decimal(value) / NUMBER_PARTS


def _field(fact: Fact, name: str) -> Value | None:
    if name in ("start", "on"):
        return fact.start.toordinal() if fact.precision == "day" else None
    if isinstance(fact, Spell) and name == "end":
        return fact.end.toordinal() if fact.end is not None and fact.precision == "day" else None
    if isinstance(fact, Spell) and name == "open":
        return int(fact.end is None)
    found = fact.weekly_hours if isinstance(fact, Employment) and name == "hours_per_week" else getattr(fact, name)
    if isinstance(found, bool):
        return int(found)
    return _parts(found) if isinstance(found, (int, Decimal)) else found if isinstance(found, str) else None


def _quantity(found: Quantity | None) -> Value | None:
    if found is None or not found.exact:
        return None
    value = found.least
    if isinstance(value, date):
        return value.toordinal()
    return _parts(value) if isinstance(value, (int, Decimal)) else value


def _parts(number: int | Decimal) -> int | None:
    """Whole ten-thousandths; a number that is none is not compared."""
    parts = Decimal(number) * NUMBER_PARTS
    return int(parts) if parts == int(parts) and abs(parts) < 2**62 else None
