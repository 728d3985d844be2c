"""Reactions on our cards are heard, once, in order; all others cost nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from channels.discord.adapter import DiscordChannel
from channels.sandbox.discord.faults import Fault, FaultKind
from channels.sandbox.discord.rest import Request
from tests.channels.discord.conftest import Guild, Listening
from tests.channels.discord.door import Door
from triage.controls import Action
from triage.marks import Card
from triage.messages import (
    Grade,
    Notice,
    Outgoing,
    ReactionArrived,
)
from triage.model import (
    ConversationRef,
    MessageRef,
    TicketId,
)


def card(guild: Guild) -> Outgoing:
    return Outgoing(
        key="card:7",
        ticket=TicketId(7),
        notice=Notice.CARD,
        to=ConversationRef("discord", guild.server.guild_id, guild.room),
        lane="room",
        grade=Grade.UPDATE,
        text="P2 · 7 · The export hangs",
        actions=(Action.CLAIM, Action.RESOLVE),
    )


def told(channel: DiscordChannel, door: Door) -> list[ReactionArrived]:
    read = [channel.read(raw) for raw in door.stored]
    return [one for one in read if isinstance(one, ReactionArrived)]


def answered(requests: Sequence[Request], message: str) -> bool:
    """Whether the message itself was asked for, and Discord has answered."""
    return any(
        each.method == "GET" and each.path.endswith(f"/messages/{message}") and each.status
        for each in requests
    )


async def post_card(guild: Guild, channel: DiscordChannel, door: Door) -> str:
    posted = (await channel.send(card(guild))).external_id
    door.posted.append(Card(place=guild.room, external_id=posted, ticket=TicketId(7), open=True))
    return posted


async def test_claiming_and_taking_it_back_are_two_arrivals(
    guild: Guild, listening: Listening
) -> None:
    door = Door()
    server = guild.server
    async with listening(door) as channel:
        posted = await post_card(guild, channel, door)
        await server.react(guild.room, posted, guild.linus, "✋")
        await server.unreact(guild.room, posted, guild.linus, "✋")
        await server.react(guild.room, posted, guild.linus, "✋")
        await door.until(lambda: len(door.ids) == 3)
        heard = told(channel, door)
    assert [each.present for each in heard] == [True, False, True]
    assert heard[1] == ReactionArrived(
        message=MessageRef("discord", server.guild_id, posted),
        sender=replace(heard[0].sender, address=guild.linus, name="linus", staff=True, known=True),
        action=Action.CLAIM,
        present=False,
    )


async def test_our_own_seeded_reactions_are_not_heard(guild: Guild, listening: Listening) -> None:
    door = Door()
    async with listening(door) as channel:
        posted = await post_card(guild, channel, door)
        await guild.server.react(guild.room, posted, guild.ada, "✋")
        await door.until(lambda: door.ids)
    assert door.ids == [f"{posted}:{guild.ada}:✋:1"]


async def test_a_storm_of_other_reactions_costs_no_request_and_no_row(
    guild: Guild, listening: Listening
) -> None:
    door = Door()
    server = guild.server
    async with listening(door) as channel:
        posted = await post_card(guild, channel, door)
        chat = server.add_channel("chat")
        noise = await server.post(chat, guild.ada, "Look")
        crowd = [server.add_member(f"m{n}") for n in range(20)]
        before = len(server.requests)
        for member in crowd:
            await server.react(chat, noise, member, "✋")
            await server.react(guild.room, posted, member, "🎉")
            await server.unreact(chat, noise, member, "✋")
        await server.react(guild.room, posted, guild.linus, "✅")
        await door.until(lambda: door.ids)
        spent = len(server.requests) - before
    assert (door.ids, spent) == ([f"{posted}:{guild.linus}:✅:1"], 0)


async def test_a_storm_of_removals_on_a_card_asks_once_a_person(
    guild: Guild, listening: Listening
) -> None:
    door = Door()
    server = guild.server
    async with listening(door) as channel:
        posted = await post_card(guild, channel, door)
        before = len(server.requests)
        for _ in range(10):
            await server.react(guild.room, posted, guild.linus, "✋")
            await server.unreact(guild.room, posted, guild.linus, "✋")
        await door.until(lambda: len(door.ids) == 20)
        spent = len(server.requests) - before
    assert spent == 0


async def test_the_ticket_reaction_counts_on_any_message_of_an_intake_channel(
    guild: Guild, listening: Listening
) -> None:
    door = Door()
    async with listening(door) as channel:
        said = await guild.server.post(guild.help, guild.ada, "hm")
        await guild.server.react(guild.help, said, guild.linus, "🎫")
        await door.until(lambda: len(door.ids) == 2)
        (heard,) = told(channel, door)
    assert (heard.action, heard.message.external_id) == (Action.OPEN, said)


async def test_a_card_of_an_earlier_life_is_heard(guild: Guild, listening: Listening) -> None:
    """Months later, after a restart, on a message that no cache holds."""
    door = Door()
    async with listening(door) as channel:
        posted = await post_card(guild, channel, door)
    async with listening(door) as channel:
        await guild.server.react(guild.room, posted, guild.linus, "✋")
        await door.until(lambda: door.ids)
    assert door.ids == [f"{posted}:{guild.linus}:✋:1"]


async def test_a_claim_made_while_nobody_listened_is_read_from_the_card(
    guild: Guild, listening: Listening
) -> None:
    door = Door()
    async with listening(door) as channel:
        posted = await post_card(guild, channel, door)
    await guild.server.react(guild.room, posted, guild.linus, "✋")
    async with listening(door) as channel:
        await door.until(lambda: door.ids)
        (heard,) = told(channel, door)
    assert (heard.sender.staff, heard.present) == (True, True)


async def test_a_channel_that_fails_keeps_no_claim_waiting(
    guild: Guild, listening: Listening
) -> None:
    door = Door()
    async with listening(door) as channel:
        posted = await post_card(guild, channel, door)
    await guild.server.react(guild.room, posted, guild.linus, "✋")
    path = f"/channels/{guild.help}/messages$"
    guild.server.fail_next(Fault(kind=FaultKind.DROP, method="GET", path=path, times=999))
    await guild.server.post(guild.help, guild.ada, "The export hangs")
    async with listening(door) as channel:
        await door.until(lambda: told(channel, door))


async def test_a_closed_tickets_card_is_not_read_again(guild: Guild, listening: Listening) -> None:
    door = Door()
    server = guild.server
    async with listening(door) as channel:
        posted = await post_card(guild, channel, door)
    door.posted = [Card(place=guild.room, external_id=posted, ticket=TicketId(7), open=False)]
    before = len(server.requests)
    async with listening(door):
        said = await server.post(guild.help, guild.ada, "Later")
        await door.until(lambda: said in door.ids)
    read = [each for each in server.requests[before:] if posted in each.path]
    assert read == []


@pytest.mark.fast
async def test_a_claim_taken_back_in_a_gap_is_noticed(guild: Guild, listening: Listening) -> None:
    door = Door()
    server = guild.server
    async with listening(door) as channel:
        posted = await post_card(guild, channel, door)
        await server.react(guild.room, posted, guild.linus, "✋")
        await door.until(lambda: len(door.ids) == 1)
        server.gateway.invalidate()
        await server.unreact(guild.room, posted, guild.linus, "✋")
        await door.until(lambda: len(door.ids) == 2, timeout=90)
        heard = told(channel, door)
    assert [each.present for each in heard] == [True, False]


async def test_reactions_cleared_by_a_moderator_change_nothing_and_can_be_set_again(
    guild: Guild, listening: Listening
) -> None:
    door = Door()
    server = guild.server
    async with listening(door) as channel:
        posted = await post_card(guild, channel, door)
        await server.react(guild.room, posted, guild.linus, "✋")
        await door.until(lambda: len(door.ids) == 1)
        await server.clear_reactions(guild.room, posted)
        await server.react(guild.room, posted, guild.linus, "✋")
        await door.until(lambda: len(door.ids) == 2)
        heard = told(channel, door)
    assert [each.present for each in heard] == [True, True]


async def test_a_person_whose_roles_cannot_be_learned_is_not_staff(
    guild: Guild, listening: Listening
) -> None:
    door = Door()
    server = guild.server
    async with listening(door) as channel:
        posted = await post_card(guild, channel, door)
        await server.react(guild.room, posted, guild.linus, "✋")
        await door.until(lambda: door.ids)
    door.stored.clear()
    async with listening(door) as channel:
        server.fail_next(Fault(kind=FaultKind.UNAVAILABLE, path=f"/members/{guild.linus}"))
        await server.unreact(guild.room, posted, guild.linus, "✋")
        await door.until(lambda: door.ids)
        (heard,) = told(channel, door)
    assert (heard.present, heard.sender.staff) == (False, False)


async def test_a_bot_that_reacts_is_no_engineer(guild: Guild, listening: Listening) -> None:
    door = Door()
    server = guild.server
    other = server.add_member("other-bot", bot=True)
    async with listening(door) as channel:
        posted = await post_card(guild, channel, door)
        await server.react(guild.room, posted, other, "✋")
        await server.unreact(guild.room, posted, other, "✋")
        await server.react(guild.room, posted, guild.linus, "✋")
        await door.until(lambda: door.ids)
    assert door.ids == [f"{posted}:{guild.linus}:✋:1"]


async def test_a_card_is_known_before_its_sending_has_returned(
    guild: Guild, listening: Listening
) -> None:
    """An engineer may be faster than Discord's answer: what we post in a room is known at once."""
    door = Door()
    server = guild.server
    async with listening(door):
        posted = await server.post(guild.room, server.bot_id, "P2 · 7 · The export hangs")
        await server.react(guild.room, posted, guild.linus, "✋")
        await door.until(lambda: door.ids)
    assert door.ids == [f"{posted}:{guild.linus}:✋:1"]


