"""German: every sentence we send. Readers are addressed as "Sie"."""

from __future__ import annotations

from triage.carried import Remark
from triage.wording.arranged_de import ARRANGED
from triage.wording.controls_de import CONTROLS
from triage.wording.duty_de import DUTY
from triage.wording.forms_de import FORMS
from triage.wording.hands_de import HANDS
from triage.wording.language import Card, Count, Language, Notes, Receipt, Staff
from triage.wording.mail_de import MAIL
from triage.wording.reasons_de import REASONS, SCOPES, URGENCIES
from triage.wording.roster_de import ROSTER

GERMAN = Language(
    weekdays=(
        *("Montag", "Dienstag", "Mittwoch", "Donnerstag"),
        *("Freitag", "Samstag", "Sonntag"),
    ),
    months=(
        *("Januar", "Februar", "März", "April", "Mai", "Juni"),
        *("Juli", "August", "September", "Oktober", "November", "Dezember"),
    ),
    moment="{weekday}, {day}. {month}, {clock} Uhr (Zeitzone {city})",
    since="seit {since}",
    since_said='seit wann: "{since}"',
    affects="betroffen: {scope}",
    people="{n} Personen",
    scopes=SCOPES,
    urgencies=URGENCIES,
    questions={
        "steps": "Was haben Sie unmittelbar davor getan, Schritt für Schritt?",
        "expected": "Was hätten Sie stattdessen erwartet?",
        "environment": "Welche Version nutzen Sie, und auf welchem Gerät, System oder Browser?",
        "impact": "Steht Ihre Arbeit still, oder gibt es einen anderen Weg? "
        "Sind nur Sie betroffen oder auch andere?",
        "neutral": "Jede Ergänzung hilft: was Sie Schritt für Schritt getan haben, was Sie "
        "erwartet haben und ob Ihre Arbeit stillsteht.",
    },
    technical={
        "steps": "Wie können wir es nachstellen? Auf dem kürzesten Weg: Befehle, eine Anfrage oder "
        "Code.",
        "expected": "Was sollte stattdessen geschehen, und wo steht das, falls es irgendwo steht?",
        "environment": "Welche Versionen (unsere, Bibliothek, System), und was sagt das Protokoll "
        "oder der Stacktrace?",
        "impact": "Was hält es auf (den Betrieb, eine Veröffentlichung, eine Person), und gibt es "
        "einen anderen Weg?",
    },
    labels={
        "steps": "Was Sie getan haben, Schritt für Schritt",
        "expected": "Was Sie erwartet haben",
        "environment": "Version, Gerät, System oder Browser",
        "impact": "Wer ist betroffen, steht die Arbeit still?",
        "neutral": "Was Sie noch ergänzen können",
    },
    hints={
        "steps": "1. Rechnung geöffnet 2. Auf Speichern geklickt 3. Die Seite blieb weiß",
        "expected": "Die Rechnung wird gespeichert",
        "environment": "4.2.1, Firefox unter Windows 11",
        "impact": "Wir alle, die Arbeit steht still, kein anderer Weg",
        "neutral": "Lassen Sie es leer, wenn Sie es nicht wissen; wir fangen ohne an",
    },
    receipt=Receipt(
        first="Danke, das ist Ticket {number}. Es liegt beim Team {team}. "
        "Ein Mensch antwortet Ihnen bis {answer_by} ({answer_in}).",
        late="Es hat uns verspätet erreicht, weil unser Empfang ausgefallen war; das tut uns leid.",
        understood="Bisher verstanden: {understood}",
        steps="Schritte: {steps} Stimmt das?",
        expected="Erwartet: {expected} Stimmt das?",
        why="Warum wir es so einordnen: {reasons}",
        known="Das ist uns bekannt: {answer}",
        things=(
            "Eine Angabe würde helfen. Antworten Sie einfach hier:",
            "Zwei Angaben würden helfen. Antworten Sie einfach hier, in beliebiger Reihenfolge:",
            "Drei Angaben würden helfen. Antworten Sie einfach hier, in beliebiger Reihenfolge:",
        ),
        no_need="Wenn Sie es nicht wissen, müssen Sie nicht antworten; wir fangen ohne an.",
        public="Dieser Thread ist öffentlich: bitte keine Passwörter, Schlüssel oder Kundendaten.",
        hidden="Ich sehe nur, was Sie mit **Antworten**, als Antwort an mich oder mit meinem Namen "
        "darin schreiben.",
        bot="(Ich bin ein Bot, ein Mensch liest mit.)",
        mail_first="Ihre Meldung ist bei uns angekommen.",
        mail_late="Ihre Meldung vom {since} ist bei uns angekommen. "
        "Sie hat uns verspätet erreicht, weil unser Empfang ausgefallen war; das tut uns leid.",
        mail_promise="Sie ist Ticket {number}, und ein Mensch aus unserem Team {team} antwortet "
        "Ihnen bis\n{answer_by}.",
        mail_understood="Was wir verstanden haben:",
        mail_below="Wenn Sie können, antworten Sie unter jeder Frage. "
        "Wenn nicht, lassen Sie sie frei: Wir fangen ohne an.",
        mail_everyone="Wenn bei Ihnen allen alles stillsteht, schreiben Sie das bitte in Ihre "
        "Antwort: Dann rückt es sofort nach vorn.",
        mail_manners="Bitte senden Sie keine Passwörter oder Schlüssel. "
        "Bildschirmfotos sind willkommen (bis je 10 MB).",
        mail_sent="Diese Bestätigung wurde automatisch gesendet; Ihre Antwort liest ein Mensch.",
    ),
    notes=Notes(
        hello="Guten Tag,",
        hello_name="Guten Tag {name},",
        support="{product} Support",
        sent="Diese Nachricht wurde automatisch gesendet; Ihre Antwort liest ein Mensch.",
        no_subject="Ihre Meldung",
        unreadable="(nicht lesbare Nachricht)",
        claimed="{name} aus dem Team {team} kümmert sich jetzt um Ticket {number}.",
        next_news="Die nächste Nachricht kommt bis {update_by}, früher, wenn es Neues gibt.",
        resolved="Ticket {number} sollte gelöst sein: {line}",
        believed="Wir glauben, dass Ticket {number} behoben ist.",
        back="Sehen Sie es noch? {again}",
        again="Antworten Sie einfach hier, dann wird es wieder geöffnet: gleiche Nummer, gleiche "
        "Menschen.",
        again_within="Antworten Sie einfach innerhalb von {days} Tagen hier, dann wird es wieder "
        "geöffnet: gleiche Nummer, gleiche Menschen.",
        thanks="Danke, dass Sie es uns gesagt haben, und Entschuldigung für die Mühe.",
        thanks_name="Danke, dass Sie es uns gesagt haben, {name}.",
        closed="Ticket {number} ist geschlossen: laut {name} ist es erledigt. Ist es wieder da? "
        "{again}",
        reopened="Ticket {number} ist wieder offen: gleiche Nummer, gleiche Menschen. "
        "Das Team {team} weiß Bescheid.",
        reply="{name} schreibt:",
        thread="Ticket {number}",
    ),
    card=Card(
        impact="Auswirkung: {impact}",
        no_way_round="kein anderer Weg",
        way_round="es gibt einen anderen Weg",
        reporters="{n} Meldende",
        reproduction="Nachstellen: Schritte {steps} · erwartet {expected} "
        "· Umgebung: {environment}",
        learned="Geändert {when}: {what}",
        now_known="jetzt bekannt: {what}",
        kinds={
            "steps": "Schritte",
            "expected": "Erwartung",
            "environment": "Umgebung",
            "impact": "Auswirkung",
            "neutral": "mehr",
        },
        alike="Ähnlich: {others}. Nicht verknüpft. Gleiches Zeichen heißt nicht gleiche Ursache.",
        alike_error="{number} ({when}, gleicher Fehler {error})",
        alike_words="{number} ({when}, beide sagen {words})",
        alike_service="{number} ({when}, beide {service}, beide sagen {words})",
        burst="**{n} ähnliche von {people} Personen in {minutes} min.** Einen Vorfall ausrufen?",
        incident="VORFALL",
        declared="Vorfall, ausgerufen von {who} {when}: {reason}",
        yes="ja",
        no="nein",
        why="Warum {priority}: {reasons}",
        rules_said="Die Regeln sagten {priority}: {reasons}",
        more="{n} weitere",
        flag="Zuerst ansehen: {flag}",
        due="Antwort fällig {when}",
        news="Nächste Nachricht fällig {when}",
        waiting="Wartet auf die Antwort seit {when}",
        next_step="nächster Schritt: {who} um {when}",
        claimed="Übernommen von {who}",
        resolved="Gelöst",
        resolved_by="Gelöst von {who}",
        snoozed="zurückgestellt, bis der Meldende schreibt",
        snoozed_until="zurückgestellt bis {when}",
        moved_to="Weitergegeben an {team}",
        merged_into="Teil von Ticket {number}; dort geht alles weiter",
        absorbed="Enthält Tickets {numbers}",
        links="Verwandt: {numbers}",
        watch="Beobachtung, nichts wurde gesendet. Es wäre geschehen: {would}",
        would="Priorität {priority}, {asked}, gerufen: {paged}",
        asked=Count("1 Frage gestellt", "{n} Fragen gestellt"),
        nobody="niemand",
        hands_open="✋ übernehmen · ✅ lösen",
        hands_claimed="✋ übernehmen (wegnehmen gibt frei) · ✅ lösen",
        directly="per Direktnachricht von {sender}",
        by_mail="per Mail von {sender}",
        files=Count("1 Datei", "{n} Dateien"),
        original="weitergeleitet; geschrieben von {who}",
        related="gehört vielleicht zu Ticket {number}",
        remarks={
            Remark.UNVERIFIED: "Absender nicht bestätigt",
            Remark.ENCRYPTED: "verschlüsselt, deshalb wurde nichts davon gelesen",
            Remark.SEALED: "signiert und verpackt (S/MIME); der Text ist im Anhang",
            Remark.SIGNED: "signiert; die Signatur wurde nicht geprüft",
            Remark.WINMAIL: "Outlook hat Dateien in winmail.dat verpackt",
            Remark.INVITATION: "mit einer Einladung",
            Remark.SAME_ID: "eine andere Mail mit derselben Message-ID kam vorher",
            Remark.CUT: "sehr lang; das Ende steht nur im Original",
            Remark.NOT_KEPT: "Dateien zu groß oder zu viele; sie sind nur im Original",
        },
    ),
    staff=Staff(
        unclaimed=Count(
            "Seit 1 Minute hat es niemand übernommen.",
            "Seit {n} Minuten hat es niemand übernommen.",
        ),
        unclaimed_yet="Noch hat es niemand übernommen.",
        take_it="Mit ✋ (erhobene Hand) übernehmen Sie es.",
        take_it_there="Zum Übernehmen reagieren Sie mit ✋ (erhobene Hand) auf die Karte "
        "in Discord.",
        lost="{mention} {winner} hat Ticket {number} übernommen, {ahead} Ihnen. "
        "Sie müssen nichts tun und werden dafür nicht gerufen.",
        ahead=Count("1 Sekunde vor", "{n} Sekunden vor"),
        just_ahead="kurz vor",
        lost_help="Zum Helfen schreiben Sie hier an {winner}. Zum Übernehmen drücken Sie „An mich "
        "nehmen“ und sagen, warum.",
        not_allowed="{mention} Das kann bei Ticket {number} nur das Support-Team, deshalb hat "
        "sich nichts geändert. Wenn Sie etwas ergänzen möchten, schreiben Sie es einfach in den "
        "Thread des Tickets.",
        held="**Angehalten:** Mehr als {count} Bestätigungen kamen innerhalb von {minutes} Minuten "
        "zusammen, deshalb hält die Bremse die übrigen an. Meldungen kommen weiter an, und nichts "
        "geht verloren.",
        held_help="Sehen Sie nach, was ankommt. Senden, was angehalten wurde: `triage resume`.",
        trial="**Regel {rule} läuft auf Probe.** Seit {since} traf sie auf {held} von {tickets} "
        "Tickets zu.",
        trial_change="{times}: {what}",
        times=Count("einmal", "{n}-mal"),
        trial_help="Damit sie wirkt, nehmen Sie `shadow = true` weg. Genauer: "
        "`triage rules trial`.",
    ),
    duty=DUTY,
    controls=CONTROLS,
    roster=ROSTER,
    arranged=ARRANGED,
    hands=HANDS,
    mail=MAIL,
    forms=FORMS,
    reasons=REASONS,
)
