"""Facts on one line, as people type them: read from Danish and English, and written in either."""

from .days import day_of
from .facts import read_fact
from .refusal import LineError
from .sentences import example, refusal_text, written_fact

__all__ = ["LineError", "day_of", "example", "read_fact", "refusal_text", "written_fact"]
