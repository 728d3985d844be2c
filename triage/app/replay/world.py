"""The desk that a replay plays on: the real service, but for its wires, its time and its store."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from channels.email.config import MailboxConfig, Server
from channels.email.read import read_mail
from triage.app.compose.desk import desk_of
from triage.app.replay.channel import RecordedChannel
from triage.app.service import Service
from triage.desk import Mode
from triage.messages import MessageArrived, RawArrival, Rejected
from triage.ports.core import Clock
from triage.settings.load import build, load
from triage.settings.whole import Settings
from triage.store.migrate import migrate
from triage.store.sql import SqlStore
from triage.testing.clock import ManualClock

DEFAULTS: Mapping[str, object] = {
    "product": "Firstline",
    "time_zone": "UTC",
    "discord": {"token": "env:NOT_USED", "guild": "1", "intake": [{"channel": "2"}]},
    "people": {
        "first": {"name": "First", "discord": "11"},
        "second": {"name": "Second", "discord": "12"},
    },
    "teams": {"support": {"room": "3", "lead": "second"}},
    "rotations": [{"team": "support", "people": ["first", "second"]}],
}
"""A desk for who has none yet: two people take weekly turns, everything else is the default."""
MAILBOX = "support"


@dataclass(frozen=True, kw_only=True)
class World:
    """A service on a throw-away store, and what its channels would have sent."""

    settings: Settings
    service: Service
    store: SqlStore
    clock: ManualClock
    channels: Mapping[str, RecordedChannel]

    @property
    def accounts(self) -> Mapping[str, str]:
        """Channel -> the account of an arrival that names none."""
        return accounts(self.settings)

    async def settle(self) -> None:
        """Let the service do everything that is due now."""
        busy = 1
        while busy:
            busy = await self.service.pipeline.work_off() + await self.service.duties.fire_due()
            for one in self.service.deliverers:
                busy += await one.deliver_due()

    def move_to(self, when: datetime) -> None:
        self.clock.advance(max(timedelta(), when - self.clock.now()))


def settings_of(config: Path | None) -> Settings:
    """Of a file, or the defaults; always as if it were live. Raises ConfigError."""
    if config is None:
        settings = build(dict(DEFAULTS), {}, source=Path("defaults"), secrets=False)
    else:
        settings = load(config, os.environ, secrets=False)
    return settings.model_copy(update={"mode": Mode.LIVE})


def accounts(settings: Settings) -> Mapping[str, str]:
    guild = "1" if settings.discord is None else settings.discord.guild
    return {"discord": guild, "email": next(iter(settings.mailboxes), MAILBOX)}


@contextmanager
def world(settings: Settings, *, starts: datetime) -> Iterator[World]:
    """Opened on an empty database in a temporary folder, which is gone afterwards."""
    clock = ManualClock(starts.astimezone(UTC))
    with TemporaryDirectory(prefix="firstline-replay-") as folder:
        url = f"sqlite:///{folder}/replay.db"
        migrate(url)
        with SqlStore(url) as store:
            channels = _channels(settings, clock)
            service = Service.build(settings, store, clock, channels=channels)
            yield World(
                settings=settings, service=service, store=store, clock=clock, channels=channels
            )


def _channels(settings: Settings, clock: Clock) -> dict[str, RecordedChannel]:
    desk = desk_of(settings)

    def mail(raw: RawArrival) -> MessageArrived | Rejected:
        mailbox = _mailbox(settings, raw.account)
        return read_mail(raw.raw, mailbox=mailbox, key=b"", received_at=raw.received_at)

    return {
        name: RecordedChannel(name=name, desk=desk, clock=clock, read_mail=mail)
        for name in ("discord", "email")
    }


def _mailbox(settings: Settings, name: str) -> MailboxConfig:
    """For reading only: no server of it is ever asked."""
    nowhere = Server(host="replay.invalid", port=0)
    section = settings.mailboxes.get(name)
    if section is None:
        address = f"{name}@replay.invalid"
        return MailboxConfig(name=name, address=address, imap=nowhere, smtp=nowhere)
    return MailboxConfig(
        name=name,
        address=section.address,
        imap=nowhere,
        smtp=nowhere,
        audience=section.audience,
        trust_results_from=section.trust_results_from,
    )
