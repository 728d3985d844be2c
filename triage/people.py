"""Who is there: staff and teams as the configuration names them, and everybody's addresses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from triage.model import ConversationRef, PersonId, TeamId


class Means(StrEnum):
    """A way to call somebody. Only what goes beyond a chat can wake a person."""

    DISCORD = "discord"  # a mention in the team's room
    DM = "dm"  # a direct message in Discord
    EMAIL = "email"
    PUSH = "push"  # phone, push or SMS: whatever the person's own gateway is


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody on the staff, as the configuration names them. Addresses are per channel.

    `zone`: where they live (IANA); times in what is sent to them, and which of their hours are
    night. `means`: how they are called, the first that works.
    """

    id: PersonId
    name: str
    zone: str | None = None
    addresses: Mapping[str, str] = field(default_factory=dict)
    """Channel name -> address there: {"discord": "8110...", "email": "grace@acme.example"}."""
    means: tuple[Means, ...] = (Means.DISCORD,)


class Keeping(StrEnum):
    """What becomes of claims when their holder's shift ends."""

    RETURN = "return"  # to the pool: the escalation calls whoever is on duty now
    MOVE = "move"  # to whoever is on duty now
    KEEP = "keep"  # they stay


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """People who answer, and the room where their cards are posted.

    `escalates_to` makes it a first line: it answers in business hours, is never called at night,
    and hands on to that team. `keeping`: what becomes of claims at a shift's end. `speaks_as_team`:
    reporters see the team's name, never a person's.
    """

    id: TeamId
    room: ConversationRef
    members: tuple[PersonId, ...] = ()
    lead: PersonId | None = None
    escalates_to: TeamId | None = None
    keeping: Keeping = Keeping.RETURN
    speaks_as_team: bool = False

    @property
    def first_line(self) -> bool:
        return self.escalates_to is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """One address of one person in one channel account. `undeliverable`: why we do not reach it."""

    channel: str
    account: str
    address: str
    person: PersonId
    name: str | None = None
    undeliverable: str | None = None
