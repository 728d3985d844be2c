"""Pages: a step of an escalation calls people, in the room and by their own means. Pure."""

from __future__ import annotations

from triage.controls import Action
from triage.desk import Desk
from triage.messages import Act, Call, Grade, Notice, Outgoing
from triage.model import ConversationRef, PersonId, Ticket
from triage.notices.scene import Scene, addresses, link, room_voice
from triage.people import Means, Person
from triage.wording import facts as say
from triage.wording.facts import Letter, Medium, Voice
from triage.wording.speak import write

SEEDS = (Action.CLAIM, Action.RESOLVE)
PUSH = "push"


def in_room(ticket: Ticket, scene: Scene, level: str, *, every: bool) -> Outgoing:
    """The step in the team's room; mentions exactly `scene.called`."""
    people = reachable(scene.desk, scene.called)
    mentions = addresses(scene.desk, people)
    return Outgoing(
        key=f"page:{ticket.id}:{level}",
        ticket=ticket.id,
        notice=Notice.PAGE,
        to=scene.desk.teams[ticket.team].room,
        lane=f"page:{ticket.id}",
        grade=Grade.PAGE,
        text=write(_facts(ticket, scene, mentions), room_voice(scene.desk)).text,
        mentions=mentions,
        actions=SEEDS,
        call=Call(
            people=people,
            means=Means.DISCORD,
            steps=((ticket.id, level),),
            every=every,
        ),
    )


def to_person(
    ticket: Ticket, scene: Scene, person: PersonId, means: Means, level: str, *, every: bool
) -> Outgoing | None:
    """The same to one person by a means of their own; None where it cannot go that way."""
    who = scene.desk.people[person]
    letter = write(_facts(ticket, scene, ()), own_voice(scene.desk, who, means))
    return by_means(
        scene.desk,
        who,
        means,
        letter,
        key=f"page:{ticket.id}:{level}:{person}:{means.value}",
        notice=Notice.PAGE,
        ticket=ticket,
        call=Call(people=(person,), means=means, steps=((ticket.id, level),), every=every),
    )


def by_means(
    desk: Desk,
    who: Person,
    means: Means,
    letter: Letter,
    *,
    key: str,
    notice: Notice,
    ticket: Ticket | None,
    call: Call,
) -> Outgoing | None:
    """A letter to one of the staff by that means; None where they have no address for it."""
    place = _place(desk, who, means)
    if place is None:
        return None
    where, address, act = place
    return Outgoing(
        key=key,
        ticket=None if ticket is None else ticket.id,
        notice=notice,
        to=where,
        lane=f"{means.value}:{who.id}",
        grade=Grade.PAGE,
        act=act,
        address=address,
        subject=letter.subject,
        text=letter.text,
        call=call,
    )


def own_voice(desk: Desk, who: Person, means: Means) -> Voice:
    """Times in the person's own zone; markdown only where it is shown as such."""
    medium = Medium.CHAT if means in {Means.DISCORD, Means.DM} else Medium.MAIL
    zone = who.zone or desk.zone
    return Voice(product=desk.product, language=desk.language, medium=medium, zone=zone)


def _place(desk: Desk, who: Person, means: Means) -> tuple[ConversationRef, str, Act] | None:
    """Where a letter goes by that means: the conversation, the address in it, and how."""
    match means:
        case Means.DM if "discord" in who.addresses:
            guild = desk.teams[desk.default_team].room.account
            address = who.addresses["discord"]
            return ConversationRef("discord", guild, f"@{address}"), address, Act.DIRECT
        case Means.EMAIL if "email" in who.addresses and desk.mailbox is not None:
            where = ConversationRef("email", desk.mailbox, f"staff:{who.id}")
            return where, who.addresses["email"], Act.POST
        case Means.PUSH:
            return ConversationRef(PUSH, PUSH, who.id), who.id, Act.POST
        case _:
            return None


def reachable(desk: Desk, people: tuple[PersonId, ...]) -> tuple[PersonId, ...]:
    """Those of them whom a mention can call."""
    return tuple(one for one in people if addresses(desk, (one,)))


def _facts(ticket: Ticket, scene: Scene, mentions: tuple[str, ...]) -> say.PageFacts:
    return say.PageFacts(
        number=ticket.id,
        subject=ticket.subject,
        priority=ticket.priority,
        mentions=tuple(f"<@{one}>" for one in mentions),
        unclaimed_minutes=int((scene.now - ticket.opened_at).total_seconds() // 60),
        link=link(ticket.conversation),
    )
