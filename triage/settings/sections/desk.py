"""[hours], [brake], [waiting], [settle] and [receipt]."""

from __future__ import annotations

from datetime import time, timedelta

from pydantic import Field

from triage.desk import BrakeLimit
from triage.hours import Quiet, Span
from triage.settings.fields import (
    Day,
    Duration,
    Holidays,
    Limit,
    QuietHours,
    SpanText,
    WallTime,
)
from triage.settings.sections.base import Section


class HoursSection(Section):
    """[hours]"""

    quiet: QuietHours = Quiet()
    days: tuple[Day, ...] = Field(default=("mon", "tue", "wed", "thu", "fri"), min_length=1)
    open: WallTime = time(9)
    close: WallTime = time(18)
    holidays: Holidays = frozenset()


class BrakeSection(Section):
    """[brake]"""

    acknowledgements: Limit = BrakeLimit()


class WaitingSection(Section):
    """[waiting]"""

    remind: SpanText = Span(working_days=3)
    close: SpanText = Span(working_days=5)
    reopen: Duration = Field(default=timedelta(days=14), ge=timedelta(days=2))


class SettleSection(Section):
    """[settle]"""

    silence: Duration = timedelta(seconds=60)
    most: Duration = timedelta(minutes=3)


class ReceiptSection(Section):
    """[receipt]"""

    why: bool = False
