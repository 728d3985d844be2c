"""The command line: one file a command group; everything is reached through triage.app.

The modules here import little: what a command needs (database, Discord, tables) it imports when
it is called, so that `triage --help` and `triage explain` do not pay for it.
"""

from __future__ import annotations

import sys

import typer

from triage.cli import audit, mail, rules, switches, ticket
from triage.cli.check import check
from triage.cli.demo import demo
from triage.cli.drill import drill
from triage.cli.explain import explain
from triage.cli.init import init
from triage.cli.oncall import commands as oncall
from triage.cli.replay import replay
from triage.cli.run import run
from triage.errors import ConfigError, NotFoundError, ServiceRunningError, TriageError

MORE = "More"
EXITS: dict[type[TriageError], int] = {
    ConfigError: 78,  # EX_CONFIG of sysexits.h
    NotFoundError: 66,  # EX_NOINPUT
    ServiceRunningError: 75,  # EX_TEMPFAIL
}

app = typer.Typer(
    name="triage",
    help="Support triage for Discord and email. Start with: triage demo",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    add_completion=False,
)
app.command("init")(init)
app.command("check")(check)
app.command("run")(run)
app.command("explain")(explain)
app.add_typer(ticket.app, name="ticket")
app.add_typer(oncall.app, name="oncall")
app.add_typer(rules.app, name="rules", rich_help_panel=MORE)
app.command("replay", rich_help_panel=MORE)(replay)
app.command("demo", rich_help_panel=MORE)(demo)
app.command("drill", rich_help_panel=MORE)(drill)
app.add_typer(mail.app, name="mail", rich_help_panel=MORE)
app.add_typer(audit.app, name="audit", rich_help_panel=MORE)
app.command("pause", rich_help_panel=MORE)(switches.pause)
app.command("resume", rich_help_panel=MORE)(switches.resume)


@app.callback()
def _root() -> None:
    """Support triage for Discord and email. Start with: triage demo."""


def main() -> None:
    """Run a command; an error that somebody can act on is a sentence, not a traceback."""
    try:
        app()
    except TriageError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(EXITS.get(type(error), 1))
