"""German words for engineers at work on tickets."""

from __future__ import annotations

from triage.controls import Action
from triage.why import Why
from triage.wording.deed import Deed
from triage.wording.language import Count, Hands

HANDS = Hands(
    claimed="Das Team {team} kümmert sich jetzt um Ticket {number}.",
    merged="In Ticket {number} geht es um dasselbe wie in einer früheren Meldung, deshalb "
    "bearbeitet ein Team beide zusammen. Ihre Nummer bleibt {number}, und Sie erfahren hier "
    "jeden Schritt. Sie müssen nichts tun.",
    handed="{by} hat Ticket {number} an {to} übergeben: {reason}",
    taken="{to} hat Ticket {number} übernommen, obwohl es jemand hatte: {reason}",
    collision="{who} und {other} haben beide auf Ticket {number} geantwortet, im Abstand von "
    "{seconds} Sekunden. {other} schrieb: {said}",
    woken="Ticket {number} ist wieder fällig, {who}: {subject}",
    woken_nobody="Ticket {number} ist wieder fällig, und niemand hat es: {subject}",
    refusals={
        Why.NOT_STAFF: "Das kann nur das Support-Team, deshalb hat sich nichts geändert.",
        Why.OWN_REPORT: "Ticket {number} hat {who} gemeldet; darum kümmert sich jemand anderes.",
        Why.RESOLVED: "Ticket {number} ist schon gelöst (von {who}). Öffnen Sie es erst wieder; "
        "auch eine Antwort der meldenden Person öffnet es.",
        Why.NOT_RESOLVED: "Ticket {number} ist nicht gelöst, es gibt nichts wieder zu öffnen.",
        Why.HELD: "Ticket {number} hat {who}. Fragen Sie dort nach, oder übernehmen Sie es mit "
        "einer Begründung.",
        Why.NOT_HELD: "Niemand hat Ticket {number}. Übernehmen Sie es zuerst.",
        Why.HELD_ALREADY: "Ticket {number} hat {who} schon.",
        Why.NO_REASON: "Nennen Sie in wenigen Worten den Grund; die anderen lesen ihn.",
        Why.NO_WORDS: "Es stehen keine Worte darin; schreiben Sie, was gesagt werden soll.",
        Why.PAST: "Dieser Zeitpunkt ist vorbei; wählen Sie einen späteren.",
        Why.AWAKE: "Ticket {number} ist nicht zurückgestellt.",
        Why.MERGED: "Ticket {number} ist Teil von Ticket {other}. Tun Sie es dort, oder trennen "
        "Sie die beiden zuerst.",
        Why.NOT_MERGED: "Ticket {number} ist nicht Teil eines anderen Tickets.",
        Why.ITSELF: "Das ist Ticket {number} selbst; nennen Sie ein anderes.",
        Why.RING: "Dieses Ticket ist schon Teil von Ticket {other}; nennen Sie jenes.",
        Why.SURVIVOR_RESOLVED: "Ticket {other} ist gelöst. Öffnen Sie es zuerst wieder, damit "
        "sich jemand um beide kümmert.",
        Why.LINKED: "Die Tickets {number} und {other} sind schon verknüpft.",
        Why.NOT_LINKED: "Die Tickets {number} und {other} sind nicht verknüpft.",
        Why.NO_TRACKER: "Es gibt keinen Tracker; er wird in [github] eingetragen.",
        Why.FILED: "Ticket {number} ist schon ein Issue in {who}.",
        Why.SAME_TEAM: "Ticket {number} liegt schon beim Team {who}.",
        Why.NO_TEAM: "Ein Team mit diesem Namen gibt es nicht. Es gibt: {who}.",
        Why.FIRST_LINE: "{who} nimmt nur zuerst an und wird nachts nicht gerufen, bekommt also "
        "kein P1. Senken Sie erst die Priorität, oder wählen Sie ein anderes Team.",
        Why.DECLARED: "Ticket {number} ist schon ein Vorfall; {who} hat ihn ausgerufen.",
        Why.NOT_DECLARED: "Ticket {number} ist kein Vorfall.",
        Why.NO_BURST: "Niemand fragt mehr, ob Ticket {number} ein Vorfall ist.",
        Why.NO_ALIKE: "Kein anderes offenes Ticket kam ähnlich wie {number} und ist noch nicht "
        "verknüpft.",
        Why.NO_CANNED: "Eine vorbereitete Antwort mit diesem Namen gibt es nicht. Es gibt: {who}.",
        Why.NOT_ASKED: "Wer Ticket {number} gemeldet hat, weiß schon davon.",
        Why.WATCHING: "Der Dienst beobachtet nur, Meldende hören nichts. Im Betrieb gehört mode "
        '= "live" in die Konfiguration.',
    },
    labels={
        Action.ISSUE: "Als Issue anlegen",
        Action.CLAIM: "Übernehmen",
        Action.RELEASE: "Freigeben",
        Action.RESOLVE: "Lösen",
        Action.REOPEN: "Wieder öffnen",
        Action.RAISE: "Priorität erhöhen",
        Action.LOWER: "Priorität senken",
        Action.MORE: "Mehr",
        Action.WHY: "Warum diese Priorität",
        Action.WHOLE: "Ganze Meldung",
        Action.REPLY: "Antworten",
        Action.SEND: "Meine auch senden",
        Action.NOTE: "Notiz",
        Action.LINE: "Den Satz schreiben",
        Action.UNDO: "Rückgängig",
        Action.STEAL: "An mich nehmen",
        Action.TRANSFER: "Übergeben",
        Action.SNOOZE: "Zurückstellen",
        Action.WAKE: "Nicht mehr zurückstellen",
        Action.ESCALATE: "Eskalieren",
        Action.HAND_ON: "An ein anderes Team",
        Action.CONFIRM: "Kopie bestätigen",
        Action.DECLARE: "Vorfall ausrufen",
        Action.WITHDRAW: "Doch kein Vorfall",
        Action.SEPARATE: "Nein, getrennt",
        Action.GATHER: "Die ähnlichen verknüpfen",
        Action.MERGE: "Teil eines anderen",
        Action.UNMERGE: "Trennen",
        Action.LINK: "Verknüpfen",
        Action.UNLINK: "Verknüpfung lösen",
        Action.TICKETS: "Weitere Tickets",
        Action.FIND: "Weitere Tickets",
        Action.SHOW: "Zeigen",
        Action.NEW: "Neues Ticket",
    },
    titles={
        Action.REPLY: "An den Meldenden antworten",
        Action.NOTE: "Notiz im Team",
        Action.LINE: "Ein Satz an den Meldenden",
        Action.RESOLVE: "Lösen",
        Action.STEAL: "An mich nehmen",
        Action.TRANSFER: "Übergeben",
        Action.SNOOZE: "Zurückstellen",
        Action.ESCALATE: "Eskalieren",
        Action.HAND_ON: "An ein anderes Team",
        Action.DECLARE: "Einen Vorfall ausrufen",
        Action.WITHDRAW: "Doch kein Vorfall",
        Action.MERGE: "Teil eines anderen Tickets",
        Action.LINK: "Mit einem anderen Ticket verknüpfen",
        Action.UNLINK: "Verknüpfung lösen",
    },
    commands={
        Action.REPLY: "Dem Meldenden dieses Tickets etwas sagen",
        Action.NOTE: "Eine Notiz im Team schreiben",
        Action.TICKETS: "Die offenen Tickets",
        Action.FIND: "Tickets nach Wörtern finden",
        Action.SHOW: "Was sich mit einem Ticket tun lässt",
        Action.NEW: "Ein Ticket für jemand anderen öffnen",
        Action.WHO: "Wer hat Bereitschaft, jetzt und danach",
        Action.TAKE: "Jetzt übernehmen, bis diese Schicht endet",
        Action.TAKEN: "Sagen, dass Sie die Übergabe gelesen haben und im Dienst sind",
    },
    deeds={
        Deed.FILED: "Ticket {number} wird ein Issue in {repository}. Wird es dort"
        " geschlossen, lesen Sie es im Thread des Teams.",
        Deed.CLAIMED: "Ticket {number} gehört Ihnen.",
        Deed.RELEASING: "Ticket {number} geht in {seconds} Sekunden an das Team zurück.",
        Deed.RESOLVING: "Ticket {number} ist in {seconds} Sekunden gelöst. Der Meldende liest: "
        "{line}",
        Deed.RESOLVING_SILENTLY: "Ticket {number} ist in {seconds} Sekunden gelöst. Ohne einen "
        "Satz von Ihnen hört der Meldende in 10 Minuten, dass wir es für behoben halten.",
        Deed.UNDONE: "An Ticket {number} hat sich nichts geändert.",
        Deed.HANDED: "Ticket {number} hat jetzt {who}.",
        Deed.SNOOZED: "Ticket {number} ist zurückgestellt, bis der Meldende schreibt.",
        Deed.SNOOZED_UNTIL: "Ticket {number} ist zurückgestellt bis {when}, oder bis der "
        "Meldende schreibt.",
        Deed.WOKEN: "Ticket {number} ist wieder fällig.",
        Deed.ESCALATED: "Ticket {number} ist wieder offen; gerufen wird, wer als Nächstes dran "
        "ist.",
        Deed.REOPENED: "Ticket {number} ist wieder offen.",
        Deed.PRIORITY: "Ticket {number} ist jetzt {priority}. Das bleibt, was die Regeln später "
        "auch sagen.",
        Deed.NOTED: "Notiert zu Ticket {number}. Der Meldende sieht es nicht.",
        Deed.LINED: "Der Meldende von Ticket {number} liest: {line}",
        Deed.SENT: "Unterwegs zum Meldenden von Ticket {number}.",
        Deed.COLLISION: "Nicht gesendet: {who} hat vor {seconds} Sekunden auf Ticket {number} "
        "geantwortet: {said}\nIhre Antwort ist aufgehoben. Trotzdem senden?",
        Deed.COLLISION_RESOLVE: "Nicht gelöst: {who} hat vor {seconds} Sekunden auf Ticket "
        "{number} geantwortet: {said}\nIhr Satz ist aufgehoben. Trotzdem damit lösen?",
        Deed.GONE: "Auf Ticket {number} wartet keine Antwort von Ihnen.",
        Deed.HANDED_ON: "Ticket {number} liegt jetzt beim Team {team}; es hat die Karte, und wer "
        "dort dran ist, wird gerufen.",
        Deed.WHOM: "Diese hat jemand anderes zu Ticket {number} genommen. Wer bestätigt ist, "
        "bekommt, was Menschen schreiben, und darf antworten.",
        Deed.CONFIRMED: "{who} bekommt ab jetzt, was Menschen zu Ticket {number} schreiben.",
        Deed.CONFIRMED_BEFORE: "Diese Adresse wartet bei Ticket {number} nicht mehr.",
        Deed.DECLARED: "Ticket {number} ist jetzt ein Vorfall, mit P1: {reason}",
        Deed.WITHDRAWN: "Ticket {number} ist kein Vorfall mehr; die Priorität ist wie zuvor.",
        Deed.SEPARATE: "Zu Ticket {number} wird nicht mehr gefragt. Die ähnlichen bleiben für "
        "sich.",
        Deed.GATHERED: "Ticket {number} ist mit {numbers} verknüpft. Jedes bleibt ein eigenes "
        "Ticket.",
        Deed.MERGED: "Ticket {number} ist jetzt Teil von Ticket {other}. Nichts geht verloren: "
        "Wer es gemeldet hat, erfährt jeden Schritt, und die beiden lassen sich wieder trennen.",
        Deed.UNMERGED: "Ticket {number} ist wieder ein eigenes Ticket, wie es war.",
        Deed.LINKED: "Die Tickets {number} und {other} sind verknüpft.",
        Deed.UNLINKED: "Die Tickets {number} und {other} sind nicht mehr verknüpft.",
        Deed.OPENED: "Das ist jetzt Ticket {number}. Bestätigung und jeder Schritt gehen per Mail.",
        Deed.MORE: "Was möchten Sie mit Ticket {number} tun?",
        Deed.TO_WHOM: "Wer bekommt Ticket {number}?",
        Deed.NOWHERE: "Welches Ticket? Nutzen Sie das im Thread eines Tickets, oder nennen Sie "
        "die Nummer.",
        Deed.NO_NUMBER: "Das ist keine Ticketnummer: {given}",
        Deed.NO_MOMENT: "Das ist kein Zeitpunkt: {given}. Schreiben Sie 2h, 3wd, morgen, mo "
        "14:00 oder 2026-03-02.",
        Deed.NO_PERSON: "Im Team gibt es niemanden namens {given}.",
        Deed.NO_ADDRESS: "Das ist keine Mailadresse: {given}",
        Deed.NONE_FOUND: "Keine Tickets.",
    },
    fields={
        "text": "Was gesagt werden soll",
        "note": "Was die anderen wissen sollen",
        "line": "Was geht wieder, und seit wann?",
        "reason": "Warum, in wenigen Worten",
        "until": "Bis wann?",
        "ticket": "Nummer des anderen Tickets",
    },
    hints={
        "text": "Es geht an den Meldenden, dort, wo er schrieb, in Ihrem Namen",
        "note": "Der Meldende sieht es nie",
        "line": "Der Meldende liest es. Bleibt es leer, hört er in 10 Minuten, dass wir es für "
        "behoben halten",
        "reason": "Die anderen lesen es",
        "until": "Wie 2h, 3wd, morgen, mo 14:00. Leer: bis der Meldende schreibt",
    },
    options={
        "address": "Ihre Mailadresse, an die ein Code geht",
        "code": "Der Code, der dorthin ging",
        "text": "Was gesagt werden soll",
        "words": "Wörter, die darin vorkommen, gleich in welcher Reihenfolge",
        "ticket": "Die Nummer; ohne sie das Ticket dieses Threads",
        "for": "Die Mailadresse",
        "canned": "Eine vorbereitete Antwort, mit ihrem Namen",
        "report": "Was gemeldet wurde, in deren Worten",
    },
    asked="{who}, Ticket {number} ist in {seconds} Sekunden gelöst. Bitte schreiben Sie einen "
    "Satz an den Meldenden: Was geht wieder, und seit wann? Ohne ihn hört er in 10 Minuten, "
    "dass wir es für behoben halten.",
    why_title="Ticket {number} hat {priority}.",
    why_ruled="Die Regeln sagen {priority}:",
    why_person="{who} hat sie gesetzt, und das bleibt.",
    why_none="Keine Regel hat etwas Besonderes gesagt.",
    unclaimed="niemand hat es",
    held="{who} hat es",
    snoozed="zurückgestellt",
    resolved="gelöst",
    part="Teil von {other}",
    of_incident="gehört zu Vorfall {other}",
    parts=Count("enthält 1 weiteres", "enthält {n} weitere"),
    issue_from="Aus Ticket {number} von {product}.",
    issue_steps="Schritte zum Nachstellen",
    issue_expected="Erwartet",
    issue_actual="Stattdessen",
    issue_environment="Umgebung",
    issue_closed="Das Issue von Ticket {number} hat {who} geschlossen: {url} Lösen Sie d"
    "as Ticket, wenn es bei den Meldenden angekommen ist.",
    issue_somebody="jemand",
    board="**Die Tafel von {team}**",
    board_incidents="Vorfälle: {n}",
    board_unclaimed="Niemand hat es: {n}",
    board_owed="Wir schulden eine Antwort oder Neues: {n}",
    board_waiting="Warten auf Meldende, oder zurückgestellt: {n}",
    more_rows="{n} weitere",
)
