"""Pages by phone go through the real apprise library to a gateway that may misbehave."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from time import monotonic

import pytest

from channels.push.adapter import PushChannel, usable
from channels.push.config import PushConfig
from channels.sandbox.push import PushGateway
from tests.builders import outgoing
from triage.errors import ChannelUnavailableError, DeliveryRefusedError, DeliveryUncertainError
from triage.messages import Act, Receipt
from triage.model import ConversationRef

PAGE = outgoing(
    "page:1:0.0:grace:push",
    to=ConversationRef("push", "push", "grace"),
    address="grace",
    subject="P1 · 17 · Checkout fails",
    text="Nobody has claimed it yet.",
)


@pytest.fixture
async def gateway() -> AsyncIterator[PushGateway]:
    async with PushGateway() as opened:
        yield opened


def channel(gateway: PushGateway, *, patience: float = 20.0) -> PushChannel:
    url = gateway.url("grace-phone") + "?rto=1"
    return PushChannel(PushConfig(gateways={"grace": url}), patience=patience)


async def test_a_page_reaches_the_phone(gateway: PushGateway) -> None:
    receipt = await channel(gateway).send(PAGE)

    assert receipt == Receipt(PAGE.key)
    assert gateway.received == [
        ("grace-phone", "P1 · 17 · Checkout fails", "Nobody has claimed it yet.")
    ]


async def test_a_gateway_that_refuses_says_why(gateway: PushGateway) -> None:
    gateway.status = 503
    with pytest.raises(ChannelUnavailableError, match="503"):
        await channel(gateway).send(PAGE)


async def test_a_gateway_that_is_gone_says_so() -> None:
    async with PushGateway() as gone:
        pass
    with pytest.raises(ChannelUnavailableError, match=r"(?i)connection"):
        await channel(gone).send(PAGE)


async def test_a_gateway_that_hangs_stops_nobody(gateway: PushGateway) -> None:
    """Neither the caller, beyond its patience, nor the others: each send has a thread."""
    gateway.stalls = True
    started = monotonic()
    with pytest.raises(DeliveryUncertainError, match="no answer"):
        await channel(gateway, patience=0.2).send(PAGE)
    assert monotonic() - started < 5


async def test_what_may_have_arrived_is_not_pushed_again(gateway: PushGateway) -> None:
    with pytest.raises(DeliveryRefusedError, match="not sent twice"):
        await channel(gateway).send(replace(PAGE, resend=True))
    assert gateway.received == []


@pytest.mark.parametrize(
    "message", [replace(PAGE, address="linus"), replace(PAGE, act=Act.EDIT)], ids=["who", "act"]
)
async def test_without_a_gateway_or_for_an_edit_there_is_no_push(
    gateway: PushGateway, message: object
) -> None:
    with pytest.raises(DeliveryRefusedError, match="no gateway"):
        await channel(gateway).send(message)  # type: ignore[arg-type]


async def test_the_secret_of_a_gateway_is_not_shown() -> None:
    config = PushConfig(gateways={"grace": "ntfys://token@ntfy.example/page"})
    assert "token" not in repr(config)


def test_a_url_that_apprise_does_not_know_is_found_without_sending() -> None:
    assert usable("ntfy://127.0.0.1/topic")
    assert not usable("nonsense")
