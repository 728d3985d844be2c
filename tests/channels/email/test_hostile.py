"""Mails made to hurt: each is read or refused, within 2 s of CPU time and 200 MB."""

from __future__ import annotations

import base64
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.email import limits
from channels.email.apart import Reader, Task
from tests.channels.email.hostile import HOSTILE
from tests.channels.email.samples import AT, KEY, mail, mailbox, multipart, part
from triage.messages import MessageArrived, Rejected

REFUSED = [
    *("subject of 1 MB", "subject of 1 MB, folded", "subject of 20,000 encoded words"),
    *("20,000 recipients, folded", "100,000 references", "20,000 header fields"),
    *("a header block without an end", "8-bit headers", "20,000 parts", "20,000 alternatives"),
    *("1,000 nested parts", "more than 25 MB"),
]
"""Beyond the limits: a flagged ticket from what the headers still say. All others are read."""


@pytest.fixture
def reader() -> Iterator[Reader]:
    one = Reader()
    yield one
    one.close()


def _task(raw: bytes) -> Task:
    return Task(raw=raw, mailbox=mailbox(), key=KEY, received_at=AT)


@pytest.mark.timeout(120)
def test_no_mail_takes_more_than_two_seconds_or_200_mb() -> None:
    untraced = {name: value for name, value in os.environ.items() if "COVERAGE" not in name}
    done = subprocess.run(
        [sys.executable, "-m", "tests.channels.email.ordeal"],
        capture_output=True,
        check=True,
        env=untraced,  # else the two seconds are spent on counting lines
    )

    outcomes = json.loads(done.stdout)
    assert {
        name: outcomes[name] for name in HOSTILE if outcomes[name] != "MessageArrived"
    } == dict.fromkeys(REFUSED, "Rejected")


_PIECES = [
    *(b"\r\n", b"\r\n\r\n", b"\n", b"\r", b"\x00", b"--", b"--cut", b"--cut--\r\n", b": ", b'"'),
    *(b"Content-Type: multipart/mixed; boundary=cut\r\n", b"Content-Type: text/html\r\n"),
    *(b"Content-Type: multipart/alternative\r\n", b"Content-Type: message/rfc822\r\n"),
    *(b"Content-Transfer-Encoding: base64\r\n", b"From: a@b\r\n", b"Subject: =?utf-8?b?", b"?="),
    *(b"Content-Type: message/delivery-status\r\n", b"Final-Recipient: rfc822;", b"<p>", b"</"),
    *(b"Date: Mon, 99 Foo 9999 99:99 +9999\r\n", b"Message-ID: <", b">", b"References: <a@b> "),
    *(b"Content-Disposition: attachment; filename*=utf-8''%ff\r\n", b"charset=utf-7", b"\xff\xfe"),
    *(b"Content-Type: multipart/signed\r\n", b"Content-Type: application/ms-tnef\r\n"),
]


@given(st.lists(st.one_of(st.sampled_from(_PIECES), st.binary(max_size=20)), max_size=40))
def test_no_bytes_raise(pieces: list[bytes]) -> None:
    assert isinstance(Reader().read(_task(b"".join(pieces))), MessageArrived | Rejected)


def test_a_large_mail_is_read_apart_and_comes_out_the_same(reader: Reader) -> None:
    coded = base64.encodebytes(bytes(limits.APART)).decode()
    picture = part(coded, "Content-Transfer-Encoding: base64", kind="image/png; name=a.png")
    task = _task(multipart(part("See the picture."), picture))

    assert reader.read(task) == task.read()
    assert reader.read(task) == task.read()


def test_a_reading_that_takes_too_long_is_killed_and_the_next_one_goes_on(
    reader: Reader,
) -> None:
    task = _task(mail("a " * limits.APART))
    reader.patience = 0

    read = reader.read(task)

    assert isinstance(read, Rejected)
    assert (read.subject, read.sender) == ("Export stops", "ada@customer.example")
    assert read.why == "reading it took more than 2 s or 200 MB"
    reader.patience = limits.WAIT_SECONDS
    assert isinstance(reader.read(task), MessageArrived)


def test_a_child_that_died_meanwhile_is_no_fault_of_the_next_mail(reader: Reader) -> None:
    task = _task(mail("a " * limits.APART))
    reader.read(task)
    assert reader.pid is not None
    os.kill(reader.pid, signal.SIGKILL)
    os.waitid(os.P_PID, reader.pid, os.WEXITED | os.WNOWAIT)

    assert isinstance(reader.read(task), MessageArrived)


@pytest.mark.parametrize(
    "burn", ["while True: pass", "held = bytearray(300 * 1024 * 1024)"], ids=["time", "memory"]
)
def test_the_child_may_take_so_much_and_no_more(burn: str) -> None:
    code = f"from channels.email.apart import _allow; _allow(0, 200 * 1024 * 1024)\n{burn}"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)  # noqa: S603

    assert done.returncode != 0
    assert done.returncode < 0 or b"MemoryError" in done.stderr
