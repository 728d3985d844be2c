"""What a reaction does, decided and written down inside one unit of work."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from triage import batons, reception
from triage.apply import Clerk
from triage.controls import Action
from triage.desk import Desk
from triage.handling import engineers
from triage.handling.change import Actor
from triage.messages import MessageArrived, Nature, Opens, ReactionArrived, StaffWrote
from triage.model import TicketId
from triage.ports.channel import ChannelAdapter
from triage.ports.core import Assess
from triage.ports.work import UnitOfWork
from triage.reception import Outcome
from triage.settling import among_staff, beside, held


@dataclass(frozen=True, slots=True, kw_only=True)
class Reacting:
    """One reaction, with what it takes to decide on it.

    `take`: brings a message the way that every message goes; returns what became of it.
    """

    work: UnitOfWork
    desk: Desk
    channels: Mapping[str, ChannelAdapter]
    assess: Assess
    reaction: ReactionArrived
    now: datetime
    take: Callable[[MessageArrived], Outcome]

    @property
    def clerk(self) -> Clerk:
        return Clerk(work=self.work, desk=self.desk, now=self.now)

    def actor(self) -> Actor:
        """Who set it. Whoever is new becomes known by this."""
        reaction = self.reaction
        return reception.actor_of(self.work, reaction.message, reaction.sender, self.desk)

    def sets(self, action: Action) -> bool:
        """Whether it means this, and was not taken back."""
        return self.reaction.present and self.reaction.action is action


def decide(reacting: Reacting) -> Outcome:
    """What the reaction means where it stands: on a message, a card, a handover, a summary."""
    action, work = reacting.reaction.action, reacting.work
    if action is Action.AFFECTED:
        return _affected(reacting)
    if action is Action.REPLY:
        return _sent_on(reacting)
    number = work.outbox.ticket_of_card(reacting.reaction.message)
    if number is not None:
        return _on_card(reacting, number)
    if _took_over(reacting):
        return Outcome(disposition="reaction")
    return _open_by_hand(reacting)


def _affected(reacting: Reacting) -> Outcome:
    work, reaction = reacting.work, reacting.reaction
    where = reaction.message
    ticket = beside.about(work, where.channel, where.account, where.external_id)
    if ticket is None:
        return Outcome(disposition="ignored")
    whole, actor = reception.whole(work, ticket), reacting.actor()
    assess, now = reacting.assess, reacting.now
    beside.affected(reacting.clerk, whole, actor, present=reaction.present, assess=assess, now=now)
    return Outcome(disposition="reaction", ticket=whole.id)


def _sent_on(reacting: Reacting) -> Outcome:
    wrote = reception.kept(reacting.work, reacting.reaction.message, reacting.channels)
    if not reacting.reaction.present or not isinstance(wrote, StaffWrote):
        return Outcome(disposition="ignored")
    number = among_staff.sent_on(reacting.clerk, wrote, reacting.actor())
    return Outcome(disposition="reaction", ticket=number)


def _on_card(reacting: Reacting, number: TicketId) -> Outcome:
    reaction, now, undo = reacting.reaction, reacting.now, reacting.desk.undo
    ticket, actor = reacting.work.tickets.get(number), reacting.actor()
    if reaction.present:
        change = engineers.act(ticket, reaction.action, actor, undo=undo, now=now)
    else:
        change = engineers.take_back(ticket, reaction.action, actor, due_at=now + undo)
    replace(reacting.clerk, reaction=reaction).carry_out(change, before=ticket)
    return Outcome(disposition="reaction", ticket=ticket.id)


def _took_over(reacting: Reacting) -> bool:
    """The claim's reaction on a handover: somebody of the team has read it."""
    if not reacting.sets(Action.CLAIM):
        return False
    team = batons.team_of(reacting.work.outbox.key_of(reacting.reaction.message))
    actor = reacting.actor()
    if team is None or not actor.staff:
        return False
    return batons.taken(reacting.clerk, team, actor.person) is None


def _open_by_hand(reacting: Reacting) -> Outcome:
    """The ticket reaction on a message that opened none: a person says it is a report."""
    if not reacting.sets(Action.OPEN):
        return Outcome(disposition="ignored")
    if _released(reacting):
        return Outcome(disposition="released")
    message = reception.kept(reacting.work, reacting.reaction.message, reacting.channels)
    if not isinstance(message, MessageArrived) or message.nature is not Nature.PERSON:
        return Outcome(disposition="ignored")
    staff = reacting.actor().staff
    return reacting.take(replace(message, opens=Opens.ALWAYS, forged=None, vouched=staff))


def _released(reacting: Reacting) -> bool:
    """Staff let in what a daily line tells of as held."""
    key = reacting.work.outbox.key_of(reacting.reaction.message)
    if key is None or not key.startswith(f"{held.HELD}:"):
        return False
    return reacting.actor().staff and reacting.work.arrivals.release(key) > 0
