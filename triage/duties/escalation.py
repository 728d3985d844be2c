"""Nobody has claimed it: take the policy's next step."""

from __future__ import annotations

from triage.apply import Clerk
from triage.messages import Notice
from triage.model import PersonId, TeamId, Ticket, TicketStatus
from triage.paging import summary, woken
from triage.paging.pager import AWAY, MISSED
from triage.ports.store import Timer


def escalate(clerk: Clerk, ticket: Ticket, timer: Timer) -> None:
    """Judged again when it fires: a claimed, resolved or restarted ticket is left in peace."""
    run, _, level = timer.occurrence.partition(".")
    if ticket.status is not TicketStatus.OPEN or int(run) != ticket.run:
        return
    due = clerk.pager.step(ticket, level=int(level))
    if due is not None:
        clerk.pager.take(ticket, due, since=timer.due_at)


def rested(clerk: Clerk, ticket: Ticket, timer: Timer) -> None:
    """A step came in somebody's quiet hours, which are over now; judged again like any step."""
    run, level, person = timer.occurrence.split(".", 2)
    if ticket.status is TicketStatus.OPEN and int(run) == ticket.run:
        woken.call(clerk.pager, ticket, int(level), PersonId(person), since=timer.due_at)


def move_on(clerk: Clerk, timer: Timer) -> None:
    """A message to the staff did not get through: their next means, at once."""
    message = clerk.work.outbox.message(timer.subject)
    if message is None or message.call is None or message.call.every:
        return
    if message.notice is Notice.SUMMARY:
        summary.move_on(clerk.pager, message, message.call)
    else:
        clerk.pager.move_on(message, message.call)


def give_up(clerk: Clerk, timer: Timer) -> None:
    """It still does not get through: for those who have no other means, the next step."""
    message = clerk.work.outbox.message(timer.subject)
    if message is None or message.call is None or message.call.every:
        return
    if message.notice is Notice.SUMMARY:
        summary.give_up(clerk.pager, message, message.call)
    else:
        clerk.pager.give_up(message.call)


def summarise(clerk: Clerk, timer: Timer) -> None:
    """What a team's people were not called for at once, told together."""
    team = TeamId(timer.subject)
    if clerk.now - timer.due_at > AWAY:  # what else was slept through belongs to the same message
        clerk.pager.summary_at(team, clerk.now, late=True)
    else:
        summary.summarise(clerk.pager, team, missed=timer.occurrence == MISSED)
