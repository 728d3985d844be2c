"""What only the whole configuration can tell: names that exist, promises that can be kept.

A check whose sections are broken is left out: what it would say is not known yet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import chain, pairwise

from triage.hours import DAY, Span, between
from triage.settings import reach
from triage.settings.mailboxes import mailboxes
from triage.settings.problems import Problem, near
from triage.settings.rotations import calendars, rotations, too_often
from triage.settings.sections.priorities import LEASES, EscalationSection, PrioritySection
from triage.settings.values import TARGETS
from triage.settings.whole import Settings

KEY_LENGTH = 32
"""Characters; half of them would still be out of reach for anybody who guesses."""

Check = Callable[[Settings], Iterator[Problem]]


def problems_in(settings: Settings, *, without: frozenset[str] = frozenset()) -> list[Problem]:
    """Everything that has to change before the service can start; `without` some sections."""
    return [
        problem
        for needs, check in _CHECKS
        if not without & set(needs)
        for problem in check(settings)
    ]


def warnings(settings: Settings) -> tuple[str, ...]:
    """What works, and will hurt: the key, what is so, what to do."""
    found = chain.from_iterable(check(settings) for check in _WARNINGS)
    return tuple(str(problem) for problem in found)


# ---------------------------------------------------------------- errors


def _some_channel(settings: Settings) -> Iterator[Problem]:
    if settings.discord is None:
        fix = "add [discord] with token and guild"
        yield Problem("discord", "not set, and the teams' rooms are there", fix)
    elif not settings.discord.intake and not settings.mailboxes:
        fix = "add [[discord.intake]] with a channel, or [mailboxes.NAME]"
        yield Problem("discord.intake", "there is nowhere to take reports from", fix)
    if not settings.teams:
        yield Problem("teams", "not set", "add [teams.NAME] with a room")


def _unique_intakes(settings: Settings) -> Iterator[Problem]:
    intakes = settings.discord.intake if settings.discord else ()
    channels = [(f"discord.intake[{n}].channel", each.channel) for n, each in enumerate(intakes)]
    boxes = [
        (f"mailboxes.{name}.address", each.address) for name, each in settings.mailboxes.items()
    ]
    people = [(f"people.{name}.discord", each.discord) for name, each in settings.people.items()]
    for entries in (channels, boxes, people):
        seen: dict[str, str] = {}
        for path, value in entries:
            if value is not None and seen.setdefault(value.casefold(), path) != path:
                first = seen[value.casefold()]
                yield Problem(path, f"{value} is at {first} already", "remove one of them")


def _known_teams(settings: Settings) -> Iterator[Problem]:
    intakes = settings.discord.intake if settings.discord else ()
    named = [(f"discord.intake[{n}].team", each.team) for n, each in enumerate(intakes)]
    named += [(f"mailboxes.{name}.team", each.team) for name, each in settings.mailboxes.items()]
    named += [(f"rotations[{n}].team", each.team) for n, each in enumerate(settings.rotations)]
    named += [(f"teams.{name}.escalates_to", t.escalates_to) for name, t in settings.teams.items()]
    for number, rule in enumerate(settings.rules or ()):
        then = rule.get("then")
        team = then.get("team") if isinstance(then, dict) else None
        named.append((f"rules[{number}].then.team", team if isinstance(team, str) else None))
    yield from _unknown(named, settings.teams, "team")


def _first_lines(settings: Settings) -> Iterator[Problem]:
    """Teams that hand on to each other are all called in business hours only."""
    for name in settings.teams:
        passed = [name]
        while (team := settings.teams.get(passed[-1])) is not None and team.escalates_to:
            if team.escalates_to in passed:
                break
            passed.append(team.escalates_to)
        if team is not None and team.escalates_to == name:
            what = f"a ring ({' -> '.join((*passed, name))}): at night a P1 calls nobody"
            yield Problem(f"teams.{name}.escalates_to", what, "end with a team that has none")


def _known_people(settings: Settings) -> Iterator[Problem]:
    named: list[tuple[str, str | None]] = []
    for name, team in settings.teams.items():
        named += [(f"teams.{name}.members", person) for person in team.members]
        named.append((f"teams.{name}.lead", team.lead))
    for number, rotation in enumerate(settings.rotations):
        named += [(f"rotations[{number}].people", person) for person in rotation.people]
    yield from _unknown(named, settings.people, "person")


def _unknown(
    named: Iterable[tuple[str, str | None]], known: Iterable[str], what: str
) -> Iterator[Problem]:
    names = sorted(known)
    for path, name in named:
        if name is not None and name not in names:
            yield Problem(path, f'there is no {what} "{name}"', near(name, names))


def _policies(settings: Settings) -> Iterator[Problem]:
    words = sorted(TARGETS) + sorted(settings.people)
    for name, policy in settings.escalations.items():
        path = f"escalations.{name}.steps"
        for number, step in enumerate(policy.steps):
            for target in (each for each in step.notify if each not in words):
                what = f'"{target}" is neither a person nor one of {", ".join(sorted(TARGETS))}'
                yield Problem(f"{path}[{number}].notify", what, near(target, words))
        for number, (one, next_one) in enumerate(pairwise(policy.steps), start=1):
            if next_one.after < one.after:
                fix = "put the steps in the order of time"
                yield Problem(f"{path}[{number}].after", "sooner than the step before it", fix)


def _promises(settings: Settings) -> Iterator[Problem]:
    for name, promise in _priorities(settings):
        path = f"priorities.{name}"
        policy = settings.escalations.get(promise.escalation)
        if policy is None:
            fix = near(promise.escalation, sorted(settings.escalations))
            what = f'there is no escalation "{promise.escalation}"'
            yield Problem(f"{path}.escalation", what, fix)
        else:
            yield from _keepable(settings, path, promise, policy)
        if promise.clock == "always":
            for key, span in (("answer", promise.answer), ("update", promise.update)):
                if span is not None and span.working_days:
                    fix = 'write clock time like "24h", or clock = "business"'
                    yield Problem(f"{path}.{key}", "working days on a clock that always runs", fix)


def _p1_always(settings: Settings) -> Iterator[Problem]:
    """A P1 calls at any hour: what stops everybody's work does not wait for the morning."""
    name = settings.priorities.P1.escalation
    policy = settings.escalations.get(name)
    if policy is not None and policy.when != "always":
        fix = f'set escalations.{name}.when = "always", or name another escalation'
        yield Problem("priorities.P1.escalation", f'"{name}" does not call at night', fix)


