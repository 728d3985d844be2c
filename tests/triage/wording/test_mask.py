"""What many eyes see must not hold a password or a full address."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.wording.mask import masked


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("from joe.doe@customer.example today", "from j***@customer.example today"),
        ("j@x.example", "j***@x.example"),
        ("password: hunter2 fails", "password: *** fails"),
        ('my password is "two words"', "my password is ***"),
        ("Passwort lautet geheim1", "Passwort lautet ***"),
        ("my password is: Hunter2!", "my password is: ***"),
        ("password: password: hunter2", "password: password: ***"),
        ("API-Key=abc", "API-Key=***"),
        ('{"token": "abc"}', '{"token": ***}'),
        ("Authorization: Bearer abcdef123456789", "Authorization: Bearer ***"),
        ("ghp_0123456789abcdefghij", "***"),
        ("https://joe:pw@host.example/x", "https://***@host.example/x"),
        ("id 0123456789abcdef0123456789abcdef0", "id ***"),
        (
            "-----BEGIN RSA PRIVATE KEY-----\nabc\n-----END RSA PRIVATE KEY----- rest",
            "*** rest",
        ),
        ("-----BEGIN PRIVATE KEY-----\ncut off", "***"),
    ],
)
def test_secrets_and_addresses_are_hidden(text: str, expected: str) -> None:
    assert masked(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "my password is wrong",
        "mein Passwort ist nicht mehr gültig",
        "error E1042 in 4.2.1",
        "request 123e4567-e89b-12d3-a456-426614174000",
        "=" * 40,
        "x" * 40,
        "tokens expire after a day",
        "mail me @ noon",
    ],
)
def test_ordinary_words_stay(text: str) -> None:
    assert masked(text) == text


@given(
    st.lists(
        st.sampled_from(("password: ", "a.b@c.example", "https://u:p@h/", "token is 1", "***"))
        | st.text(max_size=8)
    ).map(" ".join)
)
def test_masking_what_is_masked_changes_nothing(text: str) -> None:
    assert masked(masked(text)) == masked(text)
