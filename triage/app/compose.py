"""Settings into the values that decisions and adapters take. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from channels.discord.config import DiscordConfig, DiscordIntake
from channels.email.config import EmailConfig, MailboxConfig, PasswordAuth, Server, Tls
from triage.desk import Desk, Promise, Settle
from triage.errors import ConfigError
from triage.escalation import Policy, Step
from triage.hours import Hours
from triage.messages import Door
from triage.model import ConversationRef, Person, PersonId, Priority, Team, TeamId
from triage.oncall import Rotation
from triage.settings.sections import (
    EscalationSection,
    IntakeSection,
    MailboxSection,
    PersonSection,
    PrioritySection,
    RotationSection,
    ServerSection,
    Settings,
    TeamSection,
)
from triage.settings.values import DAYS

_DOORS = {"report": Door.REPORT, "every_message": Door.ALWAYS, "reaction": Door.NEVER}


def desk(settings: Settings) -> Desk:
    """What decisions may know. The first team of the file is the one for everything else.

    Raises ConfigError where there is no team or no Discord, whose rooms the teams stand in.
    """
    if settings.discord is None or not settings.teams:
        raise ConfigError("teams: a desk needs a team with a room; add [discord] and [teams.NAME]")
    guild = settings.discord.guild
    teams = {TeamId(name): _team(name, team, guild=guild) for name, team in settings.teams.items()}
    levels = settings.priorities
    promises = {
        Priority.P1: levels.P1,
        Priority.P2: levels.P2,
        Priority.P3: levels.P3,
        Priority.P4: levels.P4,
    }
    return Desk(
        product=settings.product,
        mode=settings.mode,
        language=settings.language,
        zone=settings.time_zone,
        hours=_hours(settings),
        people={PersonId(name): _person(name, each) for name, each in settings.people.items()},
        teams=teams,
        default_team=next(iter(teams)),
        rotations=tuple(_rotation(each, settings.time_zone) for each in settings.rotations),
        promises={level: _promise(each) for level, each in promises.items()},
        policies={name: _policy(name, each) for name, each in settings.escalations.items()},
        settle=Settle(silence=settings.settle.silence, most=settings.settle.most),
        brake=settings.brake.acknowledgements,
        undo=settings.undo,
        roles_decide=bool(settings.discord.staff_roles),
    )


def discord_config(settings: Settings) -> DiscordConfig | None:
    """What the Discord adapter is told; None without [discord]."""
    section = settings.discord
    if section is None:
        return None
    if section.token is None:
        raise ConfigError("discord.token: not read; load the settings with their secrets")
    return DiscordConfig(
        token=section.token.get_secret_value(),
        guild=section.guild,
        staff_roles=section.staff_roles,
        intakes=tuple(_intake(each) for each in section.intake),
        rooms=frozenset(team.room for team in settings.teams.values()),
        sandbox_url=section.sandbox_url,
    )


def email_config(settings: Settings) -> EmailConfig | None:
    """What the email adapter is told; None without a mailbox."""
    if not settings.mailboxes:
        return None
    if settings.key is None:
        raise ConfigError("key: not read; load the settings with their secrets")
    return EmailConfig(
        mailboxes=tuple(_mailbox(name, each) for name, each in settings.mailboxes.items()),
        key=settings.key.get_secret_value().encode(),
        product=settings.product,
    )


def rule_source(settings: Settings) -> Mapping[str, object]:
    """[matrix] and [[rules]] as they stand in the file; without rules of its own, no "rules"."""
    matrix = settings.matrix.model_dump()
    if settings.rules is None:
        return {"matrix": matrix}
    return {"matrix": matrix, "rules": list(settings.rules)}


# ---------------------------------------------------------------- parts


def _hours(settings: Settings) -> Hours:
    section = settings.hours
    return Hours(
        zone=settings.time_zone,
        days=frozenset(DAYS.index(day) for day in section.days),
        open=section.open,
        close=section.close,
        holidays=section.holidays,
    )


def _person(name: str, section: PersonSection) -> Person:
    known = {"discord": section.discord, "email": section.email}
    addresses = {channel: address for channel, address in known.items() if address is not None}
    return Person(id=PersonId(name), name=section.name, zone=section.zone, addresses=addresses)


def _team(name: str, section: TeamSection, *, guild: str) -> Team:
    return Team(
        id=TeamId(name),
        room=ConversationRef("discord", guild, section.room),
        members=tuple(PersonId(person) for person in section.members),
        lead=None if section.lead is None else PersonId(section.lead),
        escalates_to=_team_id(section.escalates_to),
    )


def _rotation(section: RotationSection, zone: str) -> Rotation:
    return Rotation(
        team=TeamId(section.team),
        people=tuple(PersonId(person) for person in section.people),
        starts=section.starts,
        zone=section.zone or zone,
        weeks=section.shift,
        handover_day=section.handover.day,
        handover_time=section.handover.at,
        seats=section.seats,
        backup=None if section.backup == "none" else section.backup,
    )


def _promise(section: PrioritySection) -> Promise:
    return Promise(
        means=section.means,
        answer=section.answer,
        update=section.update,
        always=section.clock == "always",
        escalation=section.escalation,
    )


def _policy(name: str, section: EscalationSection) -> Policy:
    return Policy(
        name=name,
        steps=tuple(Step(after=s.after, notify=s.notify, by=s.by) for s in section.steps),
        repeat=section.repeat,
        business=section.when == "business",
    )


def _intake(section: IntakeSection) -> DiscordIntake:
    return DiscordIntake(
        channel=section.channel,
        audience=section.audience,
        door=_DOORS[section.open_on],
        team=_team_id(section.team),
    )


def _mailbox(name: str, section: MailboxSection) -> MailboxConfig:
    return MailboxConfig(
        name=name,
        address=section.address,
        imap=_server(section.imap),
        smtp=_server(section.smtp),
        auth=_auth(name, section),
        folder=section.folder,
        processed=section.processed,
        audience=section.audience,
        team=_team_id(section.team),
        trust_results_from=section.trust_results_from,
    )


def _auth(name: str, section: MailboxSection) -> PasswordAuth | None:
    if section.auth is None:
        return None
    if section.auth.password is None:
        raise ConfigError(f"mailboxes.{name}.auth.password: not read; load it with the secrets")
    password = section.auth.password.get_secret_value()
    return PasswordAuth(user=section.auth.user or section.address, password=password)


def _server(section: ServerSection) -> Server:
    return Server(host=section.host, port=section.port, tls=Tls(section.tls))


def _team_id(name: str | None) -> TeamId | None:
    return None if name is None else TeamId(name)
