"""Results, timelines and rule sets as HTML for notebooks and files: no scripts, nothing fetched, every text escaped."""

from __future__ import annotations

from .page import page
from .shown import of_deadlines, of_decisions, of_result, of_rulebook, of_ruleset, of_timeline, of_whatif

__all__ = ["of_deadlines", "of_decisions", "of_result", "of_rulebook", "of_ruleset", "of_timeline", "of_whatif", "page"]
