"""English: the forms that people fill in, and the commands they call."""

from __future__ import annotations

from triage.controls import Action
from triage.wording.language import Forms

FORMS = Forms(
    titles={
        Action.REPORT: "Report a problem",
        Action.ANSWER: "Answer our questions",
        Action.ADD: "Add this message to a ticket",
    },
    labels={
        "what": "What does not work?",
        "impact": "How bad is it?",
        "since": "Since when?",
        "files": "Screenshots or files",
        "number": "Number of the ticket",
    },
    impacts={
        "stopped": "My work is stopped, and there is no way round",
        "hindered": "It hinders me, but I have a workaround",
        "minor": "It is a minor detail, or just a question",
    },
    headings={
        "impact": "Impact:",
        "steps": "Steps to reproduce:",
        "expected": "Expected:",
        "environment": "Environment:",
        "since": "Since",
    },
    commands={
        Action.REPORT: "Tell us what does not work",
        Action.STATUS: "How your tickets are",
        Action.MAIL: "Where you read what cannot be said to you here: your mail address",
        Action.OPEN: "Create a ticket from this",
        Action.ADD: "Add this to a ticket",
        Action.MERGE: "Mark as duplicate of",
        Action.DECLARE: "Declare an incident",
        Action.MARK: "This solved it",
    },
)