def _keepable(
    settings: Settings, path: str, promise: PrioritySection, policy: EscalationSection
) -> Iterator[Problem]:
    """A promise that its policy would only notice after it is broken is no promise."""
    name = promise.escalation
    first, limit = policy.steps[0].after, _length(settings, policy.when, promise.answer)
    night = between(settings.hours.quiet.start, settings.hours.quiet.end)
    always = f'set escalations.{name}.when = "always", or clock = "business"'
    if promise.clock == "always" and policy.when == "business":
        what = f'promised round the clock, but "{name}" only runs in business hours'
        yield Problem(f"{path}.escalation", what, always)
    elif promise.clock == "always" and policy.when == "day" and first < limit <= first + night:
        what = f'promised round the clock, but "{name}" waits for the end of the night'
        yield Problem(f"{path}.escalation", what, always)
    if first >= limit:
        fix = f"let the first step of {name} come sooner, or promise less"
        what = f'nobody can keep it: "{name}" tells nobody before that time is over'
        yield Problem(f"{path}.answer", what, fix)


def _key(settings: Settings) -> Iterator[Problem]:
    if settings.key is None:
        if settings.mailboxes:
            fix = 'run `triage init` for one, and write key = "file:/path"'
            yield Problem("key", "not set, and answers by mail need it", fix)
        elif settings.web is not None:
            fix = 'write key = "file:/path" with 64 hexadecimal digits: openssl rand -hex 32'
            yield Problem("key", "not set, and the addresses of calendars are made with it", fix)
    elif len(settings.key.get_secret_value()) < KEY_LENGTH:
        fix = "write 64 hexadecimal digits: openssl rand -hex 32"
        yield Problem("key", f"shorter than {KEY_LENGTH} characters", fix)


def _rest(settings: Settings) -> Iterator[Problem]:
    """Whoever is quiet all day long, with the desk's own quiet hours, is called by no day step."""
    day = [datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=15) * n for n in range(24 * 4)]
    for name, person in settings.people.items():
        if person.quiet is None:
            continue
        zone = person.zone or settings.time_zone
        awake = (one for one in day if person.quiet.over(one, zone) <= one)
        if all(settings.hours.quiet.over(one, settings.time_zone) > one for one in awake):
            what = "leaves no time of the day: hours.quiet and it are all of it"
            yield Problem(f"people.{name}.quiet", what, 'write fewer hours, like "23:00-08:00"')


