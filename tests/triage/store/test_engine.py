"""A database as the store opens it."""

from datetime import UTC

from sqlalchemy import literal, select
from sqlalchemy.pool import QueuePool

from triage.store.engine import open_engine


def test_postgresql_answers_in_utc_whatever_its_own_zone_is(postgres_url: str) -> None:
    engine = open_engine(postgres_url)
    with engine.connect() as connection:
        now = connection.exec_driver_sql("SELECT now()").scalar_one()
    engine.dispose()

    assert now.tzinfo is UTC


def test_engines_of_one_database_share_what_is_compiled_and_no_connection(
    database_url: str,
) -> None:
    one, other = open_engine(database_url), open_engine(database_url)
    compiled = one.get_execution_options()["compiled_cache"]
    with one.connect() as connection:
        connection.execute(select(literal(1)))
        other.dispose()
    known = len(compiled)
    with other.connect() as connection:
        connection.execute(select(literal(1)))

    assert isinstance(one.pool, QueuePool)
    assert one.pool.checkedin() == 1, "what one closes the other keeps"
    assert len(compiled) == known
    one.dispose()
    other.dispose()
