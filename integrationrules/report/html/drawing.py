"""Lanes along an axis of days, drawn as one SVG."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from xml.etree.ElementTree import Element

from integrationrules.report.catalogue import Translator
from integrationrules.report.markup import element, picture
from integrationrules.report.quantities import day

from .axis import LEFT, WIDTH, Axis, axis_of
from .lanes import Bar, Lane, Mark

__all__ = ["drawing"]

_TOP, _ROW, _BAR, _PAD = 40, 22, 16, 6
_LETTER = 7.0
"""The widest that a letter usually is; texts longer than their room are cut."""
_SHORTEST_YEAR, _SHORTEST_QUARTER = 34, 10


def drawing(lanes: Sequence[Lane], observed: Sequence[date], title: str, tr: Translator, key: str) -> Element:
    """The lanes with a grid of years and quarters; `key` tells this drawing's patterns and titles from another's on the page."""
    stated = [found for lane in lanes for found in _days(lane)]
    axis = axis_of(observed, stated)
    rows = [_rows(lane, axis) for lane in lanes]
    height = _TOP + sum(len(found) * _ROW + _PAD for found in rows) + _PAD
    hatch = element("defs", element("pattern", element("path", d="M0 6L6 0", class_="hatch"), id=f"{key}-hatch", width=6, height=6,
                                    patternUnits="userSpaceOnUse"))
    top = _TOP
    body: list[Element] = []
    for lane, found in zip(lanes, rows, strict=True):
        tall = len(found) * _ROW
        body += _gaps(lane, axis, top, tall, tr)
        body.append(element("text", element("title", lane.label), _fitting(lane.label, LEFT - 14), x=4, y=top + 15))
        for place, row in enumerate(found):
            y = top + place * _ROW
            for thing, room in zip(row, _free(row, axis), strict=True):
                before = axis.at(thing.first) - LEFT - 14 if len(row) == 1 else 0.0
                body.append(_bar(thing, axis, y, key) if isinstance(thing, Bar) else _mark(thing, axis, y, room, before, key))
        top += tall + _PAD
    return picture(key, title, _described(lanes, axis, tr), WIDTH, height, hatch, *_grid(axis, height, tr), *body)


def _days(lane: Lane) -> Iterator[date]:
    for bar in lane.bars:
        yield from (bar.first, (bar.end or bar.until) - timedelta(days=1))
    for mark in lane.marks:
        yield from (mark.first, mark.end - timedelta(days=1))


def _described(lanes: Sequence[Lane], axis: Axis, tr: Translator) -> str:
    said = [tr("{start} to {end}.").format(start=day(axis.start, tr), end=day(axis.end - timedelta(days=1), tr))]
    for lane in lanes:
        things = "; ".join(thing.title for thing in lane.things[:12])
        said.append(f"{lane.label}: {things}." if things else f"{lane.label}.")
    return " ".join(said)


def _rows(lane: Lane, axis: Axis) -> list[list[Bar | Mark]]:
    """The things of a lane in as many rows as it takes for none to cover another."""
    rows: list[list[Bar | Mark]] = []
    reached: list[float] = []
    for thing in sorted(lane.things, key=lambda one: (isinstance(one, Mark), one.first)):
        start, end = axis.at(thing.first), axis.at(thing.end or axis.end)
        if isinstance(thing, Mark):
            start, end = start - 6, max(end, start + 6) + 14 + len(thing.label) * _LETTER
        place = next((number for number, until in enumerate(reached) if until <= start and isinstance(rows[number][0], Mark) == isinstance(thing, Mark)), None)
        if place is None:
            rows.append([thing])
            reached.append(end)
        else:
            rows[place].append(thing)
            reached[place] = end
    return rows or [[]]


def _free(row: Sequence[Bar | Mark], axis: Axis) -> list[float]:
    """The room up to the next thing in the row."""
    starts = [*(axis.at(one.first) for one in row[1:]), *([float(WIDTH)] if row else [])]
    return [following - axis.at(one.end or axis.end) - 14 for one, following in zip(row, starts, strict=True)]


def _grid(axis: Axis, height: int, tr: Translator) -> Iterator[Element]:
    quarters = list(axis.quarters)
    wide = (WIDTH - LEFT) / len(quarters)
    every = next(step for step in (1, 2, 5, 10, 25, 50, 100) if wide * 4 * step >= _SHORTEST_YEAR)
    for place, quarter in enumerate(quarters):
        x, first = axis.at(quarter.first_day), quarter.number == 1
        if first or wide >= _SHORTEST_QUARTER:
            yield element("path", d=f"M{x} {14 if first else 30}V{height}", class_="year" if first else "grid")
        named = first and quarter.year % every == 0 and x <= WIDTH - _SHORTEST_YEAR
        if named or (place == 0 and (5 - quarter.number) * wide >= _SHORTEST_YEAR and every == 1):
            yield element("text", str(quarter.year), x=x + 3, y=14)
        if wide >= 26:
            yield element("text", tr("Q{number}").format(number=quarter.number), x=x + 3, y=30, class_="soft")


def _gaps(lane: Lane, axis: Axis, top: int, tall: int, tr: Translator) -> Iterator[Element]:
    for start, end in lane.gaps:
        x, until = axis.at(start or axis.start), axis.at(end or axis.end)
        if until > x:
            said = tr("not observed")
            fits = len(said) * _LETTER + 8 <= until - x and not _over(lane, axis, x, until)
            words = [element("text", said, x=x + 4, y=top + 15, class_="soft")] if fits else []
            shade = element("rect", x=x, y=top, width=round(until - x, 1), height=tall, class_="gap")
            yield element("g", element("title", said), shade, *words, class_="unobserved")


def _over(lane: Lane, axis: Axis, x: float, until: float) -> bool:
    """Whether anything is drawn between two places."""
    return any(axis.at(one.first) < until and axis.at(one.end or axis.end) > x for one in lane.things)


def _bar(bar: Bar, axis: Axis, top: int, key: str) -> Element:
    """A bar: hatched where it only may be, with an arrow where it goes on or is cut off."""
    first, end = axis.at(bar.first), axis.at(bar.end or axis.end)
    sure, until = axis.at(bar.sure), axis.at(min(bar.until, bar.end or date.max))
    low = 4 if bar.of == "not_met" else 0
    parts = [element("title", bar.title)]
    box = {"y": top + 3 + low, "height": _BAR - low}
    if sure < until:
        parts.append(element("rect", x=sure, width=round(until - sure, 1), **box))
    pieces = ((first, min(sure, end)), (max(until, sure), end)) if sure < until else ((first, end),)
    for x, to in pieces:
        if to > x:
            parts += [element("rect", x=x, width=round(to - x, 1), class_="maybe", style=f"fill:url(#{key}-hatch)", **box)]
    if end <= first or (sure >= until and len(parts) == 1):
        parts.append(element("rect", x=min(first, axis.at(axis.end) - 2), width=2, **box))
    middle = top + 3 + _BAR / 2
    if bar.end is None or bar.end > axis.end:
        parts.append(element("path", d=f"M{end - 7} {middle - 6}L{end} {middle}L{end - 7} {middle + 6}Z", class_="goes-on"))
    if bar.first < axis.start:
        parts.append(element("path", d=f"M{first + 7} {middle - 6}L{first} {middle}L{first + 7} {middle + 6}Z", class_="cut"))
    x, room = (sure, until - sure - 8) if until > sure else (first, end - first - 8)
    said = bar.label if bar.of != "bar" and len(bar.label) == 1 and room > 0 else _fitting(bar.label, room)
    if said:
        inside = element("text", said, x=round(x + (room + 8) / 2, 1), y=top + 15 + low // 2, text_anchor="middle") if bar.of != "bar" else element(
            "text", said, x=x + 4 + 7 * (bar.first < axis.start), y=top + 15)
        parts.append(inside)
    return element("g", *parts, class_=bar.of if bar.of != "weeks" else "bar weeks")


def _mark(mark: Mark, axis: Axis, top: int, room: float, before: float, key: str) -> Element:
    """A lozenge on its day, and hatched days where it is not known which."""
    x, end = axis.at(mark.first), axis.at(mark.end)
    parts = [element("title", mark.title)]
    if (mark.end - mark.first).days > 1:
        parts.append(element("rect", x=x, y=top + 6, width=max(round(end - x, 1), 1), height=10, style=f"fill:url(#{key}-hatch)", class_="maybe"))
    at, middle = min(max((x + end) / 2, LEFT + 6), WIDTH - 8), top + 11
    parts.append(element("path", d=f"M{at - 5:.1f} {middle}L{at:.1f} {middle - 5}L{at + 5:.1f} {middle}L{at:.1f} {middle + 5}Z"))
    if room < len(mark.label) * _LETTER <= before:
        parts.append(element("text", mark.label, x=round(x - 8, 1), y=top + 15, text_anchor="end"))
    elif said := _fitting(mark.label, room):
        parts.append(element("text", said, x=round(max(end, at) + 8, 1), y=top + 15))
    return element("g", *parts, class_="mark")


def _fitting(text: str, room: float) -> str:
    """As much of a text as there is room for; nothing where hardly any is."""
    letters = int(room / _LETTER)
    return text if len(text) <= letters else f"{text[:letters - 1].rstrip()}…" if letters >= 5 else ""
