"""The gateway: websocket sessions with a replay log, and the ways a gateway misbehaves.

Opcodes and close codes are those of Discord's reference, "Gateway".
"""

from __future__ import annotations

import asyncio
import json
import zlib
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from aiohttp import WSMsgType, web

from channels.sandbox.discord import payloads
from channels.sandbox.discord.acts import (
    ALWAYS,
    GUILD_MEMBERS,
    GUILDS,
    MESSAGE_CONTENT,
    Event,
)
from channels.sandbox.discord.world import JSON, World

HEARTBEAT_MS = 41_250
REPLAY_EVENTS = 20_000
"""How many events a session can replay; ours."""


class Op(IntEnum):
    DISPATCH = 0
    HEARTBEAT = 1
    IDENTIFY = 2
    PRESENCE = 3
    RESUME = 6
    RECONNECT = 7
    REQUEST_MEMBERS = 8
    INVALID_SESSION = 9
    HELLO = 10
    HEARTBEAT_ACK = 11


class Close(IntEnum):
    AUTHENTICATION_FAILED = 4004
    INVALID_SEQ = 4007
    DISALLOWED_INTENTS = 4014


@dataclass(slots=True, kw_only=True, eq=False)
class Connection:
    """One websocket. `outbox` holds texts to send, or a close code; `closing`: we ended it."""

    ws: web.WebSocketResponse
    request: web.Request
    outbox: asyncio.Queue[str | int] = field(default_factory=asyncio.Queue)
    deflate: Any = None
    closing: bool = False
    frozen: bool = False


@dataclass(slots=True, kw_only=True, eq=False)
class Session:
    """What survives a lost connection: intents, sequence number, replay log."""

    id: str
    intents: int
    seq: int = 0
    log: deque[tuple[int, str]] = field(default_factory=lambda: deque(maxlen=REPLAY_EVENTS))
    connection: Connection | None = None


@dataclass(slots=True, kw_only=True)
class GatewayCounts:
    """What happened on the gateway so far."""

    connects: int = 0
    identifies: int = 0
    resumes: int = 0
    heartbeats: int = 0


