"""English words for engineers at work on tickets."""

from __future__ import annotations

from triage.controls import Action
from triage.why import Why
from triage.wording.deed import Deed
from triage.wording.language import Hands

HANDS = Hands(
    claimed="The {team} team is now looking at ticket {number}.",
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
        Why.NO_CANNED: "There is no prepared answer of that name. There is: {who}.",
        Why.NOT_ASKED: "The reporter of ticket {number} has heard of it already.",
        Why.WATCHING: "The service only watches, so reporters hear nothing; to change that, "
        'write mode = "live".',
    },
    labels={
        Action.CLAIM: "Claim",
        Action.RELEASE: "Release",
        Action.RESOLVE: "Resolve",
        Action.REOPEN: "Reopen",
        Action.RAISE: "Raise priority",
        Action.LOWER: "Lower priority",
        Action.MORE: "More",
        Action.WHY: "Why this priority",
        Action.WHOLE: "Whole report",
        Action.REPLY: "Reply",
        Action.SEND: "Send mine, too",
        Action.NOTE: "Note",
        Action.LINE: "Write the line",
        Action.UNDO: "Undo",
        Action.STEAL: "Take over",
        Action.TRANSFER: "Hand over",
        Action.SNOOZE: "Put off",
        Action.WAKE: "No longer put off",
        Action.ESCALATE: "Escalate",
        Action.MERGE: "Part of another",
        Action.UNMERGE: "Take apart",
        Action.LINK: "Link",
        Action.UNLINK: "Unlink",
        Action.TICKETS: "More tickets",
        Action.FIND: "More tickets",
        Action.SHOW: "Show",
        Action.NEW: "New ticket",
    },
    titles={
        Action.REPLY: "Reply to the reporter",
        Action.NOTE: "Note among staff",
        Action.LINE: "One line to the reporter",
        Action.RESOLVE: "Resolve",
        Action.STEAL: "Take over",
        Action.TRANSFER: "Hand over",
        Action.SNOOZE: "Put off",
        Action.ESCALATE: "Escalate",
        Action.MERGE: "Part of another ticket",
        Action.LINK: "Link with another ticket",
        Action.UNLINK: "Take a link back",
    },
    commands={
        Action.REPLY: "Say something to the reporter of this ticket",
        Action.NOTE: "Write a note among staff",
        Action.TICKETS: "The open tickets",
        Action.FIND: "Find tickets by words",
        Action.SHOW: "What can be done to a ticket",
        Action.NEW: "Open a ticket for somebody else",
        Action.WHO: "Who is on call, now and next",
        Action.TAKE: "Take over now, until this turn ends",
    },
    deeds={
        Deed.CLAIMED: "Ticket {number} is yours.",
        Deed.RELEASING: "Ticket {number} goes back to the team in {seconds} seconds.",
        Deed.RESOLVING: "Ticket {number} is resolved in {seconds} seconds. The reporter hears: "
        "{line}",
        Deed.RESOLVING_SILENTLY: "Ticket {number} is resolved in {seconds} seconds. Without a "
        "line of yours, the reporter hears in 10 minutes that we believe it is fixed.",
        Deed.UNDONE: "Nothing has changed on ticket {number}.",
        Deed.HANDED: "Ticket {number} is {who}'s now.",
        Deed.SNOOZED: "Ticket {number} is put off until the reporter writes.",
        Deed.SNOOZED_UNTIL: "Ticket {number} is put off until {when}, or until the reporter "
        "writes.",
        Deed.WOKEN: "Ticket {number} is due again.",
        Deed.ESCALATED: "Ticket {number} is open again, and the next people are called.",
        Deed.REOPENED: "Ticket {number} is open again.",
        Deed.PRIORITY: "Ticket {number} is {priority} now. That stays, whatever the rules say "
        "later.",
        Deed.NOTED: "Noted on ticket {number}. The reporter does not see it.",
        Deed.LINED: "The reporter of ticket {number} reads: {line}",
        Deed.SENT: "On its way to the reporter of ticket {number}.",
        Deed.COLLISION: "Not sent: {who} answered ticket {number} {seconds} seconds ago: "
        "{said}\nYours is kept. Send it all the same?",
        Deed.GONE: "There is no answer of yours that waits on ticket {number}.",
        Deed.MERGED: "Ticket {number} is part of ticket {other} now. Nothing is lost: its "
        "reporter hears every step, and the two can be taken apart.",
        Deed.UNMERGED: "Ticket {number} is a ticket of its own again, as it was.",
        Deed.LINKED: "Tickets {number} and {other} are linked.",
        Deed.UNLINKED: "Tickets {number} and {other} are no longer linked.",
        Deed.OPENED: "This is ticket {number} now. The receipt and every step go by mail.",
        Deed.MORE: "What do you want to do with ticket {number}?",
        Deed.TO_WHOM: "Who gets ticket {number}?",
        Deed.NOWHERE: "Which ticket? Use this in the thread of a ticket, or name its number.",
        Deed.NO_NUMBER: "That is not the number of a ticket: {given}",
        Deed.NO_MOMENT: "That is no moment: {given}. Write it like 2h, 3wd, tomorrow, mon 14:00 "
        "or 2026-03-02.",
        Deed.NO_PERSON: "There is no {given} among the staff.",
        Deed.NO_ADDRESS: "That is no mail address: {given}",
        Deed.NONE_FOUND: "No tickets.",
    },
    fields={
        "text": "What to say",
        "note": "What the others should know",
        "line": "What works again, and since when?",
        "reason": "Why, in a few words",
        "until": "Until when?",
        "ticket": "Number of the other ticket",
    },
    hints={
        "text": "It goes to the reporter, where they wrote, in your name",
        "note": "It never reaches the reporter",
        "line": "The reporter reads it. Left empty, they hear in 10 minutes that we believe it "
        "is fixed",
        "reason": "The others read it",
        "until": "Like 2h, 3wd, tomorrow, mon 14:00. Empty: until the reporter writes",
    },
    options={
        "text": "What to say",
        "words": "Words that occur in it, in any order",
        "ticket": "Its number; left out: the ticket of this thread",
        "for": "Their mail address",
        "canned": "A prepared answer, by its name",
        "report": "What was reported, in their words",
    },
    asked="{who}, ticket {number} is resolved in {seconds} seconds. Please write one line to "
    "the reporter: what works again, and since when? Without it they hear in 10 minutes that we "
    "believe it is fixed.",
    why_title="Ticket {number} is {priority}.",
    why_ruled="The rules say {priority}:",
    why_person="{who} set it, and that stays.",
    why_none="No rule said anything in particular.",
    unclaimed="nobody has it",
    held="{who} has it",
    snoozed="put off",
    resolved="resolved",
    part="part of {other}",
    board="**The board of {team}**",
    board_unclaimed="Nobody has it: {n}",
    board_owed="We owe an answer or news: {n}",
    board_waiting="Waiting for the reporter, or put off: {n}",
    more_rows="{n} more",
)
