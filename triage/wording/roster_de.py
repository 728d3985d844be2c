"""German: what is said about schedules."""

from __future__ import annotations

from triage.lint import Wrong
from triage.oncall.cover import Unable
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
    swap_help="{other} antwortet: `triage oncall swap accept {number}` oder `decline`",
    states={
        "accepted": "**Tausch {number}:** {other} nimmt an. Die Schichten von {asker} und {other} "
        "sind getauscht.",
        "declined": "**Tausch {number}:** {other} lehnt ab. Für {asker} ändert sich nichts.",
        "withdrawn": "**Tausch {number}:** {asker} zieht die Bitte an {other} zurück.",
    },
    covered="{person} hat Bereitschaft für {team} von {start} bis {end}.",
    covered_for="{person} hat statt {instead_of} Bereitschaft für {team} von {start} bis {end}.",
    who="**{team}:** {people}",
    who_then="bis {until}, danach {following}",
    who_backup="Vertretung: {people}.",
    no_one="niemand",
    baton_taken="Sie haben die Übergabe von {team}. Der Raum erfährt es.",
    no_baton="Keine Übergabe von {team} wartet auf jemanden.",
    unable={
        Unable.STRANGER: "Übernehmen kann nur, wer zum Team gehört: zu seinen Plänen, seinen "
        "Mitgliedern oder seiner Leitung.",
        Unable.ON_DUTY: "Sie haben schon Bereitschaft.",
        Unable.AWAY: "Sie sind als abwesend eingetragen, und wer abwesend ist, wird nicht gerufen. "
        "`triage oncall changes` zeigt den Eintrag.",
        Unable.ENDLESS: "Hier endet keine Schicht von selbst. Sagen Sie, bis wann: "
        "`triage oncall take --until`.",
        Unable.WHICH_TEAM: "Es gibt mehrere Teams. Fragen Sie im Raum Ihres Teams.",
    },
)
