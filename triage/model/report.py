"""What somebody reports, and what the rules make of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, StrEnum

from triage.evidence import Found, Signature, Span
from triage.model.meaning import Clause, Meaning
from triage.model.names import TeamId


class Priority(IntEnum):
    """Order of work; drives paging and promises. 1 is the most pressing. Reporters never see it."""

    P1 = 1
    P2 = 2
    P3 = 3
    P4 = 4

    def raised(self) -> Priority:
        return Priority(max(self - 1, Priority.P1))

    def lowered(self) -> Priority:
        return Priority(min(self + 1, Priority.P4))


class Scope(StrEnum):
    """Who is affected. SOME: a few who know each other; MANY: customers apart from each other."""

    UNKNOWN = "unknown"
    ONE = "one"
    SOME = "some"
    MANY = "many"
    EVERYONE = "everyone"


class Urgency(StrEnum):
    """How badly the work of those affected is hit."""

    STOPPED = "stopped"
    HINDERED = "hindered"
    MINOR = "minor"


class Audience(StrEnum):
    """For whom an intake is: other questions, other words, other promises."""

    USERS = "users"
    CUSTOMERS = "customers"
    DEVELOPERS = "developers"
    INTERNAL = "internal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Impact:
    """Who is hit and how hard. `since` when the moment is known, `since_text` as it was said.

    `money`, `data`, `security`: True when the words say that it is at risk, None when they do not.
    """

    scope: Scope = Scope.UNKNOWN
    count: int | None = None
    blocked: bool | None = None
    workaround: bool | None = None
    since: datetime | None = None
    since_text: str | None = None
    money: bool | None = None
    data: bool | None = None
    security: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reproduction:
    """How to see it happen; each entry in the reporter's own words.

    `surroundings`: the environment by kind, `environment` its words. `signature`: of an error.
    """

    steps: tuple[str, ...] = ()
    expected: str | None = None
    actual: str | None = None
    environment: tuple[str, ...] = ()
    surroundings: tuple[Found, ...] = field(default=(), compare=False)
    signature: Signature | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a rule said what it said: the rule's id and the words that it matched.

    `span`: where those words stand in `Report.whole`, None when they were not taken from there.
    `meaning`: what the evidence says in English, for other languages (`triage.model.reasons`);
    None where it is somebody's own words, and in what was stored before there were meanings.
    """

    rule: str
    evidence: str
    span: Span | None = field(default=None, compare=False)
    meaning: Meaning | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What somebody told us, as they told it. `text`: their own words, no quotes or signature."""

    subject: str | None
    text: str
    channel: str
    received_at: datetime

    @property
    def whole(self) -> str:
        """Subject and text as one, which the spans of an assessment are places in."""
        return f"{self.subject}\n\n{self.text}" if self.subject else self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What a rule may know besides the report.

    `reporter_known`: a verified customer or colleague. `distinct_reporters`: people who report
    this, this one included. `known_answers`: question key -> the reporter's answer so far.
    """

    now: datetime
    audience: Audience = Audience.USERS
    reporter_known: bool = False
    distinct_reporters: int = 1
    known_answers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """What the rules make of a report.

    `missing` and `questions` are keys ("steps", "expected", "environment", "impact"); the words
    of a question are in `triage.wording`. `missing` is what was not found, `questions` the at
    most three of them worth asking, the most useful first. `flag` says in English why a person
    should look at this assessment before trusting it, `flagged` the same as facts, for other
    languages. `rules_version` names the rule set that made it, `rules` the operator's that held.
    `known_issue`: nobody is paged for it; `answer`: what its reporter is told. `shadow`: what rules
    on trial would have changed.
    """

    priority: Priority
    urgency: Urgency = Urgency.HINDERED
    impact: Impact = field(default_factory=Impact)
    reproduction: Reproduction = field(default_factory=Reproduction)
    missing: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    team: TeamId | None = None
    tags: tuple[str, ...] = ()
    language: str | None = None
    is_report: bool = True
    reasons: tuple[Reason, ...] = ()
    rules: tuple[str, ...] = ()
    known_issue: str | None = None
    answer: str | None = None
    shadow: tuple[Reason, ...] = ()
    flag: str | None = None
    flagged: Clause | None = field(default=None, compare=False)
    rules_version: str = ""
