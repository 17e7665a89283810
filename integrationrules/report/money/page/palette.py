"""Colours that stay apart for colour-blind eyes (after Okabe and Ito, darkened) and as greys on paper; none says a thing alone."""

from __future__ import annotations

from types import MappingProxyType

__all__ = ["PALETTE", "contrast"]

PALETTE = MappingProxyType({
    "paper": "#ffffff", "ink": "#1b1b1f", "soft": "#50505a", "line": "#c9c9d1", "axis": "#50505a", "band": "#d5e5f2", "tint": "#f3f4f7",
    "outturn": "#0a3d62", "budget": "#b34700", "forecast": "#00664f", "assumed": "#7a3b78",
    "gain": "#0a5c99", "loss": "#b34700", "total": "#3a3a42",
    "pass": "#00573f", "warn": "#7a4a00", "fail": "#9c1c1c",
})
"""`pass`, `warn` and `fail` are text on `paper` or `tint`, as `ink` and `soft` are; the rest are strokes and fills."""


def contrast(one: str, other: str) -> float:
    """How far apart two colours `#rrggbb` are in brightness: 1 to 21, as WCAG counts."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    shares = (int(colour[place:place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
