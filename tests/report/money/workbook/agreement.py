"""A workbook shows, before any recalculation, what other programs compute from its formulas."""

from __future__ import annotations

import math

from .recalculated import HAS_LIBREOFFICE, Address, Value, by_formulas, by_libreoffice, stored

__all__ = ["assert_same", "assert_same_everywhere"]

_CLOSE = 1e-6


def assert_same_everywhere(workbook: bytes, formulas_package: bool = True) -> None:
    """Every formula gives the stored value in the package `formulas`, and in LibreOffice where that is installed."""
    expected = stored(workbook)
    assert expected, "the workbook has no formulas"
    if formulas_package:
        assert_same(expected, by_formulas(workbook), "formulas")
    if HAS_LIBREOFFICE:
        assert_same(expected, by_libreoffice(workbook)[0], "LibreOffice")


def assert_same(expected: dict[Address, Value], found: dict[Address, Value], who: str) -> None:
    """Fails with the cells that differ."""
    different = {at: (value, found.get(at)) for at, value in expected.items() if not _close(value, found.get(at))}
    assert not different, f"{who} computes {len(different)} of {len(expected)} formulas otherwise: {dict(list(different.items())[:8])}"


def _close(one: Value, other: Value) -> bool:
    if isinstance(one, str) or isinstance(other, str) or one is None or other is None:
        return (one or "") == (other or "")
    return math.isclose(one, other, rel_tol=_CLOSE, abs_tol=_CLOSE)
