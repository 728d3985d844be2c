"""Bring a database to the newest shape. Alembic is imported only when there is work to do."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import OperationalError

from triage.errors import ConfigError
from triage.store.engine import open_engine

MIGRATIONS = Path(__file__).parent / "migrations"


def migrate(url: str) -> bool:
    """Upgrade the database; return False when it was up to date already.

    Raises ConfigError when the database is newer than this program or cannot be reached.
    """
    engine = open_engine(url)
    try:
        current, newest = _current(engine), head()
        if current == newest:
            return False
        if current is not None and current > newest:
            raise ConfigError(
                f"database: made by a newer Firstline (schema {current}, this one knows {newest}); "
                "install that version, or restore an older copy"
            )
        _upgrade(engine)
    except OperationalError as error:
        shown = engine.url.render_as_string(hide_password=True)
        raise ConfigError(
            f"database: {shown} cannot be opened: {error.orig}; "
            "is the address right, and the server up?"
        ) from error
    finally:
        engine.dispose()
    return True


def head() -> str:
    """The newest revision: the files in versions/ are named by it."""
    return max(path.name.split("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def _current(engine: Engine) -> str | None:
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        return None if version is None else str(version)


def _upgrade(engine: Engine) -> None:
    from alembic import command  # noqa: PLC0415 - 60 ms that an up-to-date start does not pay
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
