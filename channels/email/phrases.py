"""How mail clients announce a quote, a forwarded header or themselves, language by language.

To add a language: its verb of writing, the labels of its header block, its word for "original
message" and its phone footer. Case does not matter. All matching is on one line, or on a few
joined by a space.
"""

# ruff: noqa: RUF001 -- the letters of these languages look like others on purpose
from __future__ import annotations

import re

_WROTE_WORDS = (
    *(
        "wrote",
        "writes",
        "said",
        "sent",
        "schrieb",
        "geschrieben",
        "schreibt",
        "a [ée]crit",
        "écrivait",
    ),
    *("escribi[óo]", "escribe", "ha escrito", "ha scritto", "scrive", "scriveva", "escreveu"),
    *("schreef", "geschreven", r"napisał(?:\(a\)|a|/a)?", "napisana przez", "pisze", "skrev"),
    *("skrifaði", "kirjoitti", r"написал(?:\(а\)|а|/а)?", "пишет", "писал(?:а|и)?", "пише"),
    *("написав(?:ла)?", "작성", "썼습니다", "메시지", "쓴 글", "đã viết", "a scris", "yazdı"),
    *(r"napsal(?:\(a\)|a)?", "írta", "έγραψε", "כתב(?:ה)?", "كتب", "va escriure"),
    *("je napisa[ol]", "написа", "menulis"),
)
_WROTE_DENSE = (
    "書きました",
    "のメール",
    "のメッセージ",
    "さんが書",
    "写道",
    "寫道",
    "撰写",
    "來信",
)
"""Written without a space before them."""
_VERB = rf"(?:(?<!\w)(?:{'|'.join(_WROTE_WORDS)})|{'|'.join(_WROTE_DENSE)}|님이 작성|님의 메시지)"
WROTE = re.compile(_VERB, re.IGNORECASE)

