"""Mails to test with; all of them written for these tests."""

from __future__ import annotations

from datetime import UTC, datetime

from channels.email.config import MailboxConfig, PasswordAuth, Server, Tls
from channels.email.read import read_mail
from triage.messages import MessageArrived, Rejected

KEY = b"0123456789abcdef0123456789abcdef"
AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def mailbox(*, imap_port: int = 143, smtp_port: int = 25) -> MailboxConfig:
    return MailboxConfig(
        name="support",
        address="support@acme.example",
        imap=Server(host="127.0.0.1", port=imap_port, tls=Tls.NONE),
        smtp=Server(host="127.0.0.1", port=smtp_port, tls=Tls.NONE),
        auth=PasswordAuth(user="support", password="secret"),
        trust_results_from="mx.acme.example",
        poll_seconds=5,
    )


def mail(
    body: str | bytes = "The export stops at 30 %.\r\n", /, *extra: str, **fields: str | None
) -> bytes:
    """A mail by Ada. `fields` replace headers (in_reply_to="<a@b>"), None leaves one out."""
    headers: dict[str, str | None] = {
        "From": "Ada Bloom <ada@customer.example>",
        "To": "support@acme.example",
        "Subject": "Export stops",
        "Date": "Mon, 02 Mar 2026 09:29:00 +0000",
        "Message-ID": "<first@customer.example>",
    }
    headers |= {_named(name): value for name, value in fields.items()}
    lines = [f"{name}: {value}" for name, value in headers.items() if value is not None]
    content = body if isinstance(body, bytes) else body.encode("utf-8")
    return "\r\n".join([*lines, *extra, "", ""]).encode("utf-8", "surrogateescape") + content


def answer(body: str) -> bytes:
    """The same as a reply to an earlier mail."""
    return mail(
        body, in_reply_to="<earlier@acme.example>", content_type="text/plain; charset=utf-8"
    )


def understood(raw: bytes, *, box: MailboxConfig | None = None) -> MessageArrived:
    read = read_mail(raw, mailbox=box or mailbox(), key=KEY, received_at=AT)
    assert isinstance(read, MessageArrived), read
    return read


def rejected(raw: bytes) -> Rejected:
    read = read_mail(raw, mailbox=mailbox(), key=KEY, received_at=AT)
    assert isinstance(read, Rejected), read
    return read


def multipart(*parts: str, kind: str = "mixed", boundary: str = "cut") -> bytes:
    """A mail of these parts, each given with its own headers."""
    body = "".join(f"--{boundary}\r\n{part}\r\n" for part in parts) + f"--{boundary}--\r\n"
    return mail(body, content_type=f'multipart/{kind}; boundary="{boundary}"')


def part(text: str, *headers: str, kind: str = "text/plain; charset=utf-8") -> str:
    return "\r\n".join([f"Content-Type: {kind}", *headers, "", text])


def _named(field: str) -> str:
    return {"message_id": "Message-ID", "from_": "From"}.get(field, field.replace("_", "-").title())
