"""A busy guild: what a message costs that is ignored, that is chatter, that becomes a ticket.

Three kinds in one run, beside discord.py alone, over many channels; while the chatter comes the
connection is cut, told to come again, and declared invalid. Every message has to be accounted for:
its arrival stored and done exactly once, every ticket with a thread, a receipt and a card.
"""

from __future__ import annotations

import asyncio
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from subprocess import Popen
from tempfile import TemporaryDirectory

from benchmarks import measure
from benchmarks.service import START, written
from channels.sandbox.discord.server import DiscordSandbox

CHANNELS = 200
TICKETS = 200
CHATTER = ("thanks!", "good morning", "lol", "ok", "see you tomorrow", "haha", "cheers")
REPORT = (
    "Since this morning the export stops halfway for number {n}: I open it, press save, and get "
    "error 500. I expected a file. Version 4.2.1, Firefox on Windows."
)
SLICE = 50
"""Messages posted before the loop turns, so that they go out."""
PATIENCE = 900.0
RECONNECTS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """`cpu`: microseconds a message. `wrong`: what is missing or double, () when all is right."""

    name: str
    count: int
    cpu: float
    peak: int
    wrong: tuple[str, ...] = ()


async def flood(count: int, *, channels: int = CHANNELS) -> list[Cost]:
    """Measure with `count` messages of each kind. Raises TimeoutError when something never ends."""
    async with DiscordSandbox() as discord:
        guild = Guild(discord, channels)
        costs = [await _alone(guild, count)]
        with TemporaryDirectory(prefix="firstline-flood-") as folder:
            config = written(Path(folder), **guild.words())
            with _running([sys.executable, "-c", START, str(config)]) as service:
                database = Path(folder) / "firstline.db"
                await _until(lambda: _count(database, "SELECT count(*) FROM cursor") >= channels)
                costs.append(await _ignored(guild, service, count))
                costs.append(await _chatter(guild, service, count, database))
                costs.append(await _tickets(guild, service, database))
    return costs


class Guild:
    """Intake channels, as many others, the team's room, and people."""

    def __init__(self, discord: DiscordSandbox, channels: int) -> None:
        self.discord = discord
        self.role = discord.add_role("support")
        self.engineer = discord.add_member("grace", roles=[self.role])
        self.room = discord.add_channel("platform")
        self.intakes = [discord.add_channel(f"help-{n}") for n in range(channels)]
        self.others = [discord.add_channel(f"chat-{n}") for n in range(channels)]
        self.people = [discord.add_member(f"p{n}") for n in range(max(channels, TICKETS))]

    def words(self) -> dict[str, str]:
        intakes = "".join(f"[[discord.intake]]\nchannel = {one}\n" for one in self.intakes)
        return {
            "guild": self.discord.guild_id,
            "role": self.role,
            "engineer": self.engineer,
            "room": self.room,
            "url": self.discord.url,
            "token": self.discord.token,
            "intake": intakes,
        }

    async def post(self, places: Sequence[str], texts: Iterator[str], count: int) -> list[str]:
        """`count` messages round the channels and people; returns their ids."""
        ids: list[str] = []
        for number in range(count):
            person = self.people[number % len(self.people)]
            ids.append(await self.discord.post(places[number % len(places)], person, next(texts)))
            if number % SLICE == 0:
                await asyncio.sleep(0.001)
        return ids


async def _alone(guild: Guild, count: int) -> Cost:
    command = [sys.executable, "-m", "benchmarks.floor_listen"]
    with _running([*command, guild.discord.url, guild.discord.token]) as listener:
        await _until(lambda: guild.discord.gateway.connected > 0)
        before = await _settled(listener)
        await guild.post(guild.others, _chat(), count)
        after = await _settled(listener)
    return _cost("discord.py alone", count, before, after)


async def _ignored(guild: Guild, service: int, count: int) -> Cost:
    before = await _settled(service)
    await guild.post(guild.others, _chat(), count)
    return _cost("ignored: no intake channel", count, before, await _settled(service))


