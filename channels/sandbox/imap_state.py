"""Folders of the scripted IMAP server and what a client may ask of them. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum

EPOCH = datetime(2026, 1, 5, 9, tzinfo=UTC)
"""When mails arrive that are not given a time, plus a minute for each UID."""


class Fault(StrEnum):
    """Played once, at the next command it fits."""

    DROP_AT_GREETING = "drop_at_greeting"
    REFUSE_LOGIN = "refuse_login"
    NO_SUCH_FOLDER = "no_such_folder"  # to SELECT
    DROP_IN_LITERAL = "drop_in_literal"  # half of a mail, then nothing
    SILENT_FETCH = "silent_fetch"  # never answered, but the connection stays up
    FAIL_FETCH = "fail_fetch"  # NO, as an overloaded server says
    BYE_FOR_IDLE = "bye_for_idle"  # instead of the continuation
    BYE_IN_IDLE = "bye_in_idle"  # after it
    REFUSE_MOVE = "refuse_move"
    DROP_AFTER_MOVE = "drop_after_move"  # moved, but the answer never comes


class Quirk(StrEnum):
    """How this server is, all the time."""

    BYTE_BY_BYTE = "byte_by_byte"  # every byte is a packet of its own
    NO_MOVE = "no_move"
    NO_IDLE = "no_idle"
    SILENT_IDLE = "silent_idle"  # IDLE is taken and never says anything
    REFUSES_CHARSET = "refuses_charset"  # as Exchange and Yahoo do
    REFUSES_XOAUTH2 = "refuses_xoauth2"  # by a challenge that wants an empty line
    CHATTY = "chatty"  # unasked EXISTS and FLAGS between the answers (RFC 3501, 7.3.1, 7.4.2)


@dataclass(frozen=True, slots=True)
class StoredMail:
    """A mail and the server's time for it (INTERNALDATE)."""

    raw: bytes
    at: datetime


@dataclass(slots=True)
class Folder:
    """Mails by UID. A UID is never given twice while `uidvalidity` stands (RFC 3501, 2.3.1.1)."""

    uidvalidity: int = 1
    next_uid: int = 1
    mails: dict[int, StoredMail] = field(default_factory=dict)
    deleted: set[int] = field(default_factory=set)

    def add(self, raw: bytes, *, at: datetime | None = None) -> int:
        """Append a mail and return its UID."""
        uid, self.next_uid = self.next_uid, self.next_uid + 1
        self.mails[uid] = StoredMail(raw, at or EPOCH + timedelta(minutes=uid))
        return uid

    def renumber(self) -> None:
        """New UIDVALIDITY and new UIDs for the same mails, as after a restored backup."""
        mails = tuple(self.mails.values())
        self.uidvalidity += 1
        self.next_uid = 1
        self.mails.clear()
        for mail in mails:
            self.add(mail.raw, at=mail.at)

    def position(self, uid: int) -> int:
        """The sequence number of a mail: its place in the order of UIDs, from 1."""
        return sorted(self.mails).index(uid) + 1

    def uids(self, wanted: str) -> list[int]:
        """The UIDs a set like `4,7:9,12:*` means here; those that do not exist are left out.

        `*` is the highest UID there is, so `900:*` means the last mail even when its UID is
        lower (RFC 3501, section 6.4.8).
        """
        last = max(self.mails, default=0)
        chosen = {uid for low, high in _ranges(wanted, last) for uid in range(low, high + 1)}
        return sorted(chosen & self.mails.keys())

    def search(self, criteria: str) -> list[int]:
        """SEARCH with any of `ALL`, `UID set`, `SINCE d-Mon-yyyy`, joined by and."""
        found = set(self.mails)
        if uid_set := re.search(r"\bUID (\S+)", criteria):
            found &= set(self.uids(uid_set[1]))
        if since := re.search(r"\bSINCE (\S+)", criteria):
            day = datetime.strptime(since[1].strip('"'), "%d-%b-%Y").replace(tzinfo=UTC)
            found = {uid for uid in found if self.mails[uid].at >= day}
        return sorted(found)


def fetched(mail: StoredMail, *, uid: int, items: str) -> tuple[bytes, bytes | None]:
    """The answer to FETCH `items` for one mail: the line without its literal, and the literal."""
    parts = [f"UID {uid}"]
    if "FLAGS" in items:
        parts.append("FLAGS ()")
    if "RFC822.SIZE" in items:
        parts.append(f"RFC822.SIZE {len(mail.raw)}")
    if "INTERNALDATE" in items:
        parts.append(f'INTERNALDATE "{mail.at:%d-%b-%Y %H:%M:%S %z}"')
    body = re.search(r"BODY(?:\.PEEK)?\[(HEADER)?\](?:<(\d+)\.(\d+)>)?", items)
    if body is None:
        return " ".join(parts).encode(), None
    literal = mail.raw.partition(b"\r\n\r\n")[0] + b"\r\n\r\n" if body[1] else mail.raw
    origin = ""
    if body[2] is not None:
        start = int(body[2])
        literal = literal[start : start + int(body[3])]
        origin = f"<{start}>"
    parts.append(f"BODY[{body[1] or ''}]{origin} {{{len(literal)}}}")
    return " ".join(parts).encode(), literal


def _ranges(wanted: str, last: int) -> Iterator[tuple[int, int]]:
    for part in wanted.split(","):
        ends = [last if end == "*" else int(end) for end in part.split(":")]
        yield min(ends), max(ends)
