"""Point discord.py at another server. The only module that does; loopback only.

discord.py 2.7.1 has no public seam for its base URLs: the REST base is a class attribute of
`discord.http.Route`, the gateway's default a class attribute of `DiscordWebSocket`. Both are
global to the process, so every client in it then talks to that server.
"""

from __future__ import annotations

from urllib.parse import urlsplit

import discord.gateway
import discord.http
import yarl

from triage.errors import ConfigError

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


def point_at(sandbox_url: str) -> None:
    """Send all Discord traffic of this process to `sandbox_url` (`http://127.0.0.1:PORT`).

    Raises ConfigError when the address is not this machine's own.
    """
    parts = urlsplit(sandbox_url)
    if parts.scheme != "http" or parts.hostname not in LOOPBACK or parts.port is None:
        raise ConfigError(
            f"discord.sandbox_url: {sandbox_url!r} is not a loopback address; "
            "write http://127.0.0.1:PORT, or remove the line to talk to Discord"
        )
    discord.http.Route.BASE = f"{sandbox_url.rstrip('/')}/api/v10"
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(f"ws://{parts.netloc}/gateway")
