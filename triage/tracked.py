"""What an issue tracker tells us. Values."""

from __future__ import annotations

from dataclasses import dataclass

from triage.model import MessageRef


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueClosed:
    """An issue in a tracker was closed. `by`: whom the tracker names."""

    issue: MessageRef
    url: str
    by: str | None = None
