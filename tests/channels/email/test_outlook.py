"""Outlook's conversation index, child by child."""

from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta

from channels.email import outlook
from tests.channels.email.samples import mail, understood

BEGAN = datetime(2026, 3, 2, 9, tzinfo=UTC)
EPOCH = datetime(1601, 1, 1, tzinfo=UTC)


def index(at: datetime = BEGAN, *, children: int = 0) -> str:
    ticks = int((at - EPOCH).total_seconds() * 10_000_000)
    head = (ticks >> 16).to_bytes(6, "big") + bytes(range(16))
    return base64.b64encode(head + bytes(5 * children)).decode()


def elapsed(child: str) -> float:
    """Seconds that the last block says passed since the header, as Outlook reads it."""
    block = int.from_bytes(base64.b64decode(child)[-5:-1], "big")
    shift = 23 if block >> 31 else 18
    return ((block & 0x7FFFFFFF) << shift) / 10_000_000


def test_an_answer_is_a_child_of_the_mail_it_answers() -> None:
    answer = outlook.child(index(children=2), at=BEGAN + timedelta(hours=3), key="ack:1")

    assert answer is not None
    assert base64.b64decode(answer).startswith(base64.b64decode(index(children=2)))
    assert len(base64.b64decode(answer)) == 22 + 3 * 5
    assert abs(elapsed(answer) - 3 * 3600) < 0.1


def test_years_later_the_time_is_told_more_coarsely() -> None:
    answer = outlook.child(index(), at=BEGAN + timedelta(days=1000), key="k")

    assert answer is not None
    assert abs(elapsed(answer) - 1000 * 86400) < 2


def test_a_clock_that_is_behind_makes_no_negative_time() -> None:
    answer = outlook.child(index(), at=BEGAN - timedelta(hours=1), key="k")

    assert answer is not None
    assert elapsed(answer) == 0


def test_the_same_answer_has_the_same_index_and_a_sibling_another() -> None:
    first, again, other = (outlook.child(index(), at=BEGAN, key=key) for key in ("a", "a", "b"))

    assert first == again != other


def test_what_is_no_index_is_not_answered() -> None:
    for value in ("", "x", "AQ==", base64.b64encode(bytes(24)).decode(), index(children=101)):
        assert outlook.child(value, at=BEGAN, key="k") is None


def test_a_mail_from_outlook_says_what_it_wants_back() -> None:
    read = understood(
        mail("Hi", f"Thread-Index: {index()[:20]}", f" {index()[20:]}", "Thread-Topic: Export")
    )

    assert read.echo == {"Thread-Index": index(), "Thread-Topic": "Export"}
    assert understood(mail("Hi", f"Thread-Index: {index()}")).echo == {"Thread-Index": index()}
    assert understood(mail("Hi", "Thread-Index: broken!", "Thread-Topic: Export")).echo == {}
