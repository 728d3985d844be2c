"""Other rules on stored tickets: what changes, who is called, whom people agree with."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

import rules
from rules import RuleSet
from tests.rules.given import SHIPPED, built
from tests.story import DESK, GRACE, LINUS, Story, at, minutes
from triage.app.history.compare import Both, summary
from triage.app.history.course import Course, course
from triage.app.history.past import Past, past
from triage.controls import Action
from triage.messages import Sender
from triage.model import Assessment, Context, Priority, Report, TeamId, TicketId
from triage.oncall.schedule import Changes, OnDuty
from triage.ports.work import Store

KNOWN = {"field": "text", "contains": "checkout"}


def with_rule(then: dict[str, Any]) -> RuleSet:
    """The shipped rules without the bound on strangers, and one more."""
    shipped: Any = rules.defaults["rules"]
    return built(
        {**rules.defaults, "rules": [shipped[1], {"id": "shop", "when": KNOWN, "then": then}]}
    )


RAISED = with_rule({"priority": "P1"})
QUIET = with_rule({"known_issue": "x"})


def assess(report: Report, context: Context) -> Assessment:
    return rules.assess(report, context, SHIPPED)


@pytest.fixture
def story(store: Store) -> Story:
    return Story(store, assess=assess)


def duty(team: TeamId, when: Any) -> OnDuty:
    return DESK.on_duty(team, when, Changes())


def under(rule_set: RuleSet, one: Past) -> Course:
    def asked(report: Report, context: Context) -> Assessment:
        return rules.assess(report, context, rule_set)

    return course(one, asked, DESK, duty)


async def remembered(story: Story, number: int = 1) -> Past:
    found = await story.store.look(lambda work: past(work, TicketId(number)))
    assert found is not None
    return found


async def both(story: Story, new: RuleSet, number: int = 1) -> Both:
    one = await remembered(story, number)
    return Both(one, under(SHIPPED, one), under(new, one))


async def test_the_rules_of_then_say_what_they_said_then(story: Story) -> None:
    await story.mail("The checkout fails, our work is stopped")
    await story.advance(minutes(5))
    await story.mail("It is everyone of us", references=("email-ack:1",))

    again = under(SHIPPED, await remembered(story))
    assert again.final.priority is (await story.ticket()).priority
    assert again.team == (await story.ticket()).team


async def test_pages_end_where_a_person_took_it(story: Story) -> None:
    await story.mail("The checkout is slow")
    await story.advance(minutes(7))
    await story.react(Action.CLAIM, by="201", card="card:1")

    pages = under(RAISED, await remembered(story)).pages
    assert [(page.person, page.at) for page in pages] == [
        (GRACE, at(12)),
        (GRACE, at(12, 5)),
        (LINUS, at(12, 5)),
    ]
    assert [page.local for page in pages][:1] == ["Mon 02 Mar 13:00"]


async def test_a_page_at_night_is_told_as_one(story: Story) -> None:
    await story.advance(timedelta(hours=11))
    await story.mail("The checkout is slow")
    pages = under(RAISED, await remembered(story)).pages
    assert pages[0].night
    assert pages[0].local == "Tue 03 Mar 00:00"


async def test_a_known_issue_calls_nobody(story: Story) -> None:
    await story.mail("The checkout fails, our work is stopped")
    one = await remembered(story)
    assert under(SHIPPED, one).pages != ()
    assert under(QUIET, one).pages == ()


async def test_a_ticket_without_words_is_left_out(story: Story) -> None:
    await story.mail(" ")
    assert await story.store.look(lambda work: past(work, TicketId(1))) is None


async def test_more_people_count_from_when_they_said_so(story: Story) -> None:
    words = "Checkout returns error 500 for everyone, nobody can pay, work is stopped"
    await story.mail(words)
    await story.advance(minutes(10))
    await story.mail(words, sender=Sender(address="ben@ben.example", name="Ben"))

    first, *_, last = (await remembered(story)).moments
    assert (first.context.distinct_reporters, last.context.distinct_reporters) == (1, 2)
    assert last.at == at(12, 10)


async def test_the_summary_tells_changes_pages_and_whom_people_agree_with(story: Story) -> None:
    await story.mail("The checkout is slow")
    await story.react(Action.RAISE, by="202", card="card:1")
    await story.mail("The list is empty")
    told = summary([await both(story, RAISED), await both(story, RAISED, 2)], since=at(0))

    assert told["tickets"] == 2
    [changed] = told["changed"]
    assert (changed["ticket"], changed["person_said"]) == (1, "P2")
    assert (changed["old"]["priority"], changed["new"]["priority"]) == ("P3", "P1")
    assert ["shop", "checkout: sets P1"] in changed["because"]
    assert changed["no_longer"] == ["stranger-cannot-wake-us"]
    overrides = told["overrides"]
    assert (overrides["tickets"], overrides["old_agrees"], overrides["new_agrees"]) == (1, 0, 0)


async def test_an_override_that_only_one_side_agrees_with_is_named(story: Story) -> None:
    await story.mail("The checkout is slow")
    await story.react(Action.RAISE, by="202", card="card:1")
    at_p2 = with_rule({"priority": "P2"})
    told = summary([await both(story, at_p2)], since=at(0))
    assert told["overrides"]["new_agrees"] == 1
    assert told["overrides"]["differ"] == [
        {"ticket": 1, "person_said": "P2", "old": "P3", "new": "P2"}
    ]


async def test_a_label_remembers_what_the_rules_had_said(story: Story) -> None:
    await story.mail("The checkout is slow")
    await story.react(Action.RAISE, by="202", card="card:1")
    events = await story.store.look(lambda work: work.tickets.events(TicketId(1)))
    [label] = [one for one in events if one.kind == "priority_set"]
    assert (label.by, label.facts["to"], label.facts["ruled"]) == (LINUS, "P2", "P3")
    assert label.facts["rules"] == SHIPPED.version
    ticket = await story.ticket()
    assert (ticket.priority, ticket.assessment.priority) == (Priority.P2, Priority.P3)
