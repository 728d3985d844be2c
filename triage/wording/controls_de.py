"""German: buttons, forms, commands, and short answers to whoever uses them."""

from __future__ import annotations

from triage.controls import Action
from triage.messages import Notice
from triage.wording.ladder_facts import Instead
from triage.wording.language import Controls
from triage.wording.status_facts import How
from triage.wording.whisper import Whisper

CONTROLS = Controls(
    labels={
        Action.ANSWER: "Antworten",
        Action.PRIVATE: "Privat weiter",
        Action.SOLVED: "Erledigt",
        Action.REPORT: "Problem melden",
        Action.OPEN: "Ticket eröffnen",
        Action.UNMAIL: "Vergessen",
        Action.DISMISS: "Nein, danke",
    },
    private="{mention} Ticket {number} geht hier weiter. Nur Sie und das Support-Team lesen mit.",
    private_words="Sie schrieben: {words}",
    private_leaked="Was Sie davor geschrieben haben, können andere noch lesen: {link}\nBitte "
    "löschen Sie, was nicht öffentlich sein soll. Stand ein Passwort oder ein Schlüssel darin, "
    "ändern Sie auch das.",
    moved="Ticket {number} geht privat weiter.",
    tags={
        "new": "neu",
        "needs_info": "Rückfrage",
        "claimed": "in Arbeit",
        "solved": "gelöst",
        "duplicate": "doppelt",
    },
    panel="Etwas an {product} funktioniert nicht? Drücken Sie den Knopf und sagen Sie es uns in "
    "einem Formular. Nur Sie und das Support-Team lesen es.",
    unreached="**Ticket {number}:** wer gemeldet hat, wurde nicht erreicht und weiß nicht, "
    "{notice}: {why}",
    unheard={
        Notice.ACKNOWLEDGED: "dass wir die Meldung haben",
        Notice.CLAIMED: "wer es hat",
        Notice.REPLY: "was geantwortet wurde",
        Notice.RESOLVED: "dass es gelöst ist",
        Notice.REOPENED: "dass es wieder offen ist",
        Notice.REMINDED: "dass wir auf eine Antwort warten",
        Notice.LAPSED: "dass es geschlossen ist",
        Notice.CLOSED: "dass es geschlossen ist",
        Notice.MERGED: "dass es mit einem anderen bearbeitet wird",
        Notice.ASKED: "wie es steht",
        Notice.THREAD: "wo es weitergeht",
        Notice.PRIVATE: "wo es weitergeht",
        Notice.MOVED: "wo es weitergeht",
        Notice.KNOCK: "dass es Neues gibt",
    },
    stays_public="**Ticket {number} konnte nicht privat werden:** {why}. Was dort steht, können "
    "weiterhin andere lesen, und wer es gemeldet hat, hat nichts anderes gehört.",
    instead={
        Instead.PRIVATE: "Es wird in einem privaten Thread noch einmal gesagt.",
        Instead.CALLED: "In {place} wurde gerufen, ohne die Worte selbst. Sobald eine Antwort "
        "kommt, bitte noch einmal sagen.",
        Instead.MAILED: "Es geht an die E-Mail-Adresse, die wir kennen.",
        Instead.WAITS: "Es wird gesagt, sobald Platz ist; bis dahin steht in {place}, dass wir die "
        "Meldung haben.",
        Instead.NOTHING: "Niemand sonst sagt es: bitte einen anderen Weg suchen.",
    },
    knock="{mention} Es gibt Neues zu Ticket {number}, und ich kann Ihnen nicht schreiben. Bitte "
    "erlauben Sie Direktnachrichten von diesem Server und schreiben Sie mir. Auch status hilft.",
    knock_waits="{mention} Wir haben Ihre Meldung, sie ist Ticket {number}, und ein Mensch liest "
    "sie. Für einen neuen Thread ist gerade kein Platz; sobald einer da ist, antworten wir darin.",
    rerouted="wir konnten Sie in Discord nicht erreichen. Das haben wir dort geschrieben:",
    proof="Ihr Code ist {code}. Geben Sie ihn in Discord innerhalb von 30 Minuten mit dem Befehl "
    "mail und der Option code ein.\n\nJemand hat dort diese Adresse als eigene genannt. Waren das "
    "nicht Sie, lassen Sie diese Mail liegen: Ohne den Code geht nie etwas hierher.",
    proof_subject="Ihr Code für {product}",
    unseen="**{place} kann nicht gelesen werden:** {why}. Die Tickets von dort bleiben, wie sie "
    "sind, und nichts wird geschlossen. Was dort geschrieben wird, wird später gelesen.",
    seen_again="{place} wird wieder gelesen, mit allem, was inzwischen geschrieben wurde.",
    status={
        How.OPEN: "noch bei niemandem",
        How.CLAIMED: "{who} sieht es sich an",
        How.WAITING: "wir warten auf Ihre Antwort",
        How.CLOSED: "geschlossen",
        How.PART: "wird mit einer früheren Meldung zusammen bearbeitet",
    },
    status_answer="ein Mensch antwortet bis {when}",
    status_answer_late="wir sind zu spät, und das tut uns leid: Bis {when} sollte ein Mensch "
    "geantwortet haben",
    status_news="nächste Nachricht bis {when}",
    status_news_late="wir sind zu spät, und das tut uns leid: Bis {when} sollte die nächste "
    "Nachricht da sein",
    status_team="jemand aus {team}",
    standing="**Ticket {number}:** {status}.",
    standing_mail="Ticket {number}: {status}.",
    standing_asked="Sobald sich das ändert, hören Sie hier von uns.",
    status_line="**{number}** {subject}: {status}",
    whispers={
        Whisper.UNKNOWN: "Dieser Knopf stammt aus einer anderen Version und tut nichts mehr. "
        "Schreiben Sie einfach, was Sie brauchen.",
        Whisper.GONE: "Ein Ticket {number} gibt es nicht.",
        Whisper.NOT_YOURS: "Das kann nur, wer Ticket {number} gemeldet hat, oder das Support-Team.",
        Whisper.REPORTED: "Danke, das ist Ticket {number}. Es geht in einem eigenen Thread weiter, "
        "den nur Sie und das Support-Team lesen.",
        Whisper.OPENED: "Das ist jetzt Ticket {number}.",
        Whisper.OPEN_BEFORE: "Das ist schon Ticket {number}.",
        Whisper.NOT_HERE: "Tickets entstehen nur dort, wo wir Meldungen annehmen, und nicht aus "
        "dem, was ein Bot schrieb. Von hier aus melden Sie mit dem Befehl report.",
        Whisper.ADDED: "Es gehört jetzt zu Ticket {number}.",
        Whisper.NO_NUMBER: "Das ist keine Ticketnummer: {given}",
        Whisper.THANKED: "Danke, das steht jetzt in Ticket {number}.",
        Whisper.PRIVATE: "Ticket {number} geht in einem privaten Thread weiter, der gleich "
        "aufgeht.",
        Whisper.PRIVATE_BEFORE: "Ticket {number} ist schon privat: nur wer gemeldet hat und das "
        "Support-Team lesen mit.",
        Whisper.NO_TICKETS: "Sie haben hier keine Tickets. Ein Problem melden Sie mit dem Befehl "
        "report.",
        Whisper.BLOCKED: "Von diesem Konto nehmen wir keine Meldungen an. Wenn Sie das für einen "
        "Irrtum halten, schreiben Sie bitte jemandem aus dem Team.",
        Whisper.YOUNG: "Ihr Konto ist noch neu, deshalb sieht das zuerst jemand vom Team an, "
        "bevor ein Ticket daraus wird. Gezeigt wird es dort am nächsten Arbeitstag. Nichts geht "
        "verloren, und Sie brauchen es nicht noch einmal zu senden.",
        Whisper.MAIL_NONE: "Hier ist keine Mailadresse von Ihnen bekannt. Nennen Sie eine mit der "
        "Option address: Was wir Ihnen in Discord nicht sagen können, geht dann dorthin.",
        Whisper.MAIL_SENT: "Ein Code ist unterwegs an {address}. Geben Sie ihn innerhalb von 30 "
        "Minuten mit dem Befehl mail und der Option code ein.",
        Whisper.MAIL_PROVED: "Was wir Ihnen in Discord nicht sagen können, geht an {address}.",
        Whisper.MAIL_WRONG: "Das ist nicht der Code, den wir gesendet haben. Bitte sehen Sie "
        "in die neueste Mail.",
        Whisper.MAIL_NO_CODE: "Auf einen Code wird nicht mehr gewartet. Nennen Sie bitte die "
        "Adresse noch einmal, dann senden wir einen neuen.",
        Whisper.MAIL_TOO_OFTEN: "Innerhalb eines Tages wurden drei Codes gesendet, deshalb gibt es "
        "jetzt keinen. Bitte versuchen Sie es morgen wieder.",
        Whisper.MAIL_NO_ADDRESS: "Das ist keine Mailadresse: {address}",
        Whisper.MAIL_FORGOTTEN: "Ihre Mailadresse ist vergessen, dorthin geht nichts mehr.",
        Whisper.MAIL_STAFF: "Ihre steht in der Konfiguration, sie ist also bekannt.",
        Whisper.MAIL_NOT_HERE: "Von hier gehen gerade keine Mails hinaus, eine Adresse würde also "
        "nicht helfen.",
        Whisper.MANY_OPEN: "Sie haben schon viele offene Tickets; zuerst schließen wir diese. "
        "Gehört dies zu einem davon, schreiben Sie bitte in dessen Thread; status zählt sie auf.",
        Whisper.TOO_FAST: "Das waren viele Meldungen in kurzer Zeit, darum ist diese kein Ticket. "
        "Gehört sie zu einer davon, schreiben Sie in deren Thread; sonst bitte in zehn Minuten.",
        Whisper.CONFIRM: "Guten Tag, ich bin der Bot des Support-Teams. Soll daraus ein Ticket "
        "werden? Ein Mensch liest und beantwortet es hier. Schreiben Sie gern erst alles auf.",
        Whisper.DISMISSED: "In Ordnung, es wurde nichts eröffnet.",
        Whisper.NO_ANSWER: "Eine Antwort wird im Thread ihres Tickets markiert.",
        Whisper.CLOSED: "Ticket {number} ist geschlossen. Danke, dass Sie es uns gesagt haben.",
        Whisper.CLOSED_BEFORE: "Ticket {number} ist schon geschlossen. Um es wieder zu öffnen, "
        "schreiben Sie einfach in seinen Thread.",
    },
)
