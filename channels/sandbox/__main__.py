"""`python -m channels.sandbox`: the sandbox as a process of its own, which outlives the service.

Prints one JSON line {"discord_url", "imap_port", "smtp_port", "control_url"} and serves until
SIGTERM, SIGINT, or its standard input closes (so it ends with whoever started it).
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import signal
import sys
import threading

from channels.sandbox.control import serving
from triage.errors import ConfigError

EX_CONFIG = 78
"""Exit status of a wrong configuration (sysexits.h)."""


def main() -> int:
    arguments = _arguments()
    try:
        asyncio.run(_serve(arguments))
    except ConfigError as error:
        print(error, file=sys.stderr)
        return EX_CONFIG
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m channels.sandbox", description=__doc__)
    parser.add_argument("--mailbox", default="support@acme.example", help="the support address")
    parser.add_argument("--user", default="support", help="who signs in to IMAP and SMTP")
    parser.add_argument("--password", default="sandbox", help="with which password")
    return parser.parse_args()


async def _serve(arguments: argparse.Namespace) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    _stop_at_end_of_input(loop, stop)
    async with serving(
        mailbox=arguments.mailbox, user=arguments.user, password=arguments.password
    ) as ports:
        print(json.dumps(ports), flush=True)
        await stop.wait()


def _stop_at_end_of_input(loop: asyncio.AbstractEventLoop, stop: asyncio.Event) -> None:
    """A thread, because asyncio cannot watch a standard input that is a file or /dev/null."""

    def read() -> None:
        while os.read(sys.stdin.fileno(), 4096):
            pass
        loop.call_soon_threadsafe(stop.set)

    threading.Thread(target=read, name="stdin", daemon=True).start()


if __name__ == "__main__":
    sys.exit(main())
