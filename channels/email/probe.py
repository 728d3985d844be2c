"""Does mail really go round, and does a part behind a plus arrive? Mails itself, and looks.

The probe carries our loop header, so a service that runs beside takes no notice of it.
"""

from __future__ import annotations

import asyncio
import secrets
from dataclasses import dataclass
from email.utils import format_datetime, localtime

from channels.email import imap, trust
from channels.email.config import MailboxConfig
from channels.email.headers import scan
from channels.email.loops import LOOP_HEADER
from channels.email.oauth import Credentials, credentials
from channels.email.smtp import Outbound
from triage.errors import DeliveryRefusedError, DeliveryUncertainError

PATIENCE = 60.0
"""Seconds until a mail to oneself has to be there."""
_HEADER_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Probed:
    """`seconds`: until it came back, None: it did not. `plus`: by an address with a plus in it.

    `verified`: our own server vouched for the sender. `server`: the authserv-id of the topmost
    Authentication-Results, None when there is none.
    """

    seconds: float | None = None
    plus: bool = False
    verified: bool = False
    server: str | None = None


async def round_trip(
    mailbox: MailboxConfig, *, patience: float = PATIENCE, every: float = 1.0
) -> Probed:
    """First by `support+probe...@`, as sender and recipient; if that fails, by the plain address.

    Raises ConfigError and ChannelUnavailableError where a server cannot be entered.
    """
    local, _, domain = mailbox.address.rpartition("@")
    tagged = f"{local}+probe{secrets.token_hex(4)}@{domain}"
    for address in (tagged, mailbox.address):
        found = await _sent_and_found(mailbox, address, patience=patience, every=every)
        if found is not None:
            return found
    return Probed()


async def _sent_and_found(
    mailbox: MailboxConfig, address: str, *, patience: float, every: float
) -> Probed | None:
    auth = credentials(mailbox.auth)
    name = f"probe.{secrets.token_hex(16)}@{address.rpartition('@')[2]}"
    started = asyncio.get_running_loop().time()
    if not await _sent(mailbox, auth, address=address, name=name):
        return None
    headers = await _found(mailbox, auth, name=name, patience=patience, every=every)
    if headers is None:
        return None
    known, _ = scan(headers)
    results = known.all("authentication-results")
    verdict = trust.judge(known, address=mailbox.address, authserv_id=mailbox.trust_results_from)
    return Probed(
        seconds=asyncio.get_running_loop().time() - started,
        plus=address != mailbox.address,
        verified=verdict.verified,
        server=results[0].partition(";")[0].split()[0] if results else None,
    )


async def _sent(
    mailbox: MailboxConfig, auth: Credentials | None, *, address: str, name: str
) -> bool:
    """False when the server does not take such an address, as sender or as recipient."""
    lines = (
        f"From: {mailbox.address}",
        f"To: {address}",
        "Subject: Firstline: a mail to myself",
        f"Date: {format_datetime(localtime())}",
        f"Message-ID: <{name}>",
        "Auto-Submitted: auto-generated",
        "X-Auto-Response-Suppress: All",
        f"{LOOP_HEADER}: probe",
        "",
        "This mail tests the way from and to this mailbox. It can be deleted.",
        "",
    )
    out = Outbound(mailbox, auth=auth)
    try:
        await out.send("\r\n".join(lines).encode(), sender=address, recipients=[address])
    except (DeliveryRefusedError, DeliveryUncertainError):
        return False
    finally:
        await out.close()
    return True


async def _found(
    mailbox: MailboxConfig,
    auth: Credentials | None,
    *,
    name: str,
    patience: float,
    every: float,
) -> bytes | None:
    """The first bytes of the mail, wherever it lies; it is moved out of the way."""
    connection = await imap.connect(mailbox.imap, auth)
    try:
        await connection.ensure_folder(mailbox.processed)
        ends = asyncio.get_running_loop().time() + patience
        while True:
            for folder in (mailbox.folder, mailbox.processed):
                await connection.select(folder)
                uids = await connection.search("HEADER", "Message-ID", f'"<{name}>"')
                if uids:
                    listed = await connection.list_mails(uids[:1])
                    fetched = await connection.fetch(listed, most=_HEADER_BYTES)
                    if folder != mailbox.processed:
                        await connection.move(uids, mailbox.processed)
                    return fetched.get(uids[0])
            if asyncio.get_running_loop().time() >= ends:
                return None
            await asyncio.sleep(every)
    finally:
        await connection.close()
