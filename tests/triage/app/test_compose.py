"""Settings become exactly the values that decisions and adapters take."""

from __future__ import annotations

from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from channels.discord.config import DiscordConfig, DiscordIntake
from channels.email.config import (
    EmailConfig,
    Grant,
    MailboxConfig,
    OAuth,
    PasswordAuth,
    Provider,
    Server,
    Tls,
)
from channels.email.providers import google, microsoft
from triage.app.compose.desk import desk_of
from triage.app.compose.discord import discord_config
from triage.app.compose.email import email_config
from triage.app.compose.rules import rule_source
from triage.desk import BrakeLimit, Desk, Mode, Promise, Settle
from triage.errors import ConfigError
from triage.escalation import Policy, Step
from triage.hours import Hours, Quiet, Span
from triage.messages import Opens
from triage.model import Audience, ConversationRef, PersonId, Priority, TeamId
from triage.oncall.schedule import Rotation
from triage.people import Person, Team
from triage.settings.whole import Settings
from triage.wording.controls import commands, form
from triage.wording.languages import language_of

SMALL: dict[str, Any] = {
    "product": "Acme",
    "time_zone": "Europe/Berlin",
    "discord": {
        "token": "t",
        "guild": 1,
        "staff_roles": [9],
        "intake": [
            {"channel": 2},
            {"channel": 3, "open_on": "every_message", "audience": "developers"},
            {"channel": 4, "open_on": "reaction", "team": "platform"},
        ],
    },
    "people": {"grace": {"name": "Grace Hall", "discord": 11, "email": "g@a.example"}},
    "teams": {"support": {"room": 5}, "platform": {"room": 6, "lead": "grace"}},
    "rotations": [
        {"team": "platform", "people": ["grace"], "backup": "none", "starts": "2026-01-05"}
    ],
}
MAILBOX: dict[str, Any] = {
    "address": "help@a.example",
    "imap": {"host": "i", "port": 993},
    "smtp": {"host": "s", "port": 587, "tls": "starttls"},
}
GRACE = PersonId("grace")


def settings_of(**raw: Any) -> Settings:
    """As pydantic reads them: from plain tables."""
    return Settings(**raw)


def minutes(count: int) -> timedelta:
    return timedelta(minutes=count)


def room(thread: str) -> ConversationRef:
    return ConversationRef("discord", "1", thread)


def test_settings_become_a_desk_with_the_first_team_as_default() -> None:
    assert desk_of(settings_of(**SMALL)) == Desk(
        product="Acme",
        mode=Mode.WATCH,
        language="en",
        zone="Europe/Berlin",
        hours=Hours(zone="Europe/Berlin"),
        people={
            GRACE: Person(
                id=GRACE,
                name="Grace Hall",
                addresses={"discord": "11", "email": "g@a.example"},
            )
        },
        teams={
            TeamId("support"): Team(id=TeamId("support"), room=room("5")),
            TeamId("platform"): Team(id=TeamId("platform"), room=room("6"), lead=GRACE),
        },
        default_team=TeamId("support"),
        entrance=room("2"),
        rotations=(
            Rotation(
                team=TeamId("platform"),
                people=(GRACE,),
                starts=date(2026, 1, 5),
                zone="Europe/Berlin",
                backup=None,
            ),
        ),
        promises={
            Priority.P1: Promise(
                means="Work stopped for many, or data or money at risk; no way round",
                answer=Span(minutes(15)),
                update=Span(minutes(60)),
                lease=Span(minutes(30)),
                always=True,
                escalation="urgent",
            ),
            Priority.P2: Promise(
                means="Work stopped for one customer, or badly hindered for many",
                answer=Span(minutes(120)),
                update=Span(minutes(240)),
                lease=Span(minutes(240)),
                escalation="soon",
            ),
            Priority.P3: Promise(
                means="Hindered, with a way round",
                answer=Span(working_days=1),
                update=Span(working_days=3),
                lease=Span(working_days=2),
                escalation="queue",
            ),
            Priority.P4: Promise(
                means="Question, wish, cosmetic",
                answer=Span(working_days=2),
                lease=Span(working_days=5),
                escalation="queue",
            ),
        },
        policies={
            "urgent": Policy(
                name="urgent",
                steps=(
                    Step(after=minutes(0), notify=("on-call",)),
                    Step(after=minutes(5), notify=("on-call", "backup"), by="all"),
                    Step(after=minutes(15), notify=("lead",), by="all"),
                ),
                repeat=minutes(15),
            ),
            "soon": Policy(
                name="soon",
                steps=(
                    Step(after=minutes(0), notify=("on-call",)),
                    Step(after=minutes(30), notify=("on-call", "backup")),
                ),
                business=True,
            ),
            "queue": Policy(name="queue", steps=(Step(after=minutes(0), notify=("room",)),)),
        },
    )


