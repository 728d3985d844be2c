"""Each failure says what may be done next."""

from __future__ import annotations

import aiohttp
import discord
import pytest

from channels.discord.faults import final, translate
from triage.errors import (
    ChannelUnavailableError,
    ConfigError,
    DeliveryRefusedError,
    DeliveryUncertainError,
    NoRoomError,
    RecipientGoneError,
)


class Answer:
    """What discord.py keeps of a response."""

    reason = "because"

    def __init__(self, status: int, headers: dict[str, str] | None = None) -> None:
        self.status = status
        self.headers = headers or {}


def answered(
    status: int, code: int = 0, headers: dict[str, str] | None = None
) -> discord.HTTPException:
    return discord.HTTPException(
        Answer(status, headers),  # type: ignore[arg-type]
        {"code": code, "message": "no"},
    )


@pytest.mark.parametrize(
    ("error", "becomes"),
    [
        (answered(400), DeliveryRefusedError),
        (answered(403, 50013), DeliveryRefusedError),
        (answered(404, 10003), DeliveryRefusedError),
        (answered(401), ChannelUnavailableError),
        (answered(429), ChannelUnavailableError),
        (answered(503), ChannelUnavailableError),
        (answered(500), DeliveryUncertainError),
        (answered(502), DeliveryUncertainError),
        (answered(400, 160006), NoRoomError),
        (answered(403, 50007), DeliveryRefusedError),
        (answered(403, 50278), RecipientGoneError),
        (answered(404, 10013), RecipientGoneError),
        (answered(400, 30046), ChannelUnavailableError),
        (discord.RateLimited(40.0), ChannelUnavailableError),
        (ConnectionRefusedError(), ChannelUnavailableError),
        (ConnectionResetError(), DeliveryUncertainError),
        (TimeoutError(), DeliveryUncertainError),
        (aiohttp.ServerDisconnectedError(), DeliveryUncertainError),
    ],
)
def test_a_failure_decides_what_comes_next(error: Exception, becomes: type[Exception]) -> None:
    assert type(translate(error)) is becomes


@pytest.mark.parametrize(
    ("header", "seconds"), [("7", 7.0), ("Mon, 02 Mar 2026 09:00:00 GMT", None), (None, None)]
)
def test_how_long_to_wait_is_what_discord_says(header: str | None, seconds: float | None) -> None:
    headers = {} if header is None else {"Retry-After": header}
    told = translate(answered(429, headers=headers))
    assert isinstance(told, ChannelUnavailableError)
    assert told.retry_after == seconds


def test_a_library_s_own_limit_says_how_long() -> None:
    told = translate(discord.RateLimited(40.0))
    assert isinstance(told, ChannelUnavailableError)
    assert (str(told), told.retry_after) == ("Discord asks us to wait 40 s", 40.0)


def test_only_what_the_operator_alone_can_mend_is_final() -> None:
    mine = ConfigError("mine")
    assert final(mine) is mine
    assert isinstance(final(discord.LoginFailure("no")), ConfigError)
    assert isinstance(final(discord.PrivilegedIntentsRequired(None)), ConfigError)
    assert final(answered(500)) is None
    assert final(None) is None
