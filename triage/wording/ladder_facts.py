"""What is said when a reporter cannot be reached where they wrote, as values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from triage.messages import Notice
from triage.model import TicketId


class Instead(StrEnum):
    """What becomes of words that did not arrive."""

    PRIVATE = "private"  # said again in a private thread
    CALLED = "called"  # the reporter is called in a channel, without the words
    MAILED = "mailed"  # to the address that we know of them
    WAITS = "waits"  # said where they wrote, as soon as there is room
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreached:
    """To the room: the reporter was not reached. `notice`: what they did not get; `why`.

    `instead`: what is tried now; `place`: the channel they are called in, ready-made.
    """

    number: TicketId
    notice: Notice
    why: str
    instead: Instead = Instead.NOTHING
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Knock:
    """Calls a reporter in a channel that others read: that there is news, and nothing of it.

    `waits`: their report is taken, and has no thread yet.
    """

    number: TicketId
    mention: str
    waits: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """By mail: the code that proves to whoever enters it that the address is theirs."""

    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rerouted:
    """By mail, what was said in chat and did not arrive there. `text`: as it stood there."""

    number: TicketId
    subject: str | None
    text: str
