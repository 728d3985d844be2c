"""How a report gets in, over the wire: form, menu, fast messages, edits, files, limits."""

from __future__ import annotations

import json
from datetime import timedelta

from channels.sandbox.discord.acts import MESSAGE_CONTENT
from channels.sandbox.discord.seen import SeenMessage
from tests.e2e.wire.conftest import Wire
from tests.e2e.wire.counted import count
from tests.e2e.wire.test_menus import buttons, card, pressed
from tests.e2e.wire.test_reporter import REPORT, answered, form
from tests.e2e.wire.test_status import shown

CHAT = "Good morning everybody"


async def whole(wire: Wire, number: int) -> str:
    """The report as staff read it, behind More."""
    seen = await pressed(wire, await card(wire, number), wire.grace, f"f1:more:{number}:")
    seen = await pressed(wire, seen.messages[-1], wire.grace, f"f1:whole:{number}:")
    return seen.messages[-1].content


async def receipt(wire: Wire, thread: str) -> SeenMessage:
    def found() -> list[SeenMessage]:
        return [one for one in wire.discord.messages(thread) if "this is ticket" in one.content]

    await wire.until(found)
    [only] = found()
    return only


async def test_the_panels_form_opens_a_private_thread_also_after_a_restart(wire: Wire) -> None:
    wire.change(f"channel = {wire.help}\n", f"channel = {wire.help}\npanel = true\n")
    interactions, person = wire.discord.interactions, wire.people[0]
    async with wire.running():
        await wire.until(lambda: wire.said_to(wire.help))
    async with wire.running():
        [panel] = [one for one in wire.discord.messages(wire.help) if one.by_bot]
        [button] = buttons(panel)
        made = await interactions.press(wire.help, panel.id, person, button)
        opened = await form(wire, made)
        assert opened.modal is not None
        asked = [one["label"] for one in opened.modal["components"]]
        assert asked == [
            "What does not work?",
            "How bad is it?",
            "What you did, step by step",
            "Since when?",
            "Screenshots or files",
        ]
        fields = {"what": "The export hangs", "impact": "hindered", "steps": "1. open 2. save"}
        sent = await interactions.submit(made, fields)
        assert (await answered(wire, sent)).startswith("Thank you, this is ticket 1.")
        await wire.until(lambda: wire.discord.threads(wire.help))
        await receipt(wire, wire.discord.threads(wire.help)[0].id)
        [thread] = wire.discord.threads(wire.help)
        assert (thread.private, person in thread.members) == (True, True)
        assert "steps yes" in (await card(wire, 1)).content
    assert len([one for one in wire.discord.messages(wire.help) if one.by_bot]) == 1


async def test_a_ticket_from_a_message_stands_in_a_thread_on_it_and_five_fast_ones_are_one(
    wire: Wire,
) -> None:
    lines = ["The export stops at 50 %", "since this morning", "error 500", "I expected", "a file"]
    async with wire.running():
        chat = await wire.discord.post(wire.help, wire.people[0], CHAT)
        fast = [await wire.discord.post(wire.help, wire.people[1], one) for one in lines]
        first = await receipt(wire, fast[0])
        assert "this is ticket 1." in first.content
        made = await wire.discord.interactions.use_menu(
            wire.help, chat, wire.people[0], "Create a ticket from this"
        )
        assert await answered(wire, made) == "This is ticket 2 now."
        assert "this is ticket 2." in (await receipt(wire, chat)).content
        await wire.settled(tickets=2)
        told = await whole(wire, 1)
        assert [one for one in lines if one not in told] == [], told
        assert CHAT in await whole(wire, 2)
    counted = count(wire)
    assert counted.opened == {fast[0]: 1, chat: 1}
    assert counted.cards == {1: 1, 2: 1}


