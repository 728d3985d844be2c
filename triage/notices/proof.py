"""The code that proves a mail address. Pure."""

from __future__ import annotations

from triage.desk import Desk
from triage.messages import Grade, Notice, Outgoing, lane_of
from triage.model import ConversationRef
from triage.wording.facts import Medium, Voice
from triage.wording.ladder_facts import Proof
from triage.wording.speak import write


def proof(
    desk: Desk, address: str, code: str, *, mailbox: str, language: str, key: str
) -> Outgoing:
    """A code to an address that somebody in chat says is theirs; it is about no ticket."""
    speaks = Voice(product=desk.product, language=language, medium=Medium.MAIL, zone=desk.zone)
    letter = write(Proof(code=code), speaks)
    where = ConversationRef("email", mailbox, f"{key}@firstline.invalid")
    return Outgoing(
        key=key,
        ticket=None,
        notice=Notice.PROOF,
        to=where,
        lane=lane_of(where),
        grade=Grade.REPLY,
        address=address,
        subject=letter.subject,
        text=letter.text,
        language=language,
    )
