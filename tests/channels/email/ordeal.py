"""Reads every hostile mail in a child of its own that may take 2 s of CPU time and 200 MB.

A process, for memory that was used once stays with a process. Prints a JSON object: what became
of each mail. `python -m tests.channels.email.ordeal`.
"""

from __future__ import annotations

import importlib
import json
import os
import resource
import sys

from channels.email import limits
from channels.email.read import read_mail
from tests.channels.email.hostile import hostile
from tests.channels.email.samples import AT, KEY, mailbox


def _outcome(raw: bytes) -> str:
    """The kind of answer, or how it died."""
    receives, sends = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(receives)
        resource.setrlimit(resource.RLIMIT_CPU, (limits.SECONDS, limits.SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        read = read_mail(raw, mailbox=mailbox(), key=KEY, received_at=AT)
        used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        name = type(read).__name__ if used <= limits.MEMORY else f"{used // 1024 // 1024} MB"
        os.write(sends, name.encode())
        os._exit(0)
    os.close(sends)
    with os.fdopen(receives, "rb") as answer:
        name = answer.read().decode()
    _, status = os.waitpid(child, 0)
    return name if status == 0 else f"status {status}"


if __name__ == "__main__":
    for library in ("lxml.html", "inscriptis", "charset_normalizer"):
        importlib.import_module(library)  # before the fork: once and not for each mail
    json.dump({name: _outcome(raw) for name, raw in hostile()}, sys.stdout)
