"""Long texts are cut where it hurts least, and identities do not change."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from channels.discord.render import LIMIT, NONCE_LIMIT, cut, names, nonce, pings, split

LINES = st.text(alphabet=st.sampled_from("ab `\n"), max_size=400)


def test_a_short_text_is_one_message() -> None:
    assert split("Hello\nAda") == ("Hello\nAda",)


def test_nothing_but_blanks_is_no_message() -> None:
    assert split(" \n\n ") == ()


def test_a_long_text_is_cut_between_lines() -> None:
    one, two = "x" * 1500, "y" * 1500
    assert split(f"{one}\n{two}") == (one, two)


def test_a_line_that_is_too_long_is_cut_at_a_space() -> None:
    words = " ".join(["word"] * 600)
    parts = split(words)
    assert re.sub(r"\s+", " ", " ".join(parts)) == words


def test_a_code_block_that_is_cut_is_closed_and_opened_again() -> None:
    code = "\n".join(f"line {number}" for number in range(300))
    parts = split(f"Look:\n```python\n{code}\n```\nThanks")
    assert len(parts) > 1
    assert all(part.count("```") % 2 == 0 for part in parts)
    assert all(part.startswith("```python\n") for part in parts[1:])
    assert parts[-1].endswith("\n```\nThanks")


@given(LINES, st.integers(min_value=60, max_value=200))
def test_parts_fit_and_lose_nothing_but_blanks(text: str, limit: int) -> None:
    parts = split(text, limit)
    assert all(0 < len(part) <= limit for part in parts)
    assert _letters("".join(parts)) == _letters(text)


@given(st.text(max_size=9000))
def test_whatever_is_written_fits(text: str) -> None:
    assert all(0 < len(part) <= LIMIT for part in split(text))


def test_a_nonce_is_the_same_after_a_restart_and_another_for_each_part() -> None:
    assert nonce("ack:7") == nonce("ack:7", 0)
    assert len({nonce("ack:7", part) for part in range(9)} | {nonce("ack:8")}) == 10
    assert len(nonce("ack:7")) == NONCE_LIMIT


def test_nobody_is_pinged_but_those_named() -> None:
    assert dict(pings(["20"]).to_dict()) == {"parse": [], "users": [20]}
    assert dict(pings([]).to_dict()) == {"parse": [], "users": []}


def test_a_thread_has_names_to_fall_back_on() -> None:
    assert names(" Export\nhangs ", 7) == ("Export hangs", "Ticket 7", "Support request")
    assert names("", None) == ("Support request",)
    assert [len(name) for name in names("x" * 300, None)] == [100, 15]


def test_an_edit_stays_one_message() -> None:
    assert cut(" short ") == "short"
    assert len(cut("word " * 900)) <= LIMIT


def _letters(text: str) -> str:
    return re.sub(r"[^ab]", "", text)
