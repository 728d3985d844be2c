"""The whole service on a database of its own, in front of the loopback Discord: no fakes."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from channels.sandbox.discord.seen import SeenMessage
from channels.sandbox.discord.server import DiscordSandbox
from tests.e2e.wire.pages import Pages, opened
from tests.fast import SPEED, FastLoop, LoopClock, in_step
from tests.secret_files import keep_secrets
from triage.app.run import serve
from triage.app.service import Adapters, adapters
from triage.cli import app
from triage.model import Event, Ticket, TicketId
from triage.settings.load import load
from triage.store.sql import SqlStore

CONFIG = """\
mode = "live"
product = "Acme"
time_zone = "UTC"
database = "sqlite:///{folder}/wire.db"
key = "file:{folder}/key"
undo = "1s"
[settle]
silence = "1s"
most = "2s"
[discord]
token = "file:{folder}/token"
guild = {guild}
staff_roles = [{staff}]
sandbox_url = "{url}"
[[discord.intake]]
channel = {help}
[[discord.intake]]
channel = {forum}
[people]
grace = {{ name = "Grace Hall", discord = {grace}, email = "grace@acme.example" }}
linus = {{ name = "Linus Berg", discord = {linus}, email = "linus@acme.example" }}
amara = {{ name = "Amara Obi", discord = {amara}, email = "amara@acme.example" }}
[teams.platform]
room = {room}
lead = "amara"
[[rotations]]
team = "platform"
people = ["grace", "linus", "amara"]
starts = 2026-01-05
[[rules]]
id = "these-people-are-believed"
when = {{ field = "text", matches = "." }}
then = {{ tags = ["believed"] }}
"""
"""With a rule of its own, so that the one that holds strangers at P2 does not stand: what is said
to have stopped everybody is a P1, and calls, at any hour."""

TUESDAY = datetime(2030, 1, 15, 10, tzinfo=UTC)
"""When every story begins: in business hours, and far from a handover. Grace is on call, Linus
behind her; after Monday, 10:00 it is Linus."""

PATIENCE = 90.0 * SPEED
"""Seconds until a story has to be over, ninety of real time: the machine may have much to do."""


def pytest_asyncio_loop_factories(
    item: pytest.Function,
) -> Mapping[str, Callable[[], asyncio.AbstractEventLoop]]:
    """Fast where the clock goes with the loop; the demo's world has a clock of its own."""
    fast = {"wire", "pages"} & set(item.fixturenames)
    return {"fast": FastLoop} if fast else {"plain": asyncio.new_event_loop}


