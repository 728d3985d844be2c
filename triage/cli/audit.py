"""`triage audit ...`: everything that was decided, for whoever has to account for it."""

from __future__ import annotations

import json
import os
import sys
from typing import Annotated

import typer

from triage.cli.options import CONFIG, Config, Json
from triage.model import TicketId

app = typer.Typer(help="What was decided, by whom, when and why.", no_args_is_help=True)


@app.callback()
def _audit() -> None:
    """What was decided, by whom, when and why."""


@app.command()
def export(
    *,
    since: Annotated[
        str | None, typer.Option(help="How far back: 90d, or a moment like 2026-01-01.")
    ] = None,
    ticket: Annotated[int | None, typer.Option(help="Of this ticket alone.", min=1)] = None,
    as_json: Json = False,
    config: Config = CONFIG,
) -> None:
    """Every decision on tickets and about who is on call, the oldest first, one JSON object a line.

    Who, when, what and why. Secrets and addresses are hidden. At a terminal it is a table; written
    to a file, or with --json, it is JSON. Without --since it is everything there is.

    Examples: triage audit export --since 90d > audit.jsonl; triage audit export --ticket 12
    """
    from triage.app.audit import decisions, start_of  # noqa: PLC0415
    from triage.app.desk import opened  # noqa: PLC0415
    from triage.clock import SystemClock  # noqa: PLC0415

    with opened(config, os.environ) as desk:
        start = None if since is None else start_of(desk, since, now=SystemClock().now())
        of = None if ticket is None else TicketId(ticket)
        found = decisions(desk, since=start, ticket=of)
        if as_json or not sys.stdout.isatty():
            for one in found:
                sys.stdout.write(json.dumps(one.as_json(), ensure_ascii=False) + "\n")
            return
        from triage.cli.shown import audited  # noqa: PLC0415 (rich costs 0.1 s)

        audited(found)
