"""Logging for a service: one line an event, on stderr, never a local variable or a secret."""

from __future__ import annotations

import logging
import os
import sys
from typing import Literal

from triage.log import structlog

Format = Literal["text", "json"]

_QUIET = ("aioimaplib", "alembic", "asyncio", "charset_normalizer", "discord")
"""Libraries whose DEBUG would print mails, tokens or passwords (measured for aioimaplib)."""
_MUTE = ("discord.client",)
"""It warns at every start that voice is not installed."""


def configure(form: Format = "text", *, level: int = logging.INFO) -> None:
    """Send structlog and the standard library's logging to stderr in one form."""
    shared: list[structlog.types.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    # A plain traceback shows lines of code; the pretty ones show variables, which are secret.
    final: list[structlog.types.Processor] = [structlog.processors.format_exc_info]
    if form == "json":
        final.append(structlog.processors.JSONRenderer(ensure_ascii=False))
    else:
        colors = sys.stderr.isatty() and not os.environ.get("NO_COLOR")
        plain = structlog.dev.plain_traceback
        final = [structlog.dev.ConsoleRenderer(colors=colors, exception_formatter=plain)]
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *final],
        )
    )
    logging.basicConfig(handlers=[handler], level=level, force=True)
    for name in _QUIET:
        logging.getLogger(name).setLevel(max(level, logging.WARNING))
    for name in _MUTE:
        logging.getLogger(name).setLevel(logging.ERROR)
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
