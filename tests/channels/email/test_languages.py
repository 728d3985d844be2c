"""Fifteen languages of mail clients: what they put around people's words is folded, no word is.

The phrases are in tests/corpus/email/languages.toml; to add a language, add a table there.
"""

from __future__ import annotations

import re
import textwrap
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.email import phrases
from channels.email.replies import fold, own_words

_FILE = Path(__file__).parents[2] / "corpus" / "email" / "languages.toml"
LANGUAGES: dict[str, dict[str, list[str]]] = tomllib.loads(_FILE.read_text(encoding="utf-8"))
WANTED = "en de fr es it pt nl pl sv da no ru ja zh ko"

every_language = pytest.mark.parametrize("said", LANGUAGES.values(), ids=LANGUAGES.keys())
Said = dict[str, list[str]]


def _own(said: Said) -> str:
    return "\n\n".join(said["own"][:2])


def _quoted(said: Said) -> str:
    return "\n".join(f"> {line}" for line in said["quoted"])


def _wrapped(line: str, width: int) -> str:
    return "\n".join(textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False))


def _wrong(cases: Iterator[tuple[str, str]], *, answering: bool = True) -> list[tuple[str, str]]:
    """(text, reply) of those that do not give the wanted words."""
    replies = [(text, own_words(text, answering=answering), wanted) for text, wanted in cases]
    return [(text, reply) for text, reply, wanted in replies if reply != wanted]


def test_all_languages_are_there() -> None:
    assert " ".join(LANGUAGES) == WANTED


@every_language
def test_sentences_with_dates_and_colons_are_the_writers(said: Said) -> None:
    around = _own(said)
    alone = ((one, one) for one in said["own"])
    between = ((f"{around}\n{one}\n\n{around}",) * 2 for one in said["own"])

    assert _wrong(alone) == []
    assert _wrong((text, wanted) for text, wanted in between) == []


@every_language
def test_a_quote_below_its_announcement_is_folded(said: Said) -> None:
    own, quote, bare = _own(said), _quoted(said), "\n\n".join(said["quoted"])

    def cases() -> Iterator[tuple[str, str]]:
        for line in said["announced"]:
            yield f"{own}\n\n{line}\n\n{quote}\n", own
            yield f"{own}\n{line}\n{quote}\n", own
            yield f"{own}\n\n> {line}\n>\n{quote}\n", own
            for width in (60, 76):
                yield f"{own}\n\n{_wrapped(line, width)}\n\n{quote}\n", own
            if phrases.DATE.search(line):
                yield f"{own}\n\n{line}\n\n{bare}\n", own

    assert _wrong(cases()) == []


@every_language
def test_a_sentence_right_above_an_announcement_stays(said: Said) -> None:
    def cases() -> Iterator[tuple[str, str]]:
        for line in said["announced"]:
            for one in said["own"]:
                for sentence in (one, one.rstrip(".。")):
                    for gap in ("\n", "\n\n"):
                        yield f"{sentence}{gap}{line}\n\n{_quoted(said)}", sentence

    assert _wrong(cases()) == []


@every_language
def test_answers_between_quoted_lines_stay(said: Said) -> None:
    first, second = said["own"][:2]
    above, below = said["quoted"][:2]

    assert (
        _wrong(
            (f"{line}\n> {above}\n\n{first}\n\n> {below}\n\n{second}", f"{first}\n\n{second}")
            for line in said["announced"]
        )
        == []
    )


@every_language
def test_a_mail_below_its_headers_is_folded(said: Said) -> None:
    own, bare = _own(said), "\n\n".join(said["quoted"])

    def cases() -> Iterator[tuple[str, str]]:
        for block in said["headed"]:
            bold = re.sub(r"^([^:：]+[:：])", r"*\1*", block, flags=re.MULTILINE)  # noqa: RUF001
            yield f"{own}\n\n{block}\n\n{bare}\n", own
            yield f"{own}\n\n{'_' * 32}\n{block}\n\n{bare}\n", own
            yield f"{own}\n\n{bold}\n\n{bare}\n", own
            yield f"{own}\n\n{said['footers'][0]}\n\n{block}\n\n{bare}\n", own
            for line in said["separated"]:
                yield f"{own}\n\n{line}\n{block}\n\n{bare}\n", own
        for line in said["separated"]:
            yield f"{own}\n\n{line}\n\n{bare}\n", own

    assert _wrong(cases()) == []


@every_language
def test_what_the_writer_passes_on_stays(said: Said) -> None:
    bare = "\n\n".join(said["quoted"])
    texts = [
        f"{_own(said)}\n\n{line}\n\n{block}\n\n{bare}"
        for line in said["forwarded"]
        for block in said["headed"]
    ]

    assert _wrong((text, text) for text in texts) == []
    assert _wrong(((text, text) for text in texts), answering=False) == []
    assert [one for one in said["fwd"] if not phrases.FORWARD_SUBJECT.match(one)] == []


@every_language
def test_footers_of_phones_are_folded_at_the_end_only(said: Said) -> None:
    own, announced = _own(said), said["announced"][0]

    def cases() -> Iterator[tuple[str, str]]:
        for line in said["footers"]:
            yield f"{own}\n\n{line}\n", own
            yield f"{own}\n\n{line}\n\n{announced}\n\n{_quoted(said)}", own
            yield f"{line}\n\n{own}", f"{line}\n\n{own}"

    assert _wrong(cases()) == []


