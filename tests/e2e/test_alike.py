"""Alike reports, from the door to the wire: shown on the card, counted, never merged."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

import rules
from tests.rules.given import SHIPPED
from tests.story import DESK, GRACE, Story, minutes
from triage.app.similar import TicketIndex
from triage.controls import Action
from triage.duties.compare import Comparing
from triage.messages import Act, Notice, Sender
from triage.model import Alike, Assessment, Context, Priority, Report, TicketId
from triage.ports.work import Store, UnitOfWork

DOWN = "Checkout returns error 500 for everyone, nobody can pay, work is stopped"
AGAIN = "Nobody can pay: checkout returns error 500 for everyone, we are stopped"


def by_rules(report: Report, context: Context) -> Assessment:
    return rules.assess(report, context, SHIPPED)


@pytest.fixture
def story(store: Store) -> Story:
    return Story(store, assess=by_rules)


async def reported(story: Story, words: str, who: str) -> None:
    address = f"{who}@{who}.example"
    await story.mail(words, sender=Sender(address=address, name=who.title()))


async def test_one_strangers_words_are_held_at_p2_and_two_are_not(story: Story) -> None:
    await reported(story, DOWN, "ada")
    assert (await story.ticket(1)).priority is Priority.P2

    await story.advance(minutes(10))
    await reported(story, AGAIN, "ben")

    first, second = await story.ticket(1), await story.ticket(2)
    assert (first.affected, second.affected) == (2, 2)
    assert (first.priority, second.priority) == (Priority.P1, Priority.P1)
    assert "gathered" in await story.timeline(1)


async def test_no_ticket_is_alike_to_itself_when_several_come_at_once(story: Story) -> None:
    """The first that is compared finds the others, and leaves them in the index for their turn."""
    await reported(story, DOWN, "ada")
    await reported(story, AGAIN, "ben")
    both = [await story.ticket(1), await story.ticket(2)]
    index = TicketIndex()

    def asked(work: UnitOfWork) -> list[list[TicketId]]:
        return [[one.ticket for one in index(work, each)] for each in both]

    def near(work: UnitOfWork) -> list[list[TicketId]]:
        return [[one.ticket for one in index.near(work, each, most=1)] for each in both]

    assert await story.store.look(asked) == [[2], [1]]
    assert await story.store.look(near) == [[2], [1]]


async def test_a_second_reporter_after_fifteen_minutes_raises_nothing(story: Story) -> None:
    await reported(story, DOWN, "ada")
    await story.advance(minutes(16))
    await reported(story, AGAIN, "ben")

    assert [(await story.ticket(n)).priority for n in (1, 2)] == [Priority.P2, Priority.P2]


async def test_the_same_person_again_is_no_second_reporter(story: Story) -> None:
    await reported(story, DOWN, "ada")
    await reported(story, AGAIN, "ada")

    assert (await story.ticket(1)).affected == 1
    assert (await story.ticket(2)).priority is Priority.P2


async def test_a_persons_word_stays_when_more_people_report_it(story: Story) -> None:
    await reported(story, DOWN, "ada")
    await story.react(Action.LOWER, by="201", card="card:1")
    await reported(story, AGAIN, "ben")

    first = await story.ticket(1)
    assert (first.priority, first.priority_by, first.affected) == (Priority.P3, GRACE, 2)


async def test_the_card_shows_what_is_alike_and_links_nothing(story: Story) -> None:
    await reported(story, "The CSV export of invoices has no rows", "ada")
    await story.advance(timedelta(days=3))
    await reported(story, "CSV export: no rows in the invoices file", "ben")

    [*_, edit] = story.in_room(Notice.CARD, Act.EDIT)
    assert "Looks like 1" in edit.text
    assert "both say" in edit.text
    assert "Not linked" in edit.text
    second = await story.ticket(2)
    assert (second.links, second.merged, second.affected) == ((), None, 1)


async def test_what_is_older_than_two_weeks_is_shown_to_nobody(story: Story) -> None:
    await reported(story, "The CSV export of invoices has no rows", "ada")
    await story.advance(timedelta(days=15))
    await reported(story, "CSV export: no rows in the invoices file", "ben")

    assert (await story.ticket(2)).alike == ()


async def test_a_burst_across_channels_proposes_an_incident_on_the_first_card(
    store: Store,
) -> None:
    story = Story(store, assess=by_rules, desk=DESK)
    await story.post(DOWN, by="cy")
    await reported(story, AGAIN, "ada")
    await reported(story, DOWN, "ben")

    [*_, edit] = [one for one in story.in_room(Notice.CARD, Act.EDIT) if one.target == "card:1"]
    assert "2 alike from 3 people within 15 min" in edit.text
    assert "Declare an incident?" in edit.text


async def test_a_known_issue_is_answered_and_pages_nobody(store: Store) -> None:
    known = Assessment(
        priority=Priority.P1, known_issue="pay-500", answer="We are on it: status.acme.example"
    )
    story = Story(store, assess=lambda _report, _context: known)
    await reported(story, DOWN, "ada")
    await story.advance(minutes(60))

    assert story.paged() == []
    [receipt] = story.email.sent
    assert "We know of this: We are on it: status.acme.example" in receipt.text


async def test_a_person_who_says_how_bad_it_is_ends_the_quiet_of_a_known_issue(
    store: Store,
) -> None:
    known = Assessment(priority=Priority.P2, known_issue="pay-500")
    story = Story(store, assess=lambda _report, _context: known)
    await reported(story, DOWN, "ada")
    await story.react(Action.RAISE, by="202", card="card:1")

    assert ("201",) in story.paged()


async def test_a_tag_of_the_rules_says_that_it_is_the_same_service(store: Store) -> None:
    def tagged(report: Report, context: Context) -> Assessment:
        return replace(by_rules(report, context), tags=("payments",))

    story = Story(store, assess=tagged)
    await reported(story, "The payment page asks for a card twice after a failed try", "ada")
    await story.advance(timedelta(days=3))
    await reported(story, "My card was declined once, now the payment page is blank", "ben")

    [*_, edit] = story.in_room(Notice.CARD, Act.EDIT)
    assert "both payments" in edit.text


async def test_a_candidate_that_is_not_there_is_passed_over(story: Story) -> None:
    ghost = Alike(ticket=TicketId(99), opened_at=story.clock.now(), score=1.0)
    story.duties = replace(
        story.duties, compare=Comparing(lambda _work, _ticket: [ghost], by_rules)
    )
    await reported(story, DOWN, "ada")
    assert "compared" in await story.timeline(1)
