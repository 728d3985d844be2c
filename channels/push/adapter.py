"""The push channel: one way, to people's own phones, through whatever gateway apprise knows.

apprise blocks and logs what went wrong in place of raising it, so each send runs in a thread of
our own and what it logs there becomes the error. Its sockets give up after 4 s (connect) and 4 s
(read) unless the URL says otherwise (`?cto=`, `?rto=`).
"""

from __future__ import annotations

import asyncio
import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from typing_extensions import override

from channels.push.config import PushConfig
from triage.errors import ChannelUnavailableError, DeliveryRefusedError, DeliveryUncertainError
from triage.messages import Act, Inbound, Outgoing, RawArrival, Receipt, Rejected
from triage.ports.channel import Intake

CHANNEL = "push"
THREADS = 4
PATIENCE = 20.0
"""Seconds for one push: two sockets' patience, and a retry that the URL may ask for."""
MOST = 1000
"""Characters of a push; the smallest of the common gateways cut there (Pushover: 1024)."""


class PushChannel:
    """Satisfies triage.ports.ChannelAdapter. `patience`: seconds until a push is given up."""

    name = CHANNEL

    def __init__(self, config: PushConfig, *, patience: float = PATIENCE) -> None:
        self._gateways = config.gateways
        self._patience = patience
        self._threads = ThreadPoolExecutor(THREADS, "push")

    async def listen(self, intake: Intake) -> None:
        """Nothing comes back by this way."""
        del intake
        try:
            await asyncio.Event().wait()
        finally:
            self._threads.shutdown(wait=False, cancel_futures=True)

    def read(self, raw: RawArrival) -> Inbound | Rejected | None:
        del raw
        return None

    async def send(self, message: Outgoing) -> Receipt:
        """Push it to `message.address`, a person's short name.

        A gateway keeps no identity of ours: a push sent again arrives again. So what may have
        arrived is not sent a second time; the caller goes on to the person's next means.
        """
        gateway = self._gateways.get(message.address or "")
        if gateway is None or message.act is not Act.POST:
            raise DeliveryRefusedError(f"no gateway for {message.address!r}; set people.*.push")
        if message.resend:
            raise DeliveryRefusedError("it may have arrived before; a push is not sent twice")
        work = partial(_push, gateway, title=message.subject or "", body=message.text[:MOST])
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(self._patience):
                complaint = await loop.run_in_executor(self._threads, work)
        except TimeoutError as error:
            raise DeliveryUncertainError(
                f"the gateway gave no answer within {self._patience:.0f} s"
            ) from error
        if complaint is not None:
            raise ChannelUnavailableError(complaint)
        return Receipt(message.key)


def usable(gateway: str) -> bool:
    """Whether apprise knows what this URL means. Sends nothing."""
    import apprise  # noqa: PLC0415 - 150 gateways; loaded only where somebody has one

    return apprise.Apprise.instantiate(gateway) is not None


def _push(gateway: str, *, title: str, body: str) -> str | None:
    """Send, in this thread; what was wrong, or None."""
    import apprise  # noqa: PLC0415

    target = apprise.Apprise()
    if not target.add(gateway):
        return "apprise does not know this kind of URL; see people.*.push"
    heard = _Heard()
    logger = logging.getLogger("apprise")
    logger.addHandler(heard)
    try:
        taken = target.notify(body=body, title=title, body_format=apprise.NotifyFormat.TEXT)
    finally:
        logger.removeHandler(heard)
    return None if taken else heard.said or "the gateway did not take it"


class _Heard(logging.Handler):
    """What apprise complains about in this thread."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._thread = threading.get_ident()
        self._lines: list[str] = []

    @override
    def emit(self, record: logging.LogRecord) -> None:
        if record.thread == self._thread:
            self._lines.append(record.getMessage())

    @property
    def said(self) -> str:
        return "; ".join(self._lines)
