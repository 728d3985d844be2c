"""What came along with messages: a list a ticket, and the contents by their hash."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select

from triage.messages import Attachment
from triage.model import MessageRef, TicketId
from triage.ports.store import StoredFile
from triage.store.statements import put, table
from triage.store.tables import ContentRow, FileRow

_CONTENT, _FILE = table(ContentRow), table(FileRow)
_OF = select(_FILE).where(_FILE.c.ticket == bindparam("ticket_")).order_by(_FILE.c.id)
_BYTES = select(_CONTENT.c.content).where(_CONTENT.c.digest == bindparam("digest_"))


class SqlFiles:
    """See `triage.ports.store.Files`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, ticket: TicketId, message: MessageRef, attachments: Sequence[Attachment]) -> None:
        if not attachments:
            return
        kept: dict[str, dict[str, object]] = {
            one.digest: {"digest": one.digest, "content": one.content}
            for one in attachments
            if one.digest is not None and one.content is not None
        }
        put(self._connection, ContentRow, list(kept.values()))
        self._connection.execute(
            insert(_FILE),
            [
                {
                    "ticket": ticket,
                    "channel": message.channel,
                    "account": message.account,
                    "external_id": message.external_id,
                    "name": one.name,
                    "type": one.type,
                    "size": one.size,
                    "digest": one.digest if one.content is not None else None,
                }
                for one in attachments
            ],
        )

    def of(self, ticket: TicketId) -> list[StoredFile]:
        return [_file(row) for row in self._connection.execute(_OF, {"ticket_": ticket})]

    def content(self, digest: str) -> bytes | None:
        found: bytes | None = self._connection.execute(_BYTES, {"digest_": digest}).scalar()
        return found


def _file(row: Any) -> StoredFile:
    return StoredFile(
        ticket=TicketId(row.ticket),
        ref=MessageRef(row.channel, row.account, row.external_id),
        name=row.name,
        type=row.type,
        size=row.size,
        digest=row.digest,
    )
