"""`triage oncall export|feed|read`: calendars out and in."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from triage.cli.options import CONFIG, Config, Json


def export(
    *,
    team: Annotated[str | None, typer.Option(help="Of a team.")] = None,
    person: Annotated[str | None, typer.Option(help="Of a person.")] = None,
    weeks: Annotated[int, typer.Option(help="How many weeks.", min=1, max=104)] = 26,
    out: Annotated[Path | None, typer.Option("--out", "-o", help="A file; else printed.")] = None,
    config: Config = CONFIG,
) -> None:
    """An iCalendar of shifts. Example: triage oncall export --person grace -o grace.ics."""
    from triage.app.desk import opened  # noqa: PLC0415
    from triage.app.oncall.export import export as written  # noqa: PLC0415
    from triage.clock import SystemClock  # noqa: PLC0415

    with opened(config, os.environ) as desk:
        body = written(desk, team=team, person=person, weeks=weeks, now=SystemClock().now())
    if out is None:
        sys.stdout.write(body.decode())
        return
    out.write_bytes(body)
    typer.echo(f"{out}: {body.count(b'BEGIN:VEVENT')} shifts.")


def feed(*, as_json: Json = False, config: Config = CONFIG) -> None:
    """The addresses of the feeds that [web] serves. Whoever has one can read it."""
    from triage.app.desk import opened  # noqa: PLC0415
    from triage.app.oncall.export import addresses  # noqa: PLC0415

    with opened(config, os.environ, secrets=True) as desk:
        found = addresses(desk)
    if as_json:
        rows = [{"kind": one.kind, "name": one.name, "url": one.url} for one in found]
        sys.stdout.write(json.dumps(rows, ensure_ascii=False) + "\n")
        return
    for one in found:
        typer.echo(f"{one.kind} {one.name}: {one.url}")


def read(*, as_json: Json = False, config: Config = CONFIG) -> None:
    """Read the calendars that rotations stand in, now, and say what was understood."""
    import asyncio  # noqa: PLC0415

    from triage.app.desk import opened  # noqa: PLC0415
    from triage.app.oncall.export import refreshed  # noqa: PLC0415
    from triage.clock import SystemClock  # noqa: PLC0415

    with opened(config, os.environ) as desk:
        found = asyncio.run(refreshed(desk, SystemClock().now()))
    if as_json:
        rows = [
            {
                "team": source.layer.team,
                "rotation": source.layer.name,
                "shifts": len(said.shifts),
                "unknown": list(said.unknown),
            }
            for source, said in found
        ]
        sys.stdout.write(json.dumps(rows, ensure_ascii=False) + "\n")
        return
    if not found:
        typer.echo("No rotation stands in a calendar.")
    for source, said in found:
        typer.echo(f"{source.layer.team}, {source.layer.name}: {len(said.shifts)} shifts.")
        for title in said.unknown:
            typer.echo(f"  names nobody in [people]: {title}")
