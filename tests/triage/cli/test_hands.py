"""Everything that staff do to a ticket in chat can be done from a terminal."""

import json
from typing import Any

import pytest

from tests.triage.cli.conftest import Terminal
from triage.errors import ConfigError, NotFoundError, RefusedError

AS_GRACE = ("--as", "grace")


@pytest.fixture
def two(opened: Terminal) -> Terminal:
    opened("ticket", "open", "--for", "bob@customer.example", "Checkout is down for us, too")
    return opened


def shown(triage: Terminal, number: int = 1) -> Any:
    return json.loads(triage("ticket", "show", str(number), "--json").output)


def test_a_ticket_changes_hands_with_a_reason(opened: Terminal) -> None:
    opened("ticket", "claim", "1", *AS_GRACE)
    stolen = opened("ticket", "steal", "1", "--as", "linus", "--because", "Grace is away")
    given = opened(
        "ticket", "transfer", "1", "--to", "grace", "--as", "linus", "--because", "her again"
    )

    assert stolen.output == "Ticket 1 is Linus Berg's now.\n"
    assert given.output == "Ticket 1 is Grace Hall's now.\n"
    kinds = [one["kind"] for one in shown(opened)["timeline"]]
    assert kinds[-3:] == ["claimed", "stolen", "transferred"]


def test_a_ticket_is_put_off_and_woken(opened: Terminal) -> None:
    opened("ticket", "claim", "1", *AS_GRACE)
    said = opened("ticket", "snooze", "1", "--until", "2036-01-08T10:00", *AS_GRACE).output

    assert said == "Ticket 1 is put off until 2036-01-08 09:00 UTC, or the reporter writes.\n"
    assert shown(opened)["snoozed_until"] == "2036-01-08T09:00:00+00:00"
    assert "put off" in opened("ticket", "list").output
    assert opened("ticket", "wake", "1", *AS_GRACE).output == "Ticket 1 is due again.\n"

    said = opened("ticket", "snooze", "1", *AS_GRACE).output
    assert said == "Ticket 1 is put off until the reporter writes.\n"
    assert shown(opened)["snoozed_until"] == "reply"
    with pytest.raises(ConfigError, match="--until: 'soon' is no moment; write 2h"):
        opened("ticket", "snooze", "1", "--until", "soon", *AS_GRACE)


def test_two_tickets_are_merged_and_taken_apart(two: Terminal) -> None:
    merged = two("ticket", "merge", "2", "1", *AS_GRACE)
    assert merged.output == "Ticket 2 is part of ticket 1 now.\n"
    assert (shown(two)["absorbed"], shown(two)["affected"]) == ([2], 2)
    assert [one["text"] for one in shown(two)["messages"]] == [
        "Checkout is down for all",
        "Checkout is down for us, too",
    ]
    assert "part of 1" in two("ticket", "list", "--all").output
    with pytest.raises(RefusedError, match="Ticket 2 is part of ticket 1; do it there"):
        two("ticket", "claim", "2", *AS_GRACE)

    apart = two("ticket", "unmerge", "2", *AS_GRACE)
    assert apart.output == "Ticket 2 is a ticket of its own again: open.\n"
    assert (shown(two, 2)["merged_into"], shown(two)["absorbed"]) == (None, [])


def test_links_are_seen_from_both_sides(two: Terminal) -> None:
    said = two("ticket", "link", "1", "2", *AS_GRACE).output
    assert said == "Tickets 1 and 2 are linked.\n"
    assert (shown(two)["links"], shown(two, 2)["links"]) == ([2], [1])
    two("ticket", "unlink", "2", "1", *AS_GRACE)
    assert shown(two)["links"] == []
    with pytest.raises(NotFoundError, match="no ticket 9; the newest is 2"):
        two("ticket", "link", "1", "9", *AS_GRACE)


def test_a_note_is_found_by_its_words_and_sent_to_nobody(two: Terminal) -> None:
    before = len(shown(two)["undelivered"])
    said = two("ticket", "note", "1", "Kim knows the cache", *AS_GRACE).output
    assert said == "Noted on ticket 1; the reporter does not see it.\n"
    assert len(shown(two)["undelivered"]) == before
    found = json.loads(two("ticket", "find", "CACHE", "kim", "--json").output)
    assert [one["id"] for one in found] == [1]
    assert two("ticket", "find", "nowhere").output == "No tickets.\n"
    assert "Checkout" in two("ticket", "find", "bob@customer").output


