"""Reports are never taken for chatter; chatter mostly is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.corpus import lines
from rules import is_talk
from tests.rules.given import SHIPPED, assessed, report
from triage.model import Reason


@pytest.mark.parametrize(
    "line",
    [
        "thanks!", "ok", "lol nice", "hi all", "Good morning everyone", "same here", "\U0001f44d",
        "it works now, thank you so much", "how are you?", "+1", "anyone up for football tonight?",
        "never mind, figured it out", "<@123456> thanks for the quick fix :tada:", "...",
        "brb", "see you tomorrow", "congrats \U0001f389", "who's up for lunch?",
    ],
)  # fmt: skip
def test_chatter_opens_nothing(line: str) -> None:
    assert not assessed(line).is_report


@pytest.mark.parametrize(
    "line",
    [
        "help", "", "is the API down?", "login broken again", "hi, I can't log in", "500 again",
        "ok but now the export is empty", "nice, now nobody can log in", "is it fixed now?",
        "thanks, but it still crashes", "How do I change my address?", "```\nsegfault\n```",
        "hey, the export at lunch time comes out empty", "Seite lädt nicht",
        "anyone going to look at the billing page? the sums on it do not add up for us since may",
    ],
)  # fmt: skip
def test_in_doubt_it_is_a_report(line: str) -> None:
    assert assessed(line).is_report


def test_the_reason_names_the_words() -> None:
    assert assessed("thanks!").reasons[-1] == Reason("chatter.small-words", "thanks")
    assert assessed("12:30").reasons[-1] == Reason("chatter.no-words", "12:30")


def test_nobody_says_thanks_at_length() -> None:
    assert assessed("thanks " * 40).is_report


def test_telling_talk_alone_agrees_with_the_whole_assessment_on_every_labelled_line() -> None:
    all_lines = [*lines("chat-chatter.txt"), *lines("chat-reports.txt")]
    told = {line: is_talk(report(line), SHIPPED) for line in all_lines}
    assert told == {line: not assessed(line).is_report for line in all_lines}
    assert set(told.values()) == {True, False}


@given(st.text(max_size=200))
def test_telling_talk_alone_agrees_with_the_whole_assessment_on_any_text(text: str) -> None:
    assert is_talk(report(text), SHIPPED) is not assessed(text).is_report


def test_nobody_talks_by_mail() -> None:
    assert not is_talk(replace(report("thanks!"), channel="email"), SHIPPED)
