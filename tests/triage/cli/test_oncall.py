"""Who is on duty and changing it, from a terminal on a real database."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.triage.cli.conftest import Terminal
from triage.errors import ConfigError, NotFoundError, RefusedError
from triage.messages import Act, Outgoing
from triage.store.sql import SqlStore

# Turns begin on Mondays at 10:00; Grace has that of 7 January 2036, Linus that of the 14th.
GRACES, LINUS_TURN = "2036-01-08T12:00", "2036-01-15T12:00"


@pytest.fixture
def rota(triage: Terminal) -> Terminal:
    """Grace's turn is the first of 2036."""
    triage.change("starts = 2026-01-05", "starts = 2036-01-07")
    return triage


def on_duty(rota: Terminal, at: str) -> list[str]:
    [shown] = json.loads(rota("oncall", "show", "--at", at, "--json").output)
    people: list[str] = shown["people"]
    return people


def test_now_and_next_are_a_table_and_json(rota: Terminal) -> None:
    [shown] = json.loads(rota("oncall", "show", "--at", GRACES, "--json").output)
    table = rota("oncall", "show", "--at", GRACES).output

    assert shown == {
        "team": "platform",
        "people": ["Grace Hall"],
        "backup": ["Linus Berg"],
        "shadow": [],
        "from": "2036-01-08T12:00:00+01:00",
        "until": "2036-01-14T10:00:00+01:00",
        "notes": [],
        "next": {
            "team": "platform",
            "people": ["Linus Berg"],
            "backup": ["Grace Hall"],
            "shadow": [],
            "from": "2036-01-14T10:00:00+01:00",
            "until": "2036-01-21T10:00:00+01:00",
            "notes": [],
        },
    }
    assert "platform" in table
    assert "next" in table


def test_a_schedule_lists_every_shift_and_says_for_whom_somebody_is_there(rota: Terminal) -> None:
    span = ("--from", "2036-01-09T08:00", "--until", "2036-01-10T08:00")
    rota("oncall", "override", "--team", "platform", "--person", "linus", *span)

    listed = json.loads(
        rota("oncall", "schedule", "--from", "2036-01-07T10:00", "--weeks", "2", "--json").output
    )

    assert [(one["people"], one["until"], one["notes"]) for one in listed] == [
        (["Grace Hall"], "2036-01-09T08:00:00+01:00", []),
        (["Linus Berg"], "2036-01-10T08:00:00+01:00", ["Linus Berg for Grace Hall (override)"]),
        (["Grace Hall"], "2036-01-14T10:00:00+01:00", []),
        (["Linus Berg"], None, []),
    ]
    assert "override" in rota("oncall", "schedule", "--from", "2036-01-07").output


def test_a_team_before_its_rotation_has_nobody(rota: Terminal) -> None:
    assert "nobody" in rota("oncall", "show", "--at", "2035-12-30").output
    assert on_duty(rota, "2035-12-30") == []


def test_a_swap_counts_once_the_other_accepts(rota: Terminal) -> None:
    asked = rota(
        "oncall", "swap", "ask", "--as", "grace", "--with", "linus",
        "--turn", GRACES, "--back", LINUS_TURN,
    ).output  # fmt: skip
    assert asked.startswith("Swap 1: Grace Hall asks Linus Berg to have the turn around")
    assert on_duty(rota, GRACES) == ["Grace Hall"]

    with pytest.raises(RefusedError, match="Only Linus Berg can do that"):
        rota("oncall", "swap", "accept", "1", "--as", "grace")
    assert rota("oncall", "swap", "accept", "1", "--as", "linus").output == "Swap 1 is accepted.\n"

    assert on_duty(rota, GRACES) == ["Linus Berg"]
    assert on_duty(rota, LINUS_TURN) == ["Grace Hall"]
    with pytest.raises(RefusedError, match="Swap 1 is accepted already"):
        rota("oncall", "swap", "decline", "1", "--as", "linus")


def test_a_swap_can_be_declined_and_withdrawn(rota: Terminal) -> None:
    ask = ("oncall", "swap", "ask", "--as", "grace", "--with", "linus")
    rota(*ask)
    rota(*ask)
    rota("oncall", "swap", "decline", "1", "--as", "linus")
    rota("oncall", "swap", "withdraw", "2", "--as", "grace")

    found = json.loads(rota("oncall", "changes", "--json").output)["swaps"]
    assert [one["state"] for one in found] == ["declined", "withdrawn"]
    assert on_duty(rota, GRACES) == ["Grace Hall"]