async def _chatter(guild: Guild, service: int, count: int, database: Path) -> Cost:
    before = await _settled(service)
    ids: list[str] = []
    for number in range(RECONNECTS):
        ids += await guild.post(guild.intakes, _chat(), count // RECONNECTS)
        gateway = guild.discord.gateway
        (gateway.ask_reconnect, gateway.drop, gateway.invalidate)[number % 3]()
    ids += await guild.post(guild.intakes, _chat(), count - len(ids))
    done = "SELECT count(*) FROM arrival WHERE state = 'done'"
    await _until(lambda: _count(database, done) >= len(ids))
    after = await _settled(service)
    stored = _ids(database)
    lost, double = set(ids) - set(stored), len(stored) - len(set(stored))
    wrong = tuple(
        f"{found} {what}" for what, found in (("lost", len(lost)), ("double", double)) if found
    )
    name = f"chatter, {RECONNECTS} reconnects"
    return _cost(name, count, before, after, wrong=wrong)


async def _tickets(guild: Guild, service: int, database: Path) -> Cost:
    before = await _settled(service)
    earlier = _count(database, "SELECT count(*) FROM ticket")
    reports = await guild.post(guild.intakes, (REPORT.format(n=n) for n in range(TICKETS)), TICKETS)
    waiting = "SELECT count(*) FROM outbox WHERE state IN ('due', 'sending', 'uncertain')"
    settled = "SELECT count(*) FROM timer WHERE state = 'armed' AND kind = 'settle'"
    await _until(lambda: _count(database, "SELECT count(*) FROM ticket") >= earlier + TICKETS)
    await _until(lambda: _count(database, settled) == 0 and _count(database, waiting) == 0)
    after = await _settled(service)
    return _cost("ticket", TICKETS, before, after, wrong=tuple(_missing(guild, reports)))


def _missing(guild: Guild, reports: Sequence[str]) -> Iterator[str]:
    answered = sum(
        sum("this is ticket" in one.content for one in guild.discord.messages(report)) == 1
        for report in reports
    )
    if answered != len(reports):
        yield f"{len(reports) - answered} without exactly one receipt in a thread"
    cards = len(guild.discord.messages(guild.room))
    if cards < len(reports):
        yield f"{len(reports) - cards} without a card"
    if guild.discord.duplicates():
        yield f"{len(guild.discord.duplicates())} said twice"


def table(costs: Sequence[Cost]) -> str:
    """A line a kind, with how many times discord.py alone it costs."""
    floor = costs[0].cpu
    lines = [f"{'':32}{'messages':>10}{'CPU each':>14}{'x floor':>10}{'peak':>10}"]
    for one in costs:
        wrong = f"   WRONG: {', '.join(one.wrong)}" if one.wrong else ""
        lines.append(
            f"{one.name:32}{one.count:>10}{one.cpu:>11.0f} us{one.cpu / floor:>10.1f}"
            f"{one.peak / 2**20:>7.0f} MB{wrong}"
        )
    return "\n".join(lines)


def _cost(
    name: str,
    count: int,
    before: measure.Usage,
    after: measure.Usage,
    *,
    wrong: tuple[str, ...] = (),
) -> Cost:
    cpu = (after.cpu - before.cpu) / count * 1e6
    return Cost(name=name, count=count, cpu=cpu, peak=after.peak, wrong=wrong)


def _chat() -> Iterator[str]:
    number = 0
    while True:
        yield f"{CHATTER[number % len(CHATTER)]}"
        number += 1


async def _settled(pid: int) -> measure.Usage:
    return await asyncio.to_thread(measure.settled, pid, quiet=0.5, at_most=120.0)


async def _until(told: Callable[[], bool]) -> None:
    ends = time.monotonic() + PATIENCE
    while not told():
        if time.monotonic() > ends:
            raise TimeoutError("the flood never ended")
        await asyncio.sleep(0.1)


def _count(database: Path, query: str) -> int:
    try:
        with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=5)) as reader:
            return int(reader.execute(query).fetchone()[0])
    except sqlite3.OperationalError:  # the tables are being made
        return 0


def _ids(database: Path) -> list[str]:
    query = "SELECT external_id FROM arrival WHERE state = 'done'"
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as reader:
        return [row[0] for row in reader.execute(query)]


@contextmanager
def _running(command: Sequence[str]) -> Iterator[int]:
    process = Popen(command)
    try:
        yield process.pid
    finally:
        process.terminate()
        process.wait()
