"""Which team a ticket goes to. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from triage.desk import Desk
from triage.messages import MessageArrived
from triage.model import Assessment, Reason, TeamId


@dataclass(frozen=True, slots=True)
class Route:
    """A team, and why it is this one."""

    team: TeamId
    reason: Reason


def route(assessment: Assessment, arrived: MessageArrived, desk: Desk) -> TeamId:
    """The team for a new ticket; `choose` says why as well."""
    return choose(assessment, arrived, desk).team


def choose(assessment: Assessment, arrived: MessageArrived, desk: Desk) -> Route:
    """The rules' team, else the team of the intake it came in by, else the default team.

    A team that the configuration does not know is passed over, and the reason says so: a ticket
    in the wrong room is seen, a ticket in no room is lost.
    """
    unknown: list[str] = []
    for source, team in (("rules", assessment.team), ("intake", arrived.team)):
        if team is None:
            continue
        if team in desk.teams:
            return Route(team, _reason(source, unknown))
        unknown.append(f"{source}: no team {team!r}")
    return Route(desk.default_team, _reason("default", unknown))


def _reason(source: str, unknown: list[str]) -> Reason:
    return Reason("team", "; ".join([*unknown, source]))
