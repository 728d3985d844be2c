"""One telling example of every notice, and the four voices they are said in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from triage.lint import Finding, Wrong
from triage.messages import Notice
from triage.model import (
    Alike,
    Assessment,
    Impact,
    Learned,
    PersonId,
    Priority,
    Reason,
    Reproduction,
    Scope,
    TeamId,
    TicketId,
    Urgency,
)
from triage.model.meaning import Clause, Own, Says
from triage.model.reasons import becomes, saying
from triage.wording.calls import (
    Baton,
    Burning,
    Due,
    Lapsed,
    Noisy,
    NotTaken,
    Nudge,
    Owed,
    PageTest,
    Reminded,
    ShiftSoon,
    Summary,
    Taken,
)
from triage.wording.facts import (
    Acknowledged,
    Claimed,
    Closed,
    Facts,
    Held,
    LostRace,
    Medium,
    Merged,
    Moved,
    NotAllowed,
    Panel,
    Private,
    Reopened,
    Reply,
    Resolved,
    RuleTrial,
    ThreadName,
    Voice,
    Whispered,
)
from triage.wording.hand_facts import (
    Board,
    Collision,
    Handed,
    IssueFacts,
    IssueShut,
    LineAsked,
    Row,
    Woken,
)
from triage.wording.ladder_facts import Instead, Knock, Proof, Unreached
from triage.wording.mail_facts import (
    IntakeSilent,
    LoopStopped,
    SpamHeld,
    StaffUnreached,
    Undelivered,
)
from triage.wording.room_facts import CardFacts, PageFacts
from triage.wording.roster_facts import Found
from triage.wording.status_facts import How, Standing
from triage.wording.whisper import Whisper

NOON = datetime(2026, 1, 13, 12, 0, tzinfo=UTC)
LATER = datetime(2026, 1, 13, 13, 0, tzinfo=UTC)
NUMBER = TicketId(17)
SUBJECT = "Cannot log in since the update"

ASSESSMENT = Assessment(
    priority=Priority.P1,
    urgency=Urgency.STOPPED,
    impact=Impact(
        scope=Scope.EVERYONE, blocked=True, workaround=False, since_text="this morning, 09:10"
    ),
    reproduction=Reproduction(
        steps=("open the log-in page",), environment=("4.2.1", "Firefox", "Windows 11")
    ),
    missing=("expected", "environment"),
    questions=("expected", "environment"),
    reasons=(
        saying(
            Own.MATRIX,
            Clause(Says.MATRIX, {"scope": "everyone", "urgency": "stopped", "priority": "P1"}),
        ),
        saying(
            "payments-stopped",
            Clause(Says.SETS, {"priority": "P1"}),
            Clause(Says.TEAM, {"team": "payments"}),
            because=(Clause(Says.WORDS, {"words": "checkout"}),),
        ),
        Reason("impact.scope.everyone", "Nobody of us"),
    ),
)

VOICES: Mapping[str, Voice] = {
    f"{language}_{medium.value}": Voice(
        product="Acme", language=language, medium=medium, zone="Europe/Berlin"
    )
    for language in ("en", "de")
    for medium in Medium
}

SAMPLES: Mapping[Notice, Facts] = {
    Notice.ACKNOWLEDGED: Acknowledged(
        number=NUMBER,
        subject=SUBJECT,
        name="Ada Weber",
        team="platform",
        answer_by=LATER,
        assessment=ASSESSMENT,
        public=True,
    ),
    Notice.CLAIMED: Claimed(
        number=NUMBER, subject=SUBJECT, name="Grace", team="platform", update_by=LATER
    ),
    Notice.REPLY: Reply(
        number=NUMBER,
        subject=SUBJECT,
        text="Please clear the cookies of acme.example.\n\n1. Settings\n2. Privacy",
        name="Grace",
    ),
    Notice.RESOLVED: Resolved(
        number=NUMBER, subject=SUBJECT, line="Log-in works again since 10:42.", name="Ada", days=14
    ),
    Notice.REOPENED: Reopened(number=NUMBER, subject=SUBJECT, team="platform"),
    Notice.CLOSED: Closed(number=NUMBER, subject=SUBJECT, name="Ada", days=14),
    Notice.PRIVATE: Private(
        number=NUMBER,
        mention="<@201>",
        words="Nobody can log in, my password is hunter2",
        leaked="https://discord.com/channels/1/2",
    ),
    Notice.CONFIRM: Whispered(line=Whisper.CONFIRM),
    Notice.DECLINED: Whispered(line=Whisper.MANY_OPEN),
    Notice.PANEL: Panel(product="Acme"),
    Notice.MOVED: Moved(number=NUMBER),
    Notice.KNOCK: Knock(number=NUMBER, mention="<@201>"),
    Notice.PROOF: Proof(code="017203"),
    Notice.UNREACHED: Unreached(
        number=NUMBER,
        notice=Notice.CLAIMED,
        why="Discord answered 403 (code 50007)",
        instead=Instead.CALLED,
        place="<#101>",
    ),
    Notice.ANSWER: Whispered(line=Whisper.CLOSED, number=NUMBER),
    Notice.STATUS: Standing(
        number=NUMBER, subject=SUBJECT, how=How.CLAIMED, team="platform", news_by=LATER
    ),
    Notice.ASKED: Standing(
        number=NUMBER, subject=SUBJECT, how=How.OPEN, team="platform", answer_by=LATER, asked=True
    ),
    Notice.MERGED: Merged(number=NUMBER, subject=SUBJECT),
    Notice.HANDED: Handed(number=NUMBER, to="Linus", by="Grace", reason="needs the database"),
    Notice.BOARD: Board(
        team="platform",
        incidents=(Row(number=NUMBER, priority=Priority.P1, subject=SUBJECT, who="Linus"),),
        unclaimed=(Row(number=NUMBER, priority=Priority.P1, subject=SUBJECT, due=LATER),),
        owed=(),
        waiting=(Row(number=TicketId(9), priority=Priority.P3, subject="Slow", who="Grace"),),
    ),
    Notice.ISSUE: IssueFacts(
        number=NUMBER,
        product="Acme",
        by="Grace",
        steps=("open the `log-in` page", "press @everyone"),
        expected="the start page",
        actual=None,
        environment=("4.2.1", "Firefox"),
    ),
    Notice.ISSUE_CLOSED: IssueShut(
        number=NUMBER, url="https://github.example/acme/shop/issues/5", by="octocat"
    ),
    Notice.COLLISION: Collision(
        number=NUMBER, who="Linus", other="Grace", seconds=20, said="Please try `again` @everyone"
    ),
    Notice.LINE_ASKED: LineAsked(number=NUMBER, who="Grace", seconds=60),
    Notice.WOKEN: Woken(number=NUMBER, subject=SUBJECT, who="Grace"),
    Notice.CARD: CardFacts(
        number=NUMBER,
        subject=SUBJECT,
        words="Nobody of us can log in. Write to ada.weber@customer.example, password: hunter2",
        priority=Priority.P1,
        assessment=ASSESSMENT,
        mentions=("<@201>", "<@202>"),
        affected=3,
        answer_by=LATER,
        next_step=("Linus", NOON),
        learned=Learned(at=NOON, priority=(Priority.P2, Priority.P1), known=("steps",)),
        alike=(
            Alike(ticket=TicketId(15), opened_at=NOON, score=0.6, error="E1042"),
            Alike(ticket=TicketId(11), opened_at=NOON, score=0.4, words=("log-in", "update")),
            Alike(ticket=TicketId(9), opened_at=NOON, score=0.3, words=("mail",), service="login"),
        ),
        link="https://discord.com/channels/1/2/3",
    ),
    Notice.PAGE: PageFacts(
        number=NUMBER,
        subject=SUBJECT,
        priority=Priority.P1,
        mentions=("<@201>",),
        unclaimed_minutes=5,
        link="https://discord.com/channels/1/2/3",
    ),
    Notice.LOST_RACE: LostRace(number=NUMBER, mention="<@202>", winner="Grace", seconds=3),
    Notice.NOT_ALLOWED: NotAllowed(number=NUMBER, mention="<@203>"),
    Notice.THREAD: ThreadName(number=NUMBER, subject=SUBJECT),
    Notice.SUMMARY: Summary(
        mentions=("<@201>",),
        tickets=((TicketId(18), Priority.P2, "Export fails"), (NUMBER, Priority.P1, SUBJECT)),
    ),
    Notice.HANDOVER: Baton(
        team="platform",
        leaving=("Grace Hall",),
        coming=("Linus Berg",),
        until=LATER,
        burning=(
            Burning(number=NUMBER, subject=SUBJECT, since=LATER, by="Grace Hall", holder=None),
        ),
        owed=(
            Due(
                number=NUMBER,
                priority=Priority.P2,
                subject=SUBJECT,
                by=NOON,
                holder="Grace Hall",
                note="waiting for the DB team, ask Kim",
            ),
            Due(
                number=TicketId(18),
                priority=Priority.P3,
                subject="Export fails",
                by=LATER,
                holder=None,
                note=None,
            ),
        ),
        waiting=6,
        oldest=NOON,
        held=(NUMBER, TicketId(19)),
        keeping="return",
        tickets=31,
        pages=4,
        nights=1,
        noisy=(Noisy(TicketId(12), "Disk alert", 3),),
        note="The backup runs late this week.",
        backup=("Amara Obi",),
        take_by=LATER,
        ask=True,
    ),
    Notice.TAKEN: Taken(team="platform", who="Linus Berg"),
    Notice.NOT_TAKEN: NotTaken(team="platform", mentions=("<@203>",), names=("Linus Berg",)),
    Notice.SHIFT_SOON: ShiftSoon(team="platform", mentions=("<@202>",), starts=LATER),
    Notice.TEST: PageTest(name="Grace Hall", mention="<@201>"),
    Notice.REMINDED: Reminded(number=NUMBER, subject=SUBJECT, close_by=LATER),
    Notice.LAPSED: Lapsed(number=NUMBER, subject=SUBJECT),
    Notice.NUDGE: Nudge(
        owed=Owed.LEASE,
        number=NUMBER,
        subject=SUBJECT,
        who=("<@201>",),
        by=LATER,
        link="https://discord.com/channels/1/2/3",
    ),
    Notice.TRIAL: RuleTrial(
        rule="vip",
        since=NOON,
        tickets=41,
        held=3,
        changes=(
            (saying("vip", becomes(Priority.P3, Priority.P2)), 2),
            (saying("vip", Clause(Says.NOTHING, {})), 1),
        ),
    ),
    Notice.ROSTER: Found(
        findings=tuple(
            Finding(
                wrong=wrong,
                team=TeamId("platform"),
                person=PersonId("grace"),
                start=NOON,
                end=LATER,
                name="urgent",
                number=3,
                more=2 if wrong is Wrong.GAP else 0,
            )
            for wrong in Wrong
        ),
        names={"grace": "Grace Hall"},
    ),
    Notice.HELD: Held(count=60, minutes=10),
    Notice.INTAKE: IntakeSilent(
        account="support", since=NOON, why="IMAP imap.acme.example:993: no answer in time"
    ),
    Notice.UNDELIVERED: Undelivered(
        number=NUMBER,
        subject=SUBJECT,
        recipient="a***@customer.example",
        why="550 5.1.1 no such mailbox here",
        holder="Grace Hall",
    ),
    Notice.STAFF_UNREACHED: StaffUnreached(
        name="Grace Hall", recipient="g***@acme.example", why="bounced: 5.1.1"
    ),
    Notice.LOOP: LoopStopped(number=NUMBER, sender="a***@customer.example", count=3),
    Notice.SPAM: SpamHeld(
        count=37,
        new=1,
        told=(("w***@offers.example", "You have won"), ("b***@new.example", "Invoice")),
    ),
}
