"""The servers of a benchmark, in a process of their own whose CPU is not counted.

`python -m benchmarks.servers` prints one JSON line with its addresses, then answers a JSON line
on stdin with one on stdout: `{"do": "deliver", "count", "seed", "prefix"}`,
`{"do": "wait", "prefix", "receipts", "left", "timeout"}`, `{"do": "tell", "prefix"}`; it ends with
stdin. Moments are `time.monotonic()`, which all processes of a machine share on Linux.
IMAP is Dovecot where it is installed, else pymap; SMTP is aiosmtpd.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import sys
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from benchmarks.discord_side import DiscordSide
from benchmarks.dovecot import Dovecot, installed
from benchmarks.mailbox import SUPPORT, letters
from channels.sandbox.mail import MailSandbox

USER, PASSWORD = "support", "secret"
Answer = dict[str, Any]


class MailSide:
    """The support mailbox and the readers of what is sent."""

    def __init__(self, mail: MailSandbox, dovecot: Dovecot | None, discord: DiscordSide) -> None:
        self._mail = mail
        self._discord = discord
        self._dovecot = dovecot
        self._sent = 0

    def addresses(self) -> Answer:
        imap_port = self._mail.imap_port if self._dovecot is None else self._dovecot.port
        return {
            **self._discord.addresses(),
            "servers": "pymap, aiosmtpd" if self._dovecot is None else "Dovecot, aiosmtpd",
            "imap_port": imap_port,
            "smtp_port": self._mail.smtp_port,
        }

    async def deliver(self, order: Mapping[str, Any]) -> Answer:
        drawn = letters(
            order["count"], seed=order["seed"], now=datetime.now(UTC), prefix=order["prefix"]
        )
        raws = [letter.raw for letter in drawn]
        self._sent = len(self._mail.sent)
        first = sum(letter.answers is None for letter in drawn)
        if self._dovecot is not None:
            return {"first": first, "at": await asyncio.to_thread(self._dovecot.deliver, raws)}
        at = time.monotonic()
        for raw in raws:
            await self._mail.deliver(raw)
        return {"first": first, "at": at}

    async def wait(self, order: Mapping[str, Any]) -> Answer:
        """Until so many readers have a receipt and no more than `left` mails are in the INBOX."""

        async def there() -> bool:
            enough = len(self._mail.sent) - self._sent >= order["receipts"]
            return enough and await self._left() <= int(order["left"])

        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(order["timeout"]):
                while not await there():  # noqa: ASYNC110 - Dovecot tells nobody of a MOVE
                    await asyncio.sleep(0.01)
        return {}

    async def tell(self, order: Mapping[str, Any]) -> Answer:
        """Receipts by reader, and how many mails never left the INBOX."""
        got = self._received(order["prefix"])
        return {
            "receipts": got.total(),
            "readers": len(got),
            "left": await self._left(),
            "resends": len(self._mail.resends()),
        }

    def _received(self, prefix: str) -> Counter[str]:
        return Counter(
            reader
            for mail in self._mail.sent
            for reader in mail.envelope_to
            if reader.startswith(prefix)
        )

    async def _left(self) -> int:
        if self._dovecot is not None:
            return self._dovecot.count()
        return len(await self._mail.folder("INBOX"))


async def main() -> None:
    """Serve until stdin ends."""
    arguments = _parser().parse_args()
    async with contextlib.AsyncExitStack() as stack:
        side: MailSide | DiscordSide
        discord = await stack.enter_async_context(DiscordSide())
        if arguments.kind == "discord":
            side = discord
        else:
            mail = await stack.enter_async_context(
                MailSandbox(address=SUPPORT, user=USER, password=PASSWORD)
            )
            real = installed() is not None and arguments.imap != "pymap"
            side = MailSide(mail, stack.enter_context(Dovecot()) if real else None, discord)
        _say(side.addresses())
        await _answer({"deliver": side.deliver, "wait": side.wait, "tell": side.tell})


async def _answer(orders: Mapping[str, Callable[[Mapping[str, Any]], Awaitable[Answer]]]) -> None:
    while line := await asyncio.to_thread(sys.stdin.readline):
        order = json.loads(line)
        _say(await orders[order["do"]](order))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser()
    parser.add_argument("kind", choices=["mail", "discord"])
    parser.add_argument("--imap", choices=["auto", "pymap"], default="auto")
    return parser


def _say(answer: Answer) -> None:
    print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    asyncio.run(main())
