"""`python -m benchmarks.count`: is every mail one arrival, one ticket and one receipt?

A real Dovecot takes the mails by LMTP and gives them out by IMAP; the service is a process of its
own that dies by kill -9 at random moments, its connections are cut, the server is restarted, and
once it gives all mails new UIDs. Then everything is counted: arrivals and tickets in the database,
receipts at the mail server that the service sent them to.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import smtplib
import sqlite3
import sys
import tempfile
import time
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, closing
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.dovecot import LMTP, Dovecot, installed
from benchmarks.proxy import Proxy
from channels.sandbox.client import SandboxClient

ROOT = Path(__file__).parents[1]
SERVICE = (
    "import sys; from pathlib import Path; from triage.app.run import run; run(Path(sys.argv[1]))"
)
PASSWORD = "sandbox"  # noqa: S105 - of loopback servers
RESTARTS = 3
STALLED = 180.0
"""Seconds without one more receipt after which we stop waiting; a dead service's leases are 60."""

CONFIG = """\
mode = "live"
product = "Acme"
time_zone = "UTC"
database = "sqlite:///{folder}/count.db"
key = "file:{folder}/key"
[brake]
acknowledgements = "100000 in 10m"
[discord]
token = "file:{folder}/token"
guild = {guild}
sandbox_url = "{url}"
[mailboxes.support]
address = "support@acme.example"
imap = {{ host = "127.0.0.1", port = {imap}, tls = "none" }}
smtp = {{ host = "127.0.0.1", port = {smtp}, tls = "none" }}
auth = {{ kind = "password", user = "support", password = "file:{folder}/password" }}
[teams.platform]
room = {room}
"""


@dataclass(slots=True, kw_only=True)
class Count:
    """What came of it. `wrong`: sentences, none when everything is right.

    `resends`: of uncertain sends, under the same Message-ID.
    """

    mails: int
    kills: int = 0
    cuts: int = 0
    restarts: int = 0
    renumbered: int = 0
    arrivals: int = 0
    tickets: int = 0
    receipts: int = 0
    resends: int = 0
    seconds: float = 0.0
    wrong: list[str] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class World:
    """The servers and the service, and how to hurt them."""

    dovecot: Dovecot
    imap: Proxy
    smtp: Proxy
    sandbox: SandboxClient
    folder: Path
    service: Process | None = None

    async def start(self) -> None:
        with (self.folder / "service.log").open("ab") as log:
            self.service = await asyncio.create_subprocess_exec(
                *(sys.executable, "-c", SERVICE, str(self.folder / "config.toml")),
                cwd=ROOT,
                stdin=DEVNULL,
                stdout=log,
                stderr=log,
            )

    async def ready(self) -> None:
        """Wait until the mailbox was seen: what came before its first look is never answered."""
        seen = "SELECT count(*) FROM cursor WHERE channel = 'email'"
        for _ in range(600):
            if self.number(seen):
                return
            self._alive()
            await asyncio.sleep(0.1)
        raise RuntimeError(f"the service reads no mail: {self._log()}")

    def _alive(self) -> None:
        if self.service is None or self.service.returncode is not None:
            raise RuntimeError(f"the service ended by itself: {self._log()}")

    def _log(self) -> str:
        return (self.folder / "service.log").read_text()[-2000:]

    async def kill(self) -> None:
        """kill -9. Raises RuntimeError when the service had ended by itself."""
        assert self.service is not None
        self._alive()
        self.service.kill()
        await self.service.wait()

    def ask(self, statement: str) -> list[tuple[Any, ...]]:
        """What the database says; [] while there is none."""
        path = self.folder / "count.db"
        if not path.exists():
            return []
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=30)) as database:
            try:
                return database.execute(statement).fetchall()
            except sqlite3.OperationalError:
                return []

    def number(self, statement: str) -> int:
        found = self.ask(statement)
        return int(found[0][0]) if found else 0


async def count(*, mails: int, kills: int, seed: int, say: Callable[[str], None]) -> Count:
    """Play it and count. Raises RuntimeError when a server or the service does not start."""
    result = Count(mails=mails)
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="count") as folder:
        async with _world(Path(folder)) as world:
            await world.start()
            await world.ready()
            await _hurt(world, result, kills=kills, chance=random.Random(seed), say=say)  # noqa: S311
            await _settled(world, mails, say=say)
            await _counted(world, result)
            await world.kill()
    result.seconds = round(time.monotonic() - began, 1)
    return result


