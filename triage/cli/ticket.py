"""`triage ticket ...`: what staff see of tickets and do to them from a terminal."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from triage.cli.options import CONFIG, As, Config, Json, Number
from triage.model import TicketId

if TYPE_CHECKING:
    from datetime import datetime

    from triage.app.desk import OpenDesk
    from triage.model import Ticket
    from triage.ports.work import UnitOfWork

WATCHING = 'mode is "watch", so the reporter hears nothing'


class Done(NamedTuple):
    """The ticket as it is now; `live`: whether reporters hear of it."""

    ticket: Ticket
    live: bool


app = typer.Typer(help="List, show, claim, answer and resolve tickets.", no_args_is_help=True)


@app.command("list")
def list_(
    *,
    everything: Annotated[bool, typer.Option("--all", help="Resolved ones, too.")] = False,
    most: Annotated[int, typer.Option("--most", help="How many at most.", min=1)] = 100,
    as_json: Json = False,
    config: Config = CONFIG,
) -> None:
    """The open tickets, newest first."""
    from triage.app.desk import opened  # noqa: PLC0415
    from triage.cli import shown  # noqa: PLC0415

    with opened(config, os.environ) as desk:
        found = desk.look(lambda work: work.tickets.find(open_only=not everything, limit=most))
    if as_json:
        sys.stdout.write(
            json.dumps([shown.ticket(one) for one in found], ensure_ascii=False) + "\n"
        )
    else:
        shown.tickets(found)


@app.command()
def show(number: Number, *, as_json: Json = False, config: Config = CONFIG) -> None:
    """One ticket: what was said, what was decided and why, what is not delivered."""
    from triage.app import tickets  # noqa: PLC0415
    from triage.app.desk import opened  # noqa: PLC0415
    from triage.cli import shown  # noqa: PLC0415

    with opened(config, os.environ) as desk:
        whole = desk.look(lambda work: tickets.everything(work, desk, TicketId(number)))
    if as_json:
        sys.stdout.write(json.dumps(shown.whole(whole), ensure_ascii=False, indent=2) + "\n")
    else:
        shown.page(whole)


@app.command()
def claim(number: Number, *, who: As, config: Config = CONFIG) -> None:
    """Claim a ticket: the reporter is told, pages end. Like: triage ticket claim 12 --as grace."""
    from triage.app import tickets  # noqa: PLC0415

    ticket, _ = _act(
        config,
        lambda work, desk, now: tickets.claim(work, desk, TicketId(number), desk.actor(who), now),
    )
    typer.echo(f"Ticket {number} is {ticket.assignee_name}'s.")


@app.command()
def release(number: Number, *, who: As, config: Config = CONFIG) -> None:
    """Give a claimed ticket back; the team is called again by its policy."""
    from triage.app import tickets  # noqa: PLC0415

    _act(
        config,
        lambda work, desk, now: tickets.release(work, desk, TicketId(number), desk.actor(who), now),
    )
    typer.echo(f"Ticket {number} is open again.")


@app.command()
def resolve(
    number: Number,
    *,
    who: As,
    say: Annotated[str | None, typer.Option(help="One line to the reporter.")] = None,
    config: Config = CONFIG,
) -> None:
    """Resolve a ticket. Example: triage ticket resolve 12 --as grace --say "Works since 10:42." """
    from triage.app import tickets  # noqa: PLC0415

    _, live = _act(
        config,
        lambda work, desk, now: tickets.resolve(
            work, desk, TicketId(number), desk.actor(who), line=say, now=now
        ),
    )
    told = "the reporter is told" if live else WATCHING
    typer.echo(f"Ticket {number} is resolved; {told}.")


@app.command()
def reply(
    number: Number,
    text: Annotated[str, typer.Argument(help="What to say.")],
    *,
    who: As,
    config: Config = CONFIG,
) -> None:
    """Say something to the reporter, where they wrote, in your name."""
    from triage.app import tickets  # noqa: PLC0415

    _act(
        config,
        lambda work, desk, now: tickets.reply(
            work, desk, TicketId(number), desk.actor(who), text=text, now=now
        ),
    )
    typer.echo("Sent to the outbox; `triage ticket show` tells when it is delivered.")


@app.command("open")
def open_(
    text: Annotated[str, typer.Argument(help="What was reported, in the reporter's words.")],
    *,
    reporter: Annotated[str, typer.Option("--for", help="The reporter's mail address.")],
    mailbox: Annotated[
        str | None, typer.Option("--via", help="The mailbox to answer from; else the first.")
    ] = None,
    config: Config = CONFIG,
) -> None:
    """Open a ticket for somebody who called. They get a receipt and every update by mail."""
    from triage.app import tickets  # noqa: PLC0415

    ticket, live = _act(
        config,
        lambda work, desk, now: tickets.open_for(
            work, desk, reporter=reporter, mailbox=mailbox, text=text, now=now
        ),
    )
    silent = "" if live else f"; {WATCHING}"
    typer.echo(f"Ticket {ticket.id} is open, {ticket.priority.name}, team {ticket.team}{silent}.")


def _act(config: Config, unit: Callable[[UnitOfWork, OpenDesk, datetime], Ticket]) -> Done:
    """Do it beside the service, which sees it within a second."""
    from triage.app.desk import opened  # noqa: PLC0415
    from triage.clock import SystemClock  # noqa: PLC0415
    from triage.desk import Mode  # noqa: PLC0415

    now = SystemClock().now()
    with opened(config, os.environ) as desk:
        ticket = desk.write(lambda work: unit(work, desk, now))
        return Done(ticket, desk.desk.mode is Mode.LIVE)
