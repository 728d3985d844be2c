"""A short day on this machine: the whole service, real clients, loopback servers."""
