"""What `triage replay` shows to a person: what became of each arrival, who is paged when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table

from triage.app.replay.tally import Replayed
from triage.cli.plain import plain

ALIKE_FROM = 0.2
"""Below this score a person sees no likeness; `--json` has them all."""


def show(played: Replayed) -> None:
    """Print it as tables."""
    out = Console()
    table = Table("arrival", "became", "ticket", "priority", "like", "pages", "messages")
    for line in played.lines:
        table.add_row(*(plain(cell) for cell in _row(line)))
    out.print(table)
    summary: Mapping[str, Any] = played.summary
    for page in summary["pages"]:
        out.print(plain(f"{page['local']}  pages {page['person']} for ticket {page['ticket']}"))
    out.print(_sentence(summary))


def _row(line: Mapping[str, Any]) -> Sequence[str]:
    like = [str(one["id"]) for one in line["similar"] if one["score"] >= ALIKE_FROM][:3]
    told = ", ".join(one["notice"] for one in line["sent"])
    return (
        line["id"],
        f"{line['disposition']}: {line['why']}" if "why" in line else line["disposition"],
        str(line["ticket"] or ""),
        line["priority"] or "",
        ", ".join(like),
        ", ".join(one["person"] for one in line["paged"]),
        told,
    )


def _sentence(summary: Mapping[str, Any]) -> str:
    sent = ", ".join(f"{count} {notice}" for notice, count in summary["sent"].items()) or "none"
    return (
        f"{summary['arrivals']} arrivals, {summary['tickets']} tickets, "
        f"{len(summary['pages'])} pages. Messages: {sent}. Nothing was sent."
    )
