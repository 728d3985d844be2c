"""Secrets in files that only their owner may read: what the service insists on."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path


def keep_secrets(folder: Path, secrets: Mapping[str, str]) -> None:
    """One file each, made private before anything is in it."""
    for name, secret in secrets.items():
        path = folder / name
        path.touch(mode=0o600)
        path.write_text(secret)