@dataclass(kw_only=True)
class Wire:
    """Ids as the sandbox gave them. The service is `running` for a while; the sandbox stays."""

    discord: DiscordSandbox
    clock: LoopClock
    folder: Path
    staff: str
    help: str
    forum: str
    room: str
    grace: str
    linus: str
    amara: str
    people: list[str] = field(default_factory=list)
    channels: Adapters = adapters

    @asynccontextmanager
    async def running(self) -> AsyncIterator[Wire]:
        """As `triage run` makes it. Beside it a store of our own, to see when nothing is due."""
        config = self.folder / "config.toml"
        settings = load(config, os.environ)
        with SqlStore(settings.database) as self._store:
            async with asyncio.TaskGroup() as group:
                service = serve(settings, config, self.clock, channels=self.channels)
                task = group.create_task(service)
                await self.until(self._listens)
                yield self
                task.cancel()

    async def until(self, told: Callable[[], object]) -> None:
        """Ask again and again; the stories end when what they wait for is there."""
        async with asyncio.timeout(PATIENCE):
            while True:
                answer = told()
                if asyncio.iscoroutine(answer):
                    answer = await answer
                if answer:
                    return
                await asyncio.sleep(0.02 * SPEED)

    async def settled(self, tickets: int) -> None:
        """Until so many tickets are there, everything is said, and nothing is due."""

        async def is_quiet() -> bool:
            found = await self.tickets()
            acknowledged = all(one.acknowledged_at for one in found)
            return len(found) == tickets and acknowledged and not await self.waiting()

        await self.until(is_quiet)

    async def waiting(self) -> int:
        return len(await self._store.look(lambda work: work.outbox.undelivered()))

    async def tickets(self) -> list[Ticket]:
        found = await self._store.look(lambda work: work.tickets.find(open_only=False, limit=999))
        return list(reversed(found))

    async def ticket(self, number: int = 1) -> Ticket:
        return await self._store.look(lambda work: work.tickets.get(TicketId(number)))

    async def words(self, number: int) -> str:
        said = await self._store.look(lambda work: work.tickets.messages(TicketId(number)))
        return "\n".join(one.text for one in said)

    async def events(self, number: int) -> list[Event]:
        return await self._store.look(lambda work: work.tickets.events(TicketId(number)))

    async def files(self, number: int) -> int:
        """How many files of a ticket are kept with their content."""
        found = await self._store.look(lambda work: work.files.of(TicketId(number)))
        return sum(one.digest is not None for one in found)

    def change(self, old: str, new: str) -> None:
        """Edit the configuration, before the service runs."""
        config = self.folder / "config.toml"
        text = config.read_text()
        assert old in text
        config.write_text(text.replace(old, new))

    def add(self, sections: str) -> None:
        config = self.folder / "config.toml"
        config.write_text(config.read_text() + sections)

    async def typed(self, *words: str) -> str:
        """What staff read in a terminal beside the service: `triage ...`."""
        line = [*words, "--config", str(self.folder / "config.toml")]
        result = await asyncio.to_thread(CliRunner().invoke, app, line)
        assert result.exit_code == 0, result.output
        return result.output

    def cards(self) -> list[SeenMessage]:
        return self.discord.messages(self.room)

    def said_to(self, thread: str) -> list[str]:
        """Our own words in a conversation."""
        return [
            one.content
            for one in self.discord.messages(thread)
            if one.author == self.discord.bot_id
        ]

    async def read_to(self, place: str) -> str | None:
        """The last message of a place that the service has taken in."""
        guild = self.discord.guild_id
        found = await self._store.look(lambda work: work.arrivals.position("discord", guild, place))
        return None if found is None else found.value

    async def _listens(self) -> bool:
        found = [await self.read_to(one) for one in (self.help, self.forum)]
        commands = self.discord.interactions.commands.get(self.discord.guild_id)
        return all(found) and bool(commands) and self.discord.gateway.connected > 0


@pytest.fixture
async def pages(tmp_path: Path, sqlite_template: Path) -> AsyncIterator[Pages]:
    shutil.copy(sqlite_template, tmp_path / "pages.db")
    async with opened(tmp_path) as desk:
        yield desk


@pytest.fixture
async def wire(tmp_path: Path, sqlite_template: Path) -> AsyncIterator[Wire]:
    shutil.copy(sqlite_template, tmp_path / "wire.db")
    clock = LoopClock(TUESDAY)
    async with DiscordSandbox(now=clock.now) as discord:
        in_step(discord)
        staff = discord.add_role("engineers")
        wire = Wire(
            discord=discord,
            clock=clock,
            folder=tmp_path,
            staff=staff,
            help=discord.add_channel("help"),
            forum=discord.add_channel("ideas", kind="forum"),
            room=discord.add_channel("on-call"),
            grace=discord.add_member("Grace", [staff]),
            linus=discord.add_member("Linus", [staff]),
            amara=discord.add_member("Amara", [staff]),
            people=[discord.add_member(f"p{n}") for n in range(8)],
        )
        keep_secrets(tmp_path, {"key": "k" * 64, "token": discord.token})
        names = ("folder", "staff", "help", "forum", "room", "grace", "linus", "amara")
        words = {name: getattr(wire, name) for name in names}
        words |= {"guild": discord.guild_id, "url": discord.url}
        (tmp_path / "config.toml").write_text(CONFIG.format(**words))
        yield wire
        assert discord.crashed == []
        assert discord.duplicates() == []
