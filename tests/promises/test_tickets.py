"""What every store promises about tickets and the people in them."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.builders import MAIL, NOON, THREAD, ticket
from triage.errors import ConflictError, NotFoundError
from triage.model import (
    Assessment,
    Author,
    Event,
    Impact,
    Merged,
    MessageRef,
    PersonId,
    Priority,
    Reason,
    Reproduction,
    Scope,
    TicketId,
    TicketMessage,
    TicketStatus,
)
from triage.model.meaning import Clause, Own, Says
from triage.model.reasons import saying, unjudged
from triage.ports.work import Store, UnitOfWork


def said(external_id: str, **changes: object) -> TicketMessage:
    base = TicketMessage(
        ticket=TicketId(1),
        ref=MessageRef("email", "support", external_id),
        author=Author.REPORTER,
        person=PersonId("r_1"),
        at=NOON,
        text="It broke \U0001f4a5, wirklich schön",
    )
    return replace(base, **changes)  # type: ignore[arg-type]


async def test_a_ticket_is_read_back_whole(store: Store) -> None:
    whole = ticket(
        assessment=Assessment(
            priority=Priority.P2,
            impact=Impact(scope=Scope.MANY, count=40, blocked=True, since=NOON, since_text="noon"),
            reproduction=Reproduction(steps=("open", "save"), environment=("Firefox 140",)),
            missing=("expected",),
            reasons=(Reason("matrix", "everyone"),),
        ),
        assignee=PersonId("grace"),
        claimed_at=NOON,
    )
    await store.transact(lambda work: work.tickets.add(whole))

    assert await store.look(lambda work: work.tickets.get(TicketId(1))) == whole


async def test_what_a_reason_means_is_read_back_though_it_does_not_count_as_a_difference(
    store: Store,
) -> None:
    reason = saying(
        "vip",
        Clause(Says.SETS, {"priority": "P1"}),
        Clause(Says.TAGS, {"tags": ("payments", "vip")}),
        because=(Clause(Says.YES, {"field": "impact.blocked"}),),
    )
    unread = unjudged(Own.UNREADABLE, Says.NOT_READ, why="no boundary")
    made = replace(unread, reasons=(reason, *unread.reasons))
    await store.transact(lambda work: work.tickets.add(ticket(assessment=made)))

    read = (await store.look(lambda work: work.tickets.get(TicketId(1)))).assessment
    assert [one.meaning for one in read.reasons] == [reason.meaning, None]
    assert read.flagged == unread.flagged


async def test_a_ticket_that_is_not_there_is_said_so(store: Store) -> None:
    with pytest.raises(NotFoundError, match="no ticket 7; there is none yet"):
        await store.look(lambda work: work.tickets.get(TicketId(7)))

    await store.transact(lambda work: work.tickets.add(ticket(3)))
    with pytest.raises(NotFoundError, match="no ticket 7; the newest is 3"):
        await store.look(lambda work: work.tickets.get(TicketId(7)))


async def test_the_second_of_two_saves_of_one_version_fails(store: Store) -> None:
    await store.transact(lambda work: work.tickets.add(ticket()))
    read = await store.look(lambda work: work.tickets.get(TicketId(1)))
    await store.transact(lambda work: work.tickets.save(replace(read, assignee=PersonId("grace"))))

    with pytest.raises(ConflictError):
        await store.transact(
            lambda work: work.tickets.save(replace(read, assignee=PersonId("linus")))
        )
    stored = await store.look(lambda work: work.tickets.get(TicketId(1)))
    assert (stored.assignee, stored.version) == ("grace", 1)


async def test_a_unit_that_fails_changes_nothing(store: Store) -> None:
    def unit(work: UnitOfWork) -> None:
        work.tickets.add(ticket())
        raise RuntimeError("half way")

    with pytest.raises(RuntimeError, match="half way"):
        await store.transact(unit)

    assert await store.look(lambda work: work.tickets.find(open_only=False, limit=9)) == []


async def test_numbers_are_never_given_twice(store: Store) -> None:
    numbers = [await store.transact(lambda work: work.tickets.next_number()) for _ in range(3)]

    assert len(set(numbers)) == 3
    assert numbers == sorted(numbers)


async def test_a_conversation_finds_its_newest_ticket(store: Store) -> None:
    await store.transact(lambda work: work.tickets.add(ticket(1)))
    await store.transact(lambda work: work.tickets.add(ticket(2)))

    found = await store.look(lambda work: work.tickets.by_conversation(MAIL))
    other = await store.look(lambda work: work.tickets.by_conversation(THREAD))

    assert (found, other) == (ticket(2), None)


async def test_a_message_is_found_by_the_first_id_that_is_known(store: Store) -> None:
    def write(work: UnitOfWork) -> None:
        work.tickets.add(ticket(1))
        work.tickets.add(ticket(2))
        work.tickets.add_message(said("one"))
        work.tickets.add_message(said("two", ticket=TicketId(2)))

    await store.transact(write)

    by = await store.look(lambda work: work.tickets.by_message("email", "support", ["x", "two"]))
    order = await store.look(
        lambda work: work.tickets.by_message("email", "support", ["one", "two"])
    )
    nobody = await store.look(lambda work: work.tickets.by_message("email", "other", ["one"]))
    none = await store.look(lambda work: work.tickets.by_message("email", "support", []))

    assert (by, order, nobody, none) == (ticket(2), ticket(1), None, None)


async def test_recent_words_of_a_reporter_find_the_open_ticket_in_that_place(
    store: Store,
) -> None:
    there = ticket(1, conversation=THREAD, place="50")

    def write(work: UnitOfWork) -> None:
        work.tickets.add(there)
        work.tickets.add_message(said("m1", at=NOON + timedelta(minutes=10)))

    await store.transact(write)

    async def recent(minutes: int, place: str = "50", person: str = "r_1") -> object:
        return await store.look(
            lambda work: work.tickets.recent_of(
                PersonId(person),
                channel="discord",
                place=place,
                since=NOON + timedelta(minutes=minutes),
            )
        )

    assert await recent(5) == there
    assert await recent(10) == there
    assert await recent(11) is None
    assert await recent(5, place="51") is None
    assert await recent(5, person="r_2") is None
    await store.transact(
        lambda work: work.tickets.save(replace(there, status=TicketStatus.RESOLVED))
    )
    assert await recent(5) is None


async def test_recent_words_where_there_is_no_place_find_what_began_in_none(store: Store) -> None:
    """In direct messages a ticket has none."""
    direct, elsewhere = ticket(1, place=None), ticket(2, place="50")

    def write(work: UnitOfWork) -> None:
        work.tickets.add(direct)
        work.tickets.add(elsewhere)

    await store.transact(write)
    found = await store.look(
        lambda work: work.tickets.recent_of(
            direct.reporter, channel=direct.conversation.channel, place=None, since=NOON
        )
    )
    assert found == direct


async def test_a_merged_ticket_is_still_found_by_its_reporters_fast_words(store: Store) -> None:
    part = ticket(
        1,
        conversation=THREAD,
        place="50",
        subject='a quote: "merged":{',
        status=TicketStatus.RESOLVED,
        merged=Merged(
            into=TicketId(2), at=NOON, by=PersonId("grace"), status=TicketStatus.OPEN, affected=1
        ),
    )
    await store.transact(lambda work: work.tickets.add(part))

    async def recent() -> object:
        return await store.look(
            lambda work: work.tickets.recent_of(
                PersonId("r_1"), channel="discord", place="50", since=NOON
            )
        )

    assert await recent() == part
    await store.transact(lambda work: work.tickets.save(replace(part, merged=None)))
    assert await recent() is None


async def test_tickets_are_found_by_words_anywhere_in_any_case(store: Store) -> None:
    def write(work: UnitOfWork) -> None:
        work.tickets.add(ticket(1, subject="Export läuft nicht", reporter_name="Ödön"))
        work.tickets.add(ticket(2, subject="100% CPU", status=TicketStatus.RESOLVED))
        work.tickets.add_message(said("one", text="ÜBERALL ist der Cache leer"))
        work.tickets.add_message(said("two", author=Author.NOTE, text="ask_Kim"))
        work.tickets.add_message(said("three", ticket=TicketId(2), text="the cache is full"))

    await store.transact(write)

    async def found(*words: str, open_only: bool = False) -> list[int]:
        tickets = await store.look(
            lambda work: work.tickets.search(words, open_only=open_only, limit=9)
        )
        return [one.id for one in tickets]

    assert await found("cache") == [2, 1]
    assert await found("cache", open_only=True) == [1]
    assert await found("EXPORT", "cache", "überall") == [1]
    assert await found("ödön") == [1]
    assert await found("ADA@example") == [2, 1]
    assert await found("ask_kim") == [1]
    assert await found("askxkim") == []
    assert await found("100%") == [2]
    assert await found("1%0") == []
    assert await found("status") == []  # the stored form is not searched, only its words
    assert await found("cache", "nowhere") == []


async def test_a_persons_name_is_what_their_channel_calls_them(store: Store) -> None:
    ada = await store.transact(lambda work: work.tickets.person("email", "support", "ada@x", "Ada"))

    async def name(person: str) -> str | None:
        return await store.look(lambda work: work.tickets.name(PersonId(person)))

    assert (await name(ada), await name("r_99"), await name("grace")) == ("Ada", None, None)


async def test_only_the_reporters_words_count_as_recent(store: Store) -> None:
    there = ticket(1, conversation=THREAD, place="50")

    def write(work: UnitOfWork) -> None:
        work.tickets.add(there)
        late = NOON + timedelta(minutes=10)
        work.tickets.add_message(said("m1", author=Author.BYSTANDER, at=late))

    await store.transact(write)

    found = await store.look(
        lambda work: work.tickets.recent_of(
            PersonId("r_1"), channel="discord", place="50", since=NOON + timedelta(minutes=5)
        )
    )
    assert found is None


async def test_tickets_are_listed_newest_first_and_without_resolved_ones(store: Store) -> None:
    tickets = [ticket(1), ticket(2, status=TicketStatus.RESOLVED), ticket(3)]

    def write(work: UnitOfWork) -> None:
        for one in tickets:
            work.tickets.add(one)

    await store.transact(write)

    assert [
        one.id for one in await store.look(lambda work: work.tickets.find(open_only=True, limit=9))
    ] == [3, 1]
    assert [
        one.id for one in await store.look(lambda work: work.tickets.find(open_only=False, limit=2))
    ] == [3, 2]


async def test_messages_and_timeline_are_kept_in_order(store: Store) -> None:
    event = Event(
        ticket=TicketId(1), at=NOON, kind="opened", by=PersonId("r_1"), facts={"why": ["ä", 1]}
    )

    def write(work: UnitOfWork) -> None:
        work.tickets.add(ticket())
        for one in ("b", "a"):
            work.tickets.add_message(said(one))
        work.tickets.record(event)
        work.tickets.record(replace(event, kind="claimed", by=None, facts={}))

    await store.transact(write)

    messages = await store.look(lambda work: work.tickets.messages(TicketId(1)))
    events = await store.look(lambda work: work.tickets.events(TicketId(1)))
    assert messages == [said("b"), said("a")]
    assert events == [event, replace(event, kind="claimed", by=None, facts={})]


async def test_what_was_decided_is_read_on_from_where_one_was(store: Store) -> None:
    one = Event(ticket=TicketId(1), at=NOON, kind="opened")
    later = replace(one, at=NOON + timedelta(hours=1), kind="claimed")
    other = replace(later, ticket=TicketId(2))
    for event in (one, other, later):
        await store.transact(lambda work, event=event: work.tickets.record(event))  # type: ignore[misc]

    async def decided(**wanted: Any) -> list[tuple[int, Event]]:
        asked: dict[str, Any] = {"after": 0, "since": None, "ticket": None, "limit": 9} | wanted
        return await store.look(lambda work: work.tickets.decided(**asked))

    [(first, _), *_] = whole = await decided()
    assert [event for _, event in whole] == [one, other, later]
    assert await decided(after=first, limit=1) == whole[1:2]
    assert await decided(since=later.at, ticket=TicketId(1)) == whole[2:]


async def test_one_address_is_one_person(store: Store) -> None:
    async def person(address: str, account: str = "support") -> PersonId:
        return await store.transact(
            lambda work: work.tickets.person("email", account, address, "Ada")
        )

    ada, again, bob = await person("ada@x"), await person("ada@x"), await person("bob@x")

    assert ada == again
    assert ada != bob
    contact = await store.look(lambda work: work.tickets.contact("email", "support", "ada@x"))
    assert contact is not None
    assert (contact.person, contact.name) == (ada, "Ada")
    assert await store.look(lambda work: work.tickets.contact("email", "support", "eve@x")) is None


async def test_tickets_since_a_number_and_a_time_are_told_oldest_first(store: Store) -> None:
    def fill(work: UnitOfWork) -> None:
        for number, day in ((3, 3), (1, 1), (2, 2)):
            opened_at = NOON + timedelta(days=day)
            work.tickets.add(ticket(number, opened_at=opened_at))

    await store.transact(fill)

    def seen(work: UnitOfWork) -> tuple[list[TicketId], list[TicketId]]:
        return (
            work.tickets.numbers(after=TicketId(1)),
            work.tickets.numbers(after=TicketId(0), since=NOON + timedelta(days=3)),
        )

    assert await store.look(seen) == ([2, 3], [3])


async def test_a_reporters_tickets_are_found_newest_first(store: Store) -> None:
    def write(work: UnitOfWork) -> None:
        for number in (1, 2, 3, 4):
            mine = PersonId("r_1" if number != 3 else "r_2")
            work.tickets.add(replace(ticket(number), reporter=mine))

    await store.transact(write)

    found = await store.look(lambda work: work.tickets.reported_by(PersonId("r_1"), limit=2))
    assert [one.id for one in found] == [4, 2]


async def test_a_message_is_found_by_its_id_and_reworded(store: Store) -> None:
    await store.transact(lambda work: work.tickets.add_message(said("a")))

    await store.transact(lambda work: work.tickets.reword(said("a").ref, "other words"))

    found = await store.look(lambda work: work.tickets.message(said("a").ref))
    assert found == replace(said("a"), text="other words")
    assert await store.look(lambda work: work.tickets.message(said("b").ref)) is None


async def test_an_address_that_is_not_reached_is_marked_until_it_writes_again(store: Store) -> None:
    who = ("email", "support", "ada@example.org")

    def unit(work: UnitOfWork) -> list[object]:
        before = work.tickets.undeliverable(*who, "bounced: 5.1.1")
        work.tickets.person(*who, "Ada")
        marked = work.tickets.undeliverable(*who, "bounced: 5.1.1")
        known = work.tickets.contact(*who)
        work.tickets.person(*who, "Ada")
        again = work.tickets.contact(*who)
        assert known is not None
        assert again is not None
        return [before, marked, known.undeliverable, again.undeliverable]

    assert await store.transact(unit) == [False, True, "bounced: 5.1.1", None]
