"""Every error this project raises on purpose, and who can act on it.

TriageError
├── ConfigError                    the operator changes config.toml; names the key and the fix
├── NotFoundError                  there is no such ticket, team or person; says what there is
├── RefusedError                   whoever ordered it: it cannot be done now; says why
├── ConflictError                  somebody saved the ticket first: load it again, decide again
├── ReporterError                  safe to show to the reporter; never a retry
├── ServiceRunningError            another service holds this database
└── ChannelError                   a channel failed
    ├── ChannelUnavailableError    worth trying again (timeouts, 5xx, rate limits)
    │   └── NoRoomError            full for now: tried again, and people are told meanwhile
    ├── DeliveryUncertainError     it may have been sent: send again under the same identity
    └── DeliveryRefusedError       never going to work (bad address, missing permission)
        └── RecipientGoneError     and nothing else there will: that person has left
"""

from __future__ import annotations

from typing import Self


class TriageError(Exception):
    """Base of the tree: catch this at the top, never `Exception`."""


class ConfigError(TriageError):
    """The configuration is wrong; the message names each key, what is wrong and the fix."""


class NotFoundError(TriageError):
    """What was asked for does not exist; the message says what does."""


class ConflictError(TriageError):
    """Somebody saved this ticket after we read it; load it and decide again."""


class RefusedError(TriageError):
    """It cannot be done as things are; the message says why, and nothing has changed."""


class ReporterError(TriageError):
    """The report cannot be handled; the message is written for the reporter."""


class ServiceRunningError(TriageError):
    """Another service already works on this database; stop it first, or use PostgreSQL."""


class ChannelError(TriageError):
    """A channel failed."""


class ChannelUnavailableError(ChannelError):
    """The channel may work later. `retry_after`: seconds the server asked us to wait, if it did."""

    def __init__(self, message: str, *, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class NoRoomError(ChannelUnavailableError):
    """There is no room for it now, for hours maybe: people should know meanwhile."""


class DeliveryUncertainError(ChannelError):
    """The connection died where the message may already have been taken."""


class DeliveryRefusedError(ChannelError):
    """The channel will never deliver this message."""


class RecipientGoneError(DeliveryRefusedError):
    """The channel has nobody of that address any more."""


class Contained:
    """What fails in here stays in here, as `error`: the one place that catches everything.

    Used where one failure must not stop the rest: a rule on a report, one arrival of many, a task
    of the service. Cancellation and the end of the process are not caught.
    """

    def __init__(self) -> None:
        self.error: Exception | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: object
    ) -> bool:
        self.error = error if isinstance(error, Exception) else None
        return self.error is not None
