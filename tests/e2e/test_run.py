"""`triage run` as an operator meets it: says its mode, takes reports in, ends on SIGTERM."""

import asyncio
import json
import os
import re
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from channels.sandbox.discord.server import DiscordSandbox
from channels.sandbox.mail import MailSandbox
from tests.secret_files import keep_secrets
from triage.app.demo.world import CONFIG

PATIENCE = 60.0
"""Seconds for a service to say that it has started, on a machine that has much to do."""

MAIL = (
    b"From: Ada <ada@customer.example>\r\nTo: support@acme.example\r\nSubject: Export\r\n"
    b"Message-ID: <a1@customer.example>\r\n\r\nThe export fails since today.\r\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    keep_secrets(tmp_path, {"key": "k" * 32, "token": "sandbox-token", "password": "secret"})
    return tmp_path


def words(discord: DiscordSandbox, mail: MailSandbox, folder: Path) -> dict[str, object]:
    staff = discord.add_role("engineers")
    people = {name: discord.add_member(name, [staff]) for name in ("grace", "linus", "amara")}
    return {
        **people,
        "folder": folder,
        "guild": discord.guild_id,
        "staff": staff,
        "url": discord.url,
        "help": discord.add_channel("help"),
        "room": discord.add_channel("on-call"),
        "mailbox": "support@acme.example",
        "imap": mail.imap_port,
        "smtp": mail.smtp_port,
        "starts": "2026-01-01",
    }


class Services:
    """Processes of `triage run`."""

    def __init__(self) -> None:
        self._started: list[asyncio.subprocess.Process] = []

    async def __call__(
        self, config: Path, *options: str, **environ: str
    ) -> asyncio.subprocess.Process:
        command = [sys.executable, "-m", "triage.cli", "run", "--config", str(config), *options]
        running = await asyncio.create_subprocess_exec(
            *command, stdin=DEVNULL, stderr=PIPE, env={**os.environ, **environ}
        )
        self._started.append(running)
        return running

    async def end(self) -> None:
        """A test that failed may have left some: they are ended by their own pids."""
        for running in self._started:
            if running.returncode is None:
                running.kill()
                await running.wait()


@pytest.fixture
async def service() -> AsyncIterator[Services]:
    services = Services()
    yield services
    await services.end()


async def test_in_watch_mode_it_shows_staff_and_answers_nobody_and_ends_on_sigterm(
    folder: Path, service: Services
) -> None:
    mail = MailSandbox(address="support@acme.example", user="support", password="secret")
    async with DiscordSandbox() as discord, mail:
        known = words(discord, mail, folder)
        config = folder / "config.toml"
        config.write_text(CONFIG.format(**known).replace('"live"', '"watch"'))
        running = await service(config, "--log-format", "json")
        assert running.stderr is not None
        started = await asyncio.wait_for(running.stderr.readline(), PATIENCE)
        room = str(known["room"])

        number = 0
        while not discord.messages(room):  # until the mailbox has been seen for the first time
            number += 1
            await mail.deliver(MAIL.replace(b"a1@", b"a%d@" % number))
            await asyncio.sleep(0.5)
        card = discord.messages(room)[0]
        running.send_signal(signal.SIGTERM)
        log = (await running.stderr.read()).decode()

        assert await running.wait() == 0
        assert b'"mode": "watch"' in started
        assert "Would have: priority" in card.content
        assert (card.pinged, mail.sent) == (frozenset(), [])
        assert "reporters hear nothing, nobody is paged" in log
        assert '"event": "stopped"' in log
        assert "Traceback" not in log


async def test_a_wrong_configuration_is_told_whole_and_ends_with_78(
    folder: Path, service: Services
) -> None:
    config = folder / "config.toml"
    config.write_text('mode = "loud"\nprodukt = "Acme"\n')
    running = await service(config)
    assert running.stderr is not None
    said = (await running.stderr.read()).decode()

    assert await running.wait() == 78
    assert "mode" in said
    assert "product" in said  # did you mean
    assert "Traceback" not in said


async def test_a_second_service_on_one_database_is_refused_with_75(
    folder: Path, service: Services
) -> None:
    mail = MailSandbox(address="support@acme.example", user="support", password="secret")
    async with DiscordSandbox() as discord, mail:
        config = folder / "config.toml"
        config.write_text(CONFIG.format(**words(discord, mail, folder)))
        first = await service(config)
        assert first.stderr is not None
        await asyncio.wait_for(first.stderr.readline(), PATIENCE)
        second = await service(config)
        assert second.stderr is not None
        said = (await second.stderr.read()).decode()

        assert await second.wait() == 75
        assert "another service works on" in said
        first.terminate()
        await first.stderr.read()
        assert await first.wait() == 0


NOT_NEEDED = {
    "rich.text",
    "alembic",
    "lxml",
    "inscriptis",
    "psycopg",
    "aiosmtpd",
    "pymap",
    "hypothesis",
}


async def test_a_start_pays_only_for_the_imports_it_needs(folder: Path, service: Services) -> None:
    """rich lays out tables, alembic upgrades, lxml reads HTML: none of that happens here."""
    mail = MailSandbox(address="support@acme.example", user="support", password="secret")
    async with DiscordSandbox() as discord, mail:
        config = folder / "config.toml"
        config.write_text(CONFIG.format(**words(discord, mail, folder)))
        for environ in ({}, {"PYTHONPROFILEIMPORTTIME": "1"}):  # the first start makes the database
            running = await service(config, **environ)
            assert running.stderr is not None
            said = b""
            while b"started" not in said:
                said = await asyncio.wait_for(running.stderr.readline(), PATIENCE)
                assert said, "it ended before it said that it started"
                assert not NOT_NEEDED.intersection(re.findall(r"\| +([\w.]+)", said.decode()))
            running.terminate()
            await running.stderr.read()
            assert await running.wait() == 0


async def checked(config: Path, *options: str) -> tuple[int | None, str]:
    command = [sys.executable, "-m", "triage.cli", "check", "--config", str(config), *options]
    running = await asyncio.create_subprocess_exec(*command, stdin=DEVNULL, stdout=PIPE)
    said, _ = await running.communicate()
    return running.returncode, said.decode()


async def test_check_signs_in_everywhere_and_says_what_to_mend(folder: Path) -> None:
    mail = MailSandbox(address="support@acme.example", user="support", password="secret")
    async with DiscordSandbox() as discord, mail:
        known = words(discord, mail, folder)
        config = folder / "config.toml"
        config.write_text(CONFIG.format(**known))
        status, said = await checked(config, "--json")
        found = json.loads(said)

        assert (status, [one for one in found if one["must"] and one["fix"]]) == (0, [])
        assert {one["area"] for one in found} >= {"configuration", "database", "discord", "email"}

        (folder / "password").write_text("wrong")
        config.write_text(config.read_text().replace(str(known["help"]), "5"))
        status, said = await checked(config, "--json")
        wrong = [one["area"] for one in json.loads(said) if one["must"] and one["fix"]]
        assert (status, sorted(set(wrong))) == (78, ["discord", "email"])

        status, said = await checked(config, "--discover")
        assert status == 0
        assert f"channel = {known['help']}   # #help (text)" in said
        assert f"staff_roles = [{known['staff']}]   # @engineers" in said
