"""Recorded arrivals, a JSON object a line: read, checked, in the order of their time."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from triage.messages import RawArrival

MAIL = b"mail "
"""Stands before the bytes of a mail: a recorded line of chat begins with a brace."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """One arrival. `wrong`: why it cannot be played, None when it can."""

    id: str
    at: datetime
    raw: RawArrival | None
    wrong: str | None = None


def recorded(lines: Iterable[str], *, folder: Path, accounts: Mapping[str, str]) -> list[Recorded]:
    """The arrivals of a JSONL file, oldest first; those of one moment in the file's order.

    `folder`: where a relative `eml_path` starts. `accounts`: channel -> the account of a line that
    names none. A line that is wrong is kept, with the reason, at the time of the line before it.
    """
    found: list[Recorded] = []
    before = datetime.min.replace(tzinfo=UTC)
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            one = _recorded(line, folder, accounts)
        except (ValueError, OSError) as error:
            one = Recorded(_id(line) or f"line {number}", before, None, f"line {number}: {error}")
        found.append(one)
        before = one.at
    return sorted(found, key=lambda one: one.at)


def _recorded(line: str, folder: Path, accounts: Mapping[str, str]) -> Recorded:
    """Raises ValueError and OSError that say what is wrong with the line."""
    told = _object(line)
    name, channel, at = _text(told, "id"), _text(told, "channel"), _moment(told)
    if channel not in accounts:
        raise ValueError(f"channel {channel!r}: there is {', '.join(accounts)}")
    if "eml_path" in told:
        raw = MAIL + (folder / _text(told, "eml_path")).read_bytes()
    else:
        _text(told, "author")
        if not isinstance(told.get("text"), str):
            raise ValueError("neither text nor eml_path")
        if not isinstance(told.get("mentions", []), list):
            raise ValueError('mentions: write a list of names, like ["ada"]')
        raw = json.dumps(told, ensure_ascii=False).encode("utf-8", "surrogatepass")
    account = told.get("account")
    arrival = RawArrival(
        channel=channel,
        account=str(account) if account else accounts[channel],
        external_id=name,
        raw=raw,
        received_at=at,
    )
    return Recorded(name, at, arrival)


def _object(line: str) -> Mapping[str, object]:
    try:
        told = json.loads(line)
    except ValueError as error:
        raise ValueError(f"not JSON: {error}") from error
    if not isinstance(told, dict):
        raise ValueError("not a JSON object")  # noqa: TRY004 - for the person who wrote the file
    return told


def _text(told: Mapping[str, object], key: str) -> str:
    value = told.get(key)
    if isinstance(value, int | str) and not isinstance(value, bool) and str(value):
        return str(value)
    raise ValueError(f"{key} is not set")


def _moment(told: Mapping[str, object]) -> datetime:
    """ISO 8601; without an offset it is UTC."""
    said = _text(told, "at")
    try:
        at = datetime.fromisoformat(said)
    except ValueError as error:
        raise ValueError(f"at {said!r} is not a time; write 2026-03-02T09:10:00+01:00") from error
    return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)


def _id(line: str) -> str | None:
    try:
        told = json.loads(line)
    except ValueError:
        return None
    name = told.get("id") if isinstance(told, dict) else None
    return None if name is None else str(name)
