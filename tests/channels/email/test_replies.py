"""Only what the person wrote, and all of it."""

# ruff: noqa: RUF001 -- letters of many alphabets are the point
from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.email.replies import own_words
from tests.channels.email.samples import answer, mail, understood

OWN = "It works again.\n\nOne more thing: the PDF is empty."

ANNOUNCED = {
    "Gmail, English": "On Mon, Mar 2, 2026 at 9:15 AM Acme <support@acme.example> wrote:",
    "Apple Mail, English": "On 2 Mar 2026, at 09:15, Acme support <support@acme.example> wrote:",
    "Thunderbird, English": "On 02/03/2026 09:15, Acme wrote:",
    "Gmail, wrapped": (
        "On Mon, Mar 2, 2026 at 9:15 AM Acme Support Department <\nsupport@acme.example> wrote:"
    ),
    "Proton, English": (
        "On Monday, March 2nd, 2026 at 9:15 AM, Acme <support@acme.example> wrote:"
    ),
    "German, Gmail": "Am Mo., 2. März 2026 um 09:15 Uhr schrieb Acme <support@acme.example>:",
    "German, Apple": "Am 02.03.2026 um 09:15 schrieb Acme <support@acme.example>:",
    "French, Gmail": "Le lun. 2 mars 2026 à 09:15, Acme <support@acme.example> a écrit :",
    "French, wrapped": "Le lun. 2 mars 2026 à 09:15, Acme <support@acme.example>\na écrit :",
    "Spanish": "El lun, 2 mar 2026 a las 9:15, Acme (<support@acme.example>) escribió:",
    "Italian": "Il giorno lun 2 mar 2026 alle ore 09:15 Acme <support@acme.example> ha scritto:",
    "Portuguese": "Em seg., 2 de mar. de 2026 às 09:15, Acme <support@acme.example> escreveu:",
    "Dutch": "Op ma 2 mrt 2026 om 09:15 schreef Acme <support@acme.example>:",
    "Dutch, Apple": (
        "Op 2 mrt. 2026 om 09:15 heeft Acme <support@acme.example> het volgende geschreven:"
    ),
    "Polish": "pon., 2 mar 2026 o 09:15 Acme <support@acme.example> napisał(a):",
    "Polish, wrapped": "W dniu 2 marca 2026 09:15 użytkownik Acme <support@acme.example>\nnapisał:",
    "Swedish": "Den mån 2 mars 2026 kl 09:15 skrev Acme <support@acme.example>:",
    "Danish": "Den man. 2. mar. 2026 kl. 09.15 skrev Acme <support@acme.example>:",
    "Norwegian": "man. 2. mars 2026 kl. 09:15 skrev Acme <support@acme.example>:",
    "Russian": "пн, 2 мар. 2026 г. в 09:15, Acme <support@acme.example>:",
    "Russian, verb": "2 марта 2026 г., 09:15, Acme <support@acme.example> написал(а):",
    "Japanese": "2026年3月2日(月) 9:15 Acme <support@acme.example>:",
    "Chinese": "Acme <support@acme.example> 于2026年3月2日周一 09:15写道：",
    "Korean": "2026년 3월 2일 (월) 오전 9:15, Acme <support@acme.example>님이 작성:",
    "German, name first": "Acme Support schrieb am 2. März 2026 um 09:15:",
    "no year": "On 12 May, Ada Bloom wrote:",
    "a name alone": "Ada Bloom wrote:",
    "Horde": "Quoting Acme <support@acme.example>:",
    "Android": "---- Acme wrote ----",
    "Chinese, Apple": "在 2026年3月2日，上午9:15，Acme <support@acme.example> 写道：",
    "mail.ru": "Понедельник, 2 марта 2026, 9:15 +03:00 от Acme <support@acme.example>:",
    "no date": "Acme <support@acme.example> wrote:",
    "Zoho": "---- On Mon, 02 Mar 2026 09:15:00 +0000 Acme <support@acme.example> wrote ----",
}

