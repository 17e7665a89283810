"""Timelines as columns: certain and possible days, and the same columns from Arrow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from fractions import Fraction
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from integrationrules.dates import FIRST_DAY, LAST_DAY, day_number
from integrationrules.timeline.arrow import batch_from_arrow, from_arrow, schema, to_arrow
from integrationrules.timeline.attributes import HOUR_PARTS
from integrationrules.timeline.batch import Batch, batch_of
from integrationrules.timeline.files import CaseError
from integrationrules.timeline.timeline import Timeline

from .timeline_cases import DAYS, case, timelines


def assert_same(one: Any, other: Any, path: str = "batch") -> None:
    """Equal values in every field, arrays element by element."""
    if isinstance(one, np.ndarray):
        assert one.dtype == other.dtype, path
        np.testing.assert_array_equal(one, other, path)
    elif isinstance(one, Mapping):
        assert list(one) == list(other), path
        for key in one:
            assert_same(one[key], other[key], f"{path}.{key}")
    elif is_dataclass(one):
        for field in fields(one):
            assert_same(getattr(one, field.name), getattr(other, field.name), f"{path}.{field.name}")
    else:
        assert one == other, path


def days(batch: Batch, kind: str, row: int = 0) -> tuple[str, str, str, str]:
    """start_min, start_max, end_min, end_max of one fact as dates."""
    columns = batch.facts[kind]
    found = (columns.start_min[row], columns.start_max[row], columns.end_min[row], columns.end_max[row])
    return tuple("never" if day == LAST_DAY else str(np.datetime64(int(day), "D")) for day in found)  # type: ignore


def spell(start: str, **more: Any) -> dict[str, Any]:
    return {"kind": "programme", "from": start, **more}


@pytest.mark.parametrize(
    ("fact", "expected"),
    [
        (spell("2016-01-04", to="2016-02-01"), ("2016-01-04", "2016-01-04", "2016-02-01", "2016-02-01")),
        (spell("2016-01-04", through="2016-01-31"), ("2016-01-04", "2016-01-04", "2016-02-01", "2016-02-01")),
        (spell("2016-01-04"), ("2016-01-04", "2016-01-04", "2017-01-01", "never")),
        (spell("2017-03-04"), ("2017-03-04", "2017-03-04", "2019-01-01", "never")),
        (spell("2019-03-04"), ("2019-03-04", "2019-03-04", "2019-03-05", "never")),
        (
            spell("2016-01-04", to="2016-03-10", precision="month"),
            ("2016-01-01", "2016-01-31", "2016-03-01", "2016-03-31"),
        ),
        (
            spell("2016-01-04", through="2016-02-29", precision="month"),
            ("2016-01-01", "2016-01-31", "2016-02-02", "2016-03-01"),
        ),
        (
            spell("2016-02-04", to="2016-06-10", precision="quarter"),
            ("2016-01-01", "2016-03-31", "2016-04-01", "2016-06-30"),
        ),
        (
            spell("2016-01-06", to="2016-01-18", precision="week"),
            ("2016-01-04", "2016-01-10", "2016-01-18", "2016-01-24"),
        ),
        (spell("2016-01-06", precision="month"), ("2016-01-01", "2016-01-31", "2017-01-01", "never")),
        (spell("2016-12-06", precision="quarter"), ("2016-10-01", "2016-12-31", "2017-01-01", "never")),
        (spell("2019-01-06", precision="month"), ("2019-01-01", "2019-01-31", "2019-01-02", "never")),
        (spell("2017-01-06", precision="quarter"), ("2017-01-01", "2017-03-31", "2019-01-01", "never")),
        (spell("2016-12-28", precision="week"), ("2016-12-26", "2017-01-01", "2017-01-01", "never")),
    ],
)
def test_a_spell_is_certain_from_its_latest_start_to_its_earliest_end(
    fact: dict[str, Any], expected: tuple[str, ...]
) -> None:
    observed = [{"from": "2015-01-01", "to": "2017-01-01"}, {"from": "2017-06-01", "to": "2019-01-01"}]
    assert days(batch_of([case(fact, observed=observed)]), "programme") == expected


def test_an_event_lasts_one_day_and_an_imprecise_one_some_day() -> None:
    batch = batch_of([case({"kind": "contract", "on": "2016-02-10"},
                           {"kind": "contract", "on": "2016-02-10", "precision": "month"})])
    assert days(batch, "contract", 1) == ("2016-02-10", "2016-02-10", "2016-02-11", "2016-02-11")
    assert days(batch, "contract", 0) == ("2016-02-01", "2016-02-29", "2016-02-02", "2016-03-01")


def test_a_week_code_touches_some_day_of_its_week() -> None:
    batch = batch_of([case({"kind": "week_code", "week": "2018-W40", "code": 700})])
    assert days(batch, "week_code") == ("2018-10-01", "2018-10-07", "2018-10-02", "2018-10-08")
    assert batch.facts["week_code"].fields["code"].categories == ("700",)


def test_facts_are_sorted_by_citizen_and_start_and_else_keep_their_order() -> None:
    pay = [{"kind": "bonus_paid", "type": "job", "on": day, "amount": amount}
           for day, amount in (("2017-01-01", 3), ("2016-01-01", "2.50"), ("2016-01-01", 1))]
    columns = batch_of([case(*pay), case(pay[0])]).facts["bonus_paid"]
    assert columns.citizen.tolist() == [0, 0, 0, 1]
    assert columns.fields["amount"].values.tolist() == [250, 100, 300, 300]


def test_hours_a_week_are_exact_and_unknown_when_not_stated() -> None:
    job = {"kind": "employment", "type": "ordinary", "from": "2016-01-01"}
    stated = [{"hours_per_month": "160.33"}, {"hours_per_week": "24.99"}, {}, {"hours_per_month": "86.66"}]
    hours = batch_of([case(*({**job, **each} for each in stated))]).facts["employment"].fields["hours_per_week"]
    assert [Fraction(value, HOUR_PARTS) for value in hours.values.tolist()] == [37, Fraction("24.99"), 0, Fraction("86.66") * 37 / Fraction("160.33")]
    assert hours.known.tolist() == [True, True, False, True]


def test_observed_spans_that_touch_or_overlap_are_one() -> None:
    observed = [{"from": "2017-01-01", "to": "2018-01-01"}, {"from": "2015-01-01", "through": "2016-12-31"},
                {"from": "2015-02-01", "to": "2015-03-01"}, {"from": "2018-01-02", "to": "2019-01-01"}]
    batch = batch_of([case(observed={"from": "2014-01-01", "to": "2014-02-01"}), case(observed=observed)])
    assert batch.observed.citizen.tolist() == [0, 1, 1]
    assert batch.observed.start[1:].tolist() == [day_number(date(2015, 1, 1)), day_number(date(2018, 1, 2))]
    assert batch.end.tolist() == [day_number(date(2014, 2, 1)), day_number(date(2019, 1, 1))]


def test_a_kind_with_spans_of_its_own_has_rows_for_every_citizen() -> None:
    own = {"from": "2015-01-01", "to": "2019-01-01", "by_kind": {"benefit": {"from": "2016-01-01", "to": "2017-01-01"}}}
    batch = batch_of([case(), case({"kind": "benefit", "type": "other", "from": "2016-03-01"}, observed=own)])
    spans = batch.observed_for("benefit")
    assert spans.citizen.tolist() == [0, 1]
    assert spans.end.tolist() == [day_number(date(2019, 1, 1)), day_number(date(2017, 1, 1))]
    assert days(batch, "benefit")[2] == "2017-01-01"
    assert batch.observed_for("employment") is batch.observed


def test_as_known_cuts_observation_and_open_spells() -> None:
    batch = batch_of([case(spell("2016-01-04"))], date(2016, 5, 1))
    assert days(batch, "programme")[2] == "2016-05-01"
    assert batch.end.tolist() == batch.observed.end.tolist() == [day_number(date(2016, 5, 1))]
    nothing = batch_of([case(spell("2016-01-04"))], date(2010, 1, 1))
    assert (nothing.facts, nothing.observed.end.tolist()) == ({}, [])
    assert nothing.end.tolist() == [day_number(date(2010, 1, 1))]


def test_a_batch_of_nobody_is_empty() -> None:
    assert batch_of([]).size == 0
    assert_same(batch_from_arrow(to_arrow([])), batch_of([]))
    assert FIRST_DAY not in batch_of([]).end


@given(timelines(), st.none() | DAYS)
@settings(deadline=None)
def test_columns_as_known_are_the_columns_of_what_was_known(timeline: Timeline, day: date | None) -> None:
    one, other = batch_of([timeline], day), batch_of([timeline.as_known(day)])
    for name in ("facts", "observed", "observed_by_kind", "born"):
        assert_same(getattr(one, name), getattr(other, name), name)


@given(st.lists(timelines(), max_size=3))
@settings(deadline=None, max_examples=60)
def test_arrow_gives_back_equal_timelines(several: list[Timeline]) -> None:
    assert from_arrow(to_arrow(several)) == several


@given(st.booleans(), st.data(), st.none() | DAYS)
@settings(deadline=None, max_examples=150)
def test_arrow_columns_are_the_columns_of_the_timelines(versions: bool, data: st.DataObject, day: date | None) -> None:
    several = data.draw(st.lists(timelines(versions), max_size=4))
    assert_same(batch_from_arrow(to_arrow(several), day), batch_of(several, day))


def test_slices_and_reordered_columns_are_read_alike() -> None:
    several = [case({"kind": "contract", "on": f"2016-01-0{day}"}, spell("2016-02-01")) for day in range(1, 6)]
    batch = to_arrow(several)
    assert_same(batch_from_arrow(batch.slice(2, 2)), batch_of(several[2:4]))
    some = batch.select(["contract", "observed", "id", "programme"])
    assert_same(batch_from_arrow(some), batch_of(several))
    assert from_arrow(some) == several


def test_facts_without_versions_do_not_become_objects(monkeypatch: pytest.MonkeyPatch) -> None:
    several = [case(spell("2016-02-01", id=f"p{row}", source="own")) for row in range(3)]
    batch, expected = to_arrow(several), batch_of(several)
    monkeypatch.setattr("integrationrules.timeline.arrow.from_arrow", None)
    assert_same(batch_from_arrow(batch), expected)


def broken(kind: str, **fields: Any) -> pa.RecordBatch:
    """Arrow rows of a good and a bad fact, which no timeline could have written."""
    rows = to_arrow([case(), case()]).to_pydict()
    rows[kind][1] = [fields]
    return pa.RecordBatch.from_pydict(rows, schema=schema())


JAN, FEB = date(2016, 1, 1), date(2016, 2, 1)


@pytest.mark.parametrize(
    ("batch", "words"),
    [
        (broken("programme", **{"from": FEB, "to": JAN}), r"row 2: facts\[0\].to: from 2016-02-01 must be before"),
        (broken("programme", **{"from": FEB, "through": JAN}), "must not be after through"),
        (broken("programme", **{"from": JAN, "to": FEB, "through": FEB}), "cannot both be given"),
        (broken("programme", to=FEB), "'from' is missing"),
        (broken("programme", **{"from": date(2150, 1, 1)}), "lies outside 1900-2100"),
        (broken("programme", **{"from": JAN, "precision": "year"}), "precision: found 'year'"),
        (broken("programme", **{"from": JAN, "id": "0101901234"}), "looks like a CPR number"),
        (broken("programme", **{"from": JAN, "source": " "}), "the text is empty"),
        (broken("benefit", **{"from": JAN, "type": "dole"}), "type: found 'dole'"),
        (broken("benefit", **{"from": JAN}), "'type' is missing"),
        (broken("week_code", week=date(2150, 1, 1), code="700"), "week: the week '2150-W01' does not exist"),
        (broken("week_code", week=JAN, code="7x"), "code: expected a code"),
        (broken("responsibility", **{"from": JAN, "municipality": 0}), "municipality: 0 is too small"),
        (broken("danish_test", on=JAN, level=5, passed=True), "level: 5 is too large"),
        (broken("bonus_paid", on=JAN, type="job", amount=-1), "is negative"),
        (broken("employment", **{"from": JAN, "type": "ordinary", "hours_per_week": 200}), "200.0000 hours a week"),
        (broken("employment", **{"from": JAN, "type": "ordinary", "hours_per_week": 2, "hours_per_month": 2}), "both"),
    ],
)
def test_rows_that_are_refused_as_timelines_are_refused_as_columns(batch: pa.RecordBatch, words: str) -> None:
    for read in (from_arrow, batch_from_arrow):
        with pytest.raises(CaseError, match=words):
            read(batch)


def test_a_column_that_is_not_known_or_of_another_type_is_refused() -> None:
    batch = to_arrow([case()])
    with pytest.raises(CaseError, match="column 31: 'benefits' is not known here; did you mean 'benefit'"):
        from_arrow(batch.append_column("benefits", pa.array([1])))
    with pytest.raises(CaseError, match="columns: contract: the column cannot be read as list"):
        batch_from_arrow(pa.RecordBatch.from_pydict({"id": ["a"], "observed": [[]], "contract": [1]}))
    with pytest.raises(CaseError, match="observed: 'observed' is missing"):
        batch_from_arrow(batch.drop_columns(["observed"]))
    with pytest.raises(CaseError, match="'observed' holds no days"):
        batch_from_arrow(pa.RecordBatch.from_pydict({"id": ["a"], "observed": [None]}))
