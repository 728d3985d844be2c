"""Rules, their examples, and what a change of them would do, as tables for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table

from triage.cli.plain import plain


def rules(found: Sequence[Mapping[str, Any]]) -> None:
    """The rules in their order."""
    table = Table("", "rule", "when", "then", "examples")
    for number, one in enumerate(found, 1):
        name = f"{one['id']} (on trial)" if one["shadow"] else one["id"]
        cells = (str(number), name, one["when"], one["then"], str(one["examples"]))
        table.add_row(*(plain(cell) for cell in cells))
    Console().print(table)


def trials(found: Sequence[Mapping[str, Any]]) -> None:
    """Only what failed is shown in full."""
    out = Console()
    failed = [one for one in found if one["failures"]]
    for one in failed:
        out.print(plain(f"{one['rule']}, example {one['example']}: {one['text'][:100]}"))
        for failure in one["failures"]:
            out.print(plain(f"  {failure}"))
        for reason in one["reasons"]:
            out.print(plain(f"  because {reason['rule']}: {reason['evidence']}"))
    right = len(found) - len(failed)
    out.print(plain(f"{right} of {len(found)} examples come out as they should."))
