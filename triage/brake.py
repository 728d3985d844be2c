"""Stop before an embarrassment: too many automatic messages at once wait for a person. Pure."""

from __future__ import annotations


def held(recent: int, *, limit: int) -> bool:
    """Whether one more automatic message waits, when `recent` went out within the window.

    The first `limit` go out. Messages that a person wrote are never counted and never held.
    """
    return recent >= limit