def test_what_the_file_says_reaches_the_desk() -> None:
    desk = desk_of(
        settings_of(
            **{
                **SMALL,
                "mode": "live",
                "language": "de",
                "undo": "30s",
                "settle": {"silence": "10s", "most": "20s"},
                "brake": {"acknowledgements": "5 in 1m"},
                "hours": {
                    "days": ["sat", "sun"],
                    "open": "22:00",
                    "close": "06:00",
                    "holidays": ["2026-12-25"],
                },
                "rotations": [
                    {
                        "team": "support",
                        "people": ["grace"],
                        "shift": "2 weeks",
                        "handover": "wed 09:15",
                        "zone": "Africa/Lagos",
                    }
                ],
            }
        )
    )

    assert (desk.mode, desk.language, desk.undo) == (Mode.LIVE, "de", timedelta(seconds=30))
    assert desk.settle == Settle(silence=timedelta(seconds=10), most=timedelta(seconds=20))
    assert desk.brake == BrakeLimit(count=5, window=minutes(1))
    assert desk.hours == Hours(
        zone="Europe/Berlin",
        days=frozenset({5, 6}),
        open=time(22),
        close=time(6),
        holidays=frozenset({date(2026, 12, 25)}),
    )
    assert desk.rotations == (
        Rotation(
            team=TeamId("support"),
            people=(GRACE,),
            starts=date(2024, 1, 1),
            zone="Africa/Lagos",
            days=14,
            handover_day=2,
            handover_time=time(9, 15),
        ),
    )


def test_the_discord_adapter_is_told_its_channels_and_the_rooms() -> None:
    assert discord_config(settings_of(**SMALL)) == DiscordConfig(
        token="t",
        guild="1",
        staff_roles=frozenset({"9"}),
        intakes=(
            DiscordIntake(channel="2"),
            DiscordIntake(channel="3", audience=Audience.DEVELOPERS, opens=Opens.ALWAYS),
            DiscordIntake(channel="4", opens=Opens.NEVER, team=TeamId("platform")),
        ),
        rooms=frozenset({"5", "6"}),
        forms=form,
        commands=commands("en", ("support", "platform")),
        tags=language_of("en").controls.tags,
    )


def test_the_email_adapter_is_told_its_mailboxes() -> None:
    settings = settings_of(
        **SMALL,
        key="k" * 32,
        mailboxes={
            "help": MAILBOX | {"auth": {"password": "p"}, "team": "support"},
            "local": MAILBOX | {"auth": {"user": "u", "password": "p"}, "processed": "Done"},
            "open": MAILBOX,
        },
    )
    plain = MailboxConfig(
        name="help",
        address="help@a.example",
        imap=Server(host="i", port=993),
        smtp=Server(host="s", port=587, tls=Tls.STARTTLS),
        auth=PasswordAuth(user="help@a.example", password="p"),
        team=TeamId("support"),
    )

    found = email_config(settings)

    assert found is not None
    assert found.mailboxes[0] == plain
    assert found.mailboxes[1].auth == PasswordAuth(user="u", password="p")
    assert (found.mailboxes[1].processed, found.mailboxes[2].auth) == ("Done", None)
    assert found == EmailConfig(mailboxes=found.mailboxes, key=b"k" * 32, product="Acme")


