"""What was tried before is not said twice."""

from __future__ import annotations

import pytest

from channels.sandbox.discord.faults import Fault, FaultKind
from tests.channels.discord.conftest import Guild, Listening
from tests.channels.discord.door import Door, SandboxClock
from tests.channels.discord.test_send import words
from triage.errors import ChannelUnavailableError, DeliveryUncertainError
from triage.messages import Receipt


async def test_sent_twice_under_one_key_it_is_one_message(
    guild: Guild, listening: Listening
) -> None:
    async with listening(Door()) as channel:
        first = await channel.send(words(guild))
        second = await channel.send(words(guild, resend=True))
    assert first == second
    assert len(guild.server.messages(guild.help)) == 1


async def test_an_answer_that_was_lost_is_found_in_the_history(
    guild: Guild, listening: Listening
) -> None:
    """After minutes Discord forgets the nonce; our own words are still there."""
    server = guild.server
    server.set_nonce_window(0.0)
    tried = SandboxClock().now()
    async with listening(Door()) as channel:
        server.fail_next(Fault(kind=FaultKind.DROP_AFTER, method="POST", path="/messages"))
        with pytest.raises(DeliveryUncertainError):
            await channel.send(words(guild))
        receipt = await channel.send(words(guild, resend=True, first_tried_at=tried))
    (said,) = server.messages(guild.help)
    assert receipt == Receipt(said.id)


async def test_an_attempt_that_did_not_arrive_is_made_again(
    guild: Guild, listening: Listening
) -> None:
    server = guild.server
    async with listening(Door()) as channel:
        server.fail_next(Fault(kind=FaultKind.DROP, method="POST", path="/messages"))
        with pytest.raises(DeliveryUncertainError):
            await channel.send(words(guild))
        await channel.send(words(guild, resend=True, first_tried_at=SandboxClock().now()))
    assert len(server.messages(guild.help)) == 1


@pytest.mark.fast
async def test_a_bad_gateway_behind_the_commit_makes_no_second_message(
    guild: Guild, listening: Listening
) -> None:
    guild.server.fail_next(Fault(kind=FaultKind.BAD_GATEWAY_AFTER, method="POST", path="/messages"))
    async with listening(Door()) as channel:
        receipt = await channel.send(words(guild))
    (said,) = guild.server.messages(guild.help)
    assert receipt == Receipt(said.id)


async def test_of_a_long_text_whose_end_had_to_wait_the_beginning_stands_once(
    guild: Guild, listening: Listening
) -> None:
    """Its end was surely not said, so the attempt is no uncertain one; the nonce is forgotten."""
    server, tried = guild.server, SandboxClock().now()
    server.set_nonce_window(0.0)
    text = "\n".join(f"line {n} " + "x" * 60 for n in range(60))
    async with listening(Door()) as channel:
        for kind in (FaultKind.SLOW, FaultKind.UNAVAILABLE):
            server.fail_next(Fault(kind=kind, method="POST", path="/messages", seconds=0.0))
        with pytest.raises(ChannelUnavailableError):
            await channel.send(words(guild, text))
        await channel.send(words(guild, text, first_tried_at=tried))
    assert "\n".join(one.content for one in server.messages(guild.help)) == text
