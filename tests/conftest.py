"""Stores for every test that asks: in memory, on SQLite, on PostgreSQL."""

from __future__ import annotations

import itertools
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError

from triage.store.engine import open_engine
from triage.store.migrate import head, migrate
from triage.store.sql import SqlStore
from triage.store.tables import Row
from triage.testing.memory import MemoryStore

# No test is timed: a machine with much to do draws examples slowly, and that is no failure.
settings.register_profile("firstline", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("firstline")

POSTGRES = os.environ.get(
    "FIRSTLINE_TEST_POSTGRES", "postgresql+psycopg://postgres@127.0.0.1:5432/postgres"
)
_numbers = itertools.count(1)
STORIES = ("tests/e2e/", "tests/triage/app/", "tests/triage/cli/")
"""They tell what people see. What a store promises, and what only SQL can do, is told elsewhere."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--embedded-stories",
        action="store_true",
        help="play stories in memory and on SQLite only; store promises keep to all three",
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A story on PostgreSQL waits for it 300 times and more: half as long again for all tests."""
    if not config.getoption("embedded_stories"):
        return
    left_out = {one: None for one in items if _story_on_postgres(one)}
    config.hook.pytest_deselected(items=list(left_out))
    items[:] = [one for one in items if one not in left_out]


def _story_on_postgres(item: pytest.Item) -> bool:
    played = getattr(item, "callspec", None)
    on_postgres = played is not None and "postgres" in played.params.values()
    return on_postgres and item.nodeid.startswith(STORIES)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "template.db"
    migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgres_database() -> Iterator[str]:
    """One migrated database a run: emptying it is several times as fast as making another."""
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
def sqlite_url(sqlite_template: Path) -> str:
    """A new file under the name of the last: what was compiled for that one serves again."""
    path = sqlite_template.with_name("firstline.db")
    for old in path.parent.glob(f"{path.name}*"):
        old.unlink()
    shutil.copy(sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.fixture
def postgres_url(postgres_database: str) -> str:
    url = _url(postgres_database)
    _empty(url)
    return url


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


def _database() -> str:
    name = f"firstline_{os.getpid()}_{next(_numbers)}"
    _administer(f"CREATE DATABASE {name} TEMPLATE template0")
    return name


def _empty(url: str) -> None:
    """As it was after its migration; whoever the last test left connected is sent away.

    By DELETE: TRUNCATE makes new files for every table and waits for the disk, forty times as long.
    """
    others = "datname = current_database() AND pid <> pg_backend_pid()"
    statements = (
        f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}",  # noqa: S608
        "SET LOCAL session_replication_role = replica",  # no trigger keeps what is append-only
        *(str(each.delete()) for each in reversed(Row.metadata.sorted_tables)),
        "SELECT setval(oid::regclass, 1, false) FROM pg_class WHERE relkind = 'S'",
        f"UPDATE alembic_version SET version_num = '{head()}'",  # noqa: S608
    )
    engine = open_engine(url)
    try:
        with engine.begin() as connection:
            connection.exec_driver_sql("; ".join(statements))
    finally:
        engine.dispose()


def _drop(name: str) -> None:
    _administer(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def _administer(statement: str) -> None:
    engine = create_engine(POSTGRES, isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            connection.execute(text(statement))
    finally:
        engine.dispose()
