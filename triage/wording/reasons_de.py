"""German words for what rules say of themselves; the English is `triage.model.reasons`."""

from __future__ import annotations

from collections.abc import Mapping

from triage.model import Scope, Urgency
from triage.model.meaning import Own, Says
from triage.model.reasons import ReasonWords

SCOPES = {
    Scope.ONE: "eine Person",
    Scope.SOME: "einige Personen",
    Scope.MANY: "viele Personen",
    Scope.EVERYONE: "alle",
}
URGENCIES = {
    Urgency.STOPPED: "Arbeit steht still",
    Urgency.HINDERED: "Arbeit behindert",
    Urgency.MINOR: "gering",
}


def _by_value(words: Mapping[Scope, str] | Mapping[Urgency, str]) -> dict[str, str]:
    return {each.value: word for each, word in words.items()}


REASONS = ReasonWords(
    clauses={
        Says.REPORTERS: "{n} Personen melden das",
        Says.MATRIX: "{scope}, {urgency}: {priority}",
        Says.SETS: "setzt {priority}",
        Says.TEAM: "Team {team}",
        Says.TAGS: "Tags {tags}",
        Says.ASKS: "fragt nach {asked}",
        Says.KNOWN_ISSUE: "bekanntes Problem {name}",
        Says.MOVES: "{before} wird {after}",
        Says.NOTHING: "ändert nichts",
        Says.PRIORITY_HOLDS: "{later} steht nach {earlier}: es gilt {holds}, nicht {other}",
        Says.TEAM_HOLDS: "{later} steht nach {earlier}: es gilt Team {holds}, nicht {other}",
        Says.BOUND_HOLDS: "{later} steht nach {earlier} und gilt deshalb",
        Says.CALLER: "{who}",
        Says.WORDS: "{words}",
        Says.LISTED: "{field} {words}",
        Says.YES: "{field} ja",
        Says.NO: "{field} nein",
        Says.EQUAL: "{field} {value}, genau {limit}",
        Says.ABOVE: "{field} {value}, mehr als {limit}",
        Says.BELOW: "{field} {value}, weniger als {limit}",
        Says.RULE_FAILED: "eine Regel ist gescheitert: {why}",
        Says.NOT_READ: "war nicht lesbar: {why}; das Original bleibt erhalten",
    },
    terms={
        "scope": {Scope.UNKNOWN.value: "Betroffene unbekannt"} | _by_value(SCOPES),
        "urgency": _by_value(URGENCIES),
        "asked": {
            "steps": "Schritten",
            "expected": "Erwartung",
            "environment": "Umgebung",
            "impact": "Auswirkung",
        },
    },
    names={
        Own.MATRIX: "Matrix",
        Own.CONFLICT: "Widerspruch",
        Own.REPORTERS: "Meldende",
        Own.CALLED: "ein Mensch hat gerufen",
        Own.DRILL: "Übung",
        Own.UNREADABLE: "nicht lesbar",
        Own.FAILED: "Regel gescheitert",
    },
)
