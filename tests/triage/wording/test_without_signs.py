"""What is left for whoever sees no colours and no emoji: every state, and what to do, in words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

import pytest

from channels.email.rich import render
from tests.triage.wording.samples import LATER, SAMPLES, VOICES
from tests.triage.wording.test_languages import sentences
from triage.messages import Notice
from triage.model import TicketId
from triage.wording.facts import Facts, Medium
from triage.wording.languages import LANGUAGES
from triage.wording.room_facts import Asleep, CardFacts
from triage.wording.speak import write

SAID = {
    "en": {
        "✋": ("claim", "(raised hand)"),
        "✅": ("resolve",),
        "🎫": ("(ticket)",),
        "👎": ("(thumbs down)",),
    },
    "de": {
        "✋": ("übernehmen", "(erhobene Hand)"),
        "✅": ("lösen",),
        "🎫": ("(Ticket)",),
        "👎": ("(Daumen runter)",),
    },
}
"""By language: the words, one of which stands behind each sign: what it does, or its name."""


def is_sign(letter: str) -> bool:
    return unicodedata.category(letter) == "So"


def bare(text: str) -> str:
    """As it is read without signs."""
    return "".join(letter for letter in text if not is_sign(letter))


def unsaid(text: str, language: str) -> Iterator[str]:
    """Signs whose word is not beside them, and signs that nobody has agreed on."""
    for index, letter in enumerate(text):
        if is_sign(letter):
            behind = text[index + 1 :].lstrip(" ")
            if not behind.startswith(SAID[language].get(letter, ())):
                yield f"{letter} {behind[:20]}"


def cards() -> dict[str, CardFacts]:
    """A card in every state that it can be in."""
    card = SAMPLES[Notice.CARD]
    assert isinstance(card, CardFacts)
    claimed = replace(card, claimed_by="Grace")
    return {
        "open": card,
        "waiting": replace(card, answer_by=None, waiting_since=LATER),
        "claimed": claimed,
        "put off": replace(claimed, asleep=Asleep(None)),
        "resolved": replace(card, resolved=True, resolved_by="Grace"),
        "handed on": replace(card, moved_to="web"),
        "merged": replace(card, merged_into=TicketId(7)),
    }


def told(facts: Facts, voice: str) -> str:
    letter = write(facts, VOICES[voice])
    return f"{letter.subject or ''}\n{letter.text}"


@pytest.mark.parametrize("name", LANGUAGES)
def test_beside_every_sign_stands_its_word(name: str) -> None:
    alone = {path: list(unsaid(text, name)) for path, text in sentences(LANGUAGES[name])}
    assert {path: found for path, found in alone.items() if found} == {}


@pytest.mark.parametrize("name", LANGUAGES)
def test_no_sentence_and_no_label_consists_of_signs_alone(name: str) -> None:
    found = [path for path, text in sentences(LANGUAGES[name]) if not re.search(r"\w", bare(text))]
    assert found == []


@pytest.mark.parametrize("voice", VOICES)
def test_every_notice_is_whole_without_signs(voice: str) -> None:
    language = VOICES[voice].language
    letters = {notice: told(facts, voice) for notice, facts in SAMPLES.items()}
    assert [one for text in letters.values() for one in unsaid(text, language)] == []
    for notice in (Notice.CARD, Notice.PAGE, Notice.SUMMARY, Notice.BOARD):
        assert "P1" in bare(letters[notice])


@pytest.mark.parametrize("voice", VOICES)
def test_every_state_of_a_card_is_told_in_words(voice: str) -> None:
    texts = {state: bare(told(facts, voice)) for state, facts in cards().items()}
    assert all("P1" in text for text in texts.values())
    states = {state: text.splitlines()[-2] for state, text in texts.items()}
    assert [pair for pair in combinations(states, 2) if states[pair[0]] == states[pair[1]]] == []
    claim, resolve = (SAID[VOICES[voice].language][sign][0] for sign in "✋✅")
    assert all(word in texts["open"] for word in (claim, resolve))


@pytest.mark.parametrize("voice", [name for name in VOICES if VOICES[name].medium is Medium.MAIL])
def test_a_mail_has_a_language_and_a_title_and_nothing_that_is_only_seen(voice: str) -> None:
    language = VOICES[voice].language
    for facts in SAMPLES.values():
        letter = write(facts, VOICES[voice])
        page = render(letter.text, title=letter.subject or "Acme", language=language)
        assert f'<html lang="{language}">' in page
        assert re.search(r"<title>.+</title>", page)
        assert re.search(r"<(img|table|font)\b|color|background|style=", page) is None
