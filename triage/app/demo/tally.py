"""Count what really arrived: at the reporters, in the room, at the sandbox. Never in our tables."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import asdict, dataclass

from triage.app.demo.day import Report
from triage.app.demo.world import World

# What the reporter reads, as the demo's English says it.
WORDS = {
    "acknowledged": re.compile(r"this is ticket \d+|It is ticket \d+"),
    "claimed": re.compile(r"is now looking at ticket \d+"),
    "reopened": re.compile(r"[Tt]icket \d+ is open again"),
    "resolved": re.compile(r"ticket \d+ is fixed|[Tt]icket \d+ should be solved"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """`reporters_told`: tickets whose reporter received every notice due.

    `lost`: reports whose reporter was never acknowledged. `duplicates`: messages that a reader
    sees twice under different identities; `resends`: sent again under the same one.
    """

    reports: dict[str, int]
    tickets: int
    acknowledged: int
    paged: int
    claimed: int
    claim_races: int
    escalations: int
    resolved: int
    reporters_told: int
    lost: int
    duplicates: int
    resends: int
    seconds: float

    @property
    def well(self) -> bool:
        """Whether every report became one ticket and every reporter heard everything, once."""
        made = sum(self.reports.values())
        whole = (self.tickets, self.acknowledged, self.reporters_told) == (made, made, made)
        return whole and self.lost == 0 and self.duplicates == 0

    def as_json(self) -> dict[str, object]:
        return asdict(self)


def tally(world: World, reports: list[Report], *, seconds: float) -> Tally:
    heard = [_heard(world, report) for report in reports]
    room = [one for one in world.discord.messages(world.room) if one.by_bot]
    cards = {found[1] for one in room if (found := re.search(r"P[1-4] · (\d+) ·", one.content))}
    pages = [one for one in room if "Nobody has claimed it" in one.content]
    channels = Counter(one.channel for one in reports)
    acknowledged = sum("acknowledged" in one for one in heard)
    told = sum(set(report.due) <= one for report, one in zip(reports, heard, strict=True))
    return Tally(
        reports={name: channels[name] for name in ("discord", "email")},
        tickets=len(cards),
        acknowledged=acknowledged,
        paged=sum(bool(one.pinged) for one in room),
        claimed=sum("claimed" in one for one in heard),
        claim_races=sum(" claimed ticket " in one.content for one in room),
        escalations=len(pages),
        resolved=sum("resolved" in one for one in heard),
        reporters_told=told,
        lost=len(reports) - acknowledged,
        duplicates=len(world.discord.duplicates()) + len(world.mail.duplicates()),
        resends=world.discord.deduplicated + len(world.mail.resends()),
        seconds=round(seconds, 1),
    )


def _heard(world: World, report: Report) -> set[str]:
    """The notices about this report that its reporter can read where they wrote it."""
    said = "\n".join(_by_mail(world, report) if report.channel == "email" else _chat(world, report))
    return {notice for notice, words in WORDS.items() if words.search(said)}


def _by_mail(world: World, report: Report) -> list[str]:
    return [one.text for one in world.mail.sent_to(report.reporter) if report.mark in one.subject]


def _chat(world: World, report: Report) -> list[str]:
    mine = [one for one in world.discord.messages(world.help) if one.author == report.reporter]
    asked = {one.id for one in mine}
    threads = [one.id for one in world.discord.threads() if one.id in asked]
    return [
        one.content for thread in threads for one in world.discord.messages(thread) if one.by_bot
    ]
