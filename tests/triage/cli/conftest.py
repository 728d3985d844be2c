"""A terminal on a desk with a real database, as staff have one beside the service."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import Result

from tests.typed import typed

CONFIG = """\
mode = "live"
product = "Acme"
time_zone = "Europe/Berlin"
database = "{url}"
key = "file:{folder}/key"
[hours]
days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] # tests run at night, too
open = "00:00"
close = "24:00"
[discord]
token = "file:{folder}/token"
guild = 1
staff_roles = [2]
[[discord.intake]]
channel = 50
[mailboxes.support]
address = "support@acme.example"
imap = {{ host = "127.0.0.1", port = 1, tls = "none" }}
smtp = {{ host = "127.0.0.1", port = 1, tls = "none" }}
auth = {{ kind = "password", user = "u", password = "file:{folder}/password" }}
[people.grace]
name = "Grace Hall"
discord = 201
email = "grace@acme.example"
page = ["discord", "email"]
[people.linus]
name = "Linus Berg"
discord = 202
email = "linus@acme.example"
page = ["discord", "email"]
[teams.platform]
room = 900
lead = "grace"
[[rotations]]
team = "platform"
people = ["grace", "linus"]
starts = 2026-01-05
"""


class Terminal:
    """`triage ...` as a person types it."""

    def __init__(self, config: Path, url: str) -> None:
        self.config = config
        self.url = url

    def change(self, old: str, new: str) -> None:
        """Edit the configuration file."""
        text = self.config.read_text()
        assert old in text
        self.config.write_text(text.replace(old, new))

    def __call__(
        self, *words: str, answers: str | None = None, env: dict[str, str] | None = None
    ) -> Result:
        """`answers`: what is typed when it asks."""
        result = typed(*words, "--config", str(self.config), answers=answers, env=env)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result


@pytest.fixture
def triage(database_url: str, tmp_path: Path) -> Terminal:
    for name in ("key", "token", "password"):
        secret = tmp_path / name
        secret.touch(mode=0o600)
        secret.write_text("s" * 32)
    config = tmp_path / "config.toml"
    config.write_text(CONFIG.format(url=database_url, folder=tmp_path))
    return Terminal(config, database_url)


@pytest.fixture
def opened(triage: Terminal) -> Terminal:
    said = triage("ticket", "open", "--for", "ada@customer.example", "Checkout is down for all")
    assert said.output == "Ticket 1 is open, P2, team platform.\n"
    return triage