@pytest.mark.fast
async def test_reactions_cleared_in_a_gap_change_nothing(
    guild: Guild, listening: Listening
) -> None:
    """Our own seeded reaction is gone too: so it was not the engineer who took hers back."""
    door = Door()
    server = guild.server
    async with listening(door) as channel:
        posted = await post_card(guild, channel, door)
        await server.react(guild.room, posted, guild.linus, "✋")
        await door.until(lambda: len(door.ids) == 1)
        server.gateway.invalidate()
        await server.clear_reactions(guild.room, posted)
        before = len(server.requests)
        await server.wait_for(lambda: answered(server.requests[before:], posted), timeout=90)
        await server.react(guild.room, posted, guild.linus, "✋")
        await door.until(lambda: len(door.ids) == 2)
        heard = told(channel, door)
    assert [each.present for each in heard] == [True, True]


async def test_a_deleted_card_changes_nothing(guild: Guild, listening: Listening) -> None:
    door = Door()
    server = guild.server
    async with listening(door) as channel:
        posted = await post_card(guild, channel, door)
        await server.react(guild.room, posted, guild.linus, "✋")
        await door.until(lambda: len(door.ids) == 1)
        await server.delete_message(guild.room, posted)
    async with listening(door):
        said = await server.post(guild.help, guild.ada, "Later")
        await door.until(lambda: said in door.ids)
    assert door.ids[1:] == [said]


