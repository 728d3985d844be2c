"""Whom somebody else than the reporter adds is no recipient until a person confirms it."""

from __future__ import annotations

import pytest

from tests.builders import message, ticket
from tests.story import DESK, GRACE
from triage.errors import RefusedError
from triage.handling import copying, reports
from triage.handling.change import nothing
from triage.model import Ticket

EVE = "eve@elsewhere.example"
ADDED = ticket(added=(EVE,), copies=("bob@customer.example",))


def _added(before: Ticket, *copies: str) -> tuple[str, ...]:
    mail = message(copies=copies)
    return copying.added(
        nothing(before, GRACE), mail, DESK, brought=("carl@x.example",)
    ).ticket.added


def test_only_strangers_are_added_and_each_once() -> None:
    known = ("ada@example.org", "bob@customer.example", "carl@x.example", EVE)

    assert _added(ADDED, *known) == (EVE,)
    assert _added(ADDED, "mallory@x.example") == (EVE, "mallory@x.example")
    assert (
        _added(ticket(), *(a for p in DESK.people.values() if (a := p.addresses.get("email"))))
        == ()
    )


def test_a_flood_of_copies_keeps_the_last() -> None:
    many = [f"{number}@x.example" for number in range(70)]

    assert _added(ticket(), *many) == tuple(many[-copying.MAX_ADDED :])


def test_whom_the_reporter_copies_is_added_no_more() -> None:
    heard = reports.heard(ADDED, message(copies=(EVE,)))

    assert (heard.added, heard.copies) == ((), (EVE,))


def test_a_confirmed_one_is_copied_and_takes_part_also_after_the_reporters_next_mail() -> None:
    change = copying.confirm(ADDED, EVE.upper(), GRACE)
    later = reports.heard(change.ticket, message(copies=()))

    assert (change.kind, change.by, change.facts, change.tell) == (
        "copied", GRACE, {"address": EVE}, (),
    )  # fmt: skip
    assert copying.copied(change.ticket) == ("bob@customer.example", EVE)
    assert copying.copied(later) == (EVE,)
    assert EVE in later.participants
    assert later.added == ()


@pytest.mark.parametrize("address", ["bob@customer.example", "mallory@x.example"])
def test_only_who_was_added_is_confirmed(address: str) -> None:
    with pytest.raises(RefusedError, match=address):
        copying.confirm(ADDED, address, GRACE)
