"""The pinned board, and the thread behind a card, over the wire."""

from dataclasses import replace
from typing import Any

from channels.sandbox.discord.faults import Fault, FaultKind
from channels.sandbox.discord.seen import SeenMessage
from tests.channels.discord.conftest import Guild, Listening
from tests.channels.discord.door import Door
from tests.channels.discord.test_send import words
from triage.messages import Act, Notice, Outgoing
from triage.model import ConversationRef


def board(guild: Guild, text: str, **changes: Any) -> Outgoing:
    room = ConversationRef("discord", guild.server.guild_id, guild.room)
    plain = words(guild, text, key=f"board:{text}", act=Act.SHOW, to=room, notice=Notice.BOARD)
    return replace(plain, **changes)


def line(guild: Guild, text: str, card: str) -> Outgoing:
    return board(guild, text, act=Act.DISCUSS, notice=Notice.HANDED, remote_id=card)


def pinned(guild: Guild) -> list[SeenMessage]:
    return [one for one in guild.server.messages(guild.room) if one.pinned]


async def test_a_board_is_pinned_once_and_changes_in_place(
    guild: Guild, listening: Listening
) -> None:
    async with listening(Door()) as channel:
        first = await channel.send(board(guild, "one"))
        again = await channel.send(board(guild, "two", remote_id=first.external_id))

    assert again == first
    assert [one.content for one in pinned(guild)] == ["two"]
    assert len(guild.server.messages(guild.room)) == 1


async def test_a_board_whose_edits_are_capped_is_posted_and_pinned_anew(
    guild: Guild, listening: Listening
) -> None:
    async with listening(Door()) as channel:
        first = await channel.send(board(guild, "one"))
        guild.server.fail_next(
            Fault(kind=FaultKind.REFUSED, method="PATCH", path="/messages/", status=400, code=30046)
        )
        second = await channel.send(board(guild, "two", remote_id=first.external_id))

    assert second != first
    assert [one.content for one in pinned(guild)] == ["two"]


async def test_a_board_that_somebody_deleted_comes_back(guild: Guild, listening: Listening) -> None:
    async with listening(Door()) as channel:
        first = await channel.send(board(guild, "one"))
        await guild.server.delete_message(guild.room, first.external_id)
        await channel.send(board(guild, "two", remote_id=first.external_id))

    assert [one.content for one in pinned(guild)] == ["two"]


async def test_a_board_that_may_not_be_pinned_still_stands(
    guild: Guild, listening: Listening
) -> None:
    guild.server.fail_next(Fault(kind=FaultKind.MISSING_ACCESS, method="PUT", path="/pins/"))
    async with listening(Door()) as channel:
        await channel.send(board(guild, "one"))

    assert [one.content for one in guild.server.messages(guild.room)] == ["one"]
    assert pinned(guild) == []


async def test_the_first_line_behind_a_card_makes_its_thread_and_the_next_ones_use_it(
    guild: Guild, listening: Listening
) -> None:
    async with listening(Door()) as channel:
        card = (await channel.send(board(guild, "card", act=Act.POST))).external_id
        for text in ("one", "two"):
            await channel.send(line(guild, text, card))

    assert [one.id for one in guild.server.threads(guild.room)] == [card]
    said = [one.content for one in guild.server.messages(card)]
    assert said == ["one", "two"]


async def test_where_the_card_was_deleted_the_line_stands_in_the_room(
    guild: Guild, listening: Listening
) -> None:
    async with listening(Door()) as channel:
        card = (await channel.send(board(guild, "card", act=Act.POST))).external_id
        await guild.server.delete_message(guild.room, card)
        await channel.send(line(guild, "one", card))

    assert [one.content for one in guild.server.messages(guild.room)] == ["one"]
