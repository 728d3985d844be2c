"""Whether the running task was told to end."""

from __future__ import annotations

import asyncio


def is_ending() -> bool:
    """True once the running task was cancelled, also where a library took that for itself.

    Python 3.11's `asyncio.wait_for` does when its result comes in the same moment
    (python/cpython#86296): who loops around such a call asks here, or goes on for ever.
    """
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0
