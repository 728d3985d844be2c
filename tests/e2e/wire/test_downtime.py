"""What happens in Discord while the service is down, with the whole service over the wire."""

from __future__ import annotations

from tests.e2e.wire.conftest import Wire
from triage.model import TicketStatus

REPORT = "The export stops at 50 % since this morning, error 500. I expected a file."
WITH_SECRET = f"{REPORT} My password is Hunter2."


async def test_edits_and_deletions_of_a_downtime_are_on_the_timelines_once(wire: Wire) -> None:
    server, (ada, bob) = wire.discord, wire.people[:2]

    async def kinds(number: int) -> list[str]:
        events = await wire.events(number)
        return [one.kind for one in events if one.kind in ("edited", "deleted")]

    async with wire.running():
        first = await server.post(wire.help, ada, REPORT)
        second = await server.post(wire.help, bob, "The login is broken, error 403 for all of us.")
        await wire.settled(tickets=2)
    await server.edit_message(wire.help, first, WITH_SECRET)
    await server.delete_message(wire.help, second)
    async with wire.running():

        async def is_noted() -> bool:
            return (await kinds(1), await kinds(2)) == (["edited"], ["deleted"])

        await wire.until(is_noted)
        await wire.settled(tickets=2)
        assert (await wire.words(1)).startswith(WITH_SECRET)
        assert "login is broken" in await wire.words(2)
        assert (await wire.ticket(2)).status is TicketStatus.OPEN
        assert "Hunter2" not in "\n".join(one.content for one in wire.cards())
    await server.edit_message(wire.help, first, REPORT)
    async with wire.running():

        async def is_noted_too() -> bool:
            return await kinds(1) == ["edited", "edited"]

        await wire.until(is_noted_too)
        assert await kinds(2) == ["deleted"]


async def test_who_writes_what_the_client_cannot_read_is_served_as_ever(wire: Wire) -> None:
    """And so is whoever writes after it."""
    server = wire.discord
    ada, bob = wire.people[:2]
    async with wire.running():
        words = "Nobody of us can save any more, since today"
        odd = await server.post(wire.help, ada, words, embeds=[{"timestamp": "soon"}])
        after = await server.post(wire.help, bob, "The login is broken, error 403 for all of us.")
        await wire.until(lambda: "ticket" in "".join(wire.said_to(after)))
        await wire.until(lambda: any(words in one.content for one in wire.cards()))
        await wire.until(lambda: "ticket" in "".join(wire.said_to(odd)))
        await wire.settled(tickets=2)
        assert server.gateway.counts.identifies <= 3  # it came, and then its thread was made
