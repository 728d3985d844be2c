"""The service dies by kill -9 in the middle of a burst: nothing lost, nothing said twice.

All of it is counted at the sandbox, a process of its own that outlives the service.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import re
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pytest

from channels.sandbox.client import SandboxClient
from channels.sandbox.discord.seen import SeenMessage
from tests.secret_files import keep_secrets

pytestmark = [pytest.mark.stage, pytest.mark.timeout(420)]

ROOT = Path(__file__).parents[2]
SERVICE = (
    "import sys; from pathlib import Path; from triage.app.run import run; run(Path(sys.argv[1]))"
)
MAILBOX = "support@acme.example"
T = TypeVar("T")
CLAIM = "✋"
CLAIMED = "Claimed by Grace"
EACH = 20
"""Reports a channel; every report is of another person."""
PATIENCE = 150.0
"""Seconds. On PostgreSQL what the dead service was sending is free again only after its lease."""
RECEIPT = re.compile(r"(?:this is|It is) ticket (\d+)")
CARD = re.compile(r"P[1-4] · (\d+) ·")

CONFIG = """\
mode = "live"
product = "Acme"
time_zone = "UTC"
database = "{database}"
key = "file:{folder}/key"
summary = "0s"             # each page is counted by itself

[brake]
acknowledgements = "1000 in 10m"

[settle]
silence = "1s"

[discord]
token = "file:{folder}/token"
guild = {guild}
staff_roles = [{staff}]
sandbox_url = "{url}"
[[discord.intake]]
channel = {help}
open_on = "every_message"

[mailboxes.support]
address = "{mailbox}"
imap = {{ host = "127.0.0.1", port = {imap}, tls = "none" }}
smtp = {{ host = "127.0.0.1", port = {smtp}, tls = "none" }}
auth = {{ kind = "password", user = "support", password = "file:{folder}/password" }}

[people]
grace = {{ name = "Grace Hall", discord = {grace}, email = "grace@acme.example" }}
linus = {{ name = "Linus Berg", discord = {linus}, email = "linus@acme.example" }}

[teams.platform]
room = {room}
lead = "linus"

[[rotations]]
team = "platform"
people = ["grace", "linus"]
starts = 2026-01-01

