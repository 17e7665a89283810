"""A question, the answers any question takes, and a refusal with what to write instead."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from integrationrules.lines.vocabulary import normal

__all__ = ["Answer", "Plain", "Question", "Refused", "bare", "plain_answer"]


class Plain(Enum):
    """Answers in so many words, as any question may take them."""

    UNKNOWN = "unknown"
    YES = "yes"
    NO = "no"
    ONGOING = "ongoing"


_WORDS = {
    Plain.UNKNOWN: ("ved ikke", "ved det ikke", "det ved jeg ikke", "ved-ikke", "vedikke", "ukendt", "?", "don't know", "dont know", "unknown"),
    Plain.YES: ("ja", "j", "jo", "yes", "y"),
    Plain.NO: ("nej", "n", "ingen", "nej, ingen", "no", "none"),
    Plain.ONGOING: ("varer stadig", "stadig", "fortsat", "still going on", "ongoing"),
}
_MEANINGS = {word: meaning for meaning, words in _WORDS.items() for word in words}

Answer = object
"""What an answer was read as; the part of the interview that asked knows its type."""


class Refused(ValueError):
    """An answer that cannot be used; the text says what to write instead."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it is put; `read` turns what is typed into an answer, or raises `Refused`."""

    group: str
    """The heading it stands under."""
    text: str
    default: str
    """What Enter stands for, as it would be typed."""
    read: Callable[[str], Answer]
    notes: tuple[str, ...] = ()
    """What is said before it: what was noted of the answers before."""


def plain_answer(text: str) -> Plain | None:
    """The meaning of "ved ikke", "ja", "nej" and the like; None for anything else.

    >>> plain_answer("»Ved ikke«."), plain_answer("25")
    (<Plain.UNKNOWN: 'unknown'>, None)
    """
    return _MEANINGS.get(bare(text))


def bare(text: str) -> str:
    """What is typed without the quotation marks and the full stop some write around it."""
    return normal(text).replace("\u2019", "'").strip(" .\"'\u00bb\u00ab\u201c\u201d\u201e")
