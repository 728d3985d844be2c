"""`triage drill`: rehearse a P1 by the real way."""

from __future__ import annotations

import json
import os
import sys
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from triage.cli.options import CONFIG, Config, Json

if TYPE_CHECKING:
    from triage.app.drill import Progress


def drill(
    *,
    team: Annotated[str | None, typer.Option(help="The team, where there are several.")] = None,
    within: Annotated[int, typer.Option(help="Minutes until it gives up.", min=1)] = 20,
    as_json: Json = False,
    config: Config = CONFIG,
) -> None:
    """Rehearse a P1: really call people, marked as a drill, until somebody claims it.

    Shows whom it reached, how and after how long, and ends by itself. The service has to run.
    Example: triage drill --team platform
    """
    from triage.app import drill as drills  # noqa: PLC0415
    from triage.app.desk import opened  # noqa: PLC0415
    from triage.app.oncall.words import team_of  # noqa: PLC0415

    with opened(config, os.environ) as desk:
        number = drills.start(desk, team_of(desk, team))
        typer.echo(f"Ticket {number} is the drill. Waiting for somebody to claim it ...", err=True)
        try:
            last = drills.watch(
                desk,
                number,
                within=timedelta(minutes=within),
                tell=lambda seen: _told(seen, quiet=as_json),
            )
        finally:
            drills.end(desk, number)
    if as_json:
        sys.stdout.write(json.dumps(last.as_json(), ensure_ascii=False) + "\n")
    elif last.claimed is None:
        typer.echo(f"Nobody claimed it within {within} minutes.")
    if last.claimed is None:
        raise typer.Exit(1)


def _told(seen: Progress, *, quiet: bool) -> None:
    if quiet:
        return
    for one in seen.called:
        way = "on its way" if one.after is None else f"reached by {one.means} after {one.after} s"
        typer.echo(f"  {one.person}: {way}")
    for why in seen.failed:
        typer.echo(f"  failed: {why}")
    if seen.claimed is not None:
        who, after = seen.claimed
        typer.echo(f"{who} claimed it after {after} s.")
