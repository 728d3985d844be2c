"""The documentation is complete where a machine can tell: notices, commands, links, snippets."""

from __future__ import annotations

import importlib
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from triage.messages import Notice

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
PLAIN_LINK = re.compile(r"\]\((?!https?://)([^)#\s]+)(?:#[^)]*)?\)")
TOML = re.compile(r"^( *)```toml\n(.*?)^ *```", re.DOTALL | re.MULTILINE)


def page_name(page: Path) -> str:
    return str(page.relative_to(ROOT))


def first_column(page: str) -> set[str]:
    """What stands in backticks at the start of the rows of the tables on that page."""
    text = (ROOT / "docs" / "reference" / page).read_text(encoding="utf-8")
    return set(re.findall(r"^\| `([^`]+)` \|", text, re.MULTILINE))


def test_every_notice_is_in_the_reference() -> None:
    assert first_column("notices.md") == {notice.value for notice in Notice}


def test_every_command_is_in_the_reference() -> None:
    cli = importlib.import_module("triage.cli")
    if not hasattr(cli, "main"):
        pytest.skip("there is no command line yet")
    assert first_column("commands.md") == {
        f"triage {name}" for name in names(typer.main.get_command(cli.app))
    }


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
