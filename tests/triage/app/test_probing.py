"""The probe of `triage check`: what every mailbox can do, told and kept for the service."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from channels.email.config import MailboxConfig, Server
from channels.email.probe import Probed
from tests.triage.app.test_check import Desk, desk
from triage.app import probing
from triage.app.compose.email import email_config
from triage.app.proved import plus_proved
from triage.errors import ConfigError
from triage.settings.load import load
from triage.store.migrate import migrate
from triage.store.sql import SqlStore

__all__ = ["desk"]


async def _probe(desk: Desk, *, patience: float = 5.0) -> list[str]:
    found = await asyncio.to_thread(probing.probe, desk.config, {}, patience=patience)
    return [one.what for one in found]


async def test_what_was_proved_is_told_kept_and_used_from_the_next_start_on(desk: Desk) -> None:
    settings = load(desk.config, {})
    migrate(settings.database)
    trip, plus, trust = await _probe(desk)

    assert trip.startswith("support: a mail to itself came back in ")
    assert plus == "support: mail to an address with a plus arrives"
    assert trust == "support: the provider adds no Authentication-Results to this mail"
    with SqlStore(settings.database) as store:
        proved = await store.look(lambda work: plus_proved(work, settings))
    email = email_config(settings, plus=proved)
    assert email is not None
    assert [one.plus for one in email.mailboxes] == [True]


async def test_a_mail_that_does_not_come_back_says_nothing_of_the_plus(desk: Desk) -> None:
    settings = load(desk.config, {})
    migrate(settings.database)
    await _probe(desk)
    desk.mail.plus = False
    desk.mail.refuse("support@acme.example")

    assert await _probe(desk, patience=0.1) == ["support: a mail to itself did not arrive"]
    with SqlStore(settings.database) as store:
        proved = await store.look(lambda work: plus_proved(work, settings))
    assert proved == {"support"}


async def test_without_a_database_it_is_told_and_not_kept(desk: Desk) -> None:
    assert (await _probe(desk))[-1] == "the probe is not kept"


async def test_a_mailbox_that_cannot_be_entered_is_one_finding(desk: Desk) -> None:
    desk.config.with_name("password").write_text("wrong")
    [what] = await _probe(desk)

    assert what == "support: no probe"


BOX = MailboxConfig(
    name="support",
    address="support@acme.example",
    imap=Server(host="h", port=1),
    smtp=Server(host="h", port=1),
)


@pytest.mark.parametrize(
    ("probed", "trusts", "said"),
    [
        (Probed(), None, ["did not arrive"]),
        (Probed(seconds=31, plus=True), None, ["in 31.0 s", "arrives", "adds no"]),
        (
            Probed(seconds=1, server="mx.acme.example"),
            None,
            ["in 1.0 s", "does not arrive", "no sender counts as verified"],
        ),
        (
            Probed(seconds=1, server="mx.acme.example"),
            "mx.acme.example",
            ["in 1.0 s", "does not arrive", "did not vouch for a mail of your own"],
        ),
        (
            Probed(seconds=1, verified=True, server="mx.acme.example"),
            "mx.acme.example",
            ["in 1.0 s", "does not arrive", "vouches for senders"],
        ),
    ],
)
def test_every_outcome_says_what_to_do(probed: Probed, trusts: str | None, said: list[str]) -> None:
    import dataclasses  # noqa: PLC0415

    found = probing._said(dataclasses.replace(BOX, trust_results_from=trusts), probed)  # noqa: SLF001 - the words alone

    assert len(found) == len(said)
    assert all(words in one.what for words, one in zip(said, found, strict=True))
    assert all(one.well for one in found) is (probed.seconds is not None)


def test_a_wrong_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError):
        probing.probe(tmp_path / "config.toml", {}, patience=1.0)
