"""German: the forms that people fill in, and the commands they call."""

from __future__ import annotations

from triage.controls import Action
from triage.wording.language import Forms

FORMS = Forms(
    titles={
        Action.REPORT: "Ein Problem melden",
        Action.ANSWER: "Unsere Fragen beantworten",
        Action.ADD: "Nachricht zu einem Ticket nehmen",
    },
    labels={
        "what": "Was funktioniert nicht?",
        "impact": "Wie schlimm ist es?",
        "since": "Seit wann?",
        "files": "Bildschirmfotos oder Dateien",
        "number": "Nummer des Tickets",
    },
    impacts={
        "stopped": "Meine Arbeit steht still, und es gibt keinen anderen Weg",
        "hindered": "Es behindert mich, aber es gibt einen anderen Weg",
        "minor": "Es ist eine Kleinigkeit oder eine Frage",
    },
    headings={
        "impact": "Auswirkung:",
        "steps": "Schritte:",
        "expected": "Erwartet:",
        "environment": "Umgebung:",
        "since": "Seit",
    },
    commands={
        Action.REPORT: "Sagen Sie uns, was nicht funktioniert",
        Action.STATUS: "Wie es um Ihre Tickets steht",
        Action.MAIL: "Wo Sie lesen, was wir Ihnen hier nicht sagen können: Ihre Mailadresse",
        Action.OPEN: "Ticket daraus machen",
        Action.ADD: "Zu einem Ticket nehmen",
        Action.MERGE: "Doppelt mit",
        Action.DECLARE: "Vorfall ausrufen",
        Action.MARK: "Das war die Lösung",
    },
)
