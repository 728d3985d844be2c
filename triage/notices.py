"""Which message a notice is: its facts, its recipient, its lane, its grade. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from triage.desk import Desk, Mode
from triage.hours import Hours
from triage.messages import Act, Grade, Notice, Outgoing, ReactionArrived
from triage.model import Action, ConversationRef, PersonId, Ticket, TicketStatus
from triage.wording import facts as say
from triage.wording.facts import Letter, Medium, Voice
from triage.wording.mask import masked_address
from triage.wording.speak import would, write

LATE_SECONDS = 1800
"""A receipt later than half an hour says that it is late."""
SEEDS = (Action.CLAIM, Action.RESOLVE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What a notice may know besides the ticket.

    `words`: the first words of the report. `thread`: ids of the conversation's messages so far,
    oldest first. `called`: the people whom this card calls. `next_step`: whom the policy calls
    next, and when. `written_at`: when the reporter wrote what we answer. `line`: what the engineer
    says with it.
    """

    desk: Desk
    now: datetime
    words: str = ""
    thread: tuple[str, ...] = ()
    called: tuple[PersonId, ...] = ()
    next_step: tuple[str, datetime] | None = None
    written_at: datetime | None = None
    line: str | None = None


# ---------------------------------------------------------------- to the reporter


def thread(ticket: Ticket, scene: Scene) -> Outgoing:
    """The place for the conversation: on Discord a thread made from the report itself."""
    name = _spoken(say.ThreadName(number=ticket.id, subject=None), ticket, scene)
    return _to_reporter(
        ticket, scene, Notice.THREAD, name, key=f"thread:{ticket.id}", act=Act.OPEN_THREAD
    )


def acknowledged(ticket: Ticket, scene: Scene) -> Outgoing:
    written = scene.written_at or scene.now
    late = (scene.now - written).total_seconds() > LATE_SECONDS
    letter = _spoken(
        say.Acknowledged(
            number=ticket.id,
            subject=ticket.subject,
            name=ticket.reporter_name,
            team=ticket.team,
            answer_by=scene.desk.answer_by(ticket.priority, scene.now),
            assessment=ticket.assessment,
            public=ticket.place is not None,
            late_since=written if late else None,
        ),
        ticket,
        scene,
    )
    return _to_reporter(ticket, scene, Notice.ACKNOWLEDGED, letter, key=f"ack:{ticket.id}")


def claimed(ticket: Ticket, scene: Scene) -> Outgoing:
    letter = _spoken(
        say.Claimed(
            number=ticket.id,
            subject=ticket.subject,
            name=first_name(ticket.assignee_name) or ticket.team,
            team=ticket.team,
            update_by=scene.desk.update_by(ticket.priority, scene.now),
        ),
        ticket,
        scene,
    )
    return _to_reporter(ticket, scene, Notice.CLAIMED, letter, key=_key("claimed", ticket))


def resolved(ticket: Ticket, scene: Scene) -> Outgoing:
    letter = _spoken(
        say.Resolved(
            number=ticket.id, subject=ticket.subject, line=scene.line, name=ticket.reporter_name
        ),
        ticket,
        scene,
    )
    return _to_reporter(
        ticket,
        scene,
        Notice.RESOLVED,
        letter,
        key=_key("resolved", ticket),
        automatic=scene.line is None,
    )


def reopened(ticket: Ticket, scene: Scene) -> Outgoing:
    letter = _spoken(
        say.Reopened(number=ticket.id, subject=ticket.subject, team=ticket.team), ticket, scene
    )
    return _to_reporter(ticket, scene, Notice.REOPENED, letter, key=_key("reopened", ticket))


def reply(ticket: Ticket, scene: Scene, *, text: str, name: str, key: str) -> Outgoing:
    letter = _spoken(
        say.Reply(number=ticket.id, subject=ticket.subject, text=text, name=name), ticket, scene
    )
    return _to_reporter(ticket, scene, Notice.REPLY, letter, key=key, automatic=False)


TO_REPORTER: Mapping[Notice, Callable[[Ticket, Scene], Outgoing]] = {
    Notice.THREAD: thread,
    Notice.ACKNOWLEDGED: acknowledged,
    Notice.CLAIMED: claimed,
    Notice.RESOLVED: resolved,
    Notice.REOPENED: reopened,
}

