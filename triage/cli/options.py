"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Config = Annotated[
    Path, typer.Option("--config", envvar="FIRSTLINE_CONFIG", help="The configuration file.")
]
CONFIG = Path("config.toml")
Json = Annotated[bool, typer.Option("--json", help="JSON for programs.")]
Number = Annotated[int, typer.Argument(help="The ticket's number.", min=1)]
As = Annotated[str, typer.Option("--as", help="Who acts: a name from [people].")]
