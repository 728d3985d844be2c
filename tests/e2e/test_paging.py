"""Who is called by which means, and what happens when one fails: on every store."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.story import DESK, GRACE, LINUS, PLATFORM, Story, minutes
from triage.controls import Action
from triage.desk import Desk
from triage.errors import ChannelUnavailableError, DeliveryRefusedError, DeliveryUncertainError
from triage.handling import engineers
from triage.handling.change import Actor
from triage.messages import Notice
from triage.model import TeamId
from triage.oncall.schedule import Rotation
from triage.people import Means
from triage.ports.work import Store

ACTOR = Actor(person=LINUS, name="Linus Berg", staff=True)


def by(desk: Desk, **means: tuple[Means, ...]) -> Desk:
    """The desk with these ladders; who is not named keeps the mention."""
    people = {
        slug: replace(person, means=means.get(slug, person.means))
        for slug, person in desk.people.items()
    }
    return replace(desk, people=people, mailbox="support")


@pytest.fixture
def push_first(store: Store) -> Story:
    return Story(store, desk=by(DESK, grace=(Means.PUSH, Means.DISCORD)))


# ---------------------------------------------------------------- each means


async def test_a_mention_is_on_the_card_itself(store: Store) -> None:
    story = Story(store, desk=by(DESK, grace=(Means.DISCORD, Means.PUSH)))
    await story.mail("P1")

    assert story.paged() == [("201",)]
    assert story.push.sent == []


async def test_a_push_goes_to_the_phone_and_the_card_mentions_nobody(push_first: Story) -> None:
    await push_first.mail("P1")

    assert push_first.called(Means.PUSH) == [GRACE]
    assert push_first.paged() == []
    [page] = push_first.push.sent
    assert (page.subject, page.key) == ("P1 · 1 · Help", "page:1:0.0:grace:push")
    assert "<@" not in page.text


async def test_a_direct_message_goes_to_the_person_alone(store: Store) -> None:
    story = Story(store, desk=by(DESK, grace=(Means.DM,)))
    await story.mail("P1")

    assert story.called(Means.DM) == ["201"]
    assert story.paged() == []


async def test_a_page_by_mail_comes_from_our_mailbox(store: Store) -> None:
    story = Story(store, desk=by(DESK, grace=(Means.EMAIL,)))
    await story.mail("P1")

    assert story.called(Means.EMAIL) == ["grace@acme.example"]
    page = next(one for one in story.email.sent if one.notice is Notice.PAGE)
    assert (page.to.account, page.subject) == ("support", "P1 · 1 · Help")
    assert story.heard() == [Notice.ACKNOWLEDGED]


async def test_after_five_minutes_grace_and_linus_are_called_by_all_they_have(
    store: Store,
) -> None:
    """The step of the policy says `by = "all"`."""
    ladder = (Means.DISCORD, Means.PUSH, Means.EMAIL)
    story = Story(store, desk=by(DESK, grace=ladder, linus=(Means.PUSH, Means.DISCORD)))
    await story.mail("P1")
    await story.advance(minutes(5))

    assert story.paged() == [("201",), ("201", "202")]
    assert story.called(Means.PUSH) == [GRACE, LINUS]
    assert story.called(Means.EMAIL) == ["grace@acme.example"]


# ---------------------------------------------------------------- each failure


@pytest.mark.parametrize(
    "failure",
    [
        ChannelUnavailableError("503"),
        DeliveryUncertainError("no answer within 20 s"),
        DeliveryRefusedError("no such topic"),
    ],
    ids=["unavailable", "uncertain", "refused"],
)
async def test_a_push_that_fails_is_a_mention_at_once_and_on_the_timeline(
    push_first: Story, failure: ChannelUnavailableError
) -> None:
    push_first.push.failures = [failure]
    await push_first.mail("P1")

    assert push_first.paged() == [("201",)]
    kinds = await push_first.timeline()
    assert "page_failed" in kinds
    assert "called_again" in kinds

    await push_first.advance(minutes(4))
    assert push_first.push.sent == []
    assert push_first.paged() == [("201",)]


async def test_discord_is_down_and_the_push_goes_out_once(store: Store) -> None:
    """The card still comes when Discord is back, and mentions nobody any more."""
    story = Story(store, desk=by(DESK, grace=(Means.DISCORD, Means.PUSH)))
    story.discord.failures = [ChannelUnavailableError("not connected")]
    await story.mail("P1")
    assert story.called(Means.PUSH) == [GRACE]

    await story.advance(minutes(1))
    assert len(story.in_room(Notice.CARD)) == 1
    assert story.paged() == []


async def test_a_mention_that_is_a_second_late_calls_nobody_else(store: Store) -> None:
    """Their only means: what fails once gets through a moment later, and nobody is called twice."""
    story = Story(store)
    story.discord.failures = [ChannelUnavailableError("503"), DeliveryUncertainError("reset")]
    await story.mail("P1")
    for _ in range(4):
        await story.advance(timedelta(seconds=1))

    assert story.paged() == [("201",)]
    assert "page_failed" in await story.timeline()
    assert "unreachable" not in await story.timeline()


async def test_a_mention_that_fails_for_long_brings_the_next_step(store: Store) -> None:
    story = Story(store, desk=by(DESK, linus=(Means.PUSH,)))
    story.discord.failures = [ChannelUnavailableError("503")] * 5
    await story.mail("P1")
    for _ in range(20):
        await story.advance(timedelta(seconds=1))

    assert "unreachable" in await story.timeline()
    assert story.called(Means.PUSH) == [LINUS]


async def test_a_card_that_comes_behind_a_later_step_calls_nobody_again(store: Store) -> None:
    story = Story(store)
    story.discord.failures = [ChannelUnavailableError("503")] * 5
    await story.mail("P1")
    for _ in range(60):
        await story.advance(timedelta(seconds=1))

    assert len(story.in_room(Notice.CARD)) == 1
    assert story.paged() == [("201", "202")]


async def test_a_mention_that_may_have_arrived_is_not_made_by_the_step_that_it_brought(
    store: Store,
) -> None:
    """The card says it once, whether it stands already or comes now; Linus is called as well."""
    story = Story(store)
    story.discord.failures = [
        DeliveryUncertainError("reset"),
        *[ChannelUnavailableError("503")] * 4,
    ]
    await story.mail("P1")
    for _ in range(60):
        await story.advance(timedelta(seconds=1))

    assert sorted(story.paged()) == [("201",), ("202",)]

    await story.advance(minutes(15))  # the next step has its own time
    assert ("203",) in story.paged()


async def test_when_no_means_is_left_the_next_step_comes_at_once(store: Store) -> None:
    story = Story(store, desk=by(DESK, grace=(Means.PUSH,), linus=(Means.PUSH, Means.DISCORD)))
    story.push.failures = [DeliveryRefusedError("gone")]
    await story.mail("P1")

    assert "unreachable" in await story.timeline()
    assert story.called(Means.PUSH) == [GRACE, LINUS]  # the second step calls both, by all
    assert story.paged() == [("202",)]


async def test_somebody_without_any_means_does_not_stop_the_policy(store: Store) -> None:
    story = Story(store, desk=by(DESK, grace=()))
    await story.mail("P1")

    assert "unreachable" in await story.timeline()
    assert story.paged() == [("202",)]


async def test_when_everything_is_down_the_steps_keep_their_distances(store: Store) -> None:
    """A policy that repeats does not run wild."""
    story = Story(store, desk=by(DESK, grace=(Means.PUSH,), linus=(Means.PUSH,), amara=()))
    story.push.failures = [ChannelUnavailableError("down")] * 500
    await story.mail("P1")
    for _ in range(60):
        await story.advance(minutes(1))

    assert (await story.timeline()).count("called") <= 7


# ---------------------------------------------------------------- judged again


async def test_a_page_that_waited_is_not_sent_after_a_claim(push_first: Story) -> None:
    push_first.desk = by(DESK, grace=(Means.PUSH,))
    push_first.start()
    push_first.push.failures = [ChannelUnavailableError("down")]
    await push_first.mail("P1")
    await push_first.react(Action.CLAIM, by="202", card="card:1")
    await push_first.advance(minutes(30))

    assert push_first.push.sent == []


async def test_a_card_that_waited_calls_nobody_after_a_claim(store: Store) -> None:
    story = Story(store)
    await story.store.transact(lambda work: work.switches.set("paused", "by grace"))
    await story.mail("P1")
    await story.decide(lambda ticket: engineers.claim(ticket, ACTOR, now=story.clock.now()))
    await story.store.transact(lambda work: work.switches.set("paused", None))
    await story.advance(timedelta(seconds=1))

    assert len(story.in_room(Notice.CARD)) == 1
    assert story.paged() == []


# ---------------------------------------------------------------- many at once


async def test_forty_reports_of_one_thing_give_each_person_at_most_three_pages(
    store: Store,
) -> None:
    """Nobody claims anything, and they go on coming in for twenty minutes."""
    story = Story(store)
    for number in range(40):
        await story.mail("P1 log-in is down", external_id=f"m{number}@example.org")
        await story.advance(timedelta(seconds=30))

    for someone in ("201", "202", "203"):
        mentions = [one for one in story.paged() if someone in one]
        assert len(mentions) <= 3, (someone, mentions)
    assert story.paged()[0] == ("201",)
    assert len(story.in_room(Notice.CARD)) == 40
    assert "39 tickets wait" not in story.in_room(Notice.SUMMARY)[0].text
    assert "tickets wait" in story.in_room(Notice.SUMMARY)[0].text


async def test_where_nothing_is_summed_up_each_ticket_calls(store: Store) -> None:
    story = Story(store, desk=replace(DESK, bundle=timedelta()))
    for _ in range(3):
        await story.mail("P1")

    assert story.paged() == [("201",)] * 3


async def test_a_p1_of_another_team_still_pages(store: Store) -> None:
    story = Story(store, desk=two_teams(DESK))
    await story.mail("P1")
    await story.mail("P1", team=OTHER)

    assert story.paged() == [("201",), ("202",)]


async def test_low_urgency_never_delays_high(store: Store) -> None:
    story = Story(store)
    await story.mail("P2")
    await story.mail("P1")
    assert story.paged() == [("201",), ("201",)]

    await story.mail("P2 again")
    assert story.paged() == [("201",), ("201",)]


async def test_what_was_claimed_before_the_summary_is_not_in_it(store: Store) -> None:
    story = Story(store)
    for _ in range(4):
        await story.mail("P1")
    await story.react(Action.CLAIM, by="202", card="card:1")
    await story.react(Action.CLAIM, by="202", card="card:2")
    await story.advance(minutes(10))

    [summary] = story.in_room(Notice.SUMMARY)
    assert "P1 · 3 · Help" in summary.text
    assert "P1 · 2 · Help" not in summary.text


async def test_what_is_left_of_one_ticket_is_told_as_its_page(store: Store) -> None:
    story = Story(store)
    await story.mail("P2")
    await story.mail("P2")
    await story.react(Action.CLAIM, by="202", card="card:1")
    await story.advance(minutes(10))

    assert story.in_room(Notice.SUMMARY) == []
    assert [one.key for one in story.in_room(Notice.PAGE)] == ["page:2:0.0:grace"]


async def test_when_everything_is_claimed_there_is_no_summary(store: Store) -> None:
    story = Story(store)
    for number in range(1, 4):
        await story.mail("P1")
        await story.react(Action.CLAIM, by="202", card=f"card:{number}")
    await story.advance(minutes(30))

    assert story.paged() == [("201",)] * 3 or story.paged() == [("201",)]
    assert story.in_room(Notice.SUMMARY) == []


async def test_a_summary_goes_by_the_means_of_each(store: Store) -> None:
    story = Story(store, desk=by(DESK, grace=(Means.PUSH, Means.DISCORD)))
    for _ in range(3):
        await story.mail("P2")
    await story.advance(minutes(10))

    assert story.called(Means.PUSH) == [GRACE, GRACE]
    assert "2 tickets wait" in (story.push.sent[1].subject or "")


async def test_a_summary_that_fails_goes_the_next_way(store: Store) -> None:
    story = Story(store, desk=by(DESK, grace=(Means.PUSH, Means.DISCORD)))
    for _ in range(3):
        await story.mail("P2")
    story.push.failures = [ChannelUnavailableError("503")]
    await story.advance(minutes(10))

    assert story.called(Means.PUSH) == [GRACE]
    assert story.paged() == [("201",)]
    assert "2 tickets wait" in story.in_room(Notice.SUMMARY)[-1].text


async def test_a_summary_that_no_means_takes_brings_the_next_step_early(store: Store) -> None:
    """Grace's phone takes nothing: Linus, her backup, need not wait for half an hour."""
    story = Story(store, desk=by(DESK, grace=(Means.PUSH,)))
    for _ in range(3):
        await story.mail("P2")
    story.push.failures = [ChannelUnavailableError("503")] * 9
    await story.advance(minutes(10))
    assert story.paged() == []
    for _ in range(16):
        await story.advance(timedelta(seconds=1))

    for number in (2, 3):
        [event] = await story.events("unreachable", number)
        assert event.facts["person"] == GRACE
    assert story.paged() == [("202",)]


