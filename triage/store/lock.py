"""One service per SQLite file: an operating-system lock beside it. Dies with the process."""

from __future__ import annotations

from pathlib import Path
from typing import IO

from sqlalchemy.engine import make_url

from triage.errors import ServiceRunningError

try:
    import fcntl
except ModuleNotFoundError:  # Windows: no lock; SQLite's own still keeps the data whole
    fcntl = None  # type: ignore[assignment]


class ServiceLock:
    """Held from the start of a service to its end. One-shot commands do not take it.

    Raises ServiceRunningError when another service holds it. PostgreSQL needs none: any number
    of services may work on one database there.
    """

    def __init__(self, url: str) -> None:
        parsed = make_url(url)
        self._file: IO[bytes] | None = None
        if parsed.get_backend_name() != "sqlite" or not parsed.database or fcntl is None:
            return
        path = Path(f"{parsed.database}.lock")
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = path.open("ab")
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            self._file.close()
            raise ServiceRunningError(
                f"another service works on {parsed.database}; stop it first "
                "(several services at once need PostgreSQL)"
            ) from error

    @property
    def held(self) -> bool:
        return self._file is not None

    def release(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None