_MONTH_OR_DAY = (
    r"(?:mon|tue|wed|thu|fri|sat|sun|mo|di|mi|do|fr|sa|so|lun|mar|mer|jeu|ven|sam|dim|mié|jue|vie"
    r"|sáb|dom|gio|sab|seg|ter|qua|qui|sex|ma|wo|vr|za|zo|pon|wt|śr|czw|pt|sob|ndz|niedz|mån|tis"
    r"|ons|tor|tors|fre|lör|sön|man|tir|lør|søn|пн|вт|ср|чт|пт|сб|вс|понедельник|вторник|среда"
    r"|четверг|пятница|суббота|воскресенье|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag"
    r"|zondag|poniedziałek|wtorek|środa|czwartek|piątek|sobota|niedziela)"
)
ANNOUNCED = re.compile(
    # How an attribution begins: a preposition or weekday with a date close behind, or a date.
    r"[\s>*_\u2063-]{0,12}(?:"
    r"(?:on|am|le|el|il|em|op|den|dnia|w dniu|dne|på|vào|la|a|[iî]n data|pe|в|во|ha|at|lúc|στις"
    r"|no dia|às|вы писали)"
    r"(?=[\s,.]).{0,60}?\d|[在于於].{0,30}?\d|wiadomość napisana przez"
    rf"|{_MONTH_OR_DAY}[a-zäöüßéáíóúçãõñłśźżćę]{{0,9}}\.?,?\s.{{0,40}}?\d"
    r"|\(?\d{1,4}[./年년-]\s?\d{1,2}[./月월-]\s?\d{1,4}"
    r"|\d{1,2}\.?\s(?:de\s)?\w{3,12}\.?\s(?:de\s)?\d{4}"
    r")",
    re.IGNORECASE,
)
SENT_BY = re.compile(
    # "Some One <some@one.example> wrote:", without a date.
    r"[\s*_]{0,4}[^<>:]{0,80}[<\[(][^<>\s]+@[^<>\s]+[>\])].{0,80}$"
)
_PRONOUN = (
    r"(?:I|We|You|He|She|They|It|Ich|Wir|Sie|Er|Je|J'ai|Nous|Vous|Yo|Nosotros|Io|Noi|Eu|Nós|Ik|Wij"
    r"|Ja|My|Jag|Vi|Jeg|Я|Мы|Вы)"
)
NAME_FIRST = re.compile(
    # "Ada Bloom schrieb am 2. März 2026 um 09:15:", and "---- Ada wrote ----" of a phone.
    rf"\s*(?!{_PRONOUN}\s)(?:[A-ZÀ-ÞА-Я][\w.'’-]*,?\s){{1,5}}{_VERB}\s.{{0,60}}\d.{{0,30}}[:：]\s*$"
    rf"|\s*-{{2,}}\s?.{{1,80}}\s{_VERB}\s?-{{2,}}\s*$"
    r"|\s*[^\s。！？,，:：][^。！？,，:：]{0,40}\s?[于於在]\s?\d{4}.{4,40}(?:写道|寫道)\s?[:：]\s*$"
    r"|\s*(?i:quoting|zitat von|citando|citation de|citat från)\s.{1,80}[:：]\s*$"
)
BETWEEN = frozenset(
    # Small words between the date of an announcement and the name, or in a name.
    (
        *("am", "pm", "a", "p", "m", "um", "uhr", "hat", "schrieb", "von", "vom", "om", "heeft"),
        *("schreef", "het", "van", "de", "der", "den", "à", "alle", "ore", "ha", "o", "godz"),
        *("użytkownik", "kl", "skrev", "às", "s", "las", "el", "le", "la", "г", "в", "от", "at"),
        *("the", "from", "of", "and", "via", "cet", "cest", "gmt", "utc", "di", "da", "du", "des"),
        *("und", "et", "y", "i", "e", "и"),
    )
)
OURSELVES = re.compile(
    r"(?<!\w)(?:I|me|we|us|ich|mir|mich|wir|uns|moi|nous|nosotros|noi|mij|mnie|nam|mig|meg|oss"
    r"|мне|нам|я|мы)(?!\w)|私|我"
)
"""No mail client speaks of itself above a quote."""
CLOCK = re.compile(r"(?<![\d.])\d{1,2}(?:\s?[:h]\s?\d{2}|\.\d{2}(?![\d.])|\s?(?:点|點|時|时|시))")
"""A time of day: programs give one, people who tell of a mail hardly do. `02.03.2026` is none."""
TOLD = re.compile(r"\b(?:said|sent)\b", re.IGNORECASE)
"""Verbs that people use as often as programs do."""
NAME_ONLY = re.compile(
    # "Ada Bloom wrote:" says who, not when; it counts only right above a quote.
    r"\s*(?:\w+day, )?[A-ZÀ-ÞА-Я][\w.'’-]*(?:\s[A-ZÀ-ÞА-Я][\w.'’-]*){0,3}"
    rf"\s{_VERB}\s?[:：]\s*$"
    r"|\s*\S.{0,40}さん[はが]書きました\s?[:：]\s*$"
)
SHARED = re.compile(r"(?<=\S)\s+(On\s[A-Z\d].{4,200}\s(?:wrote|sent):)\s*$")
"""Words and an announcement on one line."""
SIGNED_OFF = re.compile(r">\s*[:：]\s*$")
ADDRESS = re.compile(r"[^\s<>,;:\"()]{1,256}@[^\s<>,;:\"()]{1,255}")
DATE = re.compile(
    r"\d{1,4}[./年년-]\s?\d{1,2}[./月월-]|\d{1,2}:\d{2}|\b(?:19|20)\d{2}\b|\d{1,2}\.\s?\w{3,10}"
)
ENDED = re.compile(r"(?:[:：]|-{2,}|\s>:|>)\s*[*_]{0,2}\s*$")

COLON = re.compile("[:\uff1a]")

