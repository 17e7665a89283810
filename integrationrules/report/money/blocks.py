"""What a reader is shown, before it is a page or a Word file: sections of sentences, lists, tables and charts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from integrationrules.report.money.page.figure import Drawn

__all__ = ["Answer", "Block", "Charts", "Checked", "Listed", "Mark", "Said", "Section", "Sheet", "Tabled"]


@dataclass(frozen=True)
class Mark:
    """A cell that is a verdict or a status: its kind (such as `fail`), a symbol, and the word for it."""

    kind: str
    symbol: str
    word: str


@dataclass(frozen=True)
class Said:
    """A paragraph; a note is written smaller."""

    text: str
    note: bool = False


@dataclass(frozen=True)
class Listed:
    """A list of short texts."""

    items: Sequence[str]


@dataclass(frozen=True)
class Tabled:
    """A table whose first column names its rows; `numbers` are columns of amounts, `tight` others that are not broken, `sums` rows that add others up."""

    caption: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str | Mark]]
    numbers: frozenset[int] = field(default_factory=frozenset)
    sums: frozenset[int] = field(default_factory=frozenset)
    tight: frozenset[int] = field(default_factory=frozenset)


@dataclass(frozen=True)
class Charts:
    """Pictures, each drawn for the width of the section: `WIDE`, or `HALF` in half a section."""

    drawn: Sequence[Drawn]


@dataclass(frozen=True)
class Checked:
    """Verdicts: the mark, what was checked, and what was found."""

    counted: str
    items: Sequence[tuple[Mark, str, str]]


Block = Said | Listed | Tabled | Charts | Checked


@dataclass(frozen=True)
class Section:
    """Blocks under a heading; of half sections in a row two stand side by side, and more flow through two columns. Charts are for pairs only."""

    title: str
    blocks: Sequence[Block]
    half: bool = False
    new_page: bool = False


@dataclass(frozen=True)
class Answer:
    """What can be concluded, in one sentence, and what cannot."""

    concluded: str
    open: Sequence[str] = ()


@dataclass(frozen=True)
class Sheet:
    """The whole: a title, lines about what it is of, the answer, and the sections; all texts in the language `lang`."""

    title: str
    about: Sequence[str]
    answer: Answer
    sections: Sequence[Section]
    lang: str
