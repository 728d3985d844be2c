"""docs/reference/settings.md documents every setting, and nothing else."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from triage.settings.whole import Settings

REFERENCE = (Path(__file__).parents[2] / "docs/reference/settings.md").read_text()
HEADINGS = {
    "Settings": "Top level",
    "HoursSection": "[hours]",
    "BrakeSection": "[brake]",
    "SettleSection": "[settle]",
    "ReceiptSection": "[receipt]",
    "WaitingSection": "[waiting]",
    "DiscordSection": "[discord]",
    "LimitsSection": "[discord.limits]",
    "IntakeSection": "[[discord.intake]]",
    "MailboxSection": "[mailboxes.NAME]",
    "ServerSection": "Servers: imap, smtp",
    "AuthSection": "Sign-in: auth",
    "PersonSection": "[people]",
    "TeamSection": "[teams.NAME]",
    "GithubSection": "[github]",
    "ReplySection": "[replies.NAME]",
    "RotationSection": "[[rotations]]",
    "RotaHoursSection": "Hours of a rotation",
    "WebSection": "[web]",
    "PrioritiesSection": "[priorities]",
    "PrioritySection": "A priority",
    "MatrixSection": "[matrix]",
    "MatrixRow": "A row",
    "EscalationSection": "[escalations]",
    "StepSection": "A step",
}
RULES = "[[rules]]"


def sections(kind: Any = Settings) -> Iterator[type[BaseModel]]:
    """Every table that may stand in the file."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        yield kind
        for field in kind.model_fields.values():
            yield from sections(field.annotation)
    for inner in get_args(kind):
        yield from sections(inner)


def keys(section: type[BaseModel]) -> set[str]:
    """Its keys; tables of the top level have headings of their own."""
    names = set(section.model_fields)
    if section is Settings:
        tables = {re.sub(r"[^a-z].*", "", each.strip("[]")) for each in HEADINGS.values()}
        names -= tables | {"rules"}
    return names


def documented(heading: str) -> set[str]:
    """The keys of the table under a heading."""
    _, found, rest = REFERENCE.partition(f"# {heading}\n")
    assert found, f"docs/reference/settings.md has no heading {heading}"
    return set(re.findall(r"^\| `(\w+)` \|", rest.partition("\n#")[0], re.MULTILINE))


def by_name(section: type[BaseModel]) -> str:
    return section.__name__


SECTIONS: list[type[BaseModel]] = sorted(set(sections()), key=by_name)


@pytest.mark.parametrize("section", SECTIONS, ids=by_name)
def test_every_setting_is_documented_and_no_other(section: type[BaseModel]) -> None:
    assert documented(HEADINGS[section.__name__]) == keys(section)


def test_every_heading_is_a_section_that_exists() -> None:
    prose = {"How values are written", RULES}
    found = set(re.findall(r"^##+ (.*)$", REFERENCE, re.MULTILINE))

    assert found == {*HEADINGS.values(), *prose}


def test_the_examples_together_are_a_configuration() -> None:
    """But for the first, which stands for itself; names in them are for their own block."""
    first, *others = re.findall(r"```toml\n(.*?)```", REFERENCE, re.DOTALL)
    for example in (first, *others):
        raw = tomllib.loads(example)
        raw = {"product": "x", "time_zone": "UTC", **raw}
        if "discord" in raw:
            raw["discord"] = {"token": "t", "guild": 1, **raw["discord"]}
        assert Settings(**raw).product in {"x", "Acme"}


def test_the_defaults_are_the_documented_ones() -> None:
    """The blocks of sections that have a default as a whole, read as settings, change nothing."""
    default = Settings(product="Acme", time_zone="Europe/Berlin")
    for name in ("brake", "settle", "waiting", "priorities", "matrix", "escalations"):
        block = re.search(rf"```toml\n(\[{name}\]\n.*?)```", REFERENCE, re.DOTALL)
        assert block is not None
        raw = tomllib.loads(block[1])
        own = Settings(product="Acme", time_zone="Europe/Berlin", **raw)
        assert getattr(own, name) == getattr(default, name)
