"""Group commit: many units share a COMMIT, and none pays for another's failure."""

import asyncio
from collections.abc import Iterator

import pytest
from sqlalchemy import event

from tests.builders import NOON, raw, ticket
from triage.errors import ServiceRunningError
from triage.ports.work import UnitOfWork
from triage.store.sql import SqlStore


@pytest.fixture(params=["sqlite", "postgres"])
def opened(request: pytest.FixtureRequest) -> Iterator[SqlStore]:
    with SqlStore(request.getfixturevalue(f"{request.param}_url")) as store:
        yield store


def broken(work: UnitOfWork) -> None:
    work.tickets.add(ticket(99))
    raise ValueError("this one only")


async def test_a_unit_that_fails_rolls_back_alone(opened: SqlStore) -> None:
    outcomes = await asyncio.gather(
        *(
            opened.transact(
                broken if n == 5 else lambda work, n=n: work.tickets.add(ticket(n))  # type: ignore[misc]
            )
            for n in range(10)
        ),
        return_exceptions=True,
    )

    stored = await opened.look(lambda work: work.tickets.find(open_only=False, limit=99))
    assert [one.id for one in reversed(stored)] == [0, 1, 2, 3, 4, 6, 7, 8, 9]
    assert [type(one) for one in outcomes if one is not None] == [ValueError]


async def test_a_broken_statement_does_not_poison_the_units_beside_it(opened: SqlStore) -> None:
    outcomes = await asyncio.gather(
        opened.transact(lambda work: work.tickets.add(ticket(1))),
        opened.transact(lambda work: work.tickets.add(ticket(1))),
        opened.transact(lambda work: work.tickets.add(ticket(2))),
        return_exceptions=True,
    )

    assert [one is None for one in outcomes] == [True, False, True]
    assert len(await opened.look(lambda work: work.tickets.find(open_only=False, limit=9))) == 2


async def test_units_that_wait_share_a_commit(sqlite_url: str) -> None:
    with SqlStore(sqlite_url) as store:
        commits: list[object] = []
        event.listen(store._engine, "commit", commits.append)  # noqa: SLF001
        await asyncio.gather(
            *(
                store.transact(
                    lambda work, n=n: work.arrivals.accept([raw(f"a{n}")], None, now=NOON)  # type: ignore[misc]
                )
                for n in range(200)
            )
        )

    assert len(commits) < 20


async def test_a_caller_who_gave_up_loses_nothing(opened: SqlStore) -> None:
    task = asyncio.ensure_future(opened.transact(lambda work: work.tickets.add(ticket(1))))
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)

    await opened.transact(lambda work: work.tickets.add(ticket(2)))

    stored = await opened.look(lambda work: work.tickets.find(open_only=False, limit=9))
    assert [one.id for one in stored] == [2, 1]


async def test_what_is_committed_is_there_after_reopening(database_url: str) -> None:
    with SqlStore(database_url) as store:
        await store.transact(lambda work: work.tickets.add(ticket()))

    with SqlStore(database_url) as store:
        assert await store.look(lambda work: work.tickets.find(open_only=True, limit=9)) == [
            ticket()
        ]


def test_a_second_service_on_one_file_is_refused(sqlite_url: str) -> None:
    with (
        SqlStore(sqlite_url, service=True),
        pytest.raises(ServiceRunningError, match="another service works on"),
    ):
        SqlStore(sqlite_url, service=True)

    with SqlStore(sqlite_url, service=True), SqlStore(sqlite_url):
        pass  # a command beside the service, and the lock was free again
