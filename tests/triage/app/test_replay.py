"""Recorded arrivals through the real pipeline: the same decisions, at the recorded times."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from triage.app.replay.play import replay
from triage.app.replay.tally import Replayed

HERE = Path()
MONDAY = "2026-03-02T{}+00:00"
DOWN = "Checkout returns 500 for all our users, nobody can pay"


def line(name: str, text: str, at: str = "12:00:00", **more: Any) -> str:
    told = {"id": name, "channel": "discord", "author": "ada", "at": MONDAY.format(at)}
    return json.dumps({**told, "text": text, **more})


def played(*lines: str, folder: Path = HERE, config: Path | None = None) -> Replayed:
    return replay(lines, folder=folder, config=config)


def test_a_report_becomes_a_ticket_whose_receipt_waits_for_silence() -> None:
    answer: Any = played(line("1", DOWN)).lines[0]
    assert (answer["id"], answer["ticket"], answer["priority"]) == ("1", 1, "P2")
    assert answer["disposition"] == "report"
    assert [(one["notice"], one["at"]) for one in answer["sent"]][:2] == [
        ("card", "2026-03-02T12:00:00+00:00"),
        ("acknowledged", "2026-03-02T12:01:00+00:00"),
    ]


def test_pages_follow_the_policy_to_its_last_step() -> None:
    summary: Any = played(line("1", DOWN, known=True)).summary
    assert [(page["person"], page["local"]) for page in summary["pages"]] == [
        ("second", "Mon 12:00"),
        ("second", "Mon 12:05"),
        ("first", "Mon 12:05"),
        ("second", "Mon 12:15"),
    ]


def test_nobody_is_paged_at_night_for_what_can_wait() -> None:
    answer: Any = played(line("1", DOWN, at="23:00:00")).lines[0]
    assert [one["local"] for one in answer["paged"]][:1] == ["Tue 09:00"]


def test_chatter_opens_nothing_and_a_thread_of_its_own_always_does() -> None:
    chatter, post = played(line("1", "thanks!"), line("2", "thanks!", thread="9")).lines
    assert (chatter["disposition"], chatter["ticket"]) == ("chatter", None)
    assert (post["disposition"], post["ticket"]) == ("report", 1)


def test_who_names_a_reporter_speaks_about_that_report() -> None:
    named, other = played(
        line("1", DOWN),
        line("2", "same thing with my cart", author="bea", at="12:05:00", mentions=["ada"]),
        line("3", "The export is empty since Monday", author="cleo", at="12:06:00"),
    ).lines[1:]
    assert (named["ticket"], other["ticket"]) == (1, 2)


def test_more_words_in_a_thread_belong_to_its_ticket() -> None:
    lines = played(
        line("1", DOWN, thread="9"), line("2", "It is everyone", "12:10:00", thread="9")
    ).lines
    assert [(one["ticket"], one["disposition"]) for one in lines] == [(1, "report"), (1, "reply")]


def test_older_tickets_that_look_alike_are_named_with_a_score() -> None:
    lines: Any = played(
        line("1", DOWN), line("2", "Where is the dark theme?"), line("3", DOWN, author="ben")
    ).lines
    assert lines[0]["similar"] == []
    [best, *_] = lines[2]["similar"]
    assert best["id"] == 1
    assert best["score"] > 0.5


def test_mail_is_read_as_the_service_reads_it(tmp_path: Path) -> None:
    mail = b"From: Ada <ada@x.example>\nMessage-ID: <1@x>\nSubject: Export\n\nThe export fails\n"
    (tmp_path / "one.eml").write_bytes(mail)
    told = {"id": "7", "channel": "email", "author": "ada", "at": MONDAY.format("12:00:00")}
    [answer] = played(json.dumps({**told, "eml_path": "one.eml"}), folder=tmp_path).lines
    receipts: Any = answer["sent"]
    assert answer["ticket"] == 1
    assert ("acknowledged", "ada@x.example") in [(one["notice"], one["to"]) for one in receipts]


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (line("2", DOWN, mentions="ada"), "mentions: write a list"),
        ("{", "line 2: not JSON"),
        ("[]", "line 2: not a JSON object"),
        ('{"id": "2"}', "line 2: channel is not set"),
        (line("2", "x", channel="fax"), "line 2: channel 'fax': there is discord, email"),
        (line("2", "x").replace("2026-03-02T12", "soon"), "is not a time"),
        (json.dumps({**json.loads(line("2", "")), "text": None}), "neither text nor eml_path"),
        (line("2", "x", eml_path="gone.eml"), "No such file"),
    ],
)
def test_a_wrong_line_says_why_and_the_others_are_played(wrong: str, why: str) -> None:
    first, second = played(line("1", DOWN), wrong).lines
    assert first["ticket"] == 1
    assert (second["disposition"], second["ticket"]) == ("rejected", None)
    assert why in str(second["why"])


def test_a_file_with_nothing_to_play_is_told_all_the_same() -> None:
    assert played("{").summary["tickets"] == 0
    assert played("").lines == ()


def test_an_arrival_recorded_twice_is_one() -> None:
    lines = played(line("1", DOWN), line("1", DOWN)).lines
    assert [one["disposition"] for one in lines] == ["report", "duplicate"]


def test_staff_are_known_by_their_short_name() -> None:
    _, answer = played(line("1", DOWN), line("2", DOWN, author="first")).lines
    assert answer["disposition"] == "chatter"


def test_progress_is_told_after_every_arrival() -> None:
    seen: list[tuple[int, int]] = []
    lines = [line("1", DOWN), line("2", "thanks!")]
    replay(lines, folder=HERE, config=None, progress=lambda done, of: seen.append((done, of)))
    assert seen == [(1, 2), (2, 2)]
