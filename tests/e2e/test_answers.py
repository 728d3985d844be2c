"""What reporters answer to our questions: read back, known from then on, and seen by the team."""

from __future__ import annotations

from dataclasses import replace

import pytest

import rules
from tests.rules.given import SHIPPED
from tests.story import DESK, Story, minutes
from triage.messages import Act, Notice
from triage.model import Assessment, Context, Priority, Report
from triage.ports.work import Store
from triage.wording.speak import question

WORDS = "The export fails."


def by_rules(report: Report, context: Context) -> Assessment:
    return rules.assess(report, context, SHIPPED)


@pytest.fixture
def story(store: Store) -> Story:
    return Story(store, assess=by_rules)


async def answered(story: Story, *answers: str) -> None:
    """The receipt, quoted, with an answer below each question."""
    ticket = await story.ticket()
    lines = ["On Monday Acme support wrote:"]
    for number, (key, said) in enumerate(zip(ticket.asked, answers, strict=False), 1):
        lines += [f"> {number}. {question(key, 'en')}", "", said]
    await story.mail("\n".join(answers), text="\n".join(lines), references=("email-ack:1",))


async def test_a_mail_asks_by_number_and_remembers_what_it_asked(story: Story) -> None:
    await story.mail(WORDS)
    asked = (await story.ticket()).asked
    assert 0 < len(asked) <= 3
    [receipt] = story.email.sent
    for number, key in enumerate(asked, 1):
        assert f"{number}. {question(key, 'en')}" in receipt.text


async def test_an_answer_below_its_question_is_known_whatever_its_words(story: Story) -> None:
    await story.mail(WORDS)
    before = await story.ticket()
    assert before.asked[:2] == ("impact", "steps")
    assert "steps" in before.assessment.missing
    await story.advance(minutes(30))
    await answered(story, "hard to say", "Invoices, then the button with the arrow")

    ticket = await story.ticket()
    assert ticket.answers["steps"] == "Invoices, then the button with the arrow"
    assert "steps" not in ticket.assessment.missing
    assert ticket.learned is not None
    assert "steps" in ticket.learned.known


async def test_an_answer_that_raises_the_priority_says_so_on_the_card_and_the_timeline(
    story: Story,
) -> None:
    await story.mail(WORDS)
    before = (await story.ticket()).priority
    await story.mail("Our work is stopped, there is no way round", references=("email-ack:1",))

    ticket = await story.ticket()
    assert ticket.priority is Priority.P2
    [*_, edit] = story.in_room(Notice.CARD, Act.EDIT)
    assert f"{before.name} → P2" in edit.text
    events = await story.store.look(lambda work: work.tickets.events(ticket.id))
    [change] = [one.facts["changed"] for one in events if "changed" in one.facts]
    assert change == {"priority": [before.name, "P2"], "known": ["impact"]}


async def test_a_form_answers_like_a_mail(story: Story) -> None:
    post = await story.post(WORDS)
    await story.advance(minutes(2))
    await story.post("steps", thread=post, answers={"steps": "press the arrow"})

    assert (await story.ticket()).answers == {"steps": "press the arrow"}


async def test_bystanders_do_not_answer_for_the_reporter(story: Story) -> None:
    post = await story.post(WORDS)
    await story.advance(minutes(2))
    await story.post("steps", thread=post, by="ben", answers={"steps": "press the arrow"})

    assert (await story.ticket()).answers == {}


async def test_nobody_is_asked_twice(story: Story) -> None:
    await story.mail(WORDS)
    await answered(story, "the arrow")
    assert story.heard() == [Notice.ACKNOWLEDGED]


async def test_what_was_understood_is_quoted_so_that_it_can_be_put_right(story: Story) -> None:
    steps = "Steps to reproduce:\n1. Open invoices\n2. Press the arrow\n\n"
    await story.mail(steps + "I expected a file. It fails.")
    [receipt] = story.email.sent
    assert "Steps: " in receipt.text
    assert "Right?" in receipt.text


@pytest.mark.parametrize("why", [True, False])
async def test_the_receipt_says_why_where_the_operator_wants_it(store: Store, *, why: bool) -> None:
    story = Story(store, assess=by_rules, desk=replace(DESK, tells_why=why))
    await story.mail("Nobody here can log in, our work is stopped.")
    [receipt] = story.email.sent
    assert ("Why we see it so" in receipt.text) is why
    assert "P1" not in receipt.text
    assert "P2" not in receipt.text
