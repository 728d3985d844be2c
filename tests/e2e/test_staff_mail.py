"""Mail to the staff that does not arrive: marked, told, the next means is tried; on every store."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.e2e.test_handover import over, watched
from tests.e2e.test_paging import by
from tests.story import DESK, GRACE, Story, at, minutes
from tests.triage.test_promises import PROMISED
from triage.carried import Bounced
from triage.controls import Action
from triage.duties.lint import Lint
from triage.errors import DeliveryRefusedError, DeliveryUncertainError
from triage.messages import Nature, Notice, Sender
from triage.people import Means
from triage.ports.work import Store

ADDRESS = "grace@acme.example"
PAGE = "page:{number}:0.0:grace:email"


@pytest.fixture
def story(store: Store) -> Story:
    """Grace is called by mail, then by push."""
    return Story(store, desk=by(DESK, grace=(Means.EMAIL, Means.PUSH)))


async def bounce(story: Story, key: str, *, permanent: bool = True) -> None:
    """Somebody's server reports that our mail of that key did not arrive."""
    await story.mail(
        "Undeliverable",
        references=(f"email-{key}",),
        nature=Nature.BOUNCE,
        sender=Sender(address="mailer-daemon@acme.example"),
        bounced=(Bounced(address=ADDRESS, status="5.1.1", permanent=permanent),),
    )


async def marked(story: Story) -> str | None:
    found = await story.store.look(lambda work: work.tickets.contact("email", "support", ADDRESS))
    return None if found is None else found.undeliverable


async def test_a_page_that_bounces_goes_by_the_next_means_and_the_room_is_told(
    story: Story,
) -> None:
    await story.mail("P1")
    assert (story.called(Means.EMAIL), story.called(Means.PUSH)) == ([ADDRESS], [])
    await bounce(story, PAGE.format(number=1))

    assert story.called(Means.PUSH) == [GRACE]
    assert await marked(story) == "bounced: 5.1.1"
    [line] = story.in_room(Notice.STAFF_UNREACHED)
    assert line.text.startswith("**Grace Hall is not reached by mail:**")
    assert (ADDRESS in line.text, line.mentions) == (False, ())
    assert [one for one in await story.timeline() if one in {"page_failed", "called_again"}] == [
        "page_failed",
        "called_again",
    ]
    assert len(await story.tickets()) == 1
    assert story.heard() == [Notice.ACKNOWLEDGED]


async def test_a_page_that_may_have_arrived_is_sent_until_it_is_sure(store: Store) -> None:
    story = Story(store, desk=by(DESK, grace=(Means.EMAIL,)))
    story.email.failures += [DeliveryUncertainError("died after DATA")] * 8  # and the receipt's
    await story.mail("P1")
    for _ in range(4):
        await story.advance(minutes(1))

    assert (story.email.failures, story.called(Means.EMAIL)[0]) == ([], ADDRESS)
    assert story.in_room(Notice.STAFF_UNREACHED) == []


async def test_a_bounce_that_comes_again_calls_nobody_again_and_is_told_once(story: Story) -> None:
    await story.mail("P1")
    await bounce(story, PAGE.format(number=1))
    await bounce(story, PAGE.format(number=1))
    await story.mail("P1 another")
    await story.advance(minutes(10))
    await bounce(story, PAGE.format(number=2))

    assert len(story.in_room(Notice.STAFF_UNREACHED)) == 1
    assert story.called(Means.PUSH).count(GRACE) <= 3


async def test_a_delay_is_no_bounce(story: Story) -> None:
    await story.mail("P1")
    await bounce(story, PAGE.format(number=1), permanent=False)

    assert (story.called(Means.PUSH), await marked(story)) == ([], None)


async def test_a_bounce_after_a_claim_marks_and_calls_nobody(story: Story) -> None:
    await story.mail("P1")
    await story.react(Action.CLAIM, by="202", card="card:1")
    await bounce(story, PAGE.format(number=1))

    assert story.called(Means.PUSH) == []
    assert await marked(story) == "bounced: 5.1.1"


