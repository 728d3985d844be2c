"""Settings into the operator's rules. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from triage.settings.whole import Settings


def rule_source(settings: Settings) -> Mapping[str, object]:
    """[matrix] and [[rules]] as they stand in the file; without rules of its own, no "rules"."""
    matrix = settings.matrix.model_dump()
    if settings.rules is None:
        return {"matrix": matrix}
    return {"matrix": matrix, "rules": list(settings.rules)}
