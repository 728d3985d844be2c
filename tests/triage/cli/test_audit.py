"""Who decided what, when and why, for whoever has to account for it."""

import json
import os
from typing import Any

import pytest

from tests.triage.cli.conftest import Terminal
from triage.app import audit
from triage.app.desk import opened as desk_of
from triage.cli import shown
from triage.errors import NotFoundError, RefusedError

AS_GRACE = ("--as", "grace")


@pytest.fixture
def decided(opened: Terminal) -> Terminal:
    """One ticket claimed and taken over, an absence, then another ticket."""
    opened("ticket", "claim", "1", *AS_GRACE)
    opened("oncall", "away", *AS_GRACE, "--from", "2036-01-08", "--until", "2036-01-10")
    words = ("--as", "linus", "--because", "Grace is away, ada@customer.example waits")
    opened("ticket", "steal", "1", *words)
    opened("ticket", "open", "--for", "bob@customer.example", "Export hangs")
    return opened


def lines(triage: Terminal, *words: str) -> list[Any]:
    return [json.loads(line) for line in triage("audit", "export", *words).output.splitlines()]


def test_every_decision_is_a_line_the_oldest_first(decided: Terminal) -> None:
    found = lines(decided)

    assert [one["at"] for one in found] == sorted(one["at"] for one in found)
    told = [(one["ticket"], one["what"], one["by"], one["name"]) for one in found]
    assert [one for one in told if one[1] != "called"] == [
        (1, "opened", "r_1", None),
        (1, "claimed", "grace", "Grace Hall"),
        (None, "absence", "grace", "Grace Hall"),
        (1, "stolen", "linus", "Linus Berg"),
        (2, "opened", "r_2", None),
    ]
    assert "Checkout is down" in found[0]["why"]
    stolen = next(one for one in found if one["what"] == "stolen")
    assert stolen["why"].startswith("Grace is away")
    assert "ada@customer.example" not in json.dumps(stolen)


def test_it_is_read_in_batches_of_one_ticket_and_since_a_moment(
    decided: Terminal,
) -> None:
    whole = lines(decided, "--json")
    with desk_of(decided.config, os.environ) as desk:
        few = [one.as_json() for one in audit.decisions(desk, batch=1)]

    assert few == whole
    assert {one["ticket"] for one in lines(decided, "--ticket", "2")} == {2}
    assert lines(decided, "--since", "1h") == whole
    assert lines(decided, "--since", "2036-01-01") == []
    with pytest.raises(NotFoundError, match="no ticket 9; the newest is 2"):
        lines(decided, "--ticket", "9")
    with pytest.raises(RefusedError, match="no moment: soon"):
        lines(decided, "--since", "soon")


def test_at_a_terminal_it_is_a_table(decided: Terminal, capsys: pytest.CaptureFixture[str]) -> None:
    with desk_of(decided.config, os.environ) as desk:
        shown.audited(audit.decisions(desk))
    said = capsys.readouterr().out

    for words in ("ticket or team", "Linus Berg", "stolen", "Grace is", "absence"):
        assert words in said
