"""CPU time and peak memory of a process and all its descendants, from Linux's /proc."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Usage:
    """CPU seconds so far, and the sum of each living process's peak resident memory in bytes."""

    cpu: float
    peak: int


def usage(pid: int) -> Usage:
    """What `pid` and its descendants have used. Children that ended and were waited for count."""
    family = [pid, *_descendants(pid)]
    return Usage(
        cpu=sum(_cpu(member) for member in family),
        peak=sum(_peak(member) for member in family),
    )


def settled(pid: int, *, quiet: float = 0.3, at_most: float = 5.0) -> Usage:
    """The usage once the family has used less than 5 ms of CPU in `quiet` seconds: work that was
    put off for later counts too.
    """
    ends = time.monotonic() + at_most
    before = usage(pid)
    while time.monotonic() < ends:
        time.sleep(quiet)
        now = usage(pid)
        if now.cpu - before.cpu < 0.005:
            return now
        before = now
    return before


def overloaded() -> float | None:
    """The load of the last minute when it is above the number of cores, else None."""
    load = os.getloadavg()[0]
    return load if load > (os.cpu_count() or 1) else None


def _descendants(pid: int) -> list[int]:
    try:
        tasks = list((PROC / str(pid) / "task").iterdir())
        words = [word for task in tasks for word in (task / "children").read_text().split()]
    except FileNotFoundError:
        return []
    children = [int(word) for word in words]
    return children + [one for child in children for one in _descendants(child)]


def _cpu(pid: int) -> float:
    """Its own CPU clock (clock_getcpuclockid(3), nanoseconds) plus that of waited-for children."""
    try:
        own = time.clock_gettime((~pid << 3) | 2)
        fields = (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    except (OSError, FileNotFoundError):
        return 0.0
    return own + (int(fields[13]) + int(fields[14])) / TICKS


def _peak(pid: int) -> int:
    try:
        lines = (PROC / str(pid) / "status").read_text().splitlines()
    except FileNotFoundError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM")), 0)
