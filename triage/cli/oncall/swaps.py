"""`triage oncall swap ...`: one asks, the other accepts, and only then it counts."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from triage.cli.options import CONFIG, As, Config

if TYPE_CHECKING:
    from pathlib import Path

    from triage.oncall.swaps import SwapState

app = typer.Typer(help="Swap turns: one asks, the other accepts.", no_args_is_help=True)
Number = Annotated[int, typer.Argument(help="The swap's number.", min=1)]


@app.command()
def ask(
    *,
    who: As,
    other: Annotated[str, typer.Option("--with", help="Whom you ask.")],
    turn: Annotated[
        str | None, typer.Option(help="Any moment of your turn, 2026-03-02; else your next.")
    ] = None,
    back: Annotated[
        str | None, typer.Option(help="Any moment of their turn that you take; else none.")
    ] = None,
    team: Annotated[str | None, typer.Option(help="The team, where there are several.")] = None,
    rotation: Annotated[
        str | None, typer.Option(help="The rotation, where you are in several.")
    ] = None,
    config: Config = CONFIG,
) -> None:
    """Ask for a swap. Example: swap ask --as grace --with linus --back 2026-03-09."""
    from triage.app.desk import opened  # noqa: PLC0415
    from triage.app.oncall import swap  # noqa: PLC0415
    from triage.app.oncall.show import SHOWN  # noqa: PLC0415
    from triage.clock import SystemClock  # noqa: PLC0415

    with opened(config, os.environ) as desk:
        made = swap.ask(
            desk,
            team=team,
            rotation=rotation,
            who=who,
            other=other,
            turn=turn,
            back=back,
            now=SystemClock().now(),
        )
        zone = ZoneInfo(desk.desk.zone)
        there = f"the turn around {made.at.astimezone(zone):{SHOWN}}"
        again = (
            "" if made.back is None else f", for that around {made.back.astimezone(zone):{SHOWN}}"
        )
        typer.echo(
            f"Swap {made.id}: {desk.name(made.asker)} asks {desk.name(made.other)} to have "
            f"{there}{again}."
        )
        typer.echo(f"It counts once accepted: triage oncall swap accept {made.id} --as {other}")


@app.command()
def accept(number: Number, *, who: As, config: Config = CONFIG) -> None:
    """Accept, as the one who was asked: from now on the turns are swapped."""
    from triage.oncall.swaps import SwapState  # noqa: PLC0415

    _answer(config, number, who, SwapState.ACCEPTED)


@app.command()
def decline(number: Number, *, who: As, config: Config = CONFIG) -> None:
    """Say no, as the one who was asked; nothing changes."""
    from triage.oncall.swaps import SwapState  # noqa: PLC0415

    _answer(config, number, who, SwapState.DECLINED)


@app.command()
def withdraw(number: Number, *, who: As, config: Config = CONFIG) -> None:
    """Take the question back, as the one who asked, before it is answered."""
    from triage.oncall.swaps import SwapState  # noqa: PLC0415

    _answer(config, number, who, SwapState.WITHDRAWN)


def _answer(config: Path, number: int, who: str, state: SwapState) -> None:
    from triage.app.desk import opened  # noqa: PLC0415
    from triage.app.oncall import swap  # noqa: PLC0415
    from triage.clock import SystemClock  # noqa: PLC0415

    with opened(config, os.environ) as desk:
        swap.answer(desk, number, who=who, state=state, now=SystemClock().now())
    typer.echo(f"Swap {number} is {state.value}.")
