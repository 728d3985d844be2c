"""What came along with messages: a list a ticket, and the contents by their hash."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

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

    def keep(self, message: MessageRef, attachment: Attachment) -> None:
        listed = self._connection.execute(
            select(_FILE.c.id)
            .where(
                _FILE.c.channel == message.channel,
                _FILE.c.account == message.account,
                _FILE.c.external_id == message.external_id,
                _FILE.c.name == attachment.name,
                _FILE.c.digest.is_(None),
            )
            .order_by(_FILE.c.id)
            .limit(1)
        ).scalar()
        if listed is None or attachment.content is None:
            return
        values = {"digest": attachment.digest, "size": attachment.size}
        self._connection.execute(update(_FILE).where(_FILE.c.id == listed).values(**values))
        kept: dict[str, object] = {"digest": attachment.digest, "content": attachment.content}
        put(self._connection, ContentRow, [kept])

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
