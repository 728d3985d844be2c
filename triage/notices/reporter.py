"""Notices to the reporter, in the conversation that the report came from. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from triage.controls import Action, Button, Style
from triage.desk import Desk
from triage.handling.copying import copied
from triage.hours import Hours
from triage.messages import Act, Grade, MessageArrived, Notice, Outgoing, lane_of
from triage.model import ConversationRef, Ticket
from triage.notices import standing
from triage.notices.scene import Scene, first_name, link, room_voice, version_key, voice
from triage.wording import calls
from triage.wording import facts as say
from triage.wording.facts import Letter, Voice
from triage.wording.ladder_facts import Knock, Rerouted
from triage.wording.speak import label, write
from triage.wording.whisper import Whisper

FORM = "form:"
"""How the conversation of a report is called that came by a form, until its thread is there."""

LATE_SECONDS = 1800
"""A receipt later than half an hour says that it is late."""


def thread(ticket: Ticket, scene: Scene) -> Outgoing:
    """The place for the conversation: on Discord a thread made from the report itself."""
    name = _spoken(say.ThreadName(number=ticket.id, subject=None), ticket, scene)
    return _to_reporter(
        ticket, scene, Notice.THREAD, name, key=f"thread:{ticket.id}", act=Act.OPEN_THREAD
    )


def private(ticket: Ticket, scene: Scene, *, leaked: bool = True) -> Outgoing:
    """A private thread; its first words call the reporter into it, and say what was told so far.

    `leaked`: what others could read so far should not be public.
    """
    name = _spoken(say.ThreadName(number=ticket.id, subject=None), ticket, scene)
    first = _spoken(
        say.Private(
            number=ticket.id,
            mention=f"<@{ticket.address}>",
            words=scene.words,
            leaked=link(ticket.conversation) if leaked and is_public(ticket) else None,
        ),
        ticket,
        scene,
    )
    message = _to_reporter(
        ticket, scene, Notice.PRIVATE, first, key=f"private:{ticket.id}", act=Act.OPEN_PRIVATE
    )
    return replace(message, subject=name.text, mentions=(ticket.address,))


def knock(ticket: Ticket, scene: Scene, where: ConversationRef, *, waits: bool) -> Outgoing:
    """In a channel that others read: once an hour. `waits`: for the thread that is still to be."""
    facts = Knock(number=ticket.id, mention=f"<@{ticket.address}>", waits=waits)
    letter = _spoken(facts, ticket, scene)
    key = f"knock:{ticket.id}:{scene.now:%Y%m%d%H}"
    message = _to_reporter(ticket, scene, Notice.KNOCK, letter, key=key)
    lane = f"knock:{ticket.id}"
    return replace(message, to=where, lane=lane, mentions=(ticket.address,), in_reply_to=None)


def by_mail(ticket: Ticket, scene: Scene, message: Outgoing, *, mailbox: str, to: str) -> Outgoing:
    """The same words to the reporter's address; an answer to it belongs to the ticket."""
    where = ConversationRef("email", mailbox, f"ticket.{ticket.id}@firstline.invalid")
    facts = Rerouted(number=ticket.id, subject=ticket.subject, text=message.text)
    letter = write(facts, voice(replace(ticket, conversation=where), scene.desk))
    return replace(
        message,
        to=where,
        lane=lane_of(where),
        place=None,
        address=to,
        subject=letter.subject,
        text=letter.text,
        buttons=(),
        in_reply_to=None,
        references=(),
        copies=(),
        echo={},
    )


def moved(ticket: Ticket, scene: Scene) -> Outgoing:
    """In public, in the thread on the report: made for it where the ticket was private at once."""
    letter = _spoken(say.Moved(number=ticket.id), ticket, scene)
    key, began = f"moved:{ticket.id}", ticket.began or ticket.conversation
    message = _to_reporter(ticket, scene, Notice.MOVED, letter, key=key, act=Act.DISCUSS)
    where = replace(began, thread=ticket.place or began.thread)
    return replace(message, to=where, lane=key, remote_id=began.thread)


def panel(desk: Desk, where: ConversationRef) -> Outgoing:
    """Stands in a channel, and opens the form for whoever presses."""
    words = label(Action.REPORT, desk.language)
    return Outgoing(
        key=f"panel:{where.thread}",
        ticket=None,
        notice=Notice.PANEL,
        to=where,
        lane=f"panel:{where.thread}",
        grade=Grade.BULK,
        text=write(say.Panel(product=desk.product), room_voice(desk)).text,
        buttons=(Button(action=Action.REPORT, label=words, style=Style.MAIN),),
    )


