"""Remote control of the sandbox, for a driver in another process: HTTP on loopback.

`POST /call` takes {"on": "discord" | "gateway" | "interactions" | "mail", "verb", "args",
"kwargs"} and answers
{"result"}, or {"error"} with status 400. `GET /changes?after=N` answers {"version"} as soon as
something happened after version N. Bytes travel as {"base64"}, times as ISO 8601.
"""

from __future__ import annotations

import asyncio
import inspect
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web

from channels.sandbox.changes import Changes
from channels.sandbox.discord.errors import RefusedError
from channels.sandbox.discord.faults import Fault, FaultKind
from channels.sandbox.discord.server import DiscordSandbox
from channels.sandbox.mail import MailSandbox
from channels.sandbox.mail_values import SmtpFault
from channels.sandbox.wire import bytes_back, to_wire

A_DAY = 86_400.0
LONGEST_POLL = 20.0
"""Seconds a /changes request may stay open; the client asks again."""

DISCORD_VERBS = frozenset(
    {"add_role", "add_member", "add_channel", "forbid", "close_dms", "delete_channel"}
    | {"post", "post_in_forum", "write_to_bot", "edit_message", "delete_message", "open_thread"}
    | {"react", "unreact", "clear_reactions", "archive", "unarchive"}
    | {"messages", "threads", "dm", "all_messages", "sent_by_bot", "duplicates"}
    | {"deduplicated", "sent_count", "requests", "unknown_routes", "crashed", "violations"}
    | {"fail_next", "set_nonce_window", "set_rate_limit"}
)
GATEWAY_VERBS = frozenset(
    {"connected", "counts", "drop", "close", "invalidate", "ask_reconnect"}
    | {"refuse_connects", "duplicate_next", "swap_next", "freeze", "send_raw"}
)
INTERACTION_VERBS = frozenset({"press", "submit", "command", "use_menu", "seen"})
MAIL_VERBS = frozenset(
    {"deliver", "folder", "sent", "sent_to", "duplicates", "resends"}
    | {"fail_next", "drop_connections"}
)


@asynccontextmanager
async def serving(*, mailbox: str, user: str, password: str) -> AsyncIterator[dict[str, str | int]]:
    """Start both servers and the control address; yield where they listen.

    {"discord_url", "imap_port", "smtp_port", "control_url"}. Raises ConfigError when the `demo`
    extra is not installed.
    """
    mail = MailSandbox(address=mailbox, user=user, password=password)
    async with DiscordSandbox() as discord, mail:
        control = Control(discord, mail, mailbox=mailbox)
        async with control.listening() as control_url:
            yield {
                "discord_url": discord.url,
                "imap_port": mail.imap_port,
                "smtp_port": mail.smtp_port,
                "control_url": control_url,
            }


class Control:
    """The HTTP server that lets another process play people and read what they see."""

    def __init__(self, discord: DiscordSandbox, mail: MailSandbox, *, mailbox: str) -> None:
        self._discord = discord
        self._mail = mail
        self._mailbox = mailbox
        self._changes = Changes()
        self._targets: dict[str, tuple[Any, frozenset[str]]] = {
            "discord": (discord, DISCORD_VERBS),
            "gateway": (discord.gateway, GATEWAY_VERBS),
            "interactions": (discord.interactions, INTERACTION_VERBS),
            "mail": (mail, MAIL_VERBS),
        }

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[str]:
        """Listen on 127.0.0.1 and yield the address."""
        app = web.Application(client_max_size=64 * 1024 * 1024)
        app.router.add_get("/", self._about)
        app.router.add_post("/call", self._call)
        app.router.add_get("/changes", self._after)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        host, port = runner.addresses[0][:2]
        try:
            async with asyncio.TaskGroup() as watchers:
                watching = [
                    watchers.create_task(self._watch_discord()),
                    watchers.create_task(self._watch_mail()),
                ]
                try:
                    yield f"http://{host}:{port}"
                finally:
                    for task in watching:
                        task.cancel()
        finally:
            await runner.cleanup()

    async def _about(self, _: web.Request) -> web.Response:
        about = {
            "discord_url": self._discord.url,
            "guild_id": self._discord.guild_id,
            "bot_id": self._discord.bot_id,
            "token": self._discord.token,
            "imap_port": self._mail.imap_port,
            "smtp_port": self._mail.smtp_port,
            "mailbox": self._mailbox,
        }
        return web.json_response(about)

    async def _call(self, request: web.Request) -> web.Response:
        call = json.loads(await request.read(), object_hook=bytes_back)
        target, verbs = self._targets[call["on"]]
        if call["verb"] not in verbs:
            return web.json_response({"error": f"no verb {call['verb']!r}"}, status=400)
        args = [_fault(one) for one in call.get("args", ())]
        try:
            found = getattr(target, call["verb"])
            result = found(*args, **call.get("kwargs", {})) if callable(found) else found
            result = await result if inspect.isawaitable(result) else result
        except (RefusedError, LookupError) as error:
            return web.json_response({"error": f"{type(error).__name__}: {error}"}, status=400)
        self._changes.tell()
        return web.json_response({"result": to_wire(result)})

    async def _after(self, request: web.Request) -> web.Response:
        version = int(request.query["after"])
        try:
            async with asyncio.timeout(LONGEST_POLL):
                version = await self._changes.after(version)
        except TimeoutError:
            version = self._changes.version
        return web.json_response({"version": version})

    async def _watch_discord(self) -> None:
        version = -1
        while True:
            version = await self._discord.changed_after(version)
            self._changes.tell()

    async def _watch_mail(self) -> None:
        """A predicate that holds when it is asked the second time: after the next change."""
        while True:
            asked = iter((False, True))
            try:
                await self._mail.wait_for(asked.__next__, timeout=A_DAY)
            except TimeoutError:
                continue
            self._changes.tell()


def _fault(value: Any) -> Any:
    """Faults travel as {"fault": {...}} (Discord) or {"smtp_fault": name}."""
    match value:
        case {"fault": dict(fields)}:
            return Fault(**fields | {"kind": FaultKind(fields["kind"])})
        case {"smtp_fault": str(name)}:
            return SmtpFault(name)
        case _:
            return value
