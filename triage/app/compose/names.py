"""Names of the file into the ids of the model. Pure."""

from __future__ import annotations

from triage.model import TeamId


def team_id(name: str | None) -> TeamId | None:
    return None if name is None else TeamId(name)
