"""`triage check` really signs in, and says what to do where it cannot."""

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
from tests.secret_files import keep_secrets
from tests.typed import typed
from triage.app.check import Found
from triage.app.check import check as look
from triage.app.demo.world import CONFIG, MAILBOX
from triage.errors import ConfigError
from triage.store.migrate import migrate


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A configuration whose servers run on loopback."""

    config: Path
    discord: DiscordSandbox
    mail: MailSandbox
    staff: str
    help: str
    room: str

    async def triage(self, *words: str) -> Result:
        """The command in a thread of its own: the servers need this one's event loop."""
        return await asyncio.to_thread(typed, *words, "--config", str(self.config))

    async def findings(self) -> list[Found]:
        return await asyncio.to_thread(look, self.config, {}, offline=False)

    def change(self, old: str, new: str) -> None:
        text = self.config.read_text()
        assert old in text
        self.config.write_text(text.replace(old, new))


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    mail = MailSandbox(address=MAILBOX, user="support", password="secret")
    async with DiscordSandbox() as discord, mail:
        staff = discord.add_role("engineers")
        names = ("grace", "linus", "amara")
        people = {name: discord.add_member(name, [staff]) for name in names}
        support, room = discord.add_channel("help"), discord.add_channel("on-call")
        secrets = {"key": "k" * 32, "token": discord.token, "password": "secret"}
        keep_secrets(tmp_path, secrets)
        config = tmp_path / "config.toml"
        config.write_text(
            CONFIG.format(
                **people,
                folder=tmp_path,
                guild=discord.guild_id,
                staff=staff,
                url=discord.url,
                help=support,
                room=room,
                mailbox=MAILBOX,
                imap=mail.imap_port,
                smtp=mail.smtp_port,
                starts="2026-01-01",
            )
        )
        yield Desk(config=config, discord=discord, mail=mail, staff=staff, help=support, room=room)


async def test_a_desk_that_is_set_up_is_well(desk: Desk) -> None:
    done = await desk.triage("check", "--json")

    assert done.exit_code == 0, done.output
    looked = json.loads(done.stdout)
    assert [one for one in looked if one["must"] and one["fix"] is not None] == []
    assert {one["area"] for one in looked} == {
        "configuration",
        "paging",
        "environment",
        "database",
        "discord",
        "email",
    }
    said = [one["what"] for one in looked if one["area"] == "email"]
    assert said[0] == "signed in to IMAP and SMTP: support"
    assert said[1].startswith("support: a mail to itself came back in ")
    assert "support mails itself" in done.stderr


@pytest.mark.parametrize("option", ["--no-probe", "--offline"])
async def test_nothing_is_mailed_where_that_is_not_wanted(desk: Desk, option: str) -> None:
    done = await desk.triage("check", option)

    assert (done.exit_code, "mails itself" in done.stderr) == (0, False)
    assert desk.mail.sent == []


async def test_everything_that_is_wrong_is_told_in_one_go(desk: Desk) -> None:
    desk.config.with_name("token").write_text("another token")
    desk.config.with_name("password").write_text("wrong")

    wrong = [one for one in await desk.findings() if not one.well]
    assert [(one.area, one.what) for one in wrong] == [
        ("discord", "cannot sign in"),
        ("email", "mailbox"),  # IMAP
        ("email", "mailbox"),  # SMTP
    ]
    assert all("check auth.user and auth.password" in str(one.fix) for one in wrong[1:])
    done = await desk.triage("check")
    assert done.exit_code == 78
    assert "MEND" in done.stdout
    assert "mails itself" not in done.stderr


async def test_hints_do_not_stop_anybody(desk: Desk) -> None:
    hints = [one for one in await desk.findings() if not one.must]

    chat = [one for one in hints if one.area == "paging"]
    assert [one.what for one in chat] == [
        f"people.{name}.page: a P1 calls them by Discord alone, which wakes nobody"
        for name in ("amara", "grace", "linus")
    ]
    hints = [one for one in hints if one.area != "paging"]
    assert [(one.what, one.well) for one in hints] == [("rotations[0].people", True)]
    assert hints[0].fix == (
        "a turn comes every 3 weeks; add people: sooner than every fourth week wears people out"
    )


async def test_a_live_desk_whose_p1_wakes_nobody_is_refused(desk: Desk) -> None:
    text = desk.config.read_text()
    start = text.index("sandbox_url")
    desk.config.write_text(text[:start] + text[text.index("\n", start) :])
    found = await asyncio.to_thread(look, desk.config, {}, offline=True)

    assert {one.area for one in found if not one.well} == {"paging"}
    desk.change('mode = "live"', 'mode = "watch"')
    found = await asyncio.to_thread(look, desk.config, {}, offline=True)
    assert all(one.well for one in found)


async def test_the_database_is_looked_at_and_left_as_it_is(desk: Desk) -> None:
    database = desk.config.with_name("demo.db")
    await desk.findings()
    assert not database.exists()
    migrate(f"sqlite:///{database}")
    [found] = [one for one in await desk.findings() if one.area == "database"]
    assert found == Found(area="database", what="reached, and up to date")


async def test_discover_prints_what_can_be_pasted(desk: Desk) -> None:
    done = await desk.triage("check", "--discover")

    assert done.stdout.splitlines() == [
        f"channel = {desk.help}   # #help (text)",
        f"channel = {desk.room}   # #on-call (text)",
        f"staff_roles = [{desk.staff}]   # @engineers",
    ]


async def test_discover_needs_discord(desk: Desk) -> None:
    text = desk.config.read_text()
    start, end = text.index("[discord]"), text.index("[mailboxes")
    desk.config.write_text(text[:start] + text[end:])

    done = await desk.triage("check", "--discover")
    assert isinstance(done.exception, ConfigError)


async def test_holidays_are_shown_and_calendars_are_really_read(desk: Desk) -> None:
    desk.change("[hours]", '[hours]\nholidays = "DE-BE"')
    desk.change(
        "[[rules]]",
        '[[rotations]]\nteam = "platform"\nname = "nights"\ncalendar = "nights.ics"\n[[rules]]',
    )
    before = await desk.findings()
    calendar = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nEND:VCALENDAR\r\n"
    desk.config.with_name("nights.ics").write_text(calendar)
    after = await desk.findings()

    [holidays] = [one.what for one in before if one.area == "hours"]
    assert holidays.startswith("next holidays: 20")
    assert [one.what for one in before if not one.well] == [
        "the calendar of platform, nights is not read"
    ]
    read = [one.what for one in after if "calendar" in one.what]
    assert read[-1] == "the calendar of platform, nights: 0 shifts"


async def test_examples_beside_the_rules_are_run(desk: Desk) -> None:
    rule = """
[[rules]]
id = "shop"
when = { field = "text", contains = "checkout" }
then = { priority = "P2" }
examples = [{ text = "The checkout is slow", holds = true }]
"""
    text = await asyncio.to_thread(desk.config.read_text)
    await asyncio.to_thread(desk.config.write_text, text + rule)
    found = await asyncio.to_thread(look, desk.config, {}, offline=True)
    assert "examples: 1, all come out as they should" in [one.what for one in found]

    desk.change("The checkout is slow", "The list is slow")
    found = await asyncio.to_thread(look, desk.config, {}, offline=True)
    [wrong] = [one for one in found if one.area == "rules"]
    assert wrong.what == "shop, example 1: the rule does not hold"
    assert wrong.well
