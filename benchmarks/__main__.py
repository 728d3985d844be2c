"""`python -m benchmarks`: the service beside a floor, in one interleaved run.

Both get a fresh database and fresh servers for every row; whoever goes first changes with the
round. Counted: wall time, CPU of all the system's own processes (not of the servers), peak
memory. A row counts only when tickets, threaded replies and receipts are exactly right; a round
in which the machine's load was above its cores is dropped, and said so.
"""

from __future__ import annotations

import argparse
import asyncio
import dataclasses
import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from benchmarks import flood, report
from benchmarks.floors import discord_floor, mail_floor
from benchmarks.rows import Load, Row, System, run
from benchmarks.service import discord_service, mail_service

Make = Callable[[Mapping[str, Any], Path], System]

SYSTEMS: dict[str, tuple[Make, Make]] = {
    "mail": (mail_floor, mail_service),
    "discord": (discord_floor, discord_service),
}


def main() -> int:
    """Returns 1 when a row was not right, 2 when a system did not run at all."""
    arguments = _parser().parse_args()
    if arguments.flood:
        return _flood(arguments)
    rounds: list[list[Row]] = []
    for number in range(arguments.rounds):
        for load in _loads(arguments, seed=number):
            try:
                rounds.append(_round(load, turn=number, only=arguments.only))
            except RuntimeError as error:
                print(f"{load.kind} {load.count}: {error}", file=sys.stderr)
                return 2
    if arguments.json:
        print(json.dumps([dataclasses.asdict(row) for rows in rounds for row in rows]))
    else:
        print(report.table(rounds))
    return int(any(row.wrong for rows in rounds for row in rows))


def _flood(arguments: argparse.Namespace) -> int:
    costs = asyncio.run(flood.flood(arguments.flood, channels=arguments.channels))
    if arguments.json:
        print(json.dumps([dataclasses.asdict(one) for one in costs]))
    else:
        print(flood.table(costs))
    return int(any(one.wrong for one in costs))


def _round(load: Load, *, turn: int, only: str | None) -> list[Row]:
    """Floor and service on the same load; the service goes first in every second round."""
    makes = [make for make in SYSTEMS[load.kind] if only is None or only in make.__name__]
    rows: list[Row] = []
    for make in makes if turn % 2 == 0 else reversed(makes):
        rows.append(run(load, make))
        print(report.line(rows[-1]), file=sys.stderr, flush=True)
    return rows


def _loads(arguments: argparse.Namespace, *, seed: int) -> list[Load]:
    mails = [
        Load(kind="mail", count=count, seed=seed, imap=arguments.imap) for count in arguments.mails
    ]
    return mails + [Load(kind="discord", count=count, seed=seed) for count in arguments.discord]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--mails", type=_counts, default=[200, 2000], metavar="200,2000")
    parser.add_argument("--discord", type=_counts, default=[2000], metavar="2000")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--imap", choices=["auto", "pymap"], default="auto")
    parser.add_argument("--only", choices=["floor", "service"], help="measure one system alone")
    parser.add_argument(
        "--flood",
        type=int,
        default=0,
        metavar="10000",
        help="only this: so many messages of each kind in a busy guild, beside discord.py alone",
    )
    parser.add_argument("--channels", type=int, default=flood.CHANNELS, help="of a flood")
    parser.add_argument("--json", action="store_true", help="every row as JSON on stdout")
    return parser


def _counts(text: str) -> list[int]:
    """`200,2000`; 0 or nothing leaves this part out."""
    return [int(word) for word in text.split(",") if word.strip() not in ("", "0")]


if __name__ == "__main__":
    sys.exit(main())
