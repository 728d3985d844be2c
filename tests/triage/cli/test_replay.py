"""`triage replay` as a command: a file or standard input, tables or a JSON object a line."""

from __future__ import annotations

import json
from pathlib import Path

from tests.triage.cli.conftest import Terminal
from tests.typed import typed

LINE = json.dumps(
    {
        "id": "1",
        "channel": "discord",
        "author": "ada",
        "at": "2026-03-02T12:00:00+00:00",
        "text": "Nobody can log in",
    }
)


def test_a_line_in_gives_a_line_out_and_a_summary_last() -> None:
    done = typed("replay", "--json", "-", answers=LINE)
    first, summary = [json.loads(one) for one in done.stdout.splitlines()]
    assert set(first) == {"id", "ticket", "disposition", "priority", "similar", "paged", "sent"}
    assert summary["summary"]["tickets"] == 1


def test_people_see_who_is_paged_when(tmp_path: Path) -> None:
    (tmp_path / "day.jsonl").write_text(LINE + "\n{\n")
    done = typed("replay", str(tmp_path / "day.jsonl"))
    assert "Mon 12:00  pages second for ticket 1" in done.stdout
    assert "rejected" in done.stdout
    assert "Nothing was sent." in done.stdout


def test_a_file_that_is_not_there_is_said_so() -> None:
    done = typed("replay", "gone.jsonl")
    assert "gone.jsonl: No such file" in str(done.exception)


def test_a_desk_of_its_own_is_played_on(triage: Terminal, tmp_path: Path) -> None:
    (tmp_path / "day.jsonl").write_text(LINE)
    assert "for ticket 1" in triage("replay", str(tmp_path / "day.jsonl")).output
