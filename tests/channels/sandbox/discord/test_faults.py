"""What goes wrong on purpose, as the real client lives through it."""

from __future__ import annotations

import aiohttp
import discord
import pytest

from channels.sandbox.discord.faults import Fault, FaultKind
from tests.channels.sandbox.discord.bot import Bot
from tests.channels.sandbox.discord.conftest import Guild


def sending(kind: FaultKind) -> Fault:
    return Fault(kind=kind, method="POST", path=r"/messages$", seconds=0.01)


@pytest.mark.parametrize("kind", [FaultKind.RATE_LIMITED, FaultKind.RATE_LIMITED_GLOBALLY])
async def test_a_rate_limit_of_discord_is_waited_out(
    guild: Guild, bot: Bot, kind: FaultKind
) -> None:
    guild.sandbox.fail_next(sending(kind))
    await bot.room(guild.room).send("late")
    assert [one.status for one in guild.sandbox.requests[-2:]] == [429, 200]


async def test_a_ban_of_the_edge_raises_at_once(guild: Guild, bot: Bot) -> None:
    guild.sandbox.fail_next(sending(FaultKind.BANNED))
    with pytest.raises(discord.HTTPException) as caught:
        await bot.room(guild.room).send("never")
    assert caught.value.status == 429


async def test_a_bad_gateway_after_the_commit_is_one_message_thanks_to_the_nonce(
    guild: Guild, bot: Bot
) -> None:
    guild.sandbox.fail_next(sending(FaultKind.BAD_GATEWAY_AFTER))
    await bot.room(guild.room).send("once", nonce="outbox-1")
    assert [one.status for one in guild.sandbox.requests[-2:]] == [502, 200]
    assert [one.content for one in guild.sandbox.sent_by_bot()] == ["once"]
    assert guild.sandbox.deduplicated == 1


async def test_a_bad_gateway_before_the_commit_stores_nothing(guild: Guild, bot: Bot) -> None:
    guild.sandbox.fail_next(sending(FaultKind.BAD_GATEWAY))
    await bot.room(guild.room).send("once", nonce="outbox-1")
    assert (len(guild.sandbox.sent_by_bot()), guild.sandbox.deduplicated) == (1, 0)


@pytest.mark.parametrize(
    ("kind", "stored"), [(FaultKind.UNAVAILABLE, 0), (FaultKind.UNAVAILABLE_AFTER, 1)]
)
async def test_a_503_is_not_retried_by_the_client(
    guild: Guild, bot: Bot, kind: FaultKind, stored: int
) -> None:
    guild.sandbox.fail_next(sending(kind))
    with pytest.raises(discord.DiscordServerError):
        await bot.room(guild.room).send("maybe")
    assert len(guild.sandbox.sent_by_bot()) == stored


@pytest.mark.parametrize(("kind", "stored"), [(FaultKind.DROP, 0), (FaultKind.DROP_AFTER, 1)])
async def test_a_cut_connection_leaves_the_client_in_doubt(
    guild: Guild, bot: Bot, kind: FaultKind, stored: int
) -> None:
    guild.sandbox.fail_next(sending(kind))
    with pytest.raises((aiohttp.ClientError, OSError)):
        await bot.room(guild.room).send("maybe")
    assert len(guild.sandbox.sent_by_bot()) == stored
    assert guild.sandbox.requests[-1].status is None


async def test_a_slow_answer_comes(guild: Guild, bot: Bot) -> None:
    guild.sandbox.fail_next(sending(FaultKind.SLOW))
    await bot.room(guild.room).send("slow")
    assert guild.sandbox.faults.coming == []


async def test_more_requests_than_the_bucket_holds_are_paced_by_its_headers(
    guild: Guild, bot: Bot
) -> None:
    guild.sandbox.set_rate_limit(2, 0.05)
    for n in range(5):
        await bot.room(guild.room).send(f"m{n}")
    posts = [one.status for one in guild.sandbox.requests if one.method == "POST"]
    assert posts == [200] * 5
