"""Access tokens: asked for, kept, renewed in time, and never told to anybody."""

from __future__ import annotations

import asyncio
import dataclasses
import logging
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from channels.email import imap, signin
from channels.email.config import Grant, MailboxConfig, OAuth, Provider, Server, Tls
from channels.email.oauth import EARLY, SignInError, Tokens, credentials, keep
from channels.email.providers import google, microsoft
from channels.email.smtp import Outbound
from channels.sandbox.imap_state import Quirk
from channels.sandbox.mail import MailSandbox
from channels.sandbox.oauth import Failure, TokenServer
from channels.sandbox.scripted_imap import ScriptedImap
from tests.channels.email.samples import mailbox
from triage.errors import ChannelUnavailableError, ConfigError

MAIL = b"From: support@acme.example\r\nSubject: Hi\r\n\r\nHello\r\n"
FAST = 0.001


@pytest.fixture
async def provider() -> AsyncIterator[TokenServer]:
    async with TokenServer() as server:
        yield server


def oauth(provider: TokenServer, path: Path, **changes: object) -> OAuth:
    auth = OAuth(
        mailbox="support",
        user="support",
        provider=Provider(
            name="custom",
            token=f"{provider.url}/token",
            device=f"{provider.url}/device",
            authorize=f"{provider.url}/authorize",
            scopes=("mail", "offline"),
        ),
        client_id="desk",
        token_file=path / "support.token",
    )
    return dataclasses.replace(auth, **changes)  # type: ignore[arg-type]


def signed_in(provider: TokenServer, path: Path, **changes: object) -> OAuth:
    auth = oauth(provider, path, **changes)
    keep(auth.token_file, provider.refresh_token)
    return auth


def files(path: Path) -> list[Path]:
    return sorted(path.iterdir())


