"""`triage oncall page`: a person pages whoever is on call."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from triage.cli.options import CONFIG, As, Config

OneTeam = Annotated[str | None, typer.Option(help="The team, where there are several.")]


def page(
    words: Annotated[str, typer.Argument(help="One sentence: what has happened.")],
    *,
    who: As,
    team: OneTeam = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask, even if it wakes them.")] = False,
    config: Config = CONFIG,
) -> None:
    """Page whoever is on call, as a P1 in your name; you are answered by mail.

    Where it may wake somebody it says whom, and asks. Example: triage oncall page "Payments look
    wrong" --as amara
    """
    from triage.app.desk import opened  # noqa: PLC0415
    from triage.app.oncall import page as paging  # noqa: PLC0415
    from triage.app.oncall.show import SHOWN  # noqa: PLC0415
    from triage.clock import SystemClock  # noqa: PLC0415

    with opened(config, os.environ) as desk:
        called = paging.whom(desk, team=team, now=SystemClock().now())
        clocks = paging.clocks(desk, called)
        people = ", ".join(f"{one.name} ({one.at:{SHOWN}} there)" for one in clocks)
        if called.wakes(desk.desk) and not yes:
            typer.confirm(f"This wakes, for {called.team}: {people}. Page?", abort=True)
        made = paging.page(desk, called, who=who, words=words, now=SystemClock().now())
    typer.echo(f"Ticket {made.id}: {people} is called for {called.team}.")
