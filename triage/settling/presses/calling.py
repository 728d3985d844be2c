"""A person pages whoever is on call: asked again first where that wakes somebody."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from functools import partial

from triage.controls import Action, Style
from triage.messages import MessageArrived, Opens
from triage.model import ConversationRef
from triage.notices import hands
from triage.notices.reporter import FORM
from triage.oncall.refusal import Refusal, Unable
from triage.rota import calling
from triage.rota.calling import Called
from triage.rota.meant import team_of, zone_of
from triage.settling.presses.oncall import for_staff, here
from triage.settling.presses.pressing import Pressing, Said, Table
from triage.why import Why
from triage.wording import arranged_facts as say
from triage.wording import hand_facts
from triage.wording.rota_forms import TEAM, TEXT

STANDS = timedelta(minutes=15)
"""So long the question can be answered: what was asked at night is not paged in the morning."""


def page(pressing: Pressing) -> Said | Refusal:
    """At once in working hours; else it says first who is woken."""
    fields, desk = pressing.press.fields, pressing.desk
    words = fields.get(TEXT, "").strip()
    if not words:
        return Said(facts=hand_facts.NotDone(why=Why.NO_WORDS, number=None))
    team = team_of(desk, fields.get(TEAM), near=here(pressing))
    if isinstance(team, Refusal):
        return team
    called = calling.whom(pressing.clerk, team)
    if isinstance(called, Refusal):
        return called
    if not called.wakes(desk):
        return _called(pressing, words, called)
    kept = {"press": pressing.press.external_id, "team": team, "words": words}
    kept["at"] = pressing.now.isoformat()
    pressing.work.switches.set(_switch(pressing), json.dumps(kept))
    people = tuple((desk.name(one), zone_of(desk, one)) for one in called.people)
    now = hands.button(
        Action.PAGE_NOW,
        None,
        pressing.language,
        pressing.press.external_id,
        style=Style.DANGER,
    )
    return Said(
        facts=say.PageAsked(team=called.team, people=people, now=pressing.now), buttons=(now,)
    )


def page_now(pressing: Pressing) -> Said | Refusal:
    """Yes, wake them; judged again, for whoever is on call may be another by now."""
    kept = json.loads(pressing.work.switches.get(_switch(pressing)) or "{}")
    if kept.get("press") != pressing.press.argument:
        return Refusal(why=Unable.NOT_ASKED)
    pressing.work.switches.set(_switch(pressing), None)
    if pressing.now - datetime.fromisoformat(kept["at"]) > STANDS:
        return Refusal(why=Unable.NOT_ASKED)
    team = team_of(pressing.desk, kept["team"])
    called = team if isinstance(team, Refusal) else calling.whom(pressing.clerk, team)
    if isinstance(called, Refusal):
        return called
    return _called(pressing, kept["words"], called)


def _called(pressing: Pressing, words: str, called: Called) -> Said:
    press, desk = pressing.press, pressing.desk
    where = press.conversation
    message = MessageArrived(
        conversation=ConversationRef(where.channel, where.account, f"{FORM}{press.external_id}"),
        place=press.place,
        external_id=press.external_id,
        sender=press.sender,
        at=press.at,
        subject=None,
        text=words,
        reply=words,
        opens=Opens.ALWAYS,
        private=True,
    )
    ticket = calling.call(pressing.clerk, called, message, pressing.actor)
    facts = say.Paged(
        number=ticket.id,
        team=called.team,
        people=tuple(map(desk.name, called.people)),
        at=None if called.at_once else called.at,
    )
    return Said(facts=facts, ticket=ticket.id, done=True)


def _switch(pressing: Pressing) -> str:
    """One question a person: a new one takes the place of an older."""
    return f"page:{pressing.actor.person}"


HANDLERS: Table = {
    Action.PAGE: partial(for_staff, page),
    Action.PAGE_NOW: partial(for_staff, page_now),
}
