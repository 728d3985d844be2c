"""A mail, understood: bytes in, MessageArrived or Rejected out. Pure; never raises on bytes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from itertools import islice

from channels.email import (
    bounces,
    html,
    limits,
    loops,
    outlook,
    parse,
    phrases,
    remarks,
    replies,
    threads,
    trust,
)
from channels.email.body import Body, Segment
from channels.email.body import body as body_of
from channels.email.config import MailboxConfig
from channels.email.files import is_file
from channels.email.forwards import original_author
from channels.email.headers import Headers, scan
from channels.email.identity import external_id, message_id
from triage.carried import Bounced, Remark
from triage.messages import MessageArrived, Nature, Opens, Rejected, Sender
from triage.model import Audience, ConversationRef, TicketId

_UNDERWAY = timedelta(days=7)
"""A Date older than this against arrival is a wrong clock; queues give up after five days
(RFC 5321, 4.5.4.1)."""
_SENT_TO = ("to", "cc", "delivered-to", "x-original-to", "envelope-to")
_QUOTING = frozenset({"text/plain", "text/html"})
_UNREADABLE = (ValueError, LookupError, RecursionError, MemoryError)


def read_mail(
    raw: bytes,
    *,
    mailbox: MailboxConfig,
    key: bytes,
    received_at: datetime,
    ours: Collection[str] = (),
) -> MessageArrived | Rejected:
    """Understand a mail. `key` proves our own Message-IDs, `ours`: addresses of the desk."""
    why = limits.check(raw)
    if why is not None:
        return unreadable(why, raw, mailbox, ours)
    try:
        root = parse.parse(raw)
        reading = _Reading(root, mailbox=mailbox, key=key, ours={mailbox.address, *ours})
        return reading.message(raw, received_at)
    except _UNREADABLE as error:
        return unreadable(f"{type(error).__name__}: {error}", raw, mailbox, ours)


def unreadable(
    why: str, raw: bytes, mailbox: MailboxConfig, ours: Collection[str] = ()
) -> Rejected:
    """What the headers still say of a mail that cannot be read."""
    headers, _ = scan(raw)
    own = message_id(headers) or external_id(raw)
    sender = headers.mailbox("from")
    address = sender.address if sender else ""
    nature, _ = loops.nature(
        headers,
        sender=address,
        subject=headers.text("subject"),
        ours={one.lower() for one in (mailbox.address, *ours)},
    )
    person = address != "" and nature is Nature.PERSON
    return Rejected(
        why=why,
        conversation=ConversationRef("email", mailbox.name, threads.root(headers, own)),
        external_id=own,
        subject=headers.text("subject"),
        sender=address or None,
        acknowledge=person and loops.wants_acknowledgement(headers),
    )


class _Reading:
    """One mail while it is read: what several answers need is found once."""

    def __init__(
        self, root: parse.Part, *, mailbox: MailboxConfig, key: bytes, ours: Collection[str]
    ) -> None:
        self._root = root
        self._headers = root.headers
        self._mailbox = mailbox
        self._key = key
        self._ours = {address.lower() for address in ours}

    def message(self, raw: bytes, received_at: datetime) -> MessageArrived:
        headers = self._headers
        own = message_id(headers) or external_id(raw)
        sender, forged = self._sender()
        subject = headers.text("subject")
        nature, why = loops.nature(
            headers,
            sender=sender.address,
            subject=subject,
            ours=self._ours,
            returned=bounces.has_returned(self._root),
        )
        references, bounced = self._earlier(nature)
        body = body_of(self._root)
        forwards = subject is not None and phrases.FORWARD_SUBJECT.match(subject)
        text, reply = _words(body, answering=bool(references) and not forwards)
        return MessageArrived(
            conversation=self._conversation(own),
            place=None,
            external_id=own,
            sender=sender,
            at=_at(headers, received_at),
            subject=subject,
            text=text,
            reply=reply,
            opens=Opens.ALWAYS,
            in_reply_to=next(iter(headers.ids("in-reply-to")), None),
            references=references,
            copies=_copies(headers, sender=sender.address.lower(), ours=self._ours),
            echo=outlook.of(headers),
            ticket=self._ticket(references),
            nature=nature,
            why=why,
            acknowledge=loops.wants_acknowledgement(headers),
            attachments=tuple(body.attachments),
            bounced=bounced,
            remarks=self._remarks(body, text or reply, sender),
            forged=forged,
            original=self._original(text or reply, sender, forwards=bool(forwards)),
            audience=self._audience(sender.address),
            team=self._mailbox.team,
        )

    def _ticket(self, references: Collection[str]) -> TicketId | None:
        """By a signed id of ours, else the signed address it was sent to, else a mark it quotes."""
        proved = threads.ticket_of(references, self._key)
        if proved is None and self._mailbox.plus:
            headers = self._headers
            sent_to = [found.address for name in _SENT_TO for found in headers.mailboxes(name)]
            proved = threads.ticket_of_address(sent_to, self._key)
        return proved or threads.ticket_of_quotes(self._texts(), self._key)

    def _texts(self) -> Iterator[str]:
        """All versions of the words: the plain one that is read has no hidden mark."""
        said = (
            part for part in parse.walk(self._root) if part.kind in _QUOTING and not is_file(part)
        )
        return (parse.text(part) for part in islice(said, limits.QUOTING))

    def _conversation(self, own: str) -> ConversationRef:
        return ConversationRef("email", self._mailbox.name, threads.root(self._headers, own))

    def _audience(self, sender: str) -> Audience:
        """By the list that it came through, else by the sender's domain or one above it."""
        known = self._mailbox.audiences
        if not known:
            return self._mailbox.audience
        sent_to = (found.address for name in _SENT_TO for found in self._headers.mailboxes(name))
        keys = (*(address.lower() for address in sent_to), *_domains(sender))
        return next((known[key] for key in keys if key in known), self._mailbox.audience)

    def _sender(self) -> tuple[Sender, str | None]:
        """Who is in From, and what speaks against that.

        Known is who is proved to write from a domain that the operator has named as one of
        customers, developers or colleagues; users are everybody.
        """
        found = self._headers.mailbox("from") or self._headers.mailbox("sender")
        address = found.address if found else ""
        name = found.name if found else None
        verdict = trust.judge(
            self._headers, address=address, authserv_id=self._mailbox.trust_results_from
        )
        audiences = self._mailbox.audiences
        named = (audiences[one] for one in _domains(address) if one in audiences)
        known = verdict.verified and next(named, Audience.USERS) is not Audience.USERS
        sender = Sender(address=address, name=name, known=known, verified=verdict.verified)
        return sender, verdict.forged

    def _remarks(self, body: Body, text: str, sender: Sender) -> tuple[Remark, ...]:
        """Without a server that we trust nobody is verified: no news, and no remark."""
        unverified = self._mailbox.trust_results_from is not None and not sender.verified
        first = (Remark.UNVERIFIED,) if unverified else ()
        return (*first, *remarks.remarks(self._root, body, text))

    def _original(self, text: str, sender: Sender, *, forwards: bool) -> Sender | None:
        found = original_author(
            self._root, text, forwards=forwards, but={sender.address.lower(), *self._ours}
        )
        if found is None:
            return None
        return Sender(address=found.address, name=found.name, verified=False)

    def _earlier(self, nature: Nature) -> tuple[tuple[str, ...], tuple[Bounced, ...]]:
        """Ids of earlier mails; in a bounce, those of the mail that came back are first."""
        references = threads.references(self._headers)
        if nature is not Nature.BOUNCE:
            return references, ()
        returned = bounces.returned_ids(self._root)
        merged = tuple(dict.fromkeys((*returned, *references)))[: limits.REFERENCES_KEPT]
        return merged, bounces.recipients(self._root)


