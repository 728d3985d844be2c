"""The service's loggers. `triage.app.logs` says what becomes of a line.

structlog imports rich wherever it finds it, for tracebacks that show variables, which we never
print. Only the commands that lay out tables need rich: a service does not pay for it (measured:
29 ms and 6 MB at every start).
"""

from __future__ import annotations

import sys

_rich = sys.modules.get("rich")
sys.modules["rich"] = None  # type: ignore[assignment]  # Python's own word for: not to be had

import structlog as structlog  # noqa: E402, PLC0414 - not before the line above; handed on

del sys.modules["rich"]
if _rich is not None:
    sys.modules["rich"] = _rich

Logger = structlog.stdlib.BoundLogger


def get_logger() -> Logger:
    """A logger; it is bound to its form at the first line it writes."""
    logger: Logger = structlog.get_logger()
    return logger
