"""The probe of `triage check`: every mailbox mails itself, and the service learns what works."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from pathlib import Path

from channels.email.config import MailboxConfig
from channels.email.probe import Probed, round_trip
from triage.app.check import Found
from triage.app.compose.email import email_config
from triage.app.proved import plus_switch
from triage.errors import ChannelError, ConfigError
from triage.ports.work import UnitOfWork
from triage.settings.load import load
from triage.settings.whole import Settings
from triage.store.migrate import require
from triage.store.sql import SqlStore

SLOW_SECONDS = 30.0


def probe(
    config: Path,
    environment: Mapping[str, str],
    *,
    patience: float,
    say: Callable[[str], None] = lambda _words: None,
) -> list[Found]:
    """What became of a mail from each mailbox to itself. Raises ConfigError for a wrong file.

    `say` is told what is waited for, for as long as `patience` seconds, twice.
    """
    settings = load(config, environment)
    email = email_config(settings)
    found: list[Found] = []
    proved: dict[str, bool] = {}
    for mailbox in () if email is None else email.mailboxes:
        say(f"{mailbox.name} mails itself ...")
        try:
            probed = asyncio.run(round_trip(mailbox, patience=patience))
        except (ChannelError, ConfigError) as error:
            found.append(Found(area="email", what=f"{mailbox.name}: no probe", fix=str(error)))
            continue
        found += _said(mailbox, probed)
        if probed.seconds is not None:  # else nothing is known of the plus
            proved[mailbox.name] = probed.plus
    return [*found, *_kept(settings, proved)]


def _said(mailbox: MailboxConfig, probed: Probed) -> list[Found]:
    name = mailbox.name
    if probed.seconds is None:
        fix = "look for it in the spam folder, and at the MX record of the domain"
        return [Found(area="email", what=f"{name}: a mail to itself did not arrive", fix=fix)]
    slow = "slow: answers will come as late" if probed.seconds > SLOW_SECONDS else None
    trip = f"{name}: a mail to itself came back in {probed.seconds:.1f} s"
    plus = f"{name}: mail to an address with a plus arrives" if probed.plus else None
    found = [Found(area="email", what=trip, fix=slow, must=False)]
    if plus is None:
        what = f"{name}: mail to an address with a plus does not arrive"
        fix = "nothing needs it: answers find their ticket by their Message-IDs"
        found.append(Found(area="email", what=what, fix=fix, must=False))
    else:
        found.append(Found(area="email", what=plus))
    return [*found, _trust(mailbox, probed)]


def _trust(mailbox: MailboxConfig, probed: Probed) -> Found:
    name = mailbox.name
    if probed.verified:
        return Found(area="email", what=f"{name}: the provider vouches for senders (DMARC)")
    if probed.server is None:
        what, fix = "the provider adds no Authentication-Results to this mail", "ask it to"
    elif mailbox.trust_results_from is None:
        what = "no sender counts as verified"
        fix = f'set trust_results_from = "{probed.server}", if that is your own provider'
    else:
        what = f"{probed.server} did not vouch for a mail of your own"
        fix = "check SPF, DKIM and DMARC of your domain, and trust_results_from"
    return Found(area="email", what=f"{name}: {what}", fix=fix, must=False)


def _kept(settings: Settings, proved: Mapping[str, bool]) -> list[Found]:
    """In the database, so that the service uses it from its next start on."""

    def unit(work: UnitOfWork) -> None:
        for name, plus in proved.items():
            work.switches.set(plus_switch(name), "proved" if plus else None)

    if not proved:
        return []
    try:
        require(settings.database)
    except ConfigError as error:
        fix = f"run `triage check` again once it is there ({error})"
        return [Found(area="email", what="the probe is not kept", fix=fix, must=False)]
    with SqlStore(settings.database) as store:
        asyncio.run(_stored(store, unit))
    return []


async def _stored(store: SqlStore, unit: Callable[[UnitOfWork], None]) -> None:
    await store.transact(unit)
