"""What goes wrong between us and Discord, said in the words of triage.errors. Pure."""

from __future__ import annotations

import aiohttp
import discord

from triage.errors import (
    ChannelError,
    ChannelUnavailableError,
    ConfigError,
    DeliveryRefusedError,
    DeliveryUncertainError,
    NoRoomError,
    RecipientGoneError,
)

FAULTS = (discord.DiscordException, aiohttp.ClientError, OSError)
"""All that a request can raise; a timeout is an OSError."""

TOKEN_REFUSED = 4004
"""Gateway close code "authentication failed"."""

TOO_MANY_REQUESTS = 429
UNAVAILABLE = 503
SERVER_ERROR = 500
UNAUTHORIZED = 401
FORM_REFUSED = 400
"""HTTP status codes (RFC 9110 section 15, RFC 6585 section 4). The last one: a name or text that
Discord does not want."""

THREAD_EXISTS = 160004
THREADS_FULL = 160006
THREAD_ARCHIVED = 50083
EDITS_CAPPED = 30046
UNKNOWN_WEBHOOK = 10015
UNKNOWN_USER = 10013
UNKNOWN_MESSAGE = 10008
CANNOT_DM = 50007
NO_MUTUAL_GUILD = 50278
"""Discord's JSON error codes: a message has its thread already; too many active threads in the
guild; the thread is archived; too many edits of a message older than an hour; an interaction's
token is not known (yet), or no longer; no such person; no such message;
somebody takes no direct messages; nobody whom we share a server with."""

WAIT_FOR_ROOM = 600.0
"""Seconds before asking again where the limit ends by itself (threads archive, hours pass)."""


class MisreadError(discord.DiscordException):
    """Discord answered, and discord.py cannot read the answer."""

    def __init__(self, met: Exception) -> None:
        super().__init__(f"discord.py cannot read a message ({type(met).__name__}: {met})")


class RestingError(discord.DiscordException):
    """Nothing was asked: Discord refused too many of our requests lately."""

    def __init__(self, retry_after: float) -> None:
        super().__init__(
            "Discord refused too many of our requests: we rest before it bans our address"
        )
        self.retry_after = retry_after


def translate(error: Exception) -> ChannelError:
    """What became of a request that raised one of FAULTS.

    Unavailable when it was surely not processed, refused when it never will be, else uncertain.
    """
    match error:
        case discord.RateLimited():
            return ChannelUnavailableError(
                f"Discord asks us to wait {error.retry_after:.0f} s", retry_after=error.retry_after
            )
        case RestingError():
            return ChannelUnavailableError(str(error), retry_after=error.retry_after)
        case MisreadError():
            return DeliveryUncertainError(str(error))
        case discord.HTTPException():
            return _answered(error)
        case aiohttp.ClientConnectorError() | ConnectionRefusedError():
            return ChannelUnavailableError(f"Discord cannot be reached: {error}")
        case _:
            return DeliveryUncertainError(
                f"the connection to Discord broke: {type(error).__name__}: {error}"
            )


def final(error: BaseException | None) -> ConfigError | None:
    """The error as a sentence for the operator, when only the operator can mend it."""
    match error:
        case discord.LoginFailure():
            return _token_refused()
        case discord.ConnectionClosed() if error.code == TOKEN_REFUSED:
            return _token_refused()
        case discord.PrivilegedIntentsRequired():
            return ConfigError(
                "discord: the bot may not read messages; in the Developer Portal open the "
                "application, Bot, Privileged Gateway Intents, and switch on Message Content "
                "Intent; or write message_content = false under [discord]"
            )
        case ConfigError():
            return error
        case _:
            return None


def _answered(error: discord.HTTPException) -> ChannelError:
    said = f"Discord answered {error.status} (code {error.code}): {error.text or 'no reason'}"
    if error.code == THREADS_FULL:
        return NoRoomError(said, retry_after=WAIT_FOR_ROOM)
    if error.code in (UNKNOWN_USER, NO_MUTUAL_GUILD):
        return RecipientGoneError(said)
    if error.code == EDITS_CAPPED:
        return ChannelUnavailableError(said, retry_after=WAIT_FOR_ROOM)
    if error.status in (TOO_MANY_REQUESTS, UNAVAILABLE, UNAUTHORIZED):
        return ChannelUnavailableError(said, retry_after=_retry_after(error))
    if error.status >= SERVER_ERROR:
        return DeliveryUncertainError(said)
    return DeliveryRefusedError(said)


def _retry_after(error: discord.HTTPException) -> float | None:
    header = error.response.headers.get("Retry-After")
    try:
        return None if header is None else float(header)
    except ValueError:  # a date (RFC 9110 section 10.2.3), which Discord does not send
        return None


def _token_refused() -> ConfigError:
    return ConfigError(
        "discord.token: Discord refused it; in the Developer Portal open the application, Bot, "
        "Reset Token, and store the new one where discord.token points"
    )
