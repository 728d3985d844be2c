"""`triage check`: what is missing, and how to mend it."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from triage.cli.options import CONFIG, Config, Json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from triage.app.check import Found

NOT_WELL = 78
PATIENCE = 60.0
"""Seconds that a mail to oneself gets, once with a plus and once without."""


def check(
    *,
    discover: Annotated[
        bool, typer.Option("--discover", help="Print the guild's channels and roles to paste.")
    ] = False,
    probe: Annotated[
        bool,
        typer.Option("--probe/--no-probe", help="Whether every mailbox mails itself, once."),
    ] = True,
    offline: Annotated[bool, typer.Option("--offline", help="Sign in to no channel.")] = False,
    as_json: Json = False,
    config: Config = CONFIG,
) -> None:
    """Read the configuration, sign in to Discord, IMAP, SMTP and the database; say what to do.

    When sign-in works, every mailbox mails itself, once: it says how long that took (up to two
    minutes), whether support+anything@ arrives, and whether DMARC is seen. Nothing else is sent;
    with --no-probe and --offline nothing at all.

    Ends with 78 when something must be mended before `triage run`.
    """
    from triage.app import check as checks  # noqa: PLC0415

    if discover:
        found = checks.discover(config, os.environ)
        for channel in found.channels:
            typer.echo(f"channel = {channel.id}   # #{channel.name} ({channel.kind})")
        for role in found.roles:
            typer.echo(f"staff_roles = [{role.id}]   # @{role.name}")
        return
    looked = checks.check(config, os.environ, offline=offline)
    if probe and not offline and not any(one.area == "email" and not one.well for one in looked):
        from triage.app.probing import probe as probed  # noqa: PLC0415

        looked += probed(config, os.environ, patience=PATIENCE, say=_say)
    if as_json:
        sys.stdout.write(json.dumps([asdict(one) for one in looked], ensure_ascii=False) + "\n")
    else:
        _show(looked)
    if not all(one.well for one in looked):
        raise typer.Exit(NOT_WELL)


def _say(words: str) -> None:
    typer.echo(words, err=True)


def _show(looked: Sequence[Found]) -> None:
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    from triage.cli.plain import plain  # noqa: PLC0415

    table = Table()
    for column in ("state", "where", "what", "what to do"):
        table.add_column(column)
    for one in looked:
        sign = "ok" if one.fix is None else ("MEND" if one.must else "hint")
        table.add_row(sign, one.area, plain(one.what), plain(one.fix or ""))
    Console().print(table)
