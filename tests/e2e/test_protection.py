"""Nobody but who is on duty, or named by a step, is ever called: judged when a message is sent."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.e2e.test_paging import by
from tests.story import AMARA, DESK, GRACE, LINUS, PLATFORM, Story, at, minutes
from tests.triage.test_promises import PROMISED
from triage.app.oncall.load import shared
from triage.controls import Action
from triage.desk import Desk
from triage.errors import ChannelUnavailableError
from triage.handling import engineers
from triage.handling.orders import Reply
from triage.load import Share
from triage.messages import Notice
from triage.model import PersonId, TeamId
from triage.oncall.schedule import Absence, Override, Rotation
from triage.people import Keeping, Means
from triage.ports.work import Store

WEEK = timedelta(weeks=1)


@pytest.fixture
def story(store: Store) -> Story:
    return Story(store)


async def pause(story: Story, why: str | None) -> None:
    await story.store.transact(lambda work: work.switches.set("paused", why))


async def cover(story: Story, person: PersonId, instead_of: PersonId, *, hours: int = 8) -> None:
    """From now on somebody has the seat of another."""
    start = story.clock.now()
    one = Override(
        team=PLATFORM,
        person=person,
        instead_of=instead_of,
        start=start,
        end=start + timedelta(hours=hours),
    )
    await story.store.transact(lambda work: work.roster.add_override(one))


# ---------------------------------------------------------------- judged again: still on duty?


async def test_a_page_that_waited_past_the_shift_calls_who_is_on_duty_now(store: Store) -> None:
    """The next week has Linus on call, with Amara behind him."""
    [rotation] = (one for one in DESK.rotations if isinstance(one, Rotation))
    three = replace(rotation, people=(GRACE, LINUS, AMARA))
    story = Story(store, desk=replace(DESK, rotations=(three,)))
    await pause(story, "by amara")
    await story.mail("P2")
    await story.advance(WEEK)
    await pause(story, None)
    await story.advance(timedelta(seconds=1))
    await story.advance(timedelta(seconds=1))

    assert {one for call in story.paged() for one in call} == {"202", "203"}
    assert "relieved" in await story.timeline()


async def test_a_push_that_waited_past_the_shift_does_not_ring(store: Store) -> None:
    story = Story(store, desk=by(DESK, grace=(Means.PUSH,), linus=(Means.PUSH,)))
    await pause(story, "by amara")
    await story.mail("P2")
    await cover(story, LINUS, GRACE)
    await pause(story, None)
    await story.advance(timedelta(seconds=1))

    assert story.called(Means.PUSH) == [LINUS]


async def test_a_card_is_posted_all_the_same_and_calls_nobody_off_duty(story: Story) -> None:
    story.discord.failures = [ChannelUnavailableError("503")]
    await story.mail("P1")
    await cover(story, LINUS, GRACE)
    await story.advance(minutes(1))

    assert len(story.in_room(Notice.CARD)) == 1
    assert story.paged() == [("202",)]


async def test_whom_a_message_called_no_more_when_it_was_sent_is_in_nobodys_load(
    story: Story,
) -> None:
    """Written in the night, and sent in the morning, when Linus covers for Grace."""
    story.clock.advance(at(6) + timedelta(days=1, minutes=58) - story.clock.now())
    start = story.clock.now()
    await pause(story, "by amara")
    await story.mail("P1")
    await cover(story, LINUS, GRACE)
    story.clock.advance(minutes(3))
    await pause(story, None)
    await story.advance(timedelta(seconds=1))
    assert story.paged() == [("202",)]

    end = start + timedelta(hours=1)
    found = await story.store.look(lambda work: shared(work, story.desk, start=start, end=end))
    called = Share(pages=1, interrupts=1)
    assert [found.shares[one] for one in (GRACE, LINUS)] == [Share(), called]


async def test_whoever_said_that_they_are_away_is_not_called_by_what_waits(story: Story) -> None:
    await pause(story, "by amara")
    await story.mail("P1")
    away = Absence(person=GRACE, start=story.clock.now(), end=story.clock.now() + WEEK)
    await story.store.transact(lambda work: work.roster.add_absence(away))
    await pause(story, None)
    await story.advance(timedelta(seconds=1))

    assert story.paged() == [("202",)]


async def test_many_pages_that_waited_past_the_shift_are_one_summary_to_who_is_there_now(
    story: Story,
) -> None:
    await pause(story, "by amara")
    for _ in range(5):
        await story.mail("P2")
    await cover(story, LINUS, GRACE)
    await pause(story, None)
    await story.advance(minutes(1))
    await story.advance(minutes(15))

    told = [one for one in story.paged() if one == ("202",)]
    assert len(told) <= 2
    assert "5 tickets wait" in "\n".join(
        one.text for one in (*story.in_room(Notice.SUMMARY), *story.in_room(Notice.PAGE))
    )
    assert all("201" not in one for one in story.paged())


async def test_whom_a_summary_tells_by_another_means_is_not_told_again_for_the_one_relieved(
    store: Store,
) -> None:
    """Each has a message of the same summary, and the room's is judged without the other."""
    story = Story(store, desk=by(DESK, linus=(Means.DM,)))
    await story.mail("P2")
    await story.mail("P2")
    await cover(story, LINUS, GRACE)
    await story.mail("P2")
    await story.mail("P2")
    await story.advance(minutes(10))
    await story.advance(minutes(10))

    ours = (one for one in story.discord.sent if one.call is not None)
    told = [one.call for one in ours if one.call is not None and LINUS in one.call.people]
    assert sum((2, "0.0") in call.steps for call in told) == 1