def confirm(spoken: Voice, message: MessageArrived, *, first: str, window: int) -> Outgoing:
    """Shall a direct message become a ticket? Once for several in a row, the `first` of which waits
    longest: what follows a no is asked about anew."""
    where = message.conversation
    words = write(say.Whispered(line=Whisper.CONFIRM), spoken).text
    return Outgoing(
        key=f"confirm:{where.thread}:{first}:{window}",
        ticket=None,
        notice=Notice.CONFIRM,
        to=where,
        lane=lane_of(where),
        grade=Grade.UPDATE,
        text=words,
        buttons=tuple(
            Button(
                action=action,
                label=label(action, spoken.language),
                argument=message.external_id,
                style=style,
            )
            for action, style in ((Action.OPEN, Style.MAIN), (Action.DISMISS, Style.PLAIN))
        ),
    )


def declined(spoken: Voice, message: MessageArrived, why: Whisper, *, now: datetime) -> Outgoing:
    """To one person alone, once an hour."""
    where, who = message.conversation, message.sender.address
    return Outgoing(
        key=f"declined:{who}:{now:%Y%m%d%H}",
        ticket=None,
        notice=Notice.DECLINED,
        to=where,
        lane=f"declined:{who}",
        grade=Grade.BULK,
        act=Act.DIRECT,
        place=message.place,
        address=who,
        text=write(say.Whispered(line=why), spoken).text,
    )


def is_public(ticket: Ticket) -> bool:
    """Whether somebody else may have read what was written so far."""
    return ticket.place is not None and not ticket.conversation.thread.startswith(FORM)


def acknowledged(ticket: Ticket, scene: Scene) -> Outgoing:
    written = scene.written_at or scene.now
    late = (scene.now - written).total_seconds() > LATE_SECONDS
    letter = _spoken(
        say.Acknowledged(
            number=ticket.id,
            subject=ticket.subject,
            name=ticket.reporter_name,
            team=ticket.team,
            answer_by=ticket.answer_by or scene.desk.answer_by(ticket.priority, scene.now),
            assessment=ticket.assessment,
            audience=ticket.audience,
            public=ticket.place is not None and not ticket.private,
            hidden=ticket.place is not None and not scene.desk.reads_all,
            late_since=written if late else None,
            why=scene.desk.tells_why,
        ),
        ticket,
        scene,
    )
    return _to_reporter(
        ticket,
        scene,
        Notice.ACKNOWLEDGED,
        letter,
        key=f"ack:{ticket.id}",
        buttons=buttons(ticket),
    )


def buttons(ticket: Ticket) -> tuple[Button, ...]:
    """What a reporter can press in chat, for as long as the message stands."""
    if ticket.conversation.channel == "email":
        return ()
    wanted = [_button(ticket, Action.SOLVED, Style.GOOD)]
    if ticket.place is not None and not ticket.private:
        wanted.insert(0, _button(ticket, Action.PRIVATE))
    if ticket.assessment.questions:
        questions = ",".join(ticket.assessment.questions)
        wanted.insert(0, _button(ticket, Action.ANSWER, Style.MAIN, questions))
    return tuple(wanted)


def _button(
    ticket: Ticket, action: Action, style: Style = Style.PLAIN, argument: str = ""
) -> Button:
    words = label(action, ticket.language)
    return Button(action=action, label=words, ticket=ticket.id, style=style, argument=argument)


def claimed(ticket: Ticket, scene: Scene) -> Outgoing:
    letter = _spoken(
        say.Claimed(
            number=ticket.id,
            subject=ticket.subject,
            name=first_name(scene.desk.speaker(ticket.team, ticket.assignee_name)) or ticket.team,
            team=ticket.team,
            update_by=ticket.news_by,
        ),
        ticket,
        scene,
    )
    return _to_reporter(ticket, scene, Notice.CLAIMED, letter, key=version_key("claimed", ticket))


def resolved(ticket: Ticket, scene: Scene) -> Outgoing:
    letter = _spoken(
        say.Resolved(
            number=ticket.id,
            subject=ticket.subject,
            line=scene.line,
            name=ticket.reporter_name,
            days=_opens_for(ticket, scene.desk),
        ),
        ticket,
        scene,
    )
    return _to_reporter(
        ticket,
        scene,
        Notice.RESOLVED,
        letter,
        key=version_key("resolved", ticket),
        automatic=scene.line is None,
    )


def reopened(ticket: Ticket, scene: Scene) -> Outgoing:
    letter = _spoken(
        say.Reopened(number=ticket.id, subject=ticket.subject, team=ticket.team), ticket, scene
    )
    return _to_reporter(ticket, scene, Notice.REOPENED, letter, key=version_key("reopened", ticket))


def closed(ticket: Ticket, scene: Scene) -> Outgoing:
    """`scene.line`: the name of whoever says so."""
    name = scene.line or ticket.reporter_name or ticket.team
    days = _opens_for(ticket, scene.desk)
    facts = say.Closed(number=ticket.id, subject=ticket.subject, name=name, days=days)
    letter = _spoken(facts, ticket, scene)
    return _to_reporter(ticket, scene, Notice.CLOSED, letter, key=version_key("closed", ticket))


