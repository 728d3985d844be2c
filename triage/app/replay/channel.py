"""A channel that reads recorded arrivals and, in place of sending, notes what it would send."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from triage.app.replay.recorded import MAIL
from triage.desk import Desk
from triage.messages import MessageArrived, Opens, Outgoing, RawArrival, Receipt, Rejected, Sender
from triage.model import ConversationRef, PersonId
from triage.ports.channel import Intake
from triage.ports.core import Clock

ReadMail = Callable[[RawArrival], MessageArrived | Rejected]


@dataclass(frozen=True, kw_only=True)
class RecordedChannel:
    """Satisfies `triage.ports.ChannelAdapter`. `read_mail`: the mail adapter's pure parser."""

    name: str
    desk: Desk
    clock: Clock
    read_mail: ReadMail
    sent: list[tuple[datetime, Outgoing]] = field(default_factory=list)
    _begun: dict[str, str] = field(default_factory=dict)

    async def listen(self, intake: Intake) -> None:
        """Nothing arrives but what was recorded."""
        del intake
        await asyncio.Event().wait()

    async def send(self, message: Outgoing) -> Receipt:
        """Nothing leaves. Noted, with the time it would have left."""
        self.sent.append((self.clock.now(), message))
        return Receipt(f"replay-{message.key}")

    def read(self, raw: RawArrival) -> MessageArrived | Rejected:
        if raw.raw.startswith(MAIL):
            bare = RawArrival(
                channel=raw.channel,
                account=raw.account,
                external_id=raw.external_id,
                raw=raw.raw.removeprefix(MAIL),
                received_at=raw.received_at,
            )
            return self.read_mail(bare)
        return self._line(raw, json.loads(raw.raw))

    def _line(self, raw: RawArrival, told: Mapping[str, str]) -> MessageArrived:
        """A line of chat, or a mail of which only the words were kept.

        The first line of a thread is a post, which opens a ticket by itself; without a thread it
        stands in a channel, where what reads as a report opens one.
        """
        mail, thread = self.name == "email", told.get("thread")
        first = thread is None or self._begun.setdefault(str(thread), told["id"]) == told["id"]
        opens = Opens.ALWAYS if mail or (thread is not None and first) else Opens.REPORT
        reply_to = told.get("reply_to")
        return MessageArrived(
            conversation=ConversationRef(self.name, raw.account, str(thread or told["id"])),
            place=None if mail else "recorded",
            external_id=str(told["id"]),
            sender=self._sender(str(told["author"]), known=bool(told.get("known"))),
            at=raw.received_at,
            subject=told.get("subject"),
            text=told["text"],
            reply=told["text"],
            opens=opens if first else Opens.NEVER,
            in_reply_to=reply_to,
            references=() if reply_to is None else (str(reply_to),),
            joins=not mail and thread is None,
            mentions=tuple(self._address(str(one)) for one in told.get("mentions") or ()),
        )

    def _address(self, name: str) -> str:
        """Staff are recorded by their short name in [people], or by their address."""
        person = self.desk.people.get(PersonId(name))
        return name if person is None else person.addresses.get(self.name, name)

    def _sender(self, author: str, *, known: bool) -> Sender:
        address = self._address(author)
        staff = self.desk.staff_at(self.name, address) is not None
        return Sender(address=address, name=author, staff=staff, known=known or staff)
