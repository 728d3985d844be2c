"""`triage explain`: try a report before trusting the rules with it. Rich is imported when shown."""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from triage.errors import ConfigError

if TYPE_CHECKING:
    from triage.app.explain import Case

EXIT_CONFIG = 78
"""EX_CONFIG of sysexits.h: the configuration is wrong."""
EXIT_INPUT = 66
"""EX_NOINPUT of sysexits.h: the file is not there."""


class Channel(StrEnum):
    """How the input is to be read."""

    EMAIL = "email"
    DISCORD = "discord"


def explain(
    *,
    file: Annotated[str, typer.Argument(help="A file; - reads standard input.")] = "-",
    channel: Annotated[
        Channel, typer.Option("--as", help="A mail (.eml) or a chat message (plain text).")
    ] = Channel.DISCORD,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help="A JSON object a line, in and out.")
    ] = False,
    config: Annotated[
        Path | None, typer.Option(help="A config.toml; without one the defaults apply.")
    ] = None,
) -> None:
    """Show what would be made of a report, and why. Nothing is stored, nothing is sent."""
    from triage.app.explain import explainer  # noqa: PLC0415 (the rules cost 0.1 s)
    from triage.clock import SystemClock  # noqa: PLC0415

    try:
        explain_one = explainer(_config(config), now=SystemClock().now())
    except ConfigError as error:
        raise _stop(str(error), EXIT_CONFIG) from error
    if jsonl:
        for case in _each(file):
            sys.stdout.write(json.dumps(explain_one(case).answer, ensure_ascii=False) + "\n")
        return
    explained = explain_one(_one(file, channel))
    if as_json:
        sys.stdout.write(json.dumps(explained.answer, ensure_ascii=False, indent=2) + "\n")
        return
    from triage.cli.explained import show  # noqa: PLC0415 (rich costs 0.1 s)

    show(explained)


def _one(file: str, channel: Channel) -> Case:
    from triage.app.explain import Case  # noqa: PLC0415

    try:
        raw = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        raise _stop(
            f"{file}: {error.strerror}; name a file that can be read", EXIT_INPUT
        ) from error
    if channel is Channel.EMAIL:
        return Case(mail=raw)
    return Case(text=raw.decode("utf-8", "replace"))


def _each(file: str) -> Iterator[Case]:
    from triage.app.explain import cases  # noqa: PLC0415

    if file == "-":
        yield from cases(sys.stdin, folder=Path())
        return
    try:
        with Path(file).open(encoding="utf-8", errors="replace") as lines:
            yield from cases(lines, folder=Path(file).parent)
    except OSError as error:
        raise _stop(
            f"{file}: {error.strerror}; name a file that can be read", EXIT_INPUT
        ) from error


def _config(path: Path | None) -> Mapping[str, object] | None:
    if path is None:
        return None
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}; name a file that can be read") from error
    except ValueError as error:
        raise ConfigError(f"{path}: not TOML: {error}") from error


def _stop(message: str, code: int) -> typer.Exit:
    typer.echo(message, err=True)
    return typer.Exit(code)