[[rules]]                  # everything calls at once, at any hour: pages are what is counted
id = "page-for-everything"
when = {{ field = "text", matches = "report-|probe-" }}
then = {{ priority_at_least = "P1" }}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The guild as the sandbox made it: ids, and the configuration that names them."""

    sandbox: SandboxClient
    config: Path
    help: str
    room: str
    grace: str
    linus: str


class Victim:
    """The service, a child process that is killed by its own pid."""

    def __init__(self, config: Path) -> None:
        self._config = config
        self._process: Process | None = None

    async def start(self) -> None:
        with (self._config.parent / "service.log").open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-c", SERVICE, str(self._config)),
                cwd=ROOT,
                stdin=DEVNULL,
                stdout=log,
                stderr=log,
            )

    async def kill(self) -> None:
        """kill -9, and wait until it is gone. A service that ended by itself is a failure."""
        assert self._process is not None
        assert self._process.returncode is None, "the service ended by itself"
        self._process.kill()
        await self._process.wait()

    async def __aenter__(self) -> Victim:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._process is not None and self._process.returncode is None:
            self._process.kill()
            await self._process.wait()


@pytest.mark.parametrize(("database", "seed"), [("sqlite", 1), ("postgres", 2)])
async def test_three_kills_in_a_burst_lose_nothing_and_repeat_nothing(
    database: str, seed: int, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    url: str = request.getfixturevalue(f"{database}_url")
    chance = random.Random(seed)  # noqa: S311 - a repeatable draw
    async with _place(tmp_path, url) as place, Victim(place.config) as service:
        await _first_answered(place)
        claimed = await _claimed_by_grace(place)
        await _burst_with_kills(place, service, chance)
        await _linus_loses(place, claimed)
        await _nothing_lost_and_nothing_twice(place)


# ---------------------------------------------------------------- the story


async def _first_answered(place: Place) -> None:
    """Write until both channels answer; what came before the first look stays unanswered."""
    for number in range(60):
        member = await place.sandbox.discord.add_member(f"Probe {number}")
        await place.sandbox.discord.post(place.help, member, f"Is this on? probe-d{number}")
        await place.sandbox.mail.deliver(_mail(f"probe{number}", f"probe-m{number}"))
        await asyncio.sleep(1)
        chat, mail = await _receipts_in_chat(place), await _receipts_by_mail(place)
        if chat and mail:
            return
    raise AssertionError("no probe was answered")


async def _claimed_by_grace(place: Place) -> SeenMessage:
    """Grace takes the first card; it stands when the card shows her name."""
    card = await _until(lambda: _first_card(place), "a card")
    await place.sandbox.discord.react(place.room, card.id, place.grace, CLAIM)

    async def shown() -> SeenMessage | None:
        """Any other edit will not do: the next probes may have joined this ticket."""
        cards = [one for one in await _cards(place) if one.id == card.id]
        return next((one for one in cards if CLAIMED in one.content), None)

    return await _until(shown, "the card with its claimer")


async def _burst_with_kills(place: Place, service: Victim, chance: random.Random) -> None:
    """Forty people write; the service dies early, in the middle and near the end."""
    before = await _said(place)
    early, middle, late = chance.randint(1, 4), chance.randint(15, 25), chance.randint(33, 38)
    async with asyncio.TaskGroup() as group:
        group.create_task(_burst(place))
        await _until(lambda: _at_least(_said(place), before + early), "the first messages")
        await _killed_and_started(service)
        for count in (middle, late):
            await _until(
                lambda least=count: _at_least(_count(place), least),  # type: ignore[misc]
                f"{count} receipts",
            )
            await _killed_and_started(service)
    await _until(lambda: _at_least(_count(place), 2 * EACH), f"all {2 * EACH} receipts")
    await _until(lambda: _all_carded(place), "every report's card")


async def _burst(place: Place) -> None:
    for number in range(EACH):
        member = await place.sandbox.discord.add_member(f"Reporter {number}")
        words = f"The export of sheet report-d{number:02} stops with an error"
        await place.sandbox.discord.post(place.help, member, words)
        await place.sandbox.mail.deliver(_mail(f"person{number}", f"report-m{number:02}"))


async def _killed_and_started(service: Victim) -> None:
    await service.kill()
    await service.start()


async def _linus_loses(place: Place, claimed: SeenMessage) -> None:
    """The claim of before the kills stands: whoever comes second is told, his hand taken off."""
    number = _number(claimed)
    await place.sandbox.discord.react(place.room, claimed.id, place.linus, CLAIM)

    async def told() -> bool:
        room = await place.sandbox.discord.messages(place.room)
        card = next(one for one in room if one.id == claimed.id)
        lines = [one for one in room if one.by_bot and f"claimed ticket {number}" in one.content]
        return bool(lines) and place.linus not in card.reactions.get(CLAIM, ())

    await _until(told, "the line that Linus was second, and his hand taken off")
    card = next(one for one in await _cards(place) if one.id == claimed.id)
    assert CLAIMED in card.content
    assert place.grace in card.reactions[CLAIM]


async def _nothing_lost_and_nothing_twice(place: Place) -> None:
    discord, mail = place.sandbox.discord, place.sandbox.mail
    await asyncio.sleep(3)  # what would come twice, comes now
    receipts = await _acknowledged(place)
    room = [one.content for one in _distinct(await _cards(place))]
    marks = _marks()
    assert {mark: len(receipts[mark]) for mark in marks} == dict.fromkeys(marks, 1)
    assert {mark: sum(mark in card for card in room) for mark in marks} == dict.fromkeys(marks, 1)
    calls = [one for one in _distinct(await discord.messages(place.room)) if one.pinged]
    called = {mark: [one.pinged for one in calls if mark in one.content] for mark in marks}
    assert {mark: len(pings) for mark, pings in called.items()} == dict.fromkeys(marks, 1)
    on_duty = {frozenset(pings[0]) for pings in called.values()}
    assert len(on_duty) == 1, "one person is on duty, and only that one is called"
    assert on_duty <= {frozenset({place.grace}), frozenset({place.linus})}
    tickets = Counter(number for mark in marks for number in receipts[mark])
    assert set(tickets.values()) == {1}
    assert await discord.duplicates() == []
    assert await mail.duplicates() == ()
    assert (await discord.unknown_routes(), await discord.violations()) == ([], [])
    resends = await discord.deduplicated(), len(await mail.resends())
    print(f"resent under the same identity: {resends[0]} on Discord, {resends[1]} by mail")  # noqa: T201


# ---------------------------------------------------------------- what people see


async def _acknowledged(place: Place) -> dict[str, list[str]]:
    """Ticket numbers of the receipts by report, as its reporter reads them."""
    return await _receipts_in_chat(place) | await _receipts_by_mail(place)


async def _count(place: Place) -> int:
    """How many reports have a receipt."""
    return sum(mark.startswith("report") for mark in await _acknowledged(place))


async def _receipts_in_chat(place: Place) -> dict[str, list[str]]:
    """The thread of a message has the message's id."""
    everything = await place.sandbox.discord.all_messages()
    marks = {
        one.id: _mark(one.content)
        for one in everything
        if one.channel == place.help and not one.by_bot
    }
    found: dict[str, list[str]] = {}
    for one in _distinct(everything):
        receipt = RECEIPT.search(one.content)
        if one.by_bot and one.channel in marks and receipt:
            found.setdefault(marks[one.channel], []).append(receipt[1])
    return found


