"""The words about schedules in the languages that we have. Pure."""

from __future__ import annotations

from triage.wording import roster_de, roster_en
from triage.wording.roster import Roster

_WORDS = {"en": roster_en.ROSTER, "de": roster_de.ROSTER}


def words(language: str) -> Roster:
    return _WORDS.get(language, roster_en.ROSTER)