_FROM = (
    *(
        "from",
        "von",
        "de",
        "da",
        "van",
        "från",
        "fra",
        "od",
        "от",
        "от кого",
        "отправитель",
        "lähettäjä",
    ),
    *(
        "差出人",
        "送信者",
        "发件人",
        "寄件者",
        "寄件人",
        "보낸 사람",
        "보낸사람",
        "gönderen",
        "kimden",
    ),
    *("feladó", "odesílatel", "od koho", "από", "від", "expéditeur", "remitente", "nadawca"),
    *("mittente", "remetente", "afzender", "avsändare", "avsender", "de la", "người gửi"),
)
_DATED = (
    *("sent", "date", "gesendet", "datum", "envoyé", "envoyé le", "enviado", "enviado el"),
    *("fecha", "inviato", "data", "enviada em", "enviado em", "verzonden", "wysłano", "data"),
    *("skickat", "sendt", "dato", "отправлено", "дата", "送信日時", "日時", "日付", "发送时间"),
    *(
        "日期",
        "寄件日期",
        "傳送時間",
        "보낸 날짜",
        "날짜",
        "lähetetty",
        "päiväys",
        "tarih",
        "küldve",
    ),
    *("odesláno", "sent at", "date sent", "ημερομηνία", "надіслано", "le", "sent on", "时间"),
)
_TO = (
    *("to", "an", "à", "a", "para", "aan", "naar", "till", "til", "do", "кому", "宛先", "收件人"),
    *("받는 사람", "받는사람", "vastaanottaja", "kime", "címzett", "komu", "προς", "destinataire"),
    *("cc", "kopie", "kopia", "copie à", "copia", "kopi", "копия", "参照", "抄送", "副本", "참조"),
    *("destinatario", "destinatário", "adresat", "către", "người nhận", "bcc", "sendt til"),
)
_SUBJECT = (
    *("subject", "betreff", "objet", "asunto", "oggetto", "assunto", "onderwerp", "temat"),
    *("ämne", "emne", "тема", "件名", "主题", "主題", "主旨", "제목", "aihe", "konu", "tárgy"),
    *("předmět", "θέμα", "subiect", "chủ đề", "risposta", "reply-to", "antwort an"),
)


AUTHOR = re.compile(
    rf"[\s*_\u2063]{{0,6}}(?:{'|'.join(_FROM)})\s?[*_]{{0,2}}\s?[:：](.*)", re.IGNORECASE
)
"""The line of a quoted header block that names who wrote it."""


