"""Engineers at work on tickets, from the order to the wire, on every store."""

from dataclasses import replace

import pytest

from tests.story import DESK, GRACE, LINUS, Story, at, minutes
from triage import judging
from triage.controls import Action
from triage.desk import Mode
from triage.handling.change import Actor
from triage.handling.orders import (
    Claim,
    Escalate,
    Merge,
    Note,
    Reply,
    Resolve,
    SnoozeOrder,
    Steal,
    Transfer,
    Unmerge,
)
from triage.messages import Act, Notice, Sender
from triage.model import (
    Author,
    TicketMessage,
    TicketStatus,
)
from triage.ports.work import Store

BOB = Sender(address="bob@example.org", name="Bob")


@pytest.fixture
def story(store: Store) -> Story:
    return Story(store)


def to(story: Story, address: str) -> list[Notice]:
    return [one.notice for one in story.email.sent if one.address == address]


async def said(story: Story, number: int = 1) -> list[TicketMessage]:
    ticket = await story.ticket(number)
    return await story.store.look(lambda work: judging.conversation(work, ticket))


async def two_reports(story: Story) -> None:
    """Ada's is ticket 1, Bob's is ticket 2."""
    await story.mail("It broke P2")
    await story.mail("Same P2", sender=BOB)


# ---------------------------------------------------------------- D2, D3, D9


async def test_later_replies_to_a_merged_ticket_go_to_the_survivor(story: Story) -> None:
    await two_reports(story)
    await story.order(Merge((await story.ticket(1)).id), number=2)
    await story.mail("It also breaks the import", references=("m2@example.org",), sender=BOB)

    assert len(await story.tickets()) == 2
    assert [one.text for one in await said(story, 1)][-1] == "It also breaks the import"
    assert (await story.timeline(1))[-1] == "reassessed"
    assert to(story, "bob@example.org") == [Notice.ACKNOWLEDGED, Notice.MERGED]


async def test_everybody_who_reported_hears_every_step_where_they_wrote(story: Story) -> None:
    await two_reports(story)
    await story.order(Merge((await story.ticket(1)).id), number=2)
    await story.order(Claim())
    await story.order(Reply("Please try again."))
    await story.order(Resolve("Works again."))

    steps = [Notice.CLAIMED, Notice.REPLY, Notice.RESOLVED]
    assert to(story, "ada@example.org") == [Notice.ACKNOWLEDGED, *steps]
    assert to(story, "bob@example.org") == [Notice.ACKNOWLEDGED, Notice.MERGED, *steps]
    [ada, bob] = [one for one in story.email.sent if one.notice is Notice.RESOLVED]
    assert ("1 should be solved" in ada.text, "2 should be solved" in bob.text) == (True, True)
    assert (bob.subject, bob.references[0]) == ("Re: Help [2]", "m2@example.org")


async def test_a_merged_reporter_who_writes_after_the_end_reopens_the_survivor(
    story: Story,
) -> None:
    await two_reports(story)
    await story.order(Merge((await story.ticket(1)).id), number=2)
    await story.order(Resolve("Works again."))
    await story.mail("No, it does not P2", references=("m2@example.org",), sender=BOB)

    assert (await story.ticket(1)).status is TicketStatus.OPEN
    assert (await story.ticket(2)).status is TicketStatus.RESOLVED


async def test_unmerge_gives_back_every_word_and_the_state_of_before(story: Story) -> None:
    await two_reports(story)
    first, before = await story.ticket(1), await story.ticket(2)
    await story.order(Merge(first.id), number=2)
    await story.mail("More of it", references=("m2@example.org",), sender=BOB)
    await story.order(Unmerge(), number=2)
    after, whole = await story.ticket(2), await story.ticket(1)

    assert (after.status, after.merged, after.run) == (before.status, None, before.run + 1)
    assert (whole.absorbed, whole.affected) == ((), first.affected)
    own = [one.text for one in await said(story, 2) if one.author is Author.REPORTER]
    assert own == ["Same P2", "More of it"]
    assert "More of it" not in [one.text for one in await said(story, 1)]
    await story.mail("And more", references=("m2@example.org",), sender=BOB)
    assert [one.text for one in await said(story, 2)][-1] == "And more"


async def test_merges_are_followed_to_the_last_survivor(story: Story) -> None:
    await two_reports(story)
    await story.mail("Third P2", sender=Sender(address="eve@example.org", name="Eve"))
    await story.order(Merge((await story.ticket(1)).id), number=2)
    await story.order(Merge((await story.ticket(3)).id), number=1)
    await story.mail("Still there", references=("m2@example.org",), sender=BOB)

    assert (await story.ticket(3)).affected == 3
    assert [one.text for one in await said(story, 3)][-1] == "Still there"
    assert await story.order(Merge((await story.ticket(2)).id), number=3) == "itself"


async def test_fast_words_after_a_merge_open_no_new_ticket(story: Story) -> None:
    await story.post("The export fails P3", by="ada")
    await story.post("The export fails for me too P3", by="bob")
    await story.order(Merge((await story.ticket(1)).id), number=2)
    await story.post("since this morning", by="bob")

    assert len(await story.tickets()) == 2
    assert [one.text for one in await said(story, 1)][-1] == "since this morning"


