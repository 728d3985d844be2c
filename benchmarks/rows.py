"""One row of the benchmark: start servers and a system, warm it up, load it, count, judge."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks import measure

WARM = 3
"""Answers before the clock starts: connections stand, imports are paid."""
PATIENCE = 60
"""Seconds a system gets to give them."""
NO_MATTER = 1_000_000

Counts = dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class System:
    """Something to measure: one child process with its descendants.

    `stored` counts what its own database holds, by name; `expected(count, first)` says by how
    much those grow after `count` deliveries of which `first` open something.
    """

    name: str
    command: tuple[str, ...]
    stored: Callable[[], Counts]
    expected: Callable[[int, int], Counts]
    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What is delivered: `kind` is "mail" or "discord"; `imap` "auto" (Dovecot if there) or
    "pymap".
    """

    kind: str
    count: int
    seed: int
    imap: str = "auto"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What one system did with one load.

    `wall` and `cpu` in seconds, from the delivery until the last receipt was with its reader and
    the last row stored (CPU: until the system is quiet again). `peak` in bytes, each process at
    its own peak. `wrong`: why the row does not count. `busy`: the machine's load, if too high.
    """

    system: str
    load: Load
    servers: str
    wall: float
    cpu: float
    peak: int
    wrong: tuple[str, ...] = ()
    busy: float | None = None

    @property
    def rate(self) -> float:
        return self.load.count / self.wall

    @property
    def cpu_ms(self) -> float:
        return self.cpu / self.load.count * 1000


def run(load: Load, make: Callable[[Mapping[str, Any], Path], System]) -> Row:
    """Measure one system on a fresh database, with fresh servers.

    Raises RuntimeError, with the end of its log, when the system never answers.
    """
    with tempfile.TemporaryDirectory(prefix="bench") as place, _servers(load) as servers:
        folder = Path(place)
        system = make(servers.addresses, folder)
        busy = measure.overloaded()
        with _child(system, log=folder / "log") as child:
            left = _warm(servers, child, log=folder / "log")
            row = _measured(load, system=system, servers=servers, pid=child.pid, left=left)
    return Row(**{**_fields(row), "busy": busy or measure.overloaded()})


def _fields(row: Row) -> dict[str, Any]:
    return {name: getattr(row, name) for name in Row.__slots__}


def _measured(load: Load, *, system: System, servers: _Servers, pid: int, left: int) -> Row:
    stored = system.stored()
    before = measure.settled(pid)
    delivered = servers.ask("deliver", count=load.count, seed=load.seed, prefix="m")
    first = delivered["first"]
    patience = PATIENCE + load.count / 5
    servers.ask("wait", prefix="m", receipts=first, left=left, timeout=patience)
    grown = _await_rows(system, stored=stored, count=load.count, first=first)
    wall = time.monotonic() - delivered["at"]
    after = measure.settled(pid)
    told = servers.ask("tell", prefix="m")
    wrong = {
        **_difference(system.expected(load.count, first), grown),
        **_difference({"receipts": first, "readers": first, "left": left}, told),
    }
    return Row(
        system=system.name,
        load=load,
        servers=servers.addresses["servers"],
        wall=wall,
        cpu=after.cpu - before.cpu,
        peak=after.peak,
        wrong=tuple(wrong.values()),
    )


def _difference(expected: Counts, found: Mapping[str, int]) -> dict[str, str]:
    return {
        name: f"{name}: {found[name]}, not {wanted}"
        for name, wanted in expected.items()
        if found[name] != wanted
    }


def _await_rows(system: System, *, stored: Counts, count: int, first: int) -> Counts:
    """Receipts may be out before the last reply is stored; give that ten seconds."""
    expected = system.expected(count, first)
    ends = time.monotonic() + 10
    while True:
        grown = {name: number - stored[name] for name, number in system.stored().items()}
        if time.monotonic() > ends or all(grown[name] >= expected[name] for name in expected):
            return grown
        time.sleep(0.02)


def _warm(servers: _Servers, child: subprocess.Popen[bytes], *, log: Path) -> int:
    """Deliver one after the other until some are answered; what came before the system looked
    for the first time never is. Returns how many stay where they were put.
    """
    answered = 0
    for attempt in range(PATIENCE):
        if child.poll() is not None:
            break
        prefix = f"w{attempt}-"
        servers.ask("deliver", count=1, seed=attempt, prefix=prefix)
        servers.ask("wait", prefix=prefix, receipts=1, left=NO_MATTER, timeout=3.0)
        told = servers.ask("tell", prefix=prefix)
        answered += told["receipts"] > 0
        if answered >= WARM:
            time.sleep(1.0)
            return int(servers.ask("tell", prefix=prefix)["left"])
    said = log.read_text(errors="replace")[-2000:]
    raise RuntimeError(f"the system never answered; the end of its log:\n{said}")


class _Servers:
    """The other side of `python -m benchmarks.servers`."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self.addresses = self._read()

    def ask(self, do: str, **order: Any) -> dict[str, Any]:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"do": do, **order}) + "\n")
        self._process.stdin.flush()
        return self._read()

    def _read(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError("the benchmark's servers ended; what they said is above")
        answer: dict[str, Any] = json.loads(line)
        return answer


@contextlib.contextmanager
def _servers(load: Load) -> Iterator[_Servers]:
    command = [sys.executable, "-m", "benchmarks.servers", load.kind, "--imap", load.imap]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            yield _Servers(process)
        finally:
            # Its stdin ends with ours, and with that it stops by itself.
            assert process.stdin is not None
            process.stdin.close()
            _stop(process, gently=False)


@contextlib.contextmanager
def _child(system: System, *, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    with log.open("wb") as out:
        process = subprocess.Popen(
            system.command,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            env={**os.environ, **system.environment},
        )
    try:
        yield process
    finally:
        _stop(process, gently=True)


def _stop(process: subprocess.Popen[Any], *, gently: bool) -> None:
    if gently:
        process.terminate()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
