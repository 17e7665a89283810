"""Reading the lines of an investment case."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal

from integrationrules.economics.ranges import Range, total
from integrationrules.rulebook.yamltree import Node, ScalarNode

from .fields import Fields
from .model import AREAS, KINDS, PAYERS, STATUSES, Amount, Cited, Line, Source

__all__ = ["read_cited", "read_line", "read_price_level"]

LINE_KEYS = (
    "title", "kind", "payer", "area", "function", "status", "prices", "years", "is", "least", "most", "span", "total", "times", "source", "at", "because",
)
UNDATED = ("unknown", "each")
"""What `years` says of an amount whose years are unknown: its sum over them, or that of one year."""
SPAN_KEYS = ("from", "to", "is", "least", "most")


def read_line(name: str, fields: Fields, sources: Mapping[str, Source], assumptions: Collection[str], level: int | None) -> Line | None:
    """A line, or None where something of it cannot be used; its mistakes are told."""
    fields.known(*LINE_KEYS)
    title = fields.text("title", "@a title")
    kind, payer = fields.word("kind", KINDS, "@a kind"), fields.word("payer", PAYERS, "@a payer")
    area, status = fields.word("area", AREAS, "@an area"), fields.word("status", STATUSES, "@a status")
    undated = _undated(fields)
    amounts = () if undated or _is_word(fields) else tuple(_amounts(fields))
    _check_total(fields, amounts)
    times = fields.names("times", assumptions, "assumption")
    because = fields.text("because")
    cited = read_cited(fields, sources, assumed=status == "assumed", because=because is not None)
    own_level = read_price_level(fields) if fields.has("prices") else level
    if not amounts and not fields.has("years") and not fields.has("span"):
        fields.tell("invest_no_amount", fields.node.mark)
    if title is None or not (kind and payer and area and status and (amounts or undated)):
        return None
    each_year = undated is not None and fields.plain("years") == "each"
    return Line(name, title, kind, payer, area, status, amounts, own_level, fields.plain("function"), cited, because, times, undated, each_year)


def _is_word(fields: Fields) -> bool:
    return isinstance(fields.node.get("years"), ScalarNode) and fields.has("years")


def _undated(fields: Fields) -> Range | None:
    """The amount of years that no source names; it stands beside `years` and not inside it."""
    if not _is_word(fields):
        for key in ("is", "least", "most"):
            if fields.has(key):
                fields.tell("invest_undated", fields.mark(key), key, key=key)
        return None
    if fields.word("years", UNDATED) and fields.has("span"):
        fields.tell("invest_undated_span", fields.mark("span"), "span")
    return _bounds(fields)


def _check_total(fields: Fields, amounts: tuple[Amount, ...]) -> None:
    """A total beside the amounts is an author's own control: it must be what they make."""
    stated, made = fields.amount("total"), total(one.value for one in amounts)
    if stated is not None and amounts and not made.least <= stated <= made.most:
        shown = f"{made.least:f}" if made.exact else f"{made.least:f} - {made.most:f}"
        fields.tell("invest_contradiction", fields.mark("total"), "total", stated=f"{stated:f}", computed=shown)


def read_cited(fields: Fields, sources: Mapping[str, Source], assumed: bool = False, because: bool = False) -> Cited | None:
    """Where a figure comes from; a figure without source must be an assumed one that says what it rests on."""
    if fields.has("source"):
        found = fields.names("source", sources, "source") if fields.scalar("source") else ()
        return Cited(found[0], fields.plain("at")) if found else None
    if not assumed:
        fields.tell("invest_no_source", fields.node.mark, known=", ".join(sources) or "sources")
    elif not because:
        fields.tell("invest_no_because", fields.node.mark)
    return None


def read_price_level(fields: Fields) -> int | None:
    """The year of constant prices, or None for current prices."""
    found = fields.node.get("prices")
    if isinstance(found, ScalarNode):
        fields.word("prices", ("current",), "@prices")
        return None
    level = fields.part("prices")
    if level is None:
        fields.missing("prices", "@prices")
        return None
    level.known("level")
    if not level.has("level"):
        level.missing("level", "@a year")
    return level.year("level")


def _amounts(fields: Fields) -> Iterator[Amount]:
    """The amounts by year and by span, each year once and in order."""
    seen: dict[int, None] = {}
    found = [*_of_years(fields), *_of_span(fields)]
    for one in found:
        twice = [year for year in one.years if year in seen]
        if twice:
            fields.tell("invest_years_overlap", fields.mark("span"), "span", year=twice[0])
            return
        seen.update(dict.fromkeys(one.years))
    yield from sorted(found, key=lambda one: one.first)


def _of_years(fields: Fields) -> Iterator[Amount]:
    section = fields.part("years")
    before: int | None = None
    for key, value in section.node.pairs if section else ():
        assert section is not None
        if section.is_stray(key, value):
            continue
        year = section.year_of(key, key.text)
        read = _range(section, value, key.text)
        if year is None or read is None:
            continue
        if before is not None and year < before:
            section.tell("invest_years_unordered", key.mark, key.text, year=year, before=before)
            continue
        before = year
        yield Amount(year, year, read)


def _range(section: Fields, value: Node, key: str) -> Range | None:
    if isinstance(value, ScalarNode):
        read = section.amount_of(value, key)
        return None if read is None else Range.of(read)
    inside = section.inside(value, key)
    if inside is None:
        return None
    inside.known("is", "least", "most")
    return _bounds(inside)


def _of_span(fields: Fields) -> Iterator[Amount]:
    section = fields.part("span")
    if section is None:
        return
    section.known(*SPAN_KEYS)
    ends, value = section.ends(), _bounds(section)
    if ends is not None and value is not None:
        yield Amount(*ends, value)


def _bounds(fields: Fields) -> Range | None:
    if fields.has("is"):
        read = fields.amount("is")
        return None if read is None else Range.of(read)
    if not (fields.has("least") and fields.has("most")):
        fields.missing("is", "@bounds")
        return None
    least: Decimal | None = fields.amount("least")
    most: Decimal | None = fields.amount("most")
    if least is None or most is None:
        return None
    if least > most:
        fields.tell("invest_bounds", fields.mark("least"), least=str(least), most=str(most))
        return None
    return Range(least, most)
