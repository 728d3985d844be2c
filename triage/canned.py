"""Prepared answers with variables: "Hello {name}, ...". Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from string import Formatter

VARIABLES = ("name", "number", "subject", "team", "product", "me")
"""The reporter's first name, the ticket's number and subject, the team, the product, and the first
name of whoever answers."""


@dataclass(frozen=True, slots=True)
class Canned:
    """One prepared answer, by language ("en", "de")."""

    texts: Mapping[str, str]

    def said(self, language: str, values: Mapping[str, str]) -> str:
        """In the reporter's language, else in the first there is. What is not known is left out."""
        primary = language.lower().partition("-")[0]
        text = self.texts.get(primary) or next(iter(self.texts.values()))
        return text.format_map({name: values.get(name, "") for name in VARIABLES})


def unknown(text: str) -> list[str]:
    """The variables in it that there are not. Raises ValueError for braces that do not close."""
    used = [name for _, name, _, _ in Formatter().parse(text) if name is not None]
    return [name for name in used if name not in VARIABLES]