async def test_a_merged_ticket_calls_nobody_any_more(story: Story) -> None:
    await story.mail("P1")
    await story.mail("P1 too", sender=BOB)
    await story.order(Claim(), number=1)
    await story.order(Merge((await story.ticket(1)).id), number=2)
    calls = len(story.paged())
    await story.advance(minutes(90))

    assert len(story.paged()) == calls
    assert "Part of ticket 1" in story.in_room(Notice.CARD, Act.EDIT)[-2].text


# ---------------------------------------------------------------- F4, F8, F10, F12


async def test_a_note_never_reaches_the_reporter_and_is_found_again(story: Story) -> None:
    await story.mail()
    await story.order(Note("Ask Kim about the cache"))

    assert story.heard() == [Notice.ACKNOWLEDGED]
    assert all("Kim" not in one.text for one in story.email.sent)
    assert (await said(story))[-1].author is Author.NOTE
    found = await story.store.look(
        lambda work: work.tickets.search(["kim", "CACHE"], open_only=True, limit=9)
    )
    assert [one.id for one in found] == [1]


async def test_a_ticket_taken_over_tells_the_room_and_the_reporter(story: Story) -> None:
    await story.mail("P2")
    await story.order(Claim(), by=GRACE)

    assert await story.order(Claim(), by=LINUS) == "held"
    assert await story.order(Steal("Grace is away"), by=LINUS) is None
    assert story.heard() == [Notice.ACKNOWLEDGED, Notice.CLAIMED, Notice.CLAIMED]
    [line] = story.in_room(Notice.HANDED, Act.DISCUSS)
    assert line.text == "Linus Berg took ticket 1 over: Grace is away"
    assert "Claimed by Linus Berg" in story.in_room(Notice.CARD, Act.EDIT)[-1].text


async def test_a_transfer_names_both_and_keeps_the_reason(story: Story) -> None:
    await story.mail("P2")
    await story.order(Claim())
    await story.order(Transfer(Actor(person=LINUS, name="Linus Berg", staff=True), "database"))

    [line] = story.in_room(Notice.HANDED, Act.DISCUSS)
    assert line.text == "Grace Hall handed ticket 1 over to Linus Berg: database"
    assert (await story.timeline())[-1] == "transferred"
    assert (await story.ticket()).assignee == LINUS


async def test_what_is_put_off_comes_back_at_its_moment_after_a_restart(story: Story) -> None:
    await story.mail("P3")
    await story.order(Claim())
    await story.order(SnoozeOrder(at(14)))
    assert "put off until <t:" in story.in_room(Notice.CARD, Act.EDIT)[-1].text

    story.start()
    await story.advance(minutes(119))
    assert (await story.ticket()).snoozed is not None
    await story.advance(minutes(2))
    assert (await story.ticket()).snoozed is None
    [line] = story.in_room(Notice.WOKEN, Act.DISCUSS)
    assert line.text == "Ticket 1 is due again, Grace Hall: Help"


async def test_a_reply_ends_a_snooze_and_its_timer(story: Story) -> None:
    await story.mail("P3")
    await story.order(Claim())
    await story.order(SnoozeOrder(at(14)))
    await story.mail("here you are", references=("m1@example.org",))
    await story.advance(minutes(180))

    assert len(story.in_room(Notice.WOKEN, Act.DISCUSS)) == 1


async def test_an_escalation_calls_the_next_people_at_once(story: Story) -> None:
    await story.mail("P1")
    await story.order(Claim())
    calls = len(story.paged())
    await story.order(Escalate("beyond me"))

    assert story.paged()[calls:] == [("201", "202")]
    assert (await story.ticket()).assignee is None
    [said] = story.in_room(Notice.HANDED, Act.DISCUSS)
    assert said.text.endswith("handed ticket 1 over to platform: beyond me")


async def test_a_policy_of_one_step_starts_anew_when_somebody_escalates(story: Story) -> None:
    await story.mail("P3")
    await story.order(Claim())
    assert await story.order(Escalate("beyond me")) is None

    ticket = await story.ticket()
    assert (ticket.assignee, ticket.run) == (None, 1)
    fired = await story.store.look(lambda work: work.timers.armed("escalate", "1"))
    assert fired is None or fired.due_at > story.clock.now()


async def test_a_resolved_card_names_who_resolved_it(story: Story) -> None:
    await story.mail("P3")
    await story.react(Action.RESOLVE, by="202", card="card:1")
    await story.advance(minutes(2))

    assert "Resolved by Linus Berg" in story.in_room(Notice.CARD, Act.EDIT)[-1].text


async def test_in_watch_mode_no_words_go_to_the_reporter(store: Store) -> None:
    story = Story(store, desk=replace(DESK, mode=Mode.WATCH))
    await story.mail()

    assert await story.order(Reply("Hello")) == "watching"
    assert story.heard() == []
