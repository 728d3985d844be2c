"""What a reader of the guild sees: plain values, counted from the messages that are there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from channels.sandbox.discord.mentions import notified
from channels.sandbox.discord.world import JSON, Message, MessageKind, Place, World


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenMessage:
    """A message on a reader's screen.

    `pinged`: ids of the people it notified, after allowed_mentions. `reactions`: user ids by emoji,
    in the order they came. `edits`: earlier contents, oldest first. `files`: (name, size in bytes).
    """

    id: str
    channel: str
    author: str
    by_bot: bool
    content: str
    at: datetime
    nonce: str | int | None
    reply_to: str | None
    pinged: frozenset[str]
    reactions: dict[str, tuple[str, ...]]
    edits: tuple[str, ...]
    embeds: tuple[JSON, ...]
    components: tuple[JSON, ...]
    files: tuple[tuple[str, int], ...]
    pinned: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenThread:
    """A thread. `members`: the people in it; `message_count` counts what people and bots wrote."""

    id: str
    name: str
    parent: str | None
    owner: str | None
    private: bool
    archived: bool
    locked: bool
    members: frozenset[str]
    message_count: int


def is_read(message: Message) -> bool:
    """Whether everybody in the channel reads it: no system line, nothing ephemeral."""
    return message.kind is not MessageKind.THREAD_STARTER and message.visible_to is None


def seen(world: World, message: Message) -> SeenMessage:
    return SeenMessage(
        id=message.id,
        channel=message.place,
        author=message.author,
        by_bot=world.people[message.author].bot,
        content=message.content,
        at=message.at,
        nonce=message.nonce,
        reply_to=message.reply_to,
        pinged=notified(world, message.pings, message.author),
        reactions={emoji: tuple(users) for emoji, users in message.reactions.items()},
        edits=tuple(message.edits),
        embeds=tuple(message.embeds),
        components=tuple(message.components),
        files=tuple((one.name, len(one.content)) for one in message.attachments),
        pinned=message.pinned,
    )


def seen_thread(place: Place, *, private: bool) -> SeenThread:
    return SeenThread(
        id=place.id,
        name=place.name,
        parent=place.parent,
        owner=place.owner,
        private=private,
        archived=place.archived,
        locked=place.locked,
        members=frozenset(place.members),
        message_count=sum(1 for one in place.messages.values() if is_read(one)),
    )


def duplicates(messages: Iterable[SeenMessage]) -> list[tuple[SeenMessage, ...]]:
    """The bot's messages that say the same in the same channel under different identities.

    The same nonce is the same identity: such a pair is a resend, not a duplicate.
    """
    groups: dict[str, dict[str, SeenMessage]] = {}
    for one in messages:
        if one.by_bot:
            said = repr((one.channel, one.content, one.embeds, one.components, one.files))
            identity = one.id if one.nonce is None else f"nonce {one.nonce}"
            groups.setdefault(said, {}).setdefault(identity, one)
    return [tuple(group.values()) for group in groups.values() if len(group) > 1]
