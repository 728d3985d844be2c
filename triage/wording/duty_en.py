"""English: what is said on duty."""

from __future__ import annotations

from triage.wording.calls import Owed
from triage.wording.duty_words import DutyWords

DUTY = DutyWords(
    nudges={
        Owed.LEASE: "your claim on ticket {number} ({subject}) runs out {when}, for nothing was "
        "heard of it. Any word in it keeps it; so does giving it back.",
        Owed.EXPIRED: "the claim on ticket {number} ({subject}) has run out, so it is everybody's "
        "again.",
        Owed.ANSWER: "on ticket {number} ({subject}) a person's first words are due {when}.",
        Owed.NEWS: "on ticket {number} ({subject}) the next news is due {when}, even if nothing "
        "has changed.",
        Owed.LATE: "on ticket {number} ({subject}) the reporter was promised words; they were due "
        "{when}.",
    },
    nudges_instead={
        Owed.LEASE: "the claim on ticket {number} ({subject}) runs out {when}, for nothing was "
        "heard of it.",
    },
    off_duty="{who} has it and is off duty",
    nobody="Nobody has it",
    summary="{n} tickets wait, and nobody has claimed them:",
    missed="The service was down. Meanwhile {n} tickets have waited for somebody:",
    more="and {n} more",
    handover="Handover {team}: from {leaving} to {coming}",
    ends="your shift ends {until}",
    burning="Burning now ({n}):",
    burning_line="since {since}, declared by {by}, {who}",
    owe="We owe an answer ({n}):",
    owe_nothing="We owe nobody an answer.",
    promised="promised {by}",
    noted='{who}\'s last note: "{note}"',
    waits="Waiting for reporters: {n}, nothing to do.",
    oldest="The longest wait began {since}.",
    claims={
        "return": "Claims: {leaving}'s {n} go back to the pool now ({numbers}).",
        "move": "Claims: {leaving}'s {n} are {coming}'s now ({numbers}).",
        "keep": "Claims: {leaving} keeps {n} ({numbers}).",
    },
    shift="The shift: {tickets} tickets, {pages} pages, {nights} at night.",
    noisy="Called most: {number} {subject} ({pages} pages).",
    judge="{leaving}: was a page for nothing? 👎 (thumbs down) on it helps to mend the rules.",
    watch_out="Watch out: {note}",
    take="{coming}, please take it: ✋ (raised hand)",
    take_there="{coming}, please take it: ✋ (raised hand) in Discord, or `triage oncall taken`.",
    relieved="Not taken by {take_by}? {backup} is asked. {leaving}: thanks, you're on projects "
    "again.",
    taken="{who} has taken over for {team}.",
    not_taken="{names} has not taken over for {team} yet. Please look whether they are there, or "
    "take it: ✋ (raised hand) on the handover.",
    shift_soon="Your shift for {team} begins {starts}. You will get the handover then.",
    shift_title="Your shift for {team} begins soon",
    test_title="Test page",
    test_page="This is how you are called, {name}. Nothing has happened, there is nothing to do.",
    drill="DRILL, nothing has happened: please claim this ticket as you would a real one",
    reminded="We asked you something about ticket {number} and cannot go on without your answer.",
    reminded_close="Just answer here. Without an answer we close it on {when}; whatever you write "
    "later opens it again.",
    lapsed="We have not heard from you, so ticket {number} is closed for now. {again}",
)
