"""A ticket goes to the team that the rules name, else the intake's, else the default."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from triage.desk import Desk, Mode
from triage.hours import Hours
from triage.messages import MessageArrived, Opens, Sender
from triage.model import Assessment, ConversationRef, Priority, Reason, TeamId
from triage.people import Team
from triage.routing import Route, choose, route

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
    ("rules", "intake", "team", "why"),
    [
        (PLATFORM, SALES, PLATFORM, "rules"),
        (None, SALES, SALES, "intake"),
        (None, None, SUPPORT, "default"),
        (GONE, SALES, SALES, "rules: no team 'gone'; intake"),
        (GONE, GONE, SUPPORT, "rules: no team 'gone'; intake: no team 'gone'; default"),
    ],
)
def test_the_most_telling_known_team_is_chosen(
    rules: TeamId | None, intake: TeamId | None, team: TeamId, why: str
) -> None:
    assessment = Assessment(priority=Priority.P3, team=rules)

    assert choose(assessment, arrived(intake), DESK) == Route(team, Reason("team", why))
    assert route(assessment, arrived(intake), DESK) == team
