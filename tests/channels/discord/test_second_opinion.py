"""simcord, a Discord that others wrote, agrees that our card and its buttons are in order."""

from __future__ import annotations

from dataclasses import replace

import discord
import simcord

from channels.discord.config import DiscordConfig
from channels.discord.send import Courier
from tests.builders import NOON, ticket
from tests.channels.discord.door import SandboxClock
from tests.story import DESK
from triage.model import ConversationRef
from triage.notices.room import card
from triage.notices.scene import Scene


async def test_a_card_with_its_buttons_and_reactions_passes() -> None:
    client = discord.Client(intents=discord.Intents.default())
    made = card(ticket(), Scene(desk=DESK, now=NOON, words="The export fails"), first=True)
    async with simcord.run(client) as env:
        guild = env.create_guild()
        room = guild.create_text_channel("on-call")
        courier = Courier(
            DiscordConfig(token="t", guild=str(guild.id)),
            client=lambda: client,
            met=lambda _conversation: None,
            posted=lambda _message, _place: None,
            patience=5.0,
            clock=SandboxClock(),
        )
        to = ConversationRef("discord", str(guild.id), str(room.id))
        receipt = await courier.send(replace(made, to=to))
        await env.settle()
        last = room.last_message

        assert last is not None
        assert (str(last.id), last.content) == (receipt.external_id, made.text)
        rows = [row for row in last.components if isinstance(row, discord.ActionRow)]
        labels = [one.label for row in rows for one in row.children if hasattr(one, "label")]
        assert labels == ["Claim", "Reply", "More"]
        assert [str(one.emoji) for one in last.reactions] == ["✋", "✅"]
        assert not env.errors
