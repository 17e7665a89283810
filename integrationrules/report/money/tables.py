"""Plain tables: a first column of text, the others flush right."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["table"]

_GAP = 2


def table(rows: Sequence[Sequence[str]], width: int, indent: int = 2) -> list[str]:
    """The rows, of which the first are the headings; the first column gives way where the others leave no room."""
    columns = list(zip(*rows, strict=True))
    widths = [max(map(len, column)) for column in columns[1:]]
    first = min(max(map(len, columns[0])), max(12, width - indent - sum(widths) - _GAP * len(widths)))
    return [line for row in rows for line in _row(row, first, widths, indent)]


def _row(row: Sequence[str], first: int, widths: Sequence[int], indent: int) -> list[str]:
    from integrationrules.report.columns import paragraph

    left = paragraph(row[0], first, hanging=2)
    cells = "".join(" " * _GAP + cell.rjust(size) for cell, size in zip(row[1:], widths, strict=True))
    lines = [*left[:-1], left[-1].ljust(first) + cells]
    return [(" " * indent + line).rstrip() for line in lines]
