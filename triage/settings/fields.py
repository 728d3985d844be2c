"""The types of single settings, for pydantic; `triage.settings.values` reads them."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Annotated, Literal

from pydantic import AfterValidator, PlainValidator

from triage.desk import BrakeLimit
from triage.hours import Quiet, Span
from triage.settings import values
from triage.settings.holidays import holidays

Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
DayOrHoliday = Day | Literal["holiday"]
PriorityName = Literal["P1", "P2", "P3", "P4"]

Id = Annotated[str, PlainValidator(values.discord_id)]
Slug = Annotated[str, AfterValidator(values.slug)]
PersonSlug = Annotated[str, AfterValidator(values.person_slug)]
Address = Annotated[str, AfterValidator(values.address)]
Database = Annotated[str, AfterValidator(values.database)]
Zone = Annotated[str, AfterValidator(values.zone)]
SpanText = Annotated[Span, PlainValidator(values.span_of)]
Duration = Annotated[timedelta, PlainValidator(values.duration)]
WallTime = Annotated[time, PlainValidator(values.wall_time)]
HandoverText = Annotated[values.Handover, PlainValidator(values.handover)]
ShiftDays = Annotated[int, PlainValidator(values.shift_days)]
Holidays = Annotated[frozenset[date], PlainValidator(holidays)]
Listen = Annotated[values.Listen, PlainValidator(values.listen)]
QuietHours = Annotated[Quiet, PlainValidator(values.quiet)]
Limit = Annotated[BrakeLimit, PlainValidator(values.limit)]
