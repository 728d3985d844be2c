"""`triage rules ...`: look at the operator's rules, and try them before they act."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from triage.cli.options import CONFIG, Config, Json
from triage.cli.progress import bar
from triage.errors import TriageError

if TYPE_CHECKING:
    from datetime import datetime

app = typer.Typer(help="List the rules, run their examples, compare them.", no_args_is_help=True)

File = Annotated[
    Path | None, typer.Option("--config", help="A config.toml; without one the defaults.")
]


@app.command("list")
def list_(*, as_json: Json = False, config: File = None) -> None:
    """The rules in the order in which they are asked; the last one that sets something wins."""
    from triage.app.rulebook import listed, of_file  # noqa: PLC0415 (the rules cost 0.1 s)

    found = listed(of_file(config))
    if as_json:
        sys.stdout.write(json.dumps(found, ensure_ascii=False, indent=2) + "\n")
        return
    from triage.cli.ruled import rules  # noqa: PLC0415 (rich costs 0.1 s)

    rules(found)


@app.command("test")
def examples(*, as_json: Json = False, config: File = None) -> None:
    """Run the examples that stand beside the rules; exit 1 when one comes out otherwise.

    Example: examples = [{ text = "Where is my invoice?", priority = "P4" }]
    """
    from triage.app.rulebook import of_file, tried  # noqa: PLC0415

    found = tried(of_file(config))
    if as_json:
        sys.stdout.write(json.dumps(found, ensure_ascii=False, indent=2) + "\n")
    else:
        from triage.cli.ruled import trials  # noqa: PLC0415

        trials(found)
    if any(one["failures"] for one in found):
        raise typer.Exit(1)


@app.command()
def trial(
    *,
    since: Annotated[str, typer.Option(help="How far back, for example 7d.")] = "7d",
    as_json: Json = False,
    config: Config = CONFIG,
) -> None:
    """What the rules on trial (shadow = true) would have changed on the tickets since then."""
    from triage.app.desk import opened  # noqa: PLC0415
    from triage.app.rulebook import of_trials  # noqa: PLC0415

    start = _start(since)
    with opened(config, os.environ) as desk:
        found = of_trials(desk, since=start)
    if as_json:
        sys.stdout.write(json.dumps(found, ensure_ascii=False, indent=2) + "\n")
        return
    from triage.cli.ruled import on_trial  # noqa: PLC0415

    on_trial(found)


def _start(since: str) -> datetime:
    """Raises TriageError for a span that is none."""
    from triage.clock import SystemClock  # noqa: PLC0415
    from triage.settings.values import duration  # noqa: PLC0415

    try:
        return SystemClock().now() - duration(since)
    except (ValueError, OverflowError) as error:
        raise TriageError(f"--since {since}: {error}; write for example 90d") from error


@app.command()
def diff(
    old: Annotated[Path, typer.Argument(help="The rules as they are: a TOML file.")],
    new: Annotated[Path, typer.Argument(help="The rules as they might be.")],
    *,
    since: Annotated[str, typer.Option(help="How far back, for example 90d.")] = "90d",
    as_json: Json = False,
    config: Config = CONFIG,
) -> None:
    """What other rules would have made of the stored tickets. Reads, and changes nothing.

    Example: triage rules diff config.toml new-rules.toml --since 90d
    """
    from triage.app.desk import opened  # noqa: PLC0415
    from triage.app.history.compare import compared  # noqa: PLC0415
    from triage.app.rulebook import of_file  # noqa: PLC0415

    start = _start(since)
    before, after = of_file(old), of_file(new)
    with opened(config, os.environ) as desk, bar("Comparing") as progress:
        found = compared(desk, before, after, since=start, progress=progress)
    if as_json:
        sys.stdout.write(json.dumps(found, ensure_ascii=False, indent=2) + "\n")
        return
    from triage.cli.ruled import differences  # noqa: PLC0415

    differences(found)
