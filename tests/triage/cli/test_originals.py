"""What came in, from a terminal: the whole mail, and the files that came along."""

from __future__ import annotations

import asyncio
import base64
import json
from pathlib import Path

import pytest

from channels.email.adapter import EmailChannel
from channels.email.config import EmailConfig
from channels.email.identity import external_id
from tests.builders import NOON
from tests.channels.email.samples import KEY, mail, mailbox, multipart, part
from tests.story import DESK, by_words
from tests.triage.cli.conftest import Terminal
from triage.errors import NotFoundError, RefusedError
from triage.messages import RawArrival
from triage.pipeline import Pipeline
from triage.store.sql import SqlStore
from triage.testing.clock import ManualClock

PICTURE = bytes(range(256))
BY = ("--as", "grace")


def _coded(content: bytes, kind: str) -> str:
    coded = base64.encodebytes(content).decode()
    return part(coded, "Content-Transfer-Encoding: base64", kind=kind)


MAIL = multipart(
    part("It is \x1b[31mbroken.\r\n-- \r\nAda Bloom, Customer Ltd"),
    _coded(PICTURE, "image/png; name=screen.png"),
    _coded(bytes(11_000_000), "video/mp4; name=film.mp4"),
)


def _arrive(triage: Terminal, content: bytes) -> None:
    """A mail, read and settled by the service's own pipeline."""

    async def settled() -> None:
        channel = EmailChannel(EmailConfig(mailboxes=(mailbox(),), key=KEY))
        raw = RawArrival(
            channel="email",
            account="support",
            external_id=external_id(content),
            raw=content,
            received_at=NOON,
        )
        with SqlStore(triage.url) as store:
            pipeline = Pipeline(
                store=store,
                clock=ManualClock(NOON),
                channels={"email": channel},
                desk=DESK,
                assess=by_words,
            )
            await pipeline.accept(raw)
            await pipeline.work_off()
        await channel.close()

    asyncio.run(settled())


@pytest.fixture
def arrived(triage: Terminal) -> Terminal:
    """The same desk with a mail and its files in it."""
    _arrive(triage, MAIL)
    return triage


def test_the_whole_mail_is_shown_with_what_was_folded_away(arrived: Terminal) -> None:
    shown = json.loads(arrived("ticket", "show", "1", "--json").output)
    said = arrived("ticket", "original", "1", *BY).output

    assert "Customer Ltd" not in shown["messages"][0]["text"]
    assert "Customer Ltd" in said
    assert "From: Ada Bloom <ada@customer.example>" in said
    assert "\x1b" not in said


def test_the_mail_comes_out_byte_for_byte(arrived: Terminal) -> None:
    assert arrived("ticket", "original", "1", "--raw", *BY).stdout_bytes == MAIL


def test_files_are_listed_and_written_by_their_number(arrived: Terminal, tmp_path: Path) -> None:
    shown = json.loads(arrived("ticket", "show", "1", "--json").output)
    page = arrived("ticket", "show", "1").output

    assert [(one["name"], one["size"]) for one in shown["files"]] == [
        ("screen.png", 256),
        ("film.mp4", 11_000_000),
    ]
    assert "screen.png" in page
    assert "in the original" in page
    arrived("ticket", "file", "1", "1", "--to", str(tmp_path), *BY)
    assert (tmp_path / "screen.png").read_bytes() == PICTURE


def test_d9_a_merged_ticket_brings_its_files_and_its_reporter_along(
    arrived: Terminal, tmp_path: Path
) -> None:
    _arrive(arrived, mail("It broke here, too.", message_id="<2@x>", from_="Bob <bob@x.example>"))
    arrived("ticket", "merge", "1", "2", *BY)

    shown = json.loads(arrived("ticket", "show", "2", "--json").output)
    assert [one["name"] for one in shown["files"]] == ["screen.png", "film.mp4"]
    said = " ".join(one["text"] for one in shown["messages"])
    assert ("It broke here" in said, "broken." in said) == (True, True)
    arrived("ticket", "file", "2", "1", "--to", str(tmp_path), *BY)
    assert (tmp_path / "screen.png").read_bytes() == PICTURE