async def test_a_step_that_names_the_lead_still_calls_the_lead(story: Story) -> None:
    """Who is named is never relieved, whoever is on duty; the last overdue step calls for all."""
    story.clock.advance(at(2, day=3) - story.clock.now())
    await story.mail("P1")
    story.clock.advance(minutes(16))
    await pause(story, "by amara")
    await story.settle()
    await pause(story, None)
    await story.settle()

    assert {"201", "202", "203"} in [{*one} for one in story.paged()]


# ---------------------------------------------------------------- nobody on duty


async def test_where_nobody_is_on_duty_the_next_step_comes_at_once(store: Store) -> None:
    """The rotation is empty: backup is, too, and the lead is called."""
    story = Story(store, desk=replace(DESK, rotations=()))
    await story.mail("P1")

    assert story.paged() == [("203",)]
    assert (await story.timeline()).count("nobody") == 2


async def test_where_everybody_is_away_the_lead_is_called_at_once(story: Story) -> None:
    for person in (GRACE, LINUS):
        away = Absence(person=person, start=story.clock.now(), end=story.clock.now() + WEEK)
        await story.store.transact(lambda work, away=away: work.roster.add_absence(away))  # type: ignore[misc]
    await story.mail("P1")

    assert story.paged() == [("203",)]


async def test_a_lead_who_is_away_is_left_in_peace_and_who_is_on_duty_is_called_again(
    story: Story,
) -> None:
    """Named by the last step, which repeats: without this a P1 would ring nobody any more."""
    away = Absence(person=AMARA, start=story.clock.now(), end=story.clock.now() + WEEK)
    await story.store.transact(lambda work: work.roster.add_absence(away))
    await story.mail("P1")
    for _ in range(3):
        await story.advance(minutes(15))

    assert all("203" not in one for one in story.paged())
    assert len(story.paged()) >= 4
    assert {*story.paged()[-1]} == {"201", "202"}
    [first, *_] = await story.events("nobody")
    assert first.facts["notify"] == ["lead"]


async def test_a_policy_that_only_shows_calls_nobody_and_nothing_hurries(story: Story) -> None:
    await story.mail("P3")
    await story.advance(timedelta(days=1))

    assert story.paged() == []
    assert "nobody" not in await story.timeline()


# ---------------------------------------------------------------- what is owed, and the shift over


