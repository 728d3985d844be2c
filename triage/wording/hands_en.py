"""English words for engineers at work on tickets."""

from __future__ import annotations

from triage.model import Why
from triage.wording.language import Hands

HANDS = Hands(
    merged="Ticket {number} is about the same thing as an earlier report, so one team handles "
    "the two together. Your number stays {number}, and you hear of every step here. There is "
    "nothing for you to do.",
    handed="{by} handed ticket {number} over to {to}: {reason}",
    taken="{to} took ticket {number} over: {reason}",
    woken="Ticket {number} is due again, {who}: {subject}",
    woken_nobody="Ticket {number} is due again, and nobody has it: {subject}",
    refusals={
        Why.NOT_STAFF: "Only the support staff can do that, so nothing has changed.",
        Why.OWN_REPORT: "Ticket {number} was reported by {who}; somebody else takes care of it.",
        Why.RESOLVED: "Ticket {number} is resolved already (by {who}); reopen it first, or the "
        "reporter's answer does.",
        Why.NOT_RESOLVED: "Ticket {number} is not resolved, so there is nothing to reopen.",
        Why.HELD: "Ticket {number} is {who}'s. Ask them, or take it over and say why.",
        Why.NOT_HELD: "Nobody has ticket {number}. Claim it first.",
        Why.HELD_ALREADY: "Ticket {number} is {who}'s already.",
        Why.NO_REASON: "Say why in a few words; the others read it.",
        Why.NO_WORDS: "There are no words in it; write what is to be said.",
        Why.PAST: "That moment is over; choose a later one.",
        Why.AWAKE: "Ticket {number} is not put off.",
        Why.MERGED: "Ticket {number} is part of ticket {other}; do it there, or take the two "
        "apart first.",
        Why.NOT_MERGED: "Ticket {number} is not part of another ticket.",
        Why.ITSELF: "That is ticket {number} itself; name another one.",
        Why.RING: "That ticket is part of ticket {other} already; name that one.",
        Why.SURVIVOR_RESOLVED: "Ticket {other} is resolved. Reopen it first, so that somebody "
        "takes care of both.",
        Why.LINKED: "Tickets {number} and {other} are linked already.",
        Why.NOT_LINKED: "Tickets {number} and {other} are not linked.",
        Why.WATCHING: "The service only watches, so reporters hear nothing; to change that, "
        'write mode = "live".',
    },
)
