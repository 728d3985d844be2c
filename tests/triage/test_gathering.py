"""Tickets that look alike: candidates for people, and a count of who reports the same just now."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests.builders import NOON, ticket
from triage.handling import gathering
from triage.model import Alike, Burst, PersonId, TicketId, TicketStatus

ADA, BEN, EVE = PersonId("r_1"), PersonId("r_2"), PersonId("r_3")


def like(number: int, **changes: Any) -> Alike:
    return Alike(**{"ticket": TicketId(number), "opened_at": NOON, "score": 0.8, **changes})


def test_candidates_are_the_best_three_and_the_same_error_comes_first() -> None:
    found = [like(1), like(2, score=0.9), like(3, score=0.1, error="E1042"), like(4), like(5)]
    assert [one.ticket for one in gathering.candidates(found)] == [3, 2, 1]


def test_what_is_hardly_alike_is_no_candidate() -> None:
    assert gathering.candidates([like(1, score=gathering.LIKE_FROM - 0.01)]) == ()


def test_the_same_service_needs_fewer_words() -> None:
    little = gathering.SAME_SERVICE_FROM
    found = [like(1, score=little), like(2, score=little, service="payments")]
    assert [one.ticket for one in gathering.candidates(found)] == [2]


def test_only_what_came_within_minutes_counts_together() -> None:
    soon, late = NOON - gathering.WITHIN, NOON - gathering.WITHIN - timedelta(seconds=1)
    found = [like(1, opened_at=soon), like(2, opened_at=late)]
    assert gathering.near(ticket(9), found) == (1,)


def test_the_first_open_ticket_counts_them_all() -> None:
    gathered = ticket(5, gathered=TicketId(2))
    resolved = ticket(1, status=TicketStatus.RESOLVED)
    assert gathering.first_of(ticket(9), [gathered, resolved]) == 2
    assert gathering.first_of(ticket(9), [resolved]) == 9


def test_a_second_person_counts_in_both_tickets() -> None:
    mine, first = gathering.joined(ticket(2, reporter=BEN), ticket(1, reporter=ADA), [like(1)])
    assert (mine.affected, mine.others, mine.gathered) == (2, (ADA,), 1)
    assert (first.affected, first.others) == (2, (BEN,))
    assert gathering.incident(first) is None


def test_the_same_person_twice_is_one() -> None:
    mine, first = gathering.joined(ticket(2, reporter=ADA), ticket(1, reporter=ADA), [like(1)])
    assert (mine.affected, first.affected) == (1, 1)


def test_three_people_propose_an_incident() -> None:
    _, first = gathering.joined(ticket(2, reporter=BEN), ticket(1, reporter=ADA), [like(1)])
    mine, first = gathering.joined(ticket(3, reporter=EVE), first, [like(1)])
    assert gathering.incident(first) == Burst(alike=2, people=3, minutes=15)
    assert mine.affected == 3


def test_people_are_told_at_few_numbers_of_a_flood() -> None:
    told = [n for n in range(2, 60) if gathering.worth_telling(n - 1, n)]
    assert told == [2, 3, 5, 10, 20, 50]
