"""English: buttons, forms, commands, and short answers to whoever uses them."""

from __future__ import annotations

from triage.model import Action
from triage.wording.language import Controls
from triage.wording.whisper import Whisper

CONTROLS = Controls(
    labels={
        Action.ANSWER: "Answer",
        Action.SOLVED: "Solved it",
    },
    whispers={
        Whisper.UNKNOWN: "This button is from another version, and does nothing any more. "
        "Just write what you need.",
        Whisper.GONE: "There is no ticket {number}.",
        Whisper.NOT_YOURS: "Only the person who reported ticket {number} can do that, or the "
        "support staff.",
        Whisper.CLOSED: "Ticket {number} is closed. Thank you for telling us.",
        Whisper.CLOSED_BEFORE: "Ticket {number} is closed already. To open it again, just write in "
        "its thread.",
    },
)
