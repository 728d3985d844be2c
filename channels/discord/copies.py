"""Files that came along, copied at once: Discord's links to them expire after a day.

A file is an arrival of its own, behind the message that it came with, so that a large one holds no
words up.
"""

from __future__ import annotations

import asyncio
import base64
import logging
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import discord

from channels.discord.faults import FAULTS, translate
from channels.discord.feed import Feed, Waiting
from channels.discord.snapshot import CHANNEL, as_bytes, file_id, files_of
from triage.messages import RawArrival
from triage.ports.channel import Intake
from triage.ports.core import Clock

log = logging.getLogger(__name__)

MOST = 10 * 1024 * 1024
"""Bytes of one file: what a member without Nitro can upload (vendor's "file attachments")."""

PATIENCE = 60.0
"""Seconds for one file."""

TRIES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One file of a message."""

    message: str
    name: str
    type: str | None
    url: str


class Copies:
    """What is still to be copied, oldest first."""

    def __init__(self, *, guild: str, clock: Clock) -> None:
        self._guild = guild
        self._clock = clock
        self._waiting: deque[tuple[Wanted, int]] = deque()
        self._more = asyncio.Event()

    def want(self, message: discord.Message) -> None:
        for one in files_of(message):
            if one.size <= MOST:
                self._add(message.id, one.filename, one.content_type, one.url)
            else:
                log.warning("file %s of message %s is too large to copy", one.filename, message.id)

    async def want_lacking(self, intake: Intake, messages: Iterable[discord.Message]) -> None:
        """What a crash, or Discord, kept us from copying; the links of messages that are read again
        are fresh."""
        files = {
            file_id(str(message.id), one.url): (message.id, one)
            for message in messages
            for one in files_of(message)
            if one.size <= MOST
        }
        for key in await intake.lacks(CHANNEL, self._guild, tuple(files)) if files else ():
            number, one = files[key]
            self._add(number, one.filename, one.content_type, one.url)

    def want_sent(self, origin: int, files: Iterable[Mapping[str, Any]]) -> None:
        """Files as an interaction describes them: of its form, or of the message that it is
        about."""
        for one in files:
            if one.get("size", 0) <= MOST:
                self._add(origin, one["filename"], one.get("content_type"), one["url"])

    async def run(self, client: discord.Client, feed: Feed) -> None:
        """Copy one after the other until cancelled; what the client does not get is tried again."""
        while True:
            while not self._waiting:
                self._more.clear()
                await self._more.wait()
            wanted, tried = self._waiting.popleft()
            try:
                async with asyncio.timeout(PATIENCE):
                    content = await client.http.get_from_cdn(wanted.url)
            except FAULTS as error:
                log.warning("file %s is not copied: %s", wanted.name, translate(error))
                if tried + 1 < TRIES:
                    self._waiting.append((wanted, tried + 1))
                    await asyncio.sleep(1.0)
                continue
            feed.put(Waiting(raw=of_file(wanted, content, guild=self._guild, at=self._clock.now())))

    def _add(self, message: int, name: str, kind: str | None, url: str) -> None:
        self._waiting.append((Wanted(message=str(message), name=name, type=kind, url=url), 0))
        self._more.set()


def of_file(wanted: Wanted, content: bytes, *, guild: str, at: datetime) -> RawArrival:
    """A file as it is stored; one arrival however often it is copied."""
    raw = {
        "kind": "file",
        "message": wanted.message,
        "name": wanted.name,
        "type": wanted.type,
        "content": base64.b64encode(content).decode("ascii"),
        "at": at.isoformat(),
    }
    return RawArrival(
        channel=CHANNEL,
        account=guild,
        external_id=file_id(wanted.message, wanted.url),
        raw=as_bytes(raw),
        received_at=at,
    )