def test_a_swap_follows_a_rotation_that_is_edited(rota: Terminal) -> None:
    """The handover moves to Tuesday afternoon: the swapped turn moves with it."""
    rota("oncall", "swap", "ask", "--as", "grace", "--with", "linus", "--turn", GRACES)
    rota("oncall", "swap", "accept", "1", "--as", "linus")
    rota.change("starts = 2036-01-07", 'starts = 2036-01-08\nhandover = "tue 14:00"')

    assert on_duty(rota, "2036-01-08T13:59") == []
    assert on_duty(rota, "2036-01-08T14:00") == ["Linus Berg"]
    assert on_duty(rota, "2036-01-15T13:59") == ["Linus Berg"]


def test_what_can_no_longer_be_swapped_is_not_accepted(rota: Terminal) -> None:
    rota("oncall", "swap", "ask", "--as", "grace", "--with", "linus", "--turn", GRACES)
    rota.change('["grace", "linus"]', '["linus", "grace"]')

    with pytest.raises(
        RefusedError, match="Grace Hall has no turn in on-call then; Linus Berg has"
    ):
        rota("oncall", "swap", "accept", "1", "--as", "linus")


@pytest.mark.parametrize(
    ("words", "complaint", "kind"),
    [
        (("--with", "grace"), "Both are Grace Hall", RefusedError),
        (("--with", "eve"), "no person 'eve'", NotFoundError),
        (
            ("--with", "linus", "--turn", LINUS_TURN),
            "Grace Hall has no turn in on-call then",
            RefusedError,
        ),
        (("--with", "linus", "--back", GRACES), "Linus Berg has no turn in on-call", RefusedError),
        (("--with", "linus", "--turn", "2035-01-01"), "no turn to give away then", RefusedError),
        (("--with", "linus", "--rotation", "x"), "there is on-call", NotFoundError),
    ],
)
def test_a_swap_that_makes_no_sense_is_refused(
    rota: Terminal, words: tuple[str, ...], complaint: str, kind: type[Exception]
) -> None:
    with pytest.raises(kind, match=complaint):
        rota("oncall", "swap", "ask", "--as", "grace", *words)


def test_a_swap_that_is_not_there_is_said(rota: Terminal) -> None:
    with pytest.raises(NotFoundError, match="no swap 7"):
        rota("oncall", "swap", "accept", "7", "--as", "linus")


def shown_now(triage: Terminal) -> dict[str, Any]:
    [shown] = json.loads(triage("oncall", "show", "--json").output)
    found: dict[str, Any] = shown
    return found


def test_taking_over_lasts_until_the_turn_ends(triage: Terminal) -> None:
    before = shown_now(triage)
    other = "linus" if before["people"] == ["Grace Hall"] else "grace"

    said = triage("oncall", "take", "--as", other).output

    after = shown_now(triage)
    assert (after["people"], after["backup"]) == (before["backup"], [])
    assert after["until"] > before["until"]  # the turn after that is theirs anyway
    assert "is on duty for platform from" in said
    with pytest.raises(RefusedError, match="is on call already"):
        triage("oncall", "take", "--as", other)


def test_taking_over_may_end_sooner(triage: Terminal) -> None:
    before = shown_now(triage)
    other = "linus" if before["people"] == ["Grace Hall"] else "grace"
    with pytest.raises(RefusedError, match="is not after the start"):
        triage("oncall", "take", "--as", other, "--until", "2020-01-01")

    triage("oncall", "take", "--as", other, "--until", "2099-01-01")

    assert shown_now(triage)["people"] == before["backup"]


def test_only_who_belongs_to_the_team_takes_over(triage: Terminal) -> None:
    triage.change("[teams.platform]", '[people.eve]\nname = "Eve"\n[teams.platform]')

    with pytest.raises(RefusedError, match="belongs to the team platform"):
        triage("oncall", "take", "--as", "eve")


def test_somebody_away_is_replaced_and_a_hole_is_told_at_once(rota: Terminal) -> None:
    span = ("--from", "2036-01-08", "--until", "2036-01-10")
    first = rota("oncall", "away", "--as", "grace", *span).output
    assert (
        first
        == "Grace Hall is away from Tue 2036-01-08 00:00 CET until Thu 2036-01-10 00:00 CET.\n"
    )
    assert on_duty(rota, GRACES) == ["Linus Berg"]

    second = rota("oncall", "away", "--as", "linus", *span).output

    assert "platform has too few people from Tue 2036-01-08 00:00 CET until" in second
    assert on_duty(rota, GRACES) == []
    with pytest.raises(RefusedError, match="Linus Berg is away then"):
        rota("oncall", "override", "--team", "platform", "--person", "linus", *span)
    assert rota("oncall", "drop", "absence", "2").output == "Absence 2 is dropped.\n"
    assert on_duty(rota, GRACES) == ["Linus Berg"]