async def test_a_card_that_cannot_be_read_stops_nothing(guild: Guild, listening: Listening) -> None:
    door = Door()
    server = guild.server
    async with listening(door) as channel:
        posted = await post_card(guild, channel, door)
    server.fail_next(Fault(kind=FaultKind.MISSING_ACCESS, path=f"/messages/{posted}"))
    async with listening(door):
        await server.react(guild.room, posted, guild.linus, "✋")
        await door.until(lambda: door.ids)
    assert door.ids == [f"{posted}:{guild.linus}:✋:1"]


async def test_a_claim_taken_back_while_the_service_was_down_is_noticed(
    guild: Guild, listening: Listening
) -> None:
    """A service that starts anew knows from its store what stood on the card."""
    door, server = Door(), guild.server
    async with listening(door) as channel:
        posted = await post_card(guild, channel, door)
        await server.react(guild.room, posted, guild.linus, "✋")
        await door.until(lambda: len(door.ids) == 1)
    await server.unreact(guild.room, posted, guild.linus, "✋")
    async with listening(door) as channel:
        await door.until(lambda: len(door.ids) == 2)
        heard = told(channel, door)
    assert [each.present for each in heard] == [True, False]
    assert heard[1].sender.staff


async def test_a_claim_that_still_stands_after_a_restart_is_no_arrival(
    guild: Guild, listening: Listening
) -> None:
    door, server = Door(), guild.server
    async with listening(door) as channel:
        posted = await post_card(guild, channel, door)
        await server.react(guild.room, posted, guild.linus, "✋")
        await door.until(lambda: len(door.ids) == 1)
    async with listening(door):
        said = await server.post(guild.help, guild.ada, "Later")
        await door.until(lambda: said in door.ids)
    assert len(door.ids) == 2
