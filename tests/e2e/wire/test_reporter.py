"""What a reporter lives through in Discord, with the whole service over the wire."""

from __future__ import annotations

from channels.sandbox.discord.interactions import SeenInteraction
from tests.e2e.wire.conftest import Wire
from triage.model import Ticket, TicketStatus

REPORT = "The export stops at 50 % since this morning, error 500. I expected a file."


async def answered(wire: Wire, made: str) -> str:
    """What only whoever pressed has been told."""
    seen = wire.discord.interactions.seen
    await wire.until(lambda: seen(made).messages)
    return str(seen(made).messages[0].content)


async def form(wire: Wire, made: str) -> SeenInteraction:
    seen = wire.discord.interactions.seen
    await wire.until(lambda: seen(made).modal)
    return seen(made)


async def reported(wire: Wire) -> tuple[Ticket, str]:
    """A ticket in the help channel, with its receipt; returns the receipt's id too."""
    await wire.discord.post(wire.help, wire.people[0], REPORT)
    await wire.settled(tickets=1)
    ticket = await wire.ticket()
    thread = ticket.conversation.thread
    [receipt] = [one for one in wire.discord.messages(thread) if "this is ticket" in one.content]
    return ticket, receipt.id


async def test_a_report_by_command_is_a_ticket_in_a_private_thread(wire: Wire) -> None:
    interactions, person = wire.discord.interactions, wire.people[0]
    async with wire.running():
        made = await interactions.command(wire.help, person, "report")
        await form(wire, made)
        fields = {"what": "The export hangs", "impact": "stopped", "steps": "1. open\n2. save"}
        files = {"files": [("a.log", b"error 500")]}
        sent = await interactions.submit(made, fields, files=files)
        assert (await answered(wire, sent)).startswith("Thank you, this is ticket 1.")
        await wire.settled(tickets=1)
        ticket = await wire.ticket()
        [thread] = wire.discord.threads(wire.help)
        assert (thread.private, thread.id) == (True, ticket.conversation.thread)
        assert person in thread.members
        assert any("this is ticket 1" in one for one in wire.said_to(thread.id))
        await wire.until(lambda: wire.files(1))
        status = await interactions.command(wire.help, person, "status")
        assert "The export hangs" in await answered(wire, status)


async def test_questions_are_answered_in_a_form_and_the_ticket_is_closed_by_button(
    wire: Wire,
) -> None:
    interactions, person = wire.discord.interactions, wire.people[0]
    async with wire.running():
        ticket, receipt = await reported(wire)
        thread = ticket.conversation.thread
        questions = ",".join(ticket.assessment.questions)
        assert questions
        made = await interactions.press(thread, receipt, person, f"f1:answer:1:{questions}")
        await form(wire, made)
        key = ticket.assessment.questions[0]
        sent = await interactions.submit(made, {key: "Firefox 130 on Windows, version 4.2.1"})
        assert await answered(wire, sent) == "Thank you, that is added to ticket 1."
        pressed = await interactions.press(thread, receipt, person, "f1:solved:1:")
        assert (await answered(wire, pressed)).startswith("Ticket 1 is closed.")
        await wire.until(
            lambda: any("says that it is solved" in one for one in wire.said_to(thread))
        )
        assert (await wire.ticket()).status is TicketStatus.RESOLVED
        await wire.discord.post(thread, person, "It is back")

        async def is_open() -> bool:
            return (await wire.ticket()).status is TicketStatus.OPEN

        await wire.until(is_open)


async def test_a_ticket_moves_to_a_private_thread_and_goes_on_there(wire: Wire) -> None:
    interactions, person = wire.discord.interactions, wire.people[0]
    async with wire.running():
        ticket, receipt = await reported(wire)
        public = ticket.conversation.thread
        pressed = await interactions.press(public, receipt, person, "f1:private:1:")
        await answered(wire, pressed)
        await wire.until(lambda: "Ticket 1 goes on in private." in wire.said_to(public))

        async def has_moved() -> bool:
            return (await wire.ticket()).conversation.thread != public

        await wire.until(has_moved)
        thread = (await wire.ticket()).conversation.thread
        [card] = [one for one in wire.cards() if "·" in one.content][:1]
        await wire.discord.react(wire.room, card.id, wire.grace, "✋")
        await wire.until(lambda: any("Grace" in one for one in wire.said_to(thread)))


async def test_a_direct_message_becomes_a_ticket_after_a_yes(wire: Wire) -> None:
    interactions, person = wire.discord.interactions, wire.people[0]
    async with wire.running():
        dm = wire.discord.dm_of(person)
        await wire.discord.post(dm, person, REPORT, files=[("a.log", b"error 500")])
        await wire.until(lambda: wire.said_to(dm))
        [question] = [one for one in wire.discord.messages(dm) if one.components]
        yes = question.components[0]["components"][0]["custom_id"]
        pressed = await interactions.press(dm, question.id, person, yes)
        assert await answered(wire, pressed) == "This is ticket 1 now."
        await wire.until(lambda: any("this is ticket 1" in one for one in wire.said_to(dm)))
        await wire.until(lambda: wire.files(1))


async def test_whoever_has_it_too_is_counted_and_an_edit_is_kept(wire: Wire) -> None:
    async with wire.running():
        ticket, _ = await reported(wire)
        thread = ticket.conversation.thread
        await wire.discord.react(wire.help, thread, wire.people[1], "🙋")
        await wire.discord.post(thread, wire.people[2], "same here")

        async def are_three() -> bool:
            return (await wire.ticket()).affected == 3

        await wire.until(are_three)
        await wire.discord.edit_message(wire.help, thread, REPORT + " And nobody can work.")

        async def is_edited() -> bool:
            return "And nobody can work." in await wire.words(1)

        await wire.until(is_edited)


async def test_the_tags_of_a_forum_post_follow_its_ticket(wire: Wire) -> None:
    wire.discord.set_tags(wire.forum, ["new", "needs info", "claimed", "solved", "duplicate"])
    async with wire.running():
        post = await wire.discord.post_in_forum(
            wire.forum, wire.people[0], REPORT, title="Export stops"
        )
        await wire.settled(tickets=1)
        await wire.until(lambda: wire.discord.tags(post) in (["new"], ["needs info"]))
        [receipt] = [one for one in wire.discord.messages(post) if "this is ticket" in one.content]
        made = await wire.discord.interactions.press(
            post, receipt.id, wire.people[0], "f1:solved:1:"
        )
        await answered(wire, made)
        await wire.until(lambda: wire.discord.tags(post) == ["solved"])
