"""What staff do from a terminal, on a real database beside a service that could run."""

import asyncio
import json
from collections.abc import Callable
from typing import TypeVar

import pytest

from tests.triage.cli.conftest import Terminal
from triage.apply import BRAKE
from triage.cli import EXITS
from triage.errors import NotFoundError, RefusedError, TriageError
from triage.messages import Notice
from triage.ports.work import UnitOfWork
from triage.store.sql import SqlStore

T = TypeVar("T")


def look(triage: Terminal, unit: Callable[[UnitOfWork], T]) -> T:
    async def seen() -> T:
        with SqlStore(triage.url) as store:
            return await store.transact(unit)

    return asyncio.run(seen())


def notices(triage: Terminal) -> list[Notice]:
    waiting = look(triage, lambda work: work.outbox.undelivered())
    return [message.notice for message, _, _ in waiting]


def test_no_tickets_is_a_sentence(triage: Terminal) -> None:
    assert triage("ticket", "list").output == "No tickets.\n"
    assert triage("ticket", "list", "--json").output == "[]\n"


def test_a_ticket_by_hand_is_acknowledged_and_carded(opened: Terminal) -> None:
    assert notices(opened) == [Notice.ACKNOWLEDGED, Notice.CARD]


def test_a_ticket_is_listed_and_shown(opened: Terminal) -> None:
    [listed] = json.loads(opened("ticket", "list", "--json").output)
    shown = json.loads(opened("ticket", "show", "1", "--json").output)

    assert (listed["id"], listed["status"], listed["channel"]) == (1, "open", "email")
    assert shown["messages"][0]["text"] == "Checkout is down for all"
    assert shown["reasons"] != []
    assert [one["kind"] for one in shown["timeline"]] == ["opened", "called"]
    assert shown["evidence"]["risks"] == {"money": True, "data": None, "security": None}
    assert {"rule": "impact.money.money", "from": 0, "to": 16} in shown["evidence"]["places"]
    assert [one["notice"] for one in shown["undelivered"]] == ["acknowledged", "card"]
    page = opened("ticket", "show", "1").output
    assert "Checkout is down for all" in page
    assert "Not delivered: acknowledged (due)" in page
    assert "Checkout" in opened("ticket", "list").output


def test_secrets_are_hidden_until_somebody_says_who_looks(triage: Terminal) -> None:
    leak = "Checkout fails. My password is Hunter2, mail joe@x.example, card 4111 1111 1111 1111"
    triage("ticket", "open", leak, "--for", "ann@customer.example")

    for asked in (("--json",), ()):
        hidden = triage("ticket", "show", "1", *asked).output
        assert "Hunter2" not in hidden
        assert "4111" not in hidden
        assert "joe@x.example" not in hidden
    shown = json.loads(triage("ticket", "show", "1", "--unmask", "--as", "grace", "--json").output)
    assert shown["messages"][0]["text"] == leak
    looked = json.loads(triage("ticket", "show", "1", "--json").output)["timeline"][-1]
    assert (looked["kind"], looked["by"]) == ("unmasked", "grace")


def test_nobody_looks_behind_the_mask_without_a_name(opened: Terminal) -> None:
    refused = opened("ticket", "show", "1", "--unmask")
    assert refused.exit_code == 2
    assert "say who looks" in refused.output
    kinds = [
        one["kind"]
        for one in json.loads(opened("ticket", "show", "1", "--json").output)["timeline"]
    ]
    assert "unmasked" not in kinds


def test_claim_reply_and_resolve_tell_the_reporter(opened: Terminal) -> None:
    assert opened("ticket", "claim", "1", "--as", "grace").output == "Ticket 1 is Grace Hall's.\n"
    opened("ticket", "reply", "1", "I see it too.", "--as", "grace")
    opened("ticket", "resolve", "1", "--as", "grace", "--say", "Works since 10:42.")

    told = notices(opened)
    assert [one for one in told if one is not Notice.CARD] == [
        Notice.ACKNOWLEDGED,
        Notice.CLAIMED,
        Notice.REPLY,
        Notice.RESOLVED,
    ]


def test_a_claim_that_comes_second_is_told_who_has_it(opened: Terminal) -> None:
    opened("ticket", "claim", "1", "--as", "grace")

    with pytest.raises(RefusedError, match="Ticket 1 is Grace Hall's"):
        opened("ticket", "claim", "1", "--as", "linus")


