"""Snapshots as the adapter stores them, built by hand."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from triage.messages import RawArrival

AT = datetime(2026, 3, 2, 9, 10, tzinfo=UTC)
GUILD, HELP, STAFF = "1", "100", "900"


def message(**changes: Any) -> RawArrival:
    """What Ada wrote in #help, with changes."""
    content: dict[str, Any] = {
        "kind": "message",
        "id": "500",
        "channel": HELP,
        "parent": None,
        "thread": None,
        "type": 0,
        "author": person(),
        "webhook": False,
        "at": AT.isoformat(),
        "content": "The export hangs",
        "reply": None,
        "mentions": [],
        "attachments": [],
        "forwarded": [],
    }
    return raw(content | changes)


def reaction(**changes: Any) -> RawArrival:
    """Ada's claim on message 600, with changes."""
    content: dict[str, Any] = {
        "kind": "reaction",
        "message": "600",
        "channel": HELP,
        "emoji": "✋",
        "present": True,
        "user": {"id": "20", "name": "ada", "bot": False, "roles": []},
    }
    return raw(content | changes)


def person(**changes: Any) -> dict[str, Any]:
    return {"id": "20", "name": "ada", "bot": False, "ours": False, "roles": []} | changes


def raw(content: object) -> RawArrival:
    packed = content if isinstance(content, bytes) else json.dumps(content).encode()
    return RawArrival(
        channel="discord", account=GUILD, external_id="500", raw=packed, received_at=AT
    )
