"""What every store promises about arrivals: kept once, in order, never lost."""

from dataclasses import replace
from datetime import timedelta

from tests.builders import NOON, raw, ticket
from triage.marks import Cursor
from triage.messages import (
    RawArrival,
    ReactionMark,
)
from triage.model import Author, MessageRef, TicketId, TicketMessage, TicketStatus
from triage.ports.work import Store, UnitOfWork

CURSOR = Cursor(channel="email", account="support", place="INBOX", value="7:812")
LATER = NOON + timedelta(minutes=1)


async def test_what_came_in_is_taken_byte_for_byte(store: Store) -> None:
    await store.transact(lambda work: work.arrivals.accept([raw()], None, now=NOON))

    [taken] = await store.transact(lambda work: work.arrivals.take(now=NOON, until=LATER, limit=9))

    assert (taken.raw, taken.attempts) == (raw(), 0)


async def test_a_copy_is_dropped(store: Store) -> None:
    first = await store.transact(lambda work: work.arrivals.accept([raw()], None, now=NOON))
    second = await store.transact(
        lambda work: work.arrivals.accept([raw(), raw("a2"), raw("a2")], None, now=NOON)
    )

    assert (first, second) == (1, 1)


async def test_the_same_id_in_another_account_is_another_arrival(store: Store) -> None:
    other = replace(raw(), account="security")

    new = await store.transact(lambda work: work.arrivals.accept([raw(), other], None, now=NOON))

    assert new == 2


async def test_an_arrival_taken_is_not_taken_again_until_its_time_is_up(store: Store) -> None:
    await store.transact(lambda work: work.arrivals.accept([raw()], None, now=NOON))
    await store.transact(lambda work: work.arrivals.take(now=NOON, until=LATER, limit=9))

    before = await store.transact(lambda work: work.arrivals.take(now=NOON, until=LATER, limit=9))
    after = await store.transact(lambda work: work.arrivals.take(now=LATER, until=LATER, limit=9))

    assert (len(before), len(after)) == (0, 1)


async def test_arrivals_are_taken_in_the_order_they_came(store: Store) -> None:
    raws = [raw(f"a{n}") for n in range(5)]
    await store.transact(lambda work: work.arrivals.accept(raws, None, now=NOON))

    taken = await store.transact(lambda work: work.arrivals.take(now=NOON, until=LATER, limit=3))

    assert [one.raw.external_id for one in taken] == ["a0", "a1", "a2"]


async def test_no_more_bytes_are_taken_at_once_than_asked_for_but_one_arrival_always_is(
    store: Store,
) -> None:
    sizes = (40, 50, 20, 300, 1)
    raws = [replace(raw(f"a{size}"), raw=b"x" * size) for size in sizes]
    await store.transact(lambda work: work.arrivals.accept(raws, None, now=NOON))

    def take(work: UnitOfWork) -> list[str]:
        taken = work.arrivals.take(now=NOON, until=LATER, limit=9, most_bytes=100)
        return [one.raw.external_id for one in taken]

    batches = [await store.transact(take) for _ in range(4)]
    assert batches == [["a40", "a50"], ["a20"], ["a300"], ["a1"]]


async def test_an_arrival_that_is_done_is_never_taken_again(store: Store) -> None:
    await store.transact(lambda work: work.arrivals.accept([raw()], None, now=NOON))
    [one] = await store.transact(lambda work: work.arrivals.take(now=NOON, until=LATER, limit=9))
    await store.transact(
        lambda work: work.arrivals.done(one.id, disposition="report", ticket=TicketId(1))
    )

    assert (
        await store.transact(lambda work: work.arrivals.take(now=LATER, until=LATER, limit=9)) == []
    )


async def test_a_failed_arrival_waits_for_its_retry_then_is_kept_for_good(store: Store) -> None:
    await store.transact(lambda work: work.arrivals.accept([raw()], None, now=NOON))
    [one] = await store.transact(lambda work: work.arrivals.take(now=NOON, until=LATER, limit=9))

    await store.transact(lambda work: work.arrivals.failed(one.id, error="bug", retry_at=LATER))
    soon = await store.transact(lambda work: work.arrivals.take(now=NOON, until=LATER, limit=9))
    [again] = await store.transact(lambda work: work.arrivals.take(now=LATER, until=LATER, limit=9))
    await store.transact(lambda work: work.arrivals.failed(one.id, error="bug", retry_at=None))
    never = await store.transact(
        lambda work: work.arrivals.take(now=LATER + timedelta(days=9), until=LATER, limit=9)
    )

    assert (soon, again.attempts, never) == ([], 1, [])
    assert (
        await store.look(lambda work: work.arrivals.raw(MessageRef("email", "support", "a1")))
        == raw()
    )


