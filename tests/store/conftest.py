"""Stores of both kinds; tests of PostgreSQL are skipped where it is not installed."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest

from integrationrules.store import open_store
from integrationrules.store.store import Store

from .throwaway import postgresql, postgresql_programs

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    pytest.importorskip("psycopg")
    programs = postgresql_programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed")
    with postgresql(programs) as url:
        yield url


@pytest.fixture
def postgresql_url(postgresql_server: str) -> str:
    import psycopg

    name = f"store{next(_numbers)}"
    with psycopg.connect(postgresql_server.format(name="postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return postgresql_server.format(name=name)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return str(request.getfixturevalue("postgresql_url")) if request.param == "postgresql" else str(tmp_path / "cases.db")


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    with open_store(url, wait=0.3) as found:
        yield found
