"""What a rule file says, as typed values: nothing here is looked up, typed or evaluated yet."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

from .alerts.written import Conclusion, Pattern
from .diagnostics import Mark
from .expression import Expression
from .formula import Case, Choice, Count, Formula, Lookup, NoValue, Plain, Prefer, Tally, Weeks

__all__ = [
    "AlertRule", "Assumption", "Candidate", "Case", "Choice", "Citation", "CodeTable", "Conclusion", "Count", "DatedCode", "Deadline", "Definition",
    "Except", "Formula", "Lookup", "NoValue", "Parameter", "ParameterValue", "Pattern", "Payment", "Plain", "Prefer", "Rule", "RuleSet", "Selection",
    "Source", "Tally", "Text", "Weeks",
]

ADDED = {"added": True}
"""Marks a field that came later: a file that does not use it keeps its hash."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text in both languages."""

    da: str
    en: str

    def get(self, lang: str) -> str:
        """The text in Danish or English."""
        return self.en if lang == "en" else self.da


@dataclass(frozen=True, slots=True)
class Source:
    """A document that rules and values are taken from."""

    id: str
    title: str
    by: str = ""
    published: str = ""
    act: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """A source and the place in it."""

    source: Source
    at: str = ""


@dataclass(frozen=True, slots=True)
class ParameterValue:
    """One dated value: a whole number in the unit's smallest part, one a key or one a band; None means "there is none"."""

    start: date
    end: date | None
    value: int | tuple[tuple[str, int | None], ...] | None
    citation: Citation
    confidence: str
    date_confidence: str
    mark: Mark = field(compare=False)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A dated amount or limit. `keys` names the options of a keyed parameter; `banded` ones are read by a number."""

    id: str
    unit: str
    values: tuple[ParameterValue, ...]
    label: Text | None
    keyed_by: str = ""
    keys: tuple[str, ...] = ()
    banded: bool = False
    mark: Mark = field(default=Mark("", 0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class Assumption:
    """A question the sources leave open. Without a default it is undecided."""

    id: str
    asks: Text
    options: tuple[str, ...]
    default: str | None
    because: Text
    mark: Mark = field(compare=False)

    @property
    def name(self) -> str:
        """The last part of the id, by which callers choose an option."""
        return self.id.rpartition(".")[2]


@dataclass(frozen=True, slots=True)
class Selection:
    """Facts of one kind that satisfy a condition; `first` takes the earliest of them."""

    id: str
    kind: str
    where: Expression | None
    first: bool
    none_before: date | None
    administrative: bool
    label: Text | None
    citation: Citation | None
    mark: Mark = field(compare=False)


@dataclass(frozen=True, slots=True)
class Definition:
    """A named set or measure."""

    id: str
    what: Literal["set", "measure"]
    formula: Formula
    label: Text | None
    citation: Citation | None
    mark: Mark = field(compare=False)


@dataclass(frozen=True, slots=True)
class Except:
    """A case that is answered otherwise: with a verdict, or with a value."""

    condition: Expression
    verdict: bool | None
    value: Formula | None
    citation: Citation | None
    mark: Mark = field(compare=False)


@dataclass(frozen=True, slots=True)
class Rule:
    """A question with a verdict, and a value where it has one."""

    id: str
    title: Text | None
    period: Literal["citizen", "quarter", "week"]
    when: Formula | None
    value: Formula | None
    says: Text | None
    citation: Citation | None
    mark: Mark = field(compare=False)
    says_marks: tuple[Mark, Mark] | None = field(default=None, compare=False)
    exceptions: tuple[Except, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """Spells or events that are looked at one by one: facts, how they are joined, and values of each."""

    id: str
    each: Expression
    gap: Expression | None
    weekends: Expression | None
    merged_when: Expression | None
    merged: bool
    values: tuple[Definition, ...]
    label: Text | None
    mark: Mark = field(compare=False)


@dataclass(frozen=True, slots=True)
class Payment:
    """What is due for the first candidate that qualifies."""

    rule: Rule
    """Its title, sentence, source and place; `when` is the citizen's condition, `value` the amount."""
    candidate: str
    where: Expression | None
    earned_on: Expression
    paid_by: Expression | None
    claimed_by: Expression | None
    claim_by: Expression | None
    final_by: Expression | None
    municipality: Expression | None
    candidate_mark: Mark = field(compare=False)

    @property
    def id(self) -> str:
        """The full id."""
        return self.rule.id

    @property
    def mark(self) -> Mark:
        """Where it stands."""
        return self.rule.mark


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day by which something must be done, and how it shows that it was."""

    rule: Rule
    """Its title, sentence, source and place; `value` is the day."""
    applies: Expression | None
    done: Expression | None
    fulfilled: Expression | None

    @property
    def id(self) -> str:
        """The full id."""
        return self.rule.id

    @property
    def mark(self) -> Mark:
        """Where it stands."""
        return self.rule.mark


@dataclass(frozen=True, slots=True)
class AlertRule:
    """All of `given` and nothing of `unless`: then `concludes` follows."""

    id: str
    title: Text | None
    says: Text | None
    given: tuple[Pattern, ...]
    unless: tuple[Pattern, ...]
    concludes: Conclusion
    citation: Citation | None
    mark: Mark = field(compare=False)
    says_marks: tuple[Mark, Mark] | None = field(default=None, compare=False)

    @property
    def name(self) -> str:
        """The last part of the id."""
        return self.id.rpartition(".")[2]


class DatedCode(NamedTuple):
    """A code that is used from a day on, or up to a day (not included)."""

    code: str
    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class CodeTable:
    """Register codes in named groups; a code in no group is not listed and answers unknown."""

    groups: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    citations: tuple[tuple[str, Citation], ...]
    """Where each group was read."""
    dated: tuple[DatedCode, ...] = field(default=(), metadata=ADDED)
    """The codes whose days are known; in a week without any of them the code is not listed."""
    precedence: tuple[str, ...] = field(default=(), metadata=ADDED)
    """Codes in the order in which the first stands for a week that has several."""

    @property
    def listed(self) -> frozenset[str]:
        """Every code."""
        return frozenset(code for _, codes in self.groups for code, _ in codes)

    def group_of(self, code: str) -> str | None:
        """The name of the group a code is in."""
        return next((name for name, codes in self.groups if any(code == one for one, _ in codes)), None)

    def first_of(self, codes: Collection[str]) -> str | None:
        """The code that stands for a week with all of these; None where the order of two of them is not known.

        A blank is no benefit and gives way to any.
        """
        found = set(codes) - {""}
        if len(found) < 2:
            return next(iter(found), "")
        return next((code for code in self.precedence if code in found), None) if found <= set(self.precedence) else None


@dataclass(frozen=True, slots=True)
class RuleSet:
    """One topic's file, in the order of its source."""

    id: str
    title: Text
    path: str
    uses: tuple[tuple[str, str], ...]
    sources: tuple[Source, ...]
    covers: tuple[date, date | None, Text | None] | None
    quarter_weeks: str | None
    parameters: tuple[Parameter, ...]
    assumptions: tuple[Assumption, ...]
    selections: tuple[Selection, ...]
    definitions: tuple[Definition, ...]
    rules: tuple[Rule, ...]
    candidates: tuple[Candidate, ...]
    payments: tuple[Payment, ...]
    deadlines: tuple[Deadline, ...]
    lists: tuple[tuple[str, tuple[str, ...]], ...]
    alerts: tuple[AlertRule, ...]
    codes: CodeTable | None
    holidays: tuple[date, ...]
    invented: bool
    """Made up for teaching: answered only when named."""
    marks: dict[str, Mark] = field(compare=False, repr=False)
    """Places: `ruleset`, `periods`, and by alias `uses x` and `target x`."""
    uncited: dict[str, Mark] = field(compare=False, repr=False)
    """Sources that nothing in the file is taken from."""
    defined: dict[str, Mark] = field(compare=False, repr=False)
    """Every name the file gives, also of parts that could not be read."""

    def _repr_html_(self) -> str:
        """The rules of the set, for notebooks."""
        from integrationrules.report.html import of_ruleset

        return of_ruleset(self)

    @property
    def name(self) -> str:
        """The last part of the id."""
        return self.id.rpartition(".")[2]
