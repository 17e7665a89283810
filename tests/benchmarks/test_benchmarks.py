"""The benchmarks run, and their contenders answer alike."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from benchmarks import (
    bonus_engine,
    bonus_sql,
    investment,
    measure,
    money,
    register_engine,
    register_numpy,
    register_polars,
    register_sql,
    spells_answers,
    spells_engine,
    spells_sql,
)
from benchmarks.__main__ import main
from benchmarks.bonus_population import comparable, newcomers
from benchmarks.contenders import Different, _compare, compete
from benchmarks.population import CODES, NOT_OBSERVED, QUARTERS, WEEKS, flags, register, starts
from integrationrules.dates import Quarter


def test_quarters_begin_where_the_calendar_says() -> None:
    weeks = [Quarter(*quarter).weeks() for quarter in QUARTERS]
    assert starts() == [(sum(weeks[:place]), weeks[place]) for place in range(len(QUARTERS))]
    assert sum(weeks) == WEEKS


def test_the_register_has_every_code_and_holes() -> None:
    codes = register(500)
    assert set(np.unique(codes)) == {*range(len(CODES)), NOT_OBSERVED}
    assert 0.02 < (codes == NOT_OBSERVED).mean() < 0.04


@pytest.mark.parametrize("threads", [1, 2])
def test_engine_and_numpy_answer_alike(threads: int) -> None:
    codes = register(300, seed=threads)
    expected = register_numpy.from_codes(codes)()
    assert set(np.unique(expected)) == {0, 1, 2}
    assert np.array_equal(register_engine.from_codes(codes, threads)(), expected)
    assert np.array_equal(register_engine.from_flags(codes, threads)(), expected)
    assert np.array_equal(register_numpy.from_flags(codes)(), expected)


@pytest.mark.parametrize("contender", [register_sql, register_polars])
def test_queries_and_numpy_answer_alike(contender: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLARS_MAX_THREADS", "1")
    codes = register(300, seed=3)
    assert np.array_equal(contender.from_codes(codes, threads=1)(), register_numpy.from_codes(codes)())


def test_the_measure_and_its_twin_answer_alike_and_ten_times_the_people_give_ten_times_the_counts(tmp_path: Path) -> None:
    few, many = measure.measure(150, rounds=1, large=True, kept=tmp_path)
    assert [one.name for one in few] == ["read", "read_texts", "measure", "twin"]
    assert [one.name for one in many] == ["read", "read_texts", "measure"]
    assert (tmp_path / "150" / "extract.parquet").exists()


@pytest.mark.parametrize(("threads", "seed"), [(1, 1), (2, 2), (1, 3)])
def test_engine_and_query_give_the_same_verdicts_amounts_and_days(threads: int, seed: int) -> None:
    people = newcomers(3000, seed)
    expected = comparable(bonus_sql.from_register(people, threads)())
    assert set(np.unique(expected[0])) == {0, 1, 2}
    assert len(np.unique(expected[1])) > 2
    assert (expected[3] < expected[4]).any()
    assert np.array_equal(comparable(bonus_engine.from_register(people, threads)()), expected)


@pytest.mark.parametrize("name", spells_answers.PERIODS)
@pytest.mark.parametrize(("threads", "seed"), [(1, 1), (2, 2)])
def test_engine_and_query_find_the_same_members_and_outcomes(name: str, threads: int, seed: int) -> None:
    people = newcomers(30_000, seed)
    expected = spells_answers.comparable(spells_sql.from_register(people, name, threads)())
    members, outcomes = np.split(expected, 2)
    assert set(np.unique(members)) == ({0, 1} if name == "share_in_work" else {0, 1, 2})
    assert set(np.unique(outcomes[members > 0])) == {0, 1, 2}
    assert np.array_equal(spells_answers.comparable(spells_engine.from_register(people, name, threads)()), expected)


def test_the_quarters_of_the_queries_are_those_of_the_calendar() -> None:
    assert {quarter.weeks() for quarter in spells_answers.PERIODS["objective_1"] if isinstance(quarter, Quarter)} == {13}
    assert str(spells_answers.PERIODS["objective_1"][0]) == "2018Q1"
    assert Quarter(2018, 1).first_monday().isoformat() == "2018-01-01"


def test_a_week_abroad_is_not_known_to_be_free() -> None:
    free, known = flags(np.array([[CODES.index(""), CODES.index("997"), NOT_OBSERVED, CODES.index("700")]], dtype=np.uint8))
    assert free.tolist() == [[1, 0, 0, 0]]
    assert known.tolist() == [[1, 0, 0, 1]]


def test_answers_that_differ_are_told_of(tmp_path: Path) -> None:
    codes = register(100)
    np.save(tmp_path / "codes.npy", codes)
    compete(("numpy", "sql"), tmp_path, 1, {})
    np.save(tmp_path / "numpy.npy", np.load(tmp_path / "numpy.npy") + 1)
    with pytest.raises(Different, match="sql answers 1200 cells otherwise than numpy"):
        _compare(("numpy", "sql"), tmp_path, {})


def test_the_tables_print_in_smoke_mode(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--smoke", "--citizens", "50"]) == 0
    printed = capsys.readouterr().out
    assert printed.count("all answers equal in every cell") == 6
    assert "DuckDB, SQL by hand" in printed
    assert "integrationrules, 2 threads" in printed


def test_the_nets_of_the_mini_model_and_by_hand_are_the_same() -> None:
    assert [name for name, *_ in money.measure(50, rounds=1)] == ["NumPy by hand", "integrationrules"]


def test_draws_by_the_case_and_by_hand_answer_alike() -> None:
    assert [name for name, _, _ in investment.measure(20_000, rounds=1)] == ["by hand with NumPy", "integrationrules, an investment case"]


def test_other_draws_than_those_by_hand_are_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(investment, "_by_hand", lambda draws: (0.0, 0.0, 0.0, 0.0))
    with pytest.raises(Different):
        investment.measure(100, rounds=1)
