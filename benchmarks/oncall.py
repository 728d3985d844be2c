"""`python -m benchmarks.oncall`: who is on call, and timers, as the service asks for them.

On SQLite; with `--database` or FIRSTLINE_TEST_POSTGRES, the URL of a PostgreSQL server on this
machine, there as well, in databases that are made for it and dropped. Two claims are judged, in CPU
time of this process and, on PostgreSQL, of the server processes behind its connections, in one run:

- Who is on call among 1,000 people over a year with 10,000 overrides: under 1 ms, from the
  database to the answer. Half of the overrides are of the team that is asked about, so that the
  index has something to pass over; swaps and absences are there, too.
- 100,000 armed timers cost at most 1.2 times the CPU of 1,000 at the same rate of firing. Rounds
  alternate between the two databases; the sum of all rounds counts.

Exits with 1 when one of them does not hold.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median

from sqlalchemy import text

from benchmarks.databases import OnPostgres, OnSqlite, Place, Server
from triage.model import PersonId, TeamId
from triage.oncall.resolve import on_duty
from triage.oncall.schedule import Absence, Change, Override, Rotation
from triage.oncall.stretches import stretches
from triage.oncall.swaps import Swap, SwapState
from triage.ports.store import Timer
from triage.ports.work import UnitOfWork
from triage.store.engine import open_engine
from triage.store.migrate import migrate
from triage.store.sql import SqlStore, SqlWork

PEOPLE, TEAMS, OVERRIDES = 1_000, 20, 10_000
YEAR = datetime(2026, 1, 5, 9, tzinfo=UTC)
DAYS = 365
REACH = timedelta(days=8)
"""`Desk.reach` of rotations by the week."""
FEW, MANY = 1_000, 100_000
FIRED = 50
"""Timers a round, as many as the duties take at once."""
LIMIT_MS, LIMIT_RATIO = 1.0, 1.2


def main() -> int:
    """Returns 1 when a limit is broken."""
    arguments = _arguments()
    with tempfile.TemporaryDirectory() as folder:
        places: list[Place] = [OnSqlite(Path(folder))]
        if arguments.database:
            places.append(OnPostgres(arguments.database))
        found = {place.name: _measured(place, arguments) for place in places}
    if arguments.json:
        print(json.dumps(found))
    else:
        for place, values in found.items():
            for name, value in values.items():
                print(f"{place:<12}{name:<32}{value:>12.3f}")
    broken = [place for place, values in found.items() if not _holds(values)]
    print(f"NOT both hold: {', '.join(broken)}" if broken else "both hold", file=sys.stderr)
    return int(bool(broken))


def _measured(place: Place, arguments: argparse.Namespace) -> dict[str, float]:
    answers = who_is_on_call(place, asked=arguments.asked)
    return answers | armed_timers(place, rounds=arguments.rounds)


def _holds(values: dict[str, float]) -> bool:
    who = values["who_cpu_ms_median"] + values["who_server_cpu_ms_mean"]
    return who < LIMIT_MS and values["timers_ratio"] <= LIMIT_RATIO


# ---------------------------------------------------------------- who is on call


def who_is_on_call(place: Place, *, asked: int) -> dict[str, float]:
    """CPU milliseconds of one answer at a random instant of the year, and of the year as a list."""
    chance = random.Random(1)  # noqa: S311  the same year every time
    people = [PersonId(f"p{number}") for number in range(PEOPLE)]
    teams = [TeamId(f"t{number}") for number in range(TEAMS)]
    each = PEOPLE // TEAMS
    rotations = [
        Rotation(
            team=team,
            people=tuple(people[number * each : (number + 1) * each]),
            starts=date(2026, 1, 5),
            zone="Europe/Berlin",
            seats=2,
        )
        for number, team in enumerate(teams)
    ]
    asked_at = [YEAR + timedelta(days=chance.random() * DAYS) for _ in range(asked)]
    spent, found = [], 0
    with _store(place, "who", lambda work: _fill(work, rotations, chance)) as (work, server):
        there = server.cpu_ns()
        for when in asked_at:
            team = chance.choice((teams[0], chance.choice(teams)))
            before = time.process_time_ns()
            duty = on_duty(rotations, work.roster.changes(team, at=when, reach=REACH), team, when)
            spent.append((time.process_time_ns() - before) / 1e6)
            found += len(duty.people)
        there = server.cpu_ns() - there
        before = time.process_time_ns()
        changes = work.roster.changes_between(YEAR, YEAR + timedelta(days=DAYS))
        year = list(stretches(rotations, changes, teams[0], YEAR, YEAR + timedelta(days=DAYS)))
        listed = (time.process_time_ns() - before) / 1e6
    assert found >= 2 * asked  # two seats, and whoever was added
    return {
        "who_cpu_ms_median": median(spent),
        "who_cpu_ms_99th": sorted(spent)[len(spent) * 99 // 100],
        "who_cpu_ms_most": max(spent),
        "who_server_cpu_ms_mean": there / asked / 1e6,
        "year_of_a_team_cpu_ms": listed,
        "year_of_a_team_shifts": float(len(year)),
    }


def _fill(work: UnitOfWork, rotations: list[Rotation], chance: random.Random) -> None:
    """Half of the overrides concern the first team."""
    for number in range(OVERRIDES):
        rotation = rotations[0] if number % 2 else chance.choice(rotations)
        start = YEAR + timedelta(hours=chance.randrange(24 * DAYS))
        person, other = chance.sample(rotation.people, 2)
        change = chance.choice((Change.REPLACE, Change.REPLACE, Change.ADD, Change.REMOVE))
        work.roster.add_override(
            Override(
                team=rotation.team,
                person=person,
                start=start,
                end=start + timedelta(hours=chance.randrange(1, 24)),
                instead_of=other if change is Change.REPLACE and number % 3 else None,
                change=change,
            )
        )
    for number in range(PEOPLE):
        rotation = chance.choice(rotations)
        at = YEAR + timedelta(days=chance.randrange(DAYS))
        asker, other = chance.sample(rotation.people, 2)
        swap = Swap(
            team=rotation.team,
            name=rotation.name,
            at=at,
            asker=asker,
            other=other,
            state=SwapState.ACCEPTED,
        )
        work.roster.ask_swap(swap)
        away = rotation.people[number % len(rotation.people)]
        work.roster.add_absence(Absence(person=away, start=at, end=at + timedelta(days=14)))


# ---------------------------------------------------------------- timers


def armed_timers(place: Place, *, rounds: int) -> dict[str, float]:
    """CPU of firing as many timers with few and with many armed, by what the duties do."""
    with (
        _timers(place, "few", FEW) as few,
        _timers(place, "many", MANY) as many,
    ):
        for warm in (few, many):
            _fire(warm, -1)
        spent = {FEW: 0.0, MANY: 0.0}
        for number in range(rounds):
            pair = ((FEW, few), (MANY, many))
            for count, store in pair if number % 2 else reversed(pair):
                spent[count] += _fire(store, number)
    fired = rounds * FIRED
    return {
        "timers_1000_cpu_ms_each": spent[FEW] / fired * 1e3,
        "timers_100000_cpu_ms_each": spent[MANY] / fired * 1e3,
        "timers_ratio": spent[MANY] / spent[FEW],
    }


def _fire(measured: tuple[SqlStore, Server], number: int) -> float:
    """Ask what is next, take what is due, fire each and arm the one that follows it."""
    store, server = measured
    now = YEAR + timedelta(minutes=number + 1)

    def fire(work: UnitOfWork, timer: Timer) -> bool:
        done = work.timers.fired(timer)
        following = Timer(
            kind=timer.kind,
            subject=timer.subject,
            occurrence=f"{number}",
            due_at=now + timedelta(days=DAYS),
        )
        work.timers.arm(following)
        return done

    async def round_() -> None:
        await store.look(lambda work: work.timers.next_due())
        due = await store.look(lambda work: work.timers.due(now, limit=FIRED))
        assert len(due) == FIRED
        units = [store.transact(lambda work, one=one: fire(work, one)) for one in due]  # type: ignore[misc]
        assert all(await asyncio.gather(*units))

    there, before = server.cpu_ns(), time.process_time_ns()
    asyncio.run(round_())
    here = time.process_time_ns() - before
    return (here + server.cpu_ns() - there) / 1e9


@contextmanager
def _timers(place: Place, name: str, count: int) -> Iterator[tuple[SqlStore, Server]]:
    """`FIRED` timers a minute come due; the rest is armed for much later."""

    def arm(work: UnitOfWork) -> None:
        for number in range(count):
            minute, late = divmod(number, FIRED)
            near = number < min(count, FEW)
            due = YEAR + (timedelta(minutes=minute) if near else timedelta(days=30, seconds=number))
            work.timers.arm(
                Timer(kind="escalate", subject=f"{number}", occurrence=f"{late}", due_at=due)
            )

    with place.database(name) as (url, server):
        _filled(url, arm)
        with SqlStore(url) as store:
            yield store, server


@contextmanager
def _store(
    place: Place, name: str, fill: Callable[[UnitOfWork], None]
) -> Iterator[tuple[SqlWork, Server]]:
    """A filled database, opened for reading."""
    with place.database(name) as (url, server):
        _filled(url, fill)
        engine = open_engine(url)
        with engine.connect() as connection:
            yield SqlWork(connection), server
        engine.dispose()


def _filled(url: str, fill: Callable[[UnitOfWork], None]) -> None:
    migrate(url)
    engine = open_engine(url)
    with engine.begin() as connection:
        fill(SqlWork(connection))
    if engine.dialect.name == "postgresql":  # what its autovacuum does within a minute
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE"))
    engine.dispose()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m benchmarks.oncall")
    parser.add_argument("--asked", type=int, default=2_000, help="how often who is asked")
    parser.add_argument("--rounds", type=int, default=18, help="rounds of 50 timers, at most 19")
    parser.add_argument(
        "--database", default=os.environ.get("FIRSTLINE_TEST_POSTGRES"), help="a PostgreSQL server"
    )
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
