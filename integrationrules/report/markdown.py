"""Tables in Markdown."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["row", "table"]


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """The lines of a table, with an empty line after it; a bar inside a cell is no border."""
    return [row(heads), row(["---"] * len(heads)), *(row([cell.replace("|", "\\|") for cell in each]) for each in rows), ""]


def row(cells: Sequence[str]) -> str:
    """One line of a table."""
    return f"| {' | '.join(cells)} |"
