"""How many requests Discord has refused lately: too many, and it bans our address. Pure."""

from __future__ import annotations

from collections import deque

WINDOW = 600.0
"""Seconds: 10,000 refusals (401, 403, 429) in 10 minutes ban an address (vendor's "invalid request
limit")."""

MOST = 2000
"""What we allow ourselves: others may share the address."""

REFUSALS = frozenset({401, 403, 429})

SHARED = "shared"
"""The scope of a rate limit that others met for us: it is not held against us (same place)."""


def counts(status: int, *, scope: str | None) -> bool:
    """Whether Discord counts an answer of that status against our address. `scope`: of the rate
    limit, as the answer's X-RateLimit-Scope says."""
    return status in REFUSALS and scope != SHARED


class RefusalBudget:
    """Times are seconds of one monotonic clock."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._at: deque[float] = deque()

    def spend(self, now: float) -> None:
        self._at.append(now)

    def wait(self, now: float) -> float:
        """Seconds without any request; 0 when there is room."""
        while self._at and now - self._at[0] >= WINDOW:
            self._at.popleft()
        if len(self._at) < self._most:
            return 0.0
        return WINDOW - (now - self._at[0])