async def test_a_summary_in_the_room_that_mentions_nobody_is_tried_again(store: Store) -> None:
    story = Story(store, desk=by(DESK, grace=(Means.PUSH,)))
    for _ in range(3):
        await story.mail("P2")
    story.discord.failures = [ChannelUnavailableError("503")]
    await story.advance(minutes(10))
    assert story.in_room(Notice.SUMMARY) == []

    await story.advance(minutes(2))
    assert len(story.in_room(Notice.SUMMARY)) == 1


async def test_a_summary_that_failed_after_all_was_claimed_goes_no_other_way(
    store: Store,
) -> None:
    story = Story(store, desk=by(DESK, grace=(Means.PUSH, Means.DISCORD)), by_hand=True)
    for _ in range(3):
        await story.mail("P2")
    await story.work()
    story.clock.advance(minutes(10))
    await story.duties.fire_due()
    story.push.failures = [ChannelUnavailableError("503")]
    for one in story.deliverers:
        await one.deliver_due()
    now = story.clock.now()
    for number in (2, 3):
        await story.decide(lambda ticket: engineers.claim(ticket, ACTOR, now=now), number)
    await story.work()

    assert story.paged() == []
    assert [one.notice for one in story.push.sent] == [Notice.PAGE]


# ---------------------------------------------------------------- after our own outage


