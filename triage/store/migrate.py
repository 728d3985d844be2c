"""Bring a database to the newest shape. Alembic is imported only when there is work to do."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DatabaseError

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
            raise ConfigError(_newer(current, newest))
        _upgrade(engine)
    except DatabaseError as error:
        raise _closed(url, error) from error
    finally:
        engine.dispose()
    return True


def require(url: str) -> None:
    """Raise ConfigError unless the database is there and in this program's shape. Only looks."""
    current, newest = revision(url), head()
    if current is None:
        raise ConfigError(
            f"database: nothing at {_shown(url)} yet; `triage run` makes it "
            "(a relative path begins at the working directory)"
        )
    if current < newest:
        raise ConfigError(
            f"database: made by an older Firstline (schema {current}); "
            f"start this version's `triage run` once, it brings it to {newest}"
        )
    if current > newest:
        raise ConfigError(_newer(current, newest))


def revision(url: str) -> str | None:
    """The schema that is there; None where there is none yet. Makes nothing.

    Raises ConfigError when the database cannot be reached.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite" and not Path(parsed.database or "").is_file():
        return None
    engine = open_engine(url, reading=True)
    try:
        return _current(engine)
    except DatabaseError as error:
        raise _closed(url, error) from error
    finally:
        engine.dispose()


def head() -> str:
    """The newest revision: the files in versions/ are named by it."""
    return max(path.name.split("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def _shown(url: str) -> str:
    return make_url(url).render_as_string(hide_password=True)


def _closed(url: str, error: DatabaseError) -> ConfigError:
    return ConfigError(
        f"database: {_shown(url)} cannot be opened: {error.orig}; "
        "is the address right, and the server up?"
    )


def _newer(current: str, newest: str) -> str:
    return (
        f"database: made by a newer Firstline (schema {current}, this one knows {newest}); "
        "install that version, or restore an older copy"
    )


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
