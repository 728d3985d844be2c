"""`triage ticket original`, `file`, `reporter` and `copy`: what came in, and whose words it is."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from triage.cli.options import CONFIG, As, Config, Number
from triage.model import TicketId

if TYPE_CHECKING:
    from triage.app.desk import OpenDesk
    from triage.app.originals import Original


def add(app: typer.Typer) -> None:
    """Put the commands of this file into the group `triage ticket`."""
    for command in (original, file, reporter, copy):
        app.command()(command)


def original(
    number: Number,
    which: Annotated[int, typer.Argument(help="Which mail of the ticket, from 1.", min=1)] = 1,
    *,
    who: As,
    raw: Annotated[bool, typer.Option("--raw", help="Byte for byte, for a file.")] = False,
    config: Config = CONFIG,
) -> None:
    """A mail of a ticket, whole: with all that was folded away, and nothing hidden.

    Who looked is written on the timeline. Like: triage ticket original 12 --as grace
    Byte for byte into a file: triage ticket original 12 --as grace --raw > 12.eml
    """
    from triage.app import originals  # noqa: PLC0415
    from triage.app.desk import opened  # noqa: PLC0415

    with opened(config, os.environ) as desk:
        found = desk.look(lambda work: originals.original(work, TicketId(number), which=which))
        _written_down(desk, number, who, what=f"original {which}")
    if raw:
        sys.stdout.buffer.write(found.raw.raw)
    else:
        _print(found, which)


def file(
    number: Number,
    which: Annotated[int, typer.Argument(help="Which file, as `ticket show` lists it.", min=1)],
    *,
    who: As,
    to: Annotated[
        Path | None, typer.Option("--to", help="Where to write it; else here, by its own name.")
    ] = None,
    config: Config = CONFIG,
) -> None:
    """Write a file that came with a ticket. Like: triage ticket file 12 1 --as grace --to /tmp

    Nothing is overwritten. Who took it is written on the timeline.
    """
    from triage.app import originals  # noqa: PLC0415
    from triage.app.desk import opened  # noqa: PLC0415
    from triage.cli.plain import plain  # noqa: PLC0415

    with opened(config, os.environ) as desk:
        found, content = desk.look(lambda work: originals.file(work, TicketId(number), which=which))
        _written_down(desk, number, who, what=f"file {which}")
    path = to or Path()
    path = path / found.name if path.is_dir() else path
    try:
        with path.open("xb") as target:
            target.write(content)
    except OSError as error:
        typer.echo(f"{plain(str(path))}: {error.strerror}; name another place with --to", err=True)
        raise typer.Exit(1) from error
    typer.echo(f"{plain(str(path))}: {len(content)} bytes")


def _written_down(desk: OpenDesk, number: int, who: str, *, what: str) -> None:
    """What nobody masked is shown to somebody with a name."""
    from triage.app.unmask import unveil  # noqa: PLC0415
    from triage.clock import SystemClock  # noqa: PLC0415

    actor, now = desk.actor(who), SystemClock().now()
    desk.write(lambda work: unveil(work, TicketId(number), actor, now, what=what))


def reporter(
    number: Number,
    *,
    who: As,
    to: Annotated[
        str | None, typer.Option("--to", help="Their address; else the author that is named.")
    ] = None,
    config: Config = CONFIG,
) -> None:
    """Make the author of what was passed on the reporter: answers go there from now on.

    Whoever passed it on gets a copy of what you write. Nothing is sent by this.

    Example: triage ticket reporter 12 --as grace
    """
    from triage.app import passing  # noqa: PLC0415
    from triage.cli.ticket_hands import act  # noqa: PLC0415

    done = act(
        config,
        lambda work, desk, now: passing.pass_to(
            work, desk, TicketId(number), desk.actor(who), to=to, now=now
        ),
    )
    typer.echo(f"Answers on ticket {number} go to {done.ticket.address} from now on.")


def copy(
    number: Number,
    address: Annotated[str, typer.Argument(help="Whom, as `ticket show` lists them.")],
    *,
    who: As,
    config: Config = CONFIG,
) -> None:
    """Confirm somebody whom another than the reporter added: what people write goes there, too.

    They may answer in the ticket as the reporter does. Nothing is sent by this.

    Example: triage ticket copy 12 bob@customer.example --as grace
    """
    from triage.app import copying  # noqa: PLC0415
    from triage.cli.ticket_hands import act  # noqa: PLC0415

    done = act(
        config,
        lambda work, desk, now: copying.confirm(
            work, desk, TicketId(number), desk.actor(who), address=address, now=now
        ),
    )
    copied = done.ticket.confirmed[-1]
    typer.echo(f"What people write on ticket {number} goes to {copied}, too, from now on.")


def _print(found: Original, which: int) -> None:
    from rich.console import Console  # noqa: PLC0415

    from triage.cli.plain import plain  # noqa: PLC0415

    console, message = Console(soft_wrap=True), found.message
    console.print(f"Mail {which} of {found.of}", style="bold")
    if message is None:
        console.print("It could not be read; --raw gives it byte for byte.")
        return
    name = f"{message.sender.name} " if message.sender.name else ""
    console.print(plain(f"From: {name}<{message.sender.address}>"))
    console.print(plain(f"Date: {message.at.isoformat()}"))
    console.print(plain(f"Subject: {message.subject or ''}"))
    console.print()
    console.print(plain(message.text or message.reply))
