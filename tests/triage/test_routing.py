"""A ticket goes to the team that the rules name, else the intake's, else the default."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from triage.desk import Desk, Mode
from triage.hours import Hours
from triage.messages import MessageArrived, Opens, Sender
from triage.model import Assessment, ConversationRef, Priority, TeamId
from triage.people import Team
from triage.routing import Route, route

PLATFORM, SUPPORT, SALES = TeamId("platform"), TeamId("support"), TeamId("sales")
ROOM = ConversationRef("discord", "1", "301")
DESK = Desk(
    product="Acme",
    mode=Mode.LIVE,
    language="en",
    zone="UTC",
    hours=Hours(zone="UTC"),
    people={},
    teams={team: Team(id=team, room=ROOM) for team in (PLATFORM, SUPPORT, SALES)},
    default_team=SUPPORT,
    rotations=(),
    promises={},
    policies={},
)


def arrived(team: TeamId | None) -> MessageArrived:
    return MessageArrived(
        conversation=ROOM,
        place=None,
        external_id="1",
        sender=Sender(address="a@b.example"),
        at=datetime(2026, 1, 1, tzinfo=UTC),
        subject=None,
        text="It is down",
        reply="It is down",
        opens=Opens.ALWAYS,
        team=team,
    )


GONE = TeamId("gone")


@pytest.mark.parametrize(
    ("rules", "intake", "chosen"),
    [
        (PLATFORM, SALES, Route(PLATFORM, "rules")),
        (None, SALES, Route(SALES, "intake")),
        (None, None, Route(SUPPORT, "default")),
        (GONE, SALES, Route(SALES, "intake", (GONE,))),
        (GONE, GONE, Route(SUPPORT, "default", (GONE, GONE))),
    ],
)
def test_the_most_telling_known_team_is_chosen(
    rules: TeamId | None, intake: TeamId | None, chosen: Route
) -> None:
    assessment = Assessment(priority=Priority.P3, team=rules)

    assert route(assessment, arrived(intake), DESK) == chosen


def test_the_timeline_keeps_why() -> None:
    assert Route(SALES, "intake").facts() == {"team": "sales", "by": "intake"}
    told = Route(SUPPORT, "default", (GONE,)).facts()
    assert told == {"team": "support", "by": "default", "passed_over": ["gone"]}
