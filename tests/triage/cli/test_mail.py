"""`triage mail signin`: a person agrees once, and the token is there."""

from __future__ import annotations

import asyncio
import threading
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest

from channels.sandbox.oauth import TokenServer
from tests.triage.cli.conftest import Terminal
from triage.app.signin import sign_in
from triage.errors import ConfigError, NotFoundError

PASSWORD = 'kind = "password", user = "u", password = "file:{folder}/password"'


@contextmanager
def served(provider: TokenServer) -> Iterator[None]:
    """The provider in a loop of its own: the command runs one itself."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        asyncio.run_coroutine_threadsafe(provider.__aenter__(), loop).result(10)
        yield
        asyncio.run_coroutine_threadsafe(provider.__aexit__(None, None, None), loop).result(10)
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()


def _oauth(triage: Terminal, provider: TokenServer, *more: str) -> None:
    auth = ", ".join(
        [
            'kind = "oauth2", provider = "custom", client_id = "desk"',
            f'token_url = "{provider.url}/token", authorize_url = "{provider.url}/authorize"',
            *more,
        ]
    )
    old = PASSWORD.format(folder=triage.config.parent)
    triage.change(old, auth)


def test_a_browser_signs_in_and_the_token_is_kept_beside_the_configuration(
    triage: Terminal,
) -> None:
    with served(provider := TokenServer()), ThreadPoolExecutor() as person:
        _oauth(triage, provider)

        def show(address: str, code: str | None) -> None:
            assert code is None
            person.submit(lambda: urllib.request.urlopen(address, timeout=10).close())  # noqa: S310

        kept = sign_in(triage.config, {}, "support", show)

        assert kept == triage.config.with_name("support.token")
        assert kept.read_text().strip() == provider.refresh_token


def test_an_app_needs_no_person(triage: Terminal) -> None:
    secret = triage.config.with_name("secret")
    secret.write_text("s3cret")
    secret.chmod(0o600)
    with served(provider := TokenServer(client_secret="s3cret")):
        _oauth(triage, provider, f'grant = "client_credentials", client_secret = "file:{secret}"')
        done = triage("mail", "signin", "support")

    assert done.exit_code == 0
    assert "the application was let in" in done.output


def test_the_person_is_told_where_to_go_and_what_became_of_it(triage: Terminal) -> None:
    with served(provider := TokenServer(interval=0.01, agrees=True)):
        _oauth(triage, provider, f'device_url = "{provider.url}/device"')
        done = triage("mail", "signin", "support")

    assert done.exit_code == 0
    assert done.output.splitlines() == [
        f"Open  {provider.url}/code",
        "Type  WDJB-MJHT",
        "Waiting for you to agree there (15 minutes at most) ...",
        f"support: signed in; the token is in {triage.config.with_name('support.token')}.",
        "Next: triage check",
    ]


def test_only_a_mailbox_with_oauth_can_be_signed_in(triage: Terminal) -> None:
    with pytest.raises(
        NotFoundError, match="no mailbox 'sales' in \\[mailboxes\\]; there is support"
    ):
        sign_in(triage.config, {}, "sales", lambda _address, _code: None)
    with pytest.raises(ConfigError, match="signs in by password"):
        sign_in(triage.config, {}, "support", lambda _address, _code: None)
