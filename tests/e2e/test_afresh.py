"""A reporter who answers after the end: the same ticket for a while, then a linked one."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.story import GRACE, Story
from triage.handling.orders import Resolve
from triage.messages import Nature, Notice, Sender
from triage.model import ConversationRef, TicketId, TicketStatus
from triage.ports.work import Store

DAY = timedelta(days=1)
FIRST = "m1@example.org"
SALES: dict[str, object] = {
    "conversation": ConversationRef("email", "sales", "s1@example.org"),
    "external_id": "s1@example.org",
}
BOB = Sender(address="bob@customer.example", name="Bob")


@pytest.fixture
async def story(store: Store) -> Story:
    """Ada's ticket is solved."""
    story = Story(store)
    await story.mail()
    await story.order(Resolve(line="It works again."), by=GRACE)
    return story


async def test_an_answer_within_two_weeks_opens_it_again(story: Story) -> None:
    await story.advance(13 * DAY)
    await story.mail("It is back P3", references=(FIRST,))

    assert len(await story.tickets()) == 1
    assert (await story.ticket()).status is TicketStatus.OPEN


async def test_a_later_answer_is_a_ticket_of_its_own_and_each_names_the_other(
    story: Story,
) -> None:
    await story.advance(15 * DAY)
    await story.mail("It is back P3", references=(FIRST,))

    old, new = await story.ticket(1), await story.ticket(2)
    assert (old.status, old.links, new.links) == (TicketStatus.RESOLVED, (new.id,), (old.id,))
    assert story.heard()[-1] is Notice.ACKNOWLEDGED
    assert story.email.sent[-1].references == ("m3@example.org",)
    assert "It is back" not in await story.words(1)


async def test_what_follows_in_the_old_thread_belongs_to_the_new_ticket(story: Story) -> None:
    await story.advance(15 * DAY)
    await story.mail("It is back P3", references=(FIRST,))
    await story.mail("and worse", references=(FIRST,))
    await story.mail("much worse", references=("m4@example.org",))

    assert len(await story.tickets()) == 2
    said = await story.words(2)
    assert ("and worse" in said, "much worse" in said) == (True, True)


async def test_two_weeks_after_the_end_of_the_new_one_there_is_another(story: Story) -> None:
    for _ in range(2):
        await story.advance(15 * DAY)
        await story.mail("It is back P3", references=(FIRST,))
        newest = len(await story.tickets())
        await story.order(Resolve(line="Again."), by=GRACE, number=newest)

    assert (await story.ticket(1)).links == (TicketId(2), TicketId(3))


async def test_whom_the_reporter_brought_in_has_one_new_ticket_too_and_not_the_reporters(
    story: Story,
) -> None:
    await story.mail("It broke too P3", copies=("bob@customer.example",))  # Ada's second
    second = len(await story.tickets())
    await story.order(Resolve(line="It works again."), by=GRACE, number=second)
    await story.advance(15 * DAY)
    for words in ("It is back P3", "and worse"):
        await story.mail(words, references=("m3@example.org",), sender=BOB)
    await story.mail("Here as well P3", references=("m3@example.org",))

    assert len(await story.tickets()) == second + 2
    said = await story.words(second + 1)
    assert ("and worse" in said, "Here as well" in said) == (True, False)


@pytest.mark.parametrize("how", [{"ticket": TicketId(1)}, {"subject": "Re: It broke [1]"}])
async def test_through_another_mailbox_of_the_desk_it_is_the_same(
    story: Story, how: dict[str, object]
) -> None:
    """Within two weeks the ticket opens again; later it is a new one, which goes on by either."""
    await story.advance(13 * DAY)
    await story.mail("It is back P3", **SALES, **how)
    assert (await story.ticket()).status is TicketStatus.OPEN
    assert (await story.ticket()).conversation.account == "support"
    await story.order(Resolve(line="Again."), by=GRACE)

    await story.advance(15 * DAY)
    await story.mail("It is back again P3", **SALES | {"external_id": "s2@example.org"}, **how)
    await story.mail("and worse", **how)
    new, old = await story.tickets()
    assert (old.status, old.links, new.links) == (TicketStatus.RESOLVED, (new.id,), (old.id,))
    assert "and worse" in await story.words(new.id)


async def test_a_stranger_with_its_number_opens_a_ticket_of_their_own(story: Story) -> None:
    await story.mail("Mine P3", subject="Re: It broke [1]", sender=BOB, **SALES)

    assert (await story.ticket(1)).status is TicketStatus.RESOLVED
    assert len(await story.tickets()) == 2


async def test_a_machine_opens_nothing_anew(story: Story) -> None:
    await story.advance(15 * DAY)
    await story.mail("I am away", references=(FIRST,), nature=Nature.AUTOMATIC)

    assert len(await story.tickets()) == 1
