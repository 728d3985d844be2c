"""`triage mail ...`: sign a mailbox in."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from triage.cli.options import CONFIG, Config

app = typer.Typer(help="Mailboxes: sign in by OAuth.", no_args_is_help=True)


@app.callback()
def _root() -> None:
    """Mailboxes: sign in by OAuth."""


@app.command()
def signin(
    mailbox: Annotated[str, typer.Argument(help="Its name in [mailboxes].", metavar="NAME")],
    *,
    browser: Annotated[
        bool | None,
        typer.Option("--browser/--device", help="A browser here, or a code to type on any device."),
    ] = None,
    port: Annotated[
        int, typer.Option(help="Where the browser comes back to; 0: any.", min=0, max=65535)
    ] = 0,
    config: Config = CONFIG,
) -> None:
    """Let Firstline into a mailbox of Microsoft 365 or Google, once, and keep the token.

    Microsoft: type the code that is shown on any device. Google: open the address that is shown
    in a browser on this machine. From another one, forward a port first and name it:
    `ssh -L 8765:127.0.0.1:8765 server`, then `triage mail signin support --port 8765`.
    """
    from triage.app.signin import sign_in  # noqa: PLC0415

    kept = sign_in(config, os.environ, mailbox, _show, browser=browser, port=port)
    if kept is None:
        typer.echo(f"{mailbox}: the application was let in; it needs no token of a person.")
    else:
        typer.echo(f"{mailbox}: signed in; the token is in {kept}.")
    typer.echo("Next: triage check")


def _show(address: str, code: str | None) -> None:
    typer.echo(f"Open  {address}")
    if code is not None:
        typer.echo(f"Type  {code}")
    typer.echo("Waiting for you to agree there (15 minutes at most) ...")
