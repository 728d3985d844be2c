"""Both databases are built by the migrations, and the migrations say what the tables say."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from triage.errors import ConfigError
from triage.store.engine import open_engine
from triage.store.migrate import head, migrate
from triage.store.tables import Row


def test_the_migrations_build_what_the_tables_declare(database_url: str) -> None:
    engine = open_engine(database_url)
    with engine.connect() as connection:
        difference = compare_metadata(MigrationContext.configure(connection), Row.metadata)
    engine.dispose()

    assert difference == []


def test_a_database_is_built_once(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/new.db"

    assert migrate(url)
    assert not migrate(url)


def test_a_newer_database_is_refused(sqlite_url: str) -> None:
    engine = open_engine(sqlite_url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()

    with pytest.raises(ConfigError, match=f"made by a newer Firstline .* knows {head()}"):
        migrate(sqlite_url)


@pytest.mark.parametrize(
    ("url", "complaint"),
    [
        ("mysql://localhost/x", "'mysql' is not supported; write sqlite:////path"),
        ("nonsense", "write sqlite:////path"),
    ],
)
def test_an_address_that_is_no_database_is_said_so(url: str, complaint: str) -> None:
    with pytest.raises(ConfigError, match=complaint):
        open_engine(url)
