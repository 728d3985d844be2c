"""The languages we speak, by primary language subtag: "de-AT" speaks German. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from triage.wording.de import GERMAN
from triage.wording.en import ENGLISH
from triage.wording.language import Language

LANGUAGES: Mapping[str, Language] = {"en": ENGLISH, "de": GERMAN}
"""Everything else gets English."""


def language_of(name: str) -> Language:
    return LANGUAGES.get(name.lower().replace("_", "-").partition("-")[0], ENGLISH)
