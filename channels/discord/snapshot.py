"""A Discord message or reaction as bytes of our own: one shape, live or from the history.

The gateway's payload and the history's differ (only the gateway names the author's roles), and
discord.py keeps neither. So what is stored is this: plain JSON, every id as text, `None` where
Discord did not say. `channels.discord.read` is the only reader.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import discord

from triage.messages import RawArrival, ReactionMark

CHANNEL = "discord"

SPOKEN = frozenset({discord.MessageType.default, discord.MessageType.reply})
"""What a person can write. All other types are Discord's own lines: pins, joins, boosts."""


def roles_of(author: discord.User | discord.Member) -> tuple[str, ...] | None:
    """The ids of an author's roles; None when Discord did not say (the history does not)."""
    if isinstance(author, discord.Member):
        return tuple(str(role.id) for role in author.roles)
    return None


def is_hidden(message: discord.Message) -> bool:
    """Discord keeps its words from us. A forum post still has its title."""
    post = isinstance(message.channel, discord.Thread) and message.id == message.channel.id
    words = (message.content, *(kept.content for kept in message.message_snapshots))
    return not post and not any(words) and not files_of(message)


def files_of(message: discord.Message) -> list[discord.Attachment]:
    """What came along, and what came with the messages that it forwards."""
    kept = (each for one in message.message_snapshots for each in one.attachments)
    return [*message.attachments, *kept]


def file_id(message: str, url: str) -> str:
    """The arrival that brings a file's content: its link without what makes it expire."""
    return f"{message}:file:{url.partition('?')[0]}"


def of_message(
    message: discord.Message,
    *,
    guild: str,
    us: int | None,
    roles: Sequence[str] | None,
    received_at: datetime,
    direct: bool = False,
) -> RawArrival:
    """A message as it is stored. `direct`: written to us alone. `roles`: what is known of its
    author's; `us`: our own user id."""
    channel = message.channel
    thread = channel if isinstance(channel, discord.Thread) else None
    author = message.author
    content = {
        "kind": "message",
        "id": str(message.id),
        "channel": str(channel.id),
        "parent": None if thread is None else str(thread.parent_id),
        "thread": None if thread is None else thread.name,
        "direct": direct or isinstance(channel, discord.DMChannel),
        "type": message.type.value,
        "author": {
            "id": str(author.id),
            "name": author.display_name,
            "bot": author.bot,
            "ours": author.id == us,
            "roles": roles,
        },
        "webhook": message.webhook_id is not None,
        "at": message.created_at.isoformat(),
        "content": words_of(message),
        "reply": _reply(message),
        "mentions": [str(user.id) for user in message.mentions],
        "attachments": [_file(attached) for attached in message.attachments],
        "forwarded": [
            {"content": kept.content, "attachments": [_file(each) for each in kept.attachments]}
            for kept in message.message_snapshots
        ],
    }
    return RawArrival(
        channel=CHANNEL,
        account=guild,
        external_id=str(message.id),
        raw=as_bytes(content),
        received_at=received_at,
    )


def author_of(payload: Mapping[str, Any]) -> int | None:
    """The id of whoever wrote what discord.py cannot read, if that stands in it."""
    number = str(_part(payload, "author").get("id"))
    return int(number) if number.isdecimal() else None


