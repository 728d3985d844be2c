"""What crosses the channel border, in both directions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, StrEnum

from triage.carried import Bounced, Remark
from triage.controls import Action, Button
from triage.model import Audience, ConversationRef, MessageRef, PersonId, TeamId, TicketId
from triage.people import Means
from triage.tracked import IssueClosed


@dataclass(frozen=True, slots=True, kw_only=True)
class ReactionMark:
    """A reaction as it stands now. The store numbers its changes; a re-read one is no arrival.

    `effective=False`: note the new state without an arrival (a moderator cleared it).
    """

    message: str
    user: str
    emoji: str
    present: bool
    effective: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class RawArrival:
    """What came in, exactly as it came, before anything can break on it.

    `(channel, account, external_id)` is unique: a copy is dropped. With a `reaction` the store
    completes the `external_id` with a running number when the reaction really changed.
    """

    channel: str
    account: str
    external_id: str
    raw: bytes
    received_at: datetime
    reaction: ReactionMark | None = None


class Opens(StrEnum):
    """When a message that belongs to no ticket opens one."""

    ALWAYS = "always"
    REPORT = "report"  # when it reads as a report; in doubt it does
    NEVER = "never"  # only a person's ticket reaction opens one
    ASK = "ask"  # the person is asked first (a direct message)


class Nature(StrEnum):
    """What kind of sender speaks."""

    PERSON = "person"
    AUTOMATIC = "automatic"
    BOUNCE = "bounce"
    SPAM = "spam"
    OURS = "ours"  # our own message came back: a loop


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """Who wrote, as the channel knows them. `verified`: the channel vouches for the address.

    `helper`: may mark what answered a question, without being staff. `since`: when the account was
    made, where the channel knows it.
    """

    address: str
    name: str | None = None
    staff: bool = False
    helper: bool = False
    known: bool = False
    verified: bool = True
    since: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file that came along. `size` in bytes, None when the channel does not say.

    `digest`: SHA-256 of its content in hex, and `content`, where the channel brings it and it is
    within the limits; else both are None. `copy`: the arrival that brings them instead.
    """

    name: str
    type: str
    size: int | None
    digest: str | None = None
    content: bytes | None = field(default=None, repr=False, compare=False)
    copy: str | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageArrived:
    """A message, understood. The shape is one for all channels.

    `conversation`: where an answer goes if this opens a ticket. `place`: the Discord channel
    around it, None by mail. `text`: everything; `reply`: the writer's own new words.
    `references`: ids of earlier messages in this channel, the most telling first.
    `copies`: other people whom it was sent to, in small letters. `echo`: what the sender's program
    wants back with every answer; only the channel knows what it means. `ticket`: proved by a signed
    token, never guessed. `joins`: a message by the same author in the same place shortly before
    belongs to the same ticket (chat, not mail). `private`: nobody else reads along, or shall.
    `acknowledge`: False when the sender asked for no automatic answer. `why`: why the nature is not
    PERSON. `vouched`: staff said that it is a report.
    `mentions`: addresses named in it. `answers`: what a form brought, question key -> words.
    `forged`: what speaks against the address. `original`: the author of what was passed on.
    """

    conversation: ConversationRef
    place: str | None
    external_id: str
    sender: Sender
    at: datetime
    subject: str | None
    text: str
    reply: str
    opens: Opens
    in_reply_to: str | None = None
    references: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    echo: Mapping[str, str] = field(default_factory=dict)
    ticket: TicketId | None = None
    joins: bool = False
    nature: Nature = Nature.PERSON
    why: str | None = None
    acknowledge: bool = True
    attachments: tuple[Attachment, ...] = ()
    bounced: tuple[Bounced, ...] = ()
    remarks: tuple[Remark, ...] = ()
    forged: str | None = None
    original: Sender | None = None
    private: bool = False
    audience: Audience = Audience.USERS
    team: TeamId | None = None
    answers: Mapping[str, str] = field(default_factory=dict)
    vouched: bool = False
    mentions: tuple[str, ...] = ()

    @property
    def by_mail(self) -> bool:
        return self.conversation.channel == "email"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReactionArrived:
    """Somebody set or took back a reaction that means something on `message`."""

    message: MessageRef
    sender: Sender
    action: Action
    present: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageChanged:
    """An edit, a deletion (`text` None), or the contents of the `files` that came along."""

    message: MessageRef
    text: str | None
    at: datetime
    files: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffWrote:
    """Words among staff, in the thread behind a card. `card`: that message of ours."""

    card: MessageRef
    message: MessageRef
    sender: Sender
    at: datetime
    text: str


