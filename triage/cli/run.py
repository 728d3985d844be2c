"""`triage run`: the service, until it is stopped."""

from __future__ import annotations

import logging
from enum import StrEnum
from typing import Annotated

import typer

from triage.cli.options import CONFIG, Config


class LogFormat(StrEnum):
    """How the log is written."""

    TEXT = "text"
    JSON = "json"


def run(
    *,
    config: Config = CONFIG,
    log_format: Annotated[LogFormat, typer.Option(help="For people or for a collector.")] = (
        LogFormat.TEXT
    ),
    verbose: Annotated[bool, typer.Option("--verbose", help="Log more.")] = False,
) -> None:
    """Run the service until SIGTERM or Ctrl-C. Logs to stderr.

    In mode "watch" staff see everything, reporters hear nothing and nobody is paged.
    """
    from triage.app import logs  # noqa: PLC0415
    from triage.app import run as service  # noqa: PLC0415

    level = logging.DEBUG if verbose else logging.INFO
    logs.configure("json" if log_format is LogFormat.JSON else "text", level=level)
    service.run(config)
