"""What would be made of a report, without any effect: no store, no channel, nothing is sent."""

from __future__ import annotations

import binascii
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

import rules
from rules import RuleSet
from triage.app.rulebook import rule_set
from triage.messages import MessageArrived, Nature, Rejected
from triage.model import Assessment, Context, Impact, Report
from triage.wording import speak

ReadMail = Callable[[bytes], MessageArrived | Rejected]
"""The mail adapter's pure parser, with the mailbox and the key already filled in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One thing to explain: a chat message (`text`), a mail (`mail`), or neither (`wrong`)."""

    id: str | None = None
    subject: str | None = None
    text: str = ""
    mail: bytes | None = None
    wrong: str | None = None


@dataclass(frozen=True, slots=True)
class Explained:
    """What comes out: the JSON of one answer, and the assessment behind it."""

    answer: Mapping[str, object]
    assessment: Assessment | None

    @property
    def questions(self) -> tuple[str, ...]:
        """What the reporter would be asked, in words."""
        return () if self.assessment is None else _questions(self.assessment)


def explain(case: Case, rule_set: RuleSet, *, now: datetime, read_mail: ReadMail) -> Explained:
    """The disposition, the message as understood, and the assessment, with reasons."""
    if case.wrong is not None:
        return _rejected(case, case.wrong, subject=None)
    if case.mail is None:
        return _chat(case, rule_set, now=now)
    message = read_mail(case.mail)
    if isinstance(message, Rejected):
        return _rejected(case, message.why, subject=message.subject)
    report = Report(
        subject=message.subject, text=message.reply, channel="email", received_at=message.at
    )
    context = Context(now=now, audience=message.audience, reporter_known=message.sender.known)
    assessment = rules.assess(report, context, rule_set)
    shown = _mail(message, case.mail)
    return _explained(case, _disposition(message), message.why, shown, assessment)


def explainer(raw: Mapping[str, object] | None, *, now: datetime) -> Callable[[Case], Explained]:
    """Explain with the rules of a configuration, or the defaults. Raises ConfigError."""
    made = rule_set(raw)
    reader = mail_reader(now)
    return lambda case: explain(case, made, now=now, read_mail=reader)


def cases(lines: Iterable[str], *, folder: Path) -> Iterator[Case]:
    """Cases of a JSONL file, a line each. `folder`: where a relative `eml_path` starts."""
    number = 0
    for line in lines:
        number += 1  # noqa: SIM113  # enumerate would hold on to the line
        case = None if not line or line.isspace() else _case(line, f"line {number}", folder)
        del line  # up to 35 MB, which nobody needs while the mail is read
        if case is not None:
            yield case


def mail_reader(now: datetime) -> ReadMail:
    """Reads mails as if they came to a mailbox of nobody, now."""

    def read(raw: bytes) -> MessageArrived | Rejected:
        """The mail adapter is imported with the first mail: explaining chat needs none of it."""
        from channels.email.config import MailboxConfig, Server  # noqa: PLC0415
        from channels.email.read import read_mail  # noqa: PLC0415

        nowhere = Server(host="explain.invalid", port=0)
        mailbox = MailboxConfig(
            name="explain", address="support@explain.invalid", imap=nowhere, smtp=nowhere
        )
        return read_mail(raw, mailbox=mailbox, key=b"", received_at=now)

    return read


def as_json(assessment: Assessment) -> dict[str, object]:
    """An assessment as `triage explain` shows it."""
    reproduction = assessment.reproduction
    return {
        "priority": assessment.priority.name,
        "urgency": assessment.urgency.value,
        "impact": _impact(assessment.impact),
        "reproduction": {
            "steps": list(reproduction.steps),
            "expected": reproduction.expected,
            "actual": reproduction.actual,
            "environment": list(reproduction.environment),
        },
        "missing": list(assessment.missing),
        "questions": list(_questions(assessment)),
        "team": assessment.team,
        "tags": list(assessment.tags),
        "language": assessment.language,
        "reasons": [
            {"rule": reason.rule, "evidence": reason.evidence} for reason in assessment.reasons
        ],
    }


