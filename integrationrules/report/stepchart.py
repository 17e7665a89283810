"""A parameter's values over time as steps: inline SVG with a title and a description, without scripts or outside files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

__all__ = ["Step", "step_chart"]

WIDTH, HEIGHT = 720, 240
LEFT, RIGHT, TOP, BOTTOM = 16, 16, 52, 32
_LETTER = 7
"""Room that a letter needs; where two labels would meet, the second is shown only on hovering, and in the table."""
_SAMPLE = 28
"""A stroke in the legend."""


@dataclass(frozen=True, slots=True)
class Step:
    """A value that holds from a day until another (None: still), the text that names it, and whether it is certain."""

    start: date
    end: date | None
    value: float
    label: str
    certain: bool = True


def step_chart(
    chart: str, title: str, description: str, series: Mapping[str, Sequence[Step]], unknown: Sequence[tuple[date, date | None]], not_known: str,
) -> str:
    """The picture; `chart` is its id on the page, `unknown` are times of which no value is known, `not_known` is what is said of them."""
    drawn = _Drawn.of(series, unknown)
    lines = [
        f'<figure class="steps"><svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-labelledby="{chart}-title {chart}-desc" xmlns="http://www.w3.org/2000/svg">',
        f'<title id="{chart}-title">{escape(title)}</title><desc id="{chart}-desc">{escape(description)}</desc>',
        *drawn.gaps(unknown, not_known), *drawn.axis(), *_legend([name for name in series if name]),
    ]
    for place, (name, steps) in enumerate(series.items()):
        lines += drawn.steps(place, name, steps)
    return "".join((*lines, "</svg></figure>"))


def _legend(names: Sequence[str]) -> Iterator[str]:
    """A stroke and the name of each series, side by side."""
    left = LEFT
    for place, name in enumerate(names):
        yield f'<path class="step s{place % 4}" d="M{left} 12h{_SAMPLE}"/><text x="{left + _SAMPLE + 6}" y="16">{escape(name)}</text>'
        left += _SAMPLE + 24 + _LETTER * len(name)


@dataclass(frozen=True)
class _Drawn:
    first: date
    last: date
    greatest: float

    @classmethod
    def of(cls, series: Mapping[str, Sequence[Step]], unknown: Sequence[tuple[date, date | None]]) -> _Drawn:
        """Whole years from the first value to two years beyond the last change; zero is always in the picture."""
        steps = [step for several in series.values() for step in several]
        days = [day for start, end in ((one.start, one.end) for one in steps) for day in (start, end) if day]
        days += [day for gap in unknown for day in gap if day]
        return cls(date(min(days).year, 1, 1), date(max(days).year + 2, 1, 1), max([one.value for one in steps] + [0]) or 1)

    def x(self, day: date) -> float:
        """Pixels from the left."""
        return round(LEFT + (WIDTH - LEFT - RIGHT) * (day - self.first).days / (self.last - self.first).days, 1)

    def y(self, value: float) -> float:
        """Pixels from the top."""
        return round(HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * value / self.greatest, 1)

    def axis(self) -> Iterator[str]:
        """The line of zero with the years below it, as many as there is room for."""
        ground = self.y(0)
        yield f'<path class="axis" d="M{LEFT} {ground}H{WIDTH - RIGHT}"/>'
        years = range(self.first.year, self.last.year + 1)
        every = max(1, round(len(years) / 12))
        for year in years[::every]:
            at = self.x(date(year, 1, 1))
            yield f'<path class="axis" d="M{at} {ground}v5"/><text class="year" x="{at}" y="{ground + 20}">{year}</text>'

    def gaps(self, unknown: Sequence[tuple[date, date | None]], said: str) -> Iterator[str]:
        """Grey where nothing is known."""
        for start, end in unknown:
            left, right = self.x(start), self.x(end or self.last)
            width, height = round(right - left, 1), HEIGHT - TOP - BOTTOM
            yield f'<rect class="gap" x="{left}" y="{TOP}" width="{width}" height="{height}"><title>{escape(said)}</title></rect>'
            if right - left > _LETTER * len(said):
                yield f'<text class="unknown" x="{round((left + right) / 2, 1)}" y="{HEIGHT - BOTTOM - 8}">{escape(said)}</text>'

    def steps(self, place: int, name: str, steps: Sequence[Step]) -> Iterator[str]:
        """One series: a stroke for each value, joined where one follows the other."""
        before: Step | None = None
        free_from = 0.0
        for step in steps:
            left, right, high = self.x(step.start), self.x(step.end or self.last), self.y(step.value)
            said = escape(f"{name}: {step.label}" if name else step.label)
            joined = f"M{left} {self.y(before.value)}V{high}" if before and before.end == step.start else f"M{left} {high}"
            shape = f"step s{place % 4}" if step.certain else f"step s{place % 4} unsure"
            yield f'<path class="{shape}" d="{joined}H{right}"><title>{said}</title></path>'
            changed = before is None or before.value != step.value or before.end != step.start
            wide = _LETTER * len(step.label)
            if changed and left >= free_from and WIDTH - left >= wide:
                yield f'<text class="value" x="{left + 2}" y="{high - 6}">{escape(step.label)}</text>'
                free_from = left + wide
            before = step
