"""Other people's words, made harmless."""

from __future__ import annotations

import pytest

from triage.wording import escape

GAP = "\u200b"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@everyone look", f"@{GAP}everyone look"),
        ("@HERE", f"@{GAP}HERE"),
        ("<@123> and <@!123>", f"<{GAP}@123> and <{GAP}@!123>"),
        ("<@&9> in <#7>", f"<{GAP}@&9> in <{GAP}#7>"),
        ("**bold** _it_ ~~no~~", "\\*\\*bold\\*\\* \\_it\\_ \\~\\~no\\~\\~"),
        ("||spoiler|| `code`", "\\|\\|spoiler\\|\\| \\`code\\`"),
        ("a \\ b", "a \\\\ b"),
        ("[here](https://evil.example)", "\\[here\\]\\(<https://evil.example>\\)"),
        ("see https://a.example/b_c.", "see <https://a.example/b_c>."),
        ("one\n# two\r\n\tthree", "one # two three"),
        ("left\u202eright", "leftright"),
        ("half \ud83d", "half \ufffd"),
    ],
)
def test_a_quote_in_chat_pings_nobody_and_formats_nothing(text: str, expected: str) -> None:
    assert escape.for_chat(text, limit=200) == expected


def test_a_long_quote_ends_in_an_ellipsis_within_its_limit() -> None:
    assert escape.for_chat("abcdef", limit=4) == "abc…"


def test_an_escape_is_kept_whole_or_left_out() -> None:
    assert escape.for_chat("ab*cd", limit=4) == "ab…"


def test_a_quote_that_just_fits_is_whole() -> None:
    assert escape.for_chat("ab*", limit=4) == "ab\\*"


@pytest.mark.parametrize("start", ["# head", "> quote", "- item", "1. item", "+ item"])
def test_a_line_that_begins_with_a_quote_is_no_heading_or_list(start: str) -> None:
    assert escape.opening(start) == GAP + start


@pytest.mark.parametrize("start", ["plain", ""])
def test_an_ordinary_beginning_stays(start: str) -> None:
    assert escape.opening(start) == start


def test_a_colleagues_own_line_keeps_its_markdown() -> None:
    assert escape.own_line("use `x`, **not** @here", limit=200) == f"use `x`, **not** @{GAP}here"


def test_a_colleagues_own_words_keep_their_lines() -> None:
    assert escape.defused("1. <@5>\n2. <#6>") == f"1. <{GAP}@5>\n2. <{GAP}#6>"


def test_a_quote_by_mail_keeps_its_characters_on_one_line() -> None:
    assert escape.for_mail("**a**\n<b>", limit=200) == "**a** <b>"