async def test_edits_are_kept_with_what_was_before_and_files_outlive_their_message(
    wire: Wire,
) -> None:
    person, kept = wire.people[0], wire.folder / "kept.log"
    async with wire.running():
        said = await wire.discord.post(
            wire.help, person, REPORT, files=[("a.log", b"error 500 at 9:10")]
        )
        await receipt(wire, said)
        more = await wire.discord.post(said, person, "Never mind the colours")
        await wire.discord.edit_message(wire.help, said, "It is stuck at 42 %.")

        async def is_edited() -> bool:
            return "It is stuck at 42 %." in await whole(wire, 1)

        await wire.until(is_edited)
        await wire.discord.delete_message(said, more)

        async def is_on_the_timeline() -> bool:
            told = await wire.typed("ticket", "show", "1", "--json")
            events = {one["kind"]: one["facts"] for one in json.loads(told)["timeline"]}
            return (
                "deleted" in events
                and events["deleted"]["before"] == "Never mind the colours"
                and events["edited"]["before"] == REPORT
            )

        await wire.until(is_on_the_timeline)
        await wire.discord.delete_message(wire.help, said)
        await wire.typed("ticket", "file", "1", "1", "--as", "grace", "--to", str(kept))
    assert kept.read_bytes() == b"error 500 at 9:10"


def told_alone(wire: Wire, person: str) -> list[str]:
    return [one.content for one in wire.discord.dm(person)]


async def test_whoever_is_too_fast_or_blocked_is_told_kindly_and_may_again_later(
    wire: Wire,
) -> None:
    fast, blocked = wire.people[:2]
    wire.change(
        'sandbox_url = "',
        f'limits = {{ open = 3, new = "2 in 10m", blocked = [{blocked}] }}\nsandbox_url = "',
    )
    posted: list[str] = []

    async def post(person: str) -> str:
        title = f"The export stops, {len(posted)}"
        posted.append(await wire.discord.post_in_forum(wire.forum, person, REPORT, title=title))
        return posted[-1]

    async with wire.running():
        await post(blocked)
        await wire.until(lambda: told_alone(wire, blocked))
        for _ in range(2):
            await receipt(wire, await post(fast))
        await post(fast)
        await wire.until(lambda: told_alone(wire, fast))
        [too_fast] = told_alone(wire, fast)
        assert too_fast.startswith("That were many reports in a short time")
        wire.clock.advance(timedelta(hours=1))
        await receipt(wire, await post(fast))
        await post(fast)
        await wire.until(lambda: len(told_alone(wire, fast)) == 2)
        assert told_alone(wire, fast)[1].startswith("You have many open tickets already")
        assert told_alone(wire, blocked)[0].startswith("We take no reports from this account.")
    assert [wire.said_to(one) != [] for one in posted] == [False, True, True, False, True, False]


async def test_without_the_message_content_intent_what_is_said_to_the_bot_is_read(
    wire: Wire,
) -> None:
    wire.change("[discord]\n", "[discord]\nmessage_content = false\n")
    wire.discord.gateway.refused_intents = MESSAGE_CONTENT
    us, person, other = wire.discord.bot_id, wire.people[0], wire.people[1]
    async with wire.running():
        await wire.discord.post(wire.help, other, REPORT)
        said = await wire.discord.post(
            wire.help, person, f"<@{us}> The export of <@{other}> stops at 50 %, error 500."
        )
        first = await receipt(wire, said)
        assert "Understood so far: The export of @p1 stops" in first.content
        assert "I only see what you write with **Answer**" in first.content
        await wire.until(lambda: shown(wire, said))
        [answer] = [one for one in buttons(first) if one.startswith("f1:answer:")]
        made = await wire.discord.interactions.press(said, first.id, person, answer)
        await form(wire, made)
        sent = await wire.discord.interactions.submit(made, {"impact": "Nobody of us can work"})
        assert await answered(wire, sent) == "Thank you, that is added to ticket 1."
        assert "Nobody of us can work" in await whole(wire, 1)
        await wire.discord.write_to_bot(other, REPORT)
        await wire.until(lambda: told_alone(wire, other))
    assert [one.id for one in wire.discord.threads(wire.help)] == [said]
