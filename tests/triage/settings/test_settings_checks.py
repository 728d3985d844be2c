"""What only the whole configuration can tell."""

from __future__ import annotations

from typing import Any

import pytest

from triage.settings.checks import problems_in, warnings
from triage.settings.whole import Settings

BASE: dict[str, Any] = {
    "product": "Acme",
    "time_zone": "UTC",
    "key": "k" * 32,
    "discord": {"token": "t", "guild": 1, "intake": [{"channel": 2}]},
    "people": {
        name: {"name": name, "discord": number}
        for number, name in enumerate(("grace", "linus", "amara", "mia"), start=11)
    },
    "teams": {"platform": {"room": 3, "lead": "grace", "members": ["grace"]}},
    "rotations": [{"team": "platform", "people": ["grace", "linus", "amara", "mia"]}],
}
MAILBOX: dict[str, Any] = {
    "address": "a@b.example",
    "imap": {"host": "h", "port": 993},
    "smtp": {"host": "h", "port": 465},
    "auth": {"password": "p"},
}
CALM: dict[str, Any] = {"means": "x", "answer": "2h", "escalation": "queue"}

URGENT: dict[str, Any] = {
    "means": "x", "answer": "15m", "clock": "always", "escalation": "urgent"
}  # fmt: skip
LATE = (
    "priorities.{0}.lease: a silent claim is only given back after the news that it promises is "
    "late; set a lease of at most priorities.{0}.update"
)

QUIET = (
    "people.mia.quiet: leaves no time of the day: hours.quiet and it are all of it; write fewer "
    'hours, like "23:00-08:00"'
)
UNKEPT = (
    'priorities.P3.answer: nobody can keep it: "late" tells nobody before that time is over; '
    "let the first step of late come sooner, or promise less"
)


def said(**changes: Any) -> list[str]:
    settings = Settings(**{**BASE, **changes})
    return [str(each) for each in problems_in(settings)]


def steps(*after: str, notify: str = "room") -> list[dict[str, Any]]:
    return [{"after": each, "notify": [notify]} for each in after]


def resting(quiet: str) -> dict[str, Any]:
    return {**BASE["people"], "mia": {"name": "Mia", "discord": 14, "quiet": quiet}}


