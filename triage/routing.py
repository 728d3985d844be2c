"""Which team a ticket goes to, and why. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from triage.desk import Desk
from triage.messages import MessageArrived
from triage.model import Assessment, TeamId


@dataclass(frozen=True, slots=True)
class Route:
    """A team, and why it is this one.

    `by`: `rules`, `intake` or `default`; `person` who called it, `drill`. `passed_over`: teams that
    were to have it and that the configuration does not know.
    """

    team: TeamId
    by: str
    passed_over: tuple[TeamId, ...] = ()

    def facts(self) -> dict[str, object]:
        """As the timeline keeps it."""
        passed_over = {"passed_over": list(self.passed_over)} if self.passed_over else {}
        return {"team": self.team, "by": self.by, **passed_over}


def route(assessment: Assessment, arrived: MessageArrived, desk: Desk) -> Route:
    """The rules' team, else the team of the intake it came in by, else the default team.

    A team that the configuration does not know is passed over: a ticket in the wrong room is seen,
    a ticket in no room is lost.
    """
    unknown: list[TeamId] = []
    for by, team in (("rules", assessment.team), ("intake", arrived.team)):
        if team is None:
            continue
        if team in desk.teams:
            return Route(team, by, tuple(unknown))
        unknown.append(team)
    return Route(desk.default_team, "default", tuple(unknown))
