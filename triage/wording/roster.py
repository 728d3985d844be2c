"""The words about schedules, which each language has: calendars, the room, the daily check."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from triage.lint import Wrong
from triage.oncall.refusal import Unable


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """`calendar` names a feed; `on_call`, `backup` and `shadow` are titles of its events.

    `wrong` gets `team`, `person`, `start`, `end`, `name` and `number`. `states`: what became of a
    swap, as a line; `answered`: in one word. `unable` gets `person`, `others`, `name`, `given`,
    `number`.
    """

    calendar: str
    on_call: str
    backup: str
    shadow: str
    nobody: str
    instead: str
    found: str
    found_help: str
    wrong: Mapping[Wrong, str]
    more: str
    never: str
    swap_asked: str
    swap_back: str
    swap_help: str
    swap_help_by_mail: str
    states: Mapping[str, str]
    answered: Mapping[str, str]
    covered: str
    covered_for: str
    relieved: str
    taken_back: str
    away: str
    hole: str
    who: str
    who_then: str
    who_backup: str
    no_one: str
    baton_taken: str
    unable: Mapping[Unable, str]
