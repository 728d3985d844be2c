"""A person pages whoever is on call, and looks at the handover, from a terminal."""

from __future__ import annotations

import asyncio
import json
from datetime import timedelta

import pytest

from tests.triage.cli.conftest import Terminal
from triage.clock import SystemClock
from triage.errors import NotFoundError, RefusedError
from triage.messages import Notice, Outgoing
from triage.model import Priority, TicketId
from triage.store.sql import SqlStore

PAGE = ("oncall", "page", "Payments look wrong", "--as", "linus")


@pytest.fixture
def closed(triage: Terminal) -> Terminal:
    """Nobody works today."""
    day = f"{SystemClock().now() + timedelta(days=3):%a}".lower()
    triage.change('["mon", "tue", "wed", "thu", "fri", "sat", "sun"]', f'["{day}"]')
    return triage


def waiting(triage: Terminal) -> list[Outgoing]:
    async def undelivered() -> list[Outgoing]:
        with SqlStore(triage.url) as store:
            found = await store.look(lambda work: work.outbox.undelivered())
        return [message for message, _, _ in found]

    return asyncio.run(undelivered())


def test_it_opens_a_p1_in_that_name_and_calls_whoever_is_on_duty(triage: Terminal) -> None:
    [shown] = json.loads(triage("oncall", "show", "--json").output)
    said = triage(*PAGE, "--yes").output
    [card] = [one for one in waiting(triage) if one.notice is Notice.CARD]
    on_duty = {"Grace Hall": "201", "Linus Berg": "202"}[shown["people"][0]]

    assert said.startswith(f"Ticket 1: {shown['people'][0]} (")
    assert said.endswith(" there) is called for platform.\n")
    assert (card.mentions, "Payments look wrong" in card.text) == ((on_duty,), True)

    async def stored() -> tuple[Priority, str, str]:
        with SqlStore(triage.url) as store:
            ticket = await store.look(lambda work: work.tickets.get(TicketId(1)))
        return ticket.priority, ticket.reporter, ticket.address

    assert asyncio.run(stored()) == (Priority.P1, "linus", "linus@acme.example")


def test_outside_working_hours_it_asks_first(closed: Terminal) -> None:
    no = closed(*PAGE, answers="n\n")
    assert no.output.startswith("This wakes, for platform: ")
    assert (no.exit_code, waiting(closed)) == (1, [])

    assert "Ticket 1: " in closed(*PAGE, answers="y\n").output
    assert len([one for one in waiting(closed) if one.notice is Notice.CARD]) == 1


def test_what_cannot_be_paged_is_said(triage: Terminal) -> None:
    with pytest.raises(NotFoundError, match="There is no team x; there is platform"):
        triage(*PAGE, "--team", "x")
    with pytest.raises(RefusedError, match="say in one sentence"):
        triage("oncall", "page", " ", "--as", "linus", "--yes")
    triage.change('email = "linus@acme.example"\npage = ["discord", "email"]', "")
    with pytest.raises(RefusedError, match="the answers go by mail: linus needs an email"):
        triage(*PAGE, "--yes")
    triage.change('mode = "live"', 'mode = "watch"')
    with pytest.raises(RefusedError, match="This desk watches only and calls nobody"):
        triage(*PAGE, "--yes")


def test_the_handover_is_shown_as_it_would_be_now(triage: Terminal) -> None:
    triage("oncall", "note", "The backup runs late")
    told = triage("oncall", "handover").output

    assert told.startswith("Handover platform: ")
    assert "Watch out: The backup runs late" in told
    assert "please take it" not in told
