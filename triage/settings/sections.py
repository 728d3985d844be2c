"""Every section and key of config.toml, with its default. docs/reference/settings.md explains them.

Only what exists may be set: a key that nobody reads would be a promise that nobody keeps.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time, timedelta
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict
from typing_extensions import override

from triage.desk import BrakeLimit, Mode
from triage.hours import Span
from triage.model import Audience
from triage.settings.fields import (
    Address,
    Database,
    Day,
    Duration,
    HandoverText,
    Id,
    Limit,
    PersonSlug,
    PriorityName,
    Slug,
    SpanText,
    WallTime,
    Weeks,
    Zone,
)
from triage.settings.values import Handover


class Section(BaseModel):
    """A table of the file: closed, and a value once it is read."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class HoursSection(Section):
    """[hours]"""

    days: tuple[Day, ...] = Field(default=("mon", "tue", "wed", "thu", "fri"), min_length=1)
    open: WallTime = time(9)
    close: WallTime = time(18)
    holidays: frozenset[date] = frozenset()


class BrakeSection(Section):
    """[brake]"""

    acknowledgements: Limit = BrakeLimit()


class SettleSection(Section):
    """[settle]"""

    silence: Duration = timedelta(seconds=60)
    most: Duration = timedelta(minutes=3)


# ---------------------------------------------------------------- channels


class IntakeSection(Section):
    """[[discord.intake]]"""

    channel: Id = Field(examples=["811000000000000101"])
    audience: Audience = Audience.USERS
    open_on: Literal["report", "every_message", "reaction"] = "report"
    team: str | None = None


class DiscordSection(Section):
    """[discord]"""

    token: SecretStr | None = Field(examples=['"env:DISCORD_TOKEN"'])
    guild: Id = Field(examples=["811000000000000001"])
    staff_roles: frozenset[Id] = frozenset()
    sandbox_url: str | None = None
    intake: tuple[IntakeSection, ...] = ()


class ServerSection(Section):
    """`imap` and `smtp` of a mailbox."""

    host: str = Field(min_length=1, examples=['"imap.example.net"'])
    port: int = Field(ge=1, le=65535, examples=["993"])
    tls: Literal["implicit", "starttls", "none"] = "implicit"


class AuthSection(Section):
    """`auth` of a mailbox. `user` None: the mailbox's address."""

    kind: Literal["password"] = "password"
    user: str | None = None
    password: SecretStr | None = Field(examples=['"file:/etc/firstline/support.pw"'])


class MailboxSection(Section):
    """[mailboxes.NAME]"""

    address: Address = Field(examples=['"support@acme.example"'])
    imap: ServerSection = Field(examples=['{ host = "imap.example.net", port = 993 }'])
    smtp: ServerSection = Field(examples=['{ host = "smtp.example.net", port = 465 }'])
    auth: AuthSection | None = None
    folder: str = "INBOX"
    processed: str = "Processed"
    audience: Audience = Audience.CUSTOMERS
    team: str | None = None
    trust_results_from: str | None = None


# ---------------------------------------------------------------- people


class PersonSection(Section):
    """[people]"""

    name: str = Field(min_length=1, examples=['"Grace Hall"'])
    discord: Id | None = None
    email: Address | None = None
    zone: Zone | None = None


class TeamSection(Section):
    """[teams.NAME]"""

    room: Id = Field(examples=["811000000000000301"])
    members: tuple[str, ...] = ()
    lead: str | None = None
    escalates_to: str | None = None


class RotationSection(Section):
    """[[rotations]]. `zone` None: the desk's time_zone."""

    team: str = Field(examples=['"platform"'])
    people: tuple[str, ...] = Field(min_length=1, examples=['["grace", "linus"]'])
    seats: int = Field(default=1, ge=1)
    backup: Literal["next", "none"] = "next"
    shift: Weeks = 1
    handover: HandoverText = Handover(0, time(10))
    starts: date = date(2024, 1, 1)
    zone: Zone | None = None


# ---------------------------------------------------------------- how bad, how soon, who


class PrioritySection(Section):
    """One of [priorities]: what it means and what it promises."""

    means: str = Field(min_length=1, examples=['"Work stopped for many"'])
    answer: SpanText = Field(examples=['"2h"'])
    update: SpanText | None = None
    clock: Literal["business", "always"] = "business"
    escalation: str = Field(examples=['"queue"'])


