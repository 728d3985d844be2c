"""`triage oncall ...`: who is on duty, and putting somebody in place of another."""

from __future__ import annotations

import json
import os
import sys
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from triage.cli.options import CONFIG, Config, Json

app = typer.Typer(help="Who is on duty, now and next.", no_args_is_help=True)


@app.command()
def show(
    *,
    team: Annotated[str | None, typer.Option(help="One team only.")] = None,
    at: Annotated[str | None, typer.Option(help="At that moment instead of now.")] = None,
    as_json: Json = False,
    config: Config = CONFIG,
) -> None:
    """Who is on duty for each team, who is behind them, and until when."""
    from triage.app import oncall  # noqa: PLC0415
    from triage.app.desk import opened  # noqa: PLC0415

    with opened(config, os.environ) as desk:
        shifts = oncall.shifts(desk, team=team, at=at)
    if as_json:
        sys.stdout.write(json.dumps([one.as_json() for one in shifts], ensure_ascii=False) + "\n")
        return
    for one in shifts:
        typer.echo(one.said())


@app.command()
def override(
    *,
    team: Annotated[str, typer.Option(help="The team.")],
    person: Annotated[str, typer.Option(help="Who is on duty instead.")],
    start: Annotated[str, typer.Option("--from", help="Like 2026-03-02T10:00, desk's zone.")],
    until: Annotated[str, typer.Option(help="The same way; this moment is not included.")],
    instead_of: Annotated[str | None, typer.Option(help="Whose seat; else the first.")] = None,
    config: Config = CONFIG,
) -> None:
    """Put one person in place of another for a while. The newest override wins."""
    from triage.app import oncall  # noqa: PLC0415
    from triage.app.desk import opened  # noqa: PLC0415

    with opened(config, os.environ) as desk:
        made, changes = oncall.override(
            desk, team=team, person=person, start=start, until=until, instead_of=instead_of
        )
        zone = ZoneInfo(desk.desk.zone)
    first, last = (f"{at.astimezone(zone):{oncall.SHOWN}}" for at in (made.start, made.end))
    typer.echo(f"{person} is on duty for {team} from {first} until {last}.")
    if not changes:
        typer.echo("It changes nothing as the rotations stand; see `triage oncall show --at`.")
