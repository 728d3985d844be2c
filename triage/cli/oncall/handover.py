"""`triage oncall handover`, `note` and `taken`: the written handover, from a terminal."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from triage.cli.options import CONFIG, As, Config

OneTeam = Annotated[str | None, typer.Option(help="The team, where there are several.")]


def note(
    line: Annotated[str, typer.Argument(help="One line; an empty one takes it back.")],
    *,
    team: OneTeam = None,
    config: Config = CONFIG,
) -> None:
    """Leave a line for whoever is next. Example: triage oncall note "the backup runs late"."""
    from triage.app.desk import opened  # noqa: PLC0415
    from triage.app.oncall import handover  # noqa: PLC0415
    from triage.clock import SystemClock  # noqa: PLC0415

    with opened(config, os.environ) as desk:
        ours = handover.note(desk, team=team, line=line, now=SystemClock().now())
    typer.echo(f"It is told when the shift of {ours} ends.")


def show(*, team: OneTeam = None, config: Config = CONFIG) -> None:
    """The handover as it would be if the shift ended now. Example: triage oncall handover"""
    from triage.app.desk import opened  # noqa: PLC0415
    from triage.app.oncall import handover  # noqa: PLC0415
    from triage.clock import SystemClock  # noqa: PLC0415

    with opened(config, os.environ) as desk:
        told = handover.preview(desk, team=team, now=SystemClock().now())
    typer.echo(f"{told.subject}\n{told.text}")


def taken(*, who: As, team: OneTeam = None, config: Config = CONFIG) -> None:
    """Say that you have read the handover and have it. Example: triage oncall taken --as linus."""
    from triage.app.desk import opened  # noqa: PLC0415
    from triage.app.oncall import handover  # noqa: PLC0415
    from triage.clock import SystemClock  # noqa: PLC0415

    with opened(config, os.environ) as desk:
        ours = handover.taken(desk, team=team, who=who, now=SystemClock().now())
    typer.echo(f"You have {ours} now.")
