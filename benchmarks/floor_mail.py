"""The floor for mail: the same libraries and commits, and nothing else.

Fetches in batches of 50, commits 50 raw rows durably at once, sends one receipt for each first
mail over one connection, moves the batch. `python -m benchmarks.floor_mail IMAP_PORT SMTP_PORT
DATABASE`; runs until it is terminated.
"""

from __future__ import annotations

import asyncio
import re
import signal
import sqlite3
import sys
import uuid

import aioimaplib
import aiosmtplib

BATCH = 50
SUPPORT = "support@acme.example"
FIELD = re.compile(rb"^(From|Subject|Message-ID|In-Reply-To): (.*?)\r$", re.MULTILINE)
ADDRESS = re.compile(rb"<(.+)>")
UID = re.compile(rb"UID (\d+)")


async def main(imap_port: int, smtp_port: int, database: str) -> None:
    rows = _open(database)
    imap = aioimaplib.IMAP4(host="127.0.0.1", port=imap_port, timeout=30)
    await imap.wait_hello_from_server()
    await imap.login("support", "secret")
    await imap.protocol.capability()
    await imap.create("Processed")
    await imap.select("INBOX")
    smtp = aiosmtplib.SMTP(
        hostname="127.0.0.1",
        port=smtp_port,
        start_tls=False,
        username="support",
        password="secret",  # noqa: S106 - of a loopback server
    )
    await smtp.connect()
    last = 0
    while True:
        found = (await imap.uid_search(f"UID {last + 1}:*", charset=None)).lines[0].split()
        uids = [int(uid) for uid in found if int(uid) > last]
        if not uids:
            await _idle(imap)
        for start in range(0, len(uids), BATCH):
            batch = uids[start : start + BATCH]
            await _take(imap, smtp, rows, batch)
            last = batch[-1]


async def _take(
    imap: aioimaplib.IMAP4, smtp: aiosmtplib.SMTP, rows: sqlite3.Connection, batch: list[int]
) -> None:
    wanted = f"{batch[0]}:{batch[-1]}"
    fetched = await imap.uid("fetch", wanted, "(UID BODY.PEEK[])")
    raws = [bytes(line) for line in fetched.lines if isinstance(line, bytearray)]
    with rows:
        rows.executemany(
            "INSERT INTO arrival (uid, raw) VALUES (?, ?)", zip(batch, raws, strict=True)
        )
    for raw in raws:
        fields: dict[bytes, bytes] = dict(FIELD.findall(raw.partition(b"\r\n\r\n")[0]))
        if b"In-Reply-To" not in fields:
            await _receipt(smtp, fields)
    await imap.uid("move", wanted, "Processed")


async def _receipt(smtp: aiosmtplib.SMTP, fields: dict[bytes, bytes]) -> None:
    address = ADDRESS.search(fields[b"From"])
    assert address is not None
    reader = address[1].decode()
    message = (
        f"From: Acme Support <{SUPPORT}>\r\nTo: {reader}\r\n"
        f"Subject: Re: {fields[b'Subject'].decode()}\r\n"
        f"Message-ID: <{uuid.uuid4()}@acme.example>\r\n"
        f"In-Reply-To: {fields[b'Message-ID'].decode()}\r\n"
        "Auto-Submitted: auto-replied\r\n\r\n"
        "Hello,\r\n\r\nwe have your report, and a person will answer by tomorrow.\r\n"
    )
    await smtp.sendmail(SUPPORT, [reader], message.encode())


async def _idle(imap: aioimaplib.IMAP4) -> None:
    idle = await imap.idle_start(timeout=60)
    await imap.wait_server_push(timeout=120)
    imap.idle_done()
    await idle


def _open(database: str) -> sqlite3.Connection:
    """As durable as the service: WAL, and every commit is on the disk."""
    rows = sqlite3.connect(database)
    rows.execute("PRAGMA journal_mode=WAL")
    rows.execute("PRAGMA synchronous=FULL")
    rows.execute("CREATE TABLE arrival (id INTEGER PRIMARY KEY, uid INTEGER, raw BLOB)")
    return rows


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    asyncio.run(main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]))
