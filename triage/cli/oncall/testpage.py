"""`triage oncall test-page`: does a page reach somebody?"""

from __future__ import annotations

import json
import os
import sys
from datetime import timedelta
from typing import Annotated

import typer

from triage.cli.options import CONFIG, Config, Json


def page_test(
    who: Annotated[str, typer.Argument(help="A name from [people].")],
    *,
    within: Annotated[int, typer.Option(help="Seconds to wait.", min=1)] = 30,
    as_json: Json = False,
    config: Config = CONFIG,
) -> None:
    """Call somebody by every means they have, marked as a test. The service has to run.

    Example: triage oncall test-page grace
    """
    from triage.app.desk import opened  # noqa: PLC0415
    from triage.app.oncall import testpage  # noqa: PLC0415
    from triage.clock import SystemClock  # noqa: PLC0415

    with opened(config, os.environ) as desk:
        tried = testpage.page_test(
            desk, who, now=SystemClock().now(), within=timedelta(seconds=within)
        )
    if as_json:
        sys.stdout.write(json.dumps([one.as_json() for one in tried], ensure_ascii=False) + "\n")
    for one in [] if as_json else tried:
        if one.state == "sent":
            typer.echo(f"{one.means.value}: sent after {one.after} s")
        elif one.state == "failed":
            typer.echo(f"{one.means.value}: failed: {one.why}")
        else:
            typer.echo(f"{one.means.value}: still waiting; is the service running, and not paused?")
    if any(one.state != "sent" for one in tried):
        raise typer.Exit(1)
