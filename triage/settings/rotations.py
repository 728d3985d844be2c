"""What only whole rotations can tell: names, seats, what has effect, how often a turn comes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from triage.oncall.schedule import WEEK
from triage.settings.problems import Problem
from triage.settings.sections.people import RotationSection
from triage.settings.whole import Settings

FOURTH_WEEK = 4
"""At most a quarter of the time on call: "Site Reliability Engineering", chapter 11."""

_OF_CALENDAR = frozenset({"team", "name", "layer", "calendar"})


def rotations(settings: Settings) -> Iterator[Problem]:
    """Everything about [[rotations]] that has to change before the service can start."""
    names: dict[tuple[str, str], str] = {}
    for number, rotation in enumerate(settings.rotations):
        path = f"rotations[{number}]"
        first = names.setdefault((rotation.team, rotation.known_as), path)
        if first != path:
            what = f'the team has "{rotation.known_as}" already, at {first}'
            yield Problem(f"{path}.name", what, "give it a name: swaps are kept by it")
        if rotation.calendar is not None:
            yield from _calendar(path, rotation)
        else:
            yield from _turns(path, rotation)


def calendars(settings: Settings) -> Iterator[Problem]:
    """Addresses that stand in the environment; a command that reads none needs none."""
    for number, rotation in enumerate(settings.rotations):
        if rotation.calendar is not None and rotation.calendar.startswith("env:"):
            name = rotation.calendar.removeprefix("env:")
            path = f"rotations[{number}].calendar"
            yield Problem(path, f"{name} is not set", f"export {name}")


def _calendar(path: str, rotation: RotationSection) -> Iterator[Problem]:
    for key in sorted(rotation.model_fields_set - _OF_CALENDAR):
        yield Problem(f"{path}.{key}", "has no effect beside calendar", "remove it, or calendar")


def _turns(path: str, rotation: RotationSection) -> Iterator[Problem]:
    people = len(set(rotation.people))
    if not people:
        yield Problem(f"{path}.people", "not set", "name who takes turns, or a calendar")
        return
    if people < len(rotation.people):
        yield Problem(f"{path}.people", "somebody is there twice", "name everybody once")
    if rotation.seats > people:
        what = f"{rotation.seats} seats for {people} people"
        yield Problem(f"{path}.seats", what, "add people, or lower seats")
    if rotation.layer != "on-call" and "backup" in rotation.model_fields_set:
        yield Problem(f"{path}.backup", "has an effect in the layer on-call only", "remove it")
    if rotation.holidays and not rotation.hours:
        fix = "add hours, which holidays are left out of"
        yield Problem(f"{path}.holidays", "has no effect without hours", fix)


def place_calendars(rotations: object, environment: Mapping[str, str], *, base: Path) -> None:
    """Put addresses where `env:NAME` stands, in place, and files beside the configuration."""
    for rotation in rotations if isinstance(rotations, list) else ():
        calendar: Any = rotation.get("calendar") if isinstance(rotation, dict) else None
        if not isinstance(calendar, str):
            continue
        if calendar.startswith("env:"):
            rotation["calendar"] = environment.get(calendar.removeprefix("env:")) or calendar
        elif "://" not in calendar:
            rotation["calendar"] = str(base / calendar)


# ---------------------------------------------------------------- warnings


def too_often(settings: Settings) -> Iterator[Problem]:
    """Turns that are short, or come soon: project work needs weeks without interruption."""
    for number, rotation in enumerate(settings.rotations):
        path = f"rotations[{number}]"
        if rotation.calendar is not None:
            continue
        if rotation.shift < WEEK:
            days = "a day" if rotation.shift == 1 else f"{rotation.shift} days"
            fix = "make it a week or more: who changes back and forth does neither work well"
            yield Problem(f"{path}.shift", f"a turn is {days} only", fix)
        weeks = len(rotation.people) * rotation.shift / rotation.seats / WEEK
        if weeks < FOURTH_WEEK:
            every = "every week" if weeks == 1 else f"every {weeks:.3g} weeks"
            fix = "add people: sooner than every fourth week wears people out"
            yield Problem(f"{path}.people", f"a turn comes {every}", fix)