def test_a_good_configuration_has_neither_problems_nor_warnings() -> None:
    assert said() == []
    assert warnings(Settings(**BASE)) == ()


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (
            {"discord": None},
            [
                (
                    "discord: not set, and the teams' rooms are there; add [discord] with token "
                    "and guild"
                )
            ],
        ),
        (
            {"discord": {"token": "t", "guild": 1}},
            [
                (
                    "discord.intake: there is nowhere to take reports from; add [[discord.intake]] "
                    "with a channel, or [mailboxes.NAME]"
                )
            ],
        ),
        (
            {"teams": {}, "rotations": []},
            ["teams: not set; add [teams.NAME] with a room"],
        ),
        (
            {"discord": {"token": "t", "guild": 1, "intake": [{"channel": 2}, {"channel": "2"}]}},
            [
                (
                    "discord.intake[1].channel: 2 is at discord.intake[0].channel already; "
                    "remove one of them"
                )
            ],
        ),
        (
            {
                "discord": {
                    "token": "t",
                    "guild": 1,
                    "intake": [{"channel": 2, "team": "platforms"}],
                }
            },
            ['discord.intake[0].team: there is no team "platforms"; did you mean "platform"?'],
        ),
        (
            {"mailboxes": {"support": MAILBOX | {"team": "gone"}}},
            ['mailboxes.support.team: there is no team "gone"; write one of: platform'],
        ),
        (
            {"rules": [{"then": {"team": "gone"}}, {"then": {"tags": []}}, {}, {"then": 3}]},
            ['rules[0].then.team: there is no team "gone"; write one of: platform'],
        ),
        (
            {"teams": {"platform": {"room": 3, "lead": "gracie", "escalates_to": "gone"}}},
            [
                'teams.platform.escalates_to: there is no team "gone"; write one of: platform',
                'teams.platform.lead: there is no person "gracie"; did you mean "grace"?',
            ],
        ),
        (
            {
                "teams": {
                    "platform": {"room": 3, "escalates_to": "second"},
                    "second": {"room": 4, "escalates_to": "platform"},
                    "front": {"room": 5, "escalates_to": "second"},
                    "self": {"room": 6, "escalates_to": "self"},
                }
            },
            [
                (
                    "teams.platform.escalates_to: a ring (platform -> second -> platform): at "
                    "night a P1 calls nobody; end with a team that has none"
                ),
                (
                    "teams.second.escalates_to: a ring (second -> platform -> second): at "
                    "night a P1 calls nobody; end with a team that has none"
                ),
                (
                    "teams.self.escalates_to: a ring (self -> self): at night a P1 calls nobody; "
                    "end with a team that has none"
                ),
            ],
        ),
        (
            {"people": {}, "teams": {"platform": {"room": 3, "members": ["x"]}}, "rotations": []},
            ['teams.platform.members: there is no person "x"; there is none to name yet'],
        ),
        (
            {"rotations": [{"team": "platform", "people": ["grace", "grace"], "seats": 2}]},
            [
                "rotations[0].people: somebody is there twice; name everybody once",
                "rotations[0].seats: 2 seats for 1 people; add people, or lower seats",
            ],
        ),
        (
            {"escalations": {"own": {"steps": steps("0m", notify="on-cal")}}},
            [
                (
                    'escalations.own.steps[0].notify: "on-cal" is neither a person nor one of '
                    'backup, lead, on-call, room; did you mean "on-call"?'
                )
            ],
        ),
        (
            {"escalations": {"own": {"steps": steps("5m", "1m")}}},
            [
                (
                    "escalations.own.steps[1].after: sooner than the step before it; "
                    "put the steps in the order of time"
                )
            ],
        ),
        (
            {"priorities": {"P3": CALM | {"escalation": "que"}}},
            [
                'priorities.P3.escalation: there is no escalation "que"; did you mean "queue"?',
            ],
        ),
        (
            {"priorities": {"P1": CALM | {"escalation": "soon"}}},
            [
                (
                    'priorities.P1.escalation: "soon" does not call at night; set '
                    'escalations.soon.when = "always", or name another escalation'
                )
            ],
        ),
        (
            {"priorities": {"P2": CALM | {"clock": "always", "escalation": "soon"}}},
            [
                (
                    'priorities.P2.escalation: promised round the clock, but "soon" only runs in '
                    'business hours; set escalations.soon.when = "always", or clock = "business"'
                )
            ],
        ),
        (
            {
                "priorities": {"P1": CALM | {"answer": "5m", "escalation": "late"}},
                "escalations": {"late": {"steps": steps("5m")}},
            },
            [
                (
                    'priorities.P1.answer: nobody can keep it: "late" tells nobody before that '
                    "time is over; let the first step of late come sooner, or promise less"
                )
            ],
        ),
        (
            {
                "priorities": {"P3": CALM | {"answer": "1wd", "escalation": "late"}},
                "escalations": {"late": {"when": "business", "steps": steps("9h")}},
            },
            [UNKEPT],
        ),
        (
            {
                "priorities": {"P3": CALM | {"answer": "1wd", "escalation": "late"}},
                "escalations": {"late": {"steps": steps("1d")}},
            },
            [UNKEPT],
        ),
        (
            {
                "priorities": {
                    "P2": CALM | {"answer": "9h", "clock": "always", "escalation": "rested"}
                },
                "escalations": {"rested": {"when": "day", "steps": steps("0m")}},
            },
            [
                (
                    'priorities.P2.escalation: promised round the clock, but "rested" waits for '
                    'the end of the night; set escalations.rested.when = "always", or clock = '
                    '"business"'
                )
            ],
        ),
        (
            {"priorities": {"P1": CALM | {"answer": "1wd", "clock": "always"}}},
            [
                (
                    "priorities.P1.answer: working days on a clock that always runs; "
                    'write clock time like "24h", or clock = "business"'
                )
            ],
        ),
        (
            {"people": resting("09:00-09:00")},
            [QUIET],
        ),
        (
            {"people": resting("07:00-22:00")},
            [QUIET],
        ),
        (
            {"people": resting("07:00-21:30")},
            [],
        ),
        (
            {"mailboxes": {"a": MAILBOX, "b": MAILBOX}},
            [
                (
                    "mailboxes.b.address: a@b.example is at mailboxes.a.address already; "
                    "remove one of them"
                )
            ],
        ),
        (
            {"mailboxes": {"a": MAILBOX | {"smtp": {"host": "h", "port": 25, "tls": "none"}}}},
            [
                (
                    "mailboxes.a.smtp.tls: the password and all mail would go over the network "
                    'unprotected; write tls = "implicit" or "starttls"'
                )
            ],
        ),
        (
            {"mailboxes": {"a": MAILBOX | {"auth": None}}},
            ['mailboxes.a.auth: not set; write auth = { password = "file:/path" }'],
        ),
        (
            {"mailboxes": {"a": MAILBOX}, "key": None},
            [
                (
                    "key: not set, and answers by mail need it; run `triage init` for one, and "
                    'write key = "file:/path"'
                )
            ],
        ),
        (
            {"settle": {"silence": "5m", "most": "1m"}},
            ["settle.most: shorter than settle.silence; make it longer"],
        ),
    ],
)
def test_what_does_not_fit_together_is_told(changes: dict[str, Any], expected: list[str]) -> None:
    assert said(**changes) == expected


