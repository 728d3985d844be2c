"""What a notice may know besides its ticket, and the voice it speaks with. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from triage.desk import Desk
from triage.messages import ReactionArrived
from triage.model import ConversationRef, PersonId, Ticket
from triage.wording.facts import Medium, Voice


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What a notice may know besides the ticket.

    `words`: the first words of the report. `thread`: ids of the conversation's messages so far,
    oldest first. `called`: the people whom this card calls. `next_step`: whom the policy calls
    next, and when. `written_at`: when the reporter wrote what we answer. `line`: what the engineer
    says with it. `moved_to`: the team that has it now, for the card that stays behind.
    """

    desk: Desk
    now: datetime
    words: str = ""
    thread: tuple[str, ...] = ()
    called: tuple[PersonId, ...] = ()
    next_step: tuple[str, datetime] | None = None
    written_at: datetime | None = None
    line: str | None = None
    moved_to: str | None = None


def addresses(desk: Desk, people: tuple[PersonId, ...]) -> tuple[str, ...]:
    """Where these people are reached in chat; who has no address there is left out."""
    known = (desk.people[one].addresses.get("discord") for one in people if one in desk.people)
    return tuple(one for one in known if one is not None)


def first_name(name: str | None) -> str | None:
    return None if name is None else name.split()[0] if name.split() else None


def link(conversation: ConversationRef) -> str | None:
    """Where staff can open the conversation; a mail has no such place."""
    if conversation.channel != "discord" or not conversation.thread.isdigit():
        return None
    return f"https://discord.com/channels/{conversation.account}/{conversation.thread}"


def version_key(notice: str, ticket: Ticket) -> str:
    return f"{notice}:{ticket.id}:v{ticket.version}"


def trace(ticket: Ticket, reaction: ReactionArrived) -> str:
    return (
        f"{ticket.id}:v{ticket.version}:{reaction.message.external_id}:"
        f"{reaction.sender.address}:{reaction.action.value}"
    )


def voice(ticket: Ticket, desk: Desk) -> Voice:
    medium = Medium.MAIL if ticket.conversation.channel == "email" else Medium.CHAT
    return Voice(product=desk.product, language=ticket.language, medium=medium, zone=desk.zone)


def room_voice(desk: Desk, language: str | None = None) -> Voice:
    """In chat: the desk's language, or that of one person."""
    spoken = language or desk.language
    return Voice(product=desk.product, language=spoken, medium=Medium.CHAT, zone=desk.zone)
