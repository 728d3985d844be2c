"""Test pages and drills, from the command line through the running service to real wires."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import Result

from channels.sandbox.discord.server import DiscordSandbox
from channels.sandbox.mail import MailSandbox
from channels.sandbox.push import PushGateway
from tests.secret_files import keep_secrets
from tests.typed import typed
from triage.app.demo.world import CONFIG, MAILBOX
from triage.app.service import Service
from triage.clock import SystemClock
from triage.settings.load import load
from triage.store.migrate import migrate
from triage.store.sql import SqlStore


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A running service between loopback servers."""

    config: Path
    discord: DiscordSandbox
    push: PushGateway
    room: str
    linus: str

    async def triage(self, *words: str) -> Result:
        return await asyncio.to_thread(typed, *words, "--config", str(self.config))


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    mail = MailSandbox(address=MAILBOX, user="support", password="secret")
    async with DiscordSandbox() as discord, mail, PushGateway() as push:
        staff = discord.add_role("engineers")
        people = {name: discord.add_member(name, [staff]) for name in ("grace", "linus", "amara")}
        room = discord.add_channel("on-call")
        secrets = {
            "key": "k" * 32,
            "token": discord.token,
            "password": "secret",
            "grace-push": push.url("grace"),
        }
        keep_secrets(tmp_path, secrets)
        config = tmp_path / "config.toml"
        text = CONFIG.format(
            **people,
            folder=tmp_path,
            guild=discord.guild_id,
            staff=staff,
            url=discord.url,
            help=discord.add_channel("help"),
            room=room,
            mailbox=MAILBOX,
            imap=mail.imap_port,
            smtp=mail.smtp_port,
            starts="2026-01-01",
        )
        ladder = f'page = ["push", "discord"], push = "file:{tmp_path}/grace-push", '
        config.write_text(text.replace("grace = { ", f"grace = {{ {ladder}"))
        settings = load(config, {})
        migrate(settings.database)
        with SqlStore(settings.database, service=True) as store:
            service = Service.build(settings, store, SystemClock())
            async with asyncio.TaskGroup() as group:
                task = group.create_task(service.run())
                yield Desk(
                    config=config, discord=discord, push=push, room=room, linus=people["linus"]
                )
                task.cancel()


async def test_a_test_page_arrives_by_every_means_and_says_what_it_is(desk: Desk) -> None:
    done = await desk.triage("oncall", "test-page", "grace", "--json")

    assert done.exit_code == 0, done.output
    assert [(one["means"], one["state"]) for one in json.loads(done.stdout)] == [
        ("push", "sent"),
        ("discord", "sent"),
    ]
    [(person, title, text)] = desk.push.received
    assert (person, title) == ("grace", "Test page")
    assert "Nothing has happened" in text
    [said] = desk.discord.messages(desk.room)
    assert "Nothing has happened" in said.content


async def test_a_means_that_fails_is_told(desk: Desk) -> None:
    desk.push.status = 500
    done = await desk.triage("oncall", "test-page", "grace")

    assert done.exit_code == 1
    assert "push: failed: " in done.output
    assert "discord: sent after" in done.output


async def test_a_drill_calls_people_is_marked_and_ends_with_a_claim(desk: Desk) -> None:
    async def claims() -> None:
        for _ in range(100):
            await asyncio.sleep(0.2)
            cards = desk.discord.messages(desk.room)
            if cards and cards[0].reactions:
                await desk.discord.react(desk.room, cards[0].id, desk.linus, "✋")
                return

    async with asyncio.TaskGroup() as group:
        group.create_task(claims())
        running = group.create_task(desk.triage("drill", "--json"))
    done = running.result()

    assert done.exit_code == 0, done.output
    found = json.loads(done.stdout)
    assert found["claimed"]["person"] == "Linus Berg"
    assert [one["person"] for one in found["called"]]
    assert all("DRILL" in title for _, title, _ in desk.push.received)
    assert "DRILL" in desk.discord.messages(desk.room)[0].content

    shown = json.loads((await desk.triage("ticket", "show", "1", "--json")).stdout)
    assert shown["status"] == "resolved"
    load = json.loads((await desk.triage("oncall", "load", "--json")).stdout)
    assert {number for one in load["people"].values() for number in one.values()} == {0}


async def test_in_watch_mode_there_is_no_drill(desk: Desk) -> None:
    desk.config.write_text(desk.config.read_text().replace('mode = "live"', 'mode = "watch"'))
    done = await desk.triage("drill")

    assert "nobody is called" in str(done.exception)


async def test_check_knows_the_gateway_and_refuses_what_is_none(desk: Desk) -> None:
    async def looked() -> list[tuple[str, bool]]:
        done = await desk.triage("check", "--offline", "--json")
        found = json.loads(done.stdout)
        return [(one["what"], one["fix"] is None) for one in found if one["area"] == "push"]

    assert await looked() == [("gateways that apprise knows: grace", True)]
    desk.config.with_name("grace-push").write_text("nonsense")
    assert await looked() == [("people.grace.push: no such kind of gateway", False)]