HEADED = {
    "English": "From: Acme <s@acme.example>\nSent: Monday, 2 March 2026 09:15\nTo: Ada\nSubject: A",
    "German": "Von: Acme <s@acme.example>\nGesendet: Montag, 2. März 2026\nAn: Ada\nBetreff: A",
    "French": "De : Acme <s@acme.example>\nEnvoyé : lundi 2 mars 2026\nÀ : Ada\nObjet : A",
    "Spanish": "De: Acme <s@acme.example>\nEnviado: lunes, 2 de marzo\nPara: Ada\nAsunto: A",
    "Italian": "Da: Acme <s@acme.example>\nInviato: lunedì 2 marzo\nA: Ada\nOggetto: A",
    "Portuguese": "De: Acme <s@acme.example>\nEnviado: segunda-feira\nPara: Ada\nAssunto: A",
    "Dutch": "Van: Acme <s@acme.example>\nVerzonden: maandag 2 maart\nAan: Ada\nOnderwerp: A",
    "Polish": "Od: Acme <s@acme.example>\nWysłano: poniedziałek\nDo: Ada\nTemat: A",
    "Swedish": "Från: Acme <s@acme.example>\nSkickat: den 2 mars\nTill: Ada\nÄmne: A",
    "Danish": "Fra: Acme <s@acme.example>\nSendt: 2. marts\nTil: Ada\nEmne: A",
    "Russian": "От: Acme <s@acme.example>\nОтправлено: 2 марта\nКому: Ada\nТема: A",
    "Japanese": "差出人: Acme <s@acme.example>\n送信日時: 2026年3月2日\n宛先: Ada\n件名: A",
    "Chinese": "发件人: Acme <s@acme.example>\n发送时间: 2026年3月2日\n收件人: Ada\n主题: A",
    "Korean": "보낸 사람: Acme <s@acme.example>\n날짜: 2026년 3월 2일\n받는 사람: Ada\n제목: A",
    "bold": "*From:* Acme\n*Sent:* Monday, 2 March 2026 09:15\n*To:* Ada\n*Subject:* A",
    "under a rule": "________________\nFrom: Acme\nSent: Monday\nTo: Ada\nSubject: A",
    "wrapped": "From: Acme Support\n<support@acme.example>\nSent: Monday\nTo: Ada\nSubject: A",
}


@pytest.mark.parametrize("line", ANNOUNCED.values(), ids=ANNOUNCED.keys())
def test_a_quote_below_its_announcement_is_folded(line: str) -> None:
    text = f"{OWN}\n\n{line}\n\n> Does it work?\n> Acme\n"

    assert own_words(text, answering=True) == OWN


@pytest.mark.parametrize("header", HEADED.values(), ids=HEADED.keys())
def test_a_mail_below_its_headers_is_folded(header: str) -> None:
    assert own_words(f"{OWN}\n\n{header}\n\nDoes it work?\n", answering=True) == OWN


@pytest.mark.parametrize(
    "separator",
    [
        "-----Original Message-----",
        "----- Ursprüngliche Nachricht -----",
        "-----Message d'origine-----",
        "-----Mensaje original-----",
        "-----Messaggio originale-----",
        "-----Mensagem original-----",
        "-----Oorspronkelijk bericht-----",
        "-----Oryginalna wiadomość-----",
        "-----Ursprungligt meddelande-----",
        "-----Oprindelig meddelelse-----",
        "-------- Исходное сообщение --------",
        "-----原始邮件-----",
        "-----원본 메시지-----",
    ],
)
def test_what_is_below_a_separator_is_folded(separator: str) -> None:
    assert own_words(f"{OWN}\n\n{separator}\nDoes it work?", answering=True) == OWN


@pytest.mark.parametrize(
    "footer",
    [
        "Sent from my iPhone",
        "Sent from Mail for Windows",
        "Sent with Proton Mail secure email.",
        "Get Outlook for iOS<https://aka.ms/o0ukef>",
        "Von meinem iPhone gesendet",
        "Gesendet von Mail für Windows",
        "Envoyé de mon iPhone",
        "Enviado desde mi iPhone",
        "Inviato da iPhone",
        "Enviado do meu iPhone",
        "Verstuurd vanaf mijn iPhone",
        "Wysłane z iPhone'a",
        "Skickat från min iPhone",
        "Sendt fra min iPhone",
        "Отправлено с iPhone",
        "iPhoneから送信",
        "发自我的 iPhone",
        "나의 iPhone에서 보냄",
    ],
)
def test_the_footer_of_a_phone_is_folded_at_the_end_only(footer: str) -> None:
    assert own_words(f"{OWN}\n\n{footer}\n", answering=True) == OWN
    assert own_words(f"{footer}\n\n{OWN}", answering=True) == f"{footer}\n\n{OWN}"
    assert (
        own_words(f"{OWN}\n\n{footer}\n\nOn 02/03/2026 09:15, A wrote:\n> B", answering=True) == OWN
    )


