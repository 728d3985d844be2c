"""The configuration has lost a team: its open tickets go to the default team, card and all."""

from __future__ import annotations

from triage import firstline
from triage.apply import Clerk

MOST = 500
"""Tickets at one start; those beyond go over when something happens to them, or at the next one."""


def adopt(clerk: Clerk) -> None:
    for ticket in clerk.work.tickets.find(open_only=True, limit=MOST):
        if ticket.team not in clerk.desk.teams:
            clerk.carry_out(firstline.adopting(ticket), before=ticket)