def _hours(settings: Settings) -> Iterator[Problem]:
    if settings.settle.most < settings.settle.silence:
        yield Problem("settle.most", "shorter than settle.silence", "make it longer")


_CHECKS: tuple[tuple[tuple[str, ...], Check], ...] = (
    (("discord", "mailboxes", "teams"), _some_channel),
    (("discord", "mailboxes", "people"), _unique_intakes),
    (("discord", "mailboxes", "teams", "rotations", "rules"), _known_teams),
    (("teams",), _first_lines),
    (("people", "teams", "rotations"), _known_people),
    (("rotations",), rotations),
    (("rotations", "calendar"), calendars),
    (("people", "escalations"), _policies),
    (("people", "hours"), _rest),
    (("priorities", "escalations"), _promises),
    (("priorities", "escalations"), _p1_always),
    (("people", "mailboxes", "push"), reach.addresses),
    (("mailboxes",), mailboxes),
    (("mailboxes", "web", "key"), _key),
    (("settle",), _hours),
)

# ---------------------------------------------------------------- warnings


def _unreachable(settings: Settings) -> Iterator[Problem]:
    wanted = set(chain.from_iterable(rotation.people for rotation in settings.rotations))
    for team in settings.teams.values():
        wanted |= {*team.members, *([team.lead] if team.lead else [])}
    for name in sorted(wanted):
        if settings.people[name].discord is None:
            fix = "add it, or no mention calls them and their reactions have no name"
            yield Problem(f"people.{name}.discord", "not set", fix)


def _nobody(settings: Settings) -> Iterator[Problem]:
    rostered = {rotation.team for rotation in settings.rotations}
    for name, team in settings.teams.items():
        answers = team.escalates_to is not None and team.members
        if name not in rostered and not answers:
            fix = "add [[rotations]], or know that steps for on-call call nobody there"
            yield Problem(f"teams.{name}", "nobody is ever on call", fix)
        if team.lead is None and _calls(settings, "lead"):
            yield Problem(f"teams.{name}.lead", "not set", "name one: a policy calls the lead")


def _calls(settings: Settings, target: str) -> bool:
    used = {promise.escalation for _, promise in _priorities(settings)}
    policies = [policy for name, policy in settings.escalations.items() if name in used]
    return any(target in step.notify for policy in policies for step in policy.steps)


def _days_of_a_business_clock(settings: Settings) -> Iterator[Problem]:
    for name, promise in _priorities(settings):
        for key, span in (("answer", promise.answer), ("update", promise.update)):
            if promise.clock == "business" and span is not None and span.time.days:
                fix = "write wd for working days"
                what = "24 open hours for each d"
                yield Problem(f"priorities.{name}.{key}", what, fix)


def _silent_claims(settings: Settings) -> Iterator[Problem]:
    """A claim promises news. Whoever is silent loses it in time for somebody else to tell them."""
    for name, promise in _priorities(settings):
        lease = promise.lease or LEASES[name]
        if promise.update is None or _length(settings, promise.clock, lease) <= _length(
            settings, promise.clock, promise.update
        ):
            continue
        what = "a silent claim is only given back after the news that it promises is late"
        fix = f"set a lease of at most priorities.{name}.update"
        yield Problem(f"priorities.{name}.lease", what, fix)


def _length(settings: Settings, clock: str, span: Span) -> timedelta:
    """A span as hours of a clock, at least, so that working days compare with hours."""
    hours = settings.hours
    day = between(hours.open, hours.close) if clock == "business" else DAY
    return span.time + span.working_days * day


def _password_in_url(settings: Settings) -> Iterator[Problem]:
    before, at, _ = settings.database.partition("@")
    if at and ":" in before.partition("://")[2]:
        fix = "use ~/.pgpass, PGPASSWORD, or FIRSTLINE_DATABASE in the environment"
        yield Problem("database", "a password stands in the file", fix)


def _priorities(settings: Settings) -> list[tuple[str, PrioritySection]]:
    levels = settings.priorities
    return [("P1", levels.P1), ("P2", levels.P2), ("P3", levels.P3), ("P4", levels.P4)]


_WARNINGS: tuple[Check, ...] = (
    too_often,
    _unreachable,
    _nobody,
    _days_of_a_business_clock,
    _silent_claims,
    _password_in_url,
)