@pytest.mark.parametrize(
    "separator",
    ["---------- Forwarded message ---------", "Anfang der weitergeleiteten Nachricht:"],
)
def test_what_the_writer_forwards_in_a_reply_stays(separator: str) -> None:
    text = f"My colleague says:\n\n{separator}\nFrom: Bob\nDate: today\nTo: Ada\n\nIt is broken."

    assert own_words(text, answering=True) == text


@pytest.mark.parametrize("subject", ["Fwd: Broken", "WG: Kaputt", "TR : Panne"])
def test_a_mail_that_is_a_forward_keeps_all_of_it(subject: str) -> None:
    text = "See below.\n\nFrom: Bob\nSent: Monday\nTo: Ada\nSubject: Broken\n\nIt is broken."

    assert understood(mail(text, subject=subject, in_reply_to="<a@b>")).reply == text


@pytest.mark.parametrize(
    "below",
    [
        "-- \nAda Bloom\nCustomer Ltd",
        "--\nAda",
        "___\nAda Bloom\n+49 30 1234567",
        "=====\nAda Bloom | Customer Ltd\nwww.customer.example",
        "_______________________________________________\ntalk mailing list\ntalk@lists.x.example",
        "-----",
    ],
)
def test_signatures_and_footers_of_lists_are_folded(below: str) -> None:
    assert own_words(f"{OWN}\n\n{below}\n", answering=True) == OWN


def test_answers_between_quoted_lines_belong_to_the_reply() -> None:
    text = (
        "Hello,\n\nOn 02/03/2026 09:15, Acme wrote:\n> 1. What did you do?\n"
        "I pressed Export.\n> 2. Is there a way round?\n\nNo.\n\n> Acme\n\nThanks, Ada\n"
    )

    assert own_words(text, answering=True) == ("Hello,\n\nI pressed Export.\nNo.\n\nThanks, Ada")


def test_a_first_mail_keeps_its_quotes_and_loses_its_signature() -> None:
    text = "The log says:\n\n> error 17\n\nWhat now?\n-- \nAda\nCustomer Ltd"

    assert own_words(text, answering=False) == "The log says:\n\n> error 17\n\nWhat now?"


def test_a_first_mail_keeps_what_it_forwards() -> None:
    text = "See below.\n\n---------- Forwarded message ----------\nFrom: Bob\n\nIt is broken."

    assert own_words(text, answering=False) == text


def test_a_reply_of_nothing_but_a_quote_keeps_it() -> None:
    assert own_words("> Does it work?\n", answering=True) == "> Does it work?"


def test_a_long_text_below_two_dashes_is_no_signature() -> None:
    text = "First part\n--\n" + "\n".join(f"line {n}" for n in range(20))

    assert own_words(text, answering=True) == text


def test_nothing_is_folded_in_a_text_as_long_as_a_log() -> None:
    text = "> entry\n" * 6_000

    assert own_words(f"Log:\n{text}", answering=True) == f"Log:\n{text}".strip()


def test_words_before_an_announcement_on_the_same_line_stay() -> None:
    text = "Yes On Mon, Mar 2, 2026 at 9:15 AM, support@acme.example wrote:\n> Better?\n"

    assert own_words(text, answering=True) == "Yes"


@pytest.mark.parametrize(
    "text",
    [
        "On 2 March 2026 we moved the server.\nSince then nothing works: no login, no mail.",
        "The page says: From: to: subject: and nothing else.",
        "Look here:\n>>> this button <<<\nand tell me why.",
        "Am 2. März haben wir umgestellt.\nSeitdem steht alles.",
        "From: version 4.1\nit happens always",
        "I wrote:\n\nplease help",
        "It fails.\n\nSent from my desk, is much easier than my mobile phone these days.",
        "First\n---\nSecond, which is about something else.",
        "From the log:\n=====\nerror 17 at start\nerror 18 at stop",
        "Sent from here is the invoice of March, it never arrived and I am waiting for it still",
    ],
)
def test_sentences_that_only_look_like_it_stay(text: str) -> None:
    assert own_words(text, answering=True) == text


def test_a_signature_above_a_quote_ends_at_the_quote() -> None:
    text = "Top\n-- \nAda\n\nOn 02/03/2026 09:15, Acme wrote:\n> Question?\n\nBottom\n"

    assert own_words(text, answering=True) == "Top\nBottom"


