"""`triage replay`: what recorded arrivals would have led to. Sends nothing, keeps nothing."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from triage.cli.options import Json
from triage.cli.progress import bar
from triage.errors import NotFoundError

if TYPE_CHECKING:
    from collections.abc import Iterator


def replay(
    file: Annotated[str, typer.Argument(help="A JSONL file; - reads standard input.")],
    *,
    as_json: Json = False,
    config: Annotated[
        Path | None, typer.Option(help="A config.toml; without one a small default desk plays.")
    ] = None,
) -> None:
    """Play recorded arrivals on a virtual clock: tickets, pages and messages that would come of it.

    Every line is {"id", "channel", "author", "at", "text" or "eml_path"}, with "account", "thread",
    "reply_to" where there are any. Example: triage replay monday.jsonl --config config.toml
    """
    from triage.app.replay.play import replay as play  # noqa: PLC0415 (imports every channel)

    folder = Path() if file == "-" else Path(file).parent
    with _lines(file) as lines, bar("Playing") as progress:
        played = play(lines, folder=folder, config=config, progress=progress)
    if as_json:
        for line in (*played.lines, {"summary": played.summary}):
            sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
        return
    from triage.cli.replayed import show  # noqa: PLC0415 (rich costs 0.1 s)

    show(played)


@contextmanager
def _lines(file: str) -> Iterator[Iterable[str]]:
    if file == "-":
        yield sys.stdin
        return
    try:
        with Path(file).open(encoding="utf-8", errors="replace") as lines:
            yield lines
    except OSError as error:
        raise NotFoundError(f"{file}: {error.strerror}; name a file that can be read") from error
