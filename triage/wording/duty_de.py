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
    nudges_instead={
        Owed.LEASE: "die Übernahme von Ticket {number} ({subject}) läuft {when} ab, weil nichts "
        "davon zu hören war.",
    },
    off_duty="{who} hat es, aber gerade keine Bereitschaft",
    nobody="Noch niemand hat es",
    summary="{n} Tickets warten, und niemand hat sie übernommen:",
    missed="Der Dienst war nicht erreichbar. Inzwischen haben {n} Tickets auf jemanden gewartet:",
    more="und {n} weitere",
    handover="Übergabe {team}: von {leaving} an {coming}",
    ends="Ihre Schicht endet {until}",
    burning="Jetzt brennt ({n}):",
    burning_line="seit {since}, ausgerufen von {by}, {who}",
    owe="Wir schulden eine Antwort ({n}):",
    owe_nothing="Wir schulden niemandem eine Antwort.",
    promised="versprochen {by}",
    noted="letzte Notiz von {who}: „{note}“",
    waits="Warten auf Antwort der Meldenden: {n}, nichts zu tun.",
    oldest="Am längsten seit {since}.",
    claims={
        "return": "Übernahmen: {n} von {leaving} gehen jetzt zurück an alle ({numbers}).",
        "move": "Übernahmen: {n} von {leaving} gehören jetzt {coming} ({numbers}).",
        "keep": "Übernahmen: {leaving} behält {n} ({numbers}).",
    },
    shift="Die Schicht: {tickets} Tickets, {pages} Rufe, {nights} in der Nacht.",
    noisy="Am meisten gerufen hat: {number} {subject} ({pages} Rufe).",
    judge="{leaving}: war ein Ruf umsonst? 👎 (Daumen runter) daran hilft, die Regeln zu "
    "verbessern.",
    watch_out="Zu beachten: {note}",
    take="{coming}, bitte übernehmen: ✋ (erhobene Hand)",
    take_there="{coming}, bitte übernehmen: ✋ (erhobene Hand) in Discord, oder `triage oncall "
    "taken`.",
    relieved="Nicht übernommen bis {take_by}? Dann wird {backup} gefragt. {leaving}: danke, ab "
    "jetzt wieder Projekte.",
    taken="{who} hat die Schicht für {team} übernommen.",
    not_taken="{names} hat die Schicht für {team} noch nicht übernommen. Bitte nachsehen, ob "
    "jemand da ist, oder selbst übernehmen: ✋ (erhobene Hand) an der Übergabe.",
    shift_soon="Ihre Schicht für {team} beginnt {starts}. Die Übergabe bekommen Sie dann.",
    shift_title="Ihre Schicht für {team} beginnt bald",
    test_title="Proberuf",
    test_page="So werden Sie gerufen, {name}. Es ist nichts geschehen, und es ist nichts zu tun.",
    drill="ÜBUNG, es ist nichts geschehen: bitte dieses Ticket wie ein echtes übernehmen",
    reminded="Wir haben Sie zu Ticket {number} etwas gefragt und kommen ohne Ihre Antwort nicht "
    "weiter.",
    reminded_close="Antworten Sie einfach hier. Ohne Antwort schließen wir es am {when}; was Sie "
    "später schreiben, öffnet es wieder.",
    lapsed="Wir haben nichts von Ihnen gehört, darum ist Ticket {number} vorerst geschlossen. "
    "{again}",
)