def kept(desk: Desk = PROMISED) -> Desk:
    """Claims stay with their holders when a shift ends."""
    team = replace(desk.teams[PLATFORM], keeping=Keeping.KEEP)
    return replace(desk, teams={**desk.teams, PLATFORM: team})


async def late_in_the_shift(store: Store, desk: Desk, words: str = "P1") -> Story:
    """Grace claims five minutes before Linus has the seat."""
    story = Story(store, desk=desk)
    await story.mail(words)
    await story.react(Action.CLAIM, by="201", card="card:1")
    await story.advance(minutes(5))
    await cover(story, LINUS, GRACE)
    return story


def nudges(story: Story) -> list[tuple[str, tuple[str, ...]]]:
    """What they ask for, and whom they mention."""
    return [(one.key.split(":")[2], one.mentions) for one in story.in_room(Notice.NUDGE)]


async def test_a_holder_who_is_off_duty_is_named_and_who_is_on_duty_is_mentioned(
    store: Store,
) -> None:
    """Answer and lease: before they are due, and when they are; who is called anew is nobody's."""
    story = await late_in_the_shift(store, kept())
    for _ in range(25):
        await story.advance(minutes(1))

    linus = ("202",)
    asked = [("answer", linus), ("late", linus), ("lease", linus), ("expired", ())]
    assert nudges(story) == asked
    answer, _, lease, expired = (one.text for one in story.in_room(Notice.NUDGE))
    assert answer.startswith("<@202>, Grace Hall has it and is off duty: on ticket 1 (")
    assert lease.startswith("<@202>, Grace Hall has it and is off duty: the claim on ticket 1 (")
    assert expired.startswith("Grace Hall: the claim on ticket 1")


async def test_news_are_asked_from_who_is_on_duty_and_the_load_stays_theirs(store: Store) -> None:
    story = await late_in_the_shift(store, kept(), "P2")
    start = story.clock.now()
    await story.advance(minutes(190))
    end = start + timedelta(hours=8)
    found = await story.store.look(lambda work: shared(work, story.desk, start=start, end=end))

    assert set(nudges(story)) >= {("news", ("202",)), ("lease", ("202",))}
    assert {mentions for _, mentions in nudges(story)} == {("202",)}
    assert found.causes == {}


async def test_a_lead_who_has_helped_out_is_not_reminded_nor_is_the_next_in_turn(
    store: Store,
) -> None:
    story = Story(store, desk=kept())
    await story.mail("P1")
    await story.react(Action.CLAIM, by="203", card="card:1")
    await story.advance(minutes(12))
    await story.mail("P1")
    await story.react(Action.CLAIM, by="202", card="card:2")
    await story.advance(minutes(12))

    assert {mentions for _, mentions in nudges(story)} == {("201",)}


async def test_whoever_is_on_duty_for_another_team_is_reminded_of_what_they_have(
    store: Store,
) -> None:
    """They are in the midst of it, and on duty."""
    other = TeamId("other")
    [rotation] = (one for one in PROMISED.rotations if isinstance(one, Rotation))
    theirs = replace(rotation, team=other, people=(AMARA,))
    desk = replace(
        PROMISED,
        teams={**PROMISED.teams, other: replace(PROMISED.teams[PLATFORM], id=other)},
        rotations=(rotation, theirs),
    )
    story = Story(store, desk=desk)
    await story.mail("P1")
    await story.react(Action.CLAIM, by="203", card="card:1")
    await story.advance(minutes(12))

    assert nudges(story) == [("answer", ("203",))]


async def test_a_team_without_a_rotation_has_nobody_off_duty(store: Store) -> None:
    story = Story(store, desk=replace(PROMISED, rotations=()))
    await story.mail("P1")
    await story.react(Action.CLAIM, by="201", card="card:1")
    await story.advance(minutes(12))

    assert nudges(story) == [("answer", ("201",))]
    assert story.in_room(Notice.NUDGE)[0].text.startswith("<@201>: on ticket 1")


