"""What came in from Discord, understood: stored bytes in, a value out. Pure."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from discord.utils import snowflake_time

from channels.discord.config import DiscordConfig, DiscordIntake
from channels.discord.emoji import action_of
from channels.discord.snapshot import CHANNEL, file_id
from triage.controls import Action
from triage.messages import (
    Attachment,
    Inbound,
    MessageArrived,
    MessageChanged,
    Nature,
    Opens,
    PressArrived,
    RawArrival,
    ReactionArrived,
    Rejected,
    Sender,
    StaffWrote,
)
from triage.model import (
    ConversationRef,
    MessageRef,
    TicketId,
)

DEFAULT = 0
REPLY = 19
"""The two message types a person writes (Discord's message types table)."""

NOWHERE = DiscordIntake(channel="")
"""A place that is no intake: what an intake says there is its default."""

UNKNOWN_TYPE = "application/octet-stream"
"""What a file is when nobody says (RFC 2046 section 4.5.1)."""

UNREADABLE = (ValueError, KeyError, TypeError, AttributeError, RecursionError)
"""What bytes that are no snapshot of ours can raise."""


class Reader:
    """Reads stored arrivals by the configuration of this moment, so that a replay may differ."""

    def __init__(self, config: DiscordConfig) -> None:
        self._staff = config.staff_roles
        self._helpers = config.helper_roles
        self._rooms = config.rooms
        self._intakes: Mapping[str, DiscordIntake] = {
            intake.channel: intake for intake in config.intakes
        }

    def read(self, raw: RawArrival) -> Inbound | Rejected | None:
        """None: a line of Discord's or of our own, or from a place that is no intake any more.

        A message that no conversation is known for names the one that would be opened for it: a
        thread made from a message has that message's id (fact of the Discord API).
        """
        try:
            content = json.loads(raw.raw.decode("utf-8", "surrogatepass"))
            if content["kind"] == "reaction":
                return self._reaction(raw, content)
            if content["kind"] == "press":
                return self._press(raw, content)
            if content["kind"] in ("change", "file"):
                return _change(raw, content)
            return self._message(raw, content)
        except UNREADABLE as error:
            return Rejected(
                why=f"not a Discord snapshot of ours: {type(error).__name__}: {error}",
                conversation=ConversationRef(CHANNEL, raw.account, raw.external_id),
                external_id=raw.external_id,
            )

    def stands(self, raw: RawArrival) -> tuple[int, int] | None:
        """(channel, message): where that stands which somebody wrote. None when it is no message,
        or in a place that is no intake any more."""
        try:
            content = json.loads(raw.raw.decode("utf-8", "surrogatepass"))
            if content["kind"] != "message":
                return None
            around = content["parent"] or content["channel"]
            if not content.get("direct") and around not in self._intakes:
                return None
            return int(content["channel"]), int(content["id"])
        except UNREADABLE:
            return None

    def _message(
        self, raw: RawArrival, content: Mapping[str, Any]
    ) -> MessageArrived | StaffWrote | None:
        if content["parent"] in self._rooms:
            return self._staffs(raw, content)
        if content.get("direct"):
            return self._direct(raw, content)
        intake = self._intakes.get(content["parent"] or content["channel"])
        if intake is None or content["type"] not in (DEFAULT, REPLY) or content["author"]["ours"]:
            return None
        post = content["parent"] is not None and content["id"] == content["channel"]
        in_thread = content["parent"] is not None
        thread = content["channel"] if in_thread else content["id"]
        text = _words(content)
        reply = (content["reply"] or {}).get("message")
        automatic = content["author"]["bot"] or content["webhook"]
        return MessageArrived(
            conversation=ConversationRef(CHANNEL, raw.account, thread),
            place=intake.channel,
            external_id=content["id"],
            sender=self._sender(content["author"]),
            at=datetime.fromisoformat(content["at"]),
            subject=content["thread"] if post else None,
            text=text,
            reply=text,
            opens=_opens(intake, in_thread=in_thread, post=post),
            in_reply_to=reply,
            references=() if reply is None else (reply,),
            joins=not in_thread,
            mentions=tuple(content["mentions"]),
            nature=Nature.AUTOMATIC if automatic else Nature.PERSON,
            why="written by a bot" if automatic else None,
            acknowledge=not automatic,
            attachments=tuple(_attachment(each, content["id"]) for each in _files(content)),
            audience=intake.audience,
            team=intake.team,
        )

    def _staffs(self, raw: RawArrival, content: Mapping[str, Any]) -> StaffWrote | None:
        """A thread made from a card has the card's id."""
        author = content["author"]
        if content["type"] not in (DEFAULT, REPLY) or author["bot"] or content["webhook"]:
            return None
        return StaffWrote(
            card=MessageRef(CHANNEL, raw.account, content["channel"]),
            message=MessageRef(CHANNEL, raw.account, content["id"]),
            sender=self._sender(author),
            at=datetime.fromisoformat(content["at"]),
            text=_words(content),
        )

    def _direct(self, raw: RawArrival, content: Mapping[str, Any]) -> MessageArrived | None:
        """Written to us alone: whoever did is asked before it becomes a ticket."""
        author = content["author"]
        if content["type"] not in (DEFAULT, REPLY) or author["ours"] or author["bot"]:
            return None
        text = _words(content)
        reply = (content["reply"] or {}).get("message")
        return MessageArrived(
            conversation=ConversationRef(CHANNEL, raw.account, content["channel"]),
            place=None,
            external_id=content["id"],
            sender=self._sender(author),
            at=datetime.fromisoformat(content["at"]),
            subject=None,
            text=text,
            reply=text,
            opens=Opens.ASK,
            in_reply_to=reply,
            references=() if reply is None else (reply,),
            private=True,
            attachments=tuple(_attachment(each, content["id"]) for each in _files(content)),
        )

    def _reaction(self, raw: RawArrival, content: Mapping[str, Any]) -> ReactionArrived | None:
        action = action_of(content["emoji"])
        if action is None or content["user"]["bot"]:
            return None
        return ReactionArrived(
            message=MessageRef(CHANNEL, raw.account, content["message"]),
            sender=self._sender(content["user"]),
            action=action,
            present=content["present"],
        )

    def _press(self, raw: RawArrival, content: Mapping[str, Any]) -> PressArrived:
        intake = self._intakes.get(content["parent"] or content["channel"], NOWHERE)
        message, ticket = content["message"], content["ticket"]
        return PressArrived(
            conversation=ConversationRef(CHANNEL, raw.account, content["channel"]),
            place=intake.channel or None,
            external_id=content["id"],
            sender=self._sender(content["user"]),
            at=datetime.fromisoformat(content["at"]),
            action=Action(content["action"]),
            token=content["token"],
            ticket=None if ticket is None else TicketId(ticket),
            argument=content["argument"],
            message=None if message is None else MessageRef(CHANNEL, raw.account, message),
            fields=content["fields"],
            attachments=tuple(_attachment(each, content["id"]) for each in content["attachments"]),
            language=content["language"],
            audience=intake.audience,
            team=intake.team,
        )

    def _sender(self, user: Mapping[str, Any]) -> Sender:
        roles = user["roles"] or ()
        staff, helper = not self._staff.isdisjoint(roles), not self._helpers.isdisjoint(roles)
        return Sender(
            address=user["id"],
            name=user["name"],
            staff=staff,
            helper=helper,
            known=staff,
            since=snowflake_time(int(user["id"])),
        )


def _change(raw: RawArrival, content: Mapping[str, Any]) -> MessageChanged:
    return MessageChanged(
        message=MessageRef(CHANNEL, raw.account, content["message"]),
        text=content["content"] if content["kind"] == "change" else None,
        at=datetime.fromisoformat(content["at"]),
        files=(_copied(content),) if content["kind"] == "file" else (),
    )


def _copied(content: Mapping[str, Any]) -> Attachment:
    whole = base64.b64decode(content["content"])
    return Attachment(
        name=content["name"],
        type=content["type"] or UNKNOWN_TYPE,
        size=len(whole),
        digest=hashlib.sha256(whole).hexdigest(),
        content=whole,
    )


def _opens(intake: DiscordIntake, *, in_thread: bool, post: bool) -> Opens:
    """A forum's post is a ticket by itself; other lines in a thread belong to what is there."""
    if post:
        return Opens.ALWAYS
    return Opens.NEVER if in_thread else intake.opens


def _words(content: Mapping[str, Any]) -> str:
    """What was written, and below it what was forwarded: a forward's own content is empty."""
    parts = [content["content"], *(kept["content"] for kept in content["forwarded"])]
    return "\n\n".join(part for part in parts if part)


def _files(content: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    files = list(content["attachments"])
    for kept in content["forwarded"]:
        files.extend(kept["attachments"])
    return files


def _attachment(file: Mapping[str, Any], message: str) -> Attachment:
    return Attachment(
        name=file["name"],
        type=file["type"] or UNKNOWN_TYPE,
        size=file["size"],
        copy=file_id(message, file["url"]),
    )
