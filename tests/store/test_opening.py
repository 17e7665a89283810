"""What is no store, cannot be reached or written, is told in one sentence that shows no password and no statement."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from integrationrules.store import CaseKey, Entry, Step, StoreError, open_store
from integrationrules.store.messages import MESSAGES
from integrationrules.store.store import Store

CASE = CaseKey(860, "c-001")


@pytest.mark.parametrize(("url", "code"), [
    ("", "store_kind"), ("mysql://root:hemmelig@host/x", "store_kind"), ("sqlite://", "store_kind"), ("sqlite:///:memory:", "store_kind"),
    ("://", "store_kind"), ("/nowhere/at/all/cases.db", "store_unreachable"), ("postgresql://u:hemmelig@127.0.0.1:1/x", "store_unreachable"),
])
def test_what_is_no_store_is_refused_without_its_password(url: str, code: str) -> None:
    with pytest.raises(StoreError) as caught:
        open_store(url, wait=1)
    assert caught.value.id == code
    assert "hemmelig" not in str(caught.value)


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("hello " * 1000)
    with pytest.raises(StoreError, match="not a store"):
        open_store(str(tmp_path / "notes.txt"))


def test_a_database_with_other_tables_of_those_names_is_refused(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "other.db")) as connection:
        connection.execute("CREATE TABLE events (x)")
        connection.commit()
    with pytest.raises(StoreError, match="not a store"):
        open_store(str(tmp_path / "other.db"))


def test_a_store_of_another_version_is_refused_with_both_versions(url: str) -> None:
    with open_store(url) as store, store._engine.begin() as connection:
        connection.execute(sa.text("UPDATE store_version SET format = 7"))
    with pytest.raises(StoreError, match="format 7; this version of integrationrules keeps format 1"):
        open_store(url)


@pytest.mark.skipif(os.name != "posix", reason="rights of files are others elsewhere")
def test_a_new_file_is_read_by_its_owner_alone(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        with open_store(str(tmp_path / "cases.db")) as store:
            store.append(CASE, [Step(Entry("e1", {}))], opens=True)
            assert {one.name: oct(one.stat().st_mode & 0o077) for one in tmp_path.iterdir()} == dict.fromkeys(
                ("cases.db", "cases.db-wal", "cases.db-shm"), "0o0")
    finally:
        os.umask(before)


def test_opening_twice_keeps_what_is_there(url: str) -> None:
    with open_store(url) as store:
        store.append(CASE, [Step(Entry("e1", {}))], opens=True)
    with open_store(url) as store:
        assert len(store.events(CASE)) == 1


def test_another_writer_that_does_not_finish_is_told_as_locked(url: str, store: Store) -> None:
    store.append(CASE, [Step(Entry("e1", {}))], opens=True)
    with open_store(url) as other, other._writing() as connection:
        connection.execute(sa.text("UPDATE cases SET version = version"))
        with pytest.raises(StoreError, match="locked by another writer"):
            store.append(CASE, [Step(Entry("e2", {}))])
        assert len(store.events(CASE)) == 1         # who only reads need not wait
    assert store.append(CASE, [Step(Entry("e2", {}))])[0].ordinal == 2


def test_a_full_disk_is_told_and_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "cases.db")) as store:
        store.append(CASE, [Step(Entry("e1", {}))], opens=True)

        @sa.event.listens_for(store._engine, "checkout")
        def _small(connection: sqlite3.Connection, record: object, proxy: object) -> None:
            connection.execute("PRAGMA max_page_count = 30").close()

        with pytest.raises(StoreError, match="disk of the store is full; nothing was written"):
            store.append(CASE, [Step(Entry("e2", {"note": "x" * 500_000}))])
        assert [one.id for one in store.events(CASE)] == ["e1"]
        assert store.append(CASE, [Step(Entry("e3", {}))])[0].ordinal == 2
        assert store.verify() == ()


def test_a_store_that_may_only_be_read_says_so(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "cases.db")) as store:
        store.append(CASE, [Step(Entry("e1", {}))], opens=True)

        @sa.event.listens_for(store._engine, "checkout")
        def _readonly(connection: sqlite3.Connection, record: object, proxy: object) -> None:
            connection.execute("PRAGMA query_only = ON").close()

        with pytest.raises(StoreError, match="may only be read"):
            store.append(CASE, [Step(Entry("e2", {}))])
        assert len(store.events(CASE)) == 1


def test_a_damaged_file_is_told_as_damaged(tmp_path: Path) -> None:
    path = tmp_path / "cases.db"
    with open_store(str(path)) as store:
        store.append(CASE, [Step(Entry(f"e{n}", {"note": "x" * 2000})) for n in range(50)], opens=True)
    found = bytearray(path.read_bytes())
    found[4096:] = b"\xff" * (len(found) - 4096)
    path.write_bytes(found)
    with pytest.raises(StoreError, match="is damaged"), open_store(str(path)) as store:
        store.events(CASE)


def test_no_message_has_a_place_for_what_was_stored() -> None:
    allowed = {"found", "known", "expected"}
    for text in MESSAGES.values():
        assert {part.partition("}")[0] for part in text.split("{")[1:]} <= allowed


def test_without_sqlalchemy_the_extra_is_named() -> None:
    code = "import sys; sys.modules['sqlalchemy'] = None\nfrom integrationrules.store import StoreError, open_store\n" \
           "try: open_store('x.db')\nexcept StoreError as error: print(error)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "pip install 'integrationrules[sessions]'" in done.stdout, done.stderr


def test_nothing_of_the_package_needs_sqlalchemy_until_a_store_is_opened() -> None:
    code = "import sys, integrationrules, integrationrules.store, integrationrules.cli; sys.exit('sqlalchemy' in sys.modules or 'fastapi' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
