"""What every store promises about the outbox: in order, by grade, never twice, never lost."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol

import pytest

from tests.builders import NOON, ROOM, THREAD, outgoing, ticket
from triage.marks import Card
from triage.messages import (
    Act,
    Call,
    Grade,
    Notice,
    Outgoing,
    RawArrival,
    ReactionMark,
    Receipt,
    lane_of,
)
from triage.model import MessageRef, PersonId, TicketId, TicketStatus
from triage.people import Means
from triage.ports.outbox import Delivery
from triage.ports.work import Store, UnitOfWork

SOON = NOON + timedelta(seconds=30)
LATER = NOON + timedelta(minutes=1)


class Enqueue(Protocol):
    async def __call__(self, *messages: Outgoing, held: bool = False) -> list[bool]: ...


@pytest.fixture
def enqueue(store: Store) -> Enqueue:
    async def put(*messages: Outgoing, held: bool = False) -> list[bool]:
        def unit(work: UnitOfWork) -> list[bool]:
            return [work.outbox.enqueue(one, now=NOON, due_at=NOON, held=held) for one in messages]

        return await store.transact(unit)

    return put


async def take(store: Store, *, at: datetime = NOON, limit: int = 9) -> list[Delivery]:
    return await store.transact(
        lambda work: work.outbox.take("email", now=at, until=LATER, limit=limit)
    )


async def test_a_message_is_taken_whole(store: Store, enqueue: Enqueue) -> None:
    whole = outgoing(
        notice=Notice.KNOCK, mentions=("7",), references=("a", "b"), subject="Re: Help [1]"
    )
    await enqueue(whole)

    [taken] = await take(store)

    assert (taken.message, taken.attempts) == (whole, 1)


async def test_one_key_is_one_message(store: Store, enqueue: Enqueue) -> None:
    assert await enqueue(outgoing()) == [True]
    assert await enqueue(outgoing(text="again")) == [False]
    assert len(await take(store)) == 1


async def test_nothing_in_a_lane_overtakes(store: Store, enqueue: Enqueue) -> None:
    await enqueue(outgoing("k1"), outgoing("k2", grade=Grade.PAGE), outgoing("k3"))

    [first] = await take(store)
    blocked = await take(store)
    await store.transact(lambda work: work.outbox.sent(first.id, Receipt("r1")))
    [second] = await take(store)

    assert (first.message.key, blocked, second.message.key) == ("k1", [], "k2")


async def test_the_highest_grade_goes_first(store: Store, enqueue: Enqueue) -> None:
    await enqueue(
        outgoing("bulk", lane="a", grade=Grade.BULK),
        outgoing("update", lane="b", grade=Grade.UPDATE),
        outgoing("page", lane="c", grade=Grade.PAGE),
    )

    assert [one.message.key for one in await take(store, limit=2)] == ["page", "update"]


async def test_other_channels_messages_are_not_taken(store: Store, enqueue: Enqueue) -> None:
    await enqueue(outgoing(to=THREAD, lane="x"))

    assert await take(store) == []


async def test_a_send_that_nobody_finished_is_taken_again_as_a_resend(
    store: Store,
    enqueue: Enqueue,
) -> None:
    await enqueue(outgoing())
    await take(store)

    assert await take(store, at=SOON) == []
    [again] = await take(store, at=LATER)

    assert (again.message.resend, again.message.first_tried_at, again.attempts) == (True, NOON, 2)


async def test_a_retry_waits_until_it_is_due_and_keeps_the_lane(
    store: Store, enqueue: Enqueue
) -> None:
    await enqueue(outgoing("k1"), outgoing("k2"))
    [one] = await take(store)
    await store.transact(
        lambda work: work.outbox.retry(one.id, due_at=LATER, error="busy", uncertain=False)
    )

    assert await take(store, at=SOON) == []
    [again] = await take(store, at=LATER)

    assert (again.message.key, again.message.resend) == ("k1", False)


async def test_an_uncertain_retry_is_a_resend(store: Store, enqueue: Enqueue) -> None:
    await enqueue(outgoing())
    [one] = await take(store)
    await store.transact(
        lambda work: work.outbox.retry(one.id, due_at=SOON, error="died", uncertain=True)
    )

    [again] = await take(store, at=SOON)

    assert again.message.resend


async def test_a_dead_message_frees_its_lane_and_stays_visible(
    store: Store, enqueue: Enqueue
) -> None:
    await enqueue(outgoing("k1"), outgoing("k2"))
    [one] = await take(store)
    await store.transact(lambda work: work.outbox.dead(one.id, error="no such mailbox"))

    [after] = await take(store)
    shown = await store.look(lambda work: work.outbox.undelivered(TicketId(1)))

    assert after.message.key == "k2"
    assert [(message.key, state, error) for message, state, error in shown] == [
        ("k1", "dead", "no such mailbox"),
        ("k2", "sending", ""),
    ]


async def test_what_is_cancelled_is_not_sent(store: Store, enqueue: Enqueue) -> None:
    await enqueue(
        outgoing("k1", notice=Notice.PAGE, lane="a"),
        outgoing("k2", notice=Notice.PAGE, lane="b", ticket=TicketId(2)),
        outgoing("k3", lane="c"),
    )

    dropped = await store.transact(lambda work: work.outbox.cancel(TicketId(1), (Notice.PAGE,)))

    assert dropped == 1
    assert [one.message.key for one in await take(store)] == ["k2", "k3"]


async def test_what_is_held_waits_for_a_person_and_blocks_nobody(
    store: Store, enqueue: Enqueue
) -> None:
    await enqueue(outgoing("k1"), held=True)
    await enqueue(outgoing("k2"))

    [other] = await take(store)
    await store.transact(lambda work: work.outbox.sent(other.id, Receipt("r2")))
    released = await store.transact(lambda work: work.outbox.release_held(now=SOON))
    [held] = await take(store, at=SOON)

    assert (other.message.key, released, held.message.key) == ("k2", 1, "k1")


async def test_receipts_are_counted_within_a_window(store: Store, enqueue: Enqueue) -> None:
    await enqueue(outgoing("k1"), outgoing("k2"), outgoing("k3", notice=Notice.CLAIMED))

    def count(work: UnitOfWork) -> tuple[int, int]:
        before = work.outbox.count_since(Notice.ACKNOWLEDGED, NOON - timedelta(minutes=10))
        return before, work.outbox.count_since(Notice.ACKNOWLEDGED, NOON)

    assert await store.look(count) == (2, 0)


async def test_an_edit_learns_the_id_of_the_message_it_changes(
    store: Store, enqueue: Enqueue
) -> None:
    await enqueue(outgoing("card"), outgoing("edit", act=Act.EDIT, target="card"))
    [card] = await take(store)
    await store.transact(lambda work: work.outbox.sent(card.id, Receipt("777")))

    [edit] = await take(store)

    assert edit.message.remote_id == "777"


async def test_a_card_leads_to_its_ticket(store: Store, enqueue: Enqueue) -> None:
    def write(work: UnitOfWork) -> None:
        work.tickets.add(ticket(1))
        work.tickets.add(ticket(2, status=TicketStatus.RESOLVED))

    await store.transact(write)
    await enqueue(
        outgoing("c1", notice=Notice.CARD, to=ROOM, lane="a"),
        outgoing("c2", notice=Notice.PAGE, to=ROOM, lane="b", ticket=TicketId(2)),
        outgoing("c3", notice=Notice.CARD, to=ROOM, lane="c"),
        outgoing("c4", to=ROOM, lane="d"),
    )
    taken = await store.transact(
        lambda work: work.outbox.take("discord", now=NOON, until=LATER, limit=9)
    )

    def sent(work: UnitOfWork) -> None:
        for one in taken:
            if one.message.key != "c3":
                work.outbox.sent(one.id, Receipt(f"m-{one.message.key}"))

    await store.transact(sent)

    def find(work: UnitOfWork) -> list[TicketId | None]:
        return [
            work.outbox.ticket_of_card(MessageRef("discord", "1", one))
            for one in ("m-c1", "m-c2", "m-c4", "m-c9")
        ]

    assert await store.look(find) == [1, 2, None, None]
    assert await store.look(lambda work: work.outbox.cards("discord", "1")) == [
        Card(place="900", external_id="m-c2", ticket=TicketId(2), open=False),
        Card(place="900", external_id="m-c1", ticket=TicketId(1), open=True),
    ]


async def test_what_a_dead_service_was_sending_is_uncertain_at_once(
    store: Store, enqueue: Enqueue
) -> None:
    await enqueue(outgoing("k1"), outgoing("k2", lane="b"))
    [one, two] = await take(store)
    await store.transact(lambda work: work.outbox.sent(two.id, Receipt("r2")))

    await store.transact(lambda work: work.outbox.free())
    [again] = await take(store)

    assert (again.id, again.message.resend) == (one.id, True)


async def test_what_waits_in_a_conversation_is_said_where_it_goes_on(
    store: Store, enqueue: Enqueue
) -> None:
    before = outgoing("k1").to
    after = replace(before, thread="99")
    lane = lane_of(before)
    await enqueue(
        outgoing("k0", lane=lane),
        outgoing("k1", lane=lane),
        outgoing("k2", lane="elsewhere"),
        outgoing("k3", lane=lane, ticket=TicketId(2)),
    )
    taken = await take(store, limit=1)
    assert [one.message.key for one in taken] == ["k0"]
    moved = await store.transact(lambda work: work.outbox.readdress(TicketId(1), before, after))
    await store.transact(lambda work: work.outbox.sent(taken[0].id, Receipt("r")))

    waiting = {one.message.key: one.message for one in await take(store)}
    assert moved == 1
    assert (waiting["k1"].to, waiting["k1"].lane) == (after, lane_of(after))
    assert (waiting["k2"].to, waiting["k3"].to) == (before, before)


async def test_a_card_knows_what_stands_on_it_while_its_ticket_is_open(
    store: Store, enqueue: Enqueue
) -> None:
    def reacted(user: str, *, present: bool) -> RawArrival:
        mark = ReactionMark(message="m1", user=user, emoji="x", present=present)
        return RawArrival(
            channel="discord",
            account="1",
            external_id=f"m1:{user}:x",
            raw=b"",
            received_at=NOON,
            reaction=mark,
        )

    def write(work: UnitOfWork) -> None:
        work.tickets.add(ticket(1))
        marks = (("7", True), ("8", True), ("8", False))
        raws = [reacted(user, present=present) for user, present in marks]
        for raw in raws:
            work.arrivals.accept([raw], None, now=NOON)

    await store.transact(write)
    await enqueue(outgoing("c1", to=ROOM, notice=Notice.CARD))
    [taken] = await store.transact(
        lambda work: work.outbox.take("discord", now=NOON, until=LATER, limit=9)
    )
    await store.transact(lambda work: work.outbox.sent(taken.id, Receipt("m1")))

    [card] = await store.look(lambda work: work.outbox.cards("discord", "1"))
    assert card.standing == (("7", "x"),)
    solved = replace(ticket(1), status=TicketStatus.RESOLVED)
    await store.transact(lambda work: work.tickets.save(solved))
    [card] = await store.look(lambda work: work.outbox.cards("discord", "1"))
    assert card.standing == ()


async def test_what_came_back_is_undelivered_after_all(store: Store, enqueue: Enqueue) -> None:
    await enqueue(outgoing())
    [taken] = await take(store)
    await store.transact(lambda work: work.outbox.sent(taken.id, Receipt("r1")))
    account = taken.message.to.account

    def unit(work: UnitOfWork) -> list[int]:
        ids = ["r0", "r1"]
        return [
            work.outbox.bounced("email", "another", ids, why="5.1.1"),
            work.outbox.bounced("email", account, ids, why="5.1.1"),
        ]

    assert await store.transact(unit) == [0, 1]
    [(message, state, why)] = await store.look(lambda work: work.outbox.undelivered())
    assert (message.key, state, why) == (taken.message.key, "bounced", "5.1.1")


async def test_who_takes_pages_only_gets_no_other_message(store: Store, enqueue: Enqueue) -> None:
    await enqueue(
        outgoing("k1", grade=Grade.REPLY, lane="a"), outgoing("k2", grade=Grade.PAGE, lane="b")
    )

    def pages(work: UnitOfWork) -> list[Delivery]:
        return work.outbox.take("email", now=NOON, until=LATER, limit=9, lowest=Grade.PAGE)

    assert [one.message.key for one in await store.transact(pages)] == ["k2"]


async def test_calls_are_told_as_they_were_sent_and_when_that_was_tried(
    store: Store, enqueue: Enqueue
) -> None:
    """Who is called is judged again at the moment of sending, which may be hours later."""
    written, left = (
        Call(people=tuple(map(PersonId, people)), means=Means.DISCORD)
        for people in (("grace", "linus"), ("linus",))
    )
    await enqueue(
        outgoing("page", to=ROOM, lane="page", notice=Notice.PAGE, call=written),
        outgoing("card", to=ROOM, lane="card", notice=Notice.CARD, call=written),
    )
    tried = NOON + timedelta(hours=3)
    end = tried + timedelta(minutes=1)

    def send(work: UnitOfWork) -> None:
        for one in work.outbox.take("discord", now=tried, until=end, limit=9):
            call = left if one.message.key == "page" else None
            rewritten = replace(one.message, call=call)
            work.outbox.sent(one.id, Receipt(one.message.key), rewritten=rewritten)

    await store.transact(send)

    [(message, at)] = await store.look(lambda work: work.outbox.calls(tried, end))
    assert (message.key, message.call, at) == ("page", left, tried)
    assert await store.look(lambda work: work.outbox.calls(NOON, tried)) == []


async def test_a_line_about_no_ticket_carries_reactions_after_a_restart_too(
    store: Store, enqueue: Enqueue
) -> None:
    await enqueue(outgoing("spam:1", to=ROOM, notice=Notice.SPAM, ticket=None))
    [taken] = await store.transact(
        lambda work: work.outbox.take("discord", now=NOON, until=LATER, limit=9)
    )
    await store.transact(lambda work: work.outbox.sent(taken.id, Receipt("m1")))

    [card] = await store.look(lambda work: work.outbox.cards("discord", "1"))
    assert (card.external_id, card.ticket, card.open) == ("m1", None, True)
