"""`triage pause` and `triage resume`: stop and start all sending, at once."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from triage.cli.options import CONFIG, Config

Who = Annotated[str | None, typer.Option("--as", help="Who asks for it: a name from [people].")]


def pause(*, config: Config = CONFIG, who: Who = None) -> None:
    """Stop all sending at once. Intake goes on; nothing is lost; `triage resume` lets go."""
    from triage.app import switches  # noqa: PLC0415

    switches.pause(config, os.environ, who)
    typer.echo("Paused: nothing is sent until `triage resume`. Reports are still taken in.")


def resume(*, config: Config = CONFIG, who: Who = None) -> None:
    """Send again what waited, also what the brake held back."""
    from triage.app import switches  # noqa: PLC0415

    released, waiting = switches.resume(config, os.environ, who)
    typer.echo(f"Resumed: {waiting} messages waited, {released} of them held by the brake.")
