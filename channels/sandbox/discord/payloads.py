"""The world as Discord's JSON. Only fields that clients read; shapes as the reference has them."""

from __future__ import annotations

from datetime import datetime

from channels.sandbox.discord.world import (
    HAS_THREAD,
    JSON,
    Attachment,
    Message,
    MessageKind,
    Person,
    Place,
    PlaceKind,
    Role,
    World,
)

ALL_PERMISSIONS = str((1 << 53) - 1)
GATEWAY_MESSAGE_CONTENT_LIMITED = 1 << 19
GATEWAY_GUILD_MEMBERS_LIMITED = 1 << 15


def application_flags(*, message_content: bool) -> int:
    """The privileged intents a bot of under a hundred guilds may switch on by itself, and has."""
    content = GATEWAY_MESSAGE_CONTENT_LIMITED if message_content else 0
    return content | GATEWAY_GUILD_MEMBERS_LIMITED


def stamp(at: datetime) -> str:
    return at.isoformat()


def user(person: Person) -> JSON:
    return {
        "id": person.id,
        "username": person.name,
        "discriminator": "0",
        "global_name": None if person.bot else person.name,
        "avatar": None,
        "bot": person.bot,
        "public_flags": 0,
    }


def member(person: Person) -> JSON:
    """A member without its user, as it stands inside a message."""
    return {
        "roles": list(person.roles),
        "joined_at": stamp(person.joined_at),
        "nick": None,
        "avatar": None,
        "deaf": False,
        "mute": False,
        "flags": 0,
        "pending": False,
    }


def full_member(person: Person) -> JSON:
    return {**member(person), "user": user(person)}


ADMINISTRATOR = 1 << 3


def _denied(world: World, item: Place) -> list[JSON]:
    """What is taken from everybody in that channel."""
    if not item.denied:
        return []
    return [{"id": world.guild_id, "type": 0, "allow": "0", "deny": str(item.denied)}]


def rights(world: World) -> str:
    """What everybody may do. An administrator could do all, whatever is denied somewhere."""
    denied = world.denied | (ADMINISTRATOR if _limited(world) else 0)
    return str(int(ALL_PERMISSIONS) & ~denied)


def _limited(world: World) -> bool:
    return bool(world.denied) or any(place.denied for place in world.places.values())


def role(world: World, item: Role, position: int) -> JSON:
    return {
        "id": item.id,
        "name": item.name,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "position": position,
        "permissions": rights(world),
        "managed": False,
        "mentionable": True,
        "flags": 0,
    }


def place(world: World, item: Place) -> JSON:
    """A channel of any kind."""
    last = next(reversed(item.messages), None)
    shared: JSON = {"id": item.id, "type": int(item.kind), "last_message_id": last, "flags": 0}
    if item.kind is PlaceKind.DM:
        recipient = world.people[item.recipient or ""]
        return {**shared, "recipients": [user(recipient)]}
    shared |= {"guild_id": world.guild_id, "name": item.name, "rate_limit_per_user": 0}
    if item.is_thread:
        return shared | _thread_fields(item)
    shared |= {
        "position": list(world.places).index(item.id),
        "permission_overwrites": _denied(world, item),
        "parent_id": None,
        "topic": item.topic,
        "nsfw": False,
    }
    if item.kind is PlaceKind.FORUM:
        shared |= {"available_tags": item.available_tags, "default_reaction_emoji": None}
        shared |= {"default_sort_order": None, "default_forum_layout": 0}
    return shared


def thread_member(thread: Place, person: str) -> JSON:
    return {
        "id": thread.id,
        "user_id": person,
        "join_timestamp": stamp(thread.made_at),
        "flags": 0,
    }


def message(world: World, item: Message) -> JSON:
    """A message as REST answers it; the gateway adds guild_id and member."""
    data: JSON = {
        "id": item.id,
        "channel_id": item.place,
        "author": user(world.people[item.author]),
        "content": item.content,
        "timestamp": stamp(item.at),
        "edited_timestamp": None if item.edited_at is None else stamp(item.edited_at),
        "tts": False,
        "mention_everyone": item.pings.everyone,
        "mentions": [user(world.people[one]) for one in item.pings.users],
        "mention_roles": list(item.pings.roles),
        "attachments": [attachment(world, item.place, one) for one in item.attachments],
        "embeds": item.embeds,
        "components": item.components,
        "pinned": item.pinned,
        "type": int(item.kind),
        "flags": item.flags,
    }
    if item.nonce is not None:
        data["nonce"] = item.nonce
    if item.reactions:
        data["reactions"] = [_reaction(world, item, emoji) for emoji in item.reactions]
    if item.flags & HAS_THREAD and item.id in world.places:
        data["thread"] = place(world, world.places[item.id])
    if item.reply_to is not None:
        data |= _reference(world, item)
    if item.forwards is not None:
        data |= _forwarded(world, item.forwards)
    return data | item.spoilt


