"""A mailbox's sign-in is complete, and holds nothing that would have no effect."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.triage.settings.samples import MINIMAL, TOKEN
from tests.triage.settings.test_settings_checks import MAILBOX, said
from triage.settings.load import load

MICROSOFT: dict[str, Any] = {
    "kind": "oauth2",
    "provider": "microsoft",
    "tenant": "acme.onmicrosoft.com",
    "client_id": "7b1c",
}
CUSTOM: dict[str, Any] = {
    "kind": "oauth2",
    "provider": "custom",
    "client_id": "7b1c",
    "token_url": "https://login.example/token",
}


def _said(auth: dict[str, Any]) -> list[str]:
    return said(mailboxes={"a": MAILBOX | {"auth": auth}})


@pytest.mark.parametrize(
    "auth",
    [
        MICROSOFT,
        MICROSOFT | {"grant": "client_credentials", "client_secret": "s"},
        {"kind": "oauth2", "provider": "google", "client_id": "c", "client_secret": "s"},
        CUSTOM,
        CUSTOM | {"token_url": "http://127.0.0.1:8080/token"},
    ],
)
def test_a_complete_sign_in_is_well(auth: dict[str, Any]) -> None:
    assert _said(auth) == []


@pytest.mark.parametrize(
    ("auth", "expected"),
    [
        ({"user": "u"}, ['password: not set; write password = "file:/path"']),
        (
            {"password": "p", "tenant": "t"},
            ['tenant: belongs to OAuth; write kind = "oauth2", or remove it'],
        ),
        (
            MICROSOFT | {"password": "p"},
            ['password: belongs to kind = "password"; remove it'],
        ),
        (
            {"kind": "oauth2"},
            [
                (
                    "client_id: not set; write the application's id; "
                    "docs/how-to/connect-a-mailbox.md says where it is"
                ),
                'provider: not set; write provider = "microsoft", "google" or "custom"',
            ],
        ),
        (
            MICROSOFT | {"tenant": None},
            ['tenant: not set; write the tenant, like tenant = "acme.onmicrosoft.com"'],
        ),
        (MICROSOFT | {"scopes": ["mail"]}, ["scopes: not for microsoft; remove it"]),
        (CUSTOM | {"tenant": "t"}, ["tenant: not for custom; remove it"]),
        (CUSTOM | {"token_url": None}, ["token_url: not set; write the provider's token endpoint"]),
        (
            CUSTOM | {"device_url": "http://login.example/device"},
            ['device_url: not an https address; write it like "https://..."'],
        ),
        (
            {
                "kind": "oauth2",
                "provider": "google",
                "client_id": "c",
                "grant": "client_credentials",
                "client_secret": "s",
            },
            ['grant: Google lets no program read mail by itself; write grant = "refresh_token"'],
        ),
        (
            MICROSOFT | {"grant": "client_credentials"},
            ['client_secret: not set; write client_secret = "env:NAME" or "file:/path"'],
        ),
    ],
)
def test_what_is_missing_or_without_effect_is_told(
    auth: dict[str, Any], expected: list[str]
) -> None:
    assert _said(auth) == [f"mailboxes.a.auth.{each}" for each in expected]


def test_the_token_of_a_mailbox_is_kept_beside_the_configuration(tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    more = 'client_secret = "env:G", token_file = "tokens/sales"'
    config.write_text(
        f"""{MINIMAL}
[mailboxes.support]
address = "support@acme.example"
imap = {{ host = "outlook.office365.com", port = 993 }}
smtp = {{ host = "smtp.office365.com", port = 587, tls = "starttls" }}
auth = {{ kind = "oauth2", provider = "microsoft", tenant = "t", client_id = "c" }}
[mailboxes.sales]
address = "sales@acme.example"
imap = {{ host = "imap.gmail.com", port = 993 }}
smtp = {{ host = "smtp.gmail.com", port = 465 }}
auth = {{ kind = "oauth2", provider = "google", client_id = "c", {more} }}
"""
    )
    boxes = load(config, TOKEN | {"FIRSTLINE_KEY": "k" * 32, "G": "google-secret"}).mailboxes

    support, sales = boxes["support"].auth, boxes["sales"].auth
    assert support is not None
    assert sales is not None
    assert support.token_file == str(tmp_path / "support.token")
    assert sales.token_file == str(tmp_path / "tokens" / "sales")
    assert sales.client_secret is not None
    assert sales.client_secret.get_secret_value() == "google-secret"
    assert "google-secret" not in repr(boxes)