@every_language
def test_disclaimers_are_folded_in_first_mails_and_answers(said: Said) -> None:
    own, announced = _own(said), said["announced"][0]

    def cases() -> Iterator[tuple[str, str]]:
        for notice in said["disclaimers"]:
            yield f"{own}\n\n{notice}\n", own
            yield f"{own}\n\n{_wrapped(notice, 72)}\n", own
            yield f"{own}\n\n{'*' * 20}\n{notice}\n", own
            yield f"{own}\n\n{said['footers'][0]}\n\n{notice}\n", own
            yield f"{own}\n\n-- \nAda Bloom\n\n{notice}\n", own
            yield f"{own}\n\n{notice}\n\n{announced}\n\n{_quoted(said)}", own

    assert _wrong(cases()) == []
    first_mails = ((text, own) for text, own in cases() if announced not in text)
    assert _wrong(first_mails, answering=False) == []


@pytest.mark.parametrize(
    "text",
    [
        "On Monday 2 March your colleague wrote to me:\n\nplease restart\n\nThat did not help.",
        "I wrote this on 2 March at 9:15:\n\nplease help",
        "On 2 March your colleague Bob wrote:\nplease restart\nThat did not help.",
        "Am 02.03.2026 schrieb Ihr Kollege:\nneu starten\nDas half nicht.",
        "On 2 March at 9:15 Bob said:\nplease restart\nThat did not help.",
        "You wrote on 2 March at 9:15:\n\nplease restart\n\nThat did not help.",
        "My settings:\nFrom: 10\nTo: 20\nDate: today\n\nand it fails",
        "The headers:\nFrom: a@b.example\nTo: c@d.example\nSubject: Code\n\nWhere is it?",
        "Wrong are:\nBill to: Ada\nFrom: Acme\nDate: 2 March\nSubject: Invoice\n\nPlease correct.",
        "Steps:\n1. open\n2. press\n---\nResult: error 17\nPhone 030 1234567 is stored wrongly",
        "Message I get:\n\n> Error 17\n\nPlease help",
        "Please see:\n---------------\nerror 17 www.acme.example\nerror 18",
        (
            "Broken.\n\nThis e-mail says that it is confidential and that I should delete it if I"
            " received it in error. Why do your mails carry this text?"
        ),
        "Sent from my phone it works.\nSent from my computer it fails.",
        "Am 2. März um 9:15 schrieb mir Ihr Kollege:\n\nneu starten\n\nDas half nicht.",
        "Von: Berlin\nNach: Hamburg\nDatum: 2.3.\n\nDie Fahrkarte fehlt.",
        "Here is what the log says:\nOn 2026-03-02 09:15 the worker sent:\n{}\nand stopped.",
        "Hello\n--\nThe thing is that it is not working since Monday\nand now I can't log in",
        "Den 2 mars kl 9:15 skrev er kollega till mig:\n\nstarta om\n\nDet hjälpte inte.",
    ],
)
def test_people_who_quote_or_show_something_lose_no_word(text: str) -> None:
    assert own_words(text, answering=True) == text


_LANGUAGE = st.sampled_from(list(LANGUAGES.values()))
_PIECES = ("own", "quoted", "announced", "headed", "separated", "forwarded", "footers")


@st.composite
def _mails(draw: st.DrawFn) -> str:
    """Anything that clients and people write, in any order and several languages."""
    said = draw(_LANGUAGE)
    pieces = st.sampled_from([*_PIECES, "disclaimers"]).flatmap(lambda k: st.sampled_from(said[k]))
    quoted = pieces.map(lambda piece: re.sub(r"^", "> ", piece, flags=re.MULTILINE))
    odd = st.sampled_from(["-- ", "--", "____", "> ", ">>", "", "***", "Ada Bloom\n+49 30 1234567"])
    gaps = st.sampled_from(["\n", "\n\n"])
    lines = draw(st.lists(st.tuples(st.one_of(pieces, quoted, odd), gaps), max_size=12))
    return "".join(piece + gap for piece, gap in lines)


def _lines(text: str) -> Counter[str]:
    return Counter(line.strip() for line in text.split("\n") if line.strip())


@given(_mails(), st.booleans())
def test_own_and_folded_words_together_are_the_whole_mail(text: str, answering: bool) -> None:  # noqa: FBT001
    parts = fold(text, answering=answering)

    assert _lines(parts.own) + _lines(parts.folded) == _lines(text)


@given(said=_LANGUAGE, data=st.data())
def test_sentences_around_quotes_in_any_language_are_never_lost(
    said: Said, data: st.DataObject
) -> None:
    sentences = st.lists(st.sampled_from(said["own"]), min_size=1, max_size=3)
    quotes = st.lists(st.sampled_from(said["quoted"]), min_size=1, max_size=3)
    written = data.draw(sentences)
    lines = [*written, "", data.draw(st.sampled_from(said["announced"])), ""]
    for _ in range(data.draw(st.integers(min_value=1, max_value=3))):
        lines += [f"> {one}" for one in data.draw(quotes)]
        between = data.draw(sentences)
        lines += ["", *between, ""]
        written += between

    reply = own_words("\n".join(lines), answering=True)

    assert [line for line in reply.split("\n") if line] == written
