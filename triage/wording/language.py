"""The form that every language fills in: one field a sentence, so none can be forgotten.

Braces are variables; a sentence uses no other ones than its twin in English (tested). Layout,
escaping and limits are not here but in `letters` and `staff`, once for all languages.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from triage.carried import Remark
from triage.controls import Action
from triage.messages import Notice
from triage.model import Scope, Urgency
from triage.model.reasons import ReasonWords
from triage.why import Why
from triage.wording.arranged_words import ArrangedWords
from triage.wording.deed import Deed
from triage.wording.duty_words import DutyWords
from triage.wording.ladder_facts import Instead
from triage.wording.roster import Roster
from triage.wording.status_facts import How
from triage.wording.whisper import Whisper

QUESTIONS = ("steps", "expected", "environment", "impact", "neutral")
"""What we can ask for. "neutral" claims no absence: for languages that we do not read."""


@dataclass(frozen=True, slots=True)
class Count:
    """A sentence about a number; `{n}` is the number. Enough for English and German."""

    one: str
    many: str

    def of(self, n: int) -> str:
        return (self.one if n == 1 else self.many).format(n=n)


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """The acknowledgement: in chat, and by mail (`mail_`)."""

    first: str
    late: str
    understood: str
    steps: str
    expected: str
    why: str
    known: str
    things: tuple[str, str, str]
    no_need: str
    public: str
    hidden: str
    bot: str
    mail_first: str
    mail_late: str
    mail_promise: str
    mail_understood: str
    mail_below: str
    mail_everyone: str
    mail_manners: str
    mail_sent: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes:
    """The shorter letters to the reporter."""

    hello: str
    hello_name: str
    support: str
    sent: str
    no_subject: str
    unreadable: str
    claimed: str
    next_news: str
    resolved: str
    believed: str
    back: str
    again: str
    again_within: str
    thanks: str
    thanks_name: str
    reopened: str
    closed: str
    reply: str
    thread: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """The engineers' view of a ticket."""

    impact: str
    no_way_round: str
    way_round: str
    reporters: str
    reproduction: str
    learned: str
    now_known: str
    kinds: Mapping[str, str]
    alike: str
    alike_error: str
    alike_words: str
    alike_service: str
    burst: str
    incident: str
    declared: str
    yes: str
    no: str
    why: str
    rules_said: str
    more: str
    flag: str
    due: str
    news: str
    waiting: str
    next_step: str
    claimed: str
    resolved: str
    resolved_by: str
    snoozed: str
    snoozed_until: str
    moved_to: str
    merged_into: str
    absorbed: str
    links: str
    watch: str
    would: str
    asked: Count
    nobody: str
    hands_open: str
    hands_claimed: str
    by_mail: str
    directly: str
    files: Count
    original: str
    related: str
    remarks: Mapping[Remark, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff:
    """Short words to engineers and operators."""

    unclaimed: Count
    unclaimed_yet: str
    take_it: str
    take_it_there: str
    lost: str
    ahead: Count
    just_ahead: str
    lost_help: str
    not_allowed: str
    held: str
    held_help: str
    trial: str
    trial_change: str
    times: Count
    trial_help: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Controls:
    """What stands on buttons, and the short answers to whoever presses one. `unheard`: what a
    reporter does not know who did not get that notice."""

    labels: Mapping[Action, str]
    whispers: Mapping[Whisper, str]
    private: str
    private_words: str
    private_leaked: str
    moved: str
    tags: Mapping[str, str]
    panel: str
    unreached: str
    unheard: Mapping[Notice, str]
    stays_public: str
    instead: Mapping[Instead, str]
    knock: str
    knock_waits: str
    rerouted: str
    proof: str
    proof_subject: str
    unseen: str
    seen_again: str
    status: Mapping[How, str]
    status_answer: str
    status_answer_late: str
    status_news: str
    status_news_late: str
    status_team: str
    status_line: str
    standing: str
    standing_mail: str
    standing_asked: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Forms:
    """Forms and commands. `labels` and `headings` by the key of a field.

    A title and a label have at most 45 characters, an impact and a command at most 100, a
    command in the menu of a message 32 (Discord's limits; tested). `headings` stand above the
    answers in the report: words that the rules read as such.
    """

    titles: Mapping[Action, str]
    labels: Mapping[str, str]
    impacts: Mapping[str, str]
    headings: Mapping[str, str]
    commands: Mapping[Action, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hands:
    """Engineers at work on tickets. `refusals` get `number`, `who` and `other`.

    `labels`, `titles` and `commands` by action, `fields` and `hints` by a form's key, `options` by
    a command's. A title and a field have at most 45 characters, a hint, a command and an option at
    most 100 (Discord's limits; tested).
    """

    claimed: str
    merged: str
    handed: str
    taken: str
    collision: str
    woken: str
    woken_nobody: str
    asked: str
    why_title: str
    why_ruled: str
    why_person: str
    why_none: str
    unclaimed: str
    held: str
    snoozed: str
    resolved: str
    part: str
    of_incident: str
    parts: Count
    more_rows: str
    issue_from: str
    issue_steps: str
    issue_expected: str
    issue_actual: str
    issue_environment: str
    issue_closed: str
    issue_somebody: str
    board: str
    board_incidents: str
    board_unclaimed: str
    board_owed: str
    board_waiting: str
    refusals: Mapping[Why, str]
    deeds: Mapping[Deed, str]
    labels: Mapping[Action, str]
    titles: Mapping[Action, str]
    commands: Mapping[Action, str]
    fields: Mapping[str, str]
    hints: Mapping[str, str]
    options: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """Lines to the room about mail."""

    silent: str
    silent_help: str
    back: str
    undelivered: str
    undelivered_help: str
    staff: str
    staff_help: str
    loop: str
    loop_help: str
    spam: Count
    spam_new: Count
    spam_line: str
    spam_help: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """`moment` gets `weekday`, `day`, `month`, `clock` (14:00) and `city` (Berlin).

    `since` stands before a moment, `since_said` before whatever the reporter wrote. `labels` and
    `hints` are the questions' short forms, for a form (see `triage.wording.form`). `technical`: the
    questions that developers and colleagues are asked in other words.
    """

    weekdays: tuple[str, str, str, str, str, str, str]
    months: tuple[str, str, str, str, str, str, str, str, str, str, str, str]
    moment: str
    since: str
    since_said: str
    affects: str
    people: str
    scopes: Mapping[Scope, str]
    urgencies: Mapping[Urgency, str]
    questions: Mapping[str, str]
    technical: Mapping[str, str]
    labels: Mapping[str, str]
    hints: Mapping[str, str]
    receipt: Receipt
    notes: Notes
    card: Card
    staff: Staff
    controls: Controls
    duty: DutyWords
    hands: Hands
    mail: Mail
    roster: Roster
    arranged: ArrangedWords
    forms: Forms
    reasons: ReasonWords
