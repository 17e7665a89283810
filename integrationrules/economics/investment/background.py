"""What stands around the lines of an investment case: its sources, and what they say of how its figures were made."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from integrationrules.rulebook.model import Text

__all__ = ["Cited", "Conclusions", "Counterfactual", "Effect", "Figure", "Missing", "Persons", "Scope", "Source", "Treatment"]


@dataclass(frozen=True, slots=True)
class Source:
    """A document that figures are taken from."""

    id: str
    title: str
    by: str = ""
    published: str = ""
    url: str = ""
    note: Text | None = None
    """What to know of it, such as that it was read in another's words."""


@dataclass(frozen=True, slots=True)
class Cited:
    """A source and the place in it; `assumed` figures have none."""

    source: str
    at: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """One published number."""

    value: Decimal
    cited: Cited | None = None
    about: bool = False
    """Whether the source itself says about."""


@dataclass(frozen=True, slots=True)
class Persons:
    """People whom savings are divided by; what one person is worth only where a source says it."""

    count: Decimal
    status: str
    of: tuple[str, ...]
    """The lines they belong to."""
    title: Text | None = None
    cited: Cited | None = None
    per_person: Figure | None = None
    """Kroner a year for one full-time person."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Whom the amounts are about; `integration_share` is the part that is integration, None where unknown."""

    includes: Text | None = None
    integration_share: Decimal | None = None
    cited: Cited | None = None


@dataclass(frozen=True, slots=True)
class Counterfactual:
    """What the savings are measured against."""

    kind: str = "not_stated"
    text: Text | None = None
    cited: Cited | None = None
    lots: str = "not_stated"
    """One of `LOTS`: how a control group was made."""
    treated: Decimal | None = None
    """How many were in the group that got the effort."""
    control: Decimal | None = None
    """How many were in the control group."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What an evaluation found: one of `EFFECTS`."""

    found: str
    says: Text
    cited: Cited | None = None


@dataclass(frozen=True, slots=True)
class Conclusions:
    """What follows from the published figures, and what does not."""

    can: tuple[Text, ...] = ()
    cannot: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Treatment:
    """Whether the amounts are net or gross of something."""

    treated: str
    because: Text | None = None
    cited: Cited | None = None


@dataclass(frozen=True, slots=True)
class Missing:
    """A number that the sources do not carry, and why it matters."""

    what: Text
    why: Text | None = None
