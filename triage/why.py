"""Why an order is not carried out."""

from __future__ import annotations

from enum import StrEnum


class Why(StrEnum):
    """Why a hand is not lifted; the sentence for each is in `triage.wording`."""

    NOT_STAFF = "not_staff"
    OWN_REPORT = "own_report"
    RESOLVED = "resolved"
    NOT_RESOLVED = "not_resolved"
    HELD = "held"  # somebody else has it
    NOT_HELD = "not_held"  # nobody has it
    HELD_ALREADY = "held_already"  # it is that person's already
    NO_REASON = "no_reason"
    NO_WORDS = "no_words"
    PAST = "past"
    AWAKE = "awake"
    MERGED = "merged"
    NOT_MERGED = "not_merged"
    ITSELF = "itself"
    RING = "ring"  # the survivor would be merged into its own part
    SURVIVOR_RESOLVED = "survivor_resolved"
    LINKED = "linked"
    NOT_LINKED = "not_linked"
    NO_TRACKER = "no_tracker"
    FILED = "filed"
    SAME_TEAM = "same_team"
    NO_TEAM = "no_team"
    FIRST_LINE = "first_line"  # it is not called at night
    DECLARED = "declared"  # it is an incident already
    NOT_DECLARED = "not_declared"
    NO_BURST = "no_burst"  # nobody asks whether it is an incident
    NO_ALIKE = "no_alike"
    NO_CANNED = "no_canned"  # no prepared answer of that name
    NOT_ASKED = "not_asked"  # the reporter was told already
    WATCHING = "watching"  # reporters hear nothing in watch mode