FromStaff = StaffWrote | IssueClosed


@dataclass(frozen=True, slots=True, kw_only=True)
class PressArrived:
    """Somebody pressed a button, sent a form in or called a command.

    The channel has told them already that it was heard, and waits for an Outgoing with Act.ANSWER
    and this `token`, which only they see. `conversation`: where it was done. `place`: the intake
    around it, None elsewhere. `message`: the one that the button stands on. `argument`: what the
    button carries, or the id of the message whose menu was used. `fields`: the form's answers or
    the command's options; what was left out is not there. `language`: their client's.
    """

    conversation: ConversationRef
    place: str | None
    external_id: str
    sender: Sender
    at: datetime
    action: Action
    token: str
    ticket: TicketId | None = None
    argument: str = ""
    message: MessageRef | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    attachments: tuple[Attachment, ...] = ()
    language: str | None = None
    audience: Audience = Audience.USERS
    team: TeamId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """What could not be read, and what its headers still say. `acknowledge`: by a person."""

    why: str
    conversation: ConversationRef
    external_id: str
    subject: str | None = None
    sender: str | None = None
    acknowledge: bool = False


Inbound = MessageArrived | ReactionArrived | PressArrived | MessageChanged | FromStaff


class Notice(StrEnum):
    """Why we write. The words are in `triage.wording`, the shape is the adapter's."""

    ACKNOWLEDGED = "acknowledged"  # the receipt, with what would help
    CLAIMED = "claimed"
    REPLY = "reply"  # a person's own words
    RESOLVED = "resolved"
    REOPENED = "reopened"
    CLOSED = "closed"  # the reporter says that it is solved
    CARD = "card"  # the ticket in the team's room
    PAGE = "page"  # an escalation step calls somebody
    LOST_RACE = "lost_race"
    NOT_ALLOWED = "not_allowed"
    THREAD = "thread"  # the place where a conversation will be
    STATUS = "status"  # how the ticket stands: one message, kept up to date
    ASKED = "asked"  # the reporter asks how it stands
    MERGED = "merged"  # to the reporter: it is handled together with an earlier report
    ISSUE = "issue"  # to the tracker: a ticket as an issue
    ISSUE_CLOSED = "issue_closed"  # to staff: it was closed there
    BOARD = "board"  # to the room: what is unclaimed, owed, waiting, due
    HANDED = "handed"  # to staff: from one hand into another
    COLLISION = "collision"  # to staff: two have answered at the same time
    LINE_ASKED = "line_asked"  # to staff: one line to the reporter of what is resolved, please
    WOKEN = "woken"  # to staff: it was put off until now
    PRIVATE = "private"  # a private place, and its first words
    MOVED = "moved"  # one neutral line where the conversation was public
    KNOCK = "knock"  # calls a reporter whom no place of their own reaches; without the words
    PROOF = "proof"  # a code to an address: whoever enters it reads mail there
    UNREACHED = "unreached"  # the room hears that a reporter does not get a notice
    REMINDED = "reminded"  # the reporter has not answered what somebody asked
    LAPSED = "lapsed"  # closed, for the reporter stayed silent
    SUMMARY = "summary"  # many tickets call at once, or called while we were away
    HANDOVER = "handover"  # the baton at a shift's end
    TAKEN = "taken"  # somebody has taken it
    NOT_TAKEN = "not_taken"  # nobody has
    SHIFT_SOON = "shift_soon"  # your shift begins within a day
    TEST = "test"  # a page that is none: does it arrive?
    NUDGE = "nudge"  # whoever owes something is told: a claim or a promise runs out
    TRIAL = "trial"  # what a rule on trial would have changed
    HELD = "held"  # the brake: automatic messages wait for a person
    CONFIRM = "confirm"  # shall this direct message become a ticket?
    DECLINED = "declined"  # no ticket for now, and why
    PANEL = "panel"  # the button that opens the form
    ANSWER = "answer"  # to whoever pressed or called something, seen by nobody else
    INTAKE = "intake"  # a mailbox has not been read for a while, or is read again
    UNDELIVERED = "undelivered"  # what we sent did not reach somebody
    STAFF_UNREACHED = "staff_unreached"  # to the room: mail to a colleague does not arrive
    LOOP = "loop"  # two machines were about to write to each other
    ROSTER = "roster"  # the schedules: what is wrong with them, swaps, who covers whom
    SPAM = "spam"  # mails that are held until a person looks at them


