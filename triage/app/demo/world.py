"""The world of the demo: a loopback Discord and mail server, a configuration, a running service."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from channels.sandbox.discord.server import DiscordSandbox
from channels.sandbox.mail import MailSandbox
from triage.app.service import Service
from triage.clock import FastClock
from triage.settings.load import load
from triage.store.migrate import migrate
from triage.store.sql import SqlStore

SPEED = 60.0
"""A minute of the story takes a second."""
MAILBOX = "support@acme.example"
READY_SECONDS = 30.0

CONFIG = """\
mode = "live"
product = "Acme"
time_zone = "UTC"
database = "sqlite:///{folder}/demo.db"
key = "file:{folder}/key"

[hours]
days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
open = "00:00"
close = "24:00"

[discord]
token = "file:{folder}/token"
guild = {guild}
staff_roles = [{staff}]
sandbox_url = "{url}"
[[discord.intake]]
channel = {help}

[mailboxes.support]
address = "{mailbox}"
imap = {{ host = "127.0.0.1", port = {imap}, tls = "none" }}
smtp = {{ host = "127.0.0.1", port = {smtp}, tls = "none" }}
auth = {{ kind = "password", user = "support", password = "file:{folder}/password" }}

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
starts = {starts}

[[rules]]
id = "payments-stopped"
when = {{ field = "text", matches = "(?i)checkout|payment" }}
then = {{ priority_at_least = "P1", tags = ["payments"] }}
"""
"""Open at all hours, so that the day of the story is one whenever it is played."""


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Ids as the sandbox gave them: `staff` a role, `help` and `room` channels, else people."""

    discord: DiscordSandbox
    mail: MailSandbox
    staff: str
    help: str
    room: str
    reporters: tuple[str, ...]
    grace: str
    linus: str
    amara: str


@asynccontextmanager
async def running(speed: float = SPEED) -> AsyncIterator[World]:
    """The sandbox up, the service on it and connected; all ends with the block."""
    mail = MailSandbox(address=MAILBOX, user="support", password="demo")  # noqa: S106 - loopback
    with TemporaryDirectory(prefix="firstline-demo-") as folder:
        async with DiscordSandbox() as discord, mail:
            world = _world(discord, mail)
            settings = load(_config(world, Path(folder)), os.environ)
            migrate(settings.database)
            with SqlStore(settings.database, service=True) as store:
                service = Service.build(settings, store, FastClock(speed), speed=speed)
                async with asyncio.TaskGroup() as group:
                    task = group.create_task(service.run())
                    await _ready(world, service)
                    yield world
                    task.cancel()


def _world(discord: DiscordSandbox, mail: MailSandbox) -> World:
    staff = discord.add_role("engineers")
    engineers = {name: discord.add_member(name, [staff]) for name in ("Grace", "Linus", "Amara")}
    return World(
        discord=discord,
        mail=mail,
        staff=staff,
        help=discord.add_channel("help"),
        room=discord.add_channel("on-call"),
        reporters=tuple(discord.add_member(name) for name in ("Ada", "Kofi", "Mei", "Tom")),
        grace=engineers["Grace"],
        linus=engineers["Linus"],
        amara=engineers["Amara"],
    )


def _config(world: World, folder: Path) -> Path:
    clock = FastClock(1)
    words = {
        "folder": folder,
        "guild": world.discord.guild_id,
        "staff": world.staff,
        "url": world.discord.url,
        "help": world.help,
        "room": world.room,
        "mailbox": MAILBOX,
        "imap": world.mail.imap_port,
        "smtp": world.mail.smtp_port,
        "grace": world.grace,
        "linus": world.linus,
        "amara": world.amara,
        "starts": clock.now().date().replace(month=1, day=1),
    }
    for name, secret in (
        ("key", os.urandom(32).hex()),
        ("token", world.discord.token),
        ("password", "demo"),
    ):
        path = folder / name
        path.touch(mode=0o600)
        path.write_text(secret)
    config = folder / "config.toml"
    config.write_text(CONFIG.format(**words))
    return config


async def _ready(world: World, service: Service) -> None:
    """Until both channels listen: the mailbox has its first cursor, the gateway a session."""
    guild = world.discord.guild_id
    async with asyncio.timeout(READY_SECONDS):
        while True:
            seen = (
                await service.pipeline.position("email", "support", "INBOX"),
                await service.pipeline.position("discord", guild, world.help),
            )
            if all(seen):
                return
            await asyncio.sleep(0.05)
