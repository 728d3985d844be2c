"""What staff do to one ticket from a terminal: the orders of `triage.handling.orders`."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from triage.cli.options import CONFIG, As, Config, Json, Number
from triage.errors import RefusedError
from triage.model import TeamId, TicketId

if TYPE_CHECKING:
    from datetime import datetime

    from triage.app.desk import OpenDesk
    from triage.handling.orders import Order
    from triage.model import Ticket
    from triage.ports.work import UnitOfWork

WATCHING = 'mode is "watch", so the reporter hears nothing'
Because = Annotated[str, typer.Option("--because", help="Why, in a few words; others read it.")]
Other = Annotated[int, typer.Argument(help="The other ticket's number.", min=1)]


class Done(NamedTuple):
    """The ticket as it is now; `live`: whether reporters hear of it."""

    ticket: Ticket
    live: bool
    of_incident: TicketId | None


def add(app: typer.Typer) -> None:
    """Put the commands of this file into the group `triage ticket`."""
    for command in (
        claim, release, steal, transfer, hand_on, snooze, wake, escalate, note, reply, resolve,
        reopen, merge, unmerge, link, unlink, issue, declare, withdraw, separate,
    ):  # fmt: skip
        app.command()(command)


def claim(number: Number, *, who: As, as_json: Json = False, config: Config = CONFIG) -> None:
    """Claim a ticket: the reporter is told, pages end. Like: triage ticket claim 12 --as grace."""
    from triage.handling.orders import Claim  # noqa: PLC0415

    done = _order(number, who, config, lambda _: Claim())
    _say(done, f"Ticket {number} is {done.ticket.assignee_name}'s.", as_json=as_json)


def release(number: Number, *, who: As, as_json: Json = False, config: Config = CONFIG) -> None:
    """Give a claimed ticket back; the team is called again by its policy."""
    from triage.handling.orders import Release  # noqa: PLC0415

    done = _order(number, who, config, lambda _: Release())
    _say(done, f"Ticket {number} is open again.", as_json=as_json)


def steal(
    number: Number, *, who: As, because: Because, as_json: Json = False, config: Config = CONFIG
) -> None:
    """Take a ticket over from whoever has it.

    Example: triage ticket steal 12 --as linus --because "Grace is at lunch"
    """
    from triage.handling.orders import Steal  # noqa: PLC0415

    done = _order(number, who, config, lambda _: Steal(because))
    _say(done, f"Ticket {number} is {done.ticket.assignee_name}'s now.", as_json=as_json)


def transfer(
    number: Number,
    *,
    to: Annotated[str, typer.Option("--to", help="Who gets it: a name from [people].")],
    who: As,
    because: Because,
    as_json: Json = False,
    config: Config = CONFIG,
) -> None:
    """Hand a ticket over to somebody.

    Example: triage ticket transfer 12 --to linus --as grace --because "needs the database"
    """
    from triage.handling.orders import Transfer  # noqa: PLC0415

    done = _order(number, who, config, lambda desk: Transfer(desk.actor(to), because))
    _say(done, f"Ticket {number} is {done.ticket.assignee_name}'s now.", as_json=as_json)


def hand_on(
    number: Number,
    *,
    to: Annotated[str, typer.Option("--to", help="Which team gets it: a name from [teams].")],
    who: As,
    because: Because,
    as_json: Json = False,
    config: Config = CONFIG,
) -> None:
    """Hand a ticket on to another team: a card in their room, and their policy starts.

    Example: triage ticket hand-on 12 --to database --as grace --because "the disk is full"
    """
    from triage.handling.orders import HandOn  # noqa: PLC0415

    done = _order(number, who, config, lambda _: HandOn(TeamId(to), because))
    _say(done, f"Ticket {number} is the {done.ticket.team} team's now.", as_json=as_json)


def snooze(
    number: Number,
    *,
    who: As,
    until: Annotated[
        str | None, typer.Option(help='Like 2h, 3wd, tomorrow, "mon 14:00" or 2026-03-02T10:00.')
    ] = None,
    as_json: Json = False,
    config: Config = CONFIG,
) -> None:
    """Put a ticket off until a moment, or until the reporter writes, which always ends it."""
    from triage.app.tickets import until_of  # noqa: PLC0415
    from triage.handling.orders import SnoozeOrder  # noqa: PLC0415

    done = _order(
        number,
        who,
        config,
        lambda desk: SnoozeOrder(None if until is None else until_of(until, desk)),
    )
    asleep = done.ticket.snoozed
    when = "the reporter writes"
    if asleep is not None and asleep.until is not None:
        when = f"{asleep.until:%Y-%m-%d %H:%M} UTC, or the reporter writes"
    _say(done, f"Ticket {number} is put off until {when}.", as_json=as_json)


def wake(number: Number, *, who: As, as_json: Json = False, config: Config = CONFIG) -> None:
    """End a snooze: the ticket is due again now."""
    from triage.handling.orders import Wake  # noqa: PLC0415

    done = _order(number, who, config, lambda _: Wake())
    _say(done, f"Ticket {number} is due again.", as_json=as_json)


def escalate(
    number: Number, *, who: As, because: Because, as_json: Json = False, config: Config = CONFIG
) -> None:
    """Give a ticket back and call the next people of its policy at once."""
    from triage.handling.orders import Escalate  # noqa: PLC0415

    done = _order(number, who, config, lambda _: Escalate(because))
    _say(done, f"Ticket {number} is open again; its policy calls whoever is next.", as_json=as_json)


def note(
    number: Number,
    text: Annotated[str, typer.Argument(help="What the others should know.")],
    *,
    who: As,
    as_json: Json = False,
    config: Config = CONFIG,
) -> None:
    """Write a note among staff. It never reaches the reporter."""
    from triage.handling.orders import Note  # noqa: PLC0415

    done = _order(number, who, config, lambda _: Note(text))
    _say(done, f"Noted on ticket {number}; the reporter does not see it.", as_json=as_json)


def reply(
    number: Number,
    text: Annotated[str, typer.Argument(help="What to say, behind a prepared answer.")] = "",
    *,
    who: As,
    canned: Annotated[
        str | None, typer.Option("--canned", help="A prepared answer: a name from [replies].")
    ] = None,
    as_json: Json = False,
    config: Config = CONFIG,
) -> None:
    """Say something to the reporter, where they wrote, in your name.

    Example: triage ticket reply 12 --canned cookies --as grace
    """
    from triage.handling.orders import Reply  # noqa: PLC0415

    done = _order(number, who, config, lambda _: Reply(text, canned=canned))
    _say(
        done,
        "Sent to the outbox; `triage ticket show` tells when it is delivered.",
        as_json=as_json,
    )


def resolve(
    number: Number,
    *,
    who: As,
    say: Annotated[str | None, typer.Option(help="One line to the reporter.")] = None,
    as_json: Json = False,
    config: Config = CONFIG,
) -> None:
    """Resolve a ticket. Example: triage ticket resolve 12 --as grace --say "Works since 10:42." """
    from triage.handling.orders import Resolve  # noqa: PLC0415

    done = _order(number, who, config, lambda _: Resolve(say))
    told = "the reporter is told" if done.live else WATCHING
    _say(done, f"Ticket {number} is resolved; {told}.", as_json=as_json)


def reopen(number: Number, *, who: As, as_json: Json = False, config: Config = CONFIG) -> None:
    """Open a resolved ticket again; whoever had it has it again."""
    from triage.handling.orders import Reopen  # noqa: PLC0415

    done = _order(number, who, config, lambda _: Reopen())
    _say(done, f"Ticket {number} is open again.", as_json=as_json)


def merge(
    number: Number, into: Other, *, who: As, as_json: Json = False, config: Config = CONFIG
) -> None:
    """Make a ticket part of another one that is about the same thing.

    Nothing is moved or lost: later words of its reporter count there, its reporter hears of every
    step, and `unmerge` takes the two apart. Example: triage ticket merge 13 12 --as grace
    """
    from triage.handling.orders import Merge  # noqa: PLC0415

    done = _order(number, who, config, lambda _: Merge(TicketId(into)))
    root = done.ticket.merged.into if done.ticket.merged else into
    _say(done, f"Ticket {number} is part of ticket {root} now.", as_json=as_json)


def unmerge(number: Number, *, who: As, as_json: Json = False, config: Config = CONFIG) -> None:
    """Take a merged ticket apart again: it is as it was, with every word said meanwhile."""
    from triage.handling.orders import Unmerge  # noqa: PLC0415

    done = _order(number, who, config, lambda _: Unmerge())
    _say(
        done,
        f"Ticket {number} is a ticket of its own again: {done.ticket.status.value}.",
        as_json=as_json,
    )


def link(
    number: Number, other: Other, *, who: As, as_json: Json = False, config: Config = CONFIG
) -> None:
    """Note that two tickets have to do with each other; each stays what it is."""
    from triage.handling.orders import Link  # noqa: PLC0415

    done = _order(number, who, config, lambda _: Link(TicketId(other)))
    _say(done, f"Tickets {number} and {other} are linked.", as_json=as_json)


def unlink(
    number: Number, other: Other, *, who: As, as_json: Json = False, config: Config = CONFIG
) -> None:
    """Take a link back."""
    from triage.handling.orders import Unlink  # noqa: PLC0415

    done = _order(number, who, config, lambda _: Unlink(TicketId(other)))
    _say(done, f"Tickets {number} and {other} are no longer linked.", as_json=as_json)


def issue(number: Number, *, who: As, as_json: Json = False, config: Config = CONFIG) -> None:
    """File a ticket as an issue of the tracker in [github]; its closing is told to the staff."""
    from triage.handling.orders import FileIssue  # noqa: PLC0415

    done = _order(number, who, config, lambda _: FileIssue())
    _say(done, f"Ticket {number} becomes an issue; nothing says who reported it.", as_json=as_json)


def declare(
    number: Number,
    *,
    who: As,
    because: Because,
    link_alike: Annotated[
        bool, typer.Option("--link-alike", help="Link what came alike within minutes, too.")
    ] = False,
    as_json: Json = False,
    config: Config = CONFIG,
) -> None:
    """Declare a ticket an incident: P1, on its card, the board and the handover, in your name.

    Example: triage ticket declare 12 --as grace --because "nobody can log in"
    """
    from triage.handling.orders import Declare, LinkAlike  # noqa: PLC0415

    done = _order(number, who, config, lambda _: Declare(because))
    said = f"Ticket {number} is an incident now, and P1."
    if link_alike:
        try:
            done = _order(number, who, config, lambda _: LinkAlike())
            said += f"\nLinked: {', '.join(map(str, done.ticket.links))}."
        except RefusedError as error:
            said += f"\nNothing is linked: {error}"
    _say(done, said, as_json=as_json)


def withdraw(
    number: Number, *, who: As, because: Because, as_json: Json = False, config: Config = CONFIG
) -> None:
    """Take an incident back that was none; the priority is what it was before."""
    from triage.handling.orders import Withdraw  # noqa: PLC0415

    done = _order(number, who, config, lambda _: Withdraw(because))
    priority = done.ticket.priority.name
    _say(done, f"Ticket {number} is no incident any more; it is {priority}.", as_json=as_json)


def separate(number: Number, *, who: As, as_json: Json = False, config: Config = CONFIG) -> None:
    """Say that the alike tickets of a burst are no incident; nobody is asked again."""
    from triage.handling.orders import Separate  # noqa: PLC0415

    done = _order(number, who, config, lambda _: Separate())
    _say(done, f"Nobody is asked about ticket {number} again.", as_json=as_json)


def act(config: Config, unit: Callable[[UnitOfWork, OpenDesk, datetime], Ticket]) -> Done:
    """Do it beside the service, which sees it within a second."""
    from triage.app.desk import opened  # noqa: PLC0415
    from triage.belonging import incidents  # noqa: PLC0415
    from triage.clock import SystemClock  # noqa: PLC0415
    from triage.desk import Mode  # noqa: PLC0415

    now = SystemClock().now()
    with opened(config, os.environ) as desk:
        ticket = desk.write(lambda work: unit(work, desk, now))
        of = desk.look(lambda work: incidents(work, (ticket,)))
        return Done(ticket, desk.desk.mode is Mode.LIVE, of.get(ticket.id))


def _order(number: int, who: str, config: Config, what: Callable[[OpenDesk], Order]) -> Done:
    from triage.app import tickets  # noqa: PLC0415

    return act(
        config,
        lambda work, desk, now: tickets.order(
            work, desk, TicketId(number), what(desk), desk.actor(who), now=now
        ),
    )


def _say(done: Done, text: str, *, as_json: bool) -> None:
    if not as_json:
        typer.echo(text)
        return
    from triage.cli import shown  # noqa: PLC0415

    sys.stdout.write(
        json.dumps(shown.ticket(done.ticket, done.of_incident), ensure_ascii=False) + "\n"
    )