def _part(payload: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """{} where there is something else: nothing of it is to be relied on."""
    found = payload.get(name)
    return found if isinstance(found, dict) else {}


def of_unread(
    payload: Mapping[str, Any],
    *,
    guild: str,
    us: int | None,
    channel: int,
    thread: discord.Thread | None,
    direct: bool,
    roles: Sequence[str] | None,
    received_at: datetime,
) -> RawArrival:
    """A message that discord.py cannot read: what can be told of it, beside what Discord sent."""
    author = _part(payload, "author")
    answered = _part(payload, "message_reference").get("message_id")
    reply = payload.get("type") == discord.MessageType.reply.value and answered is not None
    content: dict[str, object] = {
        "kind": "message",
        "id": str(payload["id"]),
        "channel": str(channel),
        "parent": None if thread is None else str(thread.parent_id),
        "thread": None if thread is None else thread.name,
        "direct": direct,
        "type": payload.get("type"),
        "author": {
            "id": str(author.get("id")),
            "name": author.get("global_name") or author.get("username"),
            "bot": bool(author.get("bot")),
            "ours": author.get("id") == str(us),
            "roles": roles,
        },
        "webhook": payload.get("webhook_id") is not None,
        "at": discord.utils.snowflake_time(int(payload["id"])).isoformat(),
        "content": str(payload.get("content") or ""),
        "reply": {"message": str(answered), "author": None} if reply else None,
        "mentions": [],
        "attachments": [],
        "forwarded": [],
        "payload": payload,
    }
    return RawArrival(
        channel=CHANNEL,
        account=guild,
        external_id=str(payload["id"]),
        raw=as_bytes(content),
        received_at=received_at,
    )


def of_reaction(
    mark: ReactionMark,
    *,
    guild: str,
    place: str,
    bot: bool,
    roles: Sequence[str] | None,
    name: str | None,
    received_at: datetime,
) -> RawArrival:
    """A reaction as it stands now. The store adds a running number to its external id."""
    content = {
        "kind": "reaction",
        "message": mark.message,
        "channel": place,
        "emoji": mark.emoji,
        "present": mark.present,
        "user": {"id": mark.user, "name": name, "bot": bot, "roles": roles},
    }
    return RawArrival(
        channel=CHANNEL,
        account=guild,
        external_id=f"{mark.message}:{mark.user}:{mark.emoji}",
        raw=as_bytes(content),
        received_at=received_at,
        reaction=mark,
    )


def of_edit(message: discord.Message, *, guild: str, whole: bool) -> RawArrival | None:
    """Its words after an edit; None when nobody has edited it, or when its words are hidden from us
    (`whole` False: most are). Its time and words make it one arrival, however often it is told."""
    at, content = message.edited_at, message.content
    if at is None or not (whole or content):
        return None
    words = hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    moment = f"edited:{at.timestamp():.3f}:{words}"
    return _of_change(message.id, moment, guild=guild, content=words_of(message), at=at)


def of_deletion(message: int, *, guild: str, at: datetime) -> RawArrival:
    """It is gone, since `at` at the latest."""
    return _of_change(message, "deleted", guild=guild, content=None, at=at)


def _of_change(
    message: int, moment: str, *, guild: str, content: str | None, at: datetime
) -> RawArrival:
    raw = {"kind": "change", "message": str(message), "content": content, "at": at.isoformat()}
    return RawArrival(
        channel=CHANNEL,
        account=guild,
        external_id=f"{message}:{moment}",
        raw=as_bytes(raw),
        received_at=at,
    )


def words_of(message: discord.Message) -> str:
    """What was written, with names where Discord has ids. A bot is addressed, not spoken of: where
    only what is said to us is heard, every report begins with our name."""
    words = message.content
    for user in message.mentions:
        mention = rf"<@!?{user.id}>"
        if user.bot:
            words = re.sub(f"{mention} ?", "", words)
        else:
            words = f"@{user.display_name}".join(re.split(mention, words))
    return words


def _reply(message: discord.Message) -> dict[str, str | None] | None:
    reference = message.reference
    if message.type is not discord.MessageType.reply or reference is None:
        return None
    answered = reference.resolved
    author = answered.author.id if isinstance(answered, discord.Message) else None
    return {
        "message": None if reference.message_id is None else str(reference.message_id),
        "author": None if author is None else str(author),
    }


def _file(attached: discord.Attachment) -> dict[str, object]:
    return {
        "name": attached.filename,
        "type": attached.content_type,
        "size": attached.size,
        "url": attached.url,
    }


def as_bytes(content: Mapping[str, object]) -> bytes:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")