HTML = {
    "Gmail": (
        '<div dir="ltr">{own}</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">'
        'On Mon, Mar 2, 2026 Acme &lt;<a href="mailto:s@a.example">s@a.example</a>&gt; wrote:<br>'
        '</div><blockquote class="gmail_quote" style="margin:0">Does it work?</blockquote></div>'
    ),
    "Outlook": (
        '<div>{own}</div><div id="appendonsend"></div><hr><div id="divRplyFwdMsg"><b>From:</b> Acme'
        "<br><b>Sent:</b> Monday<br></div><div>Does it work?</div>"
    ),
    "Outlook desktop": (
        '<p class="MsoNormal">{own}</p><div style="border:none;border-top:solid #E1E1E1 1.0pt">'
        "<p><b>From:</b> Acme<br><b>Sent:</b> Monday<br><b>To:</b> Ada<br><b>Subject:</b> A</p>"
        "</div><p>Does it work?</p>"
    ),
    "Apple Mail": (
        "<div>{own}</div><div><br><blockquote type=cite><div>On 2 Mar 2026, at 09:15, Acme &lt;"
        "s@a.example&gt; wrote:</div><br><div>Does it work?</div></blockquote></div>"
    ),
    "Yahoo": (
        '<div>{own}</div><div id="ydp1" class="ydp1yahoo_quoted"><div>On Monday, Acme wrote:</div>'
        "<div>Does it work?</div></div>"
    ),
    "Proton": (
        '<div>{own}</div><div class="protonmail_quote">On Monday, March 2nd, 2026 at 9:15 AM, Acme '
        '&lt;s@a.example&gt; wrote:<br><blockquote class="protonmail_quote" type="cite">Does it '
        "work?</blockquote></div>"
    ),
    "a line at the left": (
        '<p>{own}</p><blockquote style="border-left: 1px solid">Does it work?</blockquote>'
    ),
    "Thunderbird": (
        '<p>{own}</p><div class="moz-cite-prefix">Am 02.03.26 um 09:15 schrieb Acme:<br></div>'
        '<blockquote type="cite" cite="mid:1@a.example">Does it work?</blockquote>'
    ),
}


@pytest.mark.parametrize("markup", HTML.values(), ids=HTML.keys())
def test_quotes_in_html_are_cut_where_the_client_marked_them(markup: str) -> None:
    body = f"<html><body>{markup.format(own='It works. <b>Thanks!</b>')}</body></html>"
    raw = mail(body, content_type="text/html; charset=utf-8", in_reply_to="<e@acme.example>")

    read = understood(raw)

    assert read.reply == "It works. Thanks!"
    assert "Does it work?" in read.text


def test_an_answer_between_two_quotes_in_html_stays() -> None:
    body = (
        '<div class="gmail_quote"><div class="gmail_attr">On Monday Acme wrote:</div>'
        '<blockquote class="gmail_quote">What did you do?</blockquote><div>I pressed Export.</div>'
        '<blockquote class="gmail_quote">Way round?</blockquote><div>None.</div></div>'
    )
    raw = mail(body, content_type="text/html", in_reply_to="<e@acme.example>")

    assert understood(raw).reply.split() == ["I", "pressed", "Export.", "None."]


_WORDS = st.from_regex(r"[a-zA-Zäöüéñж]{1,9}( [a-zA-Z]{1,9}){0,6}[.?!]?", fullmatch=True)
_QUOTED = st.lists(_WORDS.map(lambda words: f"> {words}"), min_size=1, max_size=4)
_STRANGE = st.sampled_from(
    [*ANNOUNCED.values(), *HEADED.values(), "-- ", "--", "> ", ">", "", "Sent from my iPhone", "|"]
)


