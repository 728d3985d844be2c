"""German: what is said about schedules."""

from __future__ import annotations

from triage.lint import Wrong
from triage.oncall.refusal import Unable
from triage.wording.roster import Roster

ROSTER = Roster(
    calendar="Bereitschaft: {who}",
    on_call="Bereitschaft {team}: {people}",
    backup="Vertretung {team}: {people}",
    shadow="Mitlaufend bei {team}: {people}",
    nobody="Niemand in Bereitschaft für {team}",
    instead="{person} für {scheduled}",
    found="**Die Bereitschaftspläne brauchen einen Blick**, bevor jemand vergeblich gerufen wird:",
    found_help="Genaueres: `triage oncall lint`",
    wrong={
        Wrong.GAP: "{team}: von {start} bis {end} hat niemand Bereitschaft",
        Wrong.EMPTY: "{team}: von {start} bis {end} ist ein Platz leer; alle, die könnten, sind "
        "abwesend",
        Wrong.NO_MEANS: "{person} hat keinen Weg, der funktioniert: nichts ruft sie oder ihn",
        Wrong.UNREACHED: "{person}: was wir senden, kommt nicht an",
        Wrong.DEAD_END: "{team}: die Eskalation {name} endet mit einem Schritt, der niemanden ruft",
        Wrong.VOID_SWAP: "{team}: Tausch {number} ändert nichts mehr; {person} hat um {start} "
        "keine Schicht",
        Wrong.VOID_OVERRIDE: "{team}: Vertretung {number} ändert nichts; {person} hätte dann gar "
        "keine Bereitschaft",
        Wrong.OLD_CALENDAR: "{team}: der Kalender von {name} wurde zuletzt gelesen: {start}",
    },
    more="und {n} weitere Male in den nächsten vier Wochen",
    never="nie",
    swap_asked="**Tausch {number}:** {asker} bittet {other} um die Bereitschaft um {at}",
    swap_back="und übernähme dafür die um {back}",
    swap_help="Es gilt, sobald {other} annimmt: hier oder mit `triage oncall swap accept "
    "{number}`.",
    swap_help_by_mail="Es gilt, sobald {other} annimmt: im Raum des Teams oder mit "
    "`triage oncall swap accept {number}`.",
    states={
        "accepted": "**Tausch {number}:** {other} nimmt an. Die Schichten von {asker} und {other} "
        "sind getauscht.",
        "declined": "**Tausch {number}:** {other} lehnt ab. Für {asker} ändert sich nichts.",
        "withdrawn": "**Tausch {number}:** {asker} zieht die Bitte an {other} zurück.",
    },
    answered={"accepted": "angenommen", "declined": "abgelehnt", "withdrawn": "zurückgenommen"},
    covered="{person} hat Bereitschaft für {team} von {start} bis {end}.",
    covered_for="{person} hat statt {instead_of} Bereitschaft für {team} von {start} bis {end}.",
    relieved="{person} hat von {start} bis {end} keine Bereitschaft für {team}.",
    taken_back="Zurückgenommen, gilt also nicht mehr: {what}",
    away="{person} ist von {start} bis {end} abwesend und wird nicht gerufen; Bereitschaft hat, "
    "wer als Nächstes an der Reihe ist.",
    hole="{team} hat von {start} bis {end} zu wenige Leute. Bitte finden Sie jemanden: `/oncall "
    "override` oder `triage oncall override`.",
    who="**{team}:** {people}",
    who_then="bis {until}, danach {following}",
    who_backup="Vertretung: {people}.",
    no_one="niemand",
    baton_taken="Sie haben die Übergabe von {team}. Der Raum erfährt es.",
    unable={
        Unable.STRANGER: "Das kann nur, wer zum Team {name} gehört: zu seinen Plänen, seinen "
        "Mitgliedern, seiner Leitung, oder wer gerade Bereitschaft hat. Bitte fragen Sie dort. Es "
        "hat sich nichts geändert.",
        Unable.ON_DUTY: "{person} hat schon Bereitschaft.",
        Unable.AWAY: "{person} ist dann abwesend, und wer abwesend ist, wird nicht gerufen. Nehmen "
        "Sie zuerst die Abwesenheit zurück (Nummer {number}).",
        Unable.ENDLESS: "Hier endet keine Schicht von selbst. Sagen Sie, bis wann: `/oncall "
        "override` oder `triage oncall take --until`.",
        Unable.WHICH_TEAM: "Es gibt mehrere Teams ({name}). Nennen Sie eines, oder fragen Sie in "
        "seinem Raum.",
        Unable.NO_TEAM: "Es gibt kein Team {given}; es gibt {name}.",
        Unable.NO_PERSON: "Niemand in [people] der Konfiguration hat dieses Konto ({given}).",
        Unable.NO_MOMENT: "Das ist kein Zeitpunkt: {given}. Schreiben Sie zum Beispiel 2h, 3d, "
        "morgen, mo 14:00, 2026-03-02 oder 2026-03-02T10:00.",
        Unable.NO_END: "Sagen Sie, bis wann, zum Beispiel 2h, fr oder 2026-03-02.",
        Unable.NOT_AFTER: "Das Ende ({given}) liegt nicht nach dem Anfang.",
        Unable.PAST: "{given} ist vorbei, es würde also niemanden mehr betreffen.",
        Unable.SAME_PERSON: "Beide sind {person}. Nennen Sie zwei Personen.",
        Unable.NO_SEAT_NEEDED: "Wessen Platz es ist, zählt nur, wo jemand eine andere Person "
        "ersetzt. Lassen Sie es weg.",
        Unable.NO_ROTATION: "Es gibt keinen solchen Plan ({given}), in dem {person} an die Reihe "
        "kommt; es gibt {name}.",
        Unable.WHICH_ROTATION: "Welcher Plan? Nennen Sie einen: {name}.",
        Unable.NO_TURNS: "{person} kommt in {name} nicht an die Reihe. Fragen Sie: {others}.",
        Unable.NO_TURN: "{person} hat in {name} keine Schicht.",
        Unable.TURN_PAST: "{name} hat dann keine Schicht, die sich abgeben lässt: sie ist vorbei, "
        "oder der Plan hatte noch nicht begonnen.",
        Unable.TURN_ELSE: "{person} hat dann in {name} keine Schicht; die hat {others}.",
        Unable.TWO_SEATS: "{person} hat in dieser Schicht schon einen Platz.",
        Unable.NO_SWAP: "Es gibt keinen Tausch {number}; `triage oncall changes` zeigt, was es "
        "gibt.",
        Unable.NOT_THEIRS: "Das kann nur {others}. Es hat sich nichts geändert.",
        Unable.ANSWERED: "Tausch {number} ist schon {name}. Es hat sich nichts geändert.",
        Unable.NO_OVERRIDE: "Es gibt keine Vertretung {number}, die noch gilt; `triage oncall "
        "changes` zeigt, was es gibt.",
        Unable.NO_ABSENCE: "Es gibt keine Abwesenheit {number}, die noch gilt; `triage oncall "
        "changes` zeigt, was es gibt.",
        Unable.NOT_ASKED: "Diese Frage gilt nicht mehr, und dieser Druck hat niemanden gerufen. "
        "Wird noch jemand gebraucht: `/oncall page`.",
        Unable.WATCHING: "Hier wird nur beobachtet und niemand gerufen; `mode = "
        '"live"` ändert das.',
        Unable.NOBODY: "Kein Schritt der Eskalation ruft jetzt jemanden für {name}, also wurde "
        "nichts eröffnet. `/oncall who` zeigt, wer Bereitschaft hat.",
        Unable.NO_BATON: "Keine Übergabe von {name} wartet auf jemanden.",
    },
)