def _questions(assessment: Assessment) -> tuple[str, ...]:
    language = assessment.language or "en"
    return tuple(speak.question(key, language) for key in assessment.questions)


def _chat(case: Case, rule_set: RuleSet, *, now: datetime) -> Explained:
    report = Report(subject=case.subject, text=case.text, channel="discord", received_at=now)
    assessment = rules.assess(report, Context(now=now), rule_set)
    why = None if assessment.is_report else assessment.reasons[-1].evidence
    message = {**_NO_MESSAGE, "subject": case.subject, "text": case.text, "reply": case.text}
    disposition = "report" if assessment.is_report else "chatter"
    return _explained(case, disposition, why, message, assessment)


def _explained(
    case: Case,
    disposition: str,
    why: str | None,
    message: Mapping[str, object],
    assessment: Assessment | None,
) -> Explained:
    answer = {
        "id": case.id,
        "disposition": disposition,
        "why": why,
        "message": message,
        "assessment": None if assessment is None else as_json(assessment),
    }
    return Explained(answer, assessment)


def _rejected(case: Case, why: str, *, subject: str | None) -> Explained:
    return _explained(case, "rejected", why, {**_NO_MESSAGE, "subject": subject}, None)


def _disposition(message: MessageArrived) -> str:
    match message.nature:
        case Nature.OURS | Nature.AUTOMATIC:
            return "automatic"
        case Nature.BOUNCE:
            return "bounce"
        case Nature.SPAM:
            return "spam"
        case Nature.PERSON:
            return "reply" if message.in_reply_to or message.references else "report"


def _mail(message: MessageArrived, raw: bytes) -> Mapping[str, object]:
    from channels.email.identity import external_id  # noqa: PLC0415

    nameless = message.external_id == external_id(raw)  # no Message-ID: our own key stands in
    return {
        "subject": message.subject,
        "from": message.sender.address,
        "message_id": None if nameless else message.external_id,
        "in_reply_to": message.in_reply_to,
        "references": list(message.references),
        "text": message.text,
        "reply": message.reply,
        "attachments": [
            {"name": one.name, "type": one.type, "size": one.size} for one in message.attachments
        ],
        "bounced": [asdict(each) for each in message.bounced],
    }


_NO_MESSAGE: Mapping[str, object] = {
    "subject": None,
    "from": None,
    "message_id": None,
    "in_reply_to": None,
    "references": [],
    "text": "",
    "reply": "",
    "attachments": [],
    "bounced": [],
}


def _impact(impact: Impact) -> dict[str, object]:
    return {
        "scope": impact.scope.value,
        "count": impact.count,
        "blocked": impact.blocked,
        "workaround": impact.workaround,
        "since": None if impact.since is None else impact.since.isoformat(),
        "since_text": impact.since_text,
    }


def _case(line: str, where: str, folder: Path) -> Case:
    try:
        raw = json.loads(line)
    except ValueError:
        return Case(wrong=f"{where}: not JSON")
    if not isinstance(raw, dict):
        return Case(wrong=f"{where}: not a JSON object")
    name = None if raw.get("id") is None else str(raw["id"])
    try:
        mail = _bytes(raw, folder)
    except (OSError, binascii.Error) as error:
        return Case(id=name, wrong=f"{where}: the mail cannot be read: {error}")
    if mail is None and not isinstance(raw.get("text"), str):
        return Case(id=name, wrong=f"{where}: neither text nor eml_path nor eml_base64")
    subject = raw.get("subject")
    return Case(
        id=name,
        subject=subject if isinstance(subject, str) and subject else None,
        text=raw.get("text") or "",
        mail=mail,
    )


def _bytes(raw: Mapping[str, object], folder: Path) -> bytes | None:
    if isinstance(raw.get("eml_base64"), str):
        return binascii.a2b_base64(str(raw["eml_base64"]), strict_mode=True)
    if isinstance(raw.get("eml_path"), str):
        return (folder / str(raw["eml_path"])).read_bytes()
    return None