def test_changes_are_listed_with_their_numbers_and_dropped_by_them(rota: Terminal) -> None:
    assert rota("oncall", "changes").output.startswith("Nothing is changed")
    span = ("--from", "2036-01-08", "--until", "2036-01-10")
    for change, person in (("replace", "linus"), ("add", "linus"), ("remove", "grace")):
        rota(
            "oncall", "override", "--team", "platform", "--person", person, *span,
            "--change", change,
        )  # fmt: skip
    rota("oncall", "away", "--as", "grace", "--from", "2037-01-01", "--until", "2037-02-01")
    rota("oncall", "swap", "ask", "--as", "grace", "--with", "linus", "--back", LINUS_TURN)

    known = json.loads(rota("oncall", "changes", "--json").output)
    table = rota("oncall", "changes").output

    assert [(one["id"], one["change"]) for one in known["overrides"]] == [
        (1, "replace"),
        (2, "add"),
        (3, "remove"),
    ]
    assert [one["person"] for one in known["absences"]] == ["grace"]
    assert "override 2" in table
    rota("oncall", "drop", "override", "1")
    with pytest.raises(NotFoundError, match="no override 1"):
        rota("oncall", "drop", "override", "1")
    with pytest.raises(RefusedError, match="Whose seat it is counts only"):
        rota(
            "oncall", "override", "--team", "platform", "--person", "linus", *span,
            "--change", "add", "--instead-of", "grace",
        )  # fmt: skip


def test_where_there_are_several_rotations_one_is_named(rota: Terminal) -> None:
    rota.change(
        '[[rotations]]\nteam = "platform"',
        '[[rotations]]\nteam = "platform"\nname = "night"\npeople = ["grace", "linus"]\n'
        '[[rotations]]\nteam = "platform"',
    )

    with pytest.raises(RefusedError, match="Which rotation\\? Name one: night, on-call"):
        rota("oncall", "swap", "ask", "--as", "grace", "--with", "linus")
    ask = ("oncall", "swap", "ask", "--as", "grace", "--with", "linus", "--rotation", "on-call")
    assert rota(*ask).output.startswith("Swap 1:")


# ---------------------------------------------------------------- calendars


