"""Short answers to engineers who pressed or called something: seen by nobody else."""

from __future__ import annotations

from enum import StrEnum


class Deed(StrEnum):
    """Which line. Its words are in the languages, under `hands`."""

    CLAIMED = "claimed"
    RELEASING = "releasing"
    RESOLVING = "resolving"
    RESOLVING_SILENTLY = "resolving_silently"
    UNDONE = "undone"
    HANDED = "handed"
    SNOOZED = "snoozed"
    SNOOZED_UNTIL = "snoozed_until"
    WOKEN = "woken"
    ESCALATED = "escalated"
    REOPENED = "reopened"
    PRIORITY = "priority"
    NOTED = "noted"
    LINED = "lined"
    SENT = "sent"
    FILED = "filed"
    COLLISION = "collision"
    GONE = "gone"
    MERGED = "merged"
    UNMERGED = "unmerged"
    LINKED = "linked"
    UNLINKED = "unlinked"
    OPENED = "opened"
    MORE = "more"
    TO_WHOM = "to_whom"
    NOWHERE = "nowhere"
    NO_NUMBER = "no_number"
    NO_MOMENT = "no_moment"
    NO_PERSON = "no_person"
    NO_ADDRESS = "no_address"
    NONE_FOUND = "none_found"
