"""Facts on one line, as people type them: read from Danish and English, and written in either."""

from .days import day_of, month_of
from .facts import read_fact, read_part
from .refusal import LineError
from .sentences import example, refusal_text, sample_fact, written_fact

__all__ = ["LineError", "day_of", "example", "month_of", "read_fact", "read_part", "refusal_text", "sample_fact", "written_fact"]
