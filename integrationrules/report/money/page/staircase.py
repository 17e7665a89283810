"""From gross to net in steps, payer by payer: each bar begins where the one above it ended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from xml.etree.ElementTree import Element

from integrationrules.report.catalogue import Translator
from integrationrules.report.markup import element
from integrationrules.report.money.page.figure import WIDE, Drawn, hatch, legend
from integrationrules.report.money.page.numerals import Unit, places, spread
from integrationrules.report.money.page.rows import BAR, Row, Rows

__all__ = ["Step", "staircase_chart"]


@dataclass(frozen=True, slots=True)
class Step:
    """An amount that is added; a total is the sum so far, drawn from zero. `payer` heads the steps that share it.

    Where it is known between bounds only, `amount` is the least and `most` the greatest.
    """

    label: str
    amount: Decimal
    payer: str = ""
    total: bool = False
    most: Decimal | None = None

    @property
    def greatest(self) -> Decimal:
        """What it may be at most."""
        return self.amount if self.most is None else self.most


@dataclass(frozen=True, slots=True)
class _Bar:
    """In which row a step is drawn, from where, to the least and to the greatest that is reached."""

    row: int
    step: Step
    start: Decimal
    to: Decimal
    most: Decimal


def staircase_chart(steps: Sequence[Step], unit: Unit, tr: Translator, key: str, wide: float = WIDE) -> Drawn:
    """The steps from top to bottom; the sum begins anew with each payer. Bars follow the least amounts, and reach on to the greatest."""
    decimals = places(end for one in steps for end in (one.amount, one.greatest))
    rows: list[Row] = []
    bars: list[_Bar] = []
    before, least, most = "", Decimal(0), Decimal(0)
    for step in steps:
        if step.payer != before:
            rows.append(Row(step.payer, bold=True))
            before, least, most = step.payer, Decimal(0), Decimal(0)
        if step.total:
            least = most = Decimal(0)
        bars.append(_Bar(len(rows), step, least, least + step.amount, most + step.greatest))
        rows.append(Row(step.label, amounts=(spread(step.amount, step.greatest, tr, decimals),), bold=step.total))
        least, most = bars[-1].to, bars[-1].most
    shapes, top = legend(_samples(steps, tr, key), 2, wide, 10)
    placed = Rows(rows, (unit.short,), [Decimal(0), *(end for one in bars for end in (one.start, one.to, one.most))], wide, top + 6)
    said = tr("{unit} (+ is a gain, − a cost)").format(unit=unit)
    loss = element("defs", hatch(f"{key}-loss", "loss-stripes"))
    table = [(step.payer or "–", step.label, spread(step.amount, step.greatest, tr, decimals)) for step in steps]
    told = "; ".join(f"{label} {amount}" if payer == "–" else f"{payer}: {label} {amount}" for payer, label, amount in table)
    return Drawn(
        tr("From gross to net"), f"{said}. {told}.", wide, placed.height(said),
        [loss, *shapes, *placed.grid(tr, said), *_bars(bars, placed, key), *placed.texts()],
        (tr("Payer"), tr("Step"), str(unit)), table)


def _samples(steps: Sequence[Step], tr: Translator, key: str) -> Iterator[tuple[list[Element], str]]:
    if any(one.amount > 0 and not one.total for one in steps):
        yield [element("rect", x=0, y=-6, width=24, height=12, class_="gain")], tr("gain")
    if any(one.amount < 0 and not one.total for one in steps):
        yield [element("rect", x=0, y=-6, width=24, height=12, class_="loss", style=f"fill:url(#{key}-loss)")], tr("cost or loss")
    if any(one.total for one in steps):
        yield [element("rect", x=0, y=-6, width=24, height=12, class_="total")], tr("sum")
    if any(one.amount != one.greatest for one in steps):
        yield [element("rect", x=0, y=-6, width=24, height=12, class_="reach")], tr("up to the greatest possible")


def _bars(bars: Sequence[_Bar], placed: Rows, key: str) -> Iterator[Element]:
    following = [*bars[1:], None]
    for bar, after in zip(bars, following, strict=True):
        x, to, most = placed.axis.at(bar.start), placed.axis.at(bar.to), placed.axis.at(bar.most)
        y = placed.middle(bar.row) - BAR / 2
        kind = "total" if bar.step.total else "gain" if bar.step.amount >= 0 else "loss"
        fill = {"style": f"fill:url(#{key}-loss)"} if kind == "loss" else {}
        if most != to:
            yield element("rect", x=to, y=round(y, 1), width=round(most - to, 1), height=BAR, class_="reach")
        yield element("rect", x=min(x, to), y=round(y, 1), width=max(1, round(abs(to - x), 1)), height=BAR, class_=kind, **fill)
        if after is not None and after.row == bar.row + 1:
            yield element("path", d=f"M{to} {round(y + BAR, 1)}V{round(placed.middle(after.row) - BAR / 2, 1)}", class_="joint")