class Watch:
    """Real time, as a test says it is."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


# ---------------------------------------------------------------- renewing


async def test_a_token_is_asked_for_once_and_renewed_before_it_ends(
    provider: TokenServer, tmp_path: Path
) -> None:
    watch = Watch()
    tokens = Tokens(signed_in(provider, tmp_path), monotonic=watch)
    first = await asyncio.gather(*(tokens.bearer() for _ in range(5)))
    watch.now = 3600 - EARLY - 1
    still = await tokens.bearer()
    watch.now = 3600 - EARLY
    renewed = await tokens.bearer()

    assert {*first, still} == {first[0]} != {renewed}
    assert len(provider.asked) == 2


async def test_a_token_that_lives_shortly_is_still_used_for_half_of_its_life(
    tmp_path: Path,
) -> None:
    watch = Watch()
    async with TokenServer(lives=60) as provider:
        tokens = Tokens(signed_in(provider, tmp_path), monotonic=watch)
        first = await tokens.bearer()
        watch.now = 29
        assert await tokens.bearer() == first
        watch.now = 31
        assert await tokens.bearer() != first


async def test_the_refresh_token_that_replaces_the_old_one_is_kept_for_the_next_start(
    provider: TokenServer, tmp_path: Path
) -> None:
    auth = signed_in(provider, tmp_path)
    await Tokens(auth).bearer()
    await Tokens(auth).bearer()

    assert auth.token_file.read_text().strip() == provider.refresh_token == "refresh-2"
    assert auth.token_file.stat().st_mode & 0o777 == 0o600
    assert files(tmp_path) == [auth.token_file]


async def test_a_token_that_cannot_be_kept_is_said_and_used(
    provider: TokenServer, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    elsewhere = signed_in(provider, tmp_path)
    gone = dataclasses.replace(elsewhere, token_file=tmp_path / "gone" / "support.token")
    tokens = Tokens(gone)
    tokens._kept = elsewhere.token_file.read_text().strip  # type: ignore[method-assign] # noqa: SLF001 - the folder vanished after it was read

    assert provider.accepts(await tokens.bearer())
    assert "set auth.token_file to a place where it may" in caplog.text


async def test_an_app_signs_in_as_itself_and_keeps_nothing(tmp_path: Path) -> None:
    async with TokenServer(client_secret="s3cret") as provider:
        auth = oauth(provider, tmp_path, client_secret="s3cret", grant=Grant.CLIENT_CREDENTIALS)
        token = await Tokens(auth).bearer()

        assert provider.accepts(token)
        assert provider.asked == [
            {
                "client_id": "desk",
                "client_secret": "s3cret",
                "grant_type": "client_credentials",
                "scope": "mail offline",
            }
        ]
    assert files(tmp_path) == []


# ---------------------------------------------------------------- refusals


async def test_a_sign_in_that_ended_says_how_to_sign_in_again(
    provider: TokenServer, tmp_path: Path
) -> None:
    auth = signed_in(provider, tmp_path)
    provider.revoke()

    with pytest.raises(SignInError) as raised:
        await Tokens(auth).bearer()
    assert str(raised.value) == (
        "sign in again: mailbox support: invalid_grant: Token has been expired or revoked.; "
        "run `triage mail signin support`"
    )


async def test_before_the_first_sign_in_it_says_the_same(
    provider: TokenServer, tmp_path: Path
) -> None:
    with pytest.raises(SignInError, match=r"holds no token yet; run `triage mail signin support`"):
        await Tokens(oauth(provider, tmp_path)).bearer()
    (tmp_path / "support.token").mkdir()
    with pytest.raises(SignInError, match="cannot be read"):
        await Tokens(oauth(provider, tmp_path)).bearer()


async def test_an_app_that_is_not_let_in_is_told_what_to_check(tmp_path: Path) -> None:
    async with TokenServer(client_secret="new") as provider:
        auth = oauth(provider, tmp_path, client_secret="old", grant=Grant.CLIENT_CREDENTIALS)
        with pytest.raises(SignInError, match="wrong secret; check tenant, client_id and"):
            await Tokens(auth).bearer()


@pytest.mark.parametrize("failure", [Failure(503), Failure(429), Failure(200), Failure(404)])
async def test_a_provider_that_is_down_is_asked_again_later(
    provider: TokenServer, tmp_path: Path, failure: Failure
) -> None:
    tokens = Tokens(signed_in(provider, tmp_path))
    provider.fail_next(failure)

    with pytest.raises(ChannelUnavailableError, match=r"/token: status"):
        await tokens.bearer()
    assert provider.accepts(await tokens.bearer())


async def test_a_provider_that_is_not_there_is_asked_again_later(tmp_path: Path) -> None:
    async with TokenServer() as provider:
        auth = signed_in(provider, tmp_path)
    with pytest.raises(ChannelUnavailableError):
        await Tokens(auth).bearer()


# ---------------------------------------------------------------- on the wires


def _box(auth: OAuth, *, imap_port: int = 143, smtp_port: int = 25) -> MailboxConfig:
    return dataclasses.replace(mailbox(imap_port=imap_port, smtp_port=smtp_port), auth=auth)


def _here(port: int) -> Server:
    return Server(host="127.0.0.1", port=port, tls=Tls.NONE)


async def test_imap_is_entered_with_a_token(provider: TokenServer, tmp_path: Path) -> None:
    tokens = Tokens(signed_in(provider, tmp_path))
    async with ScriptedImap([MAIL], accepts=provider.accepts) as server:
        connection = await imap.connect(_here(server.port), tokens, timeout=5)
        await connection.select("INBOX")
        assert await connection.search("ALL") == [1]
        await connection.close()


async def test_imap_asks_for_a_fresh_token_when_one_ended_before_its_time(
    provider: TokenServer, tmp_path: Path
) -> None:
    tokens = Tokens(signed_in(provider, tmp_path))
    await tokens.bearer()
    provider.end_access()
    async with ScriptedImap(accepts=provider.accepts) as server:
        connection = await imap.connect(_here(server.port), tokens, timeout=5)
        await connection.close()

        assert server.commands.count("AUTHENTICATE ...") == 2


async def test_a_server_that_takes_no_token_is_answered_and_reported(
    provider: TokenServer, tmp_path: Path
) -> None:
    tokens = Tokens(signed_in(provider, tmp_path))
    async with ScriptedImap(quirks=[Quirk.REFUSES_XOAUTH2]) as server:
        with pytest.raises(SignInError, match=r"sign in again: .*token expired"):
            await imap.connect(_here(server.port), tokens, timeout=5)


async def test_smtp_is_entered_with_a_token_and_renews_it(
    provider: TokenServer, tmp_path: Path
) -> None:
    tokens = Tokens(signed_in(provider, tmp_path))
    await tokens.bearer()
    provider.end_access()
    async with MailSandbox(
        address="support@acme.example", user="support", password="x", accepts=provider.accepts
    ) as server:
        out = Outbound(_box(oauth(provider, tmp_path), smtp_port=server.smtp_port), auth=tokens)
        await out.send(MAIL, sender="support@acme.example", recipients=["ada@customer.example"])
        await out.close()

        assert len(server.sent) == 1


async def test_smtp_that_takes_no_token_waits_and_says_to_sign_in_again(
    provider: TokenServer, tmp_path: Path
) -> None:
    async with MailSandbox(address="support@acme.example", user="support", password="x") as server:
        out = Outbound(_box(signed_in(provider, tmp_path), smtp_port=server.smtp_port))
        with pytest.raises(ChannelUnavailableError, match="sign in again"):
            await out.send(MAIL, sender="support@acme.example", recipients=["ada@customer.example"])
        provider.revoke()
        with pytest.raises(ChannelUnavailableError, match="triage mail signin support"):
            await out.send(MAIL, sender="support@acme.example", recipients=["ada@customer.example"])


async def test_no_token_password_or_secret_reaches_a_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    async with (
        TokenServer(client_secret="s3cret") as provider,
        ScriptedImap(accepts=provider.accepts, password="pass-word") as server,
        MailSandbox(
            address="support@acme.example", user="support", password="x", accepts=provider.accepts
        ) as out,
    ):
        auth = signed_in(provider, tmp_path, client_secret="s3cret")
        tokens = credentials(auth)
        for quirks in ([], [Quirk.REFUSES_XOAUTH2]):
            server.quirks = frozenset(quirks)
            try:
                connection = await imap.connect(_here(server.port), tokens, timeout=5)
                await connection.close()
            except SignInError as error:
                logging.getLogger("test").error("%s %r", error, auth)  # noqa: TRY400
        password = mailbox().auth
        assert password is not None
        with pytest.raises(ConfigError):
            await imap.connect(_here(server.port), credentials(password), timeout=5)
        outbound = Outbound(_box(auth, smtp_port=out.smtp_port), auth=tokens)
        await outbound.send(MAIL, sender="support@acme.example", recipients=["a@b.example"])
        await outbound.close()

    ours = [r.getMessage() for r in caplog.records if not r.name.startswith("mail.")]
    said = "\n".join(ours)
    assert "sign in again" in said
    for secret in ("access-", "refresh-", "s3cret", "pass-word", "Bearer", "QmVhcmVy"):
        assert secret not in said


# ---------------------------------------------------------------- the first token


class Shown:
    """What the person was shown, and what they do then."""

    def __init__(self) -> None:
        self.visits: list[tuple[str, str | None]] = []
        self.came = asyncio.Event()

    def __call__(self, address: str, code: str | None) -> None:
        self.visits.append((address, code))
        self.came.set()


async def test_a_device_code_brings_the_first_token(provider: TokenServer, tmp_path: Path) -> None:
    shown, auth = Shown(), oauth(provider, tmp_path)
    provider.fail_next(Failure(400, "slow_down"))
    async with asyncio.TaskGroup() as group:
        group.create_task(signin.by_device(auth, shown, pace=FAST))
        await shown.came.wait()
        while len(provider.asked) < 3:  # noqa: ASYNC110 - it is pending meanwhile
            await asyncio.sleep(0.001)
        provider.agree()

    assert shown.visits == [(f"{provider.url}/code", "WDJB-MJHT")]
    assert auth.token_file.read_text().strip() == provider.refresh_token
    assert provider.accepts(await Tokens(auth).bearer())


@pytest.mark.parametrize(
    ("failure", "said"),
    [
        (Failure(400, "access_denied", "She said no\nTrace: 1"), "access_denied: She said no$"),
        (Failure(400, "expired_token"), "not signed in: expired_token"),
    ],
)
async def test_a_person_who_does_not_agree_leaves_nothing_behind(
    provider: TokenServer, tmp_path: Path, failure: Failure, said: str
) -> None:
    provider.fail_next(failure)
    with pytest.raises(ConfigError, match=said):
        await signin.by_device(oauth(provider, tmp_path), Shown(), pace=FAST)
    assert files(tmp_path) == []


async def test_nobody_waits_for_ever(provider: TokenServer, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="nobody signed in in time"):
        await signin.by_device(oauth(provider, tmp_path), Shown(), pace=0.0)
    with pytest.raises(ConfigError, match="nobody signed in in time"):
        await signin.by_browser(oauth(provider, tmp_path), Shown(), patience=0.05)


async def test_an_app_that_the_provider_does_not_know_is_told_at_once(
    provider: TokenServer, tmp_path: Path
) -> None:
    with pytest.raises(ConfigError, match="invalid_client"):
        await signin.by_device(oauth(provider, tmp_path, client_id="other"), Shown())


async def _visit(address: str) -> int:
    async with aiohttp.ClientSession() as browser, browser.get(address) as page:
        return page.status


async def test_a_browser_brings_the_first_token(provider: TokenServer, tmp_path: Path) -> None:
    shown, auth = Shown(), oauth(provider, tmp_path)
    async with asyncio.TaskGroup() as group:
        group.create_task(signin.by_browser(auth, shown))
        await shown.came.wait()
        assert await _visit(shown.visits[0][0]) == 200

    assert "code_verifier" in provider.asked[0]
    assert auth.token_file.read_text().strip() == provider.refresh_token


async def test_a_page_that_sends_the_browser_here_signs_nobody_in(
    provider: TokenServer, tmp_path: Path
) -> None:
    shown, auth = Shown(), oauth(provider, tmp_path)
    async with asyncio.TaskGroup() as group:
        task = group.create_task(signin.by_browser(auth, shown))
        await shown.came.wait()
        back = shown.visits[0][0].partition("redirect_uri=")[2].partition("&")[0]
        landing = back.replace("%3A", ":").replace("%2F", "/")
        assert await _visit(f"{landing}?code=theirs&state=guessed") == 400
        assert not task.done()
        await _visit(shown.visits[0][0])

    assert len(provider.asked) == 1


async def test_a_refusal_in_the_browser_is_told(provider: TokenServer, tmp_path: Path) -> None:
    shown, auth = Shown(), oauth(provider, tmp_path)

    async def refuse() -> None:
        await shown.came.wait()
        query = dict(p.split("=") for p in shown.visits[0][0].partition("?")[2].split("&"))
        landing = query["redirect_uri"].replace("%3A", ":").replace("%2F", "/")
        await _visit(f"{landing}?error=access_denied&state={query['state']}")

    refusing = asyncio.ensure_future(refuse())
    with pytest.raises(ConfigError, match="not signed in: access_denied"):
        await signin.by_browser(auth, shown)
    await refusing


async def test_a_code_that_is_not_honoured_is_told(provider: TokenServer, tmp_path: Path) -> None:
    shown = Shown()
    provider.fail_next(Failure(400, "invalid_grant", "code was used"))
    visit = asyncio.ensure_future(shown.came.wait())
    visit.add_done_callback(lambda _: None)

    async def go() -> None:
        await shown.came.wait()
        await _visit(shown.visits[0][0])

    going = asyncio.ensure_future(go())
    with pytest.raises(ConfigError, match="code was used"):
        await signin.by_browser(oauth(provider, tmp_path), shown)
    await asyncio.gather(going, visit)


async def test_a_port_that_is_taken_is_the_operators(provider: TokenServer, tmp_path: Path) -> None:
    port = int(provider.url.rpartition(":")[2])
    with pytest.raises(ConfigError, match=r"choose another: --port"):
        await signin.by_browser(oauth(provider, tmp_path), Shown(), port=port)


async def test_a_way_that_the_provider_does_not_offer_names_the_other(tmp_path: Path) -> None:
    async with TokenServer() as provider:
        auth = dataclasses.replace(oauth(provider, tmp_path), provider=google())
        with pytest.raises(ConfigError, match="use --browser"):
            await signin.by_device(auth, Shown())
        neither = dataclasses.replace(google(), authorize=None)
        with pytest.raises(ConfigError, match="use --device"):
            await signin.by_browser(dataclasses.replace(auth, provider=neither), Shown())


def test_microsoft_is_asked_for_what_the_grant_needs() -> None:
    person = microsoft("acme.onmicrosoft.com", Grant.REFRESH_TOKEN)
    app = microsoft("acme.onmicrosoft.com", Grant.CLIENT_CREDENTIALS)

    assert person.token == (
        "https://login.microsoftonline.com/acme.onmicrosoft.com/oauth2/v2.0/token"
    )
    assert "offline_access" in person.scopes
    assert app.scopes == ("https://outlook.office365.com/.default",)
