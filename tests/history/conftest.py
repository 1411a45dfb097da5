"""Places for histories: a file of SQLite and a database of a real PostgreSQL server, new for each test."""

from __future__ import annotations

import itertools

import psycopg
import pytest

from tests.history.postgres import server

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def postgres():
    with server() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request, tmp_path) -> str:
    """Return where a new history may be."""
    if request.param == "sqlite":
        return str(tmp_path / "history.sqlite")
    url = request.getfixturevalue("postgres")
    name = f"history_{next(_numbers)}"
    with psycopg.connect(url.format("postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return url.format(name)
