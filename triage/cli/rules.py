"""`triage rules ...`: look at the operator's rules, and try them before they act."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from triage.cli.options import Json

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
