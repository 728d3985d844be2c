"""Does this configuration really work? Signs in to every server and says what is missing."""

from __future__ import annotations

from channels.email import imap
from channels.email.config import EmailConfig, MailboxConfig
from channels.email.oauth import Credentials, credentials
from channels.email.smtp import Outbound
from triage.errors import ChannelUnavailableError, ConfigError


async def probe(config: EmailConfig) -> tuple[str, ...]:
    """What is wrong and how to mend it, a sentence each; empty when all is well.

    It reads nothing, sends nothing, and makes the processed folder where there is none.
    """
    found: list[str] = []
    for mailbox in config.mailboxes:
        auth = credentials(mailbox.auth)
        found += [f"mailboxes.{mailbox.name}: {said}" for said in await _imap(mailbox, auth)]
        found += [f"mailboxes.{mailbox.name}: {said}" for said in await _smtp(mailbox, auth)]
    return tuple(found)


async def _imap(mailbox: MailboxConfig, auth: Credentials | None) -> list[str]:
    try:
        connection = await imap.connect(mailbox.imap, auth)
    except (ConfigError, ChannelUnavailableError) as error:
        return [str(error)]
    try:
        await connection.select(mailbox.folder)
        if not await connection.ensure_folder(mailbox.processed):
            missing = (
                f"the server has no folder {mailbox.processed!r} and makes none; create it, "
                'or set processed to one that exists (on some servers "INBOX.Processed")'
            )
            return [missing]
    except (ConfigError, ChannelUnavailableError) as error:
        return [str(error)]
    finally:
        await connection.close()
    return []


async def _smtp(mailbox: MailboxConfig, auth: Credentials | None) -> list[str]:
    outbound = Outbound(mailbox, auth=auth)
    try:
        client = await outbound.connect()
    except ChannelUnavailableError as error:
        return [str(error)]
    client.close()
    return []
