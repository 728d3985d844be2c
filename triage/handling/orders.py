"""What staff ask for: by a button, a form, a command in chat or on the command line. Values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from triage.handling.change import Actor
from triage.model import MessageRef, TeamId, TicketId


@dataclass(frozen=True, slots=True)
class Claim:
    """Mine, if nobody has it."""


@dataclass(frozen=True, slots=True)
class Release:
    """Back to the team."""


@dataclass(frozen=True, slots=True)
class Steal:
    """Mine, though somebody has it; the reason is told to them."""

    reason: str


@dataclass(frozen=True, slots=True)
class Transfer:
    """`to`'s from now on; whoever hands it over says why."""

    to: Actor
    reason: str


@dataclass(frozen=True, slots=True)
class SnoozeOrder:
    """Put off until a moment, or (None) until the reporter writes."""

    until: datetime | None


@dataclass(frozen=True, slots=True)
class Wake:
    """No longer put off."""


@dataclass(frozen=True, slots=True)
class Escalate:
    """Call the policy's next people now."""

    reason: str


@dataclass(frozen=True, slots=True)
class HandOn:
    """Another team's from now on, whose policy starts."""

    to: TeamId
    reason: str


@dataclass(frozen=True, slots=True)
class Declare:
    """It is an incident: P1, and everybody sees it."""

    reason: str


@dataclass(frozen=True, slots=True)
class Withdraw:
    """No incident after all; the priority is what it was before."""

    reason: str


@dataclass(frozen=True, slots=True)
class Separate:
    """The alike reports of its burst are no incident: nobody is asked again."""


@dataclass(frozen=True, slots=True)
class Resolve:
    """Done, with a line to the reporter where there is one."""

    line: str | None


@dataclass(frozen=True, slots=True)
class Reopen:
    """Not done after all; whoever had it has it again."""


@dataclass(frozen=True, slots=True)
class Raise:
    """One priority up."""


@dataclass(frozen=True, slots=True)
class Lower:
    """One priority down."""


@dataclass(frozen=True, slots=True)
class Note:
    """Words among staff. `ref`: where they stand already; None: they were typed elsewhere."""

    text: str
    ref: MessageRef | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """Words to the reporter. `message`: the line among staff that they were first, if any.
    `canned`: the prepared answer that they begin with."""

    text: str
    message: str | None = None
    canned: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """The line to the reporter of what is resolved, or is about to be."""

    text: str


@dataclass(frozen=True, slots=True)
class FileIssue:
    """An issue of the developers' tracker, too."""


@dataclass(frozen=True, slots=True)
class Merge:
    """Part of `into` from now on."""

    into: TicketId


@dataclass(frozen=True, slots=True)
class Unmerge:
    """A ticket of its own again."""


@dataclass(frozen=True, slots=True)
class Link:
    """Related to `other`; each stays what it is."""

    other: TicketId


@dataclass(frozen=True, slots=True)
class LinkAlike:
    """Related to the open tickets that came alike within minutes."""


@dataclass(frozen=True, slots=True)
class Unlink:
    """Not related after all."""

    other: TicketId


Alone = (
    Claim
    | Release
    | Steal
    | Transfer
    | SnoozeOrder
    | Wake
    | Escalate
    | HandOn
    | Declare
    | Withdraw
    | Separate
    | Resolve
    | Reopen
    | Raise
    | Lower
    | Note
    | Reply
    | Line
    | FileIssue
)
"""Orders about one ticket, decided by `triage.handling.hands`."""

Together = Merge | Unmerge | Link | LinkAlike | Unlink
"""Orders about two, decided by `triage.handling.merging`."""

Order = Alone | Together
