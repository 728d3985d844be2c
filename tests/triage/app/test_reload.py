"""Changed rules are taken over while the service runs; a broken file changes nothing."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from tests.rules.given import context, report
from triage.app.compose.rules import rule_source
from triage.app.reload import LiveRules, Reloading
from triage.app.rulebook import rule_set
from triage.model import Priority
from triage.settings.load import load

CONFIG = """
product = "Acme"
time_zone = "UTC"
[discord]
token = "env:TOKEN"
guild = 1
[[discord.intake]]
channel = 4
[people.grace]
name = "Grace"
discord = 2
[teams.platform]
room = 3
lead = "grace"
[[rotations]]
team = "platform"
people = ["grace"]
"""
RULE = """
[[rules]]
id = "shop"
when = { field = "text", contains = "checkout" }
then = { priority = "P1" }
examples = [{ text = "checkout", priority = "P1" }]
"""
WORDS = "The checkout is slow"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "config.toml"
    path.write_text(CONFIG)
    return path


@pytest.fixture
def reloading(file: Path) -> Reloading:
    settings = load(file, {}, secrets=False)
    live = LiveRules(rule_set(rule_source(settings)))
    return Reloading(config=file, live=live, taken=nothing, environment={}, every=0.01)


async def nothing() -> None:
    """Nobody waits for it."""


def priority(reloading: Reloading) -> Priority:
    return reloading.live(report(WORDS), context()).priority


def test_changed_rules_are_in_use_from_the_next_report_on(file: Path, reloading: Reloading) -> None:
    assert priority(reloading) is Priority.P3
    file.write_text(CONFIG + RULE)
    with capture_logs() as logs:
        assert reloading.take()
    assert priority(reloading) is Priority.P1
    assert [one["event"] for one in logs] == ["rules taken over"]


@pytest.mark.parametrize(
    "broken",
    [RULE.replace('"text"', '"txt"'), RULE.replace('"P1" }', '"P9" }', 1), "[[[", "modus = 1"],
)
def test_a_broken_file_is_refused_and_the_old_rules_stay(
    file: Path, reloading: Reloading, broken: str
) -> None:
    file.write_text(CONFIG + RULE)
    reloading.take()
    before = reloading.live.version
    file.write_text(CONFIG + broken)
    with capture_logs() as logs:
        assert not reloading.take()
    assert (reloading.live.version, priority(reloading)) == (before, Priority.P1)
    [refused] = logs
    assert refused["event"] == "rules refused, the old ones stay"
    assert refused["why"]


def test_the_same_rules_are_not_told_as_new(file: Path, reloading: Reloading) -> None:
    file.write_text(CONFIG + "# a remark\n")
    with capture_logs() as logs:
        assert not reloading.take()
    assert logs == []


def test_examples_that_come_out_otherwise_are_told(file: Path, reloading: Reloading) -> None:
    file.write_text(CONFIG + RULE.replace('priority = "P1" }]', 'priority = "P2" }]'))
    with capture_logs() as logs:
        assert reloading.take()
    assert logs[-1]["of"] == ["shop"]


@asynccontextmanager
async def running(reloading: Reloading) -> AsyncIterator[None]:
    task = asyncio.ensure_future(reloading.run())
    await asyncio.sleep(0.1)
    yield
    task.cancel()
    await asyncio.wait([task])


def write(file: Path, text: str) -> None:
    file.write_text(text)


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not holds():  # noqa: ASYNC110 - the file system rings no bell
            await asyncio.sleep(0.01)


async def test_a_file_that_changes_is_noticed(file: Path, reloading: Reloading) -> None:
    told: list[Priority] = []

    async def taken() -> None:
        told.append(priority(reloading))

    async with running(replace(reloading, taken=taken)):
        write(file, CONFIG + RULE)
        await until(lambda: told == [Priority.P1])


async def test_a_signal_asks_at_once_and_other_settings_need_a_restart(
    file: Path, reloading: Reloading
) -> None:
    slow = replace(reloading, every=3600)
    with capture_logs() as logs:
        async with running(slow):
            write(file, CONFIG.replace("Acme", "Other") + RULE)
            os.kill(os.getpid(), signal.SIGHUP)
            await until(lambda: priority(slow) is Priority.P1)
    [told] = [one for one in logs if "restart" in one["event"]]
    assert told["keys"] == ["product"]
