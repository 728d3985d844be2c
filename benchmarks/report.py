"""What the benchmark says: a line for each row as it comes, a table of medians at the end."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from benchmarks.rows import Row

MB = 1_000_000


def line(row: Row) -> str:
    """One row, as it comes."""
    said = (
        f"{row.load.kind:8}{row.load.count:6}  {row.system:8}{row.rate:8.0f}/s"
        f"{row.cpu_ms:8.2f} ms CPU{row.peak / MB:7.0f} MB  ({row.servers})"
    )
    if row.busy is not None:
        said += f"  load {row.busy:.1f}"
    return said + "".join(f"\n         WRONG {why}" for why in row.wrong)


def table(rounds: Sequence[Sequence[Row]]) -> str:
    """Medians over the rounds that were quiet and right; the ratio is taken within a round."""
    lines = [f"{'load':<16}{'system':<10}{'per s':>8}{'CPU ms':>9}{'peak MB':>9}{'x floor':>9}"]
    for kind, count in dict.fromkeys(
        (row.load.kind, row.load.count) for rows in rounds for row in rows
    ):
        mine = [rows for rows in rounds if (rows[0].load.kind, rows[0].load.count) == (kind, count)]
        lines += _block(f"{count} {kind}", mine)
    return "\n".join(lines)


def _block(title: str, rounds: Sequence[Sequence[Row]]) -> list[str]:
    right = [rows for rows in rounds if not any(row.wrong for row in rows)]
    quiet = [rows for rows in right if all(row.busy is None for row in rows)]
    kept = quiet or right
    lines = [_medians(title, system, kept) for system in _systems(kept)]
    if len(right) < len(rounds):
        lines.append(f"  {len(rounds) - len(right)} of {len(rounds)} rounds WRONG, left out")
    if len(quiet) < len(right):
        loads = ", ".join(f"{row.busy:.1f}" for rows in right for row in rows if row.busy)
        what = "dropped" if quiet else "none was quiet: all kept, do not trust the times"
        lines.append(f"  {len(right) - len(quiet)} noisy rounds (load {loads}): {what}")
    return lines


def _systems(rounds: Sequence[Sequence[Row]]) -> list[str]:
    return sorted({row.system for rows in rounds for row in rows})


def _medians(title: str, system: str, rounds: Sequence[Sequence[Row]]) -> str:
    rows = [row for each in rounds for row in each if row.system == system]
    ratios = [ratio for each in rounds if (ratio := _ratio(each, system)) is not None]
    return (
        f"{title:<16}{system:<10}{median(row.rate for row in rows):8.0f}"
        f"{median(row.cpu_ms for row in rows):9.2f}{median(row.peak for row in rows) / MB:9.0f}"
        + (f"{median(ratios):9.2f}" if ratios else "")
    )


def _ratio(rows: Sequence[Row], system: str) -> float | None:
    """CPU of the system over CPU of the floor in the same round."""
    cpu = {row.system: row.cpu for row in rows}
    return cpu[system] / cpu["floor"] if "floor" in cpu and system != "floor" else None