def test_shifts_are_exported_as_a_calendar(rota: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "grace.ics"
    rota.change("starts = 2036-01-07", "starts = 2020-01-06")
    printed = rota("oncall", "export", "--team", "platform", "--weeks", "4").output
    said = rota("oncall", "export", "--person", "grace", "--weeks", "8", "-o", str(file)).output

    assert printed.startswith("BEGIN:VCALENDAR")
    assert "On call for platform: Grace Hall" in printed
    assert said.startswith(f"{file}: ")
    assert b"Linus" not in file.read_bytes()
    with pytest.raises(ConfigError, match="name one of them"):
        rota("oncall", "export", "--person", "grace", "--team", "platform")


def test_the_addresses_of_feeds_are_printed_once_something_is_served(rota: Terminal) -> None:
    with pytest.raises(ConfigError, match="web: not set"):
        rota("oncall", "feed")
    rota.change("[discord]", '[web]\nlisten = "127.0.0.1:8080"\n[discord]')
    [team, grace, _linus] = json.loads(rota("oncall", "feed", "--json").output)

    assert team["kind"] == "team"
    assert grace["url"].startswith("http://127.0.0.1:8080/calendar/grace-")
    rota.change('8080"\n', '8080"\nurl = "https://x.example/triage/"\n')
    assert "person grace: https://x.example/triage/calendar/grace-" in rota("oncall", "feed").output


def test_a_rotation_can_stand_in_a_calendar_file(rota: Terminal) -> None:
    assert rota("oncall", "read").output == "No rotation stands in a calendar.\n"
    rota.change(
        'people = ["grace", "linus"]\nstarts = 2036-01-07', 'name = "ops"\ncalendar = "ops.ics"'
    )
    now = datetime.now(UTC)  # noqa: TID251  the command reads the real time
    start, end = (f"{now + timedelta(days=n):%Y%m%dT%H%M%SZ}" for n in (-1, 1))
    event = "BEGIN:VEVENT\r\nUID:{}\r\nSUMMARY:{}\r\nDTSTART:{}\r\nDTEND:{}\r\nEND:VEVENT\r\n"
    body = event.format(1, "Linus Berg", start, end) + event.format(2, "the plumber", start, end)
    whole = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{body}END:VCALENDAR\r\n"
    with pytest.raises(ConfigError, match="platform, ops: "):
        rota("oncall", "read")
    (rota.config.parent / "ops.ics").write_text(whole)

    rota.change('"ops.ics"', '"env:FIRSTLINE_TEST_NO_SUCH_CALENDAR"')
    assert shown_now(rota)["people"] == []  # a command that reads none needs none
    with pytest.raises(ConfigError, match="FIRSTLINE_TEST_NO_SUCH_CALENDAR is not set"):
        rota("oncall", "read")
    rota.change('"env:FIRSTLINE_TEST_NO_SUCH_CALENDAR"', '"ops.ics"')

    said = rota("oncall", "read").output

    assert said == "platform, ops: 1 shifts.\n  names nobody in [people]: the plumber\n"
    assert shown_now(rota)["people"] == ["Linus Berg"]
    assert json.loads(rota("oncall", "read", "--json").output) == [
        {"team": "platform", "rotation": "ops", "shifts": 1, "unknown": ["the plumber"]}
    ]


# ---------------------------------------------------------------- lint, and what the room reads


def test_schedules_that_are_well_say_so_and_others_exit_1(triage: Terminal) -> None:
    good = triage("oncall", "lint")
    assert (good.exit_code, good.output) == (0, "The schedules of the next four weeks are well.\n")
    for who in ("grace", "linus"):
        triage("oncall", "away", "--as", who, "--until", "2099-01-01")

    bad = triage("oncall", "lint")
    [listed] = json.loads(triage("oncall", "lint", "--json").output)

    assert bad.exit_code == 1
    assert bad.output.startswith("platform: a seat has nobody from ")
    assert (listed["wrong"], listed["team"]) == ("empty", "platform")
    checked = triage("check", "--offline", "--json").output
    assert "a seat has nobody" in checked


def test_the_room_reads_of_swaps_and_covers_and_nobody_is_mentioned(rota: Terminal) -> None:
    rota("oncall", "swap", "ask", "--as", "grace", "--with", "linus", "--back", LINUS_TURN)
    rota("oncall", "swap", "accept", "1", "--as", "linus")
    span = ("--from", "2036-01-08", "--until", "2036-01-10")
    rota("oncall", "override", "--team", "platform", "--person", "grace", *span)

    async def waiting() -> list[Outgoing]:
        with SqlStore(rota.url) as store:
            found = await store.look(lambda work: work.outbox.undelivered())
        return [message for message, _, _ in found]

    told = asyncio.run(waiting())
    asked, accepted, covered = [one for one in told if one.act is not Act.DIRECT]
    alone = [(one.address, one.text) for one in told if one.act is Act.DIRECT]
    assert alone[0] == ("202", asked.text)
    assert alone[1:] == [("201", accepted.text), ("201", covered.text)]
    assert "Grace Hall asks Linus Berg to be on call around" in asked.text
    assert accepted.text.startswith("**Swap 1:** Linus Berg accepts.")
    assert covered.text.startswith("Grace Hall is on call for platform from")
    assert {one.mentions for one in (asked, accepted, covered)} == {()}


def test_who_changed_what_is_on_the_record(rota: Terminal) -> None:
    assert rota("oncall", "record").output == "Nothing was changed.\n"
    span = ("--from", "2036-01-08", "--until", "2036-01-10")
    change = ("oncall", "override", "--team", "platform", "--person", "linus", *span)
    rota(*change)
    rota(*change, "--as", "grace")
    rota("oncall", "drop", "override", "2", "--as", "linus")
    rota("oncall", "away", "--as", "grace", "--from", "2037-01-01", "--until", "2037-02-01")
    rota("oncall", "swap", "ask", "--as", "grace", "--with", "linus")
    rota("oncall", "swap", "decline", "1", "--as", "linus")

    found = json.loads(rota("oncall", "record", "--json").output)

    assert [(one["what"], one["by"], one["team"]) for one in found] == [
        ("override", None, "platform"),
        ("override", "grace", "platform"),
        ("override_dropped", "linus", "platform"),
        ("absence", "grace", None),
        ("swap_asked", "grace", "platform"),
        ("swap_declined", "linus", "platform"),
    ]
    assert (found[2]["number"], found[2]["person"]) == (2, "linus")
    assert "operator" in rota("oncall", "record").output


def test_the_load_is_a_table_and_json(opened: Terminal) -> None:
    """A page of the open ticket has not been sent here; the claim counts."""
    opened("ticket", "claim", "1", "--as", "grace")
    found = json.loads(opened("oncall", "load", "--json").output)

    assert set(found) == {"people", "shifts", "off_duty_causes", "feedback"}
    assert found["people"]["grace"]["claims"] == 1
    assert found["people"]["linus"]["pages"] == 0
    table = opened("oncall", "load").output
    assert "Grace Hall" in table
    assert "interrupts" in table


def test_a_line_for_the_next_one_and_a_handover_that_is_not_there(triage: Terminal) -> None:
    assert "when the shift of platform ends" in triage("oncall", "note", "backup is late").output
    with pytest.raises(NotFoundError, match="No handover of platform"):
        triage("oncall", "taken", "--as", "linus")
