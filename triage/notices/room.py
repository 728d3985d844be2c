"""Notices to the team's room: cards, pages, and single silent lines. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from triage.carried import Carried
from triage.controls import Action, Style
from triage.desk import Desk, Mode
from triage.escalation import level_of
from triage.handling import gathering
from triage.handling.change import Tell
from triage.messages import Act, Call, Grade, Notice, Outgoing, ReactionArrived
from triage.model import PersonId, Ticket, TicketStatus
from triage.notices import hands
from triage.notices.lines import line
from triage.notices.pages import SEEDS, reachable
from triage.notices.scene import Scene, addresses, link, room_voice, trace, version_key
from triage.people import Means
from triage.wording import facts as say
from triage.wording import hand_facts as hand
from triage.wording.facts import Letter
from triage.wording.ladder_facts import Instead, Unreached
from triage.wording.mask import masked_address
from triage.wording.room_facts import Asleep, CardFacts
from triage.wording.speak import would, write


def card(ticket: Ticket, scene: Scene, *, first: bool) -> Outgoing:
    """The ticket in the room. Posted once, then edited; only the first one calls anybody."""
    watching = scene.desk.mode is Mode.WATCH
    pinged = () if watching or not first else reachable(scene.desk, scene.called)
    letter = _to_room(_facts(ticket, scene, pinged, watching=watching), scene)
    return Outgoing(
        key=card_key(ticket) if first else f"{card_key(ticket)}:v{ticket.version}",
        ticket=ticket.id,
        notice=Notice.CARD,
        to=scene.desk.room(ticket.team),
        lane=f"card:{ticket.id}",
        grade=Grade.PAGE if pinged else Grade.UPDATE,
        act=Act.POST if first else Act.EDIT,
        text=letter.text,
        mentions=addresses(scene.desk, pinged),
        call=_calling(ticket, pinged) if pinged else None,
        actions=SEEDS if first else (),
        buttons=hands.on_card(ticket, scene.desk.language),
        target=None if first else card_key(ticket),
    )


def _facts(
    ticket: Ticket, scene: Scene, pinged: tuple[PersonId, ...], *, watching: bool
) -> CardFacts:
    """What stands on the card."""
    return CardFacts(
        number=ticket.id,
        subject=ticket.subject,
        words=scene.words,
        priority=ticket.priority,
        assessment=ticket.assessment,
        mentions=tuple(f"<@{one}>" for one in addresses(scene.desk, pinged)),
        affected=ticket.affected,
        answer_by=ticket.answer_by,
        news_by=ticket.news_by,
        waiting_since=ticket.waiting_since,
        next_step=scene.next_step if ticket.status is TicketStatus.OPEN else None,
        claimed_by=ticket.assignee_name if ticket.status is TicketStatus.CLAIMED else None,
        resolved=ticket.status is TicketStatus.RESOLVED,
        resolved_by=ticket.resolved_by_name,
        asleep=_asleep(ticket),
        moved_to=scene.moved_to,
        merged_into=None if ticket.merged is None else ticket.merged.into,
        absorbed=ticket.absorbed,
        links=ticket.links,
        learned=ticket.learned,
        alike=ticket.alike,
        burst=gathering.incident(ticket),
        incident=ticket.incident,
        link=None if is_direct(ticket) else link(ticket.conversation),
        sender=_sender(ticket),
        direct=is_direct(ticket),
        would=_would(ticket, scene) if watching else None,
        flag=ticket.assessment.flag,
        flagged=ticket.assessment.flagged,
        carried=_masked(ticket.carried),
    )


def handed_on(before: Ticket, ticket: Ticket, scene: Scene) -> Outgoing:
    """The card that stays behind in the first line's room says where the ticket went."""
    left = replace(before, version=ticket.version)
    message = card(left, replace(scene, moved_to=ticket.team), first=False)
    return replace(message, buttons=())


def card_key(ticket: Ticket) -> str:
    """The key of its card; another team has one of its own."""
    return f"card:{ticket.id}" if not ticket.moves else f"card:{ticket.id}:m{ticket.moves}"


def lost_race(ticket: Ticket, scene: Scene, reaction: ReactionArrived) -> Outgoing:
    """Who has it; to take it from them is a press of its own, which asks for the reason."""
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
    message = _line(ticket, scene, Notice.LOST_RACE, letter, reaction)
    steal = hands.button(Action.STEAL, ticket.id, scene.desk.language)
    return replace(message, buttons=(steal,))


