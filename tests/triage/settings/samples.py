"""A configuration that works, and a way to ask what is wrong with another."""

from __future__ import annotations

from pathlib import Path

import pytest

from triage.errors import ConfigError
from triage.settings.load import load

TOKEN = {"DISCORD_TOKEN": "a-bot-token"}
MINIMAL = """\
product = "Acme"
time_zone = "Europe/Berlin"
[discord]
token = "env:DISCORD_TOKEN"
guild = 811
[[discord.intake]]
channel = 812
[people]
grace = { name = "Grace Hall", discord = 813 }
[teams.support]
room = 814
[[rotations]]
team = "support"
people = ["grace"]
"""


def problems(path: Path, text: str, environment: dict[str, str] | None = None) -> list[str]:
    """What loading says about a configuration, a line each, without the first."""
    path.write_text(text)
    with pytest.raises(ConfigError) as caught:
        load(path, TOKEN if environment is None else environment)
    first, *lines = str(caught.value).splitlines()
    assert first == f"{path}: {len(lines)} to mend"
    return [line.removeprefix("  ") for line in lines]
