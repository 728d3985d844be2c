"""Where words go that Discord refuses, with the whole service over the wire."""

from __future__ import annotations

from datetime import timedelta

from channels.sandbox.discord.faults import Fault, FaultKind
from tests.e2e.wire.conftest import Wire
from tests.e2e.wire.test_reporter import REPORT, answered, reported
from tests.e2e.wire.test_ways_in import receipt


def room(wire: Wire) -> str:
    return "\n".join(one.content for one in wire.cards())


async def whispered(wire: Wire) -> str:
    """A ticket from a direct message; returns its channel."""
    interactions, person = wire.discord.interactions, wire.people[0]
    await wire.discord.write_to_bot(person, REPORT)
    dm = wire.discord.dm_of(person)
    await wire.until(lambda: wire.said_to(dm))
    [question] = [one for one in wire.discord.messages(dm) if one.components]
    yes = question.components[0]["components"][0]["custom_id"]
    await answered(wire, await interactions.press(dm, question.id, person, yes))
    await wire.until(lambda: any("this is ticket 1" in one for one in wire.said_to(dm)))
    return dm


async def claim(wire: Wire) -> None:
    [card] = [one for one in wire.cards() if "·" in one.content][:1]
    await wire.discord.react(wire.room, card.id, wire.grace, "✋")


async def test_who_closes_their_direct_messages_is_told_in_a_private_thread(wire: Wire) -> None:
    async with wire.running():
        await whispered(wire)
        wire.discord.close_dms(wire.people[0])
        await claim(wire)
        await wire.until(lambda: any(one.private for one in wire.discord.threads(wire.help)))
        [thread] = [one for one in wire.discord.threads(wire.help) if one.private]
        await wire.until(lambda: any("Grace" in one for one in wire.said_to(thread.id)))
        await wire.until(lambda: "It is said again in a private thread." in room(wire))
        assert "code 50007" in room(wire)


async def test_where_no_private_thread_can_be_made_they_are_called_in_the_channel(
    wire: Wire,
) -> None:
    async with wire.running():
        await whispered(wire)
        wire.discord.close_dms(wire.people[0])
        path = f"/channels/{wire.help}/threads"
        wire.discord.fail_next(
            Fault(kind=FaultKind.REFUSED, method="POST", path=path, status=403, code=50013)
        )
        await claim(wire)
        await wire.until(lambda: wire.said_to(wire.help))
        [knock] = [one for one in wire.discord.messages(wire.help) if one.by_bot]
        assert knock.pinged == {wire.people[0]}
        assert "There is news for you about ticket 1" in knock.content
        assert "Grace" not in knock.content
        await wire.until(lambda: f"They were called in <#{wire.help}>" in room(wire))


async def test_a_thread_that_a_moderator_deleted_is_followed_by_a_private_one(wire: Wire) -> None:
    async with wire.running():
        ticket, _ = await reported(wire)
        wire.discord.delete_channel(ticket.conversation.thread)
        await claim(wire)
        await wire.until(lambda: any(one.private for one in wire.discord.threads(wire.help)))
        [thread] = [one for one in wire.discord.threads(wire.help) if one.private]
        await wire.until(lambda: any("Grace" in one for one in wire.said_to(thread.id)))
        [thread] = [one for one in wire.discord.threads(wire.help) if one.private]
        assert wire.people[0] in thread.members


async def test_past_the_limit_of_threads_the_reporter_and_staff_know(wire: Wire) -> None:
    """Row A6: Discord's limit of active threads, code 160006."""
    wire.discord.fail_next(
        Fault(kind=FaultKind.REFUSED, method="POST", path="/threads", status=400, code=160006)
    )
    async with wire.running():
        await wire.discord.post(wire.help, wire.people[0], REPORT)
        await wire.until(lambda: wire.said_to(wire.help))
        [told] = [one for one in wire.discord.messages(wire.help) if one.by_bot]
        assert told.content.startswith(f"<@{wire.people[0]}> We have your report, it is ticket 1")
        await wire.until(lambda: "160006" in room(wire))
        wire.clock.advance(timedelta(minutes=11))
        await wire.until(lambda: wire.discord.threads(wire.help))
        [thread] = wire.discord.threads(wire.help)
        await receipt(wire, thread.id)


async def test_a_name_that_discord_refuses_gives_way_to_a_plain_one(wire: Wire) -> None:
    """Row A15."""
    wire.discord.fail_next(Fault(kind=FaultKind.INVALID, method="POST", path="/threads"))
    async with wire.running():
        await reported(wire)
        [thread] = wire.discord.threads(wire.help)
        assert thread.name == "Support request"


async def test_a_channel_that_is_removed_closes_nothing_and_staff_know(wire: Wire) -> None:
    """Row A14. The ticket is answered on in a private thread under another channel."""
    async with wire.running():
        await reported(wire)
        wire.discord.delete_channel(wire.help)
        await wire.until(lambda: f"<#{wire.help}> cannot be read" in room(wire))
        await claim(wire)
        await wire.until(lambda: "Ticket 1:** the reporter was not reached" in room(wire))
        made = await wire.discord.interactions.command(wire.forum, wire.people[0], "status")
        assert "Grace is looking at it" in await answered(wire, made)