def test_escalate_and_reopen(opened: Terminal) -> None:
    opened("ticket", "claim", "1", *AS_GRACE)
    said = opened("ticket", "escalate", "1", "--because", "beyond me", *AS_GRACE).output
    assert said == "Ticket 1 is open again; its policy calls whoever is next.\n"
    opened("ticket", "resolve", "1", *AS_GRACE)
    assert shown(opened)["resolved_by"] == "grace"
    assert opened("ticket", "reopen", "1", *AS_GRACE).output == "Ticket 1 is open again.\n"


def test_programs_get_the_ticket_as_it_is_now(opened: Terminal) -> None:
    claimed = json.loads(opened("ticket", "claim", "1", *AS_GRACE, "--json").output)
    assert (claimed["id"], claimed["assignee"], claimed["status"]) == (1, "grace", "claimed")


def test_in_watch_mode_a_reply_is_refused_with_the_key_to_change(opened: Terminal) -> None:
    opened.change('mode = "live"', 'mode = "watch"')
    with pytest.raises(ConfigError, match='mode = "live"'):
        opened("ticket", "reply", "1", "Hello", *AS_GRACE)


def test_an_incident_is_declared_shown_and_taken_back(two: Terminal) -> None:
    said = two("ticket", "declare", "2", "--because", "nobody can pay", *AS_GRACE)
    assert said.output == "Ticket 2 is an incident now, and P1.\n"
    told = shown(two, 2)
    assert (told["incident"]["by"], told["incident"]["reason"]) == ("grace", "nobody can pay")
    assert (told["priority"], told["priority_by"]) == ("P1", "grace")
    assert "Incident, declared by Grace Hall at" in two("ticket", "show", "2").output
    with pytest.raises(RefusedError, match="incident already; Grace Hall has declared it"):
        two("ticket", "declare", "2", "--because", "again", *AS_GRACE)

    back = two("ticket", "withdraw", "2", "--because", "a test", *AS_GRACE)
    assert back.output.startswith("Ticket 2 is no incident any more; it is P")
    assert shown(two, 2)["incident"] is None
    kinds = [one["kind"] for one in shown(two, 2)["timeline"]]
    assert kinds[-2:] == ["incident_declared", "incident_withdrawn"]


def test_a_list_says_what_is_an_incident_belongs_to_one_or_is_part_of_another(
    two: Terminal,
) -> None:
    two("ticket", "open", "--for", "cy@c.example", "A third thing is slow")
    two("ticket", "declare", "1", "--because", "nobody can pay", *AS_GRACE)
    two("ticket", "link", "1", "2", *AS_GRACE)
    two("ticket", "merge", "3", "2", *AS_GRACE)

    told = json.loads(two("ticket", "list", "--all", "--json").output)
    assert {one["id"]: (one["of_incident"], one["merged_into"]) for one in told} == {
        1: (None, None),
        2: (1, None),
        3: (None, 2),
    }
    assert [
        two("ticket", "show", str(number)).output.splitlines()[1].split(", team")[0]
        for number in (1, 2, 3)
    ] == ["open, incident", "open, of incident 1, includes 1 other", "part of 2"]
    table = two("ticket", "list", "--all").output
    assert (table.count("incident"), table.count("includes"), table.count("part of")) == (2, 1, 1)


def test_declared_with_nothing_alike_it_says_that_nothing_is_linked(two: Terminal) -> None:
    said = two("ticket", "declare", "1", "--because", "x", "--link-alike", *AS_GRACE).output

    assert said.startswith("Ticket 1 is an incident now, and P1.\nNothing is linked: There is no")
    with pytest.raises(RefusedError, match="Nobody asks any more"):
        two("ticket", "separate", "1", *AS_GRACE)


def test_a_ticket_is_handed_on_only_to_a_team_that_there_is(opened: Terminal) -> None:
    with pytest.raises(RefusedError, match=r"no team of that name\. There is: platform"):
        opened("ticket", "hand-on", "1", "--to", "disks", "--because", "x", *AS_GRACE)