# ---------------------------------------------------------------- to the team's room


def card(ticket: Ticket, scene: Scene, *, first: bool) -> Outgoing:
    """The ticket in the room. Posted once, then edited; only the first one calls anybody."""
    watching = scene.desk.mode is Mode.WATCH
    pinged = () if watching or not first else scene.called
    letter = _to_room(
        say.CardFacts(
            number=ticket.id,
            subject=ticket.subject,
            words=scene.words,
            priority=ticket.priority,
            assessment=ticket.assessment,
            mentions=tuple(f"<@{one}>" for one in addresses(scene.desk, pinged)),
            affected=ticket.affected,
            answer_by=scene.desk.answer_by(ticket.priority, ticket.opened_at),
            next_step=scene.next_step if ticket.status is TicketStatus.OPEN else None,
            claimed_by=_holder(ticket),
            resolved=ticket.status is TicketStatus.RESOLVED,
            link=link(ticket.conversation),
            sender=masked_address(ticket.address) if ticket.place is None else None,
            would=_would(ticket, scene) if watching else None,
            flag=ticket.assessment.flag,
        ),
        scene,
    )
    return Outgoing(
        key=f"card:{ticket.id}" if first else f"card:{ticket.id}:v{ticket.version}",
        ticket=ticket.id,
        notice=Notice.CARD,
        to=scene.desk.teams[ticket.team].room,
        lane=f"card:{ticket.id}",
        grade=Grade.PAGE if pinged else Grade.UPDATE,
        act=Act.POST if first else Act.EDIT,
        text=letter.text,
        mentions=addresses(scene.desk, pinged),
        actions=SEEDS if first else (),
        target=None if first else f"card:{ticket.id}",
    )


