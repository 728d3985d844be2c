"""The sandbox as a process of its own, driven over its control address."""

from __future__ import annotations

import asyncio
import json
import signal
import sys
from collections.abc import AsyncIterator
from email.message import EmailMessage

import aiosmtplib
import discord
import pytest

from channels.discord.endpoint import point_at
from channels.sandbox.client import SandboxCallError, SandboxClient
from channels.sandbox.discord.faults import Fault, FaultKind


@pytest.fixture
async def process() -> AsyncIterator[asyncio.subprocess.Process]:
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "channels.sandbox",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    yield child
    if child.returncode is None:
        child.kill()
    await child.wait()


@pytest.fixture
async def sandbox(process: asyncio.subprocess.Process) -> AsyncIterator[SandboxClient]:
    assert process.stdout is not None
    ports = json.loads(await process.stdout.readline())
    assert sorted(ports) == ["control_url", "discord_url", "imap_port", "smtp_port"]
    async with SandboxClient(ports["control_url"]) as client:
        yield client


async def test_it_ends_when_its_input_closes(
    process: asyncio.subprocess.Process, sandbox: SandboxClient
) -> None:
    assert sandbox.discord.guild_id
    assert process.stdin is not None
    process.stdin.close()
    assert await process.wait() == 0


async def test_it_ends_on_sigterm(
    process: asyncio.subprocess.Process, sandbox: SandboxClient
) -> None:
    assert sandbox.discord.guild_id
    process.send_signal(signal.SIGTERM)
    assert await process.wait() == 0


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


async def test_a_refused_call_says_why(sandbox: SandboxClient) -> None:
    with pytest.raises(SandboxCallError, match="Unknown Channel"):
        await sandbox.discord.post("1", "2", "nowhere")
