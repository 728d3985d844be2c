"""Whatever people do in whatever order: no page after a claim, nothing said twice."""

import asyncio
from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from typing_extensions import override

from tests.story import Story
from triage.controls import Action
from triage.messages import Notice
from triage.model import (
    Ticket,
    TicketStatus,
)
from triage.testing.memory import MemoryStore

ENGINEERS = st.sampled_from(["201", "202", "203"])


class Lives(RuleBasedStateMachine):
    """One P1 ticket and three engineers who react, change their minds and wait."""

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.calls_when_held: int | None = None

    @initialize()
    def report(self) -> None:
        self.story = Story(MemoryStore())
        self.runner.run(self.story.mail("P1"))

    @rule(by=ENGINEERS, present=st.booleans())
    def claim(self, by: str, *, present: bool) -> None:
        self.runner.run(self.story.react(Action.CLAIM, by=by, card="card:1", present=present))

    @rule(by=ENGINEERS, present=st.booleans())
    def resolve(self, by: str, *, present: bool) -> None:
        self.runner.run(self.story.react(Action.RESOLVE, by=by, card="card:1", present=present))

    @rule(by=ENGINEERS, action=st.sampled_from([Action.RAISE, Action.LOWER]), on=st.booleans())
    def judge(self, by: str, action: Action, *, on: bool) -> None:
        self.runner.run(self.story.react(action, by=by, card="card:1", present=on))

    @rule()
    def answer(self) -> None:
        self.runner.run(self.story.mail("still P1", references=("m1@example.org",)))

    @rule(seconds=st.sampled_from([30, 61, 301, 1000]))
    def wait(self, seconds: int) -> None:
        self.runner.run(self.story.advance(timedelta(seconds=seconds)))

    @rule()
    def restart(self) -> None:
        self.story.start()

    def ticket(self) -> Ticket:
        return self.runner.run(self.story.ticket())

    @invariant()
    def nobody_is_called_while_somebody_has_it(self) -> None:
        calls = len(self.story.paged())
        held = self.ticket().status is not TicketStatus.OPEN
        if held and self.calls_when_held is not None:
            assert calls == self.calls_when_held
        self.calls_when_held = calls if held else None

    @invariant()
    def claimed_means_that_somebody_has_it(self) -> None:
        ticket = self.ticket()
        if ticket.status is TicketStatus.CLAIMED:
            assert ticket.assignee is not None
        if ticket.status is TicketStatus.OPEN:
            assert ticket.assignee is None

    @invariant()
    def nothing_is_sent_twice(self) -> None:
        keys = [one.key for one in (*self.story.email.sent, *self.story.discord.sent)]
        assert len(keys) == len(set(keys))
        assert self.story.heard().count(Notice.ACKNOWLEDGED) == 1

    @override
    def teardown(self) -> None:
        self.runner.close()


TestLives = Lives.TestCase
TestLives.settings = settings(max_examples=100, stateful_step_count=30, deadline=None)
