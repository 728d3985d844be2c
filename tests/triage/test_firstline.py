"""Which team has a ticket after a change, as values."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.builders import NOON, ticket
from tests.story import DESK, PLATFORM
from triage.desk import Desk
from triage.firstline import adopting, onward
from triage.handling import reports
from triage.handling.change import CARD, Change, nothing
from triage.model import PersonId, Priority, TeamId, TicketStatus
from triage.people import Team

FRONT, MIDDLE, GONE = TeamId("front"), TeamId("middle"), TeamId("gone")
OPEN = ticket(team=FRONT, priority=Priority.P1)


def lines(**behind: str) -> Desk:
    """The desk with these first lines before the teams that they hand on to."""
    room = DESK.teams[PLATFORM].room
    fronts = {
        TeamId(name): Team(id=TeamId(name), room=room, escalates_to=TeamId(to))
        for name, to in behind.items()
    }
    return replace(DESK, teams={**DESK.teams, **fronts})


def urgent(desk: Desk) -> TeamId:
    return onward(Change(ticket=OPEN, kind="opened"), None, desk).ticket.team


def test_a_p1_passes_every_first_line_at_once() -> None:
    assert urgent(lines(front="middle", middle="platform")) == PLATFORM


def test_what_is_escalated_goes_one_line_further() -> None:
    before = replace(OPEN, priority=Priority.P2)
    change = onward(
        Change(ticket=before, kind="escalated"), before, lines(front="middle", middle="platform")
    )

    assert change.ticket.team == MIDDLE


def test_first_lines_that_hand_on_to_each_other_end_at_the_last_one() -> None:
    """Nobody is meant to write that; a ticket must not go round for ever."""
    assert urgent(lines(front="middle", middle="front")) == MIDDLE


def test_a_first_line_before_a_team_that_is_not_there_keeps_its_tickets() -> None:
    assert urgent(lines(front="gone")) == FRONT


def test_what_a_team_that_is_gone_left_goes_to_the_default_team_and_calls_there() -> None:
    before = ticket(team=GONE)
    change = onward(adopting(before), before, DESK)

    assert (change.ticket.team, change.ticket.moves) == (DESK.default_team, 1)
    assert change.facts == {"handed_on": {"from": GONE, "to": DESK.default_team}}
    assert [one.occurrence for one in change.arm] == ["0.0"]
    assert change.tell == (CARD,)


@pytest.mark.parametrize("status", [TicketStatus.CLAIMED, TicketStatus.RESOLVED])
def test_what_somebody_has_or_had_goes_there_and_calls_nobody(status: TicketStatus) -> None:
    before = ticket(team=GONE, status=status, assignee=PersonId("grace"))
    change = onward(adopting(before), before, DESK)

    assert (change.ticket.team, change.arm) == (DESK.default_team, ())


def test_what_changes_nothing_moves_nothing() -> None:
    before = ticket(team=GONE, acknowledged_at=NOON)
    change = reports.acknowledge(before, now=NOON)

    assert onward(change, before, DESK) == nothing(before, None)
