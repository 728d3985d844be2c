"""The threads that conversations live in: made once, under a name that Discord takes."""

from __future__ import annotations

import discord

from channels.discord.faults import FORM_REFUSED, THREAD_EXISTS
from channels.discord.line import Line, code_of, status_of
from channels.discord.render import names
from channels.discord.say import post, say
from triage.errors import DeliveryRefusedError
from triage.messages import Outgoing, Receipt


async def open_thread(line: Line, message: Outgoing) -> Receipt:
    """Make the thread, if it is not there: a forum post is one from the start, and people open
    threads too. A name that Discord refuses gives way to a plainer one."""
    if message.place is None:
        raise DeliveryRefusedError(f"{message.key}: no channel named for the thread")
    if line.has_thread(message.to.thread):
        return Receipt(message.to.thread)
    starter = line.channel(message.place).get_partial_message(int(message.to.thread))
    candidates = names(message.text, message.ticket)
    for name in candidates:
        try:
            await line.attempt(lambda name=name: starter.create_thread(name=name))  # type: ignore[misc]
        except DeliveryRefusedError as error:
            if code_of(error) == THREAD_EXISTS:
                break
            if status_of(error) != FORM_REFUSED or name == candidates[-1]:
                raise
        else:
            break
    return Receipt(message.to.thread)


async def discuss(line: Line, message: Outgoing) -> Receipt:
    """In the thread behind an earlier message, whose id it has; made when it is not there.
    Where that message is gone the words stand in the channel itself."""
    card = line.target(message)
    try:
        if not line.has_thread(str(card.id)):
            await _thread_of(line, card, message)
        return await say(line, line.channel(str(card.id)), message)
    except DeliveryRefusedError as error:
        if not isinstance(error.__cause__, discord.NotFound):
            raise
        return await post(line, message)


async def _thread_of(line: Line, card: discord.PartialMessage, message: Outgoing) -> None:
    """Fine if it is there already: archived ones are not known by heart."""
    try:
        await line.attempt(lambda: card.create_thread(name=names("", message.ticket)[0]))
    except DeliveryRefusedError as error:
        if code_of(error) != THREAD_EXISTS:
            raise
