"""Large mails are read in a process of their own, which can be killed.

The limits keep a mail cheap as far as we know; this is for what we do not know. A mail that
takes more than its CPU time or memory kills the reader and not the service, and becomes a flagged
ticket from its headers. The child ends with its input, so it outlives nobody.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock, Timer
from typing import BinaryIO

from channels.email import limits
from channels.email.config import MailboxConfig
from channels.email.read import read_mail, unreadable
from triage.messages import MessageArrived, Rejected

_LOST = (OSError, EOFError, pickle.UnpicklingError, ValueError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What `read_mail` is asked."""

    raw: bytes
    mailbox: MailboxConfig
    key: bytes = field(repr=False)
    received_at: datetime
    ours: Collection[str] = ()

    def read(self) -> MessageArrived | Rejected:
        """Here and now, in this process."""
        return read_mail(
            self.raw,
            mailbox=self.mailbox,
            key=self.key,
            received_at=self.received_at,
            ours=self.ours,
        )


class Reader:
    """Reads mails: small ones here, large ones apart. May be used from any thread.

    `patience`: seconds of real time for a large one, whatever its process does.
    """

    def __init__(self, patience: float = limits.WAIT_SECONDS) -> None:
        self.patience = patience
        self._lock = Lock()
        self._child: subprocess.Popen[bytes] | None = None

    def read(self, task: Task) -> MessageArrived | Rejected:
        """As `read_mail`; never raises, and never takes more than the limits."""
        if not limits.APART <= len(task.raw) <= limits.SIZE:
            return task.read()
        with self._lock:
            try:
                return self._ask(task)
            except _LOST:
                self._end()
        why = f"reading it took more than {limits.SECONDS} s or {limits.MEMORY // 1024 // 1024} MB"
        return unreadable(why, task.raw, task.mailbox, task.ours)

    @property
    def pid(self) -> int | None:
        """The process that reads apart; None when there is none."""
        return None if self._child is None else self._child.pid

    def close(self) -> None:
        """End the child, if there is one; the next large mail starts another."""
        with self._lock:
            self._end()

    def _ask(self, task: Task) -> MessageArrived | Rejected:
        if self._child is not None and self._child.poll() is not None:
            self._end()
        if self._child is None:
            self._child = subprocess.Popen(  # noqa: S603  # ourselves
                [sys.executable, "-m", __name__],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                start_new_session=True,  # Ctrl-C is for us; the child ends with its input
            )
        child = self._child
        if child.stdin is None or child.stdout is None:
            raise EOFError
        watch = Timer(self.patience, child.kill)
        watch.start()
        try:
            pickle.dump(task, child.stdin, protocol=pickle.HIGHEST_PROTOCOL)
            child.stdin.flush()
            answer: MessageArrived | Rejected = pickle.load(child.stdout)  # noqa: S301  # our own
        finally:
            watch.cancel()
        return answer

    def _end(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        with suppress(BrokenPipeError):
            child.communicate()


def _serve(tasks: BinaryIO, answers: BinaryIO) -> None:
    """Read mails until there are no more."""
    while True:
        try:
            task: Task = pickle.load(tasks)  # noqa: S301  # our own parent
        except EOFError:
            return
        _allow(limits.SECONDS, limits.MEMORY)
        pickle.dump(task.read(), answers, protocol=pickle.HIGHEST_PROTOCOL)
        answers.flush()


def _allow(seconds: int, memory: int) -> None:
    """So much more CPU time, and so much memory in all (of pages that are really ours)."""
    import resource  # noqa: PLC0415  # not everywhere; without it the parent's watch is left

    used = resource.getrusage(resource.RUSAGE_SELF)
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(
        resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + seconds + 1, most)
    )
    _, most = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (memory, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    _serve(sys.stdin.buffer, sys.stdout.buffer)
