"""What is in the guild: people, roles, places, messages. State and look-ups, no behaviour."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import IntEnum
from typing import Any

JSON = dict[str, Any]
Now = Callable[[], datetime]

DISCORD_EPOCH_MS = 1_420_070_400_000
"""Milliseconds from 1970 to 2015, where snowflakes begin (Discord's reference, "Snowflakes")."""

STAMP_BITS = 22
"""Bits of a snowflake below its time stamp (Discord's reference, "Snowflakes")."""


class PlaceKind(IntEnum):
    """Channel types (Discord's reference, "Channel Types")."""

    TEXT = 0
    DM = 1
    PUBLIC_THREAD = 11
    PRIVATE_THREAD = 12
    FORUM = 15


THREADS = frozenset({PlaceKind.PUBLIC_THREAD, PlaceKind.PRIVATE_THREAD})


class MessageKind(IntEnum):
    """Message types (Discord's reference, "Message Types"); the first four a person writes."""

    DEFAULT = 0
    REPLY = 19
    CHAT_INPUT_COMMAND = 20
    CONTEXT_MENU_COMMAND = 23
    THREAD_STARTER = 21


EPHEMERAL = 1 << 6
HAS_THREAD = 1 << 5


@dataclass(slots=True, kw_only=True)
class Person:
    """A member of the guild. `takes_dms` False: sending to them answers error 50007. `locale`: the
    language of their client (Discord's reference, "Locales")."""

    id: str
    name: str
    joined_at: datetime
    bot: bool = False
    roles: list[str] = field(default_factory=list)
    takes_dms: bool = True
    locale: str = "en-US"


@dataclass(slots=True, kw_only=True)
class Role:
    """A role of the guild."""

    id: str
    name: str


@dataclass(slots=True, kw_only=True)
class Attachment:
    """A file of a message; served by the sandbox itself."""

    id: str
    name: str
    content: bytes
    type: str


@dataclass(slots=True, kw_only=True)
class Pings:
    """Whom a message really notifies, after allowed_mentions."""

    users: list[str] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    everyone: bool = False


@dataclass(slots=True, kw_only=True)
class Message:
    """A message; `edits` holds the earlier contents, `reactions` user ids by emoji, in order."""

    id: str
    place: str
    author: str
    content: str
    at: datetime
    kind: MessageKind = MessageKind.DEFAULT
    nonce: str | int | None = None
    pings: Pings = field(default_factory=Pings)
    reply_to: str | None = None
    edits: list[str] = field(default_factory=list)
    edited_at: datetime | None = None
    reactions: dict[str, dict[str, None]] = field(default_factory=dict)
    embeds: list[JSON] = field(default_factory=list)
    components: list[JSON] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    flags: int = 0
    pinned: bool = False
    visible_to: str | None = None
    forwards: Message | None = None
    spoilt: JSON = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class Place:
    """A channel, thread or DM. `parent`, `owner` and the archive fields are of threads."""

    id: str
    kind: PlaceKind
    name: str
    made_at: datetime
    parent: str | None = None
    owner: str | None = None
    recipient: str | None = None
    members: list[str] = field(default_factory=list)
    archived: bool = False
    locked: bool = False
    archive_changed_at: datetime | None = None
    archive_after_minutes: int = 1440
    topic: str | None = None
    tags: list[str] = field(default_factory=list)
    available_tags: list[JSON] = field(default_factory=list)
    forbidden: bool = False
    denied: int = 0
    messages: dict[str, Message] = field(default_factory=dict)

    @property
    def is_thread(self) -> bool:
        return self.kind in THREADS


class World:
    """One guild with one bot in it, and the bot's DMs. `url`: where its files are served.

    `denied`: permission bits that nobody has in the guild; a place's are those nobody has there.
    """

    def __init__(self, *, now: Now, guild_name: str) -> None:
        self.now = now
        self._last_id = 0
        self.guild_id = self.new_id()
        self.guild_name = guild_name
        self.url = ""
        self.made_at = now()
        self.people: dict[str, Person] = {}
        self.roles: dict[str, Role] = {}
        self.places: dict[str, Place] = {}
        self.denied = 0
        self.uploads: dict[str, Attachment] = {}
        self.roles[self.guild_id] = Role(id=self.guild_id, name="@everyone")

    def new_id(self) -> str:
        """The next snowflake: of this moment, and greater than every one before."""
        self._last_id = max(_stamp(self.now()), self._last_id + 1)
        return str(self._last_id)

    def id_of(self, past: datetime) -> str:
        """A snowflake of that moment, for what was there before; everyone in the guild has one."""
        return str(_stamp(past) + len(self.people))

    def join(self, name: str, roles: Sequence[str], *, bot: bool, since: datetime | None) -> Person:
        """Somebody comes into the guild, with an account of `since`; None: of just now."""
        number = self.new_id() if since is None else self.id_of(since)
        joined = self.now()
        person = Person(id=number, name=name, joined_at=joined, bot=bot, roles=list(roles))
        self.people[person.id] = person
        return person

    def dm_with(self, person: str) -> Place:
        """The conversation between the bot and somebody: there is one per person."""
        known = next((one for one in self.places.values() if one.recipient == person), None)
        if known is not None:
            return known
        opened = Place(
            id=self.new_id(),
            kind=PlaceKind.DM,
            name=self.people[person].name,
            made_at=self.now(),
            recipient=person,
        )
        self.places[opened.id] = opened
        return opened

    def threads(self) -> Iterator[Place]:
        return (place for place in self.places.values() if place.is_thread)

    def message(self, place: str, message: str) -> Message | None:
        found = self.places.get(place)
        return None if found is None else found.messages.get(message)

    def everybody_in(self, role: str) -> list[str]:
        return [person.id for person in self.people.values() if role in person.roles]


def _stamp(at: datetime) -> int:
    """The first snowflake of that millisecond."""
    return (round(at.timestamp() * 1000) - DISCORD_EPOCH_MS) << STAMP_BITS


def wall_time() -> datetime:
    """The sandbox plays a machine of its own, so it has a clock of its own."""
    return datetime.now(UTC)  # noqa: TID251
