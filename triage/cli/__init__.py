"""The command line: one file a command group; everything is reached through triage.app."""

from __future__ import annotations

import typer

from triage.cli.explain import explain

app = typer.Typer(
    name="triage",
    help="Support triage for Discord and email.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)


@app.callback()
def _root() -> None:
    """Support triage for Discord and email."""


app.command("explain")(explain)


def main() -> None:
    app()
