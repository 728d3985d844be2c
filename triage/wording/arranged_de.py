"""German: what whoever changes a schedule, hands over or pages somebody is told."""

from __future__ import annotations

from triage.controls import Action
from triage.wording.arranged_words import ArrangedWords

_WHEN = "Wie 2h, morgen, fr, mo 14:00 oder 2026-03-02, nach Ihrer Uhr"
_TEAM = "Das Team; sonst das Team dieses Raums oder Ihres"

ARRANGED = ArrangedWords(
    understood="Verstanden als: von {start} bis {end}.",
    changes_nobody="So wie die Pläne stehen, ändert es für niemanden etwas. `/oncall who` zeigt, "
    "wer Bereitschaft hat.",
    absences="Wann Sie abwesend sind:",
    absence="- {number}: von {start} bis {end}",
    no_absences="Sie sind nicht abwesend. So sagen Sie es an: `/oncall absence until:`.",
    back_again="{person} ist von {start} bis {end} nicht mehr abwesend und wird wieder gerufen.",
    swap_sent="Tausch {number}: {other} ist gefragt, allein (als Direktnachricht oder Mail) und im "
    "Raum. Die Antwort bekommen Sie ebenso.",
    swap_in_room="Tausch {number}: {other} ist im Raum gefragt, für eine Direktnachricht oder Mail "
    "fehlt die Adresse.",
    turn="Ihre Schicht, die abgegeben würde: die um {at}.",
    turn_back="Die Schicht, die Sie dafür hätten: die um {at}.",
    note_left="Steht in der Übergabe, wenn die Schicht von {team} endet: {line}",
    note_gone="In der Übergabe von {team} steht keine Zeile von Ihnen mehr.",
    note_before="Sie ersetzt: {line}",
    page_asked="Noch ist niemand gerufen. Außerhalb der Geschäftszeit weckt das, für {team}: "
    "{people}. Jetzt rufen? Die Frage gilt 15 Minuten.",
    there="{person} (dort ist es {now})",
    paged="Ticket {number}: {people} wird jetzt für {team} gerufen. Es geht in einem privaten "
    "Thread mit Ihnen weiter.",
    paged_later="Ticket {number}: {people} wird für {team} gerufen, wie die Eskalation es sagt: "
    "{at}. Es geht in einem privaten Thread mit Ihnen weiter.",
    labels={
        Action.SWAP_YES: "Annehmen",
        Action.SWAP_NO: "Ablehnen",
        Action.SWAP_BACK: "Zurücknehmen",
        Action.DROP: "Zurücknehmen",
        Action.PAGE_NOW: "Jetzt rufen",
        Action.TAKEN: "Ich habe die letzte Übergabe",
    },
    commands={
        Action.COVER: "Jemandem für eine Weile die Bereitschaft geben, statt jemand anderem",
        Action.SWAP: "Jemanden um einen Tausch bitten; es gilt, sobald die Person annimmt",
        Action.AWAY: "Ihre Abwesenheit: niemand ruft Sie. Ohne Angaben: zeigen und zurücknehmen",
        Action.PAGE: "Rufen, wer für ein Team Bereitschaft hat; sagt vorher, wer geweckt wird",
        Action.BATON: "Die Übergabe, wie sie jetzt wäre; eine Notiz liest, wer als Nächstes kommt",
    },
    options={
        "cover person": "Wer dann Bereitschaft hat",
        "cover until": _WHEN,
        "cover from": f"{_WHEN}; sonst ab jetzt",
        "cover for": "Statt wem; sonst, wer dann als Erstes Bereitschaft hat",
        "cover change": "Statt jemandem (ohne Angabe), zusätzlich, oder diese Person nicht",
        "cover team": _TEAM,
        "swap with": "Wen Sie fragen",
        "swap turn": "Ein Zeitpunkt in Ihrer Schicht; sonst Ihre nächste",
        "swap back": "Ein Zeitpunkt in der Schicht, die Sie dafür übernehmen; sonst keine",
        "swap rotation": "Der Name des Plans, wenn Sie in mehreren an die Reihe kommen",
        "swap team": _TEAM,
        "away until": _WHEN,
        "away from": f"{_WHEN}; sonst ab jetzt",
        "away withdraw": "Die Nummer einer Abwesenheit, die Sie zurücknehmen",
        "page text": "Ein Satz: was geschehen ist",
        "page team": "Das Team; sonst das Team dieses Raums",
        "baton note": "Worauf die nächste Person achten soll; die letzte Notiz gilt",
        "baton team": _TEAM,
    },
    changes={
        "replace": "statt jemandem",
        "add": "zusätzlich zu allen",
        "remove": "diese Person nicht",
    },
)
