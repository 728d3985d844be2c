"""Two of the staff answer a reporter at the same time, and may not know of each other.

One look at the timeline, whatever they answer by. What is not sent yet is held and shown to its
writer (`triage.settling.presses.answers`); what stands there already is told in the staff thread.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from triage.apply import Clerk
from triage.model import Author, PersonId, Ticket
from triage.notices import room

AT_ONCE = timedelta(minutes=2)
"""Two people who answer within this time may not know of each other."""

_REPLIED = "replied"
_SOLVING = ("resolved", "told")
"""Events that carry one line to the reporter, when somebody wrote one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    """A colleague who has just answered: `seconds` ago, with these words."""

    person: PersonId
    name: str
    seconds: int
    said: str


def just_answered(clerk: Clerk, ticket: Ticket, me: PersonId) -> Other | None:
    """The last words of a colleague to the reporter, if they are this fresh."""
    for event in reversed(clerk.work.tickets.events(ticket.id)):
        if clerk.now - event.at > AT_ONCE:
            return None
        line = event.facts.get("line") if event.kind in _SOLVING else None
        in_thread = event.facts.get("author") == Author.STAFF.value
        spoke = event.kind == _REPLIED or in_thread or line is not None
        if spoke and event.by is not None and event.by != me:
            said = event.facts.get("text") or line or _last_words(clerk, ticket, event.by)
            return Other(
                person=event.by,
                name=clerk.name(event.by) or event.by,
                seconds=int((clerk.now - event.at).total_seconds()),
                said=str(said),
            )
    return None


def noticed(clerk: Clerk, ticket: Ticket, me: PersonId) -> None:
    """Both have answered: the staff thread says so, once an hour for the same two."""
    other = just_answered(clerk, ticket, me)
    if other is None:
        return
    pair = "+".join(sorted((me, other.person)))
    key = f"collision:{ticket.id}:{pair}:{clerk.now:%Y%m%d%H}"
    clerk.enqueue(
        room.collision(
            ticket,
            clerk.scene(ticket),
            key=key,
            who=clerk.name(me) or me,
            other=other.name,
            seconds=other.seconds,
            said=other.said,
        )
    )


def _last_words(clerk: Clerk, ticket: Ticket, person: PersonId) -> str:
    """What they wrote in the reporter's thread."""
    said = clerk.work.tickets.messages(ticket.id)
    mine = [one.text for one in said if one.author is Author.STAFF and one.person == person]
    return mine[-1] if mine else "…"
