"""German: buttons, forms, commands, and short answers to whoever uses them."""

from __future__ import annotations

from triage.model import Action
from triage.wording.language import Controls
from triage.wording.whisper import Whisper

CONTROLS = Controls(
    labels={
        Action.ANSWER: "Antworten",
        Action.SOLVED: "Erledigt",
    },
    whispers={
        Whisper.UNKNOWN: "Dieser Knopf stammt aus einer anderen Version und tut nichts mehr. "
        "Schreiben Sie einfach, was Sie brauchen.",
        Whisper.GONE: "Ein Ticket {number} gibt es nicht.",
        Whisper.NOT_YOURS: "Das kann nur, wer Ticket {number} gemeldet hat, oder das Support-Team.",
        Whisper.CLOSED: "Ticket {number} ist geschlossen. Danke, dass Sie es uns gesagt haben.",
        Whisper.CLOSED_BEFORE: "Ticket {number} ist schon geschlossen. Um es wieder zu öffnen, "
        "schreiben Sie einfach in seinen Thread.",
    },
)
