"""The service as a system to measure: a configuration, `triage run`, and its tables.

Everything here that knows the service's configuration file and table names is in this module.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benchmarks.floors import count
from benchmarks.rows import Counts, System

BASE = """\
mode = "live"
product = "Acme"
time_zone = "Europe/Berlin"
language = "en"
database = "sqlite:///{folder}/firstline.db"
key = "file:{folder}/key"

[brake]
acknowledgements = "100000 in 10m"

[settle]
silence = "1s"

[discord]
token = "file:{folder}/token"
guild = {guild}
staff_roles = [{role}]
sandbox_url = "{url}"
{intake}
[people]
grace = {{ name = "Grace Hall", discord = {engineer} }}

[teams.platform]
room = {room}
lead = "grace"

[[rotations]]
team = "platform"
people = ["grace"]
starts = 2026-01-05
"""

INTAKE = """\
[[discord.intake]]
channel = {help}
"""

MAIL = """\
[mailboxes.support]
address = "support@acme.example"
imap = {{ host = "127.0.0.1", port = {imap_port}, tls = "none" }}
smtp = {{ host = "127.0.0.1", port = {smtp_port}, tls = "none" }}
auth = {{ kind = "password", user = "support", password = "file:{folder}/password" }}
"""

START = (
    "import sys; from pathlib import Path; from triage.app.run import run; run(Path(sys.argv[1]))"
)


def mail_service(addresses: Mapping[str, Any], folder: Path) -> System:
    """Mails in, receipts out, and a card for each ticket in the team's room on Discord."""
    return _service(BASE + MAIL, words={"intake": "", **addresses}, folder=folder)


def discord_service(addresses: Mapping[str, Any], folder: Path) -> System:
    """Each report opens a thread, is answered in it, and gets a card in the team's room."""
    intake = INTAKE.format(**addresses)
    return _service(BASE, words={"intake": intake, **addresses}, folder=folder)


def written(folder: Path, template: str = BASE, **words: Any) -> Path:
    """The configuration file and its secrets, in that folder."""
    config = folder / "config.toml"
    config.write_text(template.format(folder=folder, **words))
    secrets = {"key": "k" * 43, "password": "secret", "token": str(words.get("token", ""))}
    for name, secret in secrets.items():
        (folder / name).touch(mode=0o600)
        (folder / name).write_text(secret)
    return config


def _service(template: str, *, words: Mapping[str, Any], folder: Path) -> System:
    config = written(folder, template, **words)
    return System(
        name="service",
        command=(sys.executable, "-c", START, str(config)),
        stored=lambda: _stored(folder / "firstline.db"),
        expected=lambda delivered, first: {"tickets": first, "done": delivered, "failed": 0},
    )


def _stored(database: Path) -> Counts:
    return count(
        database,
        tickets="SELECT count(*) FROM ticket",
        done="SELECT count(*) FROM arrival WHERE state = 'done'",
        failed="SELECT count(*) FROM arrival WHERE state = 'failed'",
    )
