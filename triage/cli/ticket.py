"""`triage ticket ...`: what staff see of tickets and do to them from a terminal."""

from __future__ import annotations

import json
import os
import sys
from typing import Annotated

import typer

from triage.cli import ticket_hands, ticket_originals
from triage.cli.options import CONFIG, Config, Json, Number
from triage.cli.ticket_hands import WATCHING, act
from triage.model import TicketId

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
    from triage.belonging import incidents  # noqa: PLC0415
    from triage.cli import shown  # noqa: PLC0415

    with opened(config, os.environ) as desk:
        found = desk.look(lambda work: work.tickets.find(open_only=not everything, limit=most))
        of = desk.look(lambda work: incidents(work, found))
    shown.listed(found, of, as_json=as_json)


@app.command()
def show(
    number: Number,
    *,
    unmask: Annotated[
        bool, typer.Option("--unmask", help="With secrets and addresses; is written down.")
    ] = False,
    who: Annotated[
        str | None, typer.Option("--as", help="Who looks: a name from [people]; for --unmask.")
    ] = None,
    as_json: Json = False,
    config: Config = CONFIG,
) -> None:
    """One ticket: what was said, what was decided and why, what is not delivered.

    Passwords, keys, card numbers and mail addresses in what people wrote are hidden. Shown, with a
    line on the ticket's timeline: triage ticket show 12 --unmask --as grace
    """
    from triage.app import tickets  # noqa: PLC0415
    from triage.app.desk import opened  # noqa: PLC0415
    from triage.app.unmask import unveil, veiled  # noqa: PLC0415
    from triage.cli import shown  # noqa: PLC0415
    from triage.clock import SystemClock  # noqa: PLC0415

    if unmask and who is None:
        raise typer.BadParameter("say who looks: --as NAME", param_hint="--unmask")
    with opened(config, os.environ) as desk:
        if unmask and who is not None:
            actor, now = desk.actor(who), SystemClock().now()
            desk.write(lambda work: unveil(work, TicketId(number), actor, now))
        whole = desk.look(lambda work: tickets.everything(work, desk, TicketId(number)))
    whole = whole if unmask else veiled(whole)
    if as_json:
        sys.stdout.write(json.dumps(shown.whole(whole), ensure_ascii=False, indent=2) + "\n")
    else:
        shown.page(whole)


@app.command()
def find(
    words: Annotated[list[str], typer.Argument(help="Each must occur, in any order.")],
    *,
    open_only: Annotated[bool, typer.Option("--open", help="Without resolved ones.")] = False,
    most: Annotated[int, typer.Option("--most", help="How many at most.", min=1)] = 20,
    as_json: Json = False,
    config: Config = CONFIG,
) -> None:
    """Find tickets by words: subject, reporter, everything that was said, notes included.

    Example: triage ticket find export timeout
    """
    from triage.app.desk import opened  # noqa: PLC0415
    from triage.belonging import incidents  # noqa: PLC0415
    from triage.cli import shown  # noqa: PLC0415

    with opened(config, os.environ) as desk:
        found = desk.look(lambda work: work.tickets.search(words, open_only=open_only, limit=most))
        of = desk.look(lambda work: incidents(work, found))
    shown.listed(found, of, as_json=as_json)


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

    done = act(
        config,
        lambda work, desk, now: tickets.open_for(
            work, desk, reporter=reporter, mailbox=mailbox, text=text, now=now
        ),
    )
    ticket, silent = done.ticket, "" if done.live else f"; {WATCHING}"
    typer.echo(f"Ticket {ticket.id} is open, {ticket.priority.name}, team {ticket.team}{silent}.")


ticket_originals.add(app)
ticket_hands.add(app)