def not_allowed(ticket: Ticket, scene: Scene, reaction: ReactionArrived) -> Outgoing:
    letter = _to_room(
        say.NotAllowed(number=ticket.id, mention=f"<@{reaction.sender.address}>"), scene
    )
    return _line(ticket, scene, Notice.NOT_ALLOWED, letter, reaction)


def unreact(ticket: Ticket, scene: Scene, reaction: ReactionArrived) -> Outgoing:
    """Take the reaction back, so that the card shows who really has it."""
    return Outgoing(
        key=f"unreact:{trace(ticket, reaction)}",
        ticket=ticket.id,
        notice=Notice.LOST_RACE,
        to=scene.desk.room(ticket.team),
        lane=f"unreact:{reaction.message.external_id}",
        grade=Grade.UPDATE,
        act=Act.UNREACT,
        address=reaction.sender.address,
        remote_id=reaction.message.external_id,
        unreact=reaction.action,
    )


def unreached(
    ticket: Ticket, scene: Scene, message: Outgoing, why: str, *, instead: Instead, place: str = ""
) -> Outgoing:
    """The reporter does not get this one; what is tried `instead`, in which channel."""
    facts = Unreached(
        number=ticket.id,
        notice=message.notice,
        why=why,
        instead=instead,
        place=f"<#{place}>",
    )
    letter = _to_room(facts, scene)
    return _silent(ticket, scene, Notice.UNREACHED, letter, key=f"unreached:{message.key}")


def stays_public(ticket: Ticket, scene: Scene, message: Outgoing, why: str) -> Outgoing:
    """It was to be private, and is not: staff have to know before they write there."""
    letter = _to_room(say.StaysPublic(number=ticket.id, why=why), scene)
    return _silent(ticket, scene, Notice.UNREACHED, letter, key=f"stays_public:{message.key}")


def unseen(desk: Desk, account: str, *, since: datetime, why: str, now: datetime) -> Outgoing:
    """An intake channel cannot be read."""
    return _place(desk, say.PlaceUnseen(place=account, why=why), key=f"{account}:{since}:{now}")


def seen_again(desk: Desk, account: str, *, now: datetime) -> Outgoing:
    return _place(desk, say.PlaceSeen(place=account), key=f"{account}:{now}")


def _place(desk: Desk, facts: say.ChatLine, *, key: str) -> Outgoing:
    return line(desk, Notice.INTAKE, facts, key=f"place:{key}", lane="places")


def trial(desk: Desk, facts: say.RuleTrial, *, now: datetime) -> Outgoing:
    """A week of a rule on trial; nobody is called for it."""
    key = f"trial:{facts.rule}:{now.isoformat()}"
    return line(desk, Notice.TRIAL, facts, key=key, lane="trials", grade=Grade.BULK)


