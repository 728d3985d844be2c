"""The types of single settings, for pydantic; `triage.settings.values` reads them."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Annotated, Literal

from pydantic import AfterValidator, PlainValidator

from triage.desk import BrakeLimit
from triage.hours import Span
from triage.settings import values

Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
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
Weeks = Annotated[int, PlainValidator(values.weeks)]
Limit = Annotated[BrakeLimit, PlainValidator(values.limit)]
