"""A wire that can be cut: forwards TCP on 127.0.0.1, and drops what is open on demand."""

from __future__ import annotations

import asyncio
from asyncio import StreamReader, StreamWriter
from contextlib import suppress
from typing import Self


class Proxy:
    """`async with Proxy(port) as wire:` listens at `wire.port`. `cuts`: connections dropped."""

    def __init__(self, target: int) -> None:
        self._target = target
        self._writers: set[StreamWriter] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self.port = 0
        self.cuts = 0

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_error: object) -> None:
        self._server.close()
        self.cut()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def cut(self) -> None:
        """Both sides see the other one vanish."""
        self.cuts += len(self._writers) // 2
        for writer in self._writers:
            writer.transport.abort()

    async def used(self, *, within: float) -> None:
        """Wait until something is connected, but not for ever."""
        ends = asyncio.get_running_loop().time() + within
        while not self._writers and asyncio.get_running_loop().time() < ends:  # noqa: ASYNC110
            await asyncio.sleep(0.02)

    async def _serve(self, reader: StreamReader, writer: StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        try:
            there, back = await asyncio.open_connection("127.0.0.1", self._target)
        except OSError:
            writer.transport.abort()
            return
        both = {writer, back}
        self._writers |= both
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(_pump(reader, back))
                group.create_task(_pump(there, writer))
        except* OSError:
            pass
        finally:
            self._writers -= both
            for one in both:
                one.transport.abort()


async def _pump(source: StreamReader, sink: StreamWriter) -> None:
    """Until one side ends; then the other one ends, too."""
    while data := await source.read(65536):
        sink.write(data)
        await sink.drain()
    with suppress(OSError):
        sink.close()
