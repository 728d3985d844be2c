"""Loopback servers that play Discord and a mail provider, for tests, the demo and rehearsals."""
