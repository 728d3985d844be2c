"""English: what is said about schedules."""

from __future__ import annotations

from triage.lint import Wrong
from triage.oncall.cover import Unable
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
    swap_help="{other} answers: `triage oncall swap accept {number}` or `decline`",
    states={
        "accepted": "**Swap {number}:** {other} accepts. The turns of {asker} and {other} are "
        "swapped.",
        "declined": "**Swap {number}:** {other} declines. Nothing changes for {asker}.",
        "withdrawn": "**Swap {number}:** {asker} takes the question to {other} back.",
    },
    covered="{person} is on call for {team} from {start} until {end}.",
    covered_for="{person} is on call for {team} in place of {instead_of} from {start} until {end}.",
    who="**{team}:** {people}",
    who_then="until {until}, then {following}",
    who_backup="Backup: {people}.",
    no_one="nobody",
    baton_taken="You have the handover of {team}. The room is told.",
    no_baton="No handover of {team} waits to be taken.",
    unable={
        Unable.STRANGER: "Only who belongs to the team can take over: its rotations, its members, "
        "its lead.",
        Unable.ON_DUTY: "You are on call already.",
        Unable.AWAY: "You said that you are away, and nobody calls who is away. "
        "`triage oncall changes` shows the absence.",
        Unable.ENDLESS: "No turn ends by itself here. Say until when: "
        "`triage oncall take --until`.",
        Unable.WHICH_TEAM: "There are several teams. Ask in the room of yours.",
    },
)
