"""Field types of facts: what a day, a week, a text, hours and an amount may look like in a case."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Annotated, Any

from pydantic import PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from integrationrules.dates import DateError, IsoWeek
from integrationrules.timeline.cpr import holds_cpr
from integrationrules.timeline.messages import MESSAGES, shown

__all__ = ["DAY_FORM", "Amount", "Code", "Day", "Flag", "HoursPerMonth", "HoursPerWeek", "Label", "Level", "Municipality", "Week",
           "refusal"]

_CONTROL = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(\.[0-9]{1,30})?")
_COMMA = re.compile(r"-?[0-9]{1,7},[0-9]{1,2}")
_WEEK_53 = re.compile(r"^(\d+) has no ISO week 53$")
_LONGEST_TEXT = 300
_GREATEST_AMOUNT = 10**12


def refusal(message_id: str, **values: Any) -> PydanticCustomError:
    """The error that carries one of our messages through pydantic."""
    return PydanticCustomError(message_id, MESSAGES[message_id].replace("{{", "{").replace("}}", "}"), values)


def _day(value: object) -> date:
    if type(value) is str:
        if len(value) != 10 or value[4] != "-" or value[7] != "-":
            raise refusal("date_form", found=shown(value))
        try:
            day = date.fromisoformat(value)
        except ValueError:
            digits = value.replace("-", "").isdecimal()
            raise refusal("date_impossible" if digits else "date_form", found=shown(value)) from None
    elif isinstance(value, date) and not isinstance(value, datetime):
        day = value
    else:
        raise refusal("date_form", found=shown(value))
    if not 1900 <= day.year <= 2100:
        raise refusal("date_out_of_range", found=day.isoformat())
    return day


@lru_cache(maxsize=8192)
def _parsed_week(text: str) -> IsoWeek:
    return IsoWeek.parse(text)


def _week(value: object) -> IsoWeek:
    if isinstance(value, IsoWeek):
        return value
    if not isinstance(value, str):
        raise refusal("week_form", found=shown(value))
    try:
        return _parsed_week(value)
    except DateError as error:
        if "is not a week" in str(error):
            raise refusal("week_form", found=shown(value)) from None
        if match := _WEEK_53.search(str(error)):
            raise refusal("week_53", year=int(match[1])) from None
        raise refusal("week_impossible", found=shown(value)) from None


def _code(value: object) -> str:
    text = str(value) if type(value) is int else value
    if not isinstance(text, str) or not (text == "" or (len(text) <= 4 and text.isascii() and text.isdecimal())):
        raise refusal("code_form", found=shown(value))
    return text


def _label(value: object) -> str:
    text = str(value) if type(value) is int else value
    if not isinstance(text, str):
        raise refusal("not_text", found=shown(value))
    if not text or text.isspace():
        raise refusal("text_empty")
    if len(text) > _LONGEST_TEXT:
        raise refusal("text_too_long", limit=_LONGEST_TEXT)
    if _CONTROL.search(text):
        raise refusal("text_control")
    if holds_cpr(text):
        raise refusal("text_cpr")
    return text


def _flag(value: object) -> bool:
    if value is True or value is False:
        return value
    raise refusal("not_true_or_false", found=shown(value))


def _decimal(value: object, decimals: int) -> Decimal:
    if type(value) is int:
        text = str(value) if abs(value) < 10**16 else "out of range"
    elif type(value) in (str, float, Decimal):
        text = format(value, "f") if isinstance(value, Decimal) and value.is_finite() else str(value)
    else:
        text = ""
    if not _DECIMAL.fullmatch(text):
        if _COMMA.fullmatch(text):
            raise refusal("decimal_comma", found=shown(value), written=shown(text.replace(",", ".")).strip("'"))
        raise refusal("not_a_number", found=shown(value))
    number = Decimal(text)
    if -number.as_tuple().exponent > decimals and number != round(number, decimals):  # type: ignore[operator]
        raise refusal("too_many_decimals", found=shown(number), limit=decimals)
    return number


def _whole(least: int, greatest: int) -> Callable[[object], int]:
    def check(value: object) -> int:
        if type(value) is not int:
            raise refusal("not_a_whole_number", found=shown(value))
        if value < least:
            raise refusal("number_too_small", found=shown(value), limit=least)
        if value > greatest:
            raise refusal("number_too_large", found=shown(value), limit=greatest)
        return value

    return check


def _hours(unit: str, limit: int) -> Callable[[object], Decimal]:
    def check(value: object) -> Decimal:
        hours = _decimal(value, 4)
        if not 0 < hours <= limit:
            raise refusal(f"hours_per_{unit}_range", found=shown(hours), limit=limit)
        return hours

    return check


def _amount(value: object) -> Decimal:
    amount = _decimal(value, 2)
    if amount < 0:
        raise refusal("amount_negative", found=shown(amount))
    if amount > _GREATEST_AMOUNT:
        raise refusal("amount_too_large", found=shown(amount), limit=_GREATEST_AMOUNT)
    return amount


DAY_FORM: dict[str, Any] = {"type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"}
"""A date as JSON Schema."""
_NUMBER_FORM: dict[str, Any] = {"type": ["number", "string"], "pattern": f"^{_DECIMAL.pattern}$"}


Day = Annotated[date, PlainValidator(_day), WithJsonSchema(DAY_FORM)]
"""A date 1900-2100, as ISO text or `datetime.date`."""
Week = Annotated[IsoWeek, PlainValidator(_week), WithJsonSchema({"type": "string", "examples": ["2018-W40"]})]
"""An ISO week."""
Code = Annotated[str, PlainValidator(_code),
                 WithJsonSchema({"type": ["string", "integer"], "pattern": "^[0-9]{0,4}$", "minimum": 0, "maximum": 9999})]
"""A DREAM code as text; blank is the empty text."""
Label = Annotated[str, PlainValidator(_label),
                  WithJsonSchema({"type": ["string", "integer"], "minLength": 1, "maxLength": _LONGEST_TEXT})]
"""An id, a source or another text of one line that holds no CPR number; a whole number is read as text."""
Flag = Annotated[bool, PlainValidator(_flag), WithJsonSchema({"type": "boolean"})]
"""true or false, nothing else."""
Municipality = Annotated[int, PlainValidator(_whole(1, 999)),
                         WithJsonSchema({"type": "integer", "minimum": 1, "maximum": 999})]
"""A municipality's number, such as 860."""
Level = Annotated[int, PlainValidator(_whole(1, 4)), WithJsonSchema({"type": "integer", "minimum": 1, "maximum": 4})]
"""The level of a Danish test, 1-4."""
HoursPerWeek = Annotated[Decimal, PlainValidator(_hours("week", 100)),
                         WithJsonSchema({**_NUMBER_FORM, "exclusiveMinimum": 0, "maximum": 100})]
"""Hours a week, more than 0 and at most 100, with at most four decimals."""
HoursPerMonth = Annotated[Decimal, PlainValidator(_hours("month", 430)),
                          WithJsonSchema({**_NUMBER_FORM, "exclusiveMinimum": 0, "maximum": 430})]
"""Hours a month, more than 0 and at most 430, with at most four decimals."""
Amount = Annotated[Decimal, PlainValidator(_amount), WithJsonSchema({**_NUMBER_FORM, "minimum": 0, "maximum": _GREATEST_AMOUNT})]
"""Kroner, 0 or more, with at most two decimals."""
