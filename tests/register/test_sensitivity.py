"""Who depends on an assumption: against measuring again under each other option, person by person."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import integrationrules as ir
from integrationrules.cli import main
from integrationrules.register.counts import Counts
from integrationrules.register.places import TOTAL, Place, totalled
from tests.register.data import SCRIPT, parquet, simulated
from tests.register.printed import book, measured, printed
from tests.register.revealed import widths

QUARTERS = [ir.Quarter.parse("2018Q1"), ir.Quarter.parse("2018Q4")]


@pytest.mark.parametrize("chosen", [{}, {"receipt_anchor": "day", "su_codes": "paid_or_unpaid"}])
def test_everybody_counted_otherwise_under_an_option_is_counted_as_depending_on_it(tmp_path: Path, chosen: dict[str, str]) -> None:
    extract, people = simulated(150, 11)
    named = people.append_column("person", pa.array([f"p{n}" for n in range(people.num_rows)]))
    files = parquet(extract, tmp_path / "e.parquet"), parquet(named, tmp_path / "p.parquet")

    def counted(options: dict[str, str], sensitivity: bool = False) -> ir.Measured:
        return ir.measure(book(), files[0], "objective_1", QUARTERS, files[1], by=["person"], absent="blank", options=options, sensitivity=sensitivity)

    usual = counted(chosen, sensitivity=True)
    anyhow = [0] * len(usual.cells)
    moved = 0
    for number, (name, option) in enumerate(usual.alternatives, start=1):
        assert option != usual.options[name]
        other = counted({**chosen, name.rpartition(".")[2]: option})
        for place, (cell, one) in enumerate(zip(usual.cells, other.cells, strict=True)):
            differs = int(cell.counts != one.counts)
            assert cell.depends[number] == differs, (name, option)
            anyhow[place] |= differs
            moved += differs
    assert moved
    assert [cell.depends[0] for cell in usual.cells] == anyhow
    assert [cell.counts for cell in usual.cells] == [cell.counts for cell in counted(chosen).cells]


def test_without_it_nothing_is_said_of_it(tmp_path: Path) -> None:
    extract, people = simulated(50, 3)
    files = parquet(extract, tmp_path / "e.parquet"), parquet(people, tmp_path / "p.parquet")
    found = ir.measure(book(), files[0], "objective_1", QUARTERS, files[1], absent="blank")
    assert "sensitivity" not in found.as_json()
    assert "depends" not in found.as_json()["cells"][0]


def test_the_text_names_the_answers_that_change_people_and_those_that_do_not(capsys: pytest.CaptureFixture[str]) -> None:
    folder = SCRIPT.parent
    with pytest.raises(SystemExit) as stop:
        main(["--lang", "en", "measure", str(folder / "extract.csv"), "--people", str(folder / "people.csv"), "--measure", "objective_1",
              "--quarters", "2018Q4", "--absent", "blank", "--by", "municipality", "--sensitivity"])
    said = " ".join(capsys.readouterr().out.split())
    assert not stop.value.code
    assert "People who would be counted otherwise, if one answer were another 3: they begin on the first day itself (receipt_anchor=day) nobody:" in said
    assert "measuring_day=sunday_of_last_week" in said


@settings(deadline=None, max_examples=40)
@given(st.lists(st.integers(0, 9), min_size=4, max_size=4), st.sampled_from([3, 5]), st.data())
def test_few_who_depend_are_hidden_and_cannot_be_computed(depending: list[int], threshold: int, data: st.DataObject) -> None:
    places: list[Place] = list(product(("101", "147"), ("female", "male")))
    counts = {place: Counts(50, 50) for place in places}
    plain = measured(("municipality", "sex"), {"2018Q4": counts}, threshold)
    options = [[data.draw(st.integers(0, count)) for count in depending] for _ in range(2)]
    of_place = {place: (count, options[0][n], options[1][n]) for n, (place, count) in enumerate(zip(places, depending, strict=True))}
    found = replace(
        plain, alternatives=(("a.b.one", "x"), ("a.b.two", "y")), cells=tuple(replace(cell, depends=of_place[cell.group]) for cell in plain.cells),
    )
    rows = printed(found)["2018Q4"]
    truth = totalled({place: Counts(unknown=count) for place, count in zip(places, depending, strict=True)})
    hidden = {place for place, row in rows.items() if row["depends"] is None}
    ranges = widths({place: truth[place].unknown for place in places}, hidden)
    for place, row in rows.items():
        count = truth[place].unknown
        if 0 < count < threshold:
            assert ranges[place] >= threshold
        elif place in hidden:
            assert ranges[place] >= min(1, count)
        else:
            assert row["depends"] == count
    for number, line in enumerate(found.as_json()["sensitivity"]):
        total = sum(options[number])
        if 0 < total < threshold or (TOTAL, TOTAL) in hidden:
            assert line["people"] is None
        else:
            assert line["people"] == total
