"""Stores for every test that asks: in memory, on SQLite, on PostgreSQL."""

from __future__ import annotations

import itertools
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError

from triage.store.migrate import migrate
from triage.store.sql import SqlStore
from triage.testing.memory import MemoryStore

POSTGRES = os.environ.get(
    "FIRSTLINE_TEST_POSTGRES", "postgresql+psycopg://postgres@127.0.0.1:5432/postgres"
)
_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "template.db"
    migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgres_template() -> Iterator[str]:
    """A migrated database to copy; copying is several times as fast as migrating."""
    try:
        name = _database()
    except OperationalError as error:
        if os.environ.get("FIRSTLINE_REQUIRE_POSTGRES"):
            raise
        pytest.skip(f"PostgreSQL does not answer at {make_url(POSTGRES).host}: {error.orig}")
    migrate(_url(name))
    yield name
    _drop(name)


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    path = tmp_path / "firstline.db"
    shutil.copy(sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.fixture
def postgres_url(postgres_template: str) -> Iterator[str]:
    name = _database(template=postgres_template)
    yield _url(name)
    _drop(name)


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> str:
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture(params=["memory", "sqlite", "postgres"])
def store(request: pytest.FixtureRequest) -> Iterator[MemoryStore | SqlStore]:
    if request.param == "memory":
        yield MemoryStore()
        return
    with SqlStore(request.getfixturevalue(f"{request.param}_url")) as opened:
        yield opened


def _url(name: str) -> str:
    return make_url(POSTGRES).set(database=name).render_as_string(hide_password=False)


def _database(*, template: str = "template0") -> str:
    name = f"firstline_{os.getpid()}_{next(_numbers)}"
    _administer(f"CREATE DATABASE {name} TEMPLATE {template}")
    return name


def _drop(name: str) -> None:
    _administer(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def _administer(statement: str) -> None:
    engine = create_engine(POSTGRES, isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            connection.execute(text(statement))
    finally:
        engine.dispose()