async def test_where_nobody_is_on_duty_a_nudge_names_the_holder_and_mentions_nobody(
    store: Store,
) -> None:
    story = Story(store, desk=kept())
    await story.mail("P1")
    await story.react(Action.CLAIM, by="201", card="card:1")
    for person in (GRACE, LINUS):
        away = Absence(person=person, start=story.clock.now(), end=story.clock.now() + WEEK)
        await story.store.transact(lambda work, away=away: work.roster.add_absence(away))  # type: ignore[misc]
    await story.advance(minutes(12))

    assert nudges(story) == [("answer", ())]
    [nudge] = story.in_room(Notice.NUDGE)
    assert nudge.text.startswith("Grace Hall has it and is off duty: on ticket 1")


async def test_a_nudge_that_waited_past_the_shift_is_judged_when_it_is_sent(store: Store) -> None:
    story = Story(store, desk=kept())
    await story.mail("P1")
    await story.react(Action.CLAIM, by="201", card="card:1")
    await pause(story, "by amara")
    await story.advance(minutes(12))
    await cover(story, LINUS, GRACE)
    await pause(story, None)
    await story.advance(timedelta(seconds=1))

    assert nudges(story) == [("answer", ("202",))]
    assert story.in_room(Notice.NUDGE)[0].text.startswith("<@202>, Grace Hall has it")


@pytest.mark.parametrize("then", [Action.RELEASE, Action.RESOLVE])
async def test_a_nudge_that_waited_until_nothing_is_owed_is_not_sent(
    store: Store, then: Action
) -> None:
    """The lease ends with the claim, every promise with the ticket."""
    story = Story(store, desk=kept())
    await story.mail("P2")
    await story.react(Action.CLAIM, by="201", card="card:1")
    await story.order(Reply("Looking at it"))
    await story.advance(minutes(179))
    await pause(story, "by amara")
    await story.advance(minutes(2))
    await story.decide(
        lambda ticket: (
            engineers.release(ticket, GRACE, now=story.clock.now())
            if then is Action.RELEASE
            else engineers.resolve(ticket, story.actor(GRACE), line=None, now=story.clock.now())
        )
    )
    await pause(story, None)
    await story.advance(timedelta(seconds=1))

    wanted = [] if then is Action.RESOLVE else [("news", ())]
    assert nudges(story) == wanted


# ---------------------------------------------------------------- what waited is told


async def test_of_a_step_that_was_told_to_one_the_other_hears_in_the_summary(story: Story) -> None:
    """Grace waits with the second ticket; after five minutes its second step calls Linus alone."""
    await story.mail("P1")
    await story.mail("P1")
    await story.react(Action.CLAIM, by="203", card="card:1")
    await story.advance(minutes(5))
    assert story.paged() == [("201",), ("202",)]

    await story.advance(minutes(5))
    assert story.paged()[2:] == [("201",)]


# ---------------------------------------------------------------- what was sent can be proved


async def test_the_load_tells_whom_a_night_reached_off_duty_and_by_which_step(
    story: Story,
) -> None:
    """Linus behind Grace is called by the second step, Amara by the third, and a late answer is
    asked for from Grace, who has it."""
    story.clock.advance(at(23) - story.clock.now())
    start = story.clock.now()
    await story.mail("P1")
    await story.advance(minutes(5))
    await story.advance(minutes(10))
    await story.react(Action.CLAIM, by="201", card="card:1")
    await story.react(Action.NOISE, by="201", card="card:1")
    end = start + timedelta(hours=1)
    found = await story.store.look(lambda work: shared(work, story.desk, start=start, end=end))

    assert found.shares[GRACE] == Share(pages=2, nights=2, interrupts=2, claims=1)
    once = Share(pages=1, nights=1, interrupts=1, off_duty=1, switches=1)
    assert (found.shares[LINUS], found.shares[AMARA]) == (once, once)
    assert found.causes == {"step 2": 1, "step 3": 1}
    [turn] = found.turns
    assert (turn.person, turn.share) == (GRACE, found.shares[GRACE])
    assert (found.useful, found.noise) == (0, 1)
