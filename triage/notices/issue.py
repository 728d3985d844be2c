"""A ticket as an issue of the developers' tracker. Pure."""

from __future__ import annotations

from triage.desk import Desk
from triage.messages import Grade, Notice, Outgoing
from triage.model import ConversationRef, Ticket
from triage.wording.facts import Medium, Voice
from triage.wording.hand_facts import IssueFacts
from triage.wording.mask import masked
from triage.wording.speak import write


def issue(ticket: Ticket, desk: Desk, *, by: str | None) -> Outgoing:
    """What it takes to see the fault happen, without who reported it: a tracker may be public."""
    found = ticket.assessment.reproduction
    facts = IssueFacts(
        number=ticket.id,
        product=desk.product,
        by=by,
        steps=found.steps,
        expected=found.expected,
        actual=found.actual,
        environment=found.environment,
    )
    voice = Voice(product=desk.product, language=desk.language, medium=Medium.MAIL, zone=desk.zone)
    return Outgoing(
        key=f"issue:{ticket.id}",
        ticket=ticket.id,
        notice=Notice.ISSUE,
        to=ConversationRef("github", desk.tracker or "", f"ticket:{ticket.id}"),
        lane=f"issue:{ticket.id}",
        grade=Grade.UPDATE,
        subject=masked(ticket.subject),
        text=write(facts, voice).text,
    )
