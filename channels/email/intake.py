"""Watch one mailbox: what arrives goes through the door, then to the processed folder.

UIDs only, never flags: a person who reads the mailbox must not hide mail from us. The cursor is
stored with the mails; moving comes last and may be repeated. IDLE is a hint, polling the rule.
"""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from typing import NoReturn

from channels.email import imap, limits
from channels.email.config import MailboxConfig
from channels.email.identity import external_id
from channels.email.oauth import Credentials, credentials
from triage.errors import ChannelUnavailableError, ConfigError, Contained
from triage.marks import Cursor, Position
from triage.messages import RawArrival
from triage.ports.channel import Intake

_TOLD_SECONDS = 30.0
"""A good look is told this often at most: it costs a commit."""
_SOON = 1.0
"""Seconds until the first look after something happened, doubling up to the poll interval: a
mail that came between a search and IDLE was announced to nobody."""
_BACKOFF_MOST = 300.0
_NO_HURRY = 9
"""Failures that make for attempts every two to five minutes."""
_BATCH_BYTES = 16 * 1024 * 1024
"""Bytes held in memory at once, one larger mail aside."""
_PARTIAL = 1024 * 1024
"""Bytes taken of a mail that is too large or keeps failing: its words are at its beginning."""
_TRIES_WHOLE, _TRIES = 3, 6
_LOG = logging.getLogger(__name__)
_RANDOM = random.SystemRandom()