async def test_a_cursor_moves_with_the_mail_and_remembers_the_first_contact(store: Store) -> None:
    await store.transact(lambda work: work.arrivals.accept([raw()], CURSOR, now=NOON))
    moved = replace(CURSOR, value="7:900")
    await store.transact(lambda work: work.arrivals.accept([], moved, now=LATER))

    position = await store.look(lambda work: work.arrivals.position("email", "support", "INBOX"))

    assert position is not None
    assert (position.value, position.first_seen_at) == ("7:900", NOON)


async def test_a_place_never_seen_has_no_position(store: Store) -> None:
    assert await store.look(lambda work: work.arrivals.position("email", "x", "INBOX")) is None


async def test_claim_release_claim_are_three_arrivals_and_a_reread_reaction_is_none(
    store: Store,
) -> None:
    def reaction(*, present: bool) -> list[RawArrival]:
        mark = ReactionMark(message="5", user="7", emoji="hand", present=present)
        return [raw("5:7:hand", reaction=mark)]

    counts = []
    for present in (True, True, False, False, True):
        raws = reaction(present=present)
        counts.append(
            await store.transact(
                lambda work, raws=raws: work.arrivals.accept(raws, None, now=NOON)  # type: ignore[misc]
            )
        )
    taken = await store.transact(lambda work: work.arrivals.take(now=NOON, until=LATER, limit=9))

    assert counts == [1, 0, 1, 0, 1]
    assert [one.raw.external_id for one in taken] == ["5:7:hand:1", "5:7:hand:2", "5:7:hand:3"]


async def test_a_reaction_cleared_without_effect_can_be_set_anew(store: Store) -> None:
    mark = ReactionMark(message="5", user="7", emoji="hand", present=True)
    cleared = replace(mark, present=False, effective=False)
    await store.transact(
        lambda work: work.arrivals.accept([raw("r", reaction=mark)], None, now=NOON)
    )

    nothing = await store.transact(
        lambda work: work.arrivals.accept([raw("r", reaction=cleared)], None, now=NOON)
    )
    again = await store.transact(
        lambda work: work.arrivals.accept([raw("r", reaction=mark)], None, now=NOON)
    )

    assert (nothing, again) == (0, 1)


async def test_what_a_dead_service_held_is_free_at_once(store: Store) -> None:
    await store.transact(lambda work: work.arrivals.accept([raw()], None, now=NOON))
    await store.transact(lambda work: work.arrivals.take(now=NOON, until=LATER, limit=9))

    await store.transact(lambda work: work.arrivals.free())

    assert (
        len(await store.transact(lambda work: work.arrivals.take(now=NOON, until=LATER, limit=9)))
        == 1
    )


async def test_what_became_of_an_arrival_is_told_once_it_is_done(store: Store) -> None:
    ref = MessageRef("email", "support", "a1")
    await store.transact(lambda work: work.arrivals.accept([raw()], None, now=NOON))
    [taken] = await store.transact(lambda work: work.arrivals.take(now=NOON, until=LATER, limit=9))
    assert await store.look(lambda work: work.arrivals.outcome(ref)) is None

    await store.transact(
        lambda work: work.arrivals.done(taken.id, disposition="report", ticket=TicketId(3))
    )

    assert await store.look(lambda work: work.arrivals.outcome(ref)) == ("report", 3)


async def test_an_arrival_without_a_ticket_has_a_disposition_all_the_same(store: Store) -> None:
    await store.transact(lambda work: work.arrivals.accept([raw()], None, now=NOON))
    [taken] = await store.transact(lambda work: work.arrivals.take(now=NOON, until=LATER, limit=9))
    await store.transact(
        lambda work: work.arrivals.done(taken.id, disposition="chatter", ticket=None)
    )

    ref = MessageRef("email", "support", "a1")
    assert await store.look(lambda work: work.arrivals.outcome(ref)) == ("chatter", None)