class Gateway:
    """Every session of the bot. Fault switches are plain attributes, read at the next chance.

    `refusals`: how many coming connects answer 503; `refused_intents`: privileged bits that close
    an IDENTIFY with 4014; `duplicate`: how many coming events are dispatched twice; `swap`: how
    many come behind the one that follows them; `silent`: no heartbeat is acknowledged;
    `heartbeat_ms`: how often a client is asked to send one.
    """

    def __init__(self, world: World, *, token: str, bot: str, changed: Callable[[], None]) -> None:
        self._world = world
        self._changed = changed
        self._token = token
        self._bot = bot
        self._sessions: dict[str, Session] = {}
        self._connections: set[Connection] = set()
        self.url = ""
        self.counts = GatewayCounts()
        self.refusals = 0
        self.refused_intents = 0
        self.duplicate = 0
        self.swap = 0
        self.silent = False
        self.heartbeat_ms = HEARTBEAT_MS
        self._late: Event | None = None

    @property
    def connected(self) -> int:
        """How many sessions are live: identified, and their websocket is open."""
        return sum(1 for one in self._sessions.values() if one.connection is not None)

    def dispatch(self, event: Event) -> None:
        """Send an event to every session that asked for it; a disconnected one keeps it."""
        if self.swap > 0 and self._late is None:
            self.swap -= 1
            self._late = event
            return
        late, self._late = self._late, None
        self._dispatch(event)
        if late is not None:
            self._dispatch(late)

    def _dispatch(self, event: Event) -> None:
        times = 1
        if self.duplicate > 0:
            self.duplicate -= 1
            times = 2
        for session in self._sessions.values():
            if event.intent == ALWAYS or session.intents & event.intent:
                data = self._filtered(session, event)
                for _ in range(times):
                    self._send_event(session, event.name, data)

    def send_raw(self, name: str, data: JSON) -> None:
        """Send an event of any shape, also one that a client cannot parse."""
        self.dispatch(Event(name=name, data=data, intent=ALWAYS))

    def drop(self) -> None:
        """Cut every connection without a close frame; sessions can be resumed."""
        for connection in list(self._connections):
            if connection.request.transport is not None:
                connection.request.transport.abort()

    def close(self, code: int) -> None:
        """Close every connection with a close code."""
        for connection in self._connections:
            connection.outbox.put_nowait(code)

    def invalidate(self, *, resumable: bool = False) -> None:
        """op9: the session is over (or, if resumable, asks for a RESUME)."""
        for session in list(self._sessions.values()):
            if session.connection is not None:
                self._send(session.connection, {"op": Op.INVALID_SESSION, "d": resumable})
            if not resumable:
                del self._sessions[session.id]

    def ask_reconnect(self) -> None:
        """op7: come again and resume."""
        for session in self._sessions.values():
            if session.connection is not None:
                self._send(session.connection, {"op": Op.RECONNECT, "d": None})

    def refuse_connects(self, times: int) -> None:
        self.refusals = times

    def duplicate_next(self, events: int) -> None:
        self.duplicate = events

    def swap_next(self, events: int) -> None:
        self.swap = events

    def freeze(self) -> None:
        """Every connection turns into a zombie: open, and nothing comes through it any more."""
        for connection in self._connections:
            connection.frozen = True

    def stop(self) -> None:
        """Say goodbye to every client (1001: going away)."""
        self.close(1001)

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Handle one websocket from HELLO to its end."""
        self.counts.connects += 1
        if self.refusals > 0:
            self.refusals -= 1
            return web.Response(status=503)
        ws = web.WebSocketResponse(max_msg_size=1 << 20, timeout=2.0)
        await ws.prepare(request)
        connection = Connection(ws=ws, request=request)
        if request.query.get("compress") == "zlib-stream":
            connection.deflate = zlib.compressobj()
        self._connections.add(connection)
        self._send(connection, {"op": Op.HELLO, "d": {"heartbeat_interval": self.heartbeat_ms}})
        try:
            async with asyncio.TaskGroup() as tasks:
                writer = tasks.create_task(_write(connection))
                await self._read(connection)
                if not connection.closing:
                    writer.cancel()
        finally:
            self._forget(connection)
        return ws

    async def _read(self, connection: Connection) -> None:
        async for frame in connection.ws:
            if frame.type is WSMsgType.TEXT:
                self._receive(connection, json.loads(frame.data))

    def _receive(self, connection: Connection, message: JSON) -> None:
        match message["op"]:
            case Op.HEARTBEAT:
                self.counts.heartbeats += 1
                self._changed()
                if not self.silent and not connection.frozen:
                    self._send(connection, {"op": Op.HEARTBEAT_ACK})
            case Op.IDENTIFY:
                self._identify(connection, message["d"])
            case Op.RESUME:
                self._resume(connection, message["d"])
            case Op.REQUEST_MEMBERS:
                self._members(connection, message["d"])
            case _:
                pass

    def _identify(self, connection: Connection, data: JSON) -> None:
        self.counts.identifies += 1
        if data["token"] != self._token:
            connection.outbox.put_nowait(int(Close.AUTHENTICATION_FAILED))
            return
        if data["intents"] & self.refused_intents:
            connection.outbox.put_nowait(int(Close.DISALLOWED_INTENTS))
            return
        for old in [one for one in self._sessions.values() if one.connection is None]:
            del self._sessions[old.id]
        session = Session(id=f"session-{self.counts.identifies}", intents=data["intents"])
        session.connection = connection
        self._sessions[session.id] = session
        self._changed()
        self._send_event(session, "READY", self._ready(session))
        if session.intents & GUILDS:
            guild = payloads.guild(self._world)
            if not session.intents & GUILD_MEMBERS:
                guild["members"] = [one for one in guild["members"] if one["user"]["bot"]]
            self._send_event(session, "GUILD_CREATE", guild)

    def _ready(self, session: Session) -> JSON:
        return {
            "v": 10,
            "user": payloads.user(self._world.people[self._bot]),
            "guilds": [{"id": self._world.guild_id, "unavailable": True}],
            "session_id": session.id,
            "resume_gateway_url": self.url,
            "application": {
                "id": self._bot,
                "flags": payloads.application_flags(
                    message_content=not self.refused_intents & MESSAGE_CONTENT
                ),
            },
        }

    def _resume(self, connection: Connection, data: JSON) -> None:
        self.counts.resumes += 1
        session = self._sessions.get(data["session_id"])
        if data["token"] != self._token:
            connection.outbox.put_nowait(int(Close.AUTHENTICATION_FAILED))
            return
        if session is None or (session.log and session.log[0][0] > data["seq"] + 1):
            self._send(connection, {"op": Op.INVALID_SESSION, "d": False})
            return
        if data["seq"] > session.seq:
            connection.outbox.put_nowait(int(Close.INVALID_SEQ))
            return
        session.connection = connection
        self._changed()
        for seq, text in session.log:
            if seq > data["seq"]:
                connection.outbox.put_nowait(text)
        self._send_event(session, "RESUMED", {})

    def _members(self, connection: Connection, data: JSON) -> None:
        session = next(
            (one for one in self._sessions.values() if one.connection is connection), None
        )
        if session is None:
            return
        wanted = [str(one) for one in data.get("user_ids") or ()]
        people = [
            payloads.full_member(person)
            for person in self._world.people.values()
            if (person.id in wanted if wanted else person.name.startswith(data.get("query") or ""))
        ]
        chunk = {
            "guild_id": self._world.guild_id,
            "members": people,
            "chunk_index": 0,
            "chunk_count": 1,
            "nonce": data.get("nonce"),
        }
        self._send_event(session, "GUILD_MEMBERS_CHUNK", chunk)

    def _filtered(self, session: Session, event: Event) -> JSON:
        message = event.message
        if message is None or session.intents & MESSAGE_CONTENT:
            return event.data
        return payloads.blanked(self._world, message, event.data, bot=self._bot)

    def _send_event(self, session: Session, name: str, data: JSON) -> None:
        session.seq += 1
        text = json.dumps({"op": Op.DISPATCH, "t": name, "s": session.seq, "d": data})
        session.log.append((session.seq, text))
        if session.connection is not None and not session.connection.frozen:
            session.connection.outbox.put_nowait(text)

    def _send(self, connection: Connection, message: JSON) -> None:
        connection.outbox.put_nowait(json.dumps(message))

    def _forget(self, connection: Connection) -> None:
        """A client that says goodbye (1000, 1001) ends its session; a lost one may resume."""
        self._connections.discard(connection)
        for session in list(self._sessions.values()):
            if session.connection is connection:
                session.connection = None
                if connection.ws.close_code in (1000, 1001) and not connection.closing:
                    del self._sessions[session.id]
        self._changed()


async def _write(connection: Connection) -> None:
    while True:
        item = await connection.outbox.get()
        try:
            if isinstance(item, int):
                connection.closing = True
                await connection.ws.close(code=item)
                return
            if connection.deflate is None:
                await connection.ws.send_str(item)
            else:
                packed = connection.deflate.compress(item.encode())
                await connection.ws.send_bytes(packed + connection.deflate.flush(zlib.Z_SYNC_FLUSH))
        except ConnectionError:
            return
