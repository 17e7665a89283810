"""How far the result moves when one assumption at a time goes to its low and its high value; the widest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from xml.etree.ElementTree import Element

from integrationrules.report.catalogue import Translator
from integrationrules.report.markup import element
from integrationrules.report.money.page.figure import WIDE, Drawn, hatch, legend
from integrationrules.report.money.page.numerals import Unit, places, signed
from integrationrules.report.money.page.rows import BAR, Row, Rows

__all__ = ["Swing", "tornado_chart"]


@dataclass(frozen=True, slots=True)
class Swing:
    """An assumption, its low and high value in words, and the result at each."""

    label: str
    low: str
    high: str
    at_low: Decimal
    at_high: Decimal


def tornado_chart(swings: Sequence[Swing], base: Decimal | None, what: str, unit: Unit, tr: Translator, key: str, wide: float = WIDE) -> Drawn:
    """Bars on both sides of `base`, the result as assumed; `what` names the result.

    Without a base, where the result itself is known between bounds only, each bar reaches from the one end to the other.
    """
    ordered = sorted(swings, key=lambda one: -abs(one.at_high - one.at_low))
    ends = [*([base] if base is not None else []), *(end for one in ordered for end in (one.at_low, one.at_high))]
    decimals = places(ends)
    rows = [Row(one.label, tr("{low} to {high}").format(low=one.low, high=one.high), (signed(one.at_low, tr, decimals), signed(one.at_high, tr, decimals)))
            for one in ordered]
    samples = [([element("rect", x=0, y=-6, width=24, height=12, class_="loss", style=f"fill:url(#{key}-low)")], tr("at the low value")),
               ([element("rect", x=0, y=-6, width=24, height=12, class_="gain")], tr("at the high value"))]
    as_assumed = tr("as assumed: {amount}").format(amount=signed(base, tr, decimals)) if base is not None else ""
    if base is not None:
        samples.append(([element("path", d="M12 -8V8", class_="base")], as_assumed))
    shapes, top = legend(samples, 2, wide, 10)
    placed = Rows(rows, (tr("low"), tr("high")), ends, wide, top + 6)
    said = tr("{what}, {unit} (+ is a gain)").format(what=what, unit=unit)
    down = f"{round(placed.top, 1)}V{round(placed.bottom, 1)}"
    line = [element("path", d=f"M{placed.axis.at(base)} {down}", class_="base")] if base is not None else []
    table = [(one.label, one.low, signed(one.at_low, tr, decimals), one.high, signed(one.at_high, tr, decimals)) for one in ordered]
    told = "; ".join(f"{label}: {low} {worse}, {high} {better}" for label, low, worse, high, better in table)
    return Drawn(
        tr("What the result depends on"), f"{said}. {as_assumed + '. ' if as_assumed else ''}{told}.", wide, placed.height(said),
        [element("defs", hatch(f"{key}-low", "loss-stripes")), *shapes, *placed.grid(tr, said), *_bars(ordered, base, placed, key), *line, *placed.texts()],
        (tr("Assumption"), tr("Low value"), tr("Result"), tr("High value"), tr("Result")), table)


def _bars(swings: Sequence[Swing], base: Decimal | None, placed: Rows, key: str) -> Iterator[Element]:
    """Both ends from the base; where they lie on the same side, the low one is drawn in the upper half, the high one in the lower."""
    for place, swing in enumerate(swings):
        top = placed.middle(place) - BAR / 2
        start = (swing.at_low + swing.at_high) / 2 if base is None else base
        middle = placed.axis.at(start)
        same_side = (swing.at_low - start) * (swing.at_high - start) > 0
        for end, kind in ((swing.at_low, "loss"), (swing.at_high, "gain")):
            to = placed.axis.at(end)
            y = top + (BAR / 2 if same_side and kind == "gain" else 0)
            fill = {"style": f"fill:url(#{key}-low)"} if kind == "loss" else {}
            if to != middle:
                high = BAR / 2 if same_side else BAR
                yield element("rect", x=min(middle, to), y=round(y, 1), width=round(abs(to - middle), 1), height=high, class_=kind, **fill)
