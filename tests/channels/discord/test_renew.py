"""One message that is kept up to date: changed while young, then posted anew, over the wire."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from typing_extensions import override

from channels.sandbox.discord.faults import Fault, FaultKind
from tests.channels.discord.conftest import Guild, Listening
from tests.channels.discord.door import Door, SandboxClock
from tests.channels.discord.test_send import words
from triage.errors import DeliveryUncertainError
from triage.messages import Act, Notice, Outgoing


def status(guild: Guild, text: str, **changes: Any) -> Outgoing:
    plain = words(guild, text, key=f"status:{text}", act=Act.RENEW, notice=Notice.STATUS)
    return replace(plain, **changes)


def said(guild: Guild) -> list[str]:
    return [one.content for one in guild.server.messages(guild.help)]


class Later(SandboxClock):
    """An hour and a minute ahead."""

    @override
    def now(self) -> datetime:
        return super().now() + timedelta(minutes=61)


async def test_while_it_is_young_it_changes_in_place(guild: Guild, listening: Listening) -> None:
    async with listening(Door()) as channel:
        first = await channel.send(status(guild, "open"))
        again = await channel.send(status(guild, "in hand", remote_id=first.external_id))
    assert again == first
    assert said(guild) == ["in hand"]


async def test_after_an_hour_a_new_one_stands_in_its_stead(
    guild: Guild, listening: Listening
) -> None:
    before = guild.server.faults
    before.add(Fault(kind=FaultKind.INVALID, method="PATCH"))
    async with listening(Door(), clock=Later()) as channel:
        first = await channel.send(status(guild, "open"))
        await guild.server.post(guild.help, guild.ada, "Thanks")
        second = await channel.send(status(guild, "in hand", remote_id=first.external_id))
    assert second != first
    assert said(guild) == ["Thanks", "in hand"]
    assert len(before.coming) == 1  # no edit was tried


@pytest.mark.parametrize("code", [30046, 10008])
async def test_where_it_is_capped_or_gone_a_new_one_is_posted(
    guild: Guild, listening: Listening, code: int
) -> None:
    status_code = 404 if code == 10008 else 400
    async with listening(Door()) as channel:
        first = await channel.send(status(guild, "open"))
        guild.server.fail_next(
            Fault(kind=FaultKind.REFUSED, method="PATCH", status=status_code, code=code)
        )
        await channel.send(status(guild, "in hand", remote_id=first.external_id))
    assert said(guild) == ["in hand"]


async def test_one_whose_post_may_have_arrived_stands_there_once(
    guild: Guild, listening: Listening
) -> None:
    async with listening(Door()) as channel:
        guild.server.fail_next(Fault(kind=FaultKind.DROP_AFTER, method="POST"))
        with pytest.raises(DeliveryUncertainError):
            await channel.send(status(guild, "open"))
        await channel.send(status(guild, "open", resend=True, first_tried_at=SandboxClock().now()))
    assert said(guild) == ["open"]