def held(desk: Desk, *, since: datetime) -> Outgoing:
    """The brake was pulled; the default team's room hears of it, once."""
    brake = desk.brake
    minutes = int(brake.window.total_seconds() // 60)
    facts = say.Held(count=brake.count, minutes=minutes)
    return line(desk, Notice.HELD, facts, key=f"held:{since.isoformat()}", lane="held")


def handed(ticket: Ticket, scene: Scene, tell: Tell) -> Outgoing:
    """From one hand into another; both read it in the room."""
    letter = _to_room(
        hand.Handed(
            number=ticket.id,
            to=ticket.assignee_name or ticket.team,
            by=tell.by or ticket.team,
            reason=tell.line or "",
        ),
        scene,
    )
    return among_staff(ticket, scene, Notice.HANDED, letter, key=version_key("handed", ticket))


def collision(
    ticket: Ticket, scene: Scene, *, key: str, who: str, other: str, seconds: int, said: str
) -> Outgoing:
    """In the staff thread: two have answered, and may not know of each other."""
    facts = hand.Collision(number=ticket.id, who=who, other=other, seconds=seconds, said=said)
    return among_staff(ticket, scene, Notice.COLLISION, _to_room(facts, scene), key=key)


def line_asked(ticket: Ticket, scene: Scene, tell: Tell) -> Outgoing:
    """In the staff thread: one line to the reporter, please."""
    letter = _to_room(
        hand.LineAsked(
            number=ticket.id,
            who=tell.by or ticket.team,
            seconds=int(scene.desk.undo.total_seconds()),
        ),
        scene,
    )
    language = scene.desk.language
    message = among_staff(
        ticket, scene, Notice.LINE_ASKED, letter, key=version_key("line_asked", ticket)
    )
    pressed = (
        hands.button(Action.LINE, ticket.id, language, style=Style.MAIN),
        hands.button(Action.UNDO, ticket.id, language),
    )
    return replace(message, buttons=pressed)


def among_staff(
    ticket: Ticket, scene: Scene, notice: Notice, letter: Letter, *, key: str
) -> Outgoing:
    """In the ticket's staff thread, behind its card."""
    return Outgoing(
        key=key,
        ticket=ticket.id,
        notice=notice,
        to=scene.desk.room(ticket.team),
        lane=f"card:{ticket.id}",
        grade=Grade.REPLY,
        act=Act.DISCUSS,
        target=card_key(ticket),
        text=letter.text,
    )


def issue_closed(ticket: Ticket, scene: Scene, tell: Tell) -> Outgoing:
    """What came back from the tracker; in the staff thread."""
    facts = hand.IssueShut(number=ticket.id, url=tell.line or "", by=tell.by)
    letter = _to_room(facts, scene)
    key = f"issue_closed:{ticket.id}:{scene.now.isoformat()}"
    return among_staff(ticket, scene, Notice.ISSUE_CLOSED, letter, key=key)


def woken(ticket: Ticket, scene: Scene, tell: Tell) -> Outgoing:
    """What was put off is due again."""
    del tell
    letter = _to_room(
        hand.Woken(number=ticket.id, subject=ticket.subject, who=ticket.assignee_name), scene
    )
    return among_staff(ticket, scene, Notice.WOKEN, letter, key=version_key("woken", ticket))


AMONG_STAFF: Mapping[Notice, Callable[[Ticket, Scene, Tell], Outgoing]] = {
    Notice.HANDED: handed,
    Notice.WOKEN: woken,
    Notice.LINE_ASKED: line_asked,
    Notice.ISSUE_CLOSED: issue_closed,
}
"""Lines in the staff thread."""


def _asleep(ticket: Ticket) -> Asleep | None:
    return None if ticket.snoozed is None else Asleep(ticket.snoozed.until)


def _calling(ticket: Ticket, people: tuple[PersonId, ...]) -> Call:
    """A new ticket's card is the first step of its escalation, to whom a mention calls."""
    level = level_of(ticket.run, 0)
    return Call(people=people, means=Means.DISCORD, steps=((ticket.id, level),))


def _masked(carried: Carried) -> Carried:
    """Many may read the room: the original author's address is hidden as all others are."""
    author = carried.original
    return carried if author is None else replace(carried, original=masked_address(author))


def is_direct(ticket: Ticket) -> bool:
    """Whether it is written to the bot alone, where no link leads."""
    return ticket.place is None and ticket.began is None and not _by_mail(ticket)


def _by_mail(ticket: Ticket) -> bool:
    return ticket.conversation.channel == "email"


def _sender(ticket: Ticket) -> str | None:
    if _by_mail(ticket):
        return masked_address(ticket.address)
    return ticket.reporter_name if is_direct(ticket) else None


def _would(ticket: Ticket, scene: Scene) -> str:
    people = (scene.desk.people.get(one) for one in scene.called)
    return would(
        ticket.priority,
        asked=len(ticket.assessment.questions),
        paged=[one.name for one in people if one is not None],
        language=scene.desk.language,
    )


def _to_room(facts: say.Facts, scene: Scene) -> Letter:
    return write(facts, room_voice(scene.desk))


def _line(
    ticket: Ticket, scene: Scene, notice: Notice, letter: Letter, reaction: ReactionArrived
) -> Outgoing:
    return _silent(ticket, scene, notice, letter, key=f"{notice.value}:{trace(ticket, reaction)}")


def _silent(ticket: Ticket, scene: Scene, notice: Notice, letter: Letter, *, key: str) -> Outgoing:
    """A silent line in the room: it names somebody and pings nobody."""
    return Outgoing(
        key=key,
        ticket=ticket.id,
        notice=notice,
        to=scene.desk.room(ticket.team),
        lane=f"line:{ticket.id}",
        grade=Grade.REPLY,
        text=letter.text,
    )