@pytest.mark.parametrize(
    ("answer", "clock", "policy"),
    [
        ("1wd", "business", {"when": "business", "steps": steps("8h")}),
        ("1wd", "business", {"steps": steps("23h")}),
        ("10h", "always", {"when": "day", "steps": steps("0m")}),
        ("9h", "business", {"when": "day", "steps": steps("0m")}),
    ],
)
def test_a_promise_that_its_policy_keeps_is_none_of_these(
    answer: str, clock: str, policy: dict[str, Any]
) -> None:
    """The night has nine hours, as the working day has."""
    promise = CALM | {"answer": answer, "clock": clock, "escalation": "own"}

    assert said(priorities={"P3": promise}, escalations={"own": policy}) == []


def test_a_mailbox_on_this_machine_may_do_without_protection() -> None:
    local = {"host": "127.0.0.1", "port": 1143, "tls": "none"}

    assert said(mailboxes={"a": MAILBOX | {"imap": local, "smtp": local, "auth": None}}) == []


def test_no_key_is_needed_without_mail() -> None:
    assert said(key=None) == []


def test_a_check_of_broken_sections_is_left_out() -> None:
    settings = Settings(**{**BASE, "teams": {}, "people": {}})

    assert problems_in(settings, without=frozenset({"teams", "people"})) == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (
            {"rotations": [{"team": "platform", "people": ["grace", "linus", "amara"]}]},
            (
                (
                    "rotations[0].people: a turn comes every 3 weeks; add people: sooner than "
                    "every fourth week wears people out"
                ),
            ),
        ),
        (
            {"people": {**BASE["people"], "mia": {"name": "Mia"}}},
            (
                (
                    "people.mia.discord: not set; add it, or no mention calls them and their "
                    "reactions have no name"
                ),
            ),
        ),
        (
            {"teams": {"platform": {"room": 3}, "support": {"room": 4, "lead": "mia"}}},
            (
                "teams.platform.lead: not set; name one: a policy calls the lead",
                (
                    "teams.support: nobody is ever on call; add [[rotations]], or know that steps "
                    "for on-call call nobody there"
                ),
            ),
        ),
        (
            {"priorities": {"P4": CALM | {"answer": "2d"}}},
            ("priorities.P4.answer: 24 open hours for each d; write wd for working days",),
        ),
        (
            {"priorities": {"P1": URGENT | {"update": "20m"}, "P2": CALM | {"update": "4h"}}},
            (LATE.format("P1"),),
        ),
        ({"priorities": {"P1": URGENT | {"update": "20m", "lease": "20m"}}}, ()),
        ({"priorities": {"P3": CALM | {"update": "17h"}}}, (LATE.format("P3"),)),
        ({"priorities": {"P3": CALM | {"update": "18h"}}}, ()),
        (
            {
                "priorities": {"P3": CALM | {"update": "2h"}},
                "hours": {"open": "00:00", "close": "00:00"},
            },
            (LATE.format("P3"),),
        ),
        (
            {"database": "postgresql+psycopg://grace:secret@db.example/firstline"},
            (
                (
                    "database: a password stands in the file; use ~/.pgpass, PGPASSWORD, or "
                    "FIRSTLINE_DATABASE in the environment"
                ),
            ),
        ),
        ({"database": "postgresql+psycopg://grace@db.example/firstline"}, ()),
    ],
)
def test_what_will_hurt_is_warned_of(changes: dict[str, Any], expected: tuple[str, ...]) -> None:
    settings = Settings(**{**BASE, **changes})

    assert problems_in(settings) == []
    assert warnings(settings) == expected
