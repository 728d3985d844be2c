"""Rules, their examples, and what a change of them would do, as tables for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table

from triage.cli.plain import plain


def rules(found: Sequence[Mapping[str, Any]]) -> None:
    """The rules in their order."""
    table = Table("order", "rule", "when", "then", "examples")
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


def differences(found: Mapping[str, Any]) -> None:
    """What changes first, then who is called, then whom people agree with."""
    out = Console()
    table = Table("ticket", "subject", "old", "new", "because", "a person said")
    for one in found["changed"]:
        because = "; ".join(f"{rule}: {evidence}" for rule, evidence in one["because"])
        gone = ", ".join(f"no longer {rule}" for rule in one["no_longer"])
        cells = (
            str(one["ticket"]),
            one["subject"][:60],
            _side(one["old"]),
            _side(one["new"]),
            "; ".join(part for part in (because, gone) if part),
            one["person_said"] or "",
        )
        table.add_row(*(plain(cell) for cell in cells))
    if found["changed"]:
        out.print(table)
    out.print(f"{len(found['changed'])} of {found['tickets']} tickets change.")
    _pages(out, found["pages"])
    overrides = found["overrides"]
    if overrides["tickets"]:
        out.print(
            f"Of {overrides['tickets']} priorities that a person set, the old rules agree with "
            f"{overrides['old_agrees']}, the new ones with {overrides['new_agrees']}."
        )


def _pages(out: Console, pages: Mapping[str, Any]) -> None:
    for sign, many in (("+", pages["more"]), ("-", pages["fewer"])):
        for page in many:
            night = ", at night" if page["night"] else ""
            told = f"{sign} {page['local']} {page['person']}, ticket {page['ticket']}{night}"
            out.print(plain(told))
    out.print(
        f"Pages: {pages['old']} with the old rules ({pages['old_at_night']} at night), "
        f"{pages['new']} with the new ones ({pages['new_at_night']} at night)."
    )


def _side(one: Mapping[str, Any]) -> str:
    more = (f"known issue {one['known_issue']}" if one["known_issue"] else "", *one["tags"])
    return ", ".join(part for part in (one["priority"], one["team"], *more) if part)


def on_trial(found: Sequence[Mapping[str, Any]]) -> None:
    """Each rule on trial, and what it would have changed, the most frequent first."""
    out = Console()
    if not found:
        out.print("No rule is on trial. Write shadow = true beside one.")
    for one in found:
        head = f"{one['rule']}: held on {one['held']} of {one['tickets']} tickets"
        out.print(plain(head))
        for change in one["changes"]:
            out.print(plain(f"  {change['count']} x {change['what']}"))
