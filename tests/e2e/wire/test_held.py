"""Reports that a person looks at before they become tickets."""

from __future__ import annotations

from tests.e2e.wire.conftest import Wire
from tests.e2e.wire.test_as_time_goes import DAY
from tests.e2e.wire.test_hands import in_room
from tests.e2e.wire.test_reporter import REPORT, answered, form
from tests.e2e.wire.test_ways_in import receipt, told_alone

NEW = "Your account is still new, so somebody of the staff looks at this first"
FORM = {"what": "The import fails", "impact": "hindered"}


async def held_are(wire: Wire, new: str, deaf: str, filler: str) -> tuple[str, str]:
    """A message, one of somebody who takes no direct messages, a form; the ids of the messages.
    Each writer is told."""
    wire.discord.close_dms(deaf)
    first = await wire.discord.post(wire.help, new, REPORT)
    second = await wire.discord.post(wire.help, deaf, REPORT)
    made = await wire.discord.interactions.command(wire.help, filler, "report")
    await form(wire, made)
    made = await wire.discord.interactions.submit(made, FORM)
    assert (await answered(wire, made)).startswith(NEW)
    await wire.until(lambda: told_alone(wire, new) and wire.said_to(wire.help))
    assert told_alone(wire, new)[0].startswith(NEW)
    assert wire.said_to(wire.help)[0].startswith(f"<@{deaf}> {NEW}")
    return first, second


async def test_a_new_account_is_held_and_told_so_and_is_answered_once_staff_let_it_in(
    wire: Wire,
) -> None:
    """The room reads of them on the next working day, from 9:00 on."""
    wire.change('sandbox_url = "', 'limits = { account_age = "3d" }\nsandbox_url = "')
    discord, now = wire.discord, wire.clock.now()
    new, deaf, filler = (discord.add_member(one, since=now - DAY) for one in ("Nia", "Dee", "Fay"))
    old = discord.add_member("Olga", since=now - 4 * DAY)
    async with wire.running():
        messages = await held_are(wire, new, deaf, filler)
        await receipt(wire, await discord.post(wire.help, old, REPORT))
        assert [one.reporter_name for one in await wire.tickets()] == ["Olga"]

        wire.clock.advance(DAY)
        line = await in_room(wire, "3 reports come from new accounts and are held: look.")
        assert "- Nia: The export stops at 50 %" in line.content
        await discord.react(wire.room, line.id, wire.people[0], "🎫")
        assert len(await wire.tickets()) == 1
        await discord.react(wire.room, line.id, wire.grace, "🎫")
        for said in messages:
            first = (await receipt(wire, said)).content
            assert "You'll hear from a person by" in first
            assert "late" not in first
        await wire.until(lambda: [one for one in discord.threads(wire.help) if one.private])
        [private] = [one for one in discord.threads(wire.help) if one.private]
        assert filler in private.members
        wire.clock.advance(DAY / 24)  # later than what would belong to the first one
        await receipt(wire, await discord.post(wire.help, new, "Now the log-in fails, error 403"))
    assert [len(told_alone(wire, one)) for one in (new, deaf, filler)] == [1, 0, 0]
