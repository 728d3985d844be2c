"""Lines to the room about mail, in German."""

from __future__ import annotations

from triage.wording.language import Count, Mail

MAIL = Mail(
    silent="**Keine Mail aus {account}** seit {since}: {why}",
    silent_help="Was die Leute schreiben, wartet im Postfach; verloren geht nichts.",
    back="Das Postfach {account} wird wieder gelesen.",
    undelivered="**Nicht zugestellt:** {recipient} hat unsere Mail zu Ticket {number} "
    "({subject}) nicht bekommen: {why}",
    undelivered_help="{holder}, bitte auf anderem Weg erreichen.",
    staff="**{name} ist per Mail nicht erreichbar:** {recipient} nimmt nichts an: {why}",
    staff_help="Rufe gehen auf dem nächsten Weg hinaus. Bitte die Adresse in Ordnung bringen; die "
    "Warnung endet, wenn {name} uns von dort schreibt.",
    loop="**Schleife angehalten:** automatische Antworten an {sender} innerhalb einer Stunde: "
    "{count}. Ticket {number} bekommt keine.",
    loop_help="Schreibt dort ein Mensch, antworten Sie: Was ein Mensch schreibt, geht immer "
    "hinaus.",
    spam=Count(
        "1 Mail sieht nach Spam aus und ist angehalten: bitte ansehen.",
        "{n} Mails sehen nach Spam aus und sind angehalten: bitte ansehen.",
    ),
    spam_new=Count(
        "1 Meldung kommt von einem neuen Konto und ist angehalten: bitte ansehen.",
        "{n} Meldungen kommen von neuen Konten und sind angehalten: bitte ansehen.",
    ),
    spam_line="{sender}: {subject}",
    spam_help="Mit 🎫 (Ticket) werden Tickets daraus. Sonst liegen lassen: Niemand hört von uns.",
)
