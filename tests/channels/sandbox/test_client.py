"""The sandbox driven over its control address, as another process drives it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from email.message import EmailMessage

import aiohttp
import aiosmtplib
import discord
import pytest

from channels.discord.endpoint import point_at
from channels.sandbox.client import SandboxCallError, SandboxClient
from channels.sandbox.control import serving
from channels.sandbox.discord.faults import Fault, FaultKind
from channels.sandbox.discord.seen import SeenThread
from channels.sandbox.mail_values import SmtpFault


@pytest.fixture
async def sandbox() -> AsyncIterator[SandboxClient]:
    async with (
        serving(mailbox="support@acme.example", user="support", password="sandbox") as ports,
        SandboxClient(str(ports["control_url"])) as client,
    ):
        yield client


async def test_a_bot_works_in_it_and_the_driver_sees_what_it_wrote(sandbox: SandboxClient) -> None:
    remote = sandbox.discord
    room = await remote.add_channel("support")
    ada = await remote.add_member("ada", [await remote.add_role("staff")])
    posted = await remote.post(room, ada, "Broken", files=[("a.log", b"\x00")])
    point_at(remote.url)
    async with discord.Client(intents=discord.Intents.none()) as bot:
        await bot.login(remote.token)
        channel = await bot.fetch_channel(int(room))
        assert isinstance(channel, discord.TextChannel)
        await channel.send("Noted", nonce="n1")
    await remote.react(room, posted, ada, "✅")
    first, second = await remote.messages(room)
    assert (first.id, first.reactions, first.files) == (posted, {"✅": (ada,)}, (("a.log", 1),))
    assert (second.content, second.nonce, second.by_bot) == ("Noted", "n1", True)
    assert await remote.sent_by_bot() == [second]
    assert await remote.duplicates() == []
    assert await remote.unknown_routes() == []
    assert (await remote.requests())[-1].method == "POST"


async def test_a_fault_travels(sandbox: SandboxClient) -> None:
    remote = sandbox.discord
    await remote.fail_next(Fault(kind=FaultKind.UNAVAILABLE, path="/users/@me"))
    point_at(remote.url)
    async with discord.Client(intents=discord.Intents.none()) as bot:
        with pytest.raises(discord.DiscordServerError):
            await bot.login(remote.token)


async def test_mail_goes_both_ways(sandbox: SandboxClient) -> None:
    await sandbox.mail.deliver(b"Subject: hi\r\n\r\nhelp\r\n")
    assert await sandbox.mail.folder("INBOX") == [b"Subject: hi\r\n\r\nhelp\r\n"]
    answer = EmailMessage()
    answer["From"], answer["To"] = sandbox.mail.mailbox, "ada@customer.example"
    answer["Subject"], answer["Message-ID"] = "Re: hi", "<1@acme.example>"
    answer.set_content("On it.\n")
    await aiosmtplib.send(
        answer,
        hostname="127.0.0.1",
        port=sandbox.mail.smtp_port,
        username="support",
        password="sandbox",
        start_tls=False,
    )
    (mail,) = await sandbox.wait_for(lambda: sandbox.mail.sent_to("ada@customer.example"))
    assert (mail.subject, mail.text) == ("Re: hi", "On it.\n")
    assert await sandbox.mail.duplicates() == ()


async def test_waiting_wakes_on_what_happens_over_there(sandbox: SandboxClient) -> None:
    room = await sandbox.discord.add_channel("support")
    ada = await sandbox.discord.add_member("ada")

    async def said() -> list[str]:
        return [one.content for one in await sandbox.discord.messages(room)]

    async with asyncio.TaskGroup() as tasks:
        waiting = tasks.create_task(sandbox.wait_for(said))
        await sandbox.discord.post(room, ada, "now")
    assert waiting.result() == ["now"]


async def test_a_button_is_pressed_from_over_here(sandbox: SandboxClient) -> None:
    remote = sandbox.discord
    room = await remote.add_channel("support")
    ada = await remote.add_member("ada")
    point_at(remote.url)
    async with discord.Client(intents=discord.Intents.none()) as bot:
        await bot.login(remote.token)
        channel = await bot.fetch_channel(int(room))
        assert isinstance(channel, discord.TextChannel)
        view = discord.ui.View(timeout=None)
        view.add_item(discord.ui.Button(label="Report", custom_id="report"))
        card = await channel.send("Panel", view=view)
    made = await remote.interactions.press(room, str(card.id), ada, "report")
    seen = await remote.interactions.seen(made)
    assert (seen.id, seen.answer, seen.messages) == (made, None, ())


async def test_the_gateway_is_broken_from_over_here(sandbox: SandboxClient) -> None:
    remote = sandbox.discord
    await remote.refuse_connects(1)
    async with aiohttp.ClientSession() as session:
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await session.ws_connect(f"{remote.url}/gateway")
        async with session.ws_connect(f"{remote.url}/gateway") as socket:
            await socket.receive()
            await remote.close_gateway(4000)
            assert (await socket.receive()).type is aiohttp.WSMsgType.CLOSE
    assert (await remote.gateway_counts()).connects == 2
    assert await remote.connected() == 0


async def test_a_refused_call_says_why(sandbox: SandboxClient) -> None:
    with pytest.raises(SandboxCallError, match="Unknown Channel"):
        await sandbox.discord.post("1", "2", "nowhere")


async def test_a_verb_that_is_not_offered_is_refused(sandbox: SandboxClient) -> None:
    with pytest.raises(SandboxCallError, match="no verb 'stop'"):
        await sandbox.discord._call("stop")  # noqa: SLF001


async def test_people_live_a_day_in_the_guild(sandbox: SandboxClient) -> None:
    remote = sandbox.discord
    room, forum = await remote.add_channel("support"), await remote.add_channel("bugs", "forum")
    ada = await remote.add_member("ada")
    first = await remote.post(room, ada, "one")
    second = await remote.post(room, ada, "two", reply_to=first)
    await remote.edit_message(room, first, "uno")
    for emoji in ("✅", "✋"):
        await remote.react(room, first, ada, emoji)
    await remote.unreact(room, first, ada, "✋")
    seen = (await remote.messages(room))[0]
    assert (seen.content, seen.edits, seen.reactions) == ("uno", ("one",), {"✅": (ada,)})
    await remote.clear_reactions(room, first)
    assert (await remote.messages(room))[0].reactions == {}
    await remote.delete_message(room, second)
    thread = await remote.open_thread(room, first, ada, "broken")
    await remote.post_in_forum(forum, ada, "fire", title="Fire")
    await remote.archive(thread, locked=True)
    (broken,) = await remote.threads(room)
    assert broken == SeenThread(
        id=first,
        name="broken",
        parent=room,
        owner=ada,
        private=False,
        archived=True,
        locked=True,
        members=frozenset({ada}),
        message_count=0,
    )
    await remote.unarchive(thread)
    assert [one.archived for one in await remote.threads()] == [False, False]
    assert [one.content for one in await remote.all_messages()] == ["uno", "fire"]
    assert await remote.dm(ada) == []


async def test_the_bots_rights_and_luck_are_turned_from_over_here(sandbox: SandboxClient) -> None:
    remote = sandbox.discord
    room = await remote.add_channel("support")
    ada = await remote.add_member("ada")
    await remote.forbid(room)
    await remote.close_dms(ada)
    await remote.set_nonce_window(1.0)
    await remote.set_rate_limit(100, 1.0)
    point_at(remote.url)
    async with discord.Client(intents=discord.Intents.none()) as bot:
        await bot.login(remote.token)
        channel = await bot.fetch_channel(int(room))
        assert isinstance(channel, discord.TextChannel)
        with pytest.raises(discord.Forbidden):
            await channel.send("no")
        user = await bot.fetch_user(int(ada))
        with pytest.raises(discord.Forbidden):
            await user.send("no")
        await remote.forbid(room, forbidden=False)
        await channel.send("yes")
    assert (await remote.sent_count(), await remote.deduplicated()) == (1, 0)
    assert await remote.violations() == []


async def test_sessions_are_ended_and_events_sent_from_over_here(sandbox: SandboxClient) -> None:
    remote = sandbox.discord
    identify = {"token": remote.token, "intents": 1}
    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(f"{remote.url}/gateway") as socket,
    ):
        assert (await socket.receive_json())["op"] == 10
        await socket.send_json({"op": 2, "d": identify})
        assert [(await socket.receive_json())["t"] for _ in range(2)] == ["READY", "GUILD_CREATE"]
        await remote.duplicate_next(1)
        await remote.send_raw("STRANGE", {"id": "1"})
        assert [(await socket.receive_json())["t"] for _ in range(2)] == ["STRANGE"] * 2
        await remote.ask_reconnect()
        assert (await socket.receive_json())["op"] == 7
        await remote.invalidate_sessions()
        assert (await socket.receive_json())["op"] == 9
        await remote.drop_gateway()
        assert (await socket.receive()).type in {
            aiohttp.WSMsgType.CLOSED,
            aiohttp.WSMsgType.CLOSE,
            aiohttp.WSMsgType.ERROR,
        }


async def test_a_mail_fault_travels(sandbox: SandboxClient) -> None:
    await sandbox.mail.fail_next(SmtpFault.TRY_LATER)
    await sandbox.mail.drop_connections()
    with pytest.raises(aiosmtplib.SMTPException):
        await aiosmtplib.send(
            b"Subject: hi\r\n\r\nhelp\r\n",
            sender="ada@customer.example",
            recipients=[sandbox.mail.mailbox],
            hostname="127.0.0.1",
            port=sandbox.mail.smtp_port,
            start_tls=False,
        )
    assert await sandbox.mail.sent() == []
    assert await sandbox.mail.resends() == ()
