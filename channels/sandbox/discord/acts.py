"""What people and the bot do in the guild, and which gateway event tells of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from channels.sandbox.discord import errors, payloads
from channels.sandbox.discord.mentions import notified, pings_of
from channels.sandbox.discord.world import (
    HAS_THREAD,
    JSON,
    Attachment,
    Message,
    MessageKind,
    Pings,
    Place,
    PlaceKind,
    World,
)

GUILDS = 1 << 0
GUILD_MEMBERS = 1 << 1
GUILD_MESSAGES = 1 << 9
GUILD_MESSAGE_REACTIONS = 1 << 10
DIRECT_MESSAGES = 1 << 12
DIRECT_MESSAGE_REACTIONS = 1 << 13
MESSAGE_CONTENT = 1 << 15
ALWAYS = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One gateway dispatch. `intent`: the bit a session needs, ALWAYS for none.

    `message`: whose content the intents filter may have to blank.
    """

    name: str
    data: JSON
    intent: int
    message: Message | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A message about to be posted.

    `allowed`: allowed_mentions, None for all. `visible_to`: the one person who sees it.
    `forwards`: the message that it passes on.
    """

    content: str
    nonce: str | int | None = None
    allowed: JSON | None = None
    reply_to: str | None = None
    embeds: list[JSON] = field(default_factory=list)
    components: list[JSON] = field(default_factory=list)
    files: Sequence[tuple[str, bytes, str]] = ()
    flags: int = 0
    kind: MessageKind = MessageKind.DEFAULT
    visible_to: str | None = None
    forwards: Message | None = None


class Acts:
    """Changes the world and tells `tell` about it.

    `by_bot`: how many messages the bot made. `rang`: whom each of them notified, (person, message)
    in order; a message that is deleted later has notified all the same.
    """

    def __init__(self, world: World, tell: Callable[[Event], None]) -> None:
        self._world = world
        self.tell = tell
        self.by_bot = 0
        self.rang: list[tuple[str, Message]] = []

    def post(self, place: Place, author: str, draft: Draft) -> Message:
        """Store a message; one in an archived thread opens that thread, unless it is locked.

        In a thread its author, and whom it mentions, become members.
        """
        if place.archived:
            if place.locked:
                raise errors.archived()
            self.change_thread(place, archived=False)
        message = self._message(place, author, draft)
        place.messages[message.id] = message
        if self._world.people[author].bot:
            reached = notified(self._world, message.pings, author)
            self.rang.extend((person, message) for person in sorted(reached))
        if place.is_thread:
            for person in (author, *message.pings.users):
                self.join(place, person)
        self._tell_message("MESSAGE_CREATE", message)
        return message

    def edit(self, message: Message, *, content: str | None, change: JSON) -> None:
        """`change`: embeds, components and flags that are replaced as given."""
        if content is not None and content != message.content:
            message.edits.append(message.content)
            message.content = content
            if not self._world.people[message.author].bot:
                message.pings = self._pings(message.place, content, message.reply_to)
        message.embeds = change.get("embeds", message.embeds) or []
        message.components = change.get("components", message.components) or []
        message.flags = change.get("flags", message.flags) or 0
        message.edited_at = self._world.now()
        self._tell_message("MESSAGE_UPDATE", message)

    def delete(self, message: Message) -> None:
        del self._world.places[message.place].messages[message.id]
        data = {"id": message.id, "channel_id": message.place, **self._where(message.place)}
        self.tell(Event(name="MESSAGE_DELETE", data=data, intent=self._messages(message.place)))

    def react(self, message: Message, person: str, emoji: str) -> None:
        """A second reaction of the same person with the same emoji changes nothing."""
        users = message.reactions.setdefault(emoji, {})
        if person in users:
            return
        users[person] = None
        self._tell_reaction("MESSAGE_REACTION_ADD", message, (person, emoji))

    def unreact(self, message: Message, person: str, emoji: str) -> None:
        users = message.reactions.get(emoji, {})
        if person not in users:
            return
        del users[person]
        if not users:
            del message.reactions[emoji]
        self._tell_reaction("MESSAGE_REACTION_REMOVE", message, (person, emoji))

    def clear_reactions(self, message: Message, emoji: str | None = None) -> None:
        """Remove every reaction, or all with one emoji."""
        data: JSON = {"channel_id": message.place, "message_id": message.id}
        data |= self._where(message.place)
        name = "MESSAGE_REACTION_REMOVE_ALL"
        if emoji is None:
            message.reactions.clear()
        else:
            message.reactions.pop(emoji, None)
            name, data["emoji"] = "MESSAGE_REACTION_REMOVE_EMOJI", payloads.emoji(emoji)
        self.tell(Event(name=name, data=data, intent=self._reactions(message.place)))

    def thread_from(self, message: Message, name: str, owner: str) -> Place:
        """Open a thread on a message; the thread has the message's id."""
        if message.id in self._world.places:
            raise errors.thread_exists()
        thread = self.open_thread(
            parent=message.place,
            name=name,
            owner=owner,
            kind=PlaceKind.PUBLIC_THREAD,
            same_id=message.id,
        )
        message.flags |= HAS_THREAD
        self._tell_message("MESSAGE_UPDATE", message)
        starter = Draft(content="", kind=MessageKind.THREAD_STARTER, reply_to=message.id)
        self.post(thread, message.author, starter)
        return thread

    def open_thread(
        self, *, parent: str, name: str, owner: str, kind: PlaceKind, same_id: str | None = None
    ) -> Place:
        thread = Place(
            id=same_id or self._world.new_id(),
            kind=kind,
            name=name,
            made_at=self._world.now(),
            parent=parent,
            owner=owner,
            members=[owner],
        )
        self._world.places[thread.id] = thread
        data = payloads.place(self._world, thread) | {"newly_created": True}
        self.tell(Event(name="THREAD_CREATE", data=data, intent=GUILDS))
        return thread

    def open_post(
        self, forum: Place, author: str, draft: Draft, *, name: str, tags: list[str]
    ) -> Place:
        """A forum post: a thread whose first message has the thread's id."""
        thread = self.open_thread(
            parent=forum.id, name=name, owner=author, kind=PlaceKind.PUBLIC_THREAD
        )
        thread.tags = tags
        message = self._message(thread, author, draft)
        message.id = thread.id
        thread.messages[message.id] = message
        self._tell_message("MESSAGE_CREATE", message)
        return thread

    def change_thread(
        self,
        thread: Place,
        *,
        archived: bool | None = None,
        locked: bool | None = None,
        name: str | None = None,
    ) -> None:
        if archived is not None and archived != thread.archived:
            thread.archived = archived
            thread.archive_changed_at = self._world.now()
        thread.locked = thread.locked if locked is None else locked
        thread.name = thread.name if name is None else name
        self.tell_place(thread)

    def tell_place(self, place: Place) -> None:
        name = "THREAD_UPDATE" if place.is_thread else "CHANNEL_UPDATE"
        self.tell(Event(name=name, data=payloads.place(self._world, place), intent=GUILDS))

    def join(self, thread: Place, person: str) -> None:
        """Take somebody into a thread; known members stay as they are."""
        if person in thread.members:
            return
        thread.members.append(person)
        added = payloads.thread_member(thread, person)
        added |= {"member": payloads.full_member(self._world.people[person]), "presence": None}
        data = {
            "id": thread.id,
            "guild_id": self._world.guild_id,
            "member_count": len(thread.members),
            "added_members": [added],
        }
        self.tell(Event(name="THREAD_MEMBERS_UPDATE", data=data, intent=GUILDS))

    def delete_place(self, place: Place) -> None:
        name = "THREAD_DELETE" if place.is_thread else "CHANNEL_DELETE"
        data = payloads.place(self._world, place)
        del self._world.places[place.id]
        self.tell(Event(name=name, data=data, intent=GUILDS))

    def _message(self, place: Place, author: str, draft: Draft) -> Message:
        world = self._world
        self.by_bot += world.people[author].bot
        kind = draft.kind
        if kind is MessageKind.DEFAULT and draft.reply_to is not None:
            kind = MessageKind.REPLY
        return Message(
            id=world.new_id(),
            place=place.id,
            author=author,
            content=draft.content,
            at=world.now(),
            kind=kind,
            nonce=draft.nonce,
            pings=self._pings(place.id, draft.content, draft.reply_to, allowed=draft.allowed),
            reply_to=draft.reply_to,
            embeds=draft.embeds,
            components=draft.components,
            attachments=[
                Attachment(id=world.new_id(), name=name, content=content, type=media)
                for name, content, media in draft.files
            ],
            flags=draft.flags,
            visible_to=draft.visible_to,
            forwards=draft.forwards,
        )

    def _pings(
        self, place: str, content: str, reply_to: str | None, *, allowed: JSON | None = None
    ) -> Pings:
        referred = self._world.message(place, reply_to or "")
        author = None if referred is None else referred.author
        return pings_of(self._world, content, allowed=allowed, reply_author=author)

    def _tell_message(self, name: str, message: Message) -> None:
        """Tell of a message, but not of one that a single person sees."""
        if message.visible_to is not None:
            return
        data = payloads.message(self._world, message) | self._where(message.place)
        if "guild_id" in data:
            data["member"] = payloads.member(self._world.people[message.author])
            for shown in data["mentions"]:
                shown["member"] = payloads.member(self._world.people[shown["id"]])
        intent = self._messages(message.place)
        self.tell(Event(name=name, data=data, intent=intent, message=message))

    def _tell_reaction(self, name: str, message: Message, by: tuple[str, str]) -> None:
        person, emoji = by
        data: JSON = {
            "user_id": person,
            "channel_id": message.place,
            "message_id": message.id,
            "emoji": payloads.emoji(emoji),
            "burst": False,
            "type": 0,
            **self._where(message.place),
        }
        if name == "MESSAGE_REACTION_ADD":
            data["message_author_id"] = message.author
            if "guild_id" in data:
                data["member"] = payloads.full_member(self._world.people[person])
        self.tell(Event(name=name, data=data, intent=self._reactions(message.place)))

    def _where(self, place: str) -> JSON:
        return {} if self._is_dm(place) else {"guild_id": self._world.guild_id}

    def _is_dm(self, place: str) -> bool:
        return self._world.places[place].kind is PlaceKind.DM

    def _messages(self, place: str) -> int:
        return DIRECT_MESSAGES if self._is_dm(place) else GUILD_MESSAGES

    def _reactions(self, place: str) -> int:
        return DIRECT_MESSAGE_REACTIONS if self._is_dm(place) else GUILD_MESSAGE_REACTIONS