def page(ticket: Ticket, scene: Scene, level: str) -> Outgoing:
    """An escalation step: calls exactly `scene.called`."""
    called = addresses(scene.desk, scene.called)
    letter = _to_room(
        say.PageFacts(
            number=ticket.id,
            subject=ticket.subject,
            priority=ticket.priority,
            mentions=tuple(f"<@{one}>" for one in called),
            unclaimed_minutes=int((scene.now - ticket.opened_at).total_seconds() // 60),
            link=link(ticket.conversation),
        ),
        scene,
    )
    return Outgoing(
        key=f"page:{ticket.id}:{level}",
        ticket=ticket.id,
        notice=Notice.PAGE,
        to=scene.desk.teams[ticket.team].room,
        lane=f"page:{ticket.id}",
        grade=Grade.PAGE,
        text=letter.text,
        mentions=called,
        actions=SEEDS,
    )


def lost_race(ticket: Ticket, scene: Scene, reaction: ReactionArrived) -> Outgoing:
    ahead = scene.now - (ticket.claimed_at or scene.now)
    letter = _to_room(
        say.LostRace(
            number=ticket.id,
            mention=f"<@{reaction.sender.address}>",
            winner=ticket.assignee_name or ticket.team,
            seconds=int(ahead.total_seconds()),
        ),
        scene,
    )
    return _line(ticket, scene, Notice.LOST_RACE, letter, reaction)


def not_allowed(ticket: Ticket, scene: Scene, reaction: ReactionArrived) -> Outgoing:
    letter = _to_room(
        say.NotAllowed(number=ticket.id, mention=f"<@{reaction.sender.address}>"), scene
    )
    return _line(ticket, scene, Notice.NOT_ALLOWED, letter, reaction)


def unreact(ticket: Ticket, scene: Scene, reaction: ReactionArrived) -> Outgoing:
    """Take the reaction back, so that the card shows who really has it."""
    return Outgoing(
        key=f"unreact:{_trace(ticket, reaction)}",
        ticket=ticket.id,
        notice=Notice.LOST_RACE,
        to=scene.desk.teams[ticket.team].room,
        lane=f"unreact:{reaction.message.external_id}",
        grade=Grade.UPDATE,
        act=Act.UNREACT,
        address=reaction.sender.address,
        remote_id=reaction.message.external_id,
        unreact=reaction.action,
    )


def held(desk: Desk, *, since: datetime) -> Outgoing:
    """The brake was pulled; the default team's room hears of it, once."""
    brake = desk.brake
    minutes = int(brake.window.total_seconds() // 60)
    letter = write(say.Held(count=brake.count, minutes=minutes), _room_voice(desk))
    return Outgoing(
        key=f"held:{since.isoformat()}",
        ticket=None,
        notice=Notice.HELD,
        to=desk.teams[desk.default_team].room,
        lane="held",
        grade=Grade.REPLY,
        text=letter.text,
    )


# ---------------------------------------------------------------- parts


def addresses(desk: Desk, people: tuple[PersonId, ...]) -> tuple[str, ...]:
    """Where these people are reached in chat; who has no address there is left out."""
    known = (desk.people[one].addresses.get("discord") for one in people if one in desk.people)
    return tuple(one for one in known if one is not None)


def first_name(name: str | None) -> str | None:
    return None if name is None else name.split()[0] if name.split() else None


def link(conversation: ConversationRef) -> str | None:
    """Where staff can open the conversation; a mail has no such place."""
    if conversation.channel != "discord":
        return None
    return f"https://discord.com/channels/{conversation.account}/{conversation.thread}"


def quiet_now(ticket: Ticket, hours: Hours, now: datetime) -> bool:
    """Low priorities do not tell a reporter at night that somebody claimed it."""
    return ticket.priority >= 3 and not hours.is_open(now)  # noqa: PLR2004 - P3 and P4


def _key(notice: str, ticket: Ticket) -> str:
    return f"{notice}:{ticket.id}:v{ticket.version}"


def _trace(ticket: Ticket, reaction: ReactionArrived) -> str:
    return (
        f"{ticket.id}:v{ticket.version}:{reaction.message.external_id}:"
        f"{reaction.sender.address}:{reaction.action.value}"
    )


def _holder(ticket: Ticket) -> str | None:
    return ticket.assignee_name if ticket.status is TicketStatus.CLAIMED else None


def _would(ticket: Ticket, scene: Scene) -> str:
    people = (scene.desk.people.get(one) for one in scene.called)
    return would(
        ticket.priority,
        asked=len(ticket.assessment.questions),
        paged=[one.name for one in people if one is not None],
        language=scene.desk.language,
    )


def _voice(ticket: Ticket, desk: Desk) -> Voice:
    medium = Medium.MAIL if ticket.conversation.channel == "email" else Medium.CHAT
    return Voice(product=desk.product, language=ticket.language, medium=medium, zone=desk.zone)


def _room_voice(desk: Desk) -> Voice:
    return Voice(product=desk.product, language=desk.language, medium=Medium.CHAT, zone=desk.zone)


def _spoken(facts: say.Facts, ticket: Ticket, scene: Scene) -> Letter:
    return write(facts, _voice(ticket, scene.desk))


def _to_room(facts: say.Facts, scene: Scene) -> Letter:
    return write(facts, _room_voice(scene.desk))


def _to_reporter(
    ticket: Ticket,
    scene: Scene,
    notice: Notice,
    letter: Letter,
    *,
    key: str,
    act: Act = Act.POST,
    automatic: bool = True,
) -> Outgoing:
    where = ticket.conversation
    return Outgoing(
        key=key,
        ticket=ticket.id,
        notice=notice,
        to=where,
        lane=f"{where.channel}:{where.account}:{where.thread}",
        grade=Grade.UPDATE if notice in (Notice.THREAD, Notice.ACKNOWLEDGED) else Grade.REPLY,
        act=act,
        place=ticket.place,
        address=ticket.address,
        subject=letter.subject,
        text=letter.text,
        automatic=automatic,
        in_reply_to=scene.thread[-1] if scene.thread else None,
        references=scene.thread,
    )


def _line(
    ticket: Ticket, scene: Scene, notice: Notice, letter: Letter, reaction: ReactionArrived
) -> Outgoing:
    """A silent line in the room: it names somebody and pings nobody."""
    return Outgoing(
        key=f"{notice.value}:{_trace(ticket, reaction)}",
        ticket=ticket.id,
        notice=notice,
        to=scene.desk.teams[ticket.team].room,
        lane=f"line:{ticket.id}",
        grade=Grade.REPLY,
        text=letter.text,
    )
