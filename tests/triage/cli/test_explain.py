"""`triage explain` as a command: files, standard input, JSON, tables, exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from triage.cli.explain import EXIT_CONFIG, EXIT_INPUT, explain

RUNNER = CliRunner()
APP = typer.Typer()
APP.command()(explain)


def test_text_on_standard_input_gives_one_object() -> None:
    done = RUNNER.invoke(APP, ["--json", "-"], input="Nobody can log in")
    assert done.exit_code == 0
    assert json.loads(done.stdout)["assessment"]["priority"] == "P2"


def test_a_mail_from_a_file(tmp_path: Path) -> None:
    mail = tmp_path / "a.eml"
    mail.write_bytes(b"From: a@b.example\nSubject: Hello\n\nThe list is empty\n")
    done = RUNNER.invoke(APP, ["--as", "email", "--json", str(mail)])
    assert json.loads(done.stdout)["message"]["subject"] == "Hello"


@pytest.mark.parametrize("from_file", [True, False])
def test_a_line_in_gives_a_line_out(tmp_path: Path, *, from_file: bool) -> None:
    lines = '{"id": "1", "text": "It broke"}\nbroken\n'
    (tmp_path / "lines").write_text(lines)
    source = str(tmp_path / "lines") if from_file else "-"
    done = RUNNER.invoke(APP, ["--jsonl", source], input=lines)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [each["disposition"] for each in answers] == ["report", "rejected"]


def test_people_see_the_verdict_the_reasons_and_the_questions() -> None:
    done = RUNNER.invoke(APP, ["-"], input="Export fails for 12 customers since 9:10, we are stuck")
    assert done.exit_code == 0
    for words in ("P2", "stranger-cannot-wake-us", "12 customers", "9:10", "Would be asked"):
        assert words in done.stdout


def test_people_see_team_tags_and_reasons_of_their_own_rules(tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text(
        '[[rules]]\nid = "money"\nwhen = { field = "text", contains = "invoice" }\n'
        'then = { team = "billing", tags = ["money"], priority = "P4" }\n'
    )
    done = RUNNER.invoke(
        APP, ["--config", str(config), "-"], input="How do I pay this invoice? Not urgent."
    )
    assert "team billing" in done.stdout
    assert "tags money" in done.stdout
    assert "Would be asked" not in done.stdout


def test_what_is_rejected_is_shown_without_an_assessment(tmp_path: Path) -> None:
    mail = tmp_path / "empty.eml"
    mail.write_bytes(b"")
    done = RUNNER.invoke(APP, ["--as", "email", str(mail)])
    assert done.exit_code == 0


@pytest.mark.parametrize("option", ["--jsonl", "--json"])
def test_a_missing_file_is_told(option: str) -> None:
    done = RUNNER.invoke(APP, [option, "nowhere.txt"])
    assert done.exit_code == EXIT_INPUT
    assert "nowhere.txt" in done.stderr


@pytest.mark.parametrize("content", [None, "not = [toml", "rules = 3"])
def test_a_broken_configuration_is_told(tmp_path: Path, content: str | None) -> None:
    config = tmp_path / "config.toml"
    if content is not None:
        config.write_text(content)
    done = RUNNER.invoke(APP, ["--config", str(config), "-"], input="x")
    assert done.exit_code == EXIT_CONFIG
    assert done.stderr