def test_only_the_holder_releases(opened: Terminal) -> None:
    opened("ticket", "claim", "1", "--as", "grace")

    with pytest.raises(RefusedError, match="Ticket 1 is Grace Hall's"):
        opened("ticket", "release", "1", "--as", "linus")
    assert opened("ticket", "release", "1", "--as", "grace").output == "Ticket 1 is open again.\n"


def test_what_is_resolved_stays_so(opened: Terminal) -> None:
    opened("ticket", "resolve", "1", "--as", "grace")

    with pytest.raises(RefusedError, match=r"resolved already \(by Grace Hall\)"):
        opened("ticket", "resolve", "1", "--as", "linus")
    with pytest.raises(RefusedError, match="is resolved"):
        opened("ticket", "claim", "1", "--as", "linus")


@pytest.mark.parametrize(
    ("words", "complaint", "kind"),
    [
        (("ticket", "show", "7"), "no ticket 7; the newest is 1", NotFoundError),
        (("ticket", "claim", "1", "--as", "eve"), "there is grace, linus", NotFoundError),
        (
            ("ticket", "open", "--for", "a@b.example", "--via", "x", "words"),
            "no mailbox 'x' to answer from; there is support",
            NotFoundError,
        ),
        (("ticket", "open", "--for", "nobody", "words"), "is not an address", TriageError),
        (("oncall", "show", "--team", "x"), "There is no team x; there is platform", NotFoundError),
        (("oncall", "show", "--at", "noon"), "That is no moment: noon", RefusedError),
    ],
)
def test_what_is_not_there_is_said_with_what_is(
    opened: Terminal, words: tuple[str, ...], complaint: str, kind: type[TriageError]
) -> None:
    with pytest.raises(kind, match=complaint):
        opened(*words)


def test_who_is_on_duty_is_shown_and_an_override_changes_it(triage: Terminal) -> None:
    at = ("--at", "2026-01-06T12:00")
    [before] = json.loads(triage("oncall", "show", *at, "--json").output)
    assert before["people"] == ["Grace Hall"]
    assert before["next"]["people"] == ["Linus Berg"]
    triage(
        "oncall", "override", "--team", "platform", "--person", "linus",
        "--from", "2036-01-08T00:00", "--until", "2036-01-09T00:00",
    )  # fmt: skip
    [shown] = json.loads(triage("oncall", "show", "--at", "2036-01-08T12:00", "--json").output)
    assert shown["people"] == ["Linus Berg"]


@pytest.mark.parametrize(
    ("times", "complaint"),
    [
        (("--from", "2036-01-08", "--until", "2036-01-08"), "is not after"),
        (
            ("--from", "2036-01-08", "--until", "2036-01-09", "--instead-of", "linus"),
            "Both are Linus Berg",
        ),
    ],
)
def test_an_override_that_makes_no_sense_is_refused(
    triage: Terminal, times: tuple[str, ...], complaint: str
) -> None:
    with pytest.raises(RefusedError, match=complaint):
        triage("oncall", "override", "--team", "platform", "--person", "linus", *times)


def test_pause_holds_everything_and_resume_lets_go(opened: Terminal) -> None:
    assert opened("pause", "--as", "grace").output.startswith("Paused: nothing is sent")
    assert look(opened, lambda work: work.switches.get("paused")) == "grace"
    look(opened, lambda work: work.switches.set(BRAKE, "now"))

    said = opened("resume").output
    assert said == "Resumed: 2 messages waited, 0 of them held by the brake.\n"
    assert look(opened, lambda work: work.switches.get("paused")) is None
    assert look(opened, lambda work: work.switches.get(BRAKE)) is None


def test_check_offline_says_that_all_is_well(triage: Terminal) -> None:
    looked = json.loads(triage("check", "--offline", "--json").output)

    assert [(one["area"], one["fix"]) for one in looked if one["must"]] == [
        ("configuration", None),
        ("environment", None),
        ("database", None),
    ]
    assert "reached, and up to date" in triage("check", "--offline").output


def test_every_error_that_somebody_can_act_on_has_an_exit_status() -> None:
    assert {one.__name__: status for one, status in EXITS.items()} == {
        "ConfigError": 78,
        "NotFoundError": 66,
        "ServiceRunningError": 75,
    }
