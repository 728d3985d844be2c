"""The form of what is said on duty; each language fills it in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from triage.wording.calls import Owed


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyWords:
    """`nudges` get `number`, `subject` and `when`; `nobody` stands for whoever has the ticket.

    `nudges_instead`: to those who are on duty in place of who has it, where it is said otherwise.
    `off_duty` names who has it.

    `summary` and `missed` get `n`, the number of tickets.
    """

    nudges: Mapping[Owed, str]
    nudges_instead: Mapping[Owed, str]
    off_duty: str
    nobody: str
    summary: str
    missed: str
    more: str
    handover: str
    ends: str
    burning: str
    burning_line: str
    owe: str
    owe_nothing: str
    promised: str
    noted: str
    waits: str
    oldest: str
    claims: Mapping[str, str]
    shift: str
    noisy: str
    judge: str
    watch_out: str
    take: str
    take_there: str
    relieved: str
    taken: str
    not_taken: str
    shift_soon: str
    shift_title: str
    test_title: str
    test_page: str
    drill: str
    reminded: str
    reminded_close: str
    lapsed: str
