"""What people can press, fill in and call, as values that an adapter draws."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from triage.model import TicketId


class Action(StrEnum):
    """What a person can do to a ticket by a reaction, a button or a command."""

    CLAIM = "claim"
    RELEASE = "release"
    RESOLVE = "resolve"
    REOPEN = "reopen"
    RAISE = "raise"
    LOWER = "lower"
    OPEN = "open"
    USEFUL = "useful"  # that page was right
    NOISE = "noise"  # that page was for nothing
    REPORT = "report"  # tell of a problem in a form
    STATUS = "status"  # how are my tickets?
    ANSWER = "answer"  # answer our questions in a form
    SOLVED = "solved"  # the reporter closes the own ticket
    ADD = "add"  # a message belongs to a ticket
    MARK = "mark"  # this message answered it
    DISMISS = "dismiss"  # no ticket from what was written directly
    AFFECTED = "affected"  # I have it too
    PRIVATE = "private"  # go on where only the reporter and staff read
    MORE = "more"  # everything else that can be done
    WHY = "why"  # all the reasons of the priority
    WHOLE = "whole"  # the report as it was written
    REPLY = "reply"
    SEND = "send"  # a reply that was held because somebody else answered
    NOTE = "note"
    LINE = "line"  # the engineer's line to the reporter of what is resolved
    UNDO = "undo"
    STEAL = "steal"
    TRANSFER = "transfer"
    SNOOZE = "snooze"
    WAKE = "wake"
    ESCALATE = "escalate"
    HAND_ON = "hand_on"  # to another team
    CONFIRM = "confirm"  # somebody whom another than the reporter added is copied
    DECLARE = "declare"  # it is an incident
    WITHDRAW = "withdraw"  # it is none after all
    SEPARATE = "separate"  # these alike reports are no incident
    GATHER = "gather"  # link what came alike
    MERGE = "merge"
    UNMERGE = "unmerge"
    LINK = "link"
    UNLINK = "unlink"
    ISSUE = "issue"  # an issue of the developers' tracker, too
    TICKETS = "tickets"  # what is open
    FIND = "find"
    SHOW = "show"
    WHO = "who"  # who is on call
    TAKE = "take"  # take over now
    TAKEN = "taken"  # the handover was read
    COVER = "cover"  # an override
    AWAY = "away"  # an absence
    DROP = "drop"  # take an override or an absence back
    SWAP = "swap"  # ask somebody to swap turns
    SWAP_YES = "swap_yes"
    SWAP_NO = "swap_no"
    SWAP_BACK = "swap_back"  # the asker takes the question back
    PAGE = "page"  # a person calls whoever is on duty
    PAGE_NOW = "page_now"  # yes, wake them
    BATON = "baton"  # the handover as it would be now, and a note in it
    NEW = "new"  # a ticket for somebody else
    MAIL = "mail"  # where a reporter reads what cannot be said in chat
    UNMAIL = "unmail"  # nowhere any more


class Style(StrEnum):
    """How a button looks. Its label alone says what it does."""

    PLAIN = "plain"
    MAIN = "main"
    GOOD = "good"
    DANGER = "danger"


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """Asks for `action` on `ticket`. It works for as long as its message stands: all it needs to
    know goes with it. `argument`: what the action needs besides, at most 60 characters."""

    action: Action
    label: str
    ticket: TicketId | None = None
    argument: str = ""
    style: Style = Style.PLAIN


class FieldKind(StrEnum):
    """What a form asks for."""

    LINE = "line"
    PARAGRAPH = "paragraph"
    CHOICE = "choice"
    FILES = "files"


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the answers of a CHOICE; `key` is what comes back."""

    key: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One question of a form. `key`: under which name the answer comes back. `hint`: a line below
    the label. `most`: characters, or files. `value`: what stands there already."""

    key: str
    label: str
    kind: FieldKind = FieldKind.PARAGRAPH
    hint: str | None = None
    required: bool = False
    choices: tuple[Choice, ...] = ()
    most: int | None = None
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """One to five fields (a Discord modal holds no more) under a title of at most 45 characters."""

    title: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Somebody pressed or called something that may open a form. `language`: their client's.
    `place`: the channel it was done in, as its id."""

    action: Action
    ticket: TicketId | None
    argument: str
    language: str
    place: str | None = None


Forms = Callable[[Asked], Form | None]
"""The form that an action opens; None: it needs none. Pure, for it has to answer at once."""


class CommandKind(StrEnum):
    """SLASH: typed with its options. MESSAGE: chosen in the menu of a message."""

    SLASH = "slash"
    MESSAGE = "message"


class OptionKind(StrEnum):
    """What a slash command's option takes. A person comes back as the channel's id for them."""

    TEXT = "text"
    NUMBER = "number"
    PERSON = "person"


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """An option of a slash command; it comes back in the fields under `name`."""

    name: str
    description: str
    kind: OptionKind = OptionKind.TEXT
    required: bool = False
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A command of ours. `name`: one word, or "group word" (SLASH); free text (MESSAGE).

    `staff`: shown to staff only. Who may use it is decided again when it comes in.
    """

    name: str
    action: Action
    description: str = ""
    kind: CommandKind = CommandKind.SLASH
    options: tuple[Option, ...] = ()
    staff: bool = False
