"""A measure as a picture like those of the annual report: bars by municipality with bounds as whiskers, and the mean as a line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from xml.etree.ElementTree import Element

from integrationrules.register.bounded import rounded
from integrationrules.register.groups import MUNICIPALITY
from integrationrules.register.measured import Measured
from integrationrules.register.places import TOTAL, Place
from integrationrules.register.table import SEX, Row
from integrationrules.register.tablecolumns import Value
from integrationrules.report.catalogue import translator
from integrationrules.report.markup import element, picture, written
from integrationrules.report.money.page.axis import Axis, axis_over
from integrationrules.report.money.page.figure import LINE, SIZE, WIDE, hatch, legend, words
from integrationrules.report.money.page.measure import wrapped
from integrationrules.report.money.page.palette import PALETTE
from integrationrules.report.names import Names
from integrationrules.report.quantities import number, period

from .notes import unit_of
from .words import between, group_text, place_text, shown

__all__ = ["measured_svg"]

_LABELS, _VALUES = 170, 150
"""Room left of the bars and right of them."""
_BAR, _GAP, _CAP = 9, 9, 3
_MARKS = tuple(Decimal(mark) / 5 for mark in range(6))
_FILLS = ("before", "now")
_STYLE = (
    "text{font:11px Arial,Helvetica,'Liberation Sans',sans-serif;fill:$ink}text.soft{fill:$soft}text.bold{font-weight:bold}"
    ".grid{stroke:$line;stroke-width:.6}.zero{stroke:$axis;stroke-width:1.4}.now{fill:$gain;stroke:$gain}"
    ".before{fill:url(#before);stroke:$loss}.loss-stripes{stroke:$loss;stroke-width:2;fill:none}"
    ".whisker{stroke:$ink;stroke-width:1.2;fill:none}.mean{stroke-width:1.6;fill:none;stroke-dasharray:6 3}"
    ".mean.now{stroke:$gain;fill:none}.mean.before{stroke:$loss;fill:none;stroke-dasharray:2 3}"
)


@dataclass(frozen=True, slots=True)
class _Bar:
    """One bar: which series, and the row it shows, of which `name` is drawn."""

    series: int
    row: Row
    name: str

    @property
    def value(self) -> Value:
        """What it shows."""
        return self.row[self.name]

    @property
    def ends(self) -> tuple[Value, Value]:
        """Its bounds."""
        return self.row[f"{self.name}_min"], self.row[f"{self.name}_max"]


@dataclass(frozen=True, slots=True)
class _Group:
    label: str
    bars: tuple[_Bar, ...]
    bold: bool = False


def measured_svg(found: Measured, lang: str) -> str:
    """The whole picture with a title, a description of all its numbers, and its style; nothing of it is fetched."""
    chart = _Chart(found, Names(found.book, translator(lang)))
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + written(chart.drawn()) + "\n"


class _Chart:
    def __init__(self, found: Measured, names: Names) -> None:
        self.found, self.tr, self.table = found, names.tr, found.table
        self.last = found.periods[-1]
        self.first = found.baseline or found.periods[0]
        self.main = found.table.main[0]
        self.axis = self._axis()
        self.by_sex = SEX in found.by and MUNICIPALITY in found.by
        self.names = names
        self.series = self._series()
        self.groups = [*self._groups(), *self._sums()]

    def drawn(self) -> Element:
        """The picture."""
        tr, title = self.tr, self.names.title(self.found.measure)
        heading = wrapped(f"{title}, {self._when()}", WIDE - 8, SIZE + 2, 2, bold=True)
        shapes: list[Element] = [words(line, 4, 16 + place * 16, style="bold") for place, line in enumerate(heading)]
        samples = [([element("rect", x=0, y=-6, width=24, height=_BAR, class_=_FILLS[place])], name) for place, name in self.series]
        samples.append(([element("path", d=f"M0 0H24M0 -{_CAP}V{_CAP}M24 -{_CAP}V{_CAP}", class_="whisker")], tr("bounds, from what is not known")))
        drawn_means = {bar.series for bar in self._drawn_means()}
        samples += [([element("path", d="M0 0H24", class_=f"mean {_FILLS[place]}")], self._mean_name(name))
                    for place, name in self.series if place in drawn_means]
        drawn, top = legend(samples, 4, WIDE - 4, 16 * len(heading) + 18)
        shapes += [*drawn]
        top += 8
        body: list[Element] = []
        y = top
        for group in self.groups:
            lines = wrapped(group.label, _LABELS - 8, SIZE, 2, bold=group.bold)
            tall = max(len(group.bars) * (_BAR + 3), len(lines) * LINE)
            body += [words(line, 4, y + SIZE + place * LINE - 1, style="bold" if group.bold else "") for place, line in enumerate(lines)]
            for place, bar in enumerate(group.bars):
                body += self._bar(bar, y + place * (_BAR + 3), group.bold)
            y += tall + _GAP
        shapes += [*self._grid(top - 4, y), *body, *self._means(top - 4, y)]
        notes = wrapped(self._note(), WIDE - 8, SIZE, 4)
        shapes += [words(line, 4, y + 34 + place * LINE, style="soft") for place, line in enumerate(notes)]
        high = round(y + 40 + LINE * len(notes), 1)
        paper = element("rect", x=0, y=0, width=WIDE, height=high, fill=PALETTE["paper"])
        return picture("measure", title, self._told(), WIDE, high, element("style", _coloured()), element("defs", hatch("before", "loss-stripes")),
                       paper, *shapes, style=f"width:{WIDE}px;max-width:100%")

    def _axis(self) -> Axis:
        """All of a whole for shares, from zero to beyond the greatest for averages."""
        start, end = _LABELS, WIDE - _VALUES
        if self.main.kind == "share":
            return Axis(_MARKS, start, end)
        ends = (row[column.name] for row in self.table.rows for column in self.table.main)
        return axis_over([Decimal(0), *(rounded(Fraction(one), 1) for one in ends if isinstance(one, int | Fraction))], start, end)

    def _x(self, value: int | Fraction) -> float:
        return self.axis.at(rounded(Fraction(value), 6))

    def _series(self) -> list[tuple[int, str]]:
        if self.by_sex:
            return [(0, self.tr("women")), (1, self.tr("men"))]
        periods = dict.fromkeys((self.first, self.last))
        return [(2 - len(periods) + place, period(str(one), self.tr)) for place, one in enumerate(periods)]

    def _when(self) -> str:
        if self.by_sex or self.first == self.last:
            return period(str(self.last), self.tr)
        return self.tr("{first} and {last}").format(first=period(str(self.first), self.tr), last=period(str(self.last), self.tr))

    def _groups(self) -> Iterator[_Group]:
        """A group of bars for each cell; for each municipality where the bars are of the sexes, the greatest difference first."""
        places: list[Place] = [row.place for row in self.table.of(self.last) if self._is_group(row.place)]
        if self.by_sex:
            places.sort(key=self._by_gap)
        for place in places:
            label = place_text(self.found.by, place, self.tr)
            if self.by_sex:
                label = ", ".join(group_text(by, one, self.tr) for by, one in zip(self.found.by, place, strict=True) if by != SEX)
            yield _Group(label, tuple(self._bars(place)))

    def _is_group(self, place: Place) -> bool:
        totals = [by for by, label in zip(self.found.by, place, strict=True) if label is TOTAL]
        return totals == ([SEX] if self.by_sex else [])

    def _by_gap(self, place: Place) -> tuple[bool, Fraction]:
        row = self.table.at(self.last, place)
        gap = row["gap"] if row else None
        return (False, -Fraction(gap)) if isinstance(gap, int | Fraction) else (True, Fraction(0))

    def _sums(self) -> Iterator[_Group]:
        """All together, and the mean."""
        if not self.found.by:
            return
        everything: Place = tuple(TOTAL for _ in self.found.by)
        yield _Group(self.tr("all"), tuple(self._bars(everything)), bold=True)
        if MUNICIPALITY in self.found.by:
            yield _Group(self.tr("mean of municipalities"), tuple(self._bars(everything, "mean")), bold=True)

    def _bars(self, place: Place, name: str = "") -> Iterator[_Bar]:
        if self.by_sex:
            at = self.found.by.index(SEX)
            wanted = [(series, self.last, (*place[:at], sex, *place[at + 1:])) for series, sex in enumerate(("female", "male"))]
        else:
            periods = dict.fromkeys((self.first, self.last))
            wanted = [(2 - len(periods) + series, one, place) for series, one in enumerate(periods)]
        for series, when, where in wanted:
            row = self.table.at(when, where)
            if row is not None:
                yield _Bar(series, row, name or self.main.name)

    def _bar(self, bar: _Bar, y: float, bold: bool) -> Iterator[Element]:
        value, (least, greatest) = bar.value, bar.ends
        middle = round(y + _BAR / 2, 1)
        if isinstance(value, int | Fraction):
            yield element("rect", x=_LABELS, y=round(y, 1), width=max(1, round(self._x(value) - _LABELS, 1)), height=_BAR, class_=_FILLS[bar.series])
        if isinstance(least, int | Fraction) and isinstance(greatest, int | Fraction) and least < greatest:
            caps = "".join(f"M{self._x(end)} {middle - _CAP}V{middle + _CAP}" for end in (least, greatest))
            yield element("path", d=f"M{self._x(least)} {middle}H{self._x(greatest)}{caps}", class_="whisker")
        yield words(shown(value, self.main.kind, self.tr), WIDE - 96, y + SIZE - 2, "end", "bold" if bold else "")
        span = between(least, greatest, self.main.kind, self.tr)
        if isinstance(least, int | Fraction):
            yield words(span, WIDE - 4, y + SIZE - 2, "end", "soft")

    def _grid(self, top: float, bottom: float) -> Iterator[Element]:
        for mark in self.axis.marks:
            x = self.axis.at(mark)
            yield element("path", d=f"M{x} {round(top, 1)}V{round(bottom, 1)}", class_="zero" if not mark else "grid")
            said = number(mark * 100, self.tr) + "\u00a0%" if self.main.kind == "share" else number(mark, self.tr)
            yield words(said, x, bottom + 14, "middle", "soft")

    def _means(self, top: float, bottom: float) -> Iterator[Element]:
        for bar in self._drawn_means():
            if isinstance(bar.value, int | Fraction):
                yield element("path", d=f"M{self._x(bar.value)} {round(top, 1)}V{round(bottom, 1)}", class_=f"mean {_FILLS[bar.series]}")

    def _drawn_means(self) -> Iterator[_Bar]:
        means = self._bars(tuple(TOTAL for _ in self.found.by), "mean")
        return (bar for bar in means if isinstance(bar.value, int | Fraction))

    def _mean_name(self, name: str) -> str:
        return self.tr("mean of municipalities, {series}").format(series=name)

    def _note(self) -> str:
        said = self.tr("Share: met among members whose outcome is known.") if self.main.kind == "share" else self.tr(
            "Average of {unit}, over members whose number is known.").format(unit=unit_of(self.found, self.tr))
        if self.found.suppress is not None:
            said += " " + self.tr("..: hidden, so that nobody is recognised.")
        return said + " " + self.tr("Rulebook: {hashes}").format(hashes=self.found.rulebook_hash[:12])

    def _told(self) -> str:
        """Every number of the picture, in words."""
        names = dict(self.series)
        told = [
            f"{group.label}: " + "; ".join(f"{names[bar.series]} {shown(bar.value, self.main.kind, self.tr)}" for bar in group.bars)
            for group in self.groups
        ]
        return f"{self._when()}. " + ". ".join(told) + "."


def _coloured() -> str:
    style = _STYLE
    for name in sorted(PALETTE, key=len, reverse=True):
        style = style.replace(f"${name}", PALETTE[name])
    return style
