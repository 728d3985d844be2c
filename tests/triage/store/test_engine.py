"""A database as the store opens it."""

from datetime import UTC

from triage.store.engine import open_engine


def test_postgresql_answers_in_utc_whatever_its_own_zone_is(postgres_url: str) -> None:
    engine = open_engine(postgres_url)
    with engine.connect() as connection:
        now = connection.exec_driver_sql("SELECT now()").scalar_one()
    engine.dispose()

    assert now.tzinfo is UTC
