"""What only the person sees who pressed or called something."""

from __future__ import annotations

from typing import Any

import discord

from channels.discord.draw import buttons
from channels.discord.faults import UNKNOWN_WEBHOOK
from channels.discord.line import Line, code_of
from channels.discord.render import cut
from triage.errors import ChannelUnavailableError, DeliveryRefusedError
from triage.messages import Outgoing, Receipt

ORIGINAL: Any = "@original"
"""Discord's word for the message that the acknowledgement stands for; discord.py asks for a
number, and its route takes this."""

AGAIN = 2.0
"""Seconds until an answer is tried again that came before its acknowledgement."""


async def answer(line: Line, message: Outgoing) -> Receipt:
    """Write what the acknowledgement promised. Written twice, it is the same message."""
    hook = webhook(line, message)
    try:
        said = await line.attempt(
            lambda: hook.edit_message(
                ORIGINAL,
                content=cut(message.text),
                view=buttons(message.buttons),
                allowed_mentions=discord.AllowedMentions.none(),
            )
        )
    except DeliveryRefusedError as error:
        if _is_early(error, message):
            raise ChannelUnavailableError(
                "the press is not acknowledged yet", retry_after=AGAIN
            ) from error
        raise
    return Receipt(str(said.id))


def webhook(line: Line, message: Outgoing) -> discord.Webhook:
    """What answers a press; for 15 minutes (vendor's "responding to an interaction")."""
    client = line.client
    if message.token is None or client.application_id is None:
        raise DeliveryRefusedError(f"{message.key}: nobody waits for this answer")
    return discord.Webhook.partial(client.application_id, message.token, client=client)


def _is_early(error: DeliveryRefusedError, message: Outgoing) -> bool:
    """Decided faster than acknowledged: Discord does not know the token before that."""
    return code_of(error) == UNKNOWN_WEBHOOK and message.first_tried_at is None
