"""Whoever says "same here" is one more who is affected; whoever denies it is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.together import MOST, same_here


@pytest.mark.parametrize(
    "line",
    [
        "same here",
        "Same here, since about ten o'clock",
        "me too!",
        "+1",
        "We have the same problem",
        "I'm seeing this too",
        "it's down for us as well",
        "can confirm, on Android",
        "Bei mir auch",
        "Geht uns genauso.",
        "Dasselbe Problem hier",
        "moi aussi",
        "yo también",
        "eu também",
    ],
)
def test_who_has_it_too_says_so(line: str) -> None:
    assert same_here(line)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "not the same here",
        "works for me too",
        "bei mir auch nicht",
        "Is it the same problem?",
        "Try to clear the cache",
        "C+10 is fine",
        "same here " + "and then something else happened " * 10,
    ],
)
def test_who_does_not_have_it_is_not_counted(line: str) -> None:
    assert not same_here(line)


@given(st.text(max_size=2 * MOST))
def test_any_line_is_answered(line: str) -> None:
    assert same_here(line) in (True, False)