async def _receipts_by_mail(place: Place) -> dict[str, list[str]]:
    found: dict[str, dict[str | None, str]] = {}
    for one in await place.sandbox.mail.sent():
        if receipt := RECEIPT.search(one.text):
            found.setdefault(_mark(one.subject), {})[one.message_id] = receipt[1]
    return {mark: list(numbers.values()) for mark, numbers in found.items()}


async def _cards(place: Place) -> list[SeenMessage]:
    room = await place.sandbox.discord.messages(place.room)
    pages = "Nobody has claimed it"
    return [
        one for one in room if one.by_bot and CARD.search(one.content) and pages not in one.content
    ]


async def _first_card(place: Place) -> SeenMessage | None:
    return next((one for one in await _cards(place) if CLAIM in one.reactions), None)


async def _all_carded(place: Place) -> bool:
    room = "\n".join(one.content for one in await _cards(place))
    return all(mark in room for mark in _marks())


async def _said(place: Place) -> int:
    return await place.sandbox.discord.sent_count() + len(await place.sandbox.mail.sent())


def _distinct(messages: list[SeenMessage]) -> list[SeenMessage]:
    """The same nonce is one message to whoever sent it: a resend."""
    return list({one.id if one.nonce is None else one.nonce: one for one in messages}.values())


def _number(card: SeenMessage) -> str:
    found = CARD.search(card.content)
    assert found is not None
    return found[1]


def _marks() -> list[str]:
    return [f"report-{channel}{number:02}" for number in range(EACH) for channel in "dm"]


def _mark(words: str) -> str:
    found = re.search(r"(?:report|probe)-[dm]\d+", words)
    assert found is not None, words
    return found[0]


# ---------------------------------------------------------------- the world


@asynccontextmanager
async def _place(folder: Path, database: str) -> AsyncIterator[Place]:
    sandbox = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "channels.sandbox", "--mailbox", MAILBOX),
        cwd=ROOT,
        stdin=PIPE,
        stdout=PIPE,
    )
    try:
        assert sandbox.stdout is not None
        async with asyncio.timeout(30):
            ports = json.loads(await sandbox.stdout.readline())
        async with SandboxClient(ports["control_url"]) as client:
            yield await _guild(client, folder, database)
    finally:
        sandbox.terminate()
        await sandbox.wait()


async def _guild(client: SandboxClient, folder: Path, database: str) -> Place:
    staff = await client.discord.add_role("engineers")
    place = Place(
        sandbox=client,
        config=folder / "config.toml",
        help=await client.discord.add_channel("help"),
        room=await client.discord.add_channel("on-call"),
        grace=await client.discord.add_member("Grace", [staff]),
        linus=await client.discord.add_member("Linus", [staff]),
    )
    secrets = {"key": os.urandom(32).hex(), "token": client.discord.token, "password": "sandbox"}
    keep_secrets(folder, secrets)
    words = CONFIG.format(
        folder=folder,
        database=database,
        guild=client.discord.guild_id,
        staff=staff,
        url=client.discord.url,
        help=place.help,
        room=place.room,
        mailbox=MAILBOX,
        imap=client.mail.imap_port,
        smtp=client.mail.smtp_port,
        grace=place.grace,
        linus=place.linus,
    )
    place.config.write_text(words)
    return place


def _mail(person: str, mark: str) -> bytes:
    lines = (
        f"From: {person.title()} <{person}@customer.example>",
        f"To: {MAILBOX}",
        f"Subject: {mark} stops with an error",
        f"Message-ID: <{mark}@customer.example>",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "",
        "The import ends with an error since this morning.",
        "",
    )
    return "\r\n".join(lines).encode()


async def _at_least(counting: Awaitable[int], least: int) -> bool:
    return await counting >= least


async def _until(predicate: Callable[[], Awaitable[T | None]], what: str) -> T:
    """The first true answer, asked often: what a kill leaves behind may change nothing there."""
    try:
        async with asyncio.timeout(PATIENCE):
            while not (answer := await predicate()):  # noqa: ASYNC110
                await asyncio.sleep(0.02)
            return answer
    except TimeoutError as error:
        raise AssertionError(f"{what} did not come within {PATIENCE:.0f} s") from error
