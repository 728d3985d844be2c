"""Issues over real HTTP, against a loopback GitHub: made once, and their closing comes back."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from channels.github.adapter import GithubChannel
from channels.github.config import GithubConfig
from channels.sandbox.github import GithubSandbox
from tests.channels.discord.door import SandboxClock
from triage.errors import (
    ChannelUnavailableError,
    DeliveryRefusedError,
    DeliveryUncertainError,
)
from triage.marks import Card, Cursor, Position
from triage.messages import (
    Act,
    Grade,
    Notice,
    Outgoing,
    RawArrival,
)
from triage.model import ConversationRef, MessageRef, TicketId
from triage.tracked import IssueClosed

CLOCK = SandboxClock()
ISSUE = Outgoing(
    key="issue:7",
    ticket=TicketId(7),
    notice=Notice.ISSUE,
    to=ConversationRef("github", "acme/shop", "ticket:7"),
    lane="issue:7",
    grade=Grade.UPDATE,
    subject="The export fails",
    text="From ticket 7 of Acme.",
)


def channel(server: GithubSandbox, **changes: object) -> GithubChannel:
    config = GithubConfig(
        repository=server.repository, token=server.token, api_url=server.url, every=0.05
    )
    return GithubChannel(replace(config, **changes), CLOCK)  # type: ignore[arg-type]


class Door:
    """The service's door, as far as this adapter uses it."""

    def __init__(self) -> None:
        self.stored: dict[str, RawArrival] = {}
        self.cursor: str | None = None

    async def accept(self, *raws: RawArrival, cursor: Cursor | None = None) -> int:
        new = [raw for raw in raws if raw.external_id not in self.stored]
        self.stored |= {raw.external_id: raw for raw in new}
        if cursor is not None:
            self.cursor = cursor.value
        return len(new)

    async def position(self, channel: str, account: str, place: str) -> Position | None:
        assert (channel, account, place) == ("github", "acme/shop", "issues")
        return None if self.cursor is None else Position(self.cursor, CLOCK.now())

    async def good_look(self, channel: str, account: str) -> datetime | None:
        raise AssertionError(f"{channel} {account} is no intake")

    async def said(self, channel: str, account: str, *, since: datetime) -> list[RawArrival]:
        raise AssertionError(f"{channel} {account} is no conversation: {since}")

    async def lacks(self, channel: str, account: str, ids: Sequence[str]) -> list[str]:
        raise AssertionError(f"only files are asked for: {channel} {account} {ids}")

    async def cards(self, channel: str, account: str) -> list[Card]:
        raise AssertionError(f"{channel} {account} carries no reactions")

    async def places(self, channel: str, account: str, prefix: str) -> list[str]:
        raise AssertionError(f"{channel} {account} has one place, not {prefix}")

    async def looked(self, channel: str, account: str, *, trouble: str | None = None) -> None:
        raise AssertionError(f"{channel} {account} is no intake: {trouble}")


async def until(told: Callable[[], bool]) -> None:
    while not told():  # noqa: ASYNC110 - the server is another program to the service
        await asyncio.sleep(0.01)


async def test_an_issue_is_made_and_its_number_is_the_receipt() -> None:
    async with GithubSandbox() as server:
        receipt = await channel(server).send(ISSUE)

        [issue] = server.issues
        assert receipt.external_id == "1"
        assert issue["title"] == "The export fails"
        assert issue["body"] == "From ticket 7 of Acme.\n\n<!-- issue:7 -->"


async def test_an_issue_whose_answer_was_lost_is_not_made_twice() -> None:
    async with GithubSandbox(lose_next=True) as server:
        with pytest.raises(DeliveryUncertainError):
            await channel(server).send(ISSUE)
        again = replace(ISSUE, resend=True, first_tried_at=CLOCK.now())
        receipt = await channel(server).send(again)

        assert (receipt.external_id, len(server.issues)) == ("1", 1)


async def test_what_never_arrived_is_made_by_the_second_try() -> None:
    async with GithubSandbox() as server:
        tried = CLOCK.now() - timedelta(minutes=10)
        receipt = await channel(server).send(replace(ISSUE, resend=True, first_tried_at=tried))

        assert (receipt.external_id, len(server.issues)) == ("1", 1)


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (429, ChannelUnavailableError),
        (502, DeliveryUncertainError),
        (403, DeliveryRefusedError),
        (422, DeliveryRefusedError),
    ],
)
async def test_an_answer_says_whether_to_try_again(status: int, error: type[Exception]) -> None:
    async with GithubSandbox(failing=[status]) as server:
        with pytest.raises(error, match=str(status)):
            await channel(server).send(ISSUE)
        assert server.issues == []


async def test_a_wrong_token_and_a_change_are_refused_and_a_dead_server_is_tried_again() -> None:
    async with GithubSandbox() as server:
        with pytest.raises(DeliveryRefusedError, match="Bad credentials"):
            await channel(server, token="wrong").send(ISSUE)
        with pytest.raises(DeliveryRefusedError, match="never changed by us"):
            await channel(server).send(replace(ISSUE, act=Act.EDIT))
        gone = channel(server)
    with pytest.raises(ChannelUnavailableError, match="cannot be reached"):
        await gone.send(ISSUE)


async def test_what_is_closed_comes_back_once_and_an_unchanged_list_costs_no_quota() -> None:
    door = Door()
    async with GithubSandbox() as server:
        listener = channel(server)
        await listener.send(ISSUE)
        await listener.send(replace(ISSUE, key="issue:8"))
        async with asyncio.timeout(10), asyncio.TaskGroup() as tasks:
            task = tasks.create_task(listener.listen(door))
            await until(lambda: door.cursor is not None)
            server.close(2)
            await until(lambda: bool(door.stored) and server.requests[-1] == ("GET", 304))
            task.cancel()

        [raw] = door.stored.values()
        assert listener.read(raw) == IssueClosed(
            issue=MessageRef("github", "acme/shop", "2"),
            url="https://github.example/acme/shop/issues/2",
            by="octocat",
        )


async def test_what_was_closed_before_the_first_look_is_history() -> None:
    door = Door()
    async with GithubSandbox() as server:
        listener = channel(server)
        await listener.send(ISSUE)
        server.close(1)
        for issue in server.issues:
            issue["updated_at"] = "2020-01-01T00:00:00Z"
        async with asyncio.timeout(10), asyncio.TaskGroup() as tasks:
            task = tasks.create_task(listener.listen(door))
            await until(lambda: ("GET", 200) in server.requests)
            task.cancel()
        assert door.stored == {}
