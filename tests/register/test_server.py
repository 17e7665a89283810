"""A table on a PostgreSQL server of its own, which is started for the test and thrown away."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

import integrationrules as ir
from integrationrules.register.problems import RegisterError
from integrationrules.register.sources import open_table

from .data import parquet, simulated
from .test_sources import QUARTERS, measured, rows

PASSWORD = "Hemmelig-4711"
FOLDERS = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
FOUND = shutil.which("initdb") or next((str(one / "initdb") for one in reversed(FOLDERS) if (one / "initdb").exists()), None)


def other_user() -> int | None:
    """PostgreSQL refuses to run as root."""
    if os.geteuid():
        return None
    with suppress(KeyError):
        return pwd.getpwnam("postgres").pw_uid
    pytest.skip("root without a user postgres")


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """Where its socket is: a short path, since the system allows no long one."""
    if FOUND is None:
        pytest.skip("PostgreSQL is not installed")
    user = other_user()
    folder = Path(tempfile.mkdtemp(prefix="ir-"))
    data, secret, tools = folder / "data", folder / "secret", Path(FOUND).parent
    secret.write_text(PASSWORD, encoding="utf-8")
    if user is not None:
        for one in (folder, secret):
            os.chown(one, user, -1)

    def run(tool: str, *asked: str) -> None:
        subprocess.run([tools / tool, *asked], check=True, user=user, cwd=folder, stdout=subprocess.DEVNULL, timeout=120)

    try:
        run("initdb", "-D", str(data), "-U", "analyst", "--pwfile", str(secret), "-A", "scram-sha-256", "-E", "UTF8", "--no-locale", "--no-sync")
        run("pg_ctl", "-D", str(data), "-w", "-l", str(folder / "log"), "-o", f"-c listen_addresses='' -c fsync=off -k {folder}", "start")
        try:
            extract, people = simulated(60, 5)
            filled(str(folder), extract, "dream.extract")
            filled(str(folder), people, "people")
            yield str(folder)
        finally:
            run("pg_ctl", "-D", str(data), "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def address(server: str, password: str = PASSWORD, table: str = "", user: str = "analyst") -> str:
    return f"postgresql://{user}:{password}@/postgres?host={server}" + (f"::{table}" if table else "")


def filled(server: str, table: Any, name: str) -> None:
    import psycopg

    kinds = {"string": "text", "int64": "integer", "double": "double precision", "date32[day]": "date"}
    listed = ", ".join(f'"{field.name}" {kinds[str(field.type)]}' for field in table.schema)
    with psycopg.connect(address(server)) as connection:
        connection.execute("CREATE SCHEMA IF NOT EXISTS dream")
        connection.execute(f"CREATE TABLE {name} ({listed})")
        with connection.cursor().copy(f"COPY {name} FROM STDIN") as copy:
            for row in zip(*(column.to_pylist() for column in table.columns), strict=True):
                copy.write_row(row)


def test_a_register_on_a_server_gives_the_same_counts(server: str, tmp_path: Path) -> None:
    extract, people = simulated(60, 5)
    usual = measured(parquet(extract, tmp_path / "e.parquet"), parquet(people, tmp_path / "p.parquet"))
    assert measured(address(server, table="dream.extract"), address(server, table="people")) == usual


def test_values_come_as_they_stand(server: str) -> None:
    import psycopg

    with psycopg.connect(address(server)) as connection:
        connection.execute("""
            CREATE TABLE odd (id text, code numeric(3), hours numeric(5, 2), born date, kind varchar(9), yes boolean, "y""_1801" smallint);
            INSERT INTO odd VALUES ('a;"', 700, 25.5, '1980-02-29', '', true, 1), (E'b\\nc', NULL, NULL, NULL, NULL, false, NULL),
                (NULL, 1, 0, '2018-01-01', 'Ærø', NULL, 2);
            CREATE TABLE nothing (id text);
        """)
    table = open_table(address(server, table="odd"))
    assert list(table.types.values()) == [pa.string(), pa.int64(), pa.float64(), pa.date32(), pa.string(), pa.bool_(), pa.int64()]
    found = rows(table, ["kind", "id", "code", "hours", "yes", 'y"_1801'], 2)
    assert [list(row.values()) for row in found] == [
        ["", 'a;"', 700, 25.5, True, 1], [None, "b\nc", None, None, False, None], ["Ærø", None, 1, 0.0, None, 2],
    ]
    assert rows(open_table(address(server, table="nothing")), ["id"]) == []


@pytest.mark.parametrize(("name", "id"), [
    (lambda server: address(server, "Forkert-0000", "people"), "register_password"),
    (lambda server: address(server, table="nobody"), "register_table"),
    (address, "register_tables"),
    (lambda server: f"postgresql://analyst:{PASSWORD}@/other?host={server}", "register_server"),
    (lambda server: f"postgresql://analyst:{PASSWORD}@/postgres?host={server}/none", "register_server"),
    (lambda server: f"postgresql://analyst:{PASSWORD}@[::1/postgres::people", "register_server"),
    (lambda server: f"postgresql://analyst:{PASSWORD}@127.0.0.1:1/postgres?nonsense=1::people", "register_server"),
])
def test_no_message_repeats_a_password(server: str, name: Any, id: str) -> None:
    with pytest.raises(RegisterError) as refused:
        ir.measure(ir.load_rulebook(), name(server), "objective_1", QUARTERS, "people.csv")
    assert refused.value.id == id
    said = str(refused.value) + repr(refused.value.values) + repr(refused.value.__cause__)
    assert "postgresql://" in said
    assert not any(secret in said for secret in (PASSWORD, "Forkert", "analyst"))


def test_no_message_about_people_repeats_a_password(server: str) -> None:
    with pytest.raises(RegisterError) as refused:
        ir.measure(ir.load_rulebook(), address(server, table="people"), "objective_1", QUARTERS, address(server, table="dream.extract"))
    assert refused.value.id in ("register_no_column", "register_no_weeks")
    with pytest.raises(RegisterError) as refused:
        ir.measure(ir.load_rulebook(), address(server, table="dream.extract"), "objective_1", QUARTERS, address(server, table="dream.extract"))
    assert refused.value.id == "register_no_column"
    said = str(refused.value)
    assert "dream.extract" in said
    assert not any(secret in said for secret in (PASSWORD, "Forkert", "analyst"))
