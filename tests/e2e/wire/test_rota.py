"""Who is on call, changed from Discord: the real client, the whole service, the loopback Discord.

Every request body is checked against Discord's own description of its interface (see `wire`).
"""

from __future__ import annotations

from collections.abc import Mapping

from channels.sandbox.discord.interactions import SeenInteraction
from channels.sandbox.discord.seen import SeenMessage
from tests.e2e.wire.conftest import Wire
from triage.model import Priority


async def call(
    wire: Wire, by: str, name: str, options: Mapping[str, object] | None = None
) -> SeenInteraction:
    """In the team's room; what only that person sees."""
    made = await wire.discord.interactions.command(wire.room, by, name, options)
    return await answered(wire, made)


async def press(wire: Wire, message: SeenMessage, label: str, by: str) -> str:
    buttons = [each for row in message.components for each in row["components"]]
    [wanted] = [each["custom_id"] for each in buttons if each["label"] == label]
    made = await wire.discord.interactions.press(message.channel, message.id, by, wanted)
    return words(await answered(wire, made))


async def answered(wire: Wire, made: str) -> SeenInteraction:
    seen = wire.discord.interactions.seen
    await wire.until(lambda: any(one.content for one in seen(made).messages))
    assert seen(made).ephemeral
    return seen(made)


def words(seen: SeenInteraction) -> str:
    return seen.messages[-1].content


async def alone(wire: Wire, who: str, beginning: str) -> SeenMessage:
    """What somebody has by direct message."""

    def found() -> list[SeenMessage]:
        said = wire.discord.dm(who)
        return [one for one in said if one.content.startswith(beginning)]

    await wire.until(found)
    return found()[-1]


async def in_room(wire: Wire, beginning: str) -> SeenMessage:
    def found() -> list[SeenMessage]:
        return [one for one in wire.cards() if one.content.startswith(beginning)]

    await wire.until(found)
    assert found()[-1].pinged == frozenset()
    return found()[-1]


async def test_commands_offer_people_and_teams_to_choose_from(wire: Wire) -> None:
    async with wire.running():
        await call(wire, wire.grace, "oncall who")
        [group] = [
            one
            for one in wire.discord.interactions.commands[wire.discord.guild_id]
            if one["name"] == "oncall"
        ]
        offered = {one["name"]: one["options"] for one in group["options"]}
        assert {"who", "take", "taken", "override", "swap", "absence", "page", "handover"} == set(
            offered
        )
        person, team = offered["override"][0], offered["override"][-1]
        assert (person["name"], person["type"], person["required"]) == ("person", 6, True)
        assert team["choices"] == [{"name": "platform", "value": "platform"}]


async def test_an_override_is_said_in_the_room_and_to_the_person_and_taken_back(
    wire: Wire,
) -> None:
    options: dict[str, object] = {
        "person": wire.amara,
        "for": wire.linus,
        "from": "2037-03-02T10:00",
        "until": "2h",
        "team": "platform",
    }
    said = "Amara Obi is on call for platform in place of Linus Berg from <t:"
    async with wire.running():
        made = await call(wire, wire.grace, "oncall override", options)
        assert words(made).startswith(said)
        assert "Understood as: from Monday 2 March, 10:00 (UTC time) until" in words(made)
        await in_room(wire, said)
        for who in (wire.amara, wire.linus):
            await alone(wire, who, said)
        back = await press(wire, made.messages[-1], "Take it back", wire.grace)
        assert back.startswith(f"Taken back, and no longer so: {said}")
        await in_room(wire, "Taken back")
        refused = await call(wire, wire.people[0], "oncall override", options)
        assert words(refused) == "Only the support staff can do that, so nothing has changed."


