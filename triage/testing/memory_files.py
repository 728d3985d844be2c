"""Files in memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from triage.messages import Attachment
from triage.model import MessageRef, TicketId
from triage.ports.store import StoredFile
from triage.testing.state import State


class MemoryFiles:
    """See `triage.ports.store.Files`."""

    def __init__(self, state: State) -> None:
        self._state = state

    def add(self, ticket: TicketId, message: MessageRef, attachments: Sequence[Attachment]) -> None:
        for one in attachments:
            kept = one.digest is not None and one.content is not None
            if one.digest is not None and one.content is not None:
                self._state.contents.setdefault(one.digest, one.content)
            self._state.files.append(
                StoredFile(
                    ticket=ticket,
                    ref=message,
                    name=one.name,
                    type=one.type,
                    size=one.size,
                    digest=one.digest if kept else None,
                )
            )

    def keep(self, message: MessageRef, attachment: Attachment) -> None:
        wanted = (message, attachment.name, None)
        files = self._state.files
        places = [n for n, one in enumerate(files) if (one.ref, one.name, one.digest) == wanted]
        if not places or attachment.digest is None or attachment.content is None:
            return
        at = places[0]
        files[at] = replace(files[at], digest=attachment.digest, size=attachment.size)
        self._state.contents.setdefault(attachment.digest, attachment.content)

    def of(self, ticket: TicketId) -> list[StoredFile]:
        return [one for one in self._state.files if one.ticket == ticket]

    def content(self, digest: str) -> bytes | None:
        return self._state.contents.get(digest)
