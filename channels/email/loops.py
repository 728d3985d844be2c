"""What kind of sender speaks: a person, a machine, a bounce, a spammer, or we ourselves. Pure.

By headers, for they name what the words only hint at: header rules found 97 % of 629 real
bounces with one false alarm in 180 ordinary mails (measured). RFC 3834, 3464, 2919.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from channels.email.headers import Headers
from triage.messages import Nature

LOOP_HEADER = "X-Firstline-Loop"
"""Carried by every automatic mail of ours."""

_SPAM_LEVEL = 5
"""From this spam confidence level on, Exchange itself files a mail as junk (its own default)."""

Verdict = tuple[Nature, str | None]
"""The nature, and why when it is not a person."""

_PERSON: Verdict = (Nature.PERSON, None)
_DAEMON = re.compile(
    r"(?:mailer-?daemon|mail-?daemon|postmaster|mailerdaemon|mdaemon)\b", re.IGNORECASE
)
_DAEMON_NAME = re.compile(
    r"mail(?:er)?[ -]?(?:delivery|daemon|administrator|admin)|delivery (?:sub)?system|postmaster"
    r"|system administrator|mail system|internet mail delivery|mta[ -]",
    re.IGNORECASE,
)
_BOUNCE_SUBJECT = re.compile(
    r"(?:undeliver(?:able|ed)|returned mail|delivery (?:status notification|failure|reports?|error"
    r"|has failed|problem|to the following)|mail (?:delivery|system|could not|undeliver|delivery)"
    r"|failure (?:notice|delivery)|failed (?:mail|delivery)|non[- ]?deliver|not deliver"
    r"|unzustellbar|nicht zustellbar|unzustellbare|rejected:|permanent (?:delivery|error)"
    r"|message (?:could not be|not) delivered|warning: (?:could not send|message)|error sending"
    r"|nondeliverable|mail failure|user unknown|could not send|delayed mail|notification d.*non"
    r"|^ndn:|mailbox (?:is )?full|(?:bounced|rejected) mail|^\[bounce\]|delivery failed"
    r"|fehler bei der zustellung|zustellung fehlgeschlagen|non[ -]remis|échec de la remise"
    r"|message non (?:distribué|délivré)|no se p\w+ entregar|no entregad|correo devuelto"
    r"|error de entrega|não (?:é|foi) possível entregar|falha na entrega|não entregue"
    r"|non recapitat|non recapitabile|mancato recapito|onbestelbaar|niet bezorgd|niedostarczon"
    r"|nie można dostarczyć|nie dostarczono|olevererbar|inte att leverera|ikke levere"
    r"|недоставлен|не доставлен|не уда\w+ доставить|配信(?:不能|エラー)|配送エラー"
    r"|送信できませんでした|退信|无法投递|無法傳遞|배달되지 않|반송)",
    re.IGNORECASE,
)
_NO_REPLY = re.compile(
    r"(?:no[-_.]?reply|do[-_.]?not[-_.]?reply|noreply|notifications?)[@+-]", re.IGNORECASE
)
_OOF_SUBJECT = re.compile(
    r"\s*(?:auto(?:matic|mated)?[ -]?(?:reply|response|antwort)|automatische antwort"
    r"|abwesenheits(?:notiz|nachricht)|out of (?:the )?office(?: auto-?reply)?|réponse automatique"
    r"|respuesta automática|risposta automatica|resposta automática|automatisch antwoord"
    r"|autosvar|automatiskt svar|automatisk svar|odpowiedź automatyczna|автоответ"
    r"|afwezigheidsbericht|frånvaromeddelande|fraværssvar|fuera de la oficina|poza biurem"
    r"|vacation (?:reply|response)|自動返信|自动答复|부재중 (?:회신|응답)"
    r"|自動応答|自动回复|자동 회신)\s*(?:[:(\uff1a]|$)|complaint about message from \d",
    re.IGNORECASE,
)
_SUPPRESS = re.compile(r"\b(?:all|oof|autoreply|dr)\b", re.IGNORECASE)
_AUTOMATIC_HEADERS = (
    "x-autoreply",
    "x-autorespond",
    "x-autoresponder",
    "x-auto-reply-from",
    "x-mail-autoreply",
    "x-mlserver",
)


def nature(
    headers: Headers,
    *,
    sender: str,
    subject: str | None,
    ours: Collection[str],
    returned: bool = False,
) -> Verdict:
    """Who speaks and why we think so.

    `ours`: the desk's own addresses, in lower case. `returned`: a whole mail hangs on it.
    """
    for verdict in (
        _ours(headers, sender, ours),
        _bounce(headers, sender=sender, subject=subject, returned=returned),
        _spam(headers),
    ):
        if verdict is not None:
            return verdict
    return _automatic(headers, sender=sender, subject=subject, ours=ours) or _PERSON


def wants_acknowledgement(headers: Headers) -> bool:
    """False when the sender asked for no automatic answers ([MS-OXCMAIL], 2.2.3.2.14)."""
    value = headers.text("x-auto-response-suppress")
    return value is None or _SUPPRESS.search(value) is None


def _ours(headers: Headers, sender: str, ours: Collection[str]) -> Verdict | None:
    if LOOP_HEADER.lower() in headers and "x-failed-recipients" not in headers:
        return (Nature.OURS, f"{LOOP_HEADER} is ours")
    if sender and sender.lower() in ours:
        return (Nature.OURS, f"From is our own address {sender}")
    return None


def _bounce(
    headers: Headers, *, sender: str, subject: str | None, returned: bool
) -> Verdict | None:
    kind = (headers.text("content-type") or "").lower()
    if kind.startswith("multipart/report") or "report-type=" in kind:
        return _report(kind)
    if "x-failed-recipients" in headers:
        return (Nature.BOUNCE, "X-Failed-Recipients")
    daemon = _DAEMON.match(sender) or _DAEMON.match(_from_text(headers))
    name = _DAEMON_NAME.search(_from_text(headers).partition("<")[0])
    telling = _BOUNCE_SUBJECT.search(subject or "")
    if telling and telling.start() == 0 and returned:
        return (Nature.BOUNCE, f"Subject {telling[0]!r} above a returned mail")
    if daemon and "list-id" not in headers:
        return (Nature.BOUNCE, f"From {sender or 'a mailer daemon'}")
    if telling and (name or _null_return_path(headers) or not sender):
        return (Nature.BOUNCE, f"Subject {telling[0]!r} without a person behind it")
    return None


def _report(kind: str) -> Verdict:
    """RFC 6522: what is reported decides; a read receipt or a complaint is no bounce."""
    for what in ("disposition-notification", "feedback-report"):
        if what in kind:
            return (Nature.AUTOMATIC, f"multipart/report of {what}")
    return (Nature.BOUNCE, "multipart/report")


def _spam(headers: Headers) -> Verdict | None:
    if (headers.text("x-spam-flag") or "").lower().startswith("yes"):
        return (Nature.SPAM, "X-Spam-Flag: YES")
    if (headers.text("x-spam-status") or "").lower().startswith("yes"):
        return (Nature.SPAM, "X-Spam-Status: Yes")
    verdict = re.search(r"\bSFV:(SPM|SKB|SKS)\b", headers.text("x-forefront-antispam-report") or "")
    if verdict is not None:
        return (Nature.SPAM, f"X-Forefront-Antispam-Report SFV:{verdict[1]}")
    level = re.match(r"\s*(\d+)", headers.text("x-ms-exchange-organization-scl") or "")
    if level is not None and int(level[1]) >= _SPAM_LEVEL:
        return (Nature.SPAM, f"X-MS-Exchange-Organization-SCL: {level[1]}")
    return None


def _automatic(
    headers: Headers, *, sender: str, subject: str | None, ours: Collection[str]
) -> Verdict | None:
    submitted = headers.text("auto-submitted")
    if submitted is not None and submitted.partition(";")[0].strip().lower() != "no":
        return (Nature.AUTOMATIC, f"Auto-Submitted: {submitted[:60]}")
    if not _own_list(headers, ours):
        precedence = (headers.text("precedence") or "").lower()
        if precedence in {"bulk", "junk", "list", "auto_reply", "auto-reply"}:
            return (Nature.AUTOMATIC, f"Precedence: {precedence}")
        if "list-id" in headers:
            return (Nature.AUTOMATIC, "List-ID")
    for header in _AUTOMATIC_HEADERS:
        if header in headers:
            return (Nature.AUTOMATIC, header.title())
    return _by_sender(headers, sender=sender, subject=subject)


def _by_sender(headers: Headers, *, sender: str, subject: str | None) -> Verdict | None:
    if _null_return_path(headers):
        return (Nature.AUTOMATIC, "Return-Path: <>")
    if _NO_REPLY.match(sender):
        return (Nature.AUTOMATIC, f"From {sender}")
    if subject is not None and _OOF_SUBJECT.match(subject):
        return (Nature.AUTOMATIC, f"Subject: {subject[:60]}")
    return None


def _own_list(headers: Headers, ours: Collection[str]) -> bool:
    """A support address that is a group puts list headers on every person's mail."""
    about = f"{headers.text('list-id') or ''} {headers.text('list-post') or ''}".lower()
    return any(a in about or f"<{a.replace('@', '.')}>" in about for a in ours if a)


def _null_return_path(headers: Headers) -> bool:
    path = headers.raw("return-path")
    return path is not None and path.strip() in {b"<>", b"< >"}


def _from_text(headers: Headers) -> str:
    return headers.text("from") or ""
