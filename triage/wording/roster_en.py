"""English: what is said about schedules."""

from __future__ import annotations

from triage.lint import Wrong
from triage.oncall.refusal import Unable
from triage.wording.roster import Roster

ROSTER = Roster(
    calendar="On call: {who}",
    on_call="On call for {team}: {people}",
    backup="Backup for {team}: {people}",
    shadow="Shadowing {team}: {people}",
    nobody="Nobody on call for {team}",
    instead="{person} for {scheduled}",
    found="**The on-call schedules need a look** before somebody is called in vain:",
    found_help="Details: `triage oncall lint`",
    wrong={
        Wrong.GAP: "{team}: nobody is on call from {start} until {end}",
        Wrong.EMPTY: "{team}: a seat has nobody from {start} until {end}; everybody who could is "
        "away",
        Wrong.NO_MEANS: "{person} has no working contact: nothing calls them",
        Wrong.UNREACHED: "{person}: what we send does not arrive",
        Wrong.DEAD_END: "{team}: the escalation {name} ends with a step that calls nobody",
        Wrong.VOID_SWAP: "{team}: swap {number} changes nobody any more; {person} has no turn "
        "around {start}",
        Wrong.VOID_OVERRIDE: "{team}: override {number} changes nobody; {person}, whom it "
        "replaces, is not on call then",
        Wrong.OLD_CALENDAR: "{team}: the calendar of {name} was last read {start}",
    },
    more="and {n} times more in the next four weeks",
    never="never",
    swap_asked="**Swap {number}:** {asker} asks {other} to be on call around {at}",
    swap_back="and would be on call around {back} in return",
    swap_help="It counts once {other} accepts: here, or `triage oncall swap accept {number}`.",
    swap_help_by_mail="It counts once {other} accepts: in the team's room, or with "
    "`triage oncall swap accept {number}`.",
    states={
        "accepted": "**Swap {number}:** {other} accepts. The turns of {asker} and {other} are "
        "swapped.",
        "declined": "**Swap {number}:** {other} declines. Nothing changes for {asker}.",
        "withdrawn": "**Swap {number}:** {asker} takes the question to {other} back.",
    },
    answered={"accepted": "accepted", "declined": "declined", "withdrawn": "taken back"},
    covered="{person} is on call for {team} from {start} until {end}.",
    covered_for="{person} is on call for {team} in place of {instead_of} from {start} until {end}.",
    relieved="{person} is not on call for {team} from {start} until {end}.",
    taken_back="Taken back, and no longer so: {what}",
    away="{person} is away from {start} until {end}. Nobody calls them; the next in turn is on "
    "call for them.",
    hole="{team} has too few people from {start} until {end}. Please find somebody: `/oncall "
    "override`, or `triage oncall override`.",
    who="**{team}:** {people}",
    who_then="until {until}, then {following}",
    who_backup="Backup: {people}.",
    no_one="nobody",
    baton_taken="You have the handover of {team}. The room is told.",
    unable={
        Unable.STRANGER: "Only who belongs to the team {name} can do that: its rotations, its "
        "members, its lead, and whoever is on duty for it. Please ask one of them. Nothing has "
        "changed.",
        Unable.ON_DUTY: "{person} is on call already.",
        Unable.AWAY: "{person} is away then, and nobody calls who is away. Take the absence back "
        "first (absence {number}).",
        Unable.ENDLESS: "No turn ends by itself here. Say until when: `/oncall override`, or "
        "`triage oncall take --until`.",
        Unable.WHICH_TEAM: "There are several teams ({name}). Name one, or ask in its room.",
        Unable.NO_TEAM: "There is no team {given}; there is {name}.",
        Unable.NO_PERSON: "Nobody of [people] in the configuration has this account ({given}).",
        Unable.NO_MOMENT: "That is no moment: {given}. Write it like 2h, 3d, tomorrow, mon 14:00, "
        "2026-03-02 or 2026-03-02T10:00.",
        Unable.NO_END: "Say until when, like 2h, fri or 2026-03-02.",
        Unable.NOT_AFTER: "The end ({given}) is not after the start.",
        Unable.PAST: "{given} is past, so nobody would be called by it.",
        Unable.SAME_PERSON: "Both are {person}. Name two people.",
        Unable.NO_SEAT_NEEDED: "Whose seat it is counts only where one person is in place of "
        "another. Leave it out.",
        Unable.NO_ROTATION: "There is no such rotation ({given}) in which {person} takes turns; "
        "there is {name}.",
        Unable.WHICH_ROTATION: "Which rotation? Name one: {name}.",
        Unable.NO_TURNS: "{person} takes no turns in {name}. Ask one of {others}.",
        Unable.NO_TURN: "{person} has no turn in {name}.",
        Unable.TURN_PAST: "{name} has no turn to give away then: it is over, or from before the "
        "rotation began.",
        Unable.TURN_ELSE: "{person} has no turn in {name} then; {others} has it.",
        Unable.TWO_SEATS: "{person} has a seat in that turn already.",
        Unable.NO_SWAP: "There is no swap {number}; `triage oncall changes` lists what there is.",
        Unable.NOT_THEIRS: "Only {others} can do that. Nothing has changed.",
        Unable.ANSWERED: "Swap {number} is {name} already. Nothing has changed.",
        Unable.NO_OVERRIDE: "There is no override {number} that is not over; `triage oncall "
        "changes` lists what there is.",
        Unable.NO_ABSENCE: "There is no absence {number} that is not over; `triage oncall changes` "
        "lists what there is.",
        Unable.NOT_ASKED: "That question does not stand any more, and nobody was called by this "
        "press. If somebody is still needed: `/oncall page`.",
        Unable.WATCHING: 'This desk watches only and calls nobody; `mode = "live"` changes that.',
        Unable.NOBODY: "No step of the escalation calls anybody for {name} now, so nothing "
        "was opened. `/oncall who` shows who is on call.",
        Unable.NO_BATON: "No handover of {name} waits to be taken.",
    },
)
