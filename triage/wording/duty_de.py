"""German: what is said on duty."""

from __future__ import annotations

from triage.wording.calls import Owed
from triage.wording.duty_words import DutyWords

DUTY = DutyWords(
    nudges={
        Owed.LEASE: "Ihre Übernahme von Ticket {number} ({subject}) läuft {when} ab, weil nichts "
        "davon zu hören war. Jedes Wort darin behält sie, Zurückgeben beendet sie.",
        Owed.EXPIRED: "die Übernahme von Ticket {number} ({subject}) ist abgelaufen, es gehört "
        "wieder allen.",
        Owed.ANSWER: "zu Ticket {number} ({subject}) sind die ersten Worte eines Menschen {when} "
        "fällig.",
        Owed.NEWS: "zu Ticket {number} ({subject}) ist die nächste Nachricht {when} fällig, auch "
        "wenn sich nichts geändert hat.",
        Owed.LATE: "zu Ticket {number} ({subject}) war eine Nachricht versprochen; sie war {when} "
        "fällig.",
    },
    nobody="Noch niemand hat es",
    summary="{n} Tickets warten, und niemand hat sie übernommen:",
    missed="Der Dienst war nicht erreichbar. Inzwischen haben {n} Tickets auf jemanden gewartet:",
    more="und {n} weitere",
    reminded="Wir haben Sie zu Ticket {number} etwas gefragt und kommen ohne Ihre Antwort nicht "
    "weiter.",
    reminded_close="Antworten Sie einfach hier. Ohne Antwort schließen wir es am {when}; was Sie "
    "später schreiben, öffnet es wieder.",
    lapsed="Wir haben nichts von Ihnen gehört, darum ist Ticket {number} vorerst geschlossen. "
    "Antworten Sie innerhalb von 14 Tagen einfach hier, dann ist es wieder offen, mit derselben "
    "Nummer und denselben Leuten.",
)