async def test_after_an_outage_one_message_tells_what_waited(store: Store) -> None:
    story = Story(store)
    for _ in range(5):
        await story.mail("P1")
    await story.react(Action.CLAIM, by="202", card="card:2")
    before = len(story.paged())
    story.clock.advance(timedelta(hours=3))
    story.start()
    await story.settle()

    [told] = story.in_room(Notice.SUMMARY)
    assert "The service was down" in told.text
    assert "4 tickets" in told.text
    assert len(story.paged()) == before + 1
    assert set(story.paged()[-1]) == {"201", "202", "203"}


OTHER = TeamId("billing")


def two_teams(desk: Desk) -> Desk:
    """A second team with the same room, where Linus is on duty."""
    teams = {**desk.teams, OTHER: replace(desk.teams[PLATFORM], id=OTHER)}
    [rotation] = (one for one in desk.rotations if isinstance(one, Rotation))
    theirs = replace(rotation, team=OTHER, people=(LINUS, GRACE))
    return replace(desk, teams=teams, rotations=(rotation, theirs))


async def test_whoever_was_called_can_say_that_it_was_for_nothing(store: Store) -> None:
    story = Story(store)
    await story.mail("P1")
    await story.react(Action.NOISE, by="201", card="card:1")

    assert "page_feedback" in await story.timeline()
    start, end = story.clock.now() - minutes(1), story.clock.now() + minutes(1)
    [event] = await store.look(lambda work: work.tickets.happened("page_feedback", start, end))
    assert (event.by, event.facts) == (GRACE, {"useful": False})
    [(card, _)] = await store.look(lambda work: work.outbox.calls(start, end))
    assert card.key == "card:1"
