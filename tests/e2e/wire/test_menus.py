"""What engineers choose in the menus of messages and behind More, with the real client."""

from __future__ import annotations

from channels.sandbox.discord.interactions import SeenInteraction
from channels.sandbox.discord.seen import SeenMessage
from tests.e2e.wire.conftest import Wire
from tests.e2e.wire.test_reporter import REPORT, answered, form
from triage.model import Priority

DOWN = "Checkout returns error 500 for everyone, nobody can pay, work is stopped"
OTHER_TEAM = """
[teams.database]
room = {room}
lead = "linus"
[[rotations]]
team = "database"
people = ["linus", "amara"]
starts = 2026-01-05
"""


def buttons(message: SeenMessage) -> list[str]:
    return [each["custom_id"] for row in message.components for each in row["components"]]


async def card(wire: Wire, number: int, *, offering: str = "more", room: str = "") -> SeenMessage:
    """The card of a ticket, once it offers that."""

    def found() -> list[SeenMessage]:
        wanted = f"f1:{offering}:{number}:"
        return [
            one
            for one in wire.discord.messages(room or wire.room)
            if f"· {number} ·" in one.content and wanted in buttons(one)
        ]

    await wire.until(found)
    return found()[0]


async def chosen(
    wire: Wire, place: str, message: str, by: str, name: str, fields: dict[str, str]
) -> str:
    """The menu of a message, and the form that it opens."""
    made = await wire.discord.interactions.use_menu(place, message, by, name)
    await form(wire, made)
    return await answered(wire, await wire.discord.interactions.submit(made, fields))


async def pressed(
    wire: Wire, on: SeenMessage, by: str, custom_id: str, fields: dict[str, str] | None = None
) -> SeenInteraction:
    interactions = wire.discord.interactions
    made = await interactions.press(on.channel, on.id, by, custom_id)
    if fields is not None:
        await form(wire, made)
        made = await interactions.submit(made, fields)
    await answered(wire, made)
    return interactions.seen(made)


async def heard(wire: Wire, message: str) -> None:
    """Until the service has taken that message of the help channel in."""

    async def is_past() -> bool:
        return await wire.read_to(wire.help) == message

    await wire.until(is_past)


async def test_an_incident_is_declared_from_the_menu_of_a_message_and_taken_back(
    wire: Wire,
) -> None:
    async with wire.running():
        said = await wire.discord.post(wire.help, wire.grace, "Nobody gets in any more")
        await heard(wire, said)
        assert await wire.tickets() == []
        menu, why = "Declare an incident", {"reason": "log-in is down for all"}
        told = await chosen(wire, wire.help, said, wire.linus, menu, why)
        assert told == "Ticket 1 is an incident now, and P1: log-in is down for all"

        shown = await card(wire, 1)
        await wire.until(lambda: any("INCIDENT · P1 · 1 ·" in one.content for one in wire.cards()))
        more = await pressed(wire, shown, wire.amara, "f1:more:1:")
        assert "f1:withdraw:1:" in buttons(more.messages[-1])
        back = await pressed(
            wire, more.messages[-1], wire.amara, "f1:withdraw:1:", {"reason": "a test"}
        )
        assert "no incident any more" in back.messages[-1].content
        ticket = await wire.ticket()
        assert (ticket.incident, ticket.priority_by) == (None, None)


async def test_who_is_no_staff_declares_nothing(wire: Wire) -> None:
    async with wire.running():
        said = await wire.discord.post(wire.help, wire.grace, "Nobody gets in any more")
        await heard(wire, said)
        menu, why = "Declare an incident", {"reason": "x"}
        told = await chosen(wire, wire.help, said, wire.people[0], menu, why)

        assert told == "Only the support staff can do that, so nothing has changed."
        assert await wire.tickets() == []


async def burst(wire: Wire) -> SeenMessage:
    for person in wire.people[:3]:
        await wire.discord.post(wire.help, person, DOWN)
    await wire.settled(tickets=3)
    return await card(wire, 1, offering="separate")


async def test_a_burst_is_declared_from_its_card_and_what_it_named_is_linked(wire: Wire) -> None:
    async with wire.running():
        shown = await burst(wire)
        assert "Declare an incident?" in shown.content
        assert len(shown.components[0]["components"]) == 5
        yes = await pressed(wire, shown, wire.grace, "f1:declare:1:", {"reason": "nobody can pay"})
        linked = await pressed(wire, yes.messages[-1], wire.grace, "f1:gather:1:")

        assert linked.messages[-1].content.startswith("Ticket 1 is linked with 2, 3.")
        ticket = await wire.ticket()
        assert (ticket.priority, ticket.links) == (Priority.P1, (2, 3))
        await wire.until(
            lambda: any("Incident, declared by Grace Hall" in one.content for one in wire.cards())
        )
        assert all(len(one.content.split("\n")) <= 12 for one in wire.cards())


async def test_no_separate_takes_the_question_from_the_card(wire: Wire) -> None:
    async with wire.running():
        shown = await burst(wire)
        no = await pressed(wire, shown, wire.grace, "f1:separate:1:")
        assert no.messages[-1].content.startswith("Nobody is asked about ticket 1 again.")

        def is_gone() -> bool:
            now = next(one for one in wire.cards() if one.id == shown.id)
            return "Declare an incident?" not in now.content and len(buttons(now)) == 3

        await wire.until(is_gone)


