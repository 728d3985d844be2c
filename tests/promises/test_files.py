"""What every store promises about files: listed a ticket, and kept once by their content."""

from __future__ import annotations

import hashlib

from tests.builders import NOON, raw
from triage.messages import Attachment
from triage.model import MessageRef, TicketId
from triage.ports.store import StoredFile
from triage.ports.work import Store, UnitOfWork

SEVEN = TicketId(7)
MAIL = MessageRef("email", "support", "first@customer.example")


def _attachment(content: bytes, name: str = "a.png") -> Attachment:
    digest = hashlib.sha256(content).hexdigest()
    return Attachment(
        name=name, type="image/png", size=len(content), digest=digest, content=content
    )


async def test_files_are_listed_in_their_order_and_come_back_byte_for_byte(store: Store) -> None:
    content = bytes(range(256))
    picture, big = _attachment(content), Attachment(name="b.iso", type="x/y", size=99_000_000)
    await store.transact(lambda work: work.files.add(SEVEN, MAIL, [picture, big]))

    listed = await store.look(lambda work: work.files.of(SEVEN))

    digest = picture.digest
    assert listed == [
        StoredFile(ticket=SEVEN, ref=MAIL, name="a.png", type="image/png", size=256, digest=digest),
        StoredFile(ticket=SEVEN, ref=MAIL, name="b.iso", type="x/y", size=99_000_000),
    ]
    assert await store.look(lambda work: work.files.content(str(digest))) == content


async def test_the_same_content_is_kept_once_under_all_its_names(store: Store) -> None:
    logo = [_attachment(b"logo", "logo.png"), _attachment(b"logo", "image001.png")]
    await store.transact(lambda work: work.files.add(SEVEN, MAIL, logo))
    await store.transact(lambda work: work.files.add(TicketId(8), MAIL, logo[:1]))

    of_seven = await store.look(lambda work: work.files.of(SEVEN))
    of_eight = await store.look(lambda work: work.files.of(TicketId(8)))

    assert [one.name for one in of_seven] == ["logo.png", "image001.png"]
    assert {one.digest for one in (*of_seven, *of_eight)} == {logo[0].digest}


async def test_a_digest_without_its_content_promises_nothing(store: Store) -> None:
    known = Attachment(name="a", type="x/y", size=4, digest=hashlib.sha256(b"gone").hexdigest())
    await store.transact(lambda work: work.files.add(SEVEN, MAIL, [known]))

    [listed] = await store.look(lambda work: work.files.of(SEVEN))

    assert listed.digest is None


async def test_what_is_not_kept_is_none(store: Store) -> None:
    assert await store.look(lambda work: work.files.content("0" * 64)) is None
    assert await store.look(lambda work: work.files.of(SEVEN)) == []


async def test_the_raw_arrivals_of_a_ticket_are_found_in_their_order(store: Store) -> None:
    await store.transact(
        lambda work: work.arrivals.accept([raw("a1"), raw("a2"), raw("a3")], None, now=NOON)
    )
    taken = await store.transact(lambda work: work.arrivals.take(now=NOON, until=NOON, limit=9))
    for one, ticket in zip(taken, (SEVEN, None, SEVEN), strict=True):
        await store.transact(
            lambda work, one=one, ticket=ticket: work.arrivals.done(  # type: ignore[misc]
                one.id, disposition="report", ticket=ticket
            )
        )

    found = await store.look(lambda work: work.arrivals.of(SEVEN))

    assert found == [raw("a1"), raw("a3")]


async def test_a_content_that_comes_later_completes_its_listing(store: Store) -> None:
    """Two files of one name are completed one after the other."""
    listed = Attachment(name="a.png", type="image/png", size=4)
    one, two, strange = _attachment(b"one"), _attachment(b"two"), _attachment(b"x", "other.png")

    def write(work: UnitOfWork) -> None:
        work.files.add(SEVEN, MAIL, [listed, listed])
        for each in (one, two, strange, one):
            work.files.keep(MAIL, each)

    await store.transact(write)

    files = await store.look(lambda work: work.files.of(SEVEN))
    assert [(file.digest, file.size) for file in files] == [(one.digest, 3), (two.digest, 3)]
    assert await store.look(lambda work: work.files.content(str(two.digest))) == b"two"
    assert await store.look(lambda work: work.files.content(str(strange.digest))) is None