def _bag(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


@given(st.lists(st.one_of(_WORDS, _STRANGE, st.text(max_size=40)), max_size=30), st.booleans())
def test_a_reply_never_has_words_that_the_mail_has_not(lines: list[str], answering: bool) -> None:  # noqa: FBT001
    text = "\n".join(lines)

    assert not _bag(own_words(text, answering=answering)) - _bag(text)


@given(
    above=st.lists(_WORDS, min_size=1, max_size=4),
    quotes=st.lists(st.tuples(_QUOTED, st.lists(_WORDS, min_size=1, max_size=3)), max_size=4),
    line=st.sampled_from([*ANNOUNCED.values()]),
)
def test_words_above_and_between_quotes_are_never_lost(
    above: list[str], quotes: list[tuple[list[str], list[str]]], line: str
) -> None:
    written = [*above, *(words for _, answers in quotes for words in answers)]
    lines = [*above, "", line, "", "> quoted"]
    for quoted, answers in quotes:
        lines += [*quoted, "", *answers, ""]

    reply = own_words("\n".join(lines), answering=True)

    assert [text for text in reply.split("\n") if text] == written


@given(st.lists(_WORDS, min_size=1, max_size=6))
def test_a_plain_answer_stays_as_it_is(lines: list[str]) -> None:
    text = "\n".join(lines)

    assert understood(answer(text)).reply == text


MORE_ANNOUNCED = [
    "Wed Sep 25 2013 at 17:57, bob_c wrote:",
    "Nov 23, 2011, Bob Reyes wrote:",
    "In article <x@y.example>, Bob <b@c.example> wrote:",
    "Bob Reyes said the following on 02.03.2026 09:15:",
    "Thus spake Bob (b@c.example) [02/03/26 09:15]:",
    "Bob Reyes schrieb:",
    "Dne 2. 3. 2026 9:15 Bob Reyes <b@c.example> napsal(a):",
    "Bob Reyes kirjoitti 2.3.2026 klo 9.15:",
    "Bob Reyes, 2 Mar 2026 Pzt, 09:15 tarihinde şunu yazdı:",
    "Στις Δευ 2 Μαρ 2026 στις 9:15 π.μ., ο χρήστης Bob <b@c.example> έγραψε:",
    "Vào Th 2, 2 thg 3, 2026 vào lúc 09:15 Bob <b@c.example> đã viết:",
    "Bob <b@c.example> ezt írta (időpont: 2026. márc. 2., H, 9:15):",
    "пон, 2. бер. 2026 р. о 09:15 Bob <b@c.example> пише:",
    "--- On Mon, 3/2/26, Bob Reyes <b@c.example> wrote:",
    "Sent from Samsung MobileBob Reyes <b@c.example> wrote:",
]


@pytest.mark.parametrize("line", MORE_ANNOUNCED)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_announcements_of_rarer_programs_are_folded_above_a_quote(line: str, gap: str) -> None:
    assert own_words(f"{OWN}\n\n{line}{gap}> Better?\n> Bob\n", answering=True) == OWN


@pytest.mark.parametrize(
    "block",
    [
        "Date: Wed, 16 May 2012 00:15:02 -0600\nTo: ada@c.example",
        "From:  Bob Reyes/ACME\nTo:    Ada/ACME\nDate:  03/02/2026 09:15 AM\nSubject:  Export",
        "**From:** Bob  \n**Sent:** Monday, March 2  \n**To:** Ada  \n**Subject:** x",
        "##- Please type your reply above this line -##",
        "-- Bitte antworten Sie oberhalb dieser Zeile --",
        "-----Original Appointment-----\nFrom: Bob",
    ],
)
def test_headers_of_rarer_programs_are_folded(block: str) -> None:
    assert own_words(f"{OWN}\n\n{block}\n\nDoes it work?\n", answering=True) == OWN


@pytest.mark.parametrize(
    "footer",
    [
        "(sent from a phone)",
        "<<sent by galaxy>>",
        "From my iPhone 6",
        "Sent from my iPhone.\nPlease excuse any typos.",
        "Sent from my phone. Please excuse typos.",
        "Sent via the Samsung Galaxy S23, an AT&T 5G smartphone",
        "Get BlueMail for Android",
        "Diese Nachricht wurde von meinem Android Mobiltelefon mit WEB.DE Mail gesendet.",
    ],
)
def test_rarer_footers_are_folded(footer: str) -> None:
    assert own_words(f"{OWN}\n\n{footer}\n", answering=True) == OWN


@pytest.mark.parametrize(
    "text",
    [
        "It fails again.\nPlease excuse my typos",
        "Support wrote me this at 9:15:\n\n> Error 17\n\nPlease help",
        "Date: 9:15\nTo: the whole team\n\nnothing arrives",
    ],
)
def test_words_that_look_like_rarer_programs_stay(text: str) -> None:
    assert own_words(text, answering=True) == text.replace("\n> Error 17\n", "")


@pytest.mark.parametrize("answering", [True, False])
def test_what_openpgp_writes_around_a_text_is_folded(answering: bool) -> None:  # noqa: FBT001
    text = (
        f"-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n{OWN}\n"
        "-----BEGIN PGP SIGNATURE-----\n\niQIzBAEBCAAdFiEE\n=AbCd\n-----END PGP SIGNATURE-----\n"
    )

    assert own_words(text, answering=answering) == OWN


def test_a_pgp_signature_without_an_end_takes_nothing_with_it() -> None:
    text = f"-----BEGIN PGP SIGNATURE-----\n{OWN}\nwhy does this stand in my mail?"
    headless = f"-----BEGIN PGP SIGNED MESSAGE-----\n{OWN}"

    assert own_words(text, answering=True) == text
    assert own_words(headless, answering=True) == OWN
