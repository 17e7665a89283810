"""Erasing a person: nothing is left of what was said, the log can still be checked, and it tells that and how much was erased."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa

from integrationrules.store import CaseKey, Change, Entry, Erasure, Step, StoreError, open_store
from integrationrules.store.store import Store

CASE, OTHER = CaseKey(860, "borger-ukendt"), CaseKey(860, "c-002")
SECRET = "hemmelighed"


def filled(store: Store) -> None:
    for case in (CASE, OTHER):
        steps = [Step(Entry(f"{SECRET}-{n}", {"note": f"{SECRET} {n}"}), (Change(f"alert-{n}", "raised", {"note": SECRET}),)) for n in range(3)]
        store.append(case, steps, opens=True)


def test_an_erased_case_is_unknown_and_the_erasure_says_how_much_it_was(store: Store) -> None:
    filled(store)
    erased = store.erase(CASE, "request of the citizen", "DPO", "2020-01-02")
    assert erased == Erasure(1, 3, 3, "request of the citizen", "DPO", "2020-01-02")
    assert store.erasures() == (erased,)
    with pytest.raises(StoreError, match="no such case"):
        store.events(CASE)
    assert len(store) == 1
    assert len(store.events(OTHER)) == 3


def test_the_log_of_an_erased_case_still_agrees_with_its_hashes(store: Store) -> None:
    filled(store)
    store.erase(CASE, "r", "b", "2020-01-02")
    assert store.verify() == ()
    with store._engine.begin() as connection:
        connection.execute(sa.text("UPDATE events SET hash = 'x' WHERE case_key = 1 AND ordinal = 2"))
    assert store.verify() == (1,)


def test_nothing_of_what_was_said_is_left_in_any_column(store: Store) -> None:
    filled(store)
    store.erase(CASE, "r", "b", "2020-01-02")
    store.erase(OTHER, "r", "b", "2020-01-02")
    with store._engine.connect() as connection:
        rows = [str(tuple(row)) for table in sa.inspect(connection).get_table_names() for row in connection.execute(sa.text(f"SELECT * FROM {table}"))]
    assert not [row for row in rows if SECRET in row or CASE.id in row or "alert-" in row]


def test_nothing_of_what_was_said_is_left_in_the_files_of_sqlite(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "cases.db")) as store:
        filled(store)
        store.erase(CASE, "r", "b", "2020-01-02")
        store.erase(OTHER, "r", "b", "2020-01-02")
        found = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert len(found) > 10_000
    assert SECRET.encode() not in found
    assert CASE.id.encode() not in found


def test_a_person_who_comes_back_has_a_new_case(store: Store) -> None:
    filled(store)
    store.erase(CASE, "r", "b", "2020-01-02")
    assert store.append(CASE, [Step(Entry(f"{SECRET}-0", {"new": 1}))], opens=True)[0].ordinal == 1
    assert store.erase(CASE, "r", "b", "2021-01-02").number == 2
