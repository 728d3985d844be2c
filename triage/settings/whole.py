"""The whole of config.toml. docs/reference/settings.md explains every key."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict
from typing_extensions import override

from triage.desk import Mode
from triage.settings.fields import (
    Database,
    Duration,
    PersonSlug,
    Slug,
    Zone,
)
from triage.settings.sections.desk import (
    BrakeSection,
    HoursSection,
    ReceiptSection,
    SettleSection,
    WaitingSection,
)
from triage.settings.sections.discord import DiscordSection
from triage.settings.sections.github import GithubSection
from triage.settings.sections.mail import MailboxSection
from triage.settings.sections.people import PersonSection, RotationSection, TeamSection
from triage.settings.sections.priorities import (
    ESCALATIONS,
    EscalationSection,
    MatrixSection,
    PrioritiesSection,
)
from triage.settings.sections.replies import ReplySection
from triage.settings.sections.web import WebSection


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
    summary: Duration = timedelta(minutes=10)
    hours: HoursSection = HoursSection()
    brake: BrakeSection = BrakeSection()
    settle: SettleSection = SettleSection()
    waiting: WaitingSection = WaitingSection()
    receipt: ReceiptSection = ReceiptSection()
    discord: DiscordSection | None = None
    web: WebSection | None = None
    mailboxes: dict[Slug, MailboxSection] = Field(default_factory=dict)
    people: dict[PersonSlug, PersonSection] = Field(default_factory=dict)
    teams: dict[Slug, TeamSection] = Field(default_factory=dict)
    rotations: tuple[RotationSection, ...] = ()
    priorities: PrioritiesSection = PrioritiesSection()
    matrix: MatrixSection = MatrixSection()
    escalations: Annotated[dict[Slug, EscalationSection], AfterValidator(_with_defaults)] = Field(
        default_factory=lambda: dict(ESCALATIONS)
    )
    github: GithubSection | None = None
    replies: dict[Slug, ReplySection] = Field(default_factory=dict)
    rules: tuple[dict[str, Any], ...] | None = None

    @classmethod
    @override
    def settings_customise_sources(cls, *_args: Any, **sources: Any) -> tuple[Any, ...]:
        """Only what `load` hands over: it lays the environment over the file itself."""
        return (sources["init_settings"],)