MENTIONS = frozenset({Notice.CARD, Notice.PAGE, Notice.SUMMARY, Notice.NUDGE, Notice.TEST}) | {
    *(Notice.HANDOVER, Notice.NOT_TAKEN, Notice.SHIFT_SOON),
    *(Notice.PRIVATE, Notice.KNOCK, Notice.DECLINED),  # a reporter, of their own report
}
"""All that may mention or call anybody; by which right says docs/explanation/slow-rotations.md."""


class Act(StrEnum):
    """What the adapter does with an Outgoing."""

    POST = "post"
    EDIT = "edit"  # the earlier message `remote_id`
    OPEN_THREAD = "open_thread"  # make `to.thread` out of the message of that id in `place`
    OPEN_PRIVATE = "open_private"  # a private thread under `place` for whom `mentions` names
    UNREACT = "unreact"  # take back `unreact` of `address` on `remote_id`
    RENEW = "renew"  # change the earlier message `remote_id`; none, gone, too old: post it anew
    SHOW = "show"  # the same, pinned
    DISCUSS = "discuss"  # post in the thread of the earlier message `remote_id`, made if need be
    ANSWER = "answer"  # what the person sees who pressed or called something; by `token`
    UNBUTTON = "unbutton"  # take the buttons off the earlier message `remote_id`; its words stay
    DIRECT = "direct"  # to the person `address` alone, in a conversation with us


class Grade(IntEnum):
    """What goes first when much is due."""

    PAGE = 0
    REPLY = 1
    UPDATE = 2
    BULK = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """Whom of the staff a message calls, and by which means.

    `steps`: what it carries out of escalations, each (ticket, level); without any, nothing that
    waits. `every`: all of their means are used at once.
    """

    people: tuple[PersonId, ...]
    means: Means
    steps: tuple[tuple[TicketId, str], ...] = ()
    every: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """One message to the world. `key` is its identity: sent twice under one key, it is one message.

    `lane` orders: within a lane nothing overtakes. `target` is the key of the earlier Outgoing
    that an EDIT or UNREACT concerns; the delivery loop fills in its `remote_id`. `address`: the
    recipient (mail) or user (UNREACT). `mentions`: the only addresses this message may ping.
    `actions`: reactions seeded under it. `buttons`: to press below it, five in a row, 25 at most;
    an EDIT replaces them. `token`: of the press that an ANSWER is for. `automatic`: no person
    wrote it. `copies`: who gets it besides `address`. `echo`: as in MessageArrived. `language`: of
    the text. `resend`: an earlier attempt may have arrived; `first_tried_at` says when it was
    made. `call`: whom of the staff it calls; with `mentions`, those of `call.people` in the same
    order. `rest_of`: the key of the message that its other recipients have; this is that message,
    for `only` one who could not take it yet.
    """

    key: str
    ticket: TicketId | None
    notice: Notice
    to: ConversationRef
    lane: str
    grade: Grade
    act: Act = Act.POST
    place: str | None = None
    address: str | None = None
    subject: str | None = None
    text: str = ""
    mentions: tuple[str, ...] = ()
    actions: tuple[Action, ...] = ()
    buttons: tuple[Button, ...] = ()
    token: str | None = None
    automatic: bool = True
    in_reply_to: str | None = None
    references: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    echo: Mapping[str, str] = field(default_factory=dict)
    language: str | None = None
    target: str | None = None
    remote_id: str | None = None
    unreact: Action | None = None
    resend: bool = False
    first_tried_at: datetime | None = None
    call: Call | None = None
    rest_of: str | None = None
    only: str | None = None

    def __post_init__(self) -> None:
        if (self.mentions or self.call) and self.notice not in MENTIONS:
            raise ValueError(f"nothing gives {self.notice.value} the right to call anybody")

    @property
    def identity(self) -> str:
        """What makes two sends of it one message to whoever reads it."""
        return self.rest_of or self.key


def lane_of(conversation: ConversationRef) -> str:
    """The lane of what is said in a conversation."""
    return f"{conversation.channel}:{conversation.account}:{conversation.thread}"


@dataclass(frozen=True, slots=True)
class Receipt:
    """The channel took it. `external_id`: its id there (mail: the Message-ID without <>).

    `refused`: those of several recipients whom it can never be sent to, and why; `deferred`: those
    who may take it later.
    """

    external_id: str
    refused: Mapping[str, str] = field(default_factory=dict)
    deferred: Mapping[str, str] = field(default_factory=dict)
