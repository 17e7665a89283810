"""Numbers, dates, words and periods as text: bounds, units and hard spaces as the language writes them."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from integrationrules.dates import Month, Quarter
from integrationrules.engine.decision import Quantity
from integrationrules.report.catalogue import Translator
from integrationrules.report.words import word

__all__ = ["cited", "day", "number", "period", "quantity", "span", "unit_template", "with_unit"]

HARD = "\u00a0"
MONTHS: dict[int, str] = {
    1: "January", 2: "February", 3: "March", 4: "April", 5: "May", 6: "June", 7: "July", 8: "August", 9: "September",
    10: "October", 11: "November", 12: "December",
}
"""In the catalogue like other words: reading a locale's dates costs more than the whole text."""
_PLACES = re.compile(r"(§§?|\bstk\.|\bnr\.|\bkap\.|\bch\.|\bnote|\bart\.) (?=\w)")


def day(found: date, tr: Translator) -> str:
    """`1. juni 2018`, with hard spaces."""
    return tr("{day} {month} {year}").format(day=found.day, month=tr(MONTHS[found.month]), year=found.year).replace(" ", HARD)


def number(found: Decimal | int, tr: Translator, decimals: int | None = None) -> str:
    """A number with the language's separators; `decimals` fixes how many are shown."""
    if decimals is None and -1000 < found < 1000 and found == int(found):
        return str(int(found))
    from babel.numbers import format_decimal

    pattern = "#,##0.###" if decimals is None else "#,##0." + "0" * decimals
    return format_decimal(found, pattern, locale=tr.lang)


def quantity(found: Quantity, tr: Translator, place: str = "") -> str:
    """The value without its unit: `5`, `8-10`, `mindst 8`, `1. juni 2018`, `tidligst 1. juni 2018`, a word."""
    if found.kind == "word":
        return word(str(found.least), tr, place) if found.exact else tr("not known")
    least, greatest = _shown(found.least, found.unit, tr), _shown(found.greatest, found.unit, tr)
    if least is None and greatest is None:
        return tr("not known")
    if found.exact:
        return str(least)
    dates = found.kind == "date"
    if greatest is None:
        return (tr("{date} at the earliest") if dates else tr("at least {number}")).format(date=least, number=least)
    if least is None:
        return (tr("{date} at the latest") if dates else tr("at most {number}")).format(date=greatest, number=greatest)
    template = tr("between {least} and {greatest}") if dates or "-" in f"{least}{greatest}" else "{least}-{greatest}"
    return template.format(least=least, greatest=greatest)


def with_unit(found: Quantity, tr: Translator) -> str:
    """The value with its unit: `8 uger`, `1 uge`, `mindst 8 uger`, `76.500,00 kr.`."""
    text = quantity(found, tr)
    if found.kind != "number" or (found.least is None and found.greatest is None):
        return text
    one = found.exact and found.least == 1
    return unit_template(found.unit, 1 if one else 2, tr).format(n=text)


def period(found: str, tr: Translator) -> str:
    """`2018Q4`, `2018M12`, `2018-W40` or `2018-12-31` as the language writes a quarter, month, week or day."""
    if "M" in found:
        month = Month.parse(found)
        return f"{tr(MONTHS[month.number])}{HARD}{month.year}"
    if "Q" not in found and "W" not in found:
        return day(date.fromisoformat(found), tr)
    if "W" in found:
        year, week = found.split("-W")
        return tr("week {number}, {year}").format(number=int(week), year=year)
    quarter = Quarter.parse(found)
    return tr("Q{number} {year}").format(number=quarter.number, year=quarter.year).replace(". ", f".{HARD}")


def span(start: date | None, last: date | None, tr: Translator) -> str:
    """From a first to a last day, both included; empty where both are open."""
    shown = {"start": day(start, tr) if start else "", "last": day(last, tr) if last else ""}
    if start and last:
        template = tr("on {start}") if start == last else tr("from {start} through {last}")
    else:
        template = tr("from {start}") if start else tr("through {last}") if last else ""
    return template.format(**shown)


def cited(text: str) -> str:
    """A citation with hard spaces, so that `§ 45` and `stk. 8` are never torn apart."""
    return _PLACES.sub(rf"\1{HARD}", text)


def _shown(found: Decimal | int | date | str | None, unit: str, tr: Translator) -> str | None:
    if isinstance(found, date):
        return day(found, tr)
    if isinstance(found, Decimal | int):
        return number(found, tr, 2 if unit == "DKK" else None)
    return found


def unit_template(unit: str, count: int, tr: Translator) -> str:
    """`{n} uger` for a unit and a count; just `{n}` for a unit without a name."""
    texts = {
        "days": tr.plural("{n} day", "{n} days", count),
        "weeks": tr.plural("{n} week", "{n} weeks", count),
        "months": tr.plural("{n} month", "{n} months", count),
        "years": tr.plural("{n} year", "{n} years", count),
        "persons": tr.plural("{n} person", "{n} persons", count),
        "hours_per_week": tr.plural("{n} hour a week", "{n} hours a week", count),
        "DKK": tr("DKK {n}"),
        "percent": tr("{n} %"),
    }
    return texts.get(unit, "{n}")
