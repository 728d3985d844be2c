"""A loopback Discord: REST and gateway on 127.0.0.1, for the real discord.py client."""