# ---------------------------------------------------------------- the story


async def _hurt(
    world: World, result: Count, *, kills: int, chance: random.Random, say: Callable[[str], None]
) -> None:
    """A share of the mails arrives before every kill, so that there is always work to interrupt."""
    waiting = [_mail(number) for number in range(result.mails)]
    events = _events(kills, chance)
    share = -(-result.mails // (kills + 1))
    for turn in range(kills):
        batch, waiting = waiting[:share], waiting[share:]
        async with asyncio.TaskGroup() as group:
            group.create_task(_delivered(world, batch))
            group.create_task(_trouble(world, result, events[turn], chance))
            await asyncio.sleep(chance.uniform(0.2, 6.0))
        await world.kill()
        result.kills += 1
        await world.start()
        say(f"kill {result.kills} of {kills}, {_receipts(world)} receipts")
    await _delivered(world, waiting)


def _events(kills: int, chance: random.Random) -> list[str]:
    """What else happens before which kill: most turns cut wires, some restart, one renumbers; some
    kill a service that has hardly started."""
    events = ["restart"] * min(RESTARTS, kills // 4) + ["renumber"]
    events += ["kill early"] * (kills // 5)
    events += ["cut"] * (kills - len(events))
    chance.shuffle(events)
    return events


async def _trouble(world: World, result: Count, event: str, chance: random.Random) -> None:
    if event == "kill early":
        return
    for wire in (world.imap, world.smtp):
        await wire.used(within=10.0)
        await asyncio.sleep(chance.uniform(0.0, 1.0))
        wire.cut()
    if event == "cut":
        return
    await asyncio.to_thread(world.dovecot.stop)
    if event == "renumber":
        world.dovecot.forget_uids()
        result.renumbered += 1
    await asyncio.to_thread(world.dovecot.start)
    result.restarts += 1


async def _delivered(world: World, mails: list[bytes]) -> None:
    """As a mail server does: what was not taken for sure is handed over again, later."""
    left = list(mails)
    while left:
        try:
            await asyncio.to_thread(world.dovecot.hand_over, left[:20])
            left = left[20:]
        except (smtplib.SMTPException, OSError):
            await asyncio.sleep(0.3)


async def _settled(world: World, mails: int, *, say: Callable[[str], None]) -> None:
    """Until every mail has its receipt, or nothing more comes for a long time."""
    best, since = -1, time.monotonic()
    while best < mails and time.monotonic() - since < STALLED:
        await asyncio.sleep(1)
        now = _receipts(world)
        if now > best:
            best, since = now, time.monotonic()
            say(f"{now} of {mails} receipts")
    await asyncio.sleep(5)  # what would come twice, comes now


def _receipts(world: World) -> int:
    return world.number(
        "SELECT count(*) FROM outbox WHERE notice = 'acknowledged' AND state IN ('sent', 'dead')"
    )


# ---------------------------------------------------------------- counting


async def _counted(world: World, result: Count) -> None:
    arrivals = world.ask("SELECT external_id, ticket FROM arrival WHERE channel = 'email'")
    result.cuts = world.imap.cuts + world.smtp.cuts
    result.arrivals = len(arrivals)
    subjects = world.ask("SELECT json_extract(body, '$.subject') FROM ticket")
    result.tickets = len(subjects)
    by_mail: dict[str, Counter[str]] = {}
    for sent in await world.sandbox.mail.sent():
        by_mail.setdefault(_mark(sent.subject), Counter())[sent.message_id or ""] += 1
    result.receipts = sum(len(ids) for ids in by_mail.values())
    result.resends = sum(sum(ids.values()) - len(ids) for ids in by_mail.values())
    tickets = Counter(_mark(str(subject)) for (subject,) in subjects)
    marks = {_mark_of(number) for number in range(result.mails)}
    result.wrong += _wrong("arrivals", Counter(ids.split("@")[0] for ids, _ in arrivals), marks)
    result.wrong += _wrong("tickets", tickets, marks)
    told = Counter({mark: len(ids) for mark, ids in by_mail.items()})
    result.wrong += _wrong("receipts", told, marks)
    left = world.dovecot.count()
    if left:
        result.wrong.append(f"{left} mails were not moved out of the inbox")


def _wrong(what: str, found: Counter[str], wanted: set[str]) -> list[str]:
    missing = sorted(wanted - set(found))
    extra = sorted(set(found) - wanted)
    twice = sorted(mark for mark, times in found.items() if times > 1)
    named = (("missing", missing), ("more than once", twice), ("of no mail", extra))
    return [f"{what} {how}: {len(which)}, as {which[:5]}" for how, which in named if which]


def _mark_of(number: int) -> str:
    return f"count-{number:05}"


def _mark(words: str) -> str:
    at = words.find("count-")
    return words[at : at + len(_mark_of(0))] if at >= 0 else words


def _mail(number: int) -> bytes:
    mark = _mark_of(number)
    lines = (
        f"From: Person {number} <person{number}@customer.example>",
        "To: support@acme.example",
        f"Subject: How do I print {mark}?",
        f"Message-ID: <{mark}@customer.example>",
        "Content-Type: text/plain; charset=utf-8",
        "",
        "Where is the button for it?",
        "",
    )
    return "\r\n".join(lines).encode()


# ---------------------------------------------------------------- the world


@asynccontextmanager
async def _world(folder: Path) -> AsyncIterator[World]:
    async with AsyncExitStack() as stack:
        dovecot = stack.enter_context(Dovecot(password=PASSWORD))
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "channels.sandbox"), cwd=ROOT, stdin=PIPE, stdout=PIPE
        )
        stack.push_async_callback(_ended, process)
        assert process.stdout is not None
        async with asyncio.timeout(60):
            ports = json.loads(await process.stdout.readline())
        sandbox = await stack.enter_async_context(SandboxClient(ports["control_url"]))
        world = World(
            dovecot=dovecot,
            imap=await stack.enter_async_context(Proxy(dovecot.port)),
            smtp=await stack.enter_async_context(Proxy(ports["smtp_port"])),
            sandbox=sandbox,
            folder=folder,
        )
        await _configured(world)
        stack.push_async_callback(_ended_service, world)
        yield world


async def _configured(world: World) -> None:
    discord = world.sandbox.discord
    secrets = {"key": os.urandom(32).hex(), "token": discord.token, "password": PASSWORD}
    for name, secret in secrets.items():
        path = world.folder / name
        path.touch(mode=0o600)
        path.write_text(secret)
    config = CONFIG.format(
        folder=world.folder,
        guild=discord.guild_id,
        url=discord.url,
        imap=world.imap.port,
        smtp=world.smtp.port,
        room=await discord.add_channel("on-call"),
    )
    (world.folder / "config.toml").write_text(config)


async def _ended(process: Process) -> None:
    process.terminate()
    await process.wait()


async def _ended_service(world: World) -> None:
    if world.service is not None and world.service.returncode is None:
        world.service.kill()
        await world.service.wait()


def main() -> int:
    """Returns 1 when something was lost or came twice."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.count", description=__doc__)
    parser.add_argument("--mails", type=int, default=2000, help="how many arrive")
    parser.add_argument("--kills", type=int, default=20, help="kill -9 of the service")
    parser.add_argument("--seed", type=int, default=1, help="of the random moments")
    parser.add_argument("--json", action="store_true", help="the counts as one line of JSON")
    arguments = parser.parse_args()
    if installed() is None or not LMTP.exists():
        parser.error("it needs Dovecot with LMTP: apt-get install dovecot-imapd dovecot-lmtpd")

    def say(words: str) -> None:
        print(words, file=sys.stderr, flush=True)

    result = asyncio.run(
        count(mails=arguments.mails, kills=arguments.kills, seed=arguments.seed, say=say)
    )
    if arguments.json:
        print(json.dumps(asdict(result)))
    else:
        for name, value in asdict(result).items():
            print(f"{name:>11}  {value}")
    return int(bool(result.wrong))


if __name__ == "__main__":
    sys.exit(main())
