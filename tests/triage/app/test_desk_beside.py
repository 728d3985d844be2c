"""A command works beside the service: on its database, at the same time, without its lock."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from structlog.testing import capture_logs

from tests.triage.cli.conftest import CONFIG
from triage.app import tickets
from triage.app.desk import OpenDesk, opened
from triage.app.run import say_what_is_held
from triage.apply import BRAKE
from triage.clock import SystemClock
from triage.errors import ConfigError, ConflictError, RefusedError
from triage.handling.orders import Claim
from triage.model import Ticket, TicketId
from triage.outbox import PAUSED
from triage.ports.work import UnitOfWork
from triage.settings.load import load

ONE = TicketId(1)
WORDS = "Checkout is down for all"


@pytest.fixture
def config(database_url: str, tmp_path: Path) -> Path:
    path = tmp_path / "config.toml"
    path.write_text(CONFIG.format(url=database_url, folder=tmp_path))
    return path


def open_one(config: Path) -> Ticket:
    now = SystemClock().now()
    with opened(config, os.environ) as desk:
        return desk.write(
            lambda work: tickets.open_for(
                work, desk, reporter="ada@c.example", mailbox=None, text=WORDS, now=now
            )
        )


def claim(config: Path, who: str) -> str | None:
    """What the loser is told; None for the winner."""
    now = SystemClock().now()
    with opened(config, os.environ) as desk:
        try:
            desk.write(
                lambda work: tickets.order(work, desk, ONE, Claim(), desk.actor(who), now=now)
            )
        except RefusedError as error:
            return str(error)
    return None


def test_of_two_who_claim_at_once_one_has_it_and_the_other_is_told_who(config: Path) -> None:
    open_one(config)
    with ThreadPoolExecutor(2) as threads:
        told = list(threads.map(lambda who: claim(config, who), ("grace", "linus")))

    with opened(config, os.environ) as desk:
        ticket = desk.look(lambda work: work.tickets.get(ONE))
    lost = f"Ticket 1 is {ticket.assignee_name}'s. Ask them, or take it over and say why."
    assert sorted(told, key=str) == sorted([None, lost], key=str)


def test_what_the_service_saved_first_is_decided_again(config: Path) -> None:
    open_one(config)
    calls: list[int] = []

    def unit(work: UnitOfWork) -> str:
        calls.append(len(calls))
        if len(calls) < 3:
            work.tickets.save(work.tickets.get(ONE))
            raise ConflictError("ticket 1 changed since it was read")
        return work.tickets.get(ONE).subject

    with opened(config, os.environ) as desk:
        assert (desk.write(unit), len(calls)) == (WORDS, 3)
        assert desk.look(lambda work: work.tickets.get(ONE)).version == 0


@pytest.mark.parametrize(
    ("schema", "said"),
    [("0000", "`triage run` once, it brings it"), ("9999", "made by a newer Firstline")],
)
def test_a_database_of_another_version_is_left_alone(
    config: Path, database_url: str, schema: str, said: str
) -> None:
    engine = create_engine(database_url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :to"), {"to": schema})
    with pytest.raises(ConfigError, match=said), opened(config, os.environ):
        pass
    with engine.connect() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == (
            schema
        )
    engine.dispose()


@pytest.mark.parametrize(
    ("mode", "prepare", "told"),
    [
        ("live", lambda _: None, []),
        (
            "watch",
            lambda _: None,
            ["watch mode: staff see everything, reporters hear nothing, nobody is paged"],
        ),
        (
            "live",
            lambda work: (work.switches.set(PAUSED, "grace"), work.switches.set(BRAKE, "noon")),
            ["paused: nothing is sent", "the brake holds receipts"],
        ),
    ],
)
def test_a_start_says_why_nothing_would_be_heard_of_it(
    config: Path, mode: str, prepare: Callable[[UnitOfWork], object], told: list[str]
) -> None:
    config.write_text(config.read_text().replace('"live"', f'"{mode}"'))
    settings = load(config, {}, secrets=False)

    def start(desk: OpenDesk) -> list[str]:
        with capture_logs() as lines:
            asyncio.run(say_what_is_held(settings, desk.store))
        return [line["event"] for line in lines]

    with opened(config, os.environ) as desk:
        desk.write(prepare)
        assert start(desk) == told
