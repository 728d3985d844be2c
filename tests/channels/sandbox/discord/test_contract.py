"""Whatever Discord's own description does not allow is refused, and ends the test."""

from __future__ import annotations

import os
import re
from typing import Any

import aiohttp
import pytest

from channels.sandbox.discord.faults import Fault, FaultKind
from channels.sandbox.discord.server import DiscordSandbox
from channels.sandbox.openapi import ContractError

MESSAGES = "/channels/7/messages"


@pytest.fixture
def openapi_file() -> str:
    """Discord's OpenAPI file, which is not part of the project."""
    path = os.environ.get("DISCORD_OPENAPI")
    if path is None:
        pytest.skip("DISCORD_OPENAPI names no file")
    return path


def multipart(payload: str) -> aiohttp.FormData:
    form = aiohttp.FormData({"payload_json": payload})
    form.add_field("files[0]", b"log", filename="a.log")
    return form


async def asked(
    sandbox: DiscordSandbox, method: str, path: str, *, fails: Exception | None = None, **sent: Any
) -> None:
    """One request in a sandbox's whole life. `fails`: what the test itself would complain of."""
    async with sandbox, aiohttp.ClientSession() as session:
        headers = {"Authorization": f"Bot {sandbox.token}"}
        url = f"{sandbox.url}/api/v10{path}"
        async with session.request(method, url, headers=headers, **sent) as response:
            await response.read()
        if fails is not None:
            raise fails


@pytest.mark.parametrize(
    ("method", "path", "sent", "reason"),
    [
        ("PATCH", MESSAGES, {}, "has no such method"),
        ("GET", "/channels/7/letters", {}, "no such route"),
        ("GET", MESSAGES, {"params": {"newest": "1"}}, "'newest' is not stated"),
        ("GET", MESSAGES, {"params": {"limit": "999"}}, "limit='999' is not"),
        ("POST", MESSAGES, {"json": {"content": "loud", "tts": "yes"}}, "$.tts: 'yes' is not"),
        ("POST", MESSAGES, {"data": multipart('{"tts": "yes"}')}, "$.tts: 'yes' is not"),
        ("POST", MESSAGES, {}, "a body is required"),
    ],
)
async def test_what_discord_does_not_allow_is_refused_and_ends_the_test_whatever_fault_is_to_come(
    openapi_file: str, method: str, path: str, sent: dict[str, Any], reason: str
) -> None:
    assert openapi_file
    sandbox = DiscordSandbox()
    sandbox.fail_next(Fault(kind=FaultKind.BAD_GATEWAY))
    with pytest.raises(ContractError, match=re.escape(reason)):
        await asked(sandbox, method, path, **sent)
    (refused,) = sandbox.requests
    assert refused.status == 400
    assert sandbox.faults.coming != []


async def test_a_test_that_fails_anyway_is_told_of_it_beside_its_own_failure() -> None:
    """Also without the file at hand: here it is a route that the sandbox does not have."""
    with pytest.raises(KeyError) as own:
        await asked(DiscordSandbox(), "GET", "/channels/7/webhooks", fails=KeyError())
    assert own.value.__notes__ == ["ContractError: GET /channels/7/webhooks"]
