"""Is everything set up? Reads the configuration, then really signs in everywhere."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from channels.discord import check as discord_check
from channels.discord.check import Discovered
from channels.email import check as email_check
from channels.push.adapter import usable
from rules import RuleSet
from triage.app.calendars.sources import understood
from triage.app.compose.calendars import sources_of
from triage.app.compose.desk import desk_of
from triage.app.compose.discord import discord_config
from triage.app.compose.email import email_config
from triage.app.compose.push import push_config
from triage.app.compose.rules import rule_source
from triage.app.desk import OpenDesk
from triage.app.oncall import lint
from triage.app.owners import refuse_foreign_owners
from triage.app.rulebook import rule_set, tried
from triage.clock import SystemClock
from triage.desk import Mode
from triage.errors import ChannelError, ConfigError
from triage.lint import Known, findings
from triage.settings import reach
from triage.settings.checks import warnings
from triage.settings.load import load
from triage.settings.whole import Settings
from triage.store.migrate import head, require, revision
from triage.store.sql import SqlStore

NEXT_HOLIDAYS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One thing that was looked at. `fix`: what to do; None: it is well. `must`: it stops us."""

    area: str
    what: str
    fix: str | None = None
    must: bool = True

    @property
    def well(self) -> bool:
        return self.fix is None or not self.must


def check(config: Path, environment: Mapping[str, str], *, offline: bool) -> list[Found]:
    """Everything that was looked at. Raises ConfigError when the file itself is wrong."""
    settings = load(config, environment)
    made = rule_set(rule_source(settings))
    desk_of(settings)
    found = [Found(area="configuration", what=f"{config} is well; mode {settings.mode}")]
    found += [_hint(one) for one in warnings(settings)]
    found += [
        Found(
            area="paging", what=f"{one.path}: {one.what}", fix=one.fix, must=_calls_people(settings)
        )
        for one in reach.only_chat(settings)
    ]
    found += _gateways(settings)
    found += [*_examples(made), _owners(), _database(settings), *_schedules(settings)]
    found += _holidays(settings)
    if not offline:
        found += asyncio.run(_channels(settings))
        found += asyncio.run(_calendars(settings))
    return found


def discover(config: Path, environment: Mapping[str, str]) -> Discovered:
    """The channels and roles of the guild. Raises ConfigError, ChannelError."""
    settings = load(config, environment)
    wanted = discord_config(settings)
    if wanted is None:
        raise ConfigError("discord: not configured; run `triage init`")
    return asyncio.run(discord_check.discover(wanted))


def _examples(made: RuleSet) -> Iterator[Found]:
    """The examples beside the rules; nothing where there are none."""
    examples = tried(made)
    wrong = [one for one in examples if one["failures"]]
    for one in wrong:
        what = f"{one['rule']}, example {one['example']}: {'; '.join(one['failures'])}"
        yield Found(area="rules", what=what, fix="triage rules test says why", must=False)
    if examples and not wrong:
        yield Found(area="rules", what=f"examples: {len(examples)}, all come out as they should")


def _hint(warning: str) -> Found:
    """A warning is "key: what it means and what to do"."""
    key, _, advice = warning.partition(": ")
    return Found(area="configuration", what=key, fix=advice, must=False)


def _gateways(settings: Settings) -> list[Found]:
    """Whether each push address is one; nothing is sent. `triage oncall test-page` does that."""
    wanted = push_config(settings)
    if wanted is None:
        return []
    wrong = [name for name, url in wanted.gateways.items() if not usable(url)]
    if not wrong:
        names = ", ".join(wanted.gateways)
        return [Found(area="push", what=f"gateways that apprise knows: {names}")]
    fix = "write an apprise URL, like ntfys://HOST/TOPIC (docs/how-to/page-people.md)"
    return [
        Found(area="push", what=f"people.{name}.push: no such kind of gateway", fix=fix)
        for name in wrong
    ]


def _calls_people(settings: Settings) -> bool:
    """While it watches, or on a loopback Discord, nobody has to be woken."""
    on_loopback = settings.discord is not None and settings.discord.sandbox_url is not None
    return settings.mode is Mode.LIVE and not on_loopback


def _owners() -> Found:
    try:
        refuse_foreign_owners()
    except ConfigError as error:
        return Found(area="environment", what="import names", fix=str(error))
    return Found(area="environment", what="no other package owns our import names")


def _database(settings: Settings) -> Found:
    """Looks only: the service makes and upgrades its database itself, when it starts."""
    try:
        current = revision(settings.database)
        if current is None:
            return _to_be_made(settings.database)
        if current < head():
            fix = f"stop the old service; `triage run` brings it from {current} to {head()}"
            return Found(area="database", what="of an older version", fix=fix, must=False)
        require(settings.database)
    except ConfigError as error:
        return Found(area="database", what="cannot be used", fix=str(error))
    return Found(area="database", what="reached, and up to date")


def _schedules(settings: Settings) -> list[Found]:
    """What would call nobody; with what people changed, where the database is there."""
    desk, now = desk_of(settings), SystemClock().now()
    try:
        require(settings.database)
    except ConfigError:
        found = findings(desk, Known.nothing(), now=now)
    else:
        with SqlStore(settings.database) as store:
            opened = OpenDesk(settings=settings, desk=desk, store=store)
            found = lint.found(opened, now=now)
    fix = "see `triage oncall lint`"
    return [
        Found(area="on call", what=line, fix=fix, must=False) for line in lint.lines(desk, found)
    ]


def _to_be_made(url: str) -> Found:
    scheme, _, path = url.partition(":///")
    folder = Path(path).absolute().parent
    if scheme == "sqlite" and not os.access(folder, os.W_OK | os.X_OK):
        fix = f"make the folder {folder}, writable for this user, or correct `database`"
        return Found(area="database", what="cannot be made", fix=fix)
    return Found(area="database", what="not there yet; `triage run` makes it")


def _holidays(settings: Settings) -> list[Found]:
    """The next ones, so that a wrong region is seen before it matters."""
    today = SystemClock().now().date()
    coming = sorted(day for day in settings.hours.holidays if day >= today)[:NEXT_HOLIDAYS]
    days = ", ".join(day.isoformat() for day in coming)
    return [Found(area="hours", what=f"next holidays: {days}")] if days else []


async def _calendars(settings: Settings) -> list[Found]:
    """Each calendar that a rotation stands in is really read; nothing of it is kept."""
    desk, now = desk_of(settings), SystemClock().now()
    found = []
    for source in sources_of(settings, desk):
        name = f"the calendar of {source.layer.team}, {source.layer.name}"
        try:
            said = await understood(source, desk, now=now)
        except ConfigError as error:
            found.append(Found(area="on call", what=f"{name} is not read", fix=str(error)))
            continue
        found.append(Found(area="on call", what=f"{name}: {len(said.shifts)} shifts"))
    return found


async def _channels(settings: Settings) -> list[Found]:
    found: list[Found] = []
    discord, email = discord_config(settings), email_config(settings)
    if discord is not None:
        try:
            probed = await discord_check.probe(discord)
            found += [Found(area="discord", what=one.what, fix=one.fix) for one in probed]
        except (ChannelError, ConfigError) as error:
            found.append(Found(area="discord", what="cannot sign in", fix=str(error)))
    if email is not None:
        wrong = await email_check.probe(email)
        found += [Found(area="email", what="mailbox", fix=one) for one in wrong]
        if not wrong:
            names = ", ".join(one.name for one in email.mailboxes)
            found.append(Found(area="email", what=f"signed in to IMAP and SMTP: {names}"))
    return found
