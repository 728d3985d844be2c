"""The pinned board of a team's room: what engineers read there after what they and reporters do."""

from __future__ import annotations

from channels.sandbox.discord.seen import SeenMessage
from tests.e2e.wire.conftest import TUESDAY, Wire
from tests.e2e.wire.test_as_time_goes import MINUTE
from tests.e2e.wire.test_hands import heard, shows
from tests.e2e.wire.test_menus import card, pressed
from tests.e2e.wire.test_reporter import REPORT, answered
from tests.e2e.wire.test_ways_in import receipt

DOWN = "Nobody of us can log in since 9:10, all our work is stopped, there is no way round"
ALL = "Nobody of us can log in since 9:10, all our work…"
EXPORT = f"{REPORT[:49]}…"
TYPO = "There is a typo in the imprint"


async def board(wire: Wire, *lines: str) -> SeenMessage:
    """The one pinned message of the room, once its lines begin so."""

    def stands() -> bool:
        pinned = [one for one in wire.cards() if one.pinned]
        told = pinned[0].content.split("\n") if pinned else []
        return len(told) == len(lines) and all(
            one.startswith(line) for one, line in zip(told, lines, strict=True)
        )

    wire.clock.advance(MINUTE)
    await wire.until(stands)
    [only] = [one for one in wire.cards() if one.pinned]
    return only


async def test_the_board_says_what_nobody_has_what_we_owe_what_waits_and_what_is_due(
    wire: Wire,
) -> None:
    """However much happens in a minute, it changes once; and it stays the one that was pinned."""
    async with wire.running():
        threads = []
        for number, words in enumerate((TYPO, REPORT, DOWN, "The import hangs")):
            threads.append(await wire.discord.post(wire.help, wire.people[number], words))
            await receipt(wire, threads[-1])
        await pressed(wire, await card(wire, 2), wire.grace, "f1:claim:2:")
        await wire.discord.react(wire.room, (await card(wire, 4)).id, wire.linus, "✋")
        await shows(wire, 4, "Claimed by Linus Berg")
        await wire.discord.post(threads[3], wire.linus, "Which version do you use?")
        await heard(wire, threads[3], "we wait for your answer")
        first = await board(
            wire,
            "**The board of platform**",
            "**Nobody has it: 2**",
            f"**3** P1 · {ALL} · Answer due <t:",
            f"**1** P4 · {TYPO} · Answer due <t:",
            "**We owe an answer or news: 1**",
            f"**2** P3 · Grace Hall · {EXPORT} · Answer due <t:",
            "**Waiting for the reporter, or put off: 1**",
            "**4** P2 · Linus Berg · The import hangs",
        )

        await pressed(wire, await card(wire, 3), wire.linus, "f1:claim:3:")
        await wire.discord.post(threads[3], wire.people[3], "It is 4.2.1")
        await shows(wire, 4, "Claimed by Linus Berg · Answer due")
        own = await receipt(wire, threads[1])
        solved = await wire.discord.interactions.press(
            threads[1], own.id, wire.people[1], "f1:solved:2:"
        )
        await answered(wire, solved)
        last = await board(
            wire,
            "**The board of platform**",
            "**Nobody has it: 1**",
            f"**1** P4 · {TYPO} · Answer due <t:",
            "**We owe an answer or news: 2**",
            f"**3** P1 · Linus Berg · {ALL} · Answer due <t:",
            "**4** P2 · Linus Berg · The import hangs · Answer due <t:",
            "**Waiting for the reporter, or put off: 0**",
        )
        assert last.id == first.id
        assert 1 + len(last.edits) <= (wire.clock.now() - TUESDAY) // MINUTE