def test_whoever_sees_what_is_behind_the_mask_is_written_down(
    arrived: Terminal, tmp_path: Path
) -> None:
    arrived("ticket", "original", "1", *BY)
    arrived("ticket", "file", "1", "1", "--to", str(tmp_path), *BY)
    nameless = arrived("ticket", "original", "1")

    line = json.loads(arrived("ticket", "show", "1", "--json").output)["timeline"]
    looks = [(one["kind"], one["by"], one["facts"]) for one in line if one["kind"] == "unmasked"]
    assert looks == [
        ("unmasked", "grace", {"what": "original 1"}),
        ("unmasked", "grace", {"what": "file 1"}),
    ]
    assert nameless.exit_code == 2


def test_nothing_is_overwritten(arrived: Terminal, tmp_path: Path) -> None:
    (tmp_path / "screen.png").write_bytes(b"mine")

    done = arrived("ticket", "file", "1", "1", "--to", str(tmp_path), *BY)

    assert done.exit_code == 1
    assert "name another place with --to" in done.output
    assert (tmp_path / "screen.png").read_bytes() == b"mine"


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("original", "1", "2"), "ticket 1 has 1 mails; there is no 2"),
        (("file", "1", "3"), "ticket 1 has 2 files; there is no 3"),
        (("file", "1", "2"), "film.mp4 is not kept by itself"),
        (("file", "9", "1"), "ticket 9"),
    ],
)
def test_what_is_not_there_is_said(arrived: Terminal, command: tuple[str, ...], said: str) -> None:
    with pytest.raises(NotFoundError, match=said):
        arrived("ticket", *command, *BY)


PASSED_ON = mail(
    "See below.\r\n\r\nFrom: Bob Reyes <bob@other.example>\r\nDate: Monday\r\nTo: Ada\r\n"
    "Subject: Broken\r\n\r\nIt is broken.",
    subject="Fwd: Broken",
)


def test_the_author_of_what_was_passed_on_becomes_the_reporter(triage: Terminal) -> None:
    _arrive(triage, PASSED_ON)
    assert "written by Bob Reyes <bob@other.example>" in triage("ticket", "show", "1").output

    done = triage("ticket", "reporter", "1", "--as", "grace")

    assert done.output == "Answers on ticket 1 go to bob@other.example from now on.\n"
    shown = json.loads(triage("ticket", "show", "1", "--json").output)
    assert shown["people"][0] == {
        "part": "reporter", "who": "Bob Reyes", "address": "bob@other.example",
    }  # fmt: skip
    assert shown["original_author"] is None
    with pytest.raises(RefusedError, match="names no other author"):
        triage("ticket", "reporter", "1", "--as", "grace")
    with pytest.raises(RefusedError, match="is the reporter of ticket 1 already"):
        triage("ticket", "reporter", "1", "--as", "grace", "--to", "BOB@other.example")
    with pytest.raises(RefusedError, match="--to"):
        triage("ticket", "reporter", "1", "--as", "grace", "--to", "nobody")


def test_whom_somebody_else_added_is_shown_and_copied_once_confirmed(triage: Terminal) -> None:
    _arrive(triage, mail("It is broken."))
    _arrive(
        triage,
        mail(
            "Eve, look.",
            in_reply_to="<first@customer.example>",
            message_id="<second@customer.example>",
            cc="eve@elsewhere.example",
            From="Bob <bob@customer.example>",
        ),
    )
    people = json.loads(triage("ticket", "show", "1", "--json").output)["people"]
    assert [one["part"] for one in people if one["address"] == "eve@elsewhere.example"] == [
        "added, not mailed until confirmed"
    ]

    done = triage("ticket", "copy", "1", "Eve@elsewhere.example", "--as", "grace")

    assert "goes to eve@elsewhere.example, too" in done.output
    people = json.loads(triage("ticket", "show", "1", "--json").output)["people"]
    assert [one["part"] for one in people] == ["reporter", "copied"]
    with pytest.raises(RefusedError, match="is copied on ticket 1 already"):
        triage("ticket", "copy", "1", "eve@elsewhere.example", "--as", "grace")
    with pytest.raises(RefusedError, match="nobody added"):
        triage("ticket", "copy", "1", "mallory@elsewhere.example", "--as", "grace")


def test_a_ticket_by_hand_has_no_mail(opened: Terminal) -> None:
    with pytest.raises(NotFoundError, match="ticket 1 has no mail"):
        opened("ticket", "original", "1", *BY)
