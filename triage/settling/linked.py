"""The mail address that a reporter in chat has proved to be theirs, by a code that was sent there.

Only what is proved is written to: anybody can name anybody's address. Inside a unit of work.
"""

from __future__ import annotations

import json
import re
import secrets
from datetime import datetime, timedelta

from triage.apply import Clerk
from triage.model import PersonId, Ticket
from triage.notices.proof import proof
from triage.ports.work import UnitOfWork
from triage.wording.whisper import Whisper

LIVES = timedelta(minutes=30)
"""So long a code proves anything."""
TRIES = 5
"""Wrong codes until a new one has to be sent: with six digits, nobody guesses it."""
DAY, A_DAY = timedelta(days=1), 3
"""So many codes a day one person asks for, and one address gets: nobody is flooded by us."""

_ADDRESS = re.compile(r"[^@\s<>,;]{1,64}@[^@\s<>,;]{1,190}\.[^@\s<>,;]{2,63}")


def address_of(work: UnitOfWork, person: PersonId) -> str | None:
    """Where this person reads mail, as they have proved; None: they have not."""
    return work.switches.get(_proved(person))


def mails_of(work: UnitOfWork, ticket: Ticket) -> tuple[str, ...]:
    """From where its reporter may answer what went there."""
    address = address_of(work, ticket.reporter)
    return () if address is None else (address.casefold(),)


def ask(clerk: Clerk, person: PersonId, address: str, *, mailbox: str, language: str) -> Whisper:
    """Send a code to an address that somebody says is theirs."""
    if _ADDRESS.fullmatch(address) is None:
        return Whisper.MAIL_NO_ADDRESS
    names = [f"codes:{who}" for who in (person, address.casefold())]
    sent = [_lately(clerk.work, name, clerk.now) for name in names]
    if any(len(one) >= A_DAY for one in sent):
        return Whisper.MAIL_TOO_OFTEN
    for name, one in zip(names, sent, strict=True):
        moments = [each.isoformat() for each in (*one, clerk.now)]
        clerk.work.switches.set(name, json.dumps(moments))
    code = f"{secrets.randbelow(10**6):06}"
    asked = {"address": address, "code": code, "at": clerk.now.isoformat(), "tries": 0}
    clerk.work.switches.set(_asked(person), json.dumps(asked))
    key = f"proof:{person}:{clerk.now.isoformat()}"
    clerk.enqueue(proof(clerk.desk, address, code, mailbox=mailbox, language=language, key=key))
    return Whisper.MAIL_SENT


def prove(work: UnitOfWork, person: PersonId, code: str, *, now: datetime) -> Whisper:
    """The code came back: who entered it reads that mailbox."""
    asked = json.loads(work.switches.get(_asked(person)) or "{}")
    if not asked or now - datetime.fromisoformat(asked["at"]) > LIVES or asked["tries"] >= TRIES:
        return Whisper.MAIL_NO_CODE
    if not secrets.compare_digest(asked["code"].encode(), code.strip().encode()):
        asked["tries"] += 1
        work.switches.set(_asked(person), json.dumps(asked))
        return Whisper.MAIL_WRONG
    work.switches.set(_asked(person), None)
    work.switches.set(_proved(person), asked["address"])
    return Whisper.MAIL_PROVED


def forget(work: UnitOfWork, person: PersonId) -> None:
    """Nothing goes there any more, and no code is waited for."""
    work.switches.set(_proved(person), None)
    work.switches.set(_asked(person), None)


def _lately(work: UnitOfWork, name: str, now: datetime) -> list[datetime]:
    kept = json.loads(work.switches.get(name) or "[]")
    return [at for at in map(datetime.fromisoformat, kept) if now - at < DAY]


def _proved(person: PersonId) -> str:
    return f"mail:{person}"


def _asked(person: PersonId) -> str:
    return f"code:{person}"
