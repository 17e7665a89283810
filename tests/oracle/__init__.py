"""The oracle: a second, slow and obvious reading of the measures, independent of the product."""

from .oracle import (
    CITIZEN_RULES,
    OPTIONS,
    QUARTER_RULES,
    RULES,
    VALUE_RULES,
    Answer,
    Oracle,
    answer,
)
from .self_support import Refused

__all__ = [
    "CITIZEN_RULES",
    "OPTIONS",
    "QUARTER_RULES",
    "RULES",
    "VALUE_RULES",
    "Answer",
    "Oracle",
    "Refused",
    "answer",
]