async def test_an_absence_is_noted_listed_and_taken_back(wire: Wire) -> None:
    span: dict[str, object] = {"from": "2037-03-02", "until": "2037-05-02"}
    async with wire.running():
        noted = await call(wire, wire.linus, "oncall absence", span)
        assert words(noted).startswith("Linus Berg is away from <t:")
        await in_room(wire, "Linus Berg is away from <t:")
        listed = await call(wire, wire.linus, "oncall absence")
        assert words(listed).startswith("When you are away:\n- 1: from")
        other = await call(wire, wire.grace, "oncall absence", {"withdraw": 1})
        assert words(other) == "Only Linus Berg can do that. Nothing has changed."
        back = await press(wire, listed.messages[-1], "Take it back: 1", wire.linus)
        assert back.startswith("Linus Berg is not away any more from")


def asked_without_buttons(wire: Wire, place: str) -> bool:
    said = wire.discord.messages(place)
    [asked] = [one for one in said if one.content.startswith("**Swap 1:** Grace Hall asks")]
    return not asked.components


async def test_a_swap_is_accepted_after_a_restart_by_the_one_who_was_asked(wire: Wire) -> None:
    async with wire.running():
        sent = await call(wire, wire.grace, "oncall swap", {"with": wire.linus})
        assert words(sent).startswith("Swap 1: Linus Berg is asked alone")
        question = await alone(wire, wire.linus, "**Swap 1:** Grace Hall asks Linus Berg")
        line = await in_room(wire, "**Swap 1:** Grace Hall asks Linus Berg")
    async with wire.running():
        wrong = await press(wire, line, "Accept", wire.amara)
        assert wrong == "Only Linus Berg can do that. Nothing has changed."
        assert (await press(wire, question, "Accept", wire.linus)).startswith(
            "**Swap 1:** Linus Berg accepts."
        )
        await alone(wire, wire.grace, "**Swap 1:** Linus Berg accepts.")
        await in_room(wire, "**Swap 1:** Linus Berg accepts.")
        for place in (line.channel, question.channel):  # its words stand, with nothing to press
            await wire.until(lambda place=place: asked_without_buttons(wire, place))  # type: ignore[misc]


async def test_a_swap_is_declined_in_the_room_where_direct_messages_are_refused(
    wire: Wire,
) -> None:
    async with wire.running():
        wire.discord.close_dms(wire.linus)
        await call(wire, wire.grace, "oncall swap", {"with": wire.linus})
        line = await in_room(wire, "**Swap 1:** Grace Hall asks Linus Berg")
        assert wire.discord.dm(wire.linus) == []
        said = await press(wire, line, "Decline", wire.linus)
        assert said.startswith("**Swap 1:** Linus Berg declines.")
        await alone(wire, wire.grace, "**Swap 1:** Linus Berg declines.")


async def test_the_handover_is_shown_and_gets_a_note(wire: Wire) -> None:
    async with wire.running():
        left = await call(wire, wire.grace, "oncall handover", {"note": "The backup runs late"})
        assert words(left).endswith("when the shift of platform ends: The backup runs late")
        shown = await call(wire, wire.linus, "oncall handover")
        assert words(shown).startswith("**Handover platform: ")
        assert "Watch out: The backup runs late" in words(shown)


async def test_a_page_outside_working_hours_says_first_who_is_woken(wire: Wire) -> None:
    wire.add('[hours]\ndays = ["fri"]\n')
    async with wire.running():
        asked = await call(wire, wire.amara, "oncall page", {"text": "Payments look wrong"})
        assert words(asked).startswith("Nobody has been called yet. Outside business hours")
        assert (await wire.tickets(), wire.cards()) == ([], [])
        done = await press(wire, asked.messages[-1], "Page now", wire.amara)
        assert done.startswith("Ticket 1: ")
        await wire.until(lambda: any(one.pinged for one in wire.cards()))
        [card] = [one for one in wire.cards() if "Payments look wrong" in one.content]
        ticket = await wire.ticket()
        assert (ticket.priority, ticket.reporter) == (Priority.P1, "amara")

        async def has_thread() -> bool:
            return (await wire.ticket()).conversation.thread.isdigit()

        await wire.until(has_thread)
        thread = (await wire.ticket()).conversation.thread
        claimer = next(one for one in (wire.grace, wire.linus) if one != wire.amara)
        await wire.discord.react(wire.room, card.id, claimer, "✋")
        await wire.until(lambda: any("now looking at" in one for one in wire.said_to(thread)))
