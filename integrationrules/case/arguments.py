"""Arguments of the public functions: one of another type is refused in a sentence, before anything is computed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import wraps
from inspect import signature
from typing import ParamSpec, TypeVar

from integrationrules.dates import Quarter
from integrationrules.rulebook.book import Rulebook
from integrationrules.timeline.timeline import Timeline

from .changes import Addition, Removal, Setting

__all__ = ["checked"]

P = ParamSpec("P")
R = TypeVar("R")

_ONE: dict[str, tuple[type | tuple[type, ...], str]] = {
    "book": (Rulebook, "a rulebook, as load_rulebook() gives it"),
    "timeline": (Timeline, "a Timeline, as parse_case() or read_cases() gives it"),
    "record": (Mapping, "a mapping"),
    "on": (date, "a datetime.date"),
    "as_known": (date, "a datetime.date"),
    "options": (Mapping, "a mapping of assumptions to options"),
    "salt": (bytes, "bytes"),
    "data": ((str, list, tuple), "the name of a file, or a list of such names"),
    "people": (str, "the name of a file"),
    "batch": (int, "a number of rows"),
    "threads": (int, "a number of threads"),
    "work": (str, "the name of a folder"),
    "engine": (str, "local or spark"),
    "master": (str, "the address of a Spark master"),
}
_MANY: dict[str, tuple[type | tuple[type, ...], str]] = {
    "changes": ((Setting, Addition, Removal), "a list of Settings, Additions and Removals"),
    "timelines": (Timeline, "a list of Timelines, as parse_case() or read_cases() gives them"),
    "rules": (str, "a list of names of rules"),
    "by": (str, "a list of names of columns"),
    "quarters": (Quarter, "a list of Quarters, such as [Quarter.parse('2018Q4')]"),
}


def checked(function: Callable[P, R]) -> Callable[P, R]:
    """The function, raising `TypeError` for an argument that is not of the type its name stands for."""
    parameters = signature(function)

    @wraps(function)
    def checking(*args: P.args, **kwargs: P.kwargs) -> R:
        for name, value in parameters.bind(*args, **kwargs).arguments.items():
            if value is not parameters.parameters[name].default:
                _refuse_other_types(function.__name__, name, value)
        return function(*args, **kwargs)

    return checking


def _refuse_other_types(function: str, name: str, value: object) -> None:
    if name in _ONE:
        kind, expected = _ONE[name]
        # A datetime is a date to Python; what time of the day a rule is asked at means nothing.
        if not isinstance(value, kind) or isinstance(value, datetime):
            raise TypeError(f"{function}: {name} must be {expected}; found {type(value).__name__}")
    elif name in _MANY:
        kinds, expected = _MANY[name]
        if isinstance(value, str) or not isinstance(value, Sequence):
            raise TypeError(f"{function}: {name} must be {expected}; found {type(value).__name__}")
        for one in value:
            if not isinstance(one, kinds):
                raise TypeError(f"{function}: {name} must be {expected}; one of them is {type(one).__name__}")
