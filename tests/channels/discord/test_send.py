"""What we say arrives once, pings whom it may, and errors say what to do next."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from channels.sandbox.discord.faults import Fault, FaultKind
from tests.channels.discord.conftest import Guild, Listening
from tests.channels.discord.door import Door
from triage.controls import Action
from triage.errors import (
    ChannelUnavailableError,
    DeliveryRefusedError,
    DeliveryUncertainError,
)
from triage.messages import Act, Grade, Notice, Outgoing, Receipt
from triage.model import (
    ConversationRef,
    TicketId,
)


def words(guild: Guild, text: str = "Thanks, this is ticket 7.", **changes: Any) -> Outgoing:
    plain = Outgoing(
        key="ack:7",
        ticket=TicketId(7),
        notice=Notice.ACKNOWLEDGED,
        to=ConversationRef("discord", guild.server.guild_id, guild.help),
        lane="7",
        grade=Grade.REPLY,
        text=text,
    )
    return replace(plain, **changes)


def opening(guild: Guild, said: str) -> Outgoing:
    """The thread that is to be made from the message `said`."""
    return words(
        guild,
        "Export hangs",
        key="thread:7",
        act=Act.OPEN_THREAD,
        place=guild.help,
        to=ConversationRef("discord", guild.server.guild_id, said),
    )


async def test_a_message_is_posted_and_its_id_is_the_receipt(
    guild: Guild, listening: Listening
) -> None:
    async with listening(Door()) as channel:
        receipt = await channel.send(words(guild))
    (said,) = guild.server.messages(guild.help)
    assert (said.content, said.by_bot) == ("Thanks, this is ticket 7.", True)
    assert receipt == Receipt(said.id)


async def test_a_message_waits_for_a_connection_that_is_only_being_made(guild: Guild) -> None:
    """Right after a start: a page that failed here would go out by another means, too."""
    channel = guild.adapter(8.0)
    async with asyncio.TaskGroup() as tasks:
        listening = tasks.create_task(channel.listen(Door()))
        await asyncio.sleep(0)
        receipt = await channel.send(words(guild))
        listening.cancel()
    assert [said.id for said in guild.server.messages(guild.help)] == [receipt.external_id]


async def test_only_those_named_are_pinged_whatever_the_text_says(
    guild: Guild, listening: Listening
) -> None:
    text = f"<@{guild.linus}> @everyone <@{guild.ada}> <@&{guild.staff}>"
    async with listening(Door()) as channel:
        await channel.send(words(guild, text, notice=Notice.PAGE, mentions=(guild.linus,)))
        await channel.send(words(guild, text, key="other"))
    pinged = [said.pinged for said in guild.server.messages(guild.help)]
    assert pinged == [frozenset({guild.linus}), frozenset()]


async def test_a_direct_message_reaches_one_person_and_no_channel(
    guild: Guild, listening: Listening
) -> None:
    async with listening(Door()) as channel:
        said = replace(words(guild), act=Act.DIRECT, address=guild.linus)
        first = await channel.send(said)
        second = await channel.send(replace(said, resend=True))
    assert first == second
    assert guild.server.messages(guild.help) == []
    dm = guild.server.dm(guild.linus)
    assert [one.content for one in dm] == ["Thanks, this is ticket 7."]


async def test_a_direct_message_to_nobody_is_refused(guild: Guild, listening: Listening) -> None:
    async with listening(Door()) as channel:
        with pytest.raises(DeliveryRefusedError, match="no person named"):
            await channel.send(replace(words(guild), act=Act.DIRECT))


async def test_a_card_carries_its_reactions(guild: Guild, listening: Listening) -> None:
    async with listening(Door()) as channel:
        await channel.send(words(guild, actions=(Action.CLAIM, Action.RESOLVE)))
    (said,) = guild.server.messages(guild.help)
    assert said.reactions == {"✋": (guild.server.bot_id,), "✅": (guild.server.bot_id,)}


async def test_a_card_stands_though_its_reactions_are_refused(
    guild: Guild, listening: Listening
) -> None:
    guild.server.fail_next(Fault(kind=FaultKind.BANNED, method="PUT", path="/reactions/"))
    async with listening(Door()) as channel:
        receipt = await channel.send(words(guild, actions=(Action.CLAIM,)))
    (said,) = guild.server.messages(guild.help)
    assert receipt == Receipt(said.id)


async def test_a_long_text_becomes_messages_and_the_receipt_names_the_last(
    guild: Guild, listening: Listening
) -> None:
    lines = "\n".join(f"line {n} " + "x" * 60 for n in range(60))
    async with listening(Door()) as channel:
        receipt = await channel.send(words(guild, lines))
        again = await channel.send(words(guild, lines))
    said = guild.server.messages(guild.help)
    assert "\n".join(each.content for each in said) == lines
    assert (receipt, again) == (Receipt(said[-1].id), receipt)


async def test_a_refusal_for_now_says_when_to_come_again(
    guild: Guild, listening: Listening
) -> None:
    async with listening(Door()) as channel:
        guild.server.fail_next(Fault(kind=FaultKind.BANNED, method="POST", path="/messages"))
        with pytest.raises(ChannelUnavailableError) as banned:
            await channel.send(words(guild))
        guild.server.fail_next(Fault(kind=FaultKind.UNAVAILABLE, method="POST", path="/messages"))
        with pytest.raises(ChannelUnavailableError) as down:
            await channel.send(words(guild))
    assert (banned.value.retry_after, down.value.retry_after) == (3600.0, None)


async def test_a_rate_limit_of_discord_itself_is_waited_out(
    guild: Guild, listening: Listening
) -> None:
    guild.server.fail_next(Fault(kind=FaultKind.RATE_LIMITED, method="POST", path="/messages"))
    async with listening(Door()) as channel:
        await channel.send(words(guild))
    assert len(guild.server.messages(guild.help)) == 1


async def test_an_answer_that_never_comes_is_uncertain(guild: Guild, listening: Listening) -> None:
    async with listening(Door(), patience=0.2) as channel:
        guild.server.fail_next(
            Fault(kind=FaultKind.SLOW, method="POST", path="/messages", seconds=1.0)
        )
        with pytest.raises(DeliveryUncertainError):
            await channel.send(words(guild))


async def test_after_a_refusal_nothing_more_is_asked_of_that_channel(
    guild: Guild, listening: Listening
) -> None:
    """Refused requests are counted by Discord, and too many ban the address."""
    guild.server.forbid(guild.help)
    async with listening(Door()) as channel:
        with pytest.raises(DeliveryRefusedError):
            await channel.send(words(guild))
        before = len(guild.server.requests)
        with pytest.raises(ChannelUnavailableError) as second:
            await channel.send(words(guild, key="other"))
        asked = len(guild.server.requests) - before
        other = ConversationRef("discord", guild.server.guild_id, guild.room)
        await channel.send(words(guild, key="elsewhere", to=other))
    assert asked == 0
    assert second.value.retry_after is not None


async def test_a_new_connection_gives_a_refused_channel_another_chance(
    guild: Guild, listening: Listening
) -> None:
    door = Door()
    guild.server.forbid(guild.help)
    async with listening(door) as channel:
        with pytest.raises(DeliveryRefusedError):
            await channel.send(words(guild))
        guild.server.forbid(guild.help, forbidden=False)
        read = door.card_readings
        guild.server.gateway.drop()
        await door.until(lambda: door.card_readings > read, timeout=20)
        await channel.send(words(guild))
    assert len(guild.server.messages(guild.help)) == 1


async def test_a_channel_that_is_gone_refuses(guild: Guild, listening: Listening) -> None:
    async with listening(Door()) as channel:
        gone = ConversationRef("discord", guild.server.guild_id, "4711")
        with pytest.raises(DeliveryRefusedError):
            await channel.send(words(guild, to=gone))


async def test_an_empty_text_is_refused_without_asking(guild: Guild, listening: Listening) -> None:
    async with listening(Door()) as channel:
        with pytest.raises(DeliveryRefusedError):
            await channel.send(words(guild, " \n "))


async def test_without_a_connection_sending_waits(guild: Guild) -> None:
    with pytest.raises(ChannelUnavailableError):
        await guild.adapter().send(words(guild))


async def test_an_earlier_message_is_edited(guild: Guild, listening: Listening) -> None:
    async with listening(Door()) as channel:
        posted = (await channel.send(words(guild))).external_id
        edit = words(guild, "Claimed by Linus", key="edit:7", act=Act.EDIT, remote_id=posted)
        assert await channel.send(edit) == Receipt(posted)
    (said,) = guild.server.messages(guild.help)
    assert (said.content, said.edits) == ("Claimed by Linus", ("Thanks, this is ticket 7.",))


async def test_a_message_in_an_archived_thread_is_edited(
    guild: Guild, listening: Listening
) -> None:
    server = guild.server
    async with listening(Door()) as channel:
        said = await server.post(guild.help, guild.ada, "The export hangs")
        await server.open_thread(guild.help, said, guild.linus, "Export")
        thread = ConversationRef("discord", server.guild_id, said)
        posted = (await channel.send(words(guild, to=thread))).external_id
        await server.archive(said)
        await channel.send(
            words(guild, "Done", key="edit:7", act=Act.EDIT, to=thread, remote_id=posted)
        )
    assert [each.content for each in server.messages(said)] == ["Done"]


async def test_a_thread_is_made_from_the_report_once(guild: Guild, listening: Listening) -> None:
    server = guild.server
    async with listening(Door()) as channel:
        said = await server.post(guild.help, guild.ada, "The export hangs")
        assert await channel.send(opening(guild, said)) == Receipt(said)
        again = replace(opening(guild, said), resend=True)
        assert await channel.send(again) == Receipt(said)
    assert [(thread.id, thread.name) for thread in server.threads()] == [(said, "Export hangs")]


async def test_a_name_that_discord_refuses_gives_way_to_a_plainer_one(
    guild: Guild, listening: Listening
) -> None:
    server = guild.server
    async with listening(Door()) as channel:
        names = []
        for refused in range(3):
            said = await server.post(guild.help, guild.ada, "The export hangs")
            if refused:
                fault = Fault(kind=FaultKind.INVALID, path=f"/{said}/threads", times=refused)
                server.fail_next(fault)
            await channel.send(opening(guild, said))
            names.append(server.threads()[-1].name)
    assert names == ["Export hangs", "Ticket 7", "Support request"]


async def test_a_thread_that_no_name_opens_is_refused(guild: Guild, listening: Listening) -> None:
    server = guild.server
    async with listening(Door()) as channel:
        said = await server.post(guild.help, guild.ada, "The export hangs")
        server.fail_next(Fault(kind=FaultKind.INVALID, path=f"/{said}/threads", times=3))
        with pytest.raises(DeliveryRefusedError):
            await channel.send(opening(guild, said))


async def test_a_forum_post_is_a_thread_already(guild: Guild, listening: Listening) -> None:
    server = guild.server
    door = Door()
    async with listening(door) as channel:
        post = await server.post_in_forum(guild.forum, guild.ada, "It hangs", title="Export")
        await door.until(lambda: door.ids)
        receipt = await channel.send(replace(opening(guild, post), place=guild.forum))
    assert receipt == Receipt(post)


@pytest.mark.parametrize(
    "change",
    [
        {"act": Act.EDIT, "remote_id": None},
        {"act": Act.UNREACT, "remote_id": "500", "address": None, "unreact": Action.CLAIM},
        {"act": Act.UNREACT, "remote_id": "500", "address": "20", "unreact": Action.RELEASE},
        {"act": Act.OPEN_THREAD, "place": None},
    ],
)
async def test_what_names_no_target_is_refused_without_asking(
    guild: Guild, listening: Listening, change: dict[str, Any]
) -> None:
    async with listening(Door()) as channel:
        before = len(guild.server.requests)
        with pytest.raises(DeliveryRefusedError):
            await channel.send(words(guild, **change))
        asked = len(guild.server.requests) - before
    assert asked == 0


async def test_a_reaction_we_may_not_take_back_is_refused(
    guild: Guild, listening: Listening
) -> None:
    async with listening(Door()) as channel:
        posted = (await channel.send(words(guild))).external_id
        guild.server.fail_next(
            Fault(kind=FaultKind.MISSING_ACCESS, method="DELETE", path="/reactions/")
        )
        back = words(
            guild,
            key="unreact:7",
            act=Act.UNREACT,
            address=guild.linus,
            unreact=Action.CLAIM,
            remote_id=posted,
        )
        with pytest.raises(DeliveryRefusedError):
            await channel.send(back)


async def test_a_reaction_is_taken_back_and_one_that_is_gone_is_no_error(
    guild: Guild, listening: Listening
) -> None:
    server = guild.server
    async with listening(Door()) as channel:
        posted = (await channel.send(words(guild, actions=(Action.CLAIM,)))).external_id
        await server.react(guild.help, posted, guild.linus, "✋")
        back = words(
            guild,
            key="unreact:7",
            act=Act.UNREACT,
            address=guild.linus,
            unreact=Action.CLAIM,
            remote_id=posted,
        )
        assert await channel.send(back) == Receipt(posted)
        assert await channel.send(back) == Receipt(posted)
        gone = replace(back, remote_id="4711")
        assert await channel.send(gone) == Receipt("4711")
    (said,) = server.messages(guild.help)
    assert said.reactions == {"✋": (server.bot_id,)}
