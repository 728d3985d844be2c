"""German words for engineers at work on tickets."""

from __future__ import annotations

from triage.model import Why
from triage.wording.language import Hands

HANDS = Hands(
    merged="In Ticket {number} geht es um dasselbe wie in einer früheren Meldung, deshalb "
    "bearbeitet ein Team beide zusammen. Ihre Nummer bleibt {number}, und Sie erfahren hier "
    "jeden Schritt. Sie müssen nichts tun.",
    handed="{by} hat Ticket {number} an {to} übergeben: {reason}",
    taken="{to} hat Ticket {number} übernommen, obwohl es jemand hatte: {reason}",
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
        Why.WATCHING: "Der Dienst beobachtet nur, Meldende hören nichts. Im Betrieb gehört mode "
        '= "live" in die Konfiguration.',
    },
)
