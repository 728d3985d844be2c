"""`triage rules`: list them, run their examples."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import Result

from tests.triage.cli.conftest import Terminal
from tests.typed import typed
from triage.errors import ConfigError, TriageError

RULES = """
[[rules]]
id = "money"
when = { field = "text", matches = "(?i)invoice" }
then = { priority_at_least = "P2" }
examples = [
  { text = "Where is my invoice? It is missing.", priority = "P2" },
  { text = "The list is empty", holds = false },
]
"""


def run(*words: str) -> Result:
    return typed("rules", *words)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "rules.toml"
    path.write_text(RULES)
    return path


def test_the_rules_are_listed_in_their_order() -> None:
    found = json.loads(run("list", "--json").stdout)
    assert [one["id"] for one in found] == ["stranger-cannot-wake-us", "ask-strangers-how-bad"]
    assert "stranger" in run("list").stdout


def test_examples_that_come_out_right_exit_0(file: Path) -> None:
    done = run("test", "--config", str(file))
    assert (done.exit_code, done.stdout) == (0, "2 of 2 examples come out as they should.\n")


def test_an_example_that_comes_out_wrong_exits_1_and_says_why(file: Path) -> None:
    file.write_text(RULES.replace('priority = "P2"', 'priority = "P1"'))
    done = run("test", "--config", str(file))
    assert done.exit_code == 1
    assert "priority P2, wanted P1" in done.stdout
    assert "because money" in done.stdout
    found = json.loads(run("test", "--json", "--config", str(file)).stdout)
    assert [one["failures"] for one in found] == [["priority P2, wanted P1"], []]


def test_a_broken_rule_is_told_with_its_place(file: Path) -> None:
    file.write_text(RULES.replace('field = "text"', 'field = "txt"'))
    done = run("test", "--config", str(file))
    assert isinstance(done.exception, ConfigError)
    assert "rules[0].when.field: there is no field 'txt'" in str(done.exception)


@pytest.mark.parametrize(("text", "said"), [("[[", "not TOML"), (None, "No such file")])
def test_a_file_that_cannot_be_read_is_told(tmp_path: Path, text: str | None, said: str) -> None:
    path = tmp_path / "other.toml"
    if text is not None:
        path.write_text(text)
    assert said in str(run("list", "--config", str(path)).exception)


# ---------------------------------------------------------------- diff


def test_a_change_of_rules_is_tried_on_the_stored_tickets(opened: Terminal, file: Path) -> None:
    file.write_text(RULES.replace("invoice", "checkout").replace('"P2" }', '"P1" }', 1))
    found = opened("rules", "diff", str(opened.config), str(file)).output
    assert "1 of 1 tickets change." in found
    assert "P1" in found
    told = json.loads(opened("rules", "diff", "--json", str(opened.config), str(file)).output)
    [changed] = told["changed"]
    assert (changed["old"]["priority"], changed["new"]["priority"]) == ("P2", "P1")
    assert told["pages"]["new"] > told["pages"]["old"]


def test_the_same_rules_change_nothing(opened: Terminal) -> None:
    found = opened("rules", "diff", str(opened.config), str(opened.config)).output
    assert "0 of 1 tickets change." in found


def test_tickets_from_before_are_left_out(opened: Terminal) -> None:
    same = str(opened.config)
    assert "0 of 0 tickets" in opened("rules", "diff", same, same, "--since", "0m").output


def test_a_span_that_is_none_is_told(opened: Terminal) -> None:
    same = str(opened.config)
    with pytest.raises(TriageError, match="--since soon"):
        opened("rules", "diff", same, same, "--since", "soon")


def test_what_rules_on_trial_would_have_changed_is_summed_up(triage: Terminal) -> None:
    assert "No rule is on trial" in triage("rules", "trial").output
    rule = RULES.replace("invoice", "checkout").replace("[[rules]]", "[[rules]]\nshadow = true")
    triage.config.write_text(triage.config.read_text() + rule)
    triage("ticket", "open", "--for", "ada@customer.example", "The checkout list looks odd")

    assert "money: held on 1 of 1 tickets" in triage("rules", "trial").output
    [told] = json.loads(triage("rules", "trial", "--json").output)
    assert told["changes"] == [{"what": "P3 becomes P2", "count": 1}]
