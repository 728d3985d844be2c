"""Drives a sandbox that runs in another process: the same verbs, all of them awaited."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from types import TracebackType
from typing import Any, TypeVar

import aiohttp

from channels.sandbox.discord.faults import Fault
from channels.sandbox.discord.forms import Values
from channels.sandbox.discord.gateway import GatewayCounts
from channels.sandbox.discord.interactions import SeenInteraction
from channels.sandbox.discord.rest import Request
from channels.sandbox.discord.seen import SeenMessage, SeenThread
from channels.sandbox.mail_values import SentMail, SmtpFault
from channels.sandbox.wire import bytes_back, to_wire

T = TypeVar("T")

CALL_SECONDS = 30.0

Call = Callable[..., Awaitable[Any]]


class SandboxCallError(Exception):
    """The sandbox refused a call; the message says why."""


class SandboxClient:
    """`async with SandboxClient(url) as sandbox:`, then `sandbox.discord` and `sandbox.mail`."""

    def __init__(self, control_url: str) -> None:
        self._url = control_url.rstrip("/")
        self.discord: RemoteDiscord
        self.mail: RemoteMail

    async def __aenter__(self) -> SandboxClient:
        self._http = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=CALL_SECONDS))
        async with self._http.get(self._url) as response:
            about = await response.json()
        self.discord = RemoteDiscord(self._call, about)
        self.mail = RemoteMail(self._call, about)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._http.close()

    async def wait_for(self, predicate: Callable[[], Awaitable[T]], timeout: float = 10.0) -> T:
        """Return the first true answer of `predicate`, asked after every change over there.

        `timeout` in seconds; raises TimeoutError.
        """
        async with asyncio.timeout(timeout):
            version = await self._version_after(-1)
            while not (answer := await predicate()):
                version = await self._version_after(version)
            return answer

    async def _version_after(self, version: int) -> int:
        async with self._http.get(f"{self._url}/changes", params={"after": version}) as response:
            return int((await response.json())["version"])

    async def _call(self, on: str, verb: str, *args: Any, **kwargs: Any) -> Any:
        body = {"on": on, "verb": verb, "args": to_wire(args), "kwargs": to_wire(kwargs)}
        async with self._http.post(f"{self._url}/call", json=body) as response:
            answer = json.loads(await response.read(), object_hook=bytes_back)
        if "error" in answer:
            raise SandboxCallError(answer["error"])
        return answer["result"]


class RemoteDiscord:
    """The loopback Discord over there; see `DiscordSandbox` for what each verb does."""

    def __init__(self, call: Call, about: dict[str, Any]) -> None:
        self._call_on = call
        self.url: str = about["discord_url"]
        self.guild_id: str = about["guild_id"]
        self.bot_id: str = about["bot_id"]
        self.token: str = about["token"]
        self.interactions = RemoteInteractions(call)

    async def add_role(self, name: str) -> str:
        return str(await self._call("add_role", name))

    async def add_member(self, name: str, roles: Sequence[str] = ()) -> str:
        return str(await self._call("add_member", name, list(roles)))

    async def add_channel(self, name: str, kind: str = "text") -> str:
        return str(await self._call("add_channel", name, kind))

    async def forbid(self, channel: str, *, forbidden: bool = True) -> None:
        await self._call("forbid", channel, forbidden=forbidden)

    async def close_dms(self, member: str) -> None:
        await self._call("close_dms", member)

    async def post(
        self,
        channel: str,
        author: str,
        content: str,
        *,
        reply_to: str | None = None,
        files: Sequence[tuple[str, bytes]] = (),
    ) -> str:
        return str(
            await self._call("post", channel, author, content, reply_to=reply_to, files=files)
        )

    async def post_in_forum(self, forum: str, author: str, content: str, *, title: str) -> str:
        return str(await self._call("post_in_forum", forum, author, content, title=title))

    async def edit_message(self, channel: str, message: str, content: str) -> None:
        await self._call("edit_message", channel, message, content)

    async def delete_message(self, channel: str, message: str) -> None:
        await self._call("delete_message", channel, message)

    async def react(self, channel: str, message: str, member: str, emoji: str) -> None:
        await self._call("react", channel, message, member, emoji)

    async def unreact(self, channel: str, message: str, member: str, emoji: str) -> None:
        await self._call("unreact", channel, message, member, emoji)

    async def clear_reactions(self, channel: str, message: str) -> None:
        await self._call("clear_reactions", channel, message)

    async def open_thread(self, channel: str, message: str, member: str, name: str) -> str:
        return str(await self._call("open_thread", channel, message, member, name))

    async def archive(self, thread: str, *, locked: bool = False) -> None:
        await self._call("archive", thread, locked=locked)

    async def unarchive(self, thread: str) -> None:
        await self._call("unarchive", thread)

    async def messages(self, channel: str) -> list[SeenMessage]:
        return [_message(one) for one in await self._call("messages", channel)]

    async def threads(self, parent: str | None = None) -> list[SeenThread]:
        found = await self._call("threads", parent)
        return [SeenThread(**one | {"members": frozenset(one["members"])}) for one in found]

    async def dm(self, member: str) -> list[SeenMessage]:
        return [_message(one) for one in await self._call("dm", member)]

    async def all_messages(self) -> list[SeenMessage]:
        return [_message(one) for one in await self._call("all_messages")]

    async def sent_by_bot(self) -> list[SeenMessage]:
        return [_message(one) for one in await self._call("sent_by_bot")]

    async def duplicates(self) -> list[tuple[SeenMessage, ...]]:
        groups = await self._call("duplicates")
        return [tuple(_message(one) for one in group) for group in groups]

    async def deduplicated(self) -> int:
        return int(await self._call("deduplicated"))

    async def sent_count(self) -> int:
        return int(await self._call("sent_count"))

    async def requests(self) -> list[Request]:
        return [Request(**one) for one in await self._call("requests")]

    async def unknown_routes(self) -> list[str]:
        return list(await self._call("unknown_routes"))

    async def crashed(self) -> list[str]:
        return list(await self._call("crashed"))

    async def violations(self) -> list[str]:
        return list(await self._call("violations"))

    async def fail_next(self, fault: Fault) -> None:
        await self._call("fail_next", {"fault": asdict(fault)})

    async def set_nonce_window(self, seconds: float) -> None:
        await self._call("set_nonce_window", seconds)

    async def set_rate_limit(self, limit: int, per: float) -> None:
        await self._call("set_rate_limit", limit, per)

    async def connected(self) -> int:
        """How many gateway sessions are live."""
        return int(await self._call_on("gateway", "connected"))

    async def gateway_counts(self) -> GatewayCounts:
        return GatewayCounts(**await self._call_on("gateway", "counts"))

    async def drop_gateway(self) -> None:
        await self._call_on("gateway", "drop")

    async def close_gateway(self, code: int) -> None:
        await self._call_on("gateway", "close", code)

    async def invalidate_sessions(self) -> None:
        await self._call_on("gateway", "invalidate")

    async def ask_reconnect(self) -> None:
        await self._call_on("gateway", "ask_reconnect")

    async def refuse_connects(self, times: int) -> None:
        await self._call_on("gateway", "refuse_connects", times)

    async def duplicate_next(self, events: int) -> None:
        await self._call_on("gateway", "duplicate_next", events)

    async def send_raw(self, name: str, data: dict[str, Any]) -> None:
        """Send a gateway event of any shape."""
        await self._call_on("gateway", "send_raw", name, data)

    async def _call(self, verb: str, *args: Any, **kwargs: Any) -> Any:
        return await self._call_on("discord", verb, *args, **kwargs)


class RemoteInteractions:
    """People press, fill in and command over there; see `Interactions`."""

    def __init__(self, call: Call) -> None:
        self._call = call

    async def press(
        self, channel: str, message: str, member: str, custom_id: str, values: Sequence[str] = ()
    ) -> str:
        return await self._made("press", channel, message, member, custom_id, list(values))

    async def submit(
        self,
        interaction: str,
        values: Values,
        files: Mapping[str, Sequence[tuple[str, bytes]]] | None = None,
    ) -> str:
        return await self._made("submit", interaction, dict(values), dict(files or {}))

    async def command(
        self, channel: str, member: str, name: str, options: Mapping[str, object] | None = None
    ) -> str:
        return await self._made("command", channel, member, name, dict(options or {}))

    async def use_menu(self, channel: str, message: str, member: str, name: str) -> str:
        return await self._made("use_menu", channel, message, member, name)

    async def seen(self, interaction: str) -> SeenInteraction:
        data = await self._call("interactions", "seen", interaction)
        messages = tuple(_message(one) for one in data["messages"])
        return SeenInteraction(**data | {"messages": messages})

    async def _made(self, verb: str, *args: Any) -> str:
        return str(await self._call("interactions", verb, *args))


class RemoteMail:
    """The loopback mail server over there; see `MailSandbox`. `mailbox`: its first address."""

    def __init__(self, call: Call, about: dict[str, Any]) -> None:
        self._call = call
        self.imap_port: int = about["imap_port"]
        self.smtp_port: int = about["smtp_port"]
        self.mailbox: str = about["mailbox"]

    async def deliver(self, raw: bytes, *, to: str | None = None) -> None:
        await self._call("mail", "deliver", raw, to=to)

    async def folder(self, name: str, *, of: str | None = None) -> list[bytes]:
        return list(await self._call("mail", "folder", name, of=of))

    async def sent(self) -> list[SentMail]:
        return [_mail(one) for one in await self._call("mail", "sent")]

    async def sent_to(self, address: str) -> list[SentMail]:
        return [_mail(one) for one in await self._call("mail", "sent_to", address)]

    async def duplicates(self) -> tuple[SentMail, ...]:
        return tuple(_mail(one) for one in await self._call("mail", "duplicates"))

    async def resends(self) -> tuple[SentMail, ...]:
        return tuple(_mail(one) for one in await self._call("mail", "resends"))

    async def fail_next(self, fault: SmtpFault, *, times: int = 1) -> None:
        await self._call("mail", "fail_next", {"smtp_fault": str(fault)}, times=times)

    async def drop_connections(self) -> None:
        await self._call("mail", "drop_connections")


def _message(data: dict[str, Any]) -> SeenMessage:
    changed = {
        "at": datetime.fromisoformat(data["at"]),
        "pinged": frozenset(data["pinged"]),
        "reactions": {emoji: tuple(users) for emoji, users in data["reactions"].items()},
        "edits": tuple(data["edits"]),
        "embeds": tuple(data["embeds"]),
        "components": tuple(data["components"]),
        "files": tuple((name, size) for name, size in data["files"]),
    }
    return SeenMessage(**data | changed)


def _mail(data: dict[str, Any]) -> SentMail:
    return SentMail(**data | {"envelope_to": tuple(data["envelope_to"])})