def attachment(world: World, place: str, one: Attachment) -> JSON:
    path = f"{world.url}/attachments/{place}/{one.id}/{one.name}"
    return {
        "id": one.id,
        "filename": one.name,
        "size": len(one.content),
        "url": path,
        "proxy_url": path,
        "content_type": one.type,
    }


def emoji(name: str) -> JSON:
    """`name:id` is a guild's own emoji, everything else a Unicode one."""
    label, _, own_id = name.partition(":")
    return {"id": own_id or None, "name": label}


def guild(world: World) -> JSON:
    """What GUILD_CREATE tells: everything a client starts from."""
    places = world.places.values()
    bot = next(person for person in world.people.values() if person.bot)
    threads = [
        place(world, item) | _own_membership(item, bot)
        for item in places
        if item.is_thread and not item.archived
    ]
    return guild_outline(world) | {
        "joined_at": stamp(bot.joined_at),
        "large": False,
        "member_count": len(world.people),
        "members": [full_member(person) for person in world.people.values()],
        "channels": [
            place(world, item)
            for item in places
            if not item.is_thread and item.kind is not PlaceKind.DM
        ],
        "threads": threads,
        "voice_states": [],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }


def guild_outline(world: World) -> JSON:
    """A guild as REST answers it."""
    owner = next((person.id for person in world.people.values() if not person.bot), "0")
    return {
        "id": world.guild_id,
        "name": world.guild_name,
        "icon": None,
        "owner_id": owner,
        "roles": [role(world, item, at) for at, item in enumerate(world.roles.values())],
        "emojis": [],
        "stickers": [],
        "features": [],
        "afk_timeout": 300,
        "verification_level": 0,
        "default_message_notifications": 1,
        "explicit_content_filter": 0,
        "mfa_level": 0,
        "nsfw_level": 0,
        "premium_tier": 0,
        "premium_progress_bar_enabled": False,
        "preferred_locale": "en-US",
        "system_channel_flags": 0,
    }


def _own_membership(thread: Place, bot: Person) -> JSON:
    return {"member": thread_member(thread, bot.id)} if bot.id in thread.members else {}


def _thread_fields(item: Place) -> JSON:
    said = sum(1 for one in item.messages.values() if one.kind is not MessageKind.THREAD_STARTER)
    return {
        "parent_id": item.parent,
        "owner_id": item.owner,
        "message_count": said,
        "total_message_sent": said,
        "member_count": len(item.members),
        "applied_tags": item.tags,
        "thread_metadata": {
            "archived": item.archived,
            "locked": item.locked,
            "auto_archive_duration": item.archive_after_minutes,
            "archive_timestamp": stamp(item.archive_changed_at or item.made_at),
            "create_timestamp": stamp(item.made_at),
            **({"invitable": False} if item.kind is PlaceKind.PRIVATE_THREAD else {}),
        },
    }


def _reaction(world: World, item: Message, name: str) -> JSON:
    users = item.reactions[name]
    return {
        "emoji": emoji(name),
        "count": len(users),
        "count_details": {"burst": 0, "normal": len(users)},
        "me": any(world.people[one].bot for one in users),
        "me_burst": False,
        "burst_colors": [],
    }


def _reference(world: World, item: Message) -> JSON:
    origin = item.place
    if item.kind is MessageKind.THREAD_STARTER:
        origin = world.places[item.place].parent or item.place
    referred = world.message(origin, item.reply_to or "")
    reference = {
        "type": 0,
        "channel_id": origin,
        "guild_id": world.guild_id,
        "message_id": item.reply_to,
    }
    shown = None if referred is None else message(world, _without_reference(referred))
    return {"message_reference": reference, "referenced_message": shown}


def _forwarded(world: World, item: Message) -> JSON:
    """A message passed on: its own words are empty, the other's come as a snapshot."""
    whole = message(world, item)
    fields = ("type", "content", "embeds", "attachments", "timestamp", "edited_timestamp", "flags")
    reference = {
        "type": 1,
        "channel_id": item.place,
        "guild_id": world.guild_id,
        "message_id": item.id,
    }
    snapshot = {one: whole[one] for one in fields}
    return {"message_reference": reference, "message_snapshots": [{"message": snapshot}]}


def _without_reference(item: Message) -> Message:
    """A referenced message is shown without its own reference (Discord's reference)."""
    return Message(
        id=item.id,
        place=item.place,
        author=item.author,
        content=item.content,
        at=item.at,
        kind=item.kind,
        pings=item.pings,
        embeds=item.embeds,
        components=item.components,
        attachments=item.attachments,
    )


def blanked(world: World, item: Message, shown: JSON, *, bot: str) -> JSON:
    """A message without what the Message Content intent covers, where Discord blanks it.

    Content is still shown of the bot's own messages, in DMs, and where the bot is mentioned.
    """
    dm = world.places[item.place].kind is PlaceKind.DM
    if dm or item.author == bot or bot in item.pings.users:
        return shown
    blank: JSON = {"content": "", "embeds": [], "attachments": [], "components": []}
    kept = [{"message": one["message"] | blank} for one in shown.get("message_snapshots", ())]
    return shown | blank | ({"message_snapshots": kept} if kept else {})