async def test_a_bounce_that_comes_after_the_next_step_calls_nobody_again(story: Story) -> None:
    """The step after five minutes has called Grace by all she has."""
    await story.mail("P1")
    await story.advance(minutes(6))
    before = story.called(Means.PUSH)
    await bounce(story, PAGE.format(number=1))

    assert story.called(Means.PUSH) == before == [GRACE]
    assert len(story.in_room(Notice.STAFF_UNREACHED)) == 1


async def test_a_p2_that_bounces_in_the_evening_calls_in_the_morning(story: Story) -> None:
    """Whoever is called in business hours only is not called at night by the next means either."""
    story.clock.advance(at(16, 55) - story.clock.now())
    await story.mail("P2")
    await story.advance(minutes(8))
    await bounce(story, PAGE.format(number=1))
    assert story.called(Means.PUSH) == []

    await story.advance(at(8, 0, day=3) - story.clock.now())
    assert story.called(Means.PUSH) == [GRACE]


async def test_a_page_that_is_refused_marks_the_address(story: Story) -> None:
    story.email.failures = [DeliveryRefusedError("550 nobody lives there")]
    await story.mail("P1")

    assert story.called(Means.PUSH) == [GRACE]
    assert await marked(story) == "550 nobody lives there"
    assert len(story.in_room(Notice.STAFF_UNREACHED)) == 1


async def test_a_summary_that_bounces_goes_the_next_way(story: Story) -> None:
    for _ in range(3):
        await story.mail("P2")
    await story.advance(minutes(10))
    summary = story.email.sent[-1]
    assert summary.notice is Notice.SUMMARY
    await bounce(story, summary.key)

    assert story.called(Means.PUSH) == [GRACE]
    assert story.push.sent[-1].notice is Notice.SUMMARY


async def test_the_daily_check_lists_who_is_not_reached_until_they_write_from_there(
    story: Story,
) -> None:
    lint = Lint(store=story.store, clock=story.clock, desk=story.desk, outbox=story.pipeline.outbox)
    await story.mail("P1")
    await story.react(Action.CLAIM, by="202", card="card:1")
    assert not await story.store.transact(lint.check)

    await bounce(story, PAGE.format(number=1))
    assert await story.store.transact(lint.check)
    await story.settle()
    assert "Grace Hall: what we send does not arrive" in story.in_room(Notice.ROSTER)[-1].text

    grace = Sender(address=ADDRESS, name="Grace Hall", verified=True)
    await story.mail("/note I am back", references=("m1@example.org",), sender=grace)
    assert await marked(story) is None
    await story.advance(timedelta(days=1))
    assert not await story.store.transact(lint.check)


async def test_where_mail_was_the_only_means_the_next_step_comes_at_once(store: Store) -> None:
    story = Story(store, desk=by(DESK, grace=(Means.EMAIL,)))
    await story.mail("P1")
    await bounce(story, PAGE.format(number=1))

    assert "unreachable" in await story.timeline()
    assert story.paged() == [("202",)]


async def test_a_handover_that_bounces_marks_and_tells_the_room(store: Store) -> None:
    story = await watched(store, by(PROMISED, grace=(Means.EMAIL,)))
    await over(story)
    [baton] = [one for one in story.email.sent if one.notice is Notice.HANDOVER]
    await bounce(story, baton.key)

    assert await marked(story) == "bounced: 5.1.1"
    assert len(story.in_room(Notice.STAFF_UNREACHED)) == 1
    assert await story.tickets() == []


async def test_a_bounce_of_a_mail_that_is_none_of_ours_marks_nobody(story: Story) -> None:
    await story.mail("P1")
    await bounce(story, "page:9:0.0:grace:email")

    assert (story.called(Means.PUSH), await marked(story)) == ([], None)
