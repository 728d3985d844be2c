"""A shift ends: the baton, the claims, whoever takes it; on every store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.e2e.test_paging import by
from tests.story import GRACE, LINUS, PLATFORM, Story, minutes, person
from tests.triage.test_promises import PROMISED
from triage import batons
from triage.controls import Action
from triage.desk import Desk, Mode
from triage.duties import roster
from triage.handling.orders import Claim, Declare, Note
from triage.messages import Notice, Outgoing, Sender
from triage.model import PersonId, TicketStatus
from triage.oncall.schedule import Override
from triage.people import Keeping, Means
from triage.ports.work import Store
from triage.testing.clock import ManualClock

HANDOVER = datetime(2026, 3, 9, 9, tzinfo=UTC)  # Monday 10:00 in Berlin: Grace -> Linus
AN_HOUR_BEFORE = HANDOVER - timedelta(hours=1)
STAFF = Sender(address="201", name="Grace", staff=True)


@pytest.fixture
async def story(store: Store) -> Story:
    return await watched(store, PROMISED)


async def watched(store: Store, desk: Desk, at: datetime = AN_HOUR_BEFORE) -> Story:
    story = Story(store, desk=desk, clock=ManualClock(at))
    await story.store.transact(lambda work: roster.watch(work, story.clock.now()))
    await story.settle()
    return story


def keeping(how: Keeping) -> Desk:
    teams = {PLATFORM: replace(PROMISED.teams[PLATFORM], keeping=how)}
    return replace(PROMISED, teams=teams)


async def over(story: Story) -> Sequence[Outgoing]:
    """Until the shift has ended; the handovers in the room."""
    await story.advance(HANDOVER - story.clock.now())
    return story.in_room(Notice.HANDOVER)


async def test_the_handover_names_both_and_says_what_is_owed(story: Story) -> None:
    await story.mail("P2 export fails")
    await story.react(Action.CLAIM, by="201", card="card:1")
    [baton] = await over(story)

    assert "Handover platform: from Grace Hall to Linus Berg" in baton.text
    assert "1 P2 Help" in baton.text
    assert set(baton.mentions) == {"201", "202"}
    assert baton.actions == (Action.CLAIM,)
    assert "1 tickets, 1 pages, 0 at night" in baton.text


async def test_the_handover_begins_with_what_burns(story: Story) -> None:
    await story.mail("P3")
    assert await story.order(Declare("nobody can pay")) is None
    [baton] = await over(story)

    assert baton.text.splitlines()[1] == "Burning now (1):"
    assert baton.text.splitlines()[2].startswith("· 1 Help · since <t:")
    assert baton.text.splitlines()[2].endswith("declared by Grace Hall, nobody has it")


async def test_nobody_hands_over_before_the_shift_ends_nor_twice(story: Story) -> None:
    await story.advance(minutes(59))
    assert story.in_room(Notice.HANDOVER) == []
    for _ in range(5):
        await story.advance(minutes(5))
    story.start()
    await story.advance(minutes(60))

    assert len(story.in_room(Notice.HANDOVER)) == 1


async def test_claims_go_back_to_the_pool_and_the_next_one_is_called(store: Store) -> None:
    story = await watched(store, keeping(Keeping.RETURN))
    await story.mail("P2")
    await story.react(Action.CLAIM, by="201", card="card:1")
    await over(story)

    ticket = await story.ticket()
    assert (ticket.status, ticket.assignee) == (TicketStatus.OPEN, None)
    assert "returned" in await story.timeline()
    assert story.paged()[-1] == ("202",)


async def test_claims_move_to_the_next_one_and_nobody_is_called(store: Store) -> None:
    story = await watched(store, keeping(Keeping.MOVE))
    await story.mail("P2")
    await story.react(Action.CLAIM, by="201", card="card:1")
    pages = story.paged()
    [baton] = await over(story)

    assert (await story.ticket()).assignee == LINUS
    assert "are Linus Berg's now" in baton.text
    assert story.paged() == pages


async def test_claims_stay_where_the_team_wants_it(store: Store) -> None:
    story = await watched(store, keeping(Keeping.KEEP))
    await story.mail("P2")
    await story.react(Action.CLAIM, by="201", card="card:1")
    await over(story)

    assert (await story.ticket()).assignee == GRACE


async def test_the_next_person_takes_it_by_reaction(story: Story) -> None:
    [baton] = await over(story)
    await story.react(Action.CLAIM, by="202", card=baton.key)
    assert ["Linus Berg" in one.text for one in story.in_room(Notice.TAKEN)] == [True]

    await story.advance(minutes(30))
    assert story.in_room(Notice.NOT_TAKEN) == []


async def test_nobody_takes_it_and_the_backup_is_asked(story: Story) -> None:
    await over(story)
    await story.advance(minutes(15))

    [asked] = story.in_room(Notice.NOT_TAKEN)
    assert asked.mentions == ("201",)
    assert "Linus Berg has not taken over" in asked.text


async def test_a_stranger_takes_no_handover(story: Story) -> None:
    [baton] = await over(story)
    await story.react(Action.CLAIM, by="77", card=baton.key, staff=False)

    assert story.in_room(Notice.TAKEN) == []


async def test_both_have_it_by_their_own_means(store: Store) -> None:
    desk = by(PROMISED, grace=(Means.PUSH, Means.DISCORD), linus=(Means.EMAIL,))
    story = await watched(store, desk)
    await over(story)

    assert story.called(Means.PUSH)[-1] == GRACE
    sent = [one for one in story.email.sent if one.notice is Notice.HANDOVER]
    assert [one.address for one in sent] == ["linus@acme.example"]
    assert sent[0].subject == "Handover platform: from Grace Hall to Linus Berg"


async def test_the_leavers_line_is_told_once(story: Story) -> None:
    name = f"{batons.NOTE}:{PLATFORM}"
    await story.store.transact(lambda work: work.switches.set(name, "The backup runs late"))
    [baton] = await over(story)

    assert "Watch out: The backup runs late" in baton.text
    assert await story.store.look(lambda work: work.switches.get(name)) is None


async def test_whoever_is_next_is_reminded_a_day_before_once(store: Store) -> None:
    story = await watched(store, PROMISED, at=HANDOVER - timedelta(hours=25))
    assert story.in_room(Notice.SHIFT_SOON) == []
    for _ in range(4):
        await story.advance(minutes(30))

    assert [one.mentions for one in story.in_room(Notice.SHIFT_SOON)] == [("202",)]


async def test_who_takes_over_at_once_is_handed_over_to(story: Story) -> None:
    now = story.clock.now()
    override = Override(
        team=PLATFORM, person=LINUS, start=now, end=now + timedelta(minutes=30), instead_of=GRACE
    )
    await story.store.transact(lambda work: work.roster.add_override(override))
    await story.advance(minutes(5))

    assert "from Grace Hall to Linus Berg" in story.in_room(Notice.HANDOVER)[0].text


async def test_in_watch_mode_nobody_is_mentioned(store: Store) -> None:
    story = await watched(store, replace(PROMISED, mode=Mode.WATCH))

    assert await over(story) == []


async def test_whoever_leaves_is_asked_at_most_once_a_week_and_only_after_pages(
    story: Story,
) -> None:
    """The P1 that nobody claims calls whoever is on duty, again and again."""
    await story.mail("P1")
    [baton] = await over(story)
    assert "Grace Hall: was a page for nothing?" in baton.text

    async def covers(person: PersonId, instead_of: PersonId) -> Sequence[Outgoing]:
        """For an hour; both handovers of it."""
        now = story.clock.now()
        hour = Override(
            team=PLATFORM, person=person, start=now, end=now + minutes(60), instead_of=instead_of
        )
        await story.store.transact(lambda work: work.roster.add_override(hour))
        for _ in range(14):
            await story.advance(minutes(5))
        return story.in_room(Notice.HANDOVER)[-2:]

    _, within_a_week = await covers(GRACE, LINUS)
    assert "from Grace Hall to Linus Berg" in within_a_week.text
    assert " 0 pages" not in within_a_week.text
    assert "for nothing" not in within_a_week.text

    await story.advance(batons.WEEK)  # Grace's turn again
    a_week_later, _ = await covers(LINUS, GRACE)
    assert "Grace Hall: was a page for nothing?" in a_week_later.text


async def test_whoever_leaves_without_a_page_is_asked_nothing(story: Story) -> None:
    await story.mail("P3")
    [baton] = await over(story)

    assert " 0 pages" in baton.text
    assert "for nothing" not in baton.text


async def test_the_handover_tells_of_reporters_who_wait_of_notes_and_of_what_was_noisy(
    store: Store,
) -> None:
    """Ticket 1 waits for its reporter, 2 has a note and is owed an answer, 3 called all night."""
    story = await watched(store, PROMISED, at=HANDOVER - timedelta(hours=12))
    report = await story.post("P2 the export fails")
    await story.post("Which browser?", by="201", thread=report, sender=STAFF)
    await story.mail("P2 again")
    assert await story.order(Note("it is the disk"), number=2) is None
    await story.order(Claim(), number=2)
    await story.mail("P1")
    for _ in range(3):
        await story.advance(minutes(15))
    await story.order(Claim(), number=3)
    [baton] = await over(story)

    for line in (
        "We owe an answer (2):",
        'Grace Hall\'s last note: "it is the disk"',
        "Waiting for reporters: 1, nothing to do. The longest wait began <t:",
        "Called most: 3 Help (",
    ):
        assert line in baton.text
    assert "· 1 P2" not in baton.text


async def test_the_next_person_takes_the_handover_in_chat_once(story: Story) -> None:
    async def take(by: str, *, staff: bool = True) -> str:
        return (await story.press(Action.TAKEN, by=by, ticket=None, staff=staff)).text

    assert await take("202") == "No handover of platform waits to be taken."
    await over(story)
    assert (await take("666", staff=False)).startswith("Only the support staff")
    assert story.in_room(Notice.TAKEN) == []
    assert await take("202") == "You have the handover of platform. The room is told."
    assert await take("202") == "No handover of platform waits to be taken."
    await story.advance(minutes(20))
    assert ["Linus Berg" in one.text for one in story.in_room(Notice.TAKEN)] == [True]
    assert story.in_room(Notice.NOT_TAKEN) == []


async def test_by_reaction_by_command_and_at_a_terminal_the_same_people_take_it(
    story: Story,
) -> None:
    """Zoe is on the staff and in no team; while she covers for Linus, it is hers to take."""
    zoe = person(PersonId("zoe"), "Zoe Lind", "204")
    story.desk = replace(PROMISED, people={**PROMISED.people, zoe.id: zoe})
    story.start()
    [baton] = await over(story)
    await story.react(Action.CLAIM, by="204", card=baton.key)
    refused = await story.press(Action.TAKEN, by="204", ticket=None, staff=True)
    assert refused.text.startswith("Only who belongs to the team platform can do that")
    assert story.in_room(Notice.TAKEN) == []

    now = story.clock.now()
    cover = Override(
        team=PLATFORM, person=zoe.id, start=now, end=now + minutes(60), instead_of=LINUS
    )
    await story.store.transact(lambda work: work.roster.add_override(cover))
    await story.react(Action.CLAIM, by="204", card=baton.key, present=False)
    await story.react(Action.CLAIM, by="204", card=baton.key)
    assert ["Zoe Lind" in one.text for one in story.in_room(Notice.TAKEN)] == [True]
