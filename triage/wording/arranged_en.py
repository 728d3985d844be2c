"""English: what whoever changes a schedule, hands over or pages somebody is told."""

from __future__ import annotations

from triage.controls import Action
from triage.wording.arranged_words import ArrangedWords

_WHEN = "Like 2h, tomorrow, fri, mon 14:00 or 2026-03-02, on your clock"
_TEAM = "The team; left out: the team of this room, or yours"

ARRANGED = ArrangedWords(
    understood="Understood as: from {start} until {end}.",
    changes_nobody="As the rotations stand, it changes nobody. `/oncall who` shows who is on call.",
    absences="When you are away:",
    absence="- {number}: from {start} until {end}",
    no_absences="You are not away. To say that you will be: `/oncall absence until:`.",
    back_again="{person} is not away any more from {start} until {end}, and is called again.",
    swap_sent="Swap {number}: {other} is asked alone, by direct message or mail, and in the room. "
    "You hear the answer the same way.",
    swap_in_room="Swap {number}: {other} is asked in the room, for there is no address for a "
    "direct message or a mail.",
    turn="Yours, that they would have: the turn around {at}.",
    turn_back="Theirs, that you would have: the turn around {at}.",
    note_left="Told in the handover when the shift of {team} ends: {line}",
    note_gone="The handover of {team} has no line of yours any more.",
    note_before="It takes the place of: {line}",
    page_asked="Nobody has been called yet. Outside business hours this wakes, for {team}: "
    "{people}. Page now? The question stands for 15 minutes.",
    there="{person} (there it is {now})",
    paged="Ticket {number}: {people} is called for {team} now. It goes on in a private thread with "
    "you.",
    paged_later="Ticket {number}: {people} is called for {team} at {at}, as its escalation says. "
    "It goes on in a private thread with you.",
    labels={
        Action.SWAP_YES: "Accept",
        Action.SWAP_NO: "Decline",
        Action.SWAP_BACK: "Take it back",
        Action.DROP: "Take it back",
        Action.PAGE_NOW: "Page now",
        Action.TAKEN: "I have the last handover",
    },
    commands={
        Action.COVER: "Put somebody on call for a while, in place of another",
        Action.SWAP: "Ask somebody to swap turns; it counts once they accept",
        Action.AWAY: "Say when you are away: nobody calls you. Alone: list it, and take it back",
        Action.PAGE: "Page whoever is on call for a team; says who is woken first",
        Action.BATON: "The handover as it would be now; a note is told to whoever is next",
    },
    options={
        "cover person": "Who is on call then",
        "cover until": _WHEN,
        "cover from": f"{_WHEN}; left out: now",
        "cover for": "Whose place they take; left out: the first who is on call then",
        "cover change": "In place of somebody (left out), besides everybody, or not this person",
        "cover team": _TEAM,
        "swap with": "Whom you ask",
        "swap turn": "Any moment of your turn; left out: your next",
        "swap back": "Any moment of their turn that you take for it; left out: none",
        "swap rotation": "Its name, where you take turns in several",
        "swap team": _TEAM,
        "away until": _WHEN,
        "away from": f"{_WHEN}; left out: now",
        "away withdraw": "The number of an absence that you take back",
        "page text": "One sentence: what has happened",
        "page team": "The team; left out: the team of this room",
        "baton note": "What whoever is next should watch; the last note counts",
        "baton team": _TEAM,
    },
    changes={
        "replace": "in place of somebody",
        "add": "besides everybody",
        "remove": "not this person",
    },
)
