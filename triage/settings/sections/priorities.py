"""[priorities], [matrix] and [escalations]: how bad, how soon, who."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Literal

from pydantic import Field

from triage.hours import Span
from triage.settings.fields import (
    Duration,
    PriorityName,
    SpanText,
)
from triage.settings.sections.base import Section


class PrioritySection(Section):
    """One of [priorities]: what it means and what it promises."""

    means: str = Field(min_length=1, examples=['"Work stopped for many"'])
    answer: SpanText = Field(examples=['"2h"'])
    update: SpanText | None = None
    lease: SpanText | None = None
    clock: Literal["business", "always"] = "business"
    escalation: str = Field(examples=['"queue"'])


class PrioritiesSection(Section):
    """[priorities]"""

    P1: PrioritySection = PrioritySection(
        means="Work stopped for many, or data or money at risk; no way round",
        answer=Span(timedelta(minutes=15)),
        update=Span(timedelta(hours=1)),
        clock="always",
        escalation="urgent",
    )
    P2: PrioritySection = PrioritySection(
        means="Work stopped for one customer, or badly hindered for many",
        answer=Span(timedelta(hours=2)),
        update=Span(timedelta(hours=4)),
        escalation="soon",
    )
    P3: PrioritySection = PrioritySection(
        means="Hindered, with a way round",
        answer=Span(working_days=1),
        update=Span(working_days=3),
        escalation="queue",
    )
    P4: PrioritySection = PrioritySection(
        means="Question, wish, cosmetic", answer=Span(working_days=2), escalation="queue"
    )


LEASES: Mapping[str, Span] = {
    "P1": Span(timedelta(minutes=30)),
    "P2": Span(timedelta(hours=4)),
    "P3": Span(working_days=2),
    "P4": Span(working_days=5),
}
"""How long a claim lasts without visible work, where the priority does not say."""


class MatrixRow(Section):
    """One row of [matrix]: how badly those people are hit."""

    stopped: PriorityName = Field(examples=['"P2"'])
    hindered: PriorityName = Field(examples=['"P3"'])
    minor: PriorityName = Field(examples=['"P4"'])


_HIGH = MatrixRow(stopped="P1", hindered="P2", minor="P3")
_PLAIN = MatrixRow(stopped="P2", hindered="P3", minor="P4")


class MatrixSection(Section):
    """[matrix]"""

    everyone: MatrixRow = _HIGH
    many: MatrixRow = _HIGH
    one: MatrixRow = _PLAIN
    unknown: MatrixRow = _PLAIN


class StepSection(Section):
    """One step of an escalation."""

    after: Duration = Field(examples=['"5m"'])
    notify: tuple[str, ...] = Field(min_length=1, examples=['["on-call"]'])
    by: Literal["first", "all"] = "first"


class EscalationSection(Section):
    """One of [escalations]."""

    when: Literal["always", "day", "business"] = "always"
    steps: tuple[StepSection, ...] = Field(
        min_length=1, examples=['[{ after = "0m", notify = ["on-call"] }]']
    )
    repeat: Duration | None = Field(default=None, gt=timedelta())


def _step(minutes: int, *notify: str, by: Literal["first", "all"] = "first") -> StepSection:
    return StepSection(after=timedelta(minutes=minutes), notify=notify, by=by)


ESCALATIONS: Mapping[str, EscalationSection] = {
    "urgent": EscalationSection(
        steps=(
            _step(0, "on-call"),
            _step(5, "on-call", "backup", by="all"),
            _step(15, "lead", by="all"),
        ),
        repeat=timedelta(minutes=15),
    ),
    "soon": EscalationSection(
        when="business", steps=(_step(0, "on-call"), _step(30, "on-call", "backup"))
    ),
    "queue": EscalationSection(steps=(_step(0, "room"),)),
}
"""What the default priorities name; a policy of the same name in the file takes its place."""
