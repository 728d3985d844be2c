"""`triage oncall load`: how the load was shared."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from triage.cli.options import CONFIG, Config, Json

if TYPE_CHECKING:
    from triage.app.desk import OpenDesk
    from triage.load import Load, Share

Moment = Annotated[str | None, typer.Option(help="Like 2026-03-02T10:00, in the desk's zone.")]
HEAD = ("pages", "at night", "interrupts", "off duty", "switches", "claims")


def load(
    *,
    start: Annotated[str | None, typer.Option("--from", help="Else four weeks ago.")] = None,
    until: Moment = None,
    as_json: Json = False,
    config: Config = CONFIG,
) -> None:
    """Pages, nights, interrupts and claims for each person and shift, and whom they took away.

    "off duty": interrupts that reached somebody who was not on call; "switches": how often that
    took them out of other work. Example: triage oncall load --from 2026-03-02T00:00
    """
    from triage.app.desk import opened  # noqa: PLC0415
    from triage.app.oncall import load as loads  # noqa: PLC0415
    from triage.app.oncall.words import moment  # noqa: PLC0415
    from triage.clock import SystemClock  # noqa: PLC0415

    with opened(config, os.environ) as desk:
        zone, now = ZoneInfo(desk.desk.zone), SystemClock().now()
        end = now if until is None else moment(desk, until, now)
        begin = end - timedelta(weeks=4) if start is None else moment(desk, start, now)
        found = desk.look(lambda work: loads.shared(work, desk.desk, start=begin, end=end))
        if as_json:
            told = json.dumps(loads.as_json(desk, found), ensure_ascii=False)
            sys.stdout.write(told + "\n")
        else:
            _shown(desk, found, zone)


def _shown(desk: OpenDesk, found: Load, zone: ZoneInfo) -> None:
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    console = Console()
    people = Table("person", *HEAD)
    for person, share in found.shares.items():
        people.add_row(desk.name(person), *_cells(share))
    console.print(people)
    shifts = Table("shift", "team", "person", *HEAD)
    for turn in found.turns:
        begun = f"{turn.start.astimezone(zone):%a %d %b %H:%M}"
        shifts.add_row(begun, turn.team, desk.name(turn.person), *_cells(turn.share))
    console.print(shifts)
    for cause, times in found.causes.items():
        typer.echo(f"Off duty, called by {cause}: {times}")
    if found.useful or found.noise:
        typer.echo(f"Pages judged by those they called: {found.useful} useful, {found.noise} noise")


def _cells(share: Share) -> Iterator[str]:
    numbers = (
        share.pages,
        share.nights,
        share.interrupts,
        share.off_duty,
        share.switches,
        share.claims,
    )
    yield from map(str, numbers)