def _domains(address: str) -> list[str]:
    """Its domain, and those above it."""
    labels = address.lower().rpartition("@")[2].split(".")
    return [".".join(labels[at:]) for at in range(len(labels))]


def _copies(headers: Headers, *, sender: str, ours: Collection[str]) -> tuple[str, ...]:
    """Other people in To and Cc, each once: an answer of a person goes to them, too."""
    addresses = (
        found.address.lower() for name in ("to", "cc") for found in headers.mailboxes(name)
    )
    others = (one for one in addresses if one != sender and _bare(one) not in ours)
    return tuple(dict.fromkeys(one for one in others if "@" in one))[: limits.COPIES]


def _bare(address: str) -> str:
    """Without the part behind a plus: `support+t_17_...@` is our own address, too."""
    local, _, domain = address.rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"


def _words(body: Body, *, answering: bool) -> tuple[str, str]:
    """The whole text of the body, and the writer's own words in all of the mail."""
    text, marked = _rendered(body.segments)
    further, further_marked = _rendered(body.further)
    own = [replies.own_words(one, answering=answering) for one in (marked, further_marked)]
    reply = "\n\n".join(words for words in own if words)
    return text, reply or text or further


def _rendered(segments: Iterable[Segment]) -> tuple[str, str]:
    """Whole and marked. Size and tags are counted over all of them: a mail may have 500."""
    whole: list[str] = []
    marked: list[str] = []
    tags, room = limits.HTML_TAGS, limits.TEXT
    for segment in segments:
        if not segment.text.strip():
            continue
        rendered = html.Rendered(segment.text, segment.text)
        if segment.html:
            rendered = html.render(segment.text, tags=tags)
            tags -= segment.text.count("<")
        whole.append(rendered.whole[:room])
        marked.append(rendered.marked[:room])
        room -= len(whole[-1])
        if room <= 0:
            break
    return "\n\n".join(whole), "\n\n".join(marked)


def _at(headers: Headers, received_at: datetime) -> datetime:
    """When it was written, if the mail says so believably; else when it arrived."""
    value = headers.text("date")
    if value is None:
        return received_at
    try:
        written = parsedate_to_datetime(value[:100])
    except (ValueError, IndexError, TypeError, OverflowError):
        return received_at
    if written.tzinfo is None:  # RFC 5322, 3.3: "-0000" says that the zone is unknown
        written = written.replace(tzinfo=UTC)
    try:
        believable = received_at - _UNDERWAY <= written <= received_at
    except OverflowError:  # a year close to 1 or 9999 with a zone
        return received_at
    return written if believable else received_at
