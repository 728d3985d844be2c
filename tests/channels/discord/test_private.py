"""Private threads of tickets: made once, with the right people in them."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from channels.sandbox.discord.faults import Fault, FaultKind
from tests.channels.discord.conftest import Guild, Listening
from tests.channels.discord.door import Door, SandboxClock
from triage.errors import DeliveryRefusedError, DeliveryUncertainError
from triage.messages import Act, Grade, Notice, Outgoing
from triage.model import ConversationRef, TicketId


def private(guild: Guild, **changes: Any) -> Outgoing:
    plain = Outgoing(
        key="private:7",
        ticket=TicketId(7),
        notice=Notice.PRIVATE,
        to=ConversationRef("discord", guild.server.guild_id, "form:1"),
        lane="7",
        grade=Grade.REPLY,
        act=Act.OPEN_PRIVATE,
        place=guild.help,
        subject="Ticket 7",
        text=f"<@{guild.ada}> Ticket 7 goes on here.",
        mentions=(guild.ada,),
    )
    return replace(plain, **changes)


async def test_a_private_thread_holds_the_reporter_and_nobody_else(
    guild: Guild, listening: Listening
) -> None:
    server = guild.server
    async with listening(Door()) as channel:
        thread = (await channel.send(private(guild))).external_id
    [made] = server.threads(guild.help)
    assert (made.id, made.name, made.private) == (thread, "Ticket 7", True)
    assert made.members == {server.bot_id, guild.ada}
    assert [one.content for one in server.messages(thread)] == [
        f"<@{guild.ada}> Ticket 7 goes on here."
    ]


async def test_what_is_said_in_it_comes_in(guild: Guild, listening: Listening) -> None:
    door, server = Door(), guild.server
    async with listening(door) as channel:
        thread = (await channel.send(private(guild))).external_id
        said = await server.post(thread, guild.ada, "It is back")
        await door.until(lambda: said in door.ids)


@pytest.mark.parametrize("kind", [FaultKind.BAD_GATEWAY_AFTER, FaultKind.DROP_AFTER])
async def test_a_thread_whose_making_was_uncertain_is_made_once(
    guild: Guild, listening: Listening, kind: FaultKind
) -> None:
    server = guild.server
    tried = SandboxClock().now()
    async with listening(Door()) as channel:
        server.fail_next(Fault(kind=kind, method="POST", path="/threads$", times=6))
        with pytest.raises(DeliveryUncertainError):
            await channel.send(private(guild))
        server.faults.clear()
        made = [one for one in server.threads(guild.help) if one.name == "Ticket 7"]
        await channel.send(private(guild, resend=True, first_tried_at=tried))
    after = [one for one in server.threads(guild.help) if one.name == "Ticket 7"]
    assert len(after) == len(made)


async def test_of_a_forum_it_is_made_under_a_text_channel(
    guild: Guild, listening: Listening
) -> None:
    async with listening(Door()) as channel:
        await channel.send(private(guild, place=guild.forum))
    [made] = guild.server.threads(guild.help)
    assert made.private


async def test_without_a_text_channel_it_is_refused(guild: Guild) -> None:
    forum = tuple(one for one in guild.config.intakes if one.channel == guild.forum)
    only = replace(guild, config=replace(guild.config, intakes=forum))
    door = Door()
    async with asyncio.TaskGroup() as tasks:
        channel = only.adapter()
        task = tasks.create_task(channel.listen(door))
        await door.until(lambda: door.card_readings > 1)
        with pytest.raises(DeliveryRefusedError, match="needs a text channel"):
            await channel.send(private(guild, place=guild.forum))
        task.cancel()


async def test_a_name_that_discord_refuses_gives_way(guild: Guild, listening: Listening) -> None:
    async with listening(Door()) as channel:
        fault = Fault(kind=FaultKind.INVALID, method="POST", path=f"/channels/{guild.help}/threads")
        guild.server.fail_next(fault)
        await channel.send(private(guild))
    [made] = guild.server.threads(guild.help)
    assert made.name == "Support request"


async def test_words_for_a_thread_that_was_never_made_are_refused(
    guild: Guild, listening: Listening
) -> None:
    async with listening(Door()) as channel:
        with pytest.raises(DeliveryRefusedError, match="has no thread"):
            await channel.send(private(guild, act=Act.POST))
