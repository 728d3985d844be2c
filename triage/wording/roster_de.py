"""German: what is said about schedules."""

from __future__ import annotations

from triage.wording.roster import Roster

ROSTER = Roster(
    calendar="Bereitschaft: {who}",
    on_call="Bereitschaft {team}: {people}",
    backup="Vertretung {team}: {people}",
    shadow="Mitlaufend bei {team}: {people}",
    nobody="Niemand in Bereitschaft für {team}",
    instead="{person} für {scheduled}",
)