def _label(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(
        rf"[\s>|*_\u2063]{{0,6}}(?:{'|'.join(words)})\s?[*_]{{0,2}}\s?[:：]", re.IGNORECASE
    )


LABELS = (_label(_FROM), _label(_DATED), _label(_TO), _label(_SUBJECT))
"""From, date, recipients, subject: three kinds close together are a quoted header block."""

_ORIGINAL = (
    *("original message", "original appointment", "ursprüngliche nachricht", "original-nachricht"),
    *("originalnachricht", "message d'origine", "message original", "message initial"),
    *("mensaje original", "messaggio originale", "mensagem original", "oorspronkelijk bericht"),
    *("origineel bericht", "wiadomość oryginalna", "oryginalna wiadomość", "ursprungligt med"),
    *("originalmeddelande", "oprindelig meddelelse", "original meddelelse", "opprinnelig melding"),
    *("исходное сообщение", "оригинальное сообщение", "元のメッセージ", "原始邮件", "原邮件"),
    *("原始郵件", "원본 메시지", "원본 메일", "alkuperäinen viesti", "původní zpráva"),
    *("oprindelig besked", "原始信息", "原始訊息", "원본 이메일", "original-mail"),
    *("reply message", "antwort nachricht", "ursprungliga meddelandet", "orijinal ileti"),
    *("eredeti üzenet", "reply above this line", "původní e-mail", "mesaj original"),
)
ORIGINAL = re.compile(
    rf"\s*[-_=–—]{{2,}}(?:\s|&nbsp;)*(?:{'|'.join(_ORIGINAL)}).{{0,60}}$", re.IGNORECASE
)
_FORWARDED = (
    *("forwarded message", "weitergeleitete nachricht", "message transféré", "mensaje reenviado"),
    *("messaggio inoltrato", "mensagem encaminhada", "doorgestuurd bericht", "転送メッセージ"),
    *("转发的邮件", "轉寄郵件", "전달된 메시지", "vidarebefordrat meddelande", "videresendt"),
    *("wiadomość przekazana", "przekazana wiadomość", "forwarded by", "пересылаемое сообщение"),
    *("перенаправленное сообщение", "mensagem reencaminhada", "message transmis", "转发的消息"),
    *("转发邮件信息", "轉寄的郵件", "轉寄的訊息", "전달된 메일", "weitergeleitet von", "转发邮件"),
    *("doorgestuurde e-?mail", "転送されたメール", "転送されたメッセージ"),
)
FORWARDED = re.compile(
    rf"\s*[-_=–—]{{2,}}\s*(?:{'|'.join(_FORWARDED)}).{{0,60}}$"
    r"|\s*(?:begin forwarded message|anfang der weitergeleiteten (?:nachricht|e-?mail)"
    r"|début du (?:message|courriel) (?:réexpédié|transféré)|inizio (?:del )?messaggio inoltrato"
    r"|inicio del mensaje reenviado|begin doorgestuurd bericht"
    r"|início da mensagem (?:en|reen)caminhada|vidarebefordrat (?:brev|meddelande)"
    r"|börja vidarebefordrat meddelande|(?:start på )?videresendt (?:besked|melding|meddelelse)"
    r"|początek przekazywanej wiadomości|начало переадресованного сообщения"
    r"|転送されたメッセージ|(?:开始|以下是)转发的邮件|開始轉寄郵件|以下是轉寄的郵件"
    r"|전달된 메시지(?: 시작)?)\s*[:：]\s*$",
    re.IGNORECASE,
)
FORWARD_SUBJECT = re.compile(
    r"\s*(?:fwd?|wg|tr|rv|enc|i|doorst|pd|vb|vl|vs|转发|转寄|轉寄|転送|전달)\s*[:：]", re.IGNORECASE
)
_ABOVE = (
    *(r"reply above this line", r"write above this line", r"oberhalb dieser (?:zeile|linie)"),
    *(r"au-dessus de cette ligne", r"encima de esta línea", r"acima desta linha"),
    *(r"sopra questa (?:riga|linea)", r"boven deze (?:regel|lijn)", r"nad tą linią"),
    *(r"ovanför den här raden", r"over denne linj[ea]n?", r"выше этой (?:строки|линии)"),
)
ABOVE_HERE = re.compile(rf".{{0,60}}(?:{'|'.join(_ABOVE)}).{{0,40}}$", re.IGNORECASE)
"""Help desks put this above what they send; below it nothing is new."""
RULE = re.compile(r"\s*(?:[-_=*~#+–—]\s?){2,}\s*$|\s*[ᐧ\u200b]+\s*$")
LIST_FOOTER = re.compile(
    r"mailing list|mailman|listinfo|unsubscribe|list-?archive|@lists?\.", re.IGNORECASE
)
CONTACT = re.compile(
    r"\+?\(?\d[\d\s().\-/]{6,}\d|[^\s@]+@[^\s@]+\.\w{2,}|https?://|www\.|\b(?:gmbh|ltd|inc|llc|s\.?a"
    r"|b\.?v|ag|sarl|srl|tel|phone|mobile?|fax)\b",
    re.IGNORECASE,
)

_MY = r"(?:mein|my|mon|mi|meu|mio|mijn|min|moj\w*|mój|我的|나의|моего)"
_OUTLOOK = r"outlook (?:for|für|pour|para|per|voor|dla|för|til|для)"
_SENT_DE = r".{2,60} (?:gesendet|geschrieben|verschickt)"
_GET = (
    r"(?:get|download|holen sie sich|laden sie|beziehen sie|téléchargez|télécharger|obtene[zr]"
    r"|obtenir|obtener|descargar|scarica|ottieni|obter o|baixe o|transferir o|pobierz(?: program)?"
    r"|hämta|hent|få|skaff deg|скачать|получить|скачайте)"
)
_FOOTERS = (
    r"(?:sent|written|typed) (?:from|with|using|via|by|on) .{2,60}|from my .{2,40}",
    rf"{_GET} (?:{_OUTLOOK}|\w+ for) .{{2,30}}",
    rf"{_OUTLOOK} .{{2,20}} (?:beziehen|downloaden|herunterladen|laden)",
    rf"(?:diese nachricht wurde )?(?:von|auf|aus|mit) (?:{_MY}\w*(?:/{_MY}\w*)? )?{_SENT_DE}",
    r"(?:gesendet|versendet|geschrieben) (?:von|mit|über|vom|aus) .{2,50}",
    r"(?:envoyé|envoyée) (?:de|depuis|avec|à partir de|via|du) .{2,50}|provenance ?: .{2,30}",
    r"(?:enviado|enviada) (?:desde|do|de|con|com|via|pelo|a partir) .{2,50}",
    r"inviat[oa] (?:da|dal|dalla|con|tramite) .{2,50}",
    r"(?:verstuurd|verzonden) (?:vanaf|met|vanuit|via|van) .{2,50}",
    r"wysłan[eoa] (?:z|ze|za pomocą|przy użyciu|przez) .{2,50}",
    r"(?:skickat|skickades|skickad) (?:från|med|via) .{2,50}",
    r"sendt (?:fra|med|via|på) .{2,50}",
    r"(?:отправлено|послано) (?:с|со|из|через|от|при помощи) .{2,50}",
    r".{2,40}(?:から送信|より送信|で送信|を入手|の入手).{0,10}",
    r"(?:发自|發自|发送自|發送自|寄自|獲取|获取|取得|下载|下載).{2,30}",
    r"(?:从|從|通过|透過|由).{2,30}(?:发送|傳送|寄出|送出|发出)。?",
    r"(?:나의 |내 )?.{2,30} ?(?:에서|으로|로) (?:보냄|보냈습니다|전송.{0,4})",
    r".{2,20}용 outlook.{0,20}",
)
FOOTER = re.compile(rf"[\s*_(<-]{{0,4}}(?:{'|'.join(_FOOTERS)})[\s.*_)>]{{0,4}}$", re.IGNORECASE)
EXCUSES = re.compile(
    r"[\s(*_]{0,4}(?:please )?(?:excuse|forgive|pardon|ignore) .{0,30}"
    r"(?:typo|brevity|short|spelling|mistake|autocorrect|error)\w*.{0,20}$",
    re.IGNORECASE,
)
"""Below the footer of a phone it belongs to it; alone it is somebody's word."""
DEVICE = re.compile(
    r"i-?phone|i-?pad|i-?pod|ios\b|android|blackberry|samsung|galaxy|huawei|xiaomi|nokia|motorola"
    r"|pixel|smartphone|(?:tele|mobil)\w*|handy|phone|tablet|windows|outlook|\bmail|e-?mail"
    r"|thunderbird|yahoo|proton|tuta|fastmail|spark|gmx|web\.de|airmail|mailspring|superhuman|typeapp|\bapp\b|device|gerät|aol|hey\b"
    r"|móvil|celular|portable|computer|mac\b|телефон|смартфон|устройств|почт|スマートフォン|携帯|手机"
    r"|휴대폰|스마트폰|갤럭시",
    re.IGNORECASE,
)
FOOTER_WORDS = 11
"""A longer line that begins like a footer is a sentence."""
LINK = re.compile(r"[<(\[]?(?:https?://|mailto:)[^\s>)\]]+[>)\]]?", re.IGNORECASE)