async def test_a_duplicate_speaks_to_the_first_ticket_and_is_taken_apart_again(wire: Wire) -> None:
    wire.discord.set_tags(wire.forum, ["new", "needs info", "claimed", "solved", "duplicate"])
    ada, ben = wire.people[:2]
    post_in, asked = wire.discord.post_in_forum, {"ticket": "1"}
    async with wire.running():
        first = await post_in(wire.forum, ada, REPORT, title="Export stops")
        await wire.settled(tickets=1)
        post = await post_in(wire.forum, ben, REPORT, title="Export again")
        await wire.settled(tickets=2)
        told = await chosen(wire, post, post, wire.grace, "Mark as duplicate of", asked)
        assert told.startswith("Ticket 2 is part of ticket 1 now.")
        await wire.until(lambda: wire.discord.tags(post) == ["duplicate"])
        assert any("same thing as an earlier report" in one for one in wire.said_to(post))

        kept = await card(wire, 1)
        await pressed(wire, kept, wire.linus, "f1:claim:1:")
        menu = (await pressed(wire, kept, wire.linus, "f1:more:1:")).messages[-1]
        await pressed(wire, menu, wire.linus, "f1:snooze:1:", {})
        await wire.discord.post(post, ben, "It still stops", files=[("b.log", b"error 500")])
        await wire.until(lambda: any("1 is due again" in one for one in wire.said_to(kept.id)))
        await pressed(wire, kept, wire.linus, "f1:reply:1:", {"text": "We are on it."})
        await wire.until(lambda: any("We are on it." in one for one in wire.said_to(first)))
        await wire.until(lambda: any("We are on it." in one for one in wire.said_to(post)))

        menu = (await pressed(wire, await card(wire, 2), wire.grace, "f1:more:2:")).messages[-1]
        apart = await pressed(wire, menu, wire.grace, "f1:unmerge:2:")
        assert apart.messages[-1].content == "Ticket 2 is a ticket of its own again, as it was."
        await wire.until(lambda: wire.discord.tags(post) == ["new"])
        assert any("Ticket 2 is open again" in one for one in wire.said_to(post))
        menu = (await pressed(wire, await card(wire, 2), wire.grace, "f1:more:2:")).messages[-1]
        own = await pressed(wire, menu, wire.grace, "f1:whole:2:")
        assert "It still stops" in own.messages[-1].content
        assert "b.log" in await wire.typed("ticket", "show", "2")


async def test_a_ticket_goes_to_another_team_by_more(wire: Wire) -> None:
    there = wire.discord.add_channel("database")
    wire.add(OTHER_TEAM.format(room=there))
    async with wire.running():
        await wire.discord.post(wire.help, wire.people[0], REPORT)
        await wire.settled(tickets=1)
        shown = await card(wire, 1)
        more = await pressed(wire, shown, wire.grace, "f1:more:1:")
        teams = await pressed(wire, more.messages[-1], wire.grace, "f1:hand_on:1:")
        assert buttons(teams.messages[-1]) == ["f1:hand_on:1:database"]
        done = await pressed(
            wire,
            teams.messages[-1],
            wire.grace,
            "f1:hand_on:1:database",
            {"reason": "the disk is full"},
        )
        assert done.messages[-1].content.startswith("Ticket 1 is the database team's now")
        new = await card(wire, 1, room=there)
        await wire.until(
            lambda: any("Handed on to database" in one.content for one in wire.cards())
        )
        left = next(one for one in wire.cards() if one.id == shown.id)
        assert buttons(left) == []
        await wire.until(
            lambda: any("the disk is full" in one.content for one in wire.discord.messages(new.id))
        )
        claimed = await pressed(wire, new, wire.linus, "f1:claim:1:")
        assert claimed.messages[-1].content == "Ticket 1 is yours."
        assert (await wire.ticket()).team == "database"


async def test_two_who_answer_at_once_hear_of_each_other(wire: Wire) -> None:
    async with wire.running():
        await wire.discord.post(wire.help, wire.people[0], REPORT)
        await wire.settled(tickets=1)
        thread = (await wire.ticket()).conversation.thread
        shown = await card(wire, 1)
        await wire.discord.post(thread, wire.linus, "Which version is it?")
        await wire.discord.post(thread, wire.grace, "Please send the file.")

        def behind() -> list[str]:
            known = any(one.id == shown.id for one in wire.discord.threads())
            lines = wire.discord.messages(shown.id) if known else []
            return [one.content for one in lines if "have both answered ticket 1" in one.content]

        await wire.until(behind)
        more = await pressed(wire, shown, wire.amara, "f1:more:1:")
        fixed = {"line": "Works again since 10:42."}
        held = await pressed(wire, more.messages[-1], wire.amara, "f1:resolve:1:", fixed)
        assert held.messages[-1].content.startswith("Not resolved: Grace Hall answered ticket 1")
        [send] = buttons(held.messages[-1])
        sent = await pressed(wire, held.messages[-1], wire.amara, send)
        assert sent.messages[-1].content.startswith("Ticket 1 is resolved in")
        await wire.until(
            lambda: any("Works again since 10:42." in one for one in wire.said_to(thread))
        )
        assert len(behind()) == 1