async def test_a_twin_in_another_account_names_the_ticket(store: Store) -> None:
    other = replace(raw(), account="security")

    def unit(work: UnitOfWork) -> list[TicketId | None]:
        for account in ("support", "security"):
            work.arrivals.accept([], replace(CURSOR, account=account), now=NOON)
        work.arrivals.accept([raw(), raw("a2"), other], None, now=NOON)
        found = [work.arrivals.twin(other)]
        for one in work.arrivals.take(now=NOON, until=LATER, limit=2):
            work.arrivals.done(one.id, disposition="report", ticket=TicketId(7))
        return [
            *found,
            work.arrivals.twin(other),
            work.arrivals.twin(raw()),
            work.arrivals.twin(replace(other, external_id="a3")),
            work.arrivals.twin(replace(other, channel="discord")),
        ]

    assert await store.transact(unit) == [None, TicketId(7), None, None, None]


async def test_what_is_held_is_told_once_and_comes_again_when_it_is_released(store: Store) -> None:
    def hold(work: UnitOfWork) -> None:
        work.arrivals.accept([raw(), raw("a2"), raw("a3")], None, now=NOON)
        for one in work.arrivals.take(now=NOON, until=LATER, limit=2):
            work.arrivals.note(one.id, f"note {one.raw.external_id}")
            work.arrivals.done(one.id, disposition="held", ticket=None)

    await store.transact(hold)
    assert await store.transact(lambda work: work.arrivals.tell_held("one")) == [
        "note a1",
        "note a2",
    ]
    assert await store.transact(lambda work: work.arrivals.tell_held("two")) == []
    assert await store.transact(lambda work: work.arrivals.release("two")) == 0
    assert await store.transact(lambda work: work.arrivals.release("one")) == 2
    taken = await store.transact(lambda work: work.arrivals.take(now=LATER, until=LATER, limit=9))

    assert [(one.raw.external_id, one.released) for one in taken] == [
        ("a1", True),
        ("a2", True),
        ("a3", False),
    ]


async def test_places_are_found_by_how_their_names_begin(store: Store) -> None:
    def write(work: UnitOfWork) -> None:
        for place in ("dm:2", "dm_1", "dm:1", "7"):
            cursor = Cursor(channel="discord", account="1", place=place, value="9")
            work.arrivals.accept([], cursor, now=NOON)

    await store.transact(write)

    found = await store.look(lambda work: work.arrivals.places("discord", "1", "dm:"))
    assert found == ["dm:1", "dm:2"]
    assert await store.look(lambda work: work.arrivals.places("discord", "2", "dm:")) == []


async def test_what_was_said_in_tickets_that_are_open_or_were_heard_of_lately_is_found(
    store: Store,
) -> None:
    """By its bytes, the newest first; what belongs to no ticket is not."""

    def write(work: UnitOfWork) -> None:
        work.arrivals.accept([raw(f"a{n}") for n in range(5)], None, now=NOON)
        for number, status in ((1, TicketStatus.OPEN), (2, TicketStatus.RESOLVED)):
            work.tickets.add(ticket(number, status=status))
        for number, its in ((1, "a0"), (2, "a1"), (1, "a3")):
            ref = MessageRef("email", "support", its)
            said = TicketMessage(
                ticket=TicketId(number),
                ref=ref,
                author=Author.REPORTER,
                person=None,
                at=NOON + timedelta(hours=number),
                text="words",
            )
            work.tickets.add_message(said)

    await store.transact(write)

    async def found(account: str = "support", hours: int = 2, limit: int = 9) -> list[str]:
        since = NOON + timedelta(hours=hours)
        raws = await store.look(
            lambda work: work.arrivals.said("email", account, since=since, limit=limit)
        )
        assert set(raws) <= {raw(one.external_id) for one in raws}
        return [one.external_id for one in raws]

    assert await found() == ["a3", "a1", "a0"]
    assert await found(hours=3) == ["a3", "a0"]
    assert await found(limit=1) == ["a3"]
    assert await found("security") == []


async def test_what_never_came_in_is_told(store: Store) -> None:
    await store.transact(lambda work: work.arrivals.accept([raw("a1"), raw("a3")], None, now=NOON))

    async def lacks(account: str) -> list[str]:
        ids = ("a1", "a2", "a3", "a4")
        return await store.look(lambda work: work.arrivals.lacks("email", account, ids))

    assert await lacks("support") == ["a2", "a4"]
    assert await lacks("security") == ["a1", "a2", "a3", "a4"]
    assert await store.look(lambda work: work.arrivals.lacks("email", "support", ())) == []
