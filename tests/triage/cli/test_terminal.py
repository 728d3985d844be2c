"""What a command shows is what is so; what others wrote cannot steer the terminal."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest
from rich.text import Text

from tests.triage.cli.conftest import Terminal
from tests.typed import typed
from triage.cli.plain import plain
from triage.errors import ConfigError, NotFoundError, RefusedError, TriageError

HEAVY = ("alembic", "asyncio", "discord", "pydantic", "rules", "sqlalchemy", "structlog")


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("\x1b]0;owned\x07It\tbroke\n", "\ufffd]0;owned\ufffdIt\tbroke\n"),
        ("\x9b31mred", "\ufffd31mred"),
        ("\u202egpj.exe", "gpj.exe"),
        ("half \ud800", "half \ufffd"),
        ("[bold]:bug:[/]", "[bold]:bug:[/]"),
    ],
)
def test_words_of_others_are_only_words(words: str, shown: str) -> None:
    assert plain(words) == Text(shown)


def test_a_report_cannot_steer_the_terminal_it_is_shown_on(triage: Terminal) -> None:
    triage("ticket", "open", "--for", "ada@c.example", "\x1b[2JCheckout is down :bug: [red]x")

    for words in (("ticket", "show", "1"), ("ticket", "list")):
        output = triage(*words).output
        assert "\x1b" not in output
        assert ":bug:" in output
        assert "[red]x" in output


COLOUR = re.compile(r"\x1b\[(?:\d+;)*(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])[;m]")


@pytest.mark.parametrize(
    "words",
    [
        ("ticket", "list"),
        ("ticket", "show", "1"),
        ("oncall", "show"),
        ("oncall", "load"),
        ("rules", "list"),
        ("explain", "Nobody can log in"),
    ],
)
def test_a_terminal_without_colours_says_the_same_and_names_its_columns(
    opened: Terminal, words: tuple[str, ...]
) -> None:
    shown = opened(*words, env={"FORCE_COLOR": "1", "NO_COLOR": "1", "COLUMNS": "200"}).output
    assert COLOUR.search(shown) is None
    heads = [line for line in shown.splitlines() if "┃" in line]
    named = [cell for line in heads for cell in re.sub(r"\x1b\[[\d;]*m", "", line).split("┃")[1:-1]]
    assert all(cell.strip() for cell in named)


def test_the_log_of_a_terminal_without_colours_has_none() -> None:
    """On a terminal of its own, as a person has it who starts the service by hand."""
    logs = "from triage.app.logs import configure; from triage.log import get_logger as log; "
    leader, follower = pty.openpty()
    subprocess.run(  # noqa: S603 - our own Python
        [sys.executable, "-c", f"{logs}configure(); log().warning('mended', what='it')"],
        stderr=follower,
        env={**os.environ, "NO_COLOR": "1"},
        check=True,
    )
    os.close(follower)
    said = os.read(leader, 10_000).decode()
    os.close(leader)
    assert "mended" in said
    assert "\x1b" not in said


def test_a_ticket_is_shown_with_impact_people_and_what_is_missing(triage: Terminal) -> None:
    triage.change('people = ["grace", "linus"]', 'people = ["grace"]')
    triage("ticket", "open", "--for", "ada@customer.example", "Checkout is down for all customers")
    triage("ticket", "claim", "1", "--as", "linus")

    shown = json.loads(triage("ticket", "show", "1", "--json").output)
    assert shown["people"] == [
        {"part": "reporter", "who": "r_1", "address": "ada@customer.example"},
        {"part": "has it", "who": "Linus Berg", "address": ""},
        {"part": "called", "who": "Grace Hall", "address": ""},
    ]
    assert shown["impact"]["scope"] == "everyone"
    assert shown["reproduction"]["steps"] == []
    page = triage("ticket", "show", "1").output
    for words in ("Why P", "Understood", "missing", "People", "Linus Berg", "Said", "Timeline"):
        assert words in page


# ---------------------------------------------------------------- decisions that make no sense


def test_what_is_resolved_is_not_given_back(opened: Terminal) -> None:
    opened("ticket", "claim", "1", "--as", "grace")
    opened("ticket", "resolve", "1", "--as", "grace")

    with pytest.raises(RefusedError, match="is resolved already"):
        opened("ticket", "release", "1", "--as", "grace")


def test_who_reported_it_does_not_claim_it(triage: Terminal) -> None:
    triage("ticket", "open", "--for", "Grace@acme.example", "Checkout is down for all")

    with pytest.raises(RefusedError, match="reported by Grace Hall"):
        triage("ticket", "claim", "1", "--as", "grace")
    assert triage("ticket", "claim", "1", "--as", "linus").exit_code == 0


@pytest.mark.parametrize(
    "words", [("reply", "1", " \n", "--as", "grace"), ("open", " ", "--for", "a@b.example")]
)
def test_nothing_is_said_with_no_words(opened: Terminal, words: tuple[str, ...]) -> None:
    with pytest.raises(TriageError, match="no words"):
        opened("ticket", *words)


def test_a_ticket_by_hand_goes_to_the_mailboxs_team(triage: Terminal) -> None:
    triage.change("starts = 2026-01-05", "starts = 2026-01-05\n[teams.billing]\nroom = 901")
    triage.change('address = "support@acme.example"', 'address = "b@a.example"\nteam = "billing"')

    said = triage("ticket", "open", "--for", "ada@c.example", "The invoice shows last year")
    assert said.output.endswith("team billing.\n")


def test_a_ticket_by_hand_needs_a_mailbox_to_answer_from(triage: Terminal) -> None:
    text = triage.config.read_text()
    start, end = text.index("[mailboxes.support]"), text.index("[people.grace]")
    triage.config.write_text(text[:start] + text[end:])

    with pytest.raises(ConfigError, match=r"add \[mailboxes.NAME\]"):
        triage("ticket", "open", "--for", "ada@c.example", "words")


# ---------------------------------------------------------------- watch mode


def test_in_watch_mode_nobody_is_said_to_have_been_told(triage: Terminal) -> None:
    triage.change('mode = "live"', 'mode = "watch"')
    silent = 'mode is "watch", so the reporter hears nothing.\n'

    opened = triage("ticket", "open", "--for", "ada@c.example", "Checkout is down for all")
    resolved = triage("ticket", "resolve", "1", "--as", "grace", "--say", "Fixed.")
    assert opened.output == f"Ticket 1 is open, P2, team platform; {silent}"
    assert resolved.output == f"Ticket 1 is resolved; {silent}"
    assert json.loads(triage("ticket", "show", "1", "--json").output)["undelivered"] != []
    with pytest.raises(ConfigError, match='write mode = "live"'):
        triage("ticket", "reply", "1", "words", "--as", "grace")


def test_in_live_mode_the_reporter_is_told(opened: Terminal) -> None:
    resolved = opened("ticket", "resolve", "1", "--as", "grace")
    assert resolved.output == "Ticket 1 is resolved; the reporter is told.\n"


# ---------------------------------------------------------------- on call


def test_who_left_the_configuration_is_shown_by_the_short_name(triage: Terminal) -> None:
    span = ("--from", "2036-01-08T00:00", "--until", "2036-01-09T00:00")
    triage("oncall", "override", "--team", "platform", "--person", "linus", *span)
    triage.change("[people.linus]", "[people.amara]")
    triage.change('"linus"]', '"amara"]')

    shown = triage("oncall", "show", "--at", "2036-01-08T12:00").output
    assert "linus" in shown


def test_an_override_is_told_in_the_desks_time(triage: Terminal) -> None:
    said = triage(
        "oncall", "override", "--team", "platform", "--person", "linus",
        "--from", "2036-07-08T10:00", "--until", "2036-07-29T08:00+00:00",
    )  # fmt: skip
    assert said.output == (
        "Linus Berg is on duty for platform from Tue 2036-07-08 10:00 CEST"
        " until Tue 2036-07-29 10:00 CEST (override 1).\n"
    )


@pytest.mark.parametrize("instead_of", [(), ("--instead-of", "grace")])
def test_an_override_that_changes_nothing_says_so(
    triage: Terminal, instead_of: tuple[str, ...]
) -> None:
    at = ("oncall", "show", "--at", "2036-01-08T12:00", "--json")
    [shift] = json.loads(triage(*at).output)
    [holder] = shift["people"]
    person = "grace" if holder == "Grace Hall" and not instead_of else "linus"
    if instead_of and holder == "Grace Hall":
        instead_of, person = ("--instead-of", "linus"), "grace"

    said = triage(
        "oncall", "override", "--team", "platform", "--person", person, *instead_of,
        "--from", "2036-01-08T00:00", "--until", "2036-01-09T00:00",
    )  # fmt: skip
    assert said.output.splitlines()[1:] == [
        "It changes nothing as the rotations stand; see `triage oncall show --at`."
    ]


def test_an_override_that_is_past_is_refused(triage: Terminal) -> None:
    with pytest.raises(RefusedError, match="is past"):
        triage(
            "oncall", "override", "--team", "platform", "--person", "linus",
            "--from", "2020-01-08", "--until", "2020-01-09",
        )  # fmt: skip


# ---------------------------------------------------------------- the database


def test_a_command_in_the_wrong_folder_makes_no_empty_desk(
    triage: Terminal, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere.db"
    triage.change(triage.url, f"sqlite:///{elsewhere}")

    for words in (("ticket", "list"), ("pause",), ("oncall", "show")):
        with pytest.raises(ConfigError, match="`triage run` makes it"):
            triage(*words)
    looked = json.loads(triage("check", "--offline", "--json").output)
    assert looked[-1]["what"] == "not there yet; `triage run` makes it"
    assert not elsewhere.exists()


def test_a_folder_that_is_not_there_is_mended_before_the_first_start(
    triage: Terminal, tmp_path: Path
) -> None:
    triage.change(triage.url, f"sqlite:///{tmp_path}/no/desk.db")

    result = triage("check", "--offline", "--json")
    assert result.exit_code == 78
    assert json.loads(result.output)[-1]["fix"].startswith(f"make the folder {tmp_path}/no")


def test_a_file_that_is_no_database_is_said_to_be_none(triage: Terminal, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.db"
    wrong.write_text("not a database, but long enough to look at" * 40)
    triage.change(triage.url, f"sqlite:///{wrong}")

    with pytest.raises(ConfigError, match="cannot be opened: file is not a database"):
        triage("ticket", "list")
    assert triage("check", "--offline").exit_code == 78


# ---------------------------------------------------------------- start and end


def test_help_imports_nothing_that_it_does_not_show() -> None:
    found = f"import sys, triage.cli; print([m for m in {HEAVY} if m in sys.modules])"
    done = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", found], capture_output=True, check=True, text=True, timeout=30
    )
    assert done.stdout == "[]\n"


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("ticket", "list"), 78, "config.toml: not there; run `triage init`"),
        (("run",), 78, "config.toml: not there"),
        (("explain", "nowhere.txt"), 66, "nowhere.txt"),
        (("tickets",), 2, "No such command"),
    ],
)
def test_an_error_is_a_sentence_and_a_status(
    tmp_path: Path, words: tuple[str, ...], status: int, said: str
) -> None:
    done = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-m", "triage.cli", *words],
        cwd=tmp_path,
        env={"PYTHONPATH": str(Path(__file__).parents[3])},
        capture_output=True,
        check=False,
        text=True,
        timeout=30,
    )
    assert (done.returncode, done.stdout) == (status, "")
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_name_that_is_not_there_ends_with_66(triage: Terminal) -> None:
    with pytest.raises(NotFoundError, match="there is grace, linus"):
        triage("pause", "--as", "eve")


# ---------------------------------------------------------------- help


@pytest.mark.parametrize(
    ("command", "named"),
    [
        (("ticket", "claim"), "[people]"),
        (("ticket", "issue"), "[github]"),
        (("oncall", "feed"), "[web]"),
    ],
)
def test_the_help_names_tables_of_the_configuration(command: tuple[str, ...], named: str) -> None:
    """A word in brackets is a table, and no colour."""
    assert named in typed(*command, "--help").output
