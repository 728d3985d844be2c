"""What many eyes see must not hold a password or a full address."""

from __future__ import annotations

import pytest

from triage.wording.mask import masked


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("from joe.doe@customer.example today", "from j***@customer.example today"),
        ("j@x.example", "j***@x.example"),
        ("password: hunter2 fails", "password: *** fails"),
        ('my password is "two words"', "my password is ***"),
        ("Passwort lautet geheim1", "Passwort lautet ***"),
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
        "the password field is empty-looking to me"[:18],
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
