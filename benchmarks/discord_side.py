"""The Discord of a benchmark: one guild, a support channel, many people who write once."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections import Counter
from collections.abc import Mapping
from types import TracebackType
from typing import Any, Self

from channels.sandbox.discord.server import DiscordSandbox

TEXT = (
    "Since this morning the export stops halfway for number {number}: I open it, press save, "
    "and get error 500. I expected a file. Version 4.2.1, Firefox on Windows. (#{prefix}{number})"
)


STANDING = "**Ticket "
"""How the line begins that tells how a ticket stands; it is no receipt, and is edited in place."""


class DiscordSide:
    """Counts what readers see: an answer to a report, in its thread or right below it."""

    def __init__(self) -> None:
        self._discord = DiscordSandbox()
        self._reports: dict[str, list[str]] = {}
        self._asked = 0

    async def __aenter__(self) -> Self:
        await self._discord.start()
        self._role = self._discord.add_role("support")
        self._engineer = self._discord.add_member("grace", roles=[self._role])
        self._help = self._discord.add_channel("help")
        self._room = self._discord.add_channel("platform")
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._discord.stop()

    def addresses(self) -> dict[str, Any]:
        return {
            "servers": "loopback Discord",
            "url": self._discord.url,
            "token": self._discord.token,
            "guild": self._discord.guild_id,
            "role": self._role,
            "engineer": self._engineer,
            "help": self._help,
            "room": self._room,
        }

    def cards(self) -> int:
        """How many messages stand in the team's room."""
        return len(self._discord.messages(self._room))

    async def deliver(self, order: Mapping[str, Any]) -> dict[str, Any]:
        """Each report comes from a person of its own; the loop turns so that it goes out."""
        reports = self._reports.setdefault(order["prefix"], [])
        at = time.monotonic()
        self._asked = len(self._discord.requests)
        for number in range(order["count"]):
            author = self._discord.add_member(f"{order['prefix']}{number}")
            text = TEXT.format(number=number, prefix=order["prefix"])
            reports.append(await self._discord.post(self._help, author, text))
            await asyncio.sleep(0)
        return {"first": order["count"], "at": at}

    async def wait(self, order: Mapping[str, Any]) -> dict[str, Any]:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(order["timeout"]):
                # Looking costs more than waiting.
                while not self._enough(order["prefix"], order["receipts"]):  # noqa: ASYNC110
                    await asyncio.sleep(0.1)
        return {}

    async def tell(self, order: Mapping[str, Any]) -> dict[str, Any]:
        got = self._answered(order["prefix"])
        return {
            "receipts": got.total(),
            "readers": len(got),
            "left": 0,
            "resends": self._discord.deduplicated,
        }

    def _enough(self, prefix: str, receipts: int) -> bool:
        """Every answer takes a request, so we count answers only when there were enough."""
        asked = len(self._discord.requests) - self._asked
        return asked >= receipts and len(self._answered(prefix)) >= receipts

    def _answered(self, prefix: str) -> Counter[str]:
        """Answers of the bot by report: in its thread, or in the channel as a reply to it."""
        reports = set(self._reports.get(prefix, ()))
        found: Counter[str] = Counter()
        for message in self._discord.messages(self._help):
            if message.by_bot and message.reply_to in reports:
                found[message.reply_to] += 1
        for thread in self._discord.threads(self._help):
            if thread.id in reports:
                said = (one for one in self._discord.messages(thread.id) if one.by_bot)
                found[thread.id] += sum(not one.content.startswith(STANDING) for one in said)
        return +found
