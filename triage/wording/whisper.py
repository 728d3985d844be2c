"""Short answers to whoever pressed or called something: one line each, seen by nobody else."""

from __future__ import annotations

from enum import StrEnum


class Whisper(StrEnum):
    """Which line. Its words are in the languages, under `controls`."""

    UNKNOWN = "unknown"  # no handler: a button of another version
    GONE = "gone"  # the ticket does not exist
    NOT_YOURS = "not_yours"  # neither the reporter nor staff
    CLOSED = "closed"
    CLOSED_BEFORE = "closed_before"
