"""English: what is said about schedules."""

from __future__ import annotations

from triage.wording.roster import Roster

ROSTER = Roster(
    calendar="On call: {who}",
    on_call="On call for {team}: {people}",
    backup="Backup for {team}: {people}",
    shadow="Shadowing {team}: {people}",
    nobody="Nobody on call for {team}",
    instead="{person} for {scheduled}",
)
