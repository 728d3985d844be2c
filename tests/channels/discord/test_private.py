"""Private threads of tickets: made once, with the right people in them."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from channels.sandbox.discord.faults import Fault, FaultKind
from tests.channels.discord.conftest import Guild, Listening
from tests.channels.discord.door import Door, SandboxClock
from triage.errors import (
    ChannelUnavailableError,
    DeliveryRefusedError,
    DeliveryUncertainError,
)
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


def again(guild: Guild, **changes: Any) -> Outgoing:
    """A later attempt, as the outbox makes it."""
    return private(guild, **{"resend": True, "first_tried_at": SandboxClock().now()} | changes)


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
    """Nor does discord.py make a second one by itself: making a thread has no nonce."""
    server = guild.server
    async with listening(Door()) as channel:
        server.fail_next(Fault(kind=kind, method="POST", path="/threads$"))
        with pytest.raises(DeliveryUncertainError):
            await channel.send(private(guild))
        (made,) = server.threads(guild.help)
        assert server.messages(made.id) == []
        receipt = await channel.send(again(guild))
    assert [one.id for one in server.threads(guild.help)] == [made.id] == [receipt.external_id]
    assert len(server.messages(made.id)) == 1


async def test_a_thread_that_was_archived_meanwhile_is_found_too(
    guild: Guild, listening: Listening
) -> None:
    async with listening(Door()) as channel:
        thread = (await channel.send(private(guild))).external_id
        await guild.server.archive(thread)
        assert (await channel.send(again(guild))).external_id == thread


async def test_a_thread_whose_first_words_had_to_wait_is_made_once(
    guild: Guild, listening: Listening
) -> None:
    """That they were surely not said makes the attempt no uncertain one; the thread is there."""
    server = guild.server
    async with listening(Door()) as channel:
        server.fail_next(Fault(kind=FaultKind.UNAVAILABLE, method="POST", path="/messages$"))
        with pytest.raises(ChannelUnavailableError):
            await channel.send(private(guild))
        await channel.send(again(guild, resend=False))
    (made,) = server.threads(guild.help)
    assert len(server.messages(made.id)) == 1


@pytest.mark.parametrize("kind", [FaultKind.BAD_GATEWAY_AFTER, FaultKind.DROP_AFTER])
async def test_first_words_whose_answer_was_lost_stand_once_though_the_nonce_is_forgotten(
    guild: Guild, listening: Listening, kind: FaultKind
) -> None:
    server = guild.server
    server.set_nonce_window(0.0)
    async with listening(Door(), patience=0.5) as channel:  # less than discord.py waits, a second
        server.fail_next(Fault(kind=kind, method="POST", path="/messages$"))
        with pytest.raises(DeliveryUncertainError):
            await channel.send(private(guild))
        await channel.send(again(guild))
    (made,) = server.threads(guild.help)
    assert len(server.messages(made.id)) == 1


async def test_the_ticket_s_public_thread_of_the_same_name_is_not_taken_for_it(
    guild: Guild, listening: Listening
) -> None:
    server = guild.server
    async with listening(Door()) as channel:
        said = await server.post(guild.help, guild.ada, "My password is on the page")
        await server.open_thread(guild.help, said, server.bot_id, "Ticket 7")
        server.fail_next(Fault(kind=FaultKind.DROP, method="POST", path="/threads$"))
        with pytest.raises(DeliveryUncertainError):
            await channel.send(private(guild))
        made = (await channel.send(again(guild))).external_id
    assert [one.id for one in server.threads(guild.help) if one.private] == [made]


async def test_a_thread_of_the_same_name_that_is_not_this_ticket_s_is_left_alone(
    guild: Guild, listening: Listening
) -> None:
    """The last name is every ticket's: only by our words in it is a thread this ticket's."""
    server = guild.server

    def refuse_the_name() -> None:
        server.fail_next(Fault(kind=FaultKind.INVALID, method="POST", path="/threads$"))

    async with listening(Door()) as channel:
        refuse_the_name()
        other = private(guild, key="private:8", ticket=TicketId(8), subject="Ticket 8")
        await channel.send(replace(other, text="Ticket 8 goes on here."))
        refuse_the_name()
        own = (await channel.send(again(guild))).external_id
        assert (await channel.send(again(guild))).external_id == own
    names = [one.name for one in server.threads(guild.help)]
    assert names == ["Support request", "Support request"]
    assert [len(server.messages(one.id)) for one in server.threads(guild.help)] == [1, 1]


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