class PrioritiesSection(Section):
    """[priorities]"""

    P1: PrioritySection = PrioritySection(
        means="Work stopped for many, or data or money at risk; no way round",
        answer=Span(timedelta(minutes=15)),
        update=Span(timedelta(hours=1)),
        clock="always",
        escalation="urgent",
    )
    P2: PrioritySection = PrioritySection(
        means="Work stopped for one customer, or badly hindered for many",
        answer=Span(timedelta(hours=2)),
        update=Span(timedelta(hours=4)),
        escalation="soon",
    )
    P3: PrioritySection = PrioritySection(
        means="Hindered, with a way round",
        answer=Span(working_days=1),
        update=Span(working_days=3),
        escalation="queue",
    )
    P4: PrioritySection = PrioritySection(
        means="Question, wish, cosmetic", answer=Span(working_days=2), escalation="queue"
    )


class MatrixRow(Section):
    """One row of [matrix]: how badly those people are hit."""

    stopped: PriorityName = Field(examples=['"P2"'])
    hindered: PriorityName = Field(examples=['"P3"'])
    minor: PriorityName = Field(examples=['"P4"'])


_HIGH = MatrixRow(stopped="P1", hindered="P2", minor="P3")
_PLAIN = MatrixRow(stopped="P2", hindered="P3", minor="P4")


class MatrixSection(Section):
    """[matrix]"""

    everyone: MatrixRow = _HIGH
    many: MatrixRow = _HIGH
    one: MatrixRow = _PLAIN
    unknown: MatrixRow = _PLAIN


class StepSection(Section):
    """One step of an escalation."""

    after: Duration = Field(examples=['"5m"'])
    notify: tuple[str, ...] = Field(min_length=1, examples=['["on-call"]'])
    by: Literal["first", "all"] = "first"


class EscalationSection(Section):
    """One of [escalations]."""

    when: Literal["always", "business"] = "always"
    steps: tuple[StepSection, ...] = Field(
        min_length=1, examples=['[{ after = "0m", notify = ["on-call"] }]']
    )
    repeat: Duration | None = Field(default=None, gt=timedelta())


def _step(minutes: int, *notify: str, by: Literal["first", "all"] = "first") -> StepSection:
    return StepSection(after=timedelta(minutes=minutes), notify=notify, by=by)


ESCALATIONS: Mapping[str, EscalationSection] = {
    "urgent": EscalationSection(
        steps=(
            _step(0, "on-call"),
            _step(5, "on-call", "backup", by="all"),
            _step(15, "lead", by="all"),
        ),
        repeat=timedelta(minutes=15),
    ),
    "soon": EscalationSection(
        when="business", steps=(_step(0, "on-call"), _step(30, "on-call", "backup"))
    ),
    "queue": EscalationSection(steps=(_step(0, "room"),)),
}
"""What the default priorities name; a policy of the same name in the file takes its place."""


def _with_defaults(own: dict[str, EscalationSection]) -> dict[str, EscalationSection]:
    return {**ESCALATIONS, **own}


class Settings(BaseSettings):
    """The whole configuration."""

    model_config = SettingsConfigDict(
        extra="forbid", frozen=True, env_prefix="FIRSTLINE_", env_nested_delimiter="__"
    )

    mode: Mode = Mode.WATCH
    product: str = Field(min_length=1, examples=['"Acme"'])
    time_zone: Zone = Field(examples=['"Europe/Berlin"'])
    language: Literal["en", "de"] = "en"
    database: Database = "sqlite:///firstline.db"
    key: SecretStr | None = None
    undo: Duration = timedelta(seconds=60)
    hours: HoursSection = HoursSection()
    brake: BrakeSection = BrakeSection()
    settle: SettleSection = SettleSection()
    discord: DiscordSection | None = None
    mailboxes: dict[Slug, MailboxSection] = Field(default_factory=dict)
    people: dict[PersonSlug, PersonSection] = Field(default_factory=dict)
    teams: dict[Slug, TeamSection] = Field(default_factory=dict)
    rotations: tuple[RotationSection, ...] = ()
    priorities: PrioritiesSection = PrioritiesSection()
    matrix: MatrixSection = MatrixSection()
    escalations: Annotated[dict[Slug, EscalationSection], AfterValidator(_with_defaults)] = Field(
        default_factory=lambda: dict(ESCALATIONS)
    )
    rules: tuple[dict[str, Any], ...] | None = None

    @classmethod
    @override
    def settings_customise_sources(cls, *_args: Any, **sources: Any) -> tuple[Any, ...]:
        """Only what `load` hands over: it lays the environment over the file itself."""
        return (sources["init_settings"],)
