"""Pages: a step of an escalation calls people, in the room and by their own means. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from triage.controls import Action
from triage.desk import Desk
from triage.messages import Act, Call, Grade, Notice, Outgoing
from triage.model import ConversationRef, PersonId, TeamId, Ticket, TicketId
from triage.notices.scene import Scene, addresses, link, room_voice
from triage.people import Means, Person
from triage.wording import calls
from triage.wording.facts import Letter, Medium, Voice
from triage.wording.room_facts import PageFacts
from triage.wording.speak import write

SEEDS = (Action.CLAIM, Action.RESOLVE)
PUSH = "push"
PING = re.compile(r"<@\d+>")


def in_room(ticket: Ticket, scene: Scene, level: str, *, every: bool) -> Outgoing:
    """The step in the team's room; mentions exactly `scene.called`."""
    people = reachable(scene.desk, scene.called)
    mentions = addresses(scene.desk, people)
    return Outgoing(
        key=f"page:{ticket.id}:{level}",
        ticket=ticket.id,
        notice=Notice.PAGE,
        to=scene.desk.room(ticket.team),
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Many:
    """What a summary is about. `missed`: it came due while the service was down."""

    team: TeamId
    tickets: tuple[Ticket, ...]
    steps: tuple[tuple[TicketId, str], ...]
    people: tuple[PersonId, ...]
    missed: bool
    now: datetime

    @property
    def key(self) -> str:
        """By its people, too: the moment that relieves one may sum up for the next."""
        return f"summary:{self.team}:{self.now.isoformat()}:{'+'.join(self.people)}"


def summary(desk: Desk, many: Many) -> Iterator[Outgoing]:
    """One message in the room, and one to each person who is not called there."""
    mentioned = reachable(
        desk, tuple(one for one in many.people if desk.means(one)[:1] == (Means.DISCORD,))
    )
    mentions = addresses(desk, mentioned)
    yield Outgoing(
        key=many.key,
        ticket=None,
        notice=Notice.SUMMARY,
        to=desk.room(many.team),
        lane=f"summary:{many.team}",
        grade=Grade.PAGE,
        text=write(_many(many, mentions), room_voice(desk)).text,
        mentions=mentions,
        call=Call(people=mentioned, means=Means.DISCORD, steps=many.steps),
    )
    elsewhere = (one for one in many.people if one not in mentioned and desk.means(one))
    letters = (_many_to(desk, many, desk.people[one], desk.means(one)[0]) for one in elsewhere)
    yield from (one for one in letters if one is not None)


def summary_again(
    desk: Desk, message: Outgoing, who: Person, means: Means, *, call: Call, team: TeamId
) -> Outgoing | None:
    """The same summary to one person by another means; a mention is a message of its own."""
    heading, body = _parts(message)
    call = replace(call, people=(who.id,), means=means)
    key = f"{message.key}:{who.id}:{means.value}"
    if means is not Means.DISCORD:
        return by_means(
            desk,
            who,
            means,
            Letter(f"{heading}\n{body}" if means is Means.DM else body, heading),
            key=key,
            notice=Notice.SUMMARY,
            ticket=None,
            call=call,
        )
    mentions = addresses(desk, (who.id,))
    return Outgoing(
        key=key,
        ticket=None,
        notice=Notice.SUMMARY,
        to=desk.room(team),
        lane=f"summary:{team}:{who.id}",
        grade=Grade.PAGE,
        text="\n".join((" ".join((*(f"<@{one}>" for one in mentions), heading)), body)),
        mentions=mentions,
        call=call,
    )


def _parts(message: Outgoing) -> tuple[str, str]:
    """A summary's heading and its lines, whichever medium it was written for."""
    if message.subject is not None:
        return message.subject, message.text
    first, _, rest = message.text.partition("\n")
    return PING.sub("", first).replace("**", "").strip(), rest


def _many_to(desk: Desk, many: Many, who: Person, means: Means) -> Outgoing | None:
    return by_means(
        desk,
        who,
        means,
        write(_many(many, ()), own_voice(desk, who, means)),
        key=f"{many.key}:{who.id}:{means.value}",
        notice=Notice.SUMMARY,
        ticket=None,
        call=Call(people=(who.id,), means=means, steps=many.steps),
    )


def _many(many: Many, mentions: tuple[str, ...]) -> calls.Summary:
    return calls.Summary(
        mentions=tuple(f"<@{one}>" for one in mentions),
        tickets=tuple((one.id, one.priority, one.subject) for one in many.tickets),
        missed=many.missed,
    )


def trial(desk: Desk, team: TeamId, who: Person, means: Means, *, mark: str) -> Outgoing | None:
    """A page that is none. `mark` makes each one a message of its own."""
    call = Call(people=(who.id,), means=means)
    key = f"test:{who.id}:{means.value}:{mark}"
    if means is not Means.DISCORD:
        letter = write(calls.PageTest(name=who.name), own_voice(desk, who, means))
        return by_means(
            desk, who, means, letter, key=key, notice=Notice.TEST, ticket=None, call=call
        )
    mentions = addresses(desk, (who.id,))
    if not mentions:
        return None
    facts = calls.PageTest(name=who.name, mention=f"<@{mentions[0]}>")
    return Outgoing(
        key=key,
        ticket=None,
        notice=Notice.TEST,
        to=desk.room(team),
        lane=f"test:{who.id}",
        grade=Grade.PAGE,
        text=write(facts, room_voice(desk)).text,
        mentions=mentions,
        call=call,
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
    call: Call | None,
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
            guild = desk.room(desk.default_team).account
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


def _facts(ticket: Ticket, scene: Scene, mentions: tuple[str, ...]) -> PageFacts:
    return PageFacts(
        number=ticket.id,
        subject=ticket.subject,
        priority=ticket.priority,
        incident=ticket.incident,
        mentions=tuple(f"<@{one}>" for one in mentions),
        unclaimed_minutes=int((scene.now - ticket.opened_at).total_seconds() // 60),
        link=link(ticket.conversation),
    )
