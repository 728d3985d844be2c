"""How single values are written in config.toml: text in, value or ValueError with the fix out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time, timedelta
from difflib import get_close_matches
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from triage.canned import VARIABLES, unknown
from triage.desk import BrakeLimit
from triage.hours import Quiet, Span, parse_span
from triage.oncall.schedule import WEEK

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
TARGETS = frozenset({"on-call", "backup", "lead", "room"})
"""What an escalation step may notify besides people; so no person may be called that."""

_SLUG = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
_WALL = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])|24:00")
_SHIFT = re.compile(r"([1-9][0-9]{0,2}) (week|day)s?")
_LISTEN = re.compile(r"([A-Za-z0-9.-]+|\[[0-9a-f:]+\]):([0-9]{1,5})")
LONGEST_SHIFT = 52 * WEEK
_LIMIT = re.compile(r"([1-9][0-9]{0,5}) in (\S+)")


@dataclass(frozen=True, slots=True)
class Handover:
    """When a shift hands over. `day` is a `date.weekday()` number."""

    day: int
    at: time


@dataclass(frozen=True, slots=True)
class Listen:
    """Where a server listens; port 0: any that is free."""

    host: str
    port: int


def discord_id(value: object) -> str:
    """Discord's ids have up to 20 digits; as a number or a text they are the same."""
    if not isinstance(value, bool) and re.fullmatch("[0-9]{1,20}", str(value)):
        return str(value)
    raise ValueError("is not an id; copy it in Discord (developer mode, right click, Copy ID)")


def slug(value: str) -> str:
    if _SLUG.fullmatch(value):
        return value
    raise ValueError(
        "is not a short name; use small letters, digits, - and _, at most 40: it is what people "
        "type and what is stored"
    )


def person_slug(value: str) -> str:
    if value in TARGETS or value.startswith("r_"):
        raise ValueError("has a meaning of its own here; choose another short name")
    return slug(value)


def address(value: str) -> str:
    if re.fullmatch(r"[^@\s]+@[^@\s]+", value):
        return value
    raise ValueError(f'{value!r} is not an address; write it like "support@acme.example"')


def database(value: str) -> str:
    if re.match(r"(sqlite:///|postgresql\+psycopg://).", value):
        return value
    raise ValueError(
        "is not a database this service knows; write sqlite:///FILE (four slashes for an absolute "
        "path) or postgresql+psycopg://USER@HOST/NAME"
    )


def zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        near = get_close_matches(value, sorted(available_timezones()), n=1, cutoff=0.5)
        like = near[0] if near else "Europe/Berlin"
        raise ValueError(f'{value!r} is not a time zone; did you mean "{like}"?') from None
    return value


def span_of(value: object) -> Span:
    return value if isinstance(value, Span) else parse_span(str(value))


def duration(value: object) -> timedelta:
    if isinstance(value, timedelta):
        return value
    span = parse_span(str(value))
    if span.working_days:
        raise ValueError(f"{value!r} is in working days; write clock time here, like 15m, 4h, 2d")
    return span.time


def wall_time(value: object) -> time:
    if isinstance(value, time):
        return value.replace(second=0, microsecond=0, tzinfo=None)
    found = _WALL.fullmatch(str(value))
    if found is None:
        raise ValueError(f'{value!r} is not a time of day; write it like "09:00"')
    return time(int(found[1] or 0), int(found[2] or 0))


def handover(value: object) -> Handover:
    day, _, at = str(value).strip().lower().partition(" ")
    if day[:3] not in DAYS or not _WALL.fullmatch(at.strip()):
        raise ValueError(f'{value!r} is not a day and a time; write it like "mon 10:00"')
    return Handover(DAYS.index(day[:3]), wall_time(at.strip()))


def shift_days(value: object) -> int:
    """`1 week`, `2 weeks`, `3 days`: in days, up to a year."""
    found = _SHIFT.fullmatch(str(value).strip())
    days = int(found[1]) * (WEEK if found[2] == "week" else 1) if found else 0
    if not 0 < days <= LONGEST_SHIFT:
        raise ValueError(
            f'{value!r} is not the length of a turn; write it like "1 week" or "2 weeks", at most '
            f"{LONGEST_SHIFT // WEEK}"
        )
    return days


def listen(value: object) -> Listen:
    found = value if isinstance(value, Listen) else _LISTEN.fullmatch(str(value).strip())
    if found is None:
        raise ValueError(f'{value!r} is not where to listen; write it like "127.0.0.1:8080"')
    return found if isinstance(found, Listen) else Listen(found[1].strip("[]"), int(found[2]))


def canned(value: str) -> str:
    """A prepared answer; its variables are those of `triage.canned`."""
    try:
        strange = unknown(value)
    except ValueError as error:
        raise ValueError(f"{error}; write {{{{ for a brace that is no variable") from error
    if strange:
        found = get_close_matches(strange[0], VARIABLES, n=1)
        hint = f"; did you mean {{{found[0]}}}?" if found else "."
        known = ", ".join(f"{{{one}}}" for one in VARIABLES)
        raise ValueError(f"{{{strange[0]}}} is no variable{hint} There is {known}")
    return value


def quiet(value: object) -> Quiet:
    if isinstance(value, Quiet):
        return value
    start, dash, end = str(value).partition("-")
    if not dash or not _WALL.fullmatch(start.strip()) or not _WALL.fullmatch(end.strip()):
        raise ValueError(f'{value!r} is no span of a day; write it like "22:00-07:00"')
    return Quiet(wall_time(start.strip()), wall_time(end.strip()))


def limit(value: object) -> BrakeLimit:
    found = _LIMIT.fullmatch(str(value).strip())
    window = duration(found[2]) if found else timedelta()
    if found is None or not window:
        raise ValueError(f'{value!r} is not a limit; write it like "60 in 10m"')
    return BrakeLimit(count=int(found[1]), window=window)
