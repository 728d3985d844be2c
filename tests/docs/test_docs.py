"""The documentation is complete where a machine can tell: notices, commands, links, snippets."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest
import typer

from channels.discord.check import INVITE
from tests.builders import outgoing
from triage.cli import app
from triage.controls import CommandKind
from triage.desk import Mode
from triage.messages import Call, Notice
from triage.model import PersonId
from triage.people import Means
from triage.settings.load import load
from triage.wording.controls import commands as slashes

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
PLAIN_LINK = re.compile(r"\]\((?!https?://)([^)#\s]+)(?:#[^)]*)?\)")
TOML = re.compile(r"^( *)```toml\n(.*?)^ *```", re.DOTALL | re.MULTILINE)


def page_name(page: Path) -> str:
    return str(page.relative_to(ROOT))


def first_column(page: str, part: str = "reference") -> set[str]:
    """What stands in backticks at the start of the rows of the tables on that page."""
    text = (ROOT / "docs" / part / page).read_text(encoding="utf-8")
    return set(re.findall(r"^\| `([^`]+)` \|", text, re.MULTILINE))


def test_every_notice_is_in_the_reference() -> None:
    assert first_column("notices.md") == {notice.value for notice in Notice}


@pytest.mark.parametrize("notice", Notice)
def test_no_notice_mentions_anybody_without_a_right_that_is_written_down(notice: Notice) -> None:
    """A new one that does needs a row in the table, and a reason why it may."""
    called = Call(people=(PersonId("grace"),), means=Means.DISCORD)
    told = first_column("slow-rotations.md", part="explanation")
    assert _may(notice, mentions=("201",)) == _may(notice, call=called) == (notice.value in told)


def _may(notice: Notice, *, mentions: tuple[str, ...] = (), call: Call | None = None) -> bool:
    try:
        outgoing(notice=notice, mentions=mentions, call=call)
    except ValueError:
        return False
    return True


def test_every_command_is_in_the_reference_and_no_other() -> None:
    commands = {f"triage {name}" for name in names(typer.main.get_command(app))}
    told = {row for row in first_column("commands.md") if row.startswith("triage ")}
    assert told == commands


def test_every_command_in_discord_is_in_the_reference_and_no_other() -> None:
    slash = {f"/{one.name}" for one in slashes("en") if one.kind is CommandKind.SLASH}
    told = {row for row in first_column("commands.md") if row.startswith("/")}
    assert told == slash


def test_every_dependency_has_a_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *chain(*project["optional-dependencies"].values())]
    names = {re.split(r"[<>=;\[]", each)[0] for each in wanted}
    decision = (ROOT / "docs" / "adr" / "0006-dependencies.md").read_text(encoding="utf-8")
    first_cells = re.findall(r"^\| ([^|]+) \|", decision, re.MULTILINE)
    told = {word.strip(",") for cell in first_cells for word in cell.split()}
    assert names - told == set()


@pytest.mark.parametrize("page", ["README.md", "docs/how-to/connect-discord.md"])
def test_the_invitation_asks_for_the_rights_that_check_wants(page: str) -> None:
    invitation = (ROOT / page).read_text(encoding="utf-8")
    assert re.findall(r"permissions=(\d+)", invitation) == [str(INVITE.value)]


def test_the_configuration_of_the_tutorial_is_one(tmp_path: Path) -> None:
    tutorial = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
    config = tmp_path / "config.toml"
    config.write_text(next(snippet for _, snippet in TOML.findall(tutorial)), encoding="utf-8")
    assert load(config, {}, secrets=False).mode is Mode.WATCH


@pytest.mark.parametrize("page", PAGES, ids=page_name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    links = PLAIN_LINK.findall(page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=page_name)
def test_snippets_of_configuration_are_toml(page: Path) -> None:
    for indent, snippet in TOML.findall(page.read_text(encoding="utf-8")):
        tomllib.loads(re.sub(f"^{indent}", "", snippet, flags=re.MULTILINE))


def names(command: object, path: str = "") -> Iterator[str]:
    """The full name of every command below a group."""
    for name, inner in getattr(command, "commands", {}).items():
        if hasattr(inner, "commands"):
            yield from names(inner, f"{path}{name} ")
        else:
            yield f"{path}{name}"
