"""Settings into the desk: what decisions may know. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from triage.app.compose.names import team_id
from triage.canned import Canned
from triage.desk import Desk, Inbox, Limits, Promise, Settle, Waiting
from triage.errors import ConfigError
from triage.escalation import Policy, Step
from triage.hours import Hours
from triage.model import ConversationRef, PersonId, Priority, TeamId
from triage.oncall.schedule import HOLIDAY, Calendar, Layer, Rotation, Schedule, Window
from triage.people import Means, Person, Team
from triage.settings.sections.discord import DiscordSection, LimitsSection
from triage.settings.sections.people import (
    PersonSection,
    RotaHoursSection,
    RotationSection,
    TeamSection,
)
from triage.settings.sections.priorities import LEASES, EscalationSection, PrioritySection
from triage.settings.values import DAYS
from triage.settings.whole import Settings


def desk_of(settings: Settings) -> Desk:
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
        people={PersonId(name): person_of(name, each) for name, each in settings.people.items()},
        teams=teams,
        default_team=next(iter(teams)),
        rotations=tuple(_rotation(each, settings.time_zone) for each in settings.rotations),
        promises={level: _promise(level, each) for level, each in promises.items()},
        policies={name: _policy(name, each) for name, each in settings.escalations.items()},
        settle=Settle(silence=settings.settle.silence, most=settings.settle.most),
        tells_why=settings.receipt.why,
        brake=settings.brake.acknowledgements,
        undo=settings.undo,
        bundle=settings.summary,
        waiting=_waiting(settings),
        roles_decide=bool(settings.discord.staff_roles),
        limits=_limits(settings.discord.limits),
        reads_all=settings.discord.message_content,
        mailbox=next(iter(settings.mailboxes), None),
        entrance=_entrance(settings.discord),
        quiet={PersonId(name): one.quiet for name, one in settings.people.items() if one.quiet},
        tracker=None if settings.github is None else settings.github.repository,
        canned={
            name: Canned({"en": each.en} if each.de is None else {"en": each.en, "de": each.de})
            for name, each in settings.replies.items()
        },
        inboxes=tuple(
            Inbox(name=name, audience=each.audience, team=team_id(each.team))
            for name, each in settings.mailboxes.items()
        ),
    )


def _waiting(settings: Settings) -> Waiting:
    said = settings.waiting
    return Waiting(remind=said.remind, close=said.close, reopen=said.reopen)


def _entrance(section: DiscordSection) -> ConversationRef | None:
    channels = (one.channel for one in section.intake)
    return next((ConversationRef("discord", section.guild, one) for one in channels), None)


def _limits(section: LimitsSection) -> Limits:
    return Limits(
        open=section.open,
        burst=section.new.count,
        window=section.new.window,
        blocked=section.blocked,
        account_age=section.account_age,
    )


def _hours(settings: Settings) -> Hours:
    section = settings.hours
    return Hours(
        zone=settings.time_zone,
        days=frozenset(DAYS.index(day) for day in section.days),
        open=section.open,
        close=section.close,
        quiet=section.quiet,
        holidays=section.holidays,
    )


def person_of(name: str, section: PersonSection) -> Person:
    known = {"discord": section.discord, "email": section.email}
    addresses = {channel: address for channel, address in known.items() if address is not None}
    return Person(
        id=PersonId(name),
        name=section.name,
        zone=section.zone,
        addresses=addresses,
        means=section.page or _plain(addresses),
    )


def _plain(addresses: Mapping[str, str]) -> tuple[Means, ...]:
    """Without `page`: a mention where there is one, else nothing. A mail is never assumed."""
    return (Means.DISCORD,) if "discord" in addresses else ()


def _team(name: str, section: TeamSection, *, guild: str) -> Team:
    return Team(
        id=TeamId(name),
        room=ConversationRef("discord", guild, section.room),
        members=tuple(PersonId(person) for person in section.members),
        lead=None if section.lead is None else PersonId(section.lead),
        escalates_to=team_id(section.escalates_to),
        keeping=section.claims,
        speaks_as_team=section.replies_as == "team",
    )


def _window(section: RotaHoursSection) -> Window:
    return Window(
        days=frozenset(HOLIDAY if day == "holiday" else DAYS.index(day) for day in section.days),
        start=section.open,
        end=section.close,
    )


def _rotation(section: RotationSection, zone: str) -> Schedule:
    if section.calendar is not None:
        return Calendar(
            team=TeamId(section.team), name=section.known_as, layer=Layer(section.layer)
        )
    return Rotation(
        team=TeamId(section.team),
        people=tuple(PersonId(person) for person in section.people),
        starts=section.starts,
        zone=section.zone or zone,
        name=section.known_as,
        layer=Layer(section.layer),
        days=section.shift,
        handover_day=section.handover.day,
        handover_time=section.handover.at,
        seats=section.seats,
        backup=None if section.backup == "none" else section.backup,
        hours=tuple(_window(each) for each in section.hours),
        holidays=section.holidays,
    )


def _promise(level: Priority, section: PrioritySection) -> Promise:
    return Promise(
        means=section.means,
        answer=section.answer,
        update=section.update,
        lease=section.lease or LEASES[level.name],
        always=section.clock == "always",
        escalation=section.escalation,
    )


def _policy(name: str, section: EscalationSection) -> Policy:
    return Policy(
        name=name,
        steps=tuple(Step(after=s.after, notify=s.notify, by=s.by) for s in section.steps),
        repeat=section.repeat,
        business=section.when == "business",
        day=section.when == "day",
    )
