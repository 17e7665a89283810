"""Cumulative net over the years: points where it is exact, a band where only its bounds are known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Literal
from xml.etree.ElementTree import Element

from integrationrules.report.catalogue import Translator
from integrationrules.report.markup import element
from integrationrules.report.money.page.axis import Axis, axis_over
from integrationrules.report.money.page.figure import LINE, SIZE, WIDE, Drawn, hatch, legend, words
from integrationrules.report.money.page.measure import width, wrapped
from integrationrules.report.money.page.numerals import Unit, places, signed, spread
from integrationrules.report.money.words import money_word

__all__ = ["STATUSES", "Reached", "Status", "cumulative_chart"]

Status = Literal["outturn", "budget", "forecast", "assumed"]
STATUSES: tuple[Status, ...] = ("outturn", "budget", "forecast", "assumed")
_HIGH = 130
_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Reached:
    """The net since the start at the end of a year, and the weakest status among the amounts of that year."""

    year: int
    low: Decimal
    high: Decimal
    status: Status


def cumulative_chart(points: Sequence[Reached], unit: Unit, tr: Translator, key: str, wide: float = WIDE) -> Drawn:
    """Lines from zero to the end of each year, in order."""
    decimals = places(amount for one in points for amount in (one.low, one.high))
    banded = any(one.low != one.high for one in points)
    samples: list[tuple[Sequence[Element], str]] = [((_segment(status, 0, 0, 24, 0), _marker(status, 12, 0)), money_word(status, tr))
                                                    for status in STATUSES if any(one.status == status for one in points)]
    if banded:
        box = element("rect", x=0, y=-6, width=24, height=12, class_="band", style=f"fill:url(#{key}-band)")
        samples.append(((box,), tr("between the least and the greatest possible")))
    top_shapes, top = legend(samples, 2, wide, 8)
    caption = wrapped(tr("{unit}, at the end of the year (+ is a gain)").format(unit=unit), wide - 4, SIZE, 2)
    first_line, top = top + LINE, top + LINE * (len(caption) + 2)
    axis = axis_over([_ZERO, *(amount for one in points for amount in (one.low, one.high))], top + _HIGH - LINE, top)
    labels = axis.labels(tr)
    left = max(width(text, SIZE) for _, text in labels) + 8
    drawn = _Plot(axis, points, left, wide - 8, tr, decimals)
    shapes = [
        element("defs", hatch(f"{key}-band", "stripes")), *top_shapes,
        *(words(line, 2, first_line + LINE * number, style="soft") for number, line in enumerate(caption)),
        *(shape for y, text in labels for shape in (
            element("path", d=f"M{round(left, 1)} {y}H{wide}", class_="zero" if text.strip("0,.") == "" else "grid"),
            words(text, left - 5, y + 4, "end", "soft"))),
        *drawn.band(f"{key}-band"), *drawn.lines(), *drawn.years(top + _HIGH), *drawn.values(),
    ]
    rows = [(str(one.year), money_word(one.status, tr), spread(one.low, one.high, tr, decimals)) for one in points]
    heads = (tr("Year"), tr("Status"), tr("Cumulative net, {unit}").format(unit=unit))
    said = "; ".join(f"{year}: {text} ({status})" for year, status, text in rows)
    return Drawn(tr("Cumulative net"), f"{heads[2]}. {said}.", wide, top + _HIGH + LINE + 10, shapes, heads, rows)


def _segment(status: str, x: float, y: float, to_x: float, to_y: float) -> Element:
    return element("path", d=f"M{x} {y}L{to_x} {to_y}", class_=f"line {status}")


def _marker(status: str, x: float, y: float) -> Element:
    """A filled dot for outturn; hollow square, triangle and lozenge for what has not happened."""
    if status == "outturn":
        return element("circle", cx=x, cy=y, r=4, class_=f"point {status}")
    shape = {"budget": f"M{x - 4} {y - 4}h8v8h-8Z", "forecast": f"M{x - 5} {y + 4}h10l-5 -9Z"}.get(status, f"M{x - 5} {y}l5 -5l5 5l-5 5Z")
    return element("path", d=shape, class_=f"point {status}")


@dataclass(frozen=True)
class _Plot:
    axis: Axis
    points: Sequence[Reached]
    left: float
    right: float
    tr: Translator
    decimals: int

    def x(self, place: int) -> float:
        """Where a year ends; place 0 is the start of the first."""
        return round(self.left + (self.right - self.left) * place / max(1, len(self.points)), 1)

    def corners(self) -> Iterator[tuple[float, float, float, Status]]:
        """For the start and the end of each year: across, the least and the greatest, and the status of the year that led there."""
        yield self.x(0), self.axis.at(_ZERO), self.axis.at(_ZERO), "outturn"
        for place, one in enumerate(self.points, 1):
            yield self.x(place), self.axis.at(one.low), self.axis.at(one.high), one.status

    def band(self, pattern: str) -> Iterator[Element]:
        """The room between the bounds, year by year where there is any."""
        found = list(self.corners())
        for (x, low, high, _), (to_x, to_low, to_high, _) in pairwise(found):
            if low != high or to_low != to_high:
                yield element("path", d=f"M{x} {low}L{to_x} {to_low}V{to_high}L{x} {high}Z", class_="band", style=f"fill:url(#{pattern})")

    def lines(self) -> Iterator[Element]:
        """The bounds, which are one line where they meet, and a mark where the amount is exact."""
        found = list(self.corners())
        for (x, low, high, _), (to_x, to_low, to_high, status) in pairwise(found):
            yield _segment(status, x, low, to_x, to_low)
            if (low, to_low) != (high, to_high):
                yield _segment(status, x, high, to_x, to_high)
        for x, low, high, status in found[1:]:
            if low == high:
                yield _marker(status, x if x < self.right else x - 1, low)

    def years(self, ground: float) -> Iterator[Element]:
        """The years below, as many as there is room for."""
        step = max(1, -(-int(width("2000  ", SIZE) * len(self.points)) // max(1, int(self.right - self.left))))
        for place, one in enumerate(self.points, 1):
            x = self.x(place)
            yield element("path", d=f"M{x} {ground}v4", class_="tick")
            if (len(self.points) - place) % step == 0:
                wide = width(str(one.year), SIZE)
                yield words(str(one.year), min(x, self.right + 7 - wide / 2), ground + LINE + 4, "middle")

    def values(self) -> Iterator[Element]:
        """The exact amounts at their marks, and the bounds of the others, where they do not meet; the last first."""
        room = (self.right - self.left) / max(1, len(self.points))
        taken = 1e9
        for place, one in reversed(list(enumerate(self.points, 1))):
            top = self.axis.at(one.high) - 9
            said = [(one.high, top)] if one.low == one.high else [(one.high, top + 3), (one.low, self.axis.at(one.low) + LINE)]
            texts = [(signed(amount, self.tr, self.decimals), min(y, self.axis.start + LINE - 3)) for amount, y in said]
            wide = max(width(text, SIZE, bold=True) for text, _ in texts)
            x = min(self.x(place), self.right + 7 - wide / 2)
            if x + wide / 2 < taken and wide < room + 20:
                for text, y in texts:
                    yield words(text, x, y, "middle", "value")
                taken = x - wide / 2 - 4