def test_a_mailbox_may_sign_in_by_oauth() -> None:
    own = {"token_url": "https://l.example/t", "device_url": "https://l.example/d", "scopes": ["m"]}
    settings = settings_of(
        **SMALL,
        key="k" * 32,
        mailboxes={
            "ms": MAILBOX
            | {
                "auth": {
                    "kind": "oauth2",
                    "provider": "microsoft",
                    "tenant": "acme",
                    "client_id": "c",
                    "client_secret": "s",
                    "grant": "client_credentials",
                }
            },
            "gm": MAILBOX | {"auth": {"kind": "oauth2", "provider": "google", "client_id": "c"}},
            "own": MAILBOX
            | {"auth": {"kind": "oauth2", "provider": "custom", "client_id": "c"} | own},
        },
    )
    found = email_config(settings)

    assert found is not None
    assert found.mailboxes[0].auth == OAuth(
        mailbox="ms",
        user="help@a.example",
        provider=microsoft("acme", Grant.CLIENT_CREDENTIALS),
        client_id="c",
        client_secret="s",
        grant=Grant.CLIENT_CREDENTIALS,
        token_file=Path("ms.token"),
    )
    providers = [box.auth.provider for box in found.mailboxes[1:] if isinstance(box.auth, OAuth)]
    assert providers == [
        google(),
        Provider(
            name="custom",
            token="https://l.example/t",
            device="https://l.example/d",
            scopes=("m",),
        ),
    ]


def test_people_have_quiet_hours_of_their_own() -> None:
    people = {"grace": {"name": "Grace Hall", "quiet": "23:00-08:00"}, "linus": {"name": "Linus"}}
    discord = {"token": "t", "guild": 1}
    teams = {"platform": {"room": 3}}
    settings = settings_of(
        product="A", time_zone="UTC", discord=discord, teams=teams, people=people
    )

    assert desk_of(settings).quiet == {PersonId("grace"): Quiet(time(23), time(8))}


def test_what_is_not_configured_is_not_there() -> None:
    settings = settings_of(product="Acme", time_zone="UTC")

    assert discord_config(settings) is None
    assert email_config(settings) is None
    with pytest.raises(ConfigError, match="a desk needs a team with a room"):
        desk_of(settings)


def test_adapters_are_not_made_without_their_secrets() -> None:
    nameless: dict[str, Any] = {"token": None, "guild": 1}
    mail = {"help": MAILBOX | {"auth": {"password": None}}}

    with pytest.raises(ConfigError, match=r"discord\.token: not read"):
        discord_config(settings_of(product="A", time_zone="UTC", discord=nameless))
    with pytest.raises(ConfigError, match="key: not read"):
        email_config(settings_of(product="A", time_zone="UTC", mailboxes=mail))
    with pytest.raises(ConfigError, match=r"mailboxes\.help\.auth\.password: not read"):
        email_config(settings_of(product="A", time_zone="UTC", mailboxes=mail, key="k"))


def test_the_rules_get_the_matrix_and_the_rules_as_they_stand() -> None:
    own: dict[str, Any] = {"id": "x", "when": {"field": "text", "matches": "y"}, "then": {}}

    assert rule_source(settings_of(**SMALL)) == {
        "matrix": {
            "everyone": {"stopped": "P1", "hindered": "P2", "minor": "P3"},
            "many": {"stopped": "P1", "hindered": "P2", "minor": "P3"},
            "one": {"stopped": "P2", "hindered": "P3", "minor": "P4"},
            "unknown": {"stopped": "P2", "hindered": "P3", "minor": "P4"},
        }
    }
    assert rule_source(settings_of(**SMALL, rules=[own]))["rules"] == [own]
