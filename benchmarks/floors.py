"""The floors as systems to measure: see floor_mail.py and floor_discord.py."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benchmarks.rows import Counts, System


def mail_floor(addresses: Mapping[str, Any], folder: Path) -> System:
    ports = (str(addresses["imap_port"]), str(addresses["smtp_port"]))
    return _floor("benchmarks.floor_mail", *ports, folder=folder)


def discord_floor(addresses: Mapping[str, Any], folder: Path) -> System:
    where = (addresses["url"], addresses["token"], addresses["help"])
    return _floor("benchmarks.floor_discord", *where, folder=folder)


def count(database: Path, **questions: str) -> Counts:
    """Answers of SELECTs that give one number each; read-only, beside the running system."""
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=10) as rows:
        found = {name: rows.execute(question).fetchone()[0] for name, question in questions.items()}
    rows.close()
    return found


def _floor(module: str, *arguments: str, folder: Path) -> System:
    database = folder / "floor.db"
    return System(
        name="floor",
        command=(sys.executable, "-m", module, *arguments, str(database)),
        stored=lambda: count(database, arrival="SELECT count(*) FROM arrival"),
        expected=lambda delivered, _first: {"arrival": delivered},
    )
