"""What applies when the configuration says nothing: the matrix, two rules. All can be changed."""

from __future__ import annotations

from collections.abc import Mapping

defaults: Mapping[str, object] = {
    "matrix": {
        "everyone": {"stopped": "P1", "hindered": "P2", "minor": "P3"},
        "many": {"stopped": "P1", "hindered": "P2", "minor": "P3"},
        "one": {"stopped": "P2", "hindered": "P3", "minor": "P4"},
        "unknown": {"stopped": "P2", "hindered": "P3", "minor": "P4"},
    },
    "rules": [
        {
            # Text alone wakes nobody: a stranger's P1 waits for a second reporter or a person.
            "id": "stranger-cannot-wake-us",
            "when": {
                "all": [
                    {"field": "reporter.known", "is": False},
                    {"field": "impact.reporters", "below": 2},
                ]
            },
            "then": {"priority_at_most": "P2"},
        },
        {
            # So that the receipt tells a stranger how to say that everything is down.
            "id": "ask-strangers-how-bad",
            "when": {
                "all": [
                    {"field": "reporter.known", "is": False},
                    {"field": "urgency", "in": ["stopped", "hindered"]},
                ]
            },
            "then": {"ask": ["impact"]},
        },
    ],
}