class Watch:
    """One mailbox, watched until cancelled. It survives lost connections by itself.

    `pause`: seconds to wait after so many failures; `delay` if not said.
    """

    def __init__(
        self,
        mailbox: MailboxConfig,
        intake: Intake,
        *,
        auth: Credentials | None = None,
        pause: Callable[[int], float] | None = None,
    ) -> None:
        self._pause = pause or delay
        self._mailbox = mailbox
        self._auth = auth or credentials(mailbox.auth)
        self._intake = intake
        self._failures = 0
        self._trouble: dict[int, int] = {}
        self._validity = 0
        self._told_at: float | None = None

    async def run(self) -> NoReturn:
        """Whatever goes wrong here stays here: another mailbox goes on."""
        while True:
            with Contained() as contained:
                connection = await imap.connect(self._mailbox.imap, self._auth)
                try:
                    await self._session(connection)
                finally:
                    await connection.close()
            await self._failed(contained.error)
            await asyncio.sleep(self._pause(self._failures))

    async def _failed(self, error: Exception | None) -> None:
        name = self._mailbox.name
        self._failures += 1
        match error:
            case ConfigError():
                self._failures = max(self._failures, _NO_HURRY)  # a person has to act
                _LOG.error("mailbox %s: %s", name, error)
            case ChannelUnavailableError():
                _LOG.warning("mailbox %s: %s; trying again", name, error)
            case _:
                _LOG.error("mailbox %s: trying again", name, exc_info=error)
        self._told_at = None
        with Contained():  # the store may be what failed
            await self._intake.looked("email", name, trouble=str(error) or type(error).__name__)

    async def _looked(self) -> None:
        """Everything that was there is taken."""
        self._failures = 0
        now = asyncio.get_running_loop().time()
        if self._told_at is None or now - self._told_at >= _TOLD_SECONDS:
            self._told_at = now
            await self._intake.looked("email", self._mailbox.name)

    async def _session(self, connection: imap.Imap) -> NoReturn:
        folder = await connection.select(self._mailbox.folder)
        if not await connection.ensure_folder(self._mailbox.processed):
            _LOG.warning("mailbox %s: no folder %s", self._mailbox.name, self._mailbox.processed)
        self._validity = folder.uidvalidity
        last, seen = await self._resume(connection, folder)
        clock = asyncio.get_running_loop()
        rescanned = clock.time()
        quiet = _SOON
        while True:
            new = [uid for uid in await connection.search(f"UID {last + 1}:*") if uid > last]
            if new:
                await self._take(connection, await connection.list_mails(new), moving_cursor=True)
                last, quiet = new[-1], _SOON
                continue
            await self._looked()
            await self._wait(connection, min(quiet, self._mailbox.poll_seconds))
            quiet *= 2
            if clock.time() - rescanned > self._mailbox.rescan_seconds:
                rescanned = clock.time()
                after = last - self._mailbox.rescan_uids
                await self._rescan(connection, seen, after=after, until=last)

    async def _resume(self, connection: imap.Imap, folder: imap.Folder) -> tuple[int, Position]:
        """The last UID read, and the position; first contact starts at the present end."""
        position = await self._position()
        newest = await self._newest(connection, folder)
        if position is None:
            await self._intake.accept(cursor=self._cursor(newest))
            position = await self._position()
            if position is None:
                raise ChannelUnavailableError("the store did not keep the cursor")
            return newest, position
        validity, _, uid = position.value.partition(":")
        known = validity == str(folder.uidvalidity) and validity != "0"
        last = int(uid) if known else newest
        after = last - self._mailbox.rescan_uids if known else 0
        await self._rescan(connection, position, after=after, until=last)
        if not known:
            await self._intake.accept(cursor=self._cursor(newest))
        return last, position

    async def _newest(self, connection: imap.Imap, folder: imap.Folder) -> int:
        if folder.uidnext is not None:
            return folder.uidnext - 1
        uids = await connection.search("ALL")
        return uids[-1] if uids else 0

    async def _rescan(
        self, connection: imap.Imap, seen: Position, *, after: int, until: int
    ) -> None:
        """Hand over again what still lies here though it came after we first looked.

        A move that failed, a crash before it, a folder with new UIDs: the store's unique key
        knows which of them are copies.
        """
        first = seen.first_seen_at.replace(microsecond=0)
        day = (first - timedelta(days=1)).strftime("%d-%b-%Y")  # SEARCH knows days, not zones
        uids = [uid for uid in await connection.search("SINCE", day) if after < uid <= until]
        listed = await connection.list_mails(uids)
        recent = [mail for mail in listed if mail.arrived_at >= first]
        await self._take(connection, recent, moving_cursor=False)

    async def _take(
        self, connection: imap.Imap, mails: Sequence[imap.Listed], *, moving_cursor: bool
    ) -> None:
        for batch in self._batches(mails):
            raws = await self._fetch(connection, batch)
            self._failures = 0
            cursor = self._cursor(batch[-1].uid) if moving_cursor else None
            if raws or cursor is not None:
                await self._intake.accept(*raws, cursor=cursor)
            uids = [mail.uid for mail in batch]
            if not await connection.move(uids, self._mailbox.processed):
                _LOG.warning(
                    "mailbox %s: the server does not move mail to %s; it stays in %s",
                    *(self._mailbox.name, self._mailbox.processed, self._mailbox.folder),
                )

    def _batches(self, mails: Sequence[imap.Listed]) -> Iterator[list[imap.Listed]]:
        """As many as one command may fetch; one by one while something keeps failing."""
        most = 1 if self._trouble else imap.FETCH_AT_ONCE
        batch: list[imap.Listed] = []
        weight = 0
        for mail in sorted(mails, key=lambda m: m.uid):
            if batch and (len(batch) >= most or weight + mail.size > _BATCH_BYTES):
                yield batch
                batch, weight = [], 0
            batch.append(mail)
            weight += mail.size
        if batch:
            yield batch

    async def _fetch(self, connection: imap.Imap, batch: Sequence[imap.Listed]) -> list[RawArrival]:
        first = batch[0].uid
        tries = self._trouble.get(first, 0)
        if tries >= _TRIES:
            del self._trouble[first]
            return [self._stub(batch[0])]
        large = len(batch) == 1 and batch[0].size > limits.SIZE
        most = _PARTIAL if large or tries >= _TRIES_WHOLE else None
        self._trouble[first] = tries + 1  # stands unless the fetch comes back
        found = await connection.fetch(batch, most=most)
        del self._trouble[first]
        return [self._arrival(mail, found[mail.uid]) for mail in batch if mail.uid in found]

    def _arrival(self, mail: imap.Listed, raw: bytes) -> RawArrival:
        return RawArrival(
            channel="email",
            account=self._mailbox.name,
            external_id=external_id(raw),
            raw=raw,
            received_at=mail.arrived_at,
        )

    def _stub(self, mail: imap.Listed) -> RawArrival:
        """In place of a mail that no attempt brings: a ticket says where it is."""
        words = (
            f"A mail of {mail.size} bytes that arrived at {mail.arrived_at.isoformat()} in mailbox "
            f"{self._mailbox.name} cannot be fetched, nor its beginning. It is in the folder "
            f"{self._mailbox.processed}; look at it there. UID {mail.uid}, folder "
            f"{self._mailbox.folder}, UIDVALIDITY {self._validity}."
        )
        _LOG.error("mailbox %s: %s", self._mailbox.name, words)
        lines = ("Subject: (a mail that cannot be fetched)", "X-Auto-Response-Suppress: All", "")
        return RawArrival(
            channel="email",
            account=self._mailbox.name,
            external_id=f"unfetchable:{self._validity}:{mail.uid}",
            raw="\r\n".join([*lines, words, ""]).encode(),
            received_at=mail.arrived_at,
        )

    async def _wait(self, connection: imap.Imap, seconds: float) -> None:
        if connection.can("IDLE"):
            await connection.idle(seconds)
        else:
            await asyncio.sleep(seconds)

    async def _position(self) -> Position | None:
        return await self._intake.position("email", self._mailbox.name, self._mailbox.folder)

    def _cursor(self, uid: int) -> Cursor:
        return Cursor(
            channel="email",
            account=self._mailbox.name,
            place=self._mailbox.folder,
            value=f"{self._validity}:{uid}",
        )


def delay(failures: int) -> float:
    """Seconds until the next attempt: doubling from 1 s to 5 min, jittered by half."""
    return min(_BACKOFF_MOST, 2.0 ** min(failures - 1, 10)) * _RANDOM.uniform(0.5, 1.0)