def _opens_for(ticket: Ticket, desk: Desk) -> int | None:
    """So many days an answer opens it again; in a thread it does however late, which is None."""
    in_thread = ticket.place is not None or ticket.began is not None
    return None if in_thread else desk.waiting.reopen.days


def merged(ticket: Ticket, scene: Scene) -> Outgoing:
    letter = _spoken(say.Merged(number=ticket.id, subject=ticket.subject), ticket, scene)
    return _to_reporter(ticket, scene, Notice.MERGED, letter, key=version_key("merged", ticket))


def asked(ticket: Ticket, scene: Scene) -> Outgoing:
    """How it stands, once a minute however often they ask."""
    told = replace(standing.facts(ticket, scene.desk, now=scene.now, named=False), asked=True)
    letter = _spoken(told, ticket, scene)
    key = f"asked:{ticket.id}:{scene.now:%Y%m%d%H%M}"
    return _to_reporter(ticket, scene, Notice.ASKED, letter, key=key)


def reply(ticket: Ticket, scene: Scene, *, text: str, name: str, key: str) -> Outgoing:
    letter = _spoken(
        say.Reply(number=ticket.id, subject=ticket.subject, text=text, name=name), ticket, scene
    )
    return _to_reporter(ticket, scene, Notice.REPLY, letter, key=key, automatic=False)


def reminded(ticket: Ticket, scene: Scene) -> Outgoing:
    close_by = scene.desk.hours.add(scene.now, scene.desk.waiting.close)
    facts = calls.Reminded(number=ticket.id, subject=ticket.subject, close_by=close_by)
    letter = _spoken(facts, ticket, scene)
    return _to_reporter(ticket, scene, Notice.REMINDED, letter, key=version_key("reminded", ticket))


def lapsed(ticket: Ticket, scene: Scene) -> Outgoing:
    days = _opens_for(ticket, scene.desk)
    facts = calls.Lapsed(number=ticket.id, subject=ticket.subject, days=days)
    letter = _spoken(facts, ticket, scene)
    return _to_reporter(ticket, scene, Notice.LAPSED, letter, key=version_key("lapsed", ticket))


TO_REPORTER: Mapping[Notice, Callable[[Ticket, Scene], Outgoing]] = {
    Notice.THREAD: thread,
    Notice.PRIVATE: private,
    Notice.MOVED: moved,
    Notice.ACKNOWLEDGED: acknowledged,
    Notice.CLAIMED: claimed,
    Notice.RESOLVED: resolved,
    Notice.REOPENED: reopened,
    Notice.REMINDED: reminded,
    Notice.LAPSED: lapsed,
    Notice.CLOSED: closed,
    Notice.MERGED: merged,
    Notice.ASKED: asked,
}
SHARED = (Notice.CLAIMED, Notice.RESOLVED, Notice.REOPENED)
"""What the reporters of merged tickets hear, too: each where they wrote, under their own number."""


def as_part(part: Ticket, whole: Ticket) -> Ticket:
    """A merged ticket as its reporter should hear of it: who has it now, and in which team."""
    return replace(
        part,
        team=whole.team,
        priority=whole.priority,
        assignee=whole.assignee,
        assignee_name=whole.assignee_name,
    )


def quiet_now(ticket: Ticket, hours: Hours, now: datetime) -> bool:
    """Low priorities do not tell a reporter at night that somebody claimed it."""
    return ticket.priority >= 3 and not hours.is_open(now)  # noqa: PLR2004 - P3 and P4


def _spoken(facts: say.Facts, ticket: Ticket, scene: Scene) -> Letter:
    return write(facts, voice(ticket, scene.desk))


def _to_reporter(
    ticket: Ticket,
    scene: Scene,
    notice: Notice,
    letter: Letter,
    *,
    key: str,
    act: Act = Act.POST,
    automatic: bool = True,
    buttons: tuple[Button, ...] = (),
) -> Outgoing:
    where = ticket.conversation
    return Outgoing(
        key=key,
        ticket=ticket.id,
        notice=notice,
        to=where,
        lane=lane_of(where),
        grade=Grade.UPDATE if notice in (Notice.THREAD, Notice.ACKNOWLEDGED) else Grade.REPLY,
        act=act,
        place=ticket.place,
        address=ticket.address,
        subject=letter.subject,
        text=letter.text,
        automatic=automatic,
        buttons=buttons,
        in_reply_to=scene.thread[-1] if scene.thread else None,
        references=scene.thread,
        copies=() if automatic else copied(ticket),
        echo=ticket.echo,
        language=ticket.language,
    )
