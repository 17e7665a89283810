"""Amounts, shares and ranges as text, with the separators and hard spaces of the language."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType

from integrationrules.economics.ranges import Range
from integrationrules.report.catalogue import Translator
from integrationrules.report.quantities import HARD

__all__ = ["amount", "approximate", "decimal", "in_unit", "kroner", "percent", "ranged", "with_unit"]

_PLACES = MappingProxyType({"mio_kr": 1, "t_kr": 1, "kr": 0})
_MOST = 3


def decimal(value: Decimal, places: int, tr: Translator) -> str:
    """A number rounded half up, with as many decimals as said."""
    from babel.numbers import format_decimal

    rounded = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return str(format_decimal(rounded + 0, "#,##0" + ("." + "0" * places if places else ""), locale=tr.lang))


def amount(value: Decimal, unit: str, tr: Translator, aligned: bool = False) -> str:
    """An amount without its unit: all decimals of a short one, else those usual for the unit, which `aligned` ones have at least."""
    exponent = value.normalize().as_tuple().exponent
    own = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    places = own if own <= _MOST else _PLACES[unit]
    return decimal(value, max(places, _PLACES[unit]) if aligned else places, tr)


def ranged(found: Range, unit: str, tr: Translator, aligned: bool = False) -> str:
    """`31,4`, or `40,9 til 73,9`."""
    least = amount(found.least, unit, tr, aligned)
    return least if found.exact else tr("{least} to {most}").format(least=least, most=amount(found.most, unit, tr, aligned))


def with_unit(found: Range, unit: str, tr: Translator, signed: bool = False, about: bool = False) -> str:
    """`31,4 mio. kr.`; `signed` ones above zero have a plus, and those that are `about` right a word before them."""
    plus = "+" if signed and found.least > 0 else ""
    return approximate(in_unit(plus + ranged(found, unit, tr), unit, tr), about, tr)


def approximate(shown: str, about: bool, tr: Translator) -> str:
    """The number with the word that says that it is not exact."""
    return tr("about {n}").format(n=shown).replace(" ", HARD) if about else shown


def in_unit(shown: str, unit: str, tr: Translator) -> str:
    """An amount that is written already with its unit, never torn apart."""
    texts = {"kr": tr("DKK {n}"), "t_kr": tr("DKK {n} thousand"), "mio_kr": tr("DKK {n} million")}
    return texts[unit].format(n=shown).replace(" ", HARD)


def kroner(found: Range, tr: Translator) -> str:
    """Whole kroner."""
    return with_unit(Range(*(end.quantize(Decimal(1), ROUND_HALF_UP) for end in (found.least, found.most))), "kr", tr)


def percent(value: Decimal, tr: Translator) -> str:
    """A share of one with one decimal: `35,6 %`."""
    return tr("{n} %").format(n=decimal(value * 100, 1, tr)).replace(" ", HARD)
