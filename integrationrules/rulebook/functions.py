"""The functions of the rule language: what they take and what they give."""

from __future__ import annotations

from dataclasses import dataclass

from .terms import DATE, TRUTH, Type, number

__all__ = ["ALL_NAMES", "CANDIDATE_FUNCTIONS", "SIGNATURES", "Signature"]


@dataclass(frozen=True, slots=True)
class Signature:
    """`takes` names each argument: date, time (a number with a unit of time), unit (a word: day, week, month, year), number, weeks (a set of them), any."""

    takes: tuple[str, ...]
    gives: Type | None
    optional: int = 0


SIGNATURES: dict[str, Signature] = {
    "after": Signature(("date", "time"), DATE),
    "next_start": Signature(("unit", "date"), DATE),
    "end_of": Signature(("unit", "date"), DATE),
    "working_day": Signature(("date",), DATE),
    "year_after": Signature(("date",), number("years")),
    "date_in": Signature(("number", "number", "number"), DATE),
    "monday": Signature(("date",), DATE),
    "elapsed": Signature(("date", "date", "unit"), None),
    "age": Signature(("date", "date"), number("years")),
    "exists": Signature(("any",), TRUTH),
    "min": Signature(("any", "any"), None),
    "max": Signature(("any", "any"), None),
    "earliest": Signature(("date", "date"), DATE),
    "if_unknown": Signature(("any", "any"), None),
    "at": Signature(("any", "date"), None),
    "first": Signature(("any",), None),
    "lasting": Signature(("any", "date"), None),
    "longest": Signature(("weeks", "date", "date"), number("weeks")),
    "span": Signature(("date", "date"), Type("span")),
}
"""`gives` is None where it depends on the arguments."""

CANDIDATE_FUNCTIONS: dict[str, tuple[str, ...]] = {
    "average": ("hours", "span"), "any_average": ("hours", "months", "least"), "covered": ("candidate", "span"), "seen_to": ("candidate",),
    "any": ("candidate", "condition"),
}
"""What is asked of a candidate, and with what."""

ALL_NAMES = (*SIGNATURES, *CANDIDATE_FUNCTIONS)
