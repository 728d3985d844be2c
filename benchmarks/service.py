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

[people]
grace = {{ name = "Grace Hall", discord = {engineer}, zone = "Europe/Berlin", page = ["discord"] }}

[teams.platform]
room = {room}
lead = "grace"
members = ["grace"]

[[rotations]]
team = "platform"
people = ["grace"]
seats = 1
shift = "1 week"
handover = "mon 10:00"
starts = 2026-01-05
zone = "Europe/Berlin"
"""

MAIL = """\
[mailboxes.support]
address = "support@acme.example"
imap = {{ host = "127.0.0.1", port = {imap_port}, tls = "none" }}
smtp = {{ host = "127.0.0.1", port = {smtp_port}, tls = "none" }}
auth = {{ kind = "password", user = "support", password = "file:{folder}/password" }}
start = "now"
audience = "customers"
team = "platform"
"""

DISCORD = """\
[discord]
token = "file:{folder}/token"
guild = {guild}
staff_roles = [{role}]
sandbox_url = "{url}"

[[discord.intake]]
channel = {help}
audience = "users"
open_on = "report"
"""


def mail_service(addresses: Mapping[str, Any], folder: Path) -> System:
    """Without Discord: mails in, receipts out."""
    words = {"room": 1, "engineer": 2, **addresses}
    return _service(BASE + MAIL, words=words, folder=folder)


def discord_service(addresses: Mapping[str, Any], folder: Path) -> System:
    """Each report opens a thread, is answered in it, and gets a card in the team's room."""
    return _service(BASE + DISCORD, words=addresses, folder=folder)


def _service(template: str, *, words: Mapping[str, Any], folder: Path) -> System:
    config = folder / "config.toml"
    config.write_text(template.format(folder=folder, **words))
    secrets = {"key": "k" * 43, "password": "secret", "token": str(words.get("token", ""))}
    for name, secret in secrets.items():
        (folder / name).write_text(secret)
        (folder / name).chmod(0o600)
    return System(
        name="service",
        command=(sys.executable, "-m", "triage.cli", "run", "--config", str(config)),
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
