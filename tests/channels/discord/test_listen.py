"""What people write reaches the door, over the wire."""

from __future__ import annotations

from tests.channels.discord.conftest import Guild, Listening
from tests.channels.discord.door import Door
from triage.messages import Door as Opens
from triage.messages import MessageArrived, Sender
from triage.model import ConversationRef


async def test_a_message_in_an_intake_channel_arrives_with_its_cursor(
    guild: Guild, listening: Listening
) -> None:
    door = Door()
    async with listening(door) as channel:
        said = await guild.server.post(guild.help, guild.ada, "The export hangs")
        await door.until(lambda: door.cursors[guild.help] == said)
    (raw,) = door.stored
    told = channel.read(raw)
    assert isinstance(told, MessageArrived)
    assert told == MessageArrived(
        conversation=ConversationRef("discord", guild.server.guild_id, said),
        place=guild.help,
        external_id=said,
        sender=Sender(address=guild.ada, name="ada"),
        at=told.at,
        subject=None,
        text="The export hangs",
        reply="The export hangs",
        door=Opens.REPORT,
        joins=True,
    )
