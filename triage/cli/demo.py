"""`triage demo`: the main job on loopback servers; told on stderr, counted on stdout."""

from __future__ import annotations

import json
import logging
import sys
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from triage.app.demo.tally import Tally

NOT_WELL = 1


def demo(
    *,
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON object as the last line of stdout.")
    ] = False,
    interactive: Annotated[
        bool, typer.Option("--interactive", help="Post, mail and react yourself.")
    ] = False,
    verbose: Annotated[bool, typer.Option(help="Show the service's own log, too.")] = False,
) -> None:
    """Play a short day: reports, a claim race, an escalation, answers. No account is needed.

    Everything runs for real on 127.0.0.1. Ends with 0 only if every message due arrived.
    With --interactive it stays up, and you are the reporters and the engineers.
    """
    from triage.app import logs  # noqa: PLC0415
    from triage.app.demo.run import play, play_by_hand  # noqa: PLC0415

    logs.configure(level=logging.INFO if verbose else logging.CRITICAL)
    if interactive:
        play_by_hand(sys.stdin.readline, _tell)
        return
    tally = play(_tell)
    if as_json:
        sys.stdout.write(json.dumps(tally.as_json()) + "\n")
    else:
        _show(tally)
    if not tally.well:
        raise typer.Exit(NOT_WELL)


def _tell(line: str) -> None:
    sys.stderr.write(f"· {line}\n")


def _show(tally: Tally) -> None:
    from rich.console import Console  # noqa: PLC0415 - 0.1 s that --json does not pay
    from rich.table import Table  # noqa: PLC0415

    title = "What arrived, counted at the reporters and in the team's room"
    table = Table(title=title, show_header=False)
    table.add_column("what")
    table.add_column("how many", justify="right")
    for name, value in tally.as_json().items():
        shown = (
            ", ".join(f"{n} by {c}" for c, n in value.items()) if isinstance(value, dict) else value
        )
        table.add_row(name.replace("_", " "), str(shown))
    Console().print(table)
