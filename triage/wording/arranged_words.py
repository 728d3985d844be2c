"""The words for whoever changes a schedule, hands over or pages somebody, in each language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from triage.controls import Action


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrangedWords:
    """`commands` by action, `options` by action and name, `changes` by what an override does; each
    at most 100 characters (Discord's limit; tested). `labels` stand on buttons."""

    understood: str
    changes_nobody: str
    absences: str
    absence: str
    no_absences: str
    back_again: str
    swap_sent: str
    swap_in_room: str
    turn: str
    turn_back: str
    note_left: str
    note_gone: str
    note_before: str
    page_asked: str
    there: str
    paged: str
    paged_later: str
    labels: Mapping[Action, str]
    commands: Mapping[Action, str]
    options: Mapping[str, str]
    changes: Mapping[str, str]
