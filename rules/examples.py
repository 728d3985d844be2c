"""Examples beside a rule: a text, and what the whole rule set must make of it. Read and checked.

    examples = [{ text = "Checkout returns 500 for all of us", priority = "P1", team = "platform" }]

A reporter is known unless the example says `known = false`, so that an example shows the rule and
not the bound on strangers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from rules.outcome import QUESTIONS
from rules.problems import Problem, priority_of, strings, text_of, unknown_keys
from triage.model import Audience, Priority, TeamId

_GIVEN = ("text", "subject", "known", "reporters", "audience", "channel")
_WANTED = ("priority", "team", "tags", "ask", "known_issue", "holds")
Problems = tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """`text` to `channel` are given; the rest is wanted, as far as it is set.

    `holds`: whether the rule that it stands beside holds. `tags` and `ask`: at least these.
    """

    text: str
    subject: str | None = None
    known: bool = True
    reporters: int = 1
    audience: Audience = Audience.USERS
    channel: str = "discord"
    priority: Priority | None = None
    team: TeamId | None = None
    tags: tuple[str, ...] = ()
    ask: tuple[str, ...] = ()
    known_issue: str | None = None
    holds: bool | None = None


@dataclass(frozen=True, slots=True)
class Examples:
    """What was read, and what is wrong with the rest."""

    examples: tuple[Example, ...] = ()
    problems: Problems = field(default=())


def examples(raw: object, path: str) -> Examples:
    """The examples of one rule."""
    if not isinstance(raw, list | tuple):
        fix = 'write [{ text = "...", priority = "P2" }]'
        return Examples(problems=(Problem(path, "not a list", fix),))
    found: tuple[Example, ...] = ()
    problems: Problems = ()
    for number, each in enumerate(raw):
        one = _example(each, f"{path}[{number}]")
        if isinstance(one, Example):
            found += (one,)
        else:
            problems += one
    return Examples(found, problems)


def _example(raw: object, path: str) -> Example | Problems:
    if not isinstance(raw, Mapping):
        return (Problem(path, "not a table", 'write { text = "...", priority = "P2" }'),)
    text, problems = text_of(raw, "text", path)
    problems += unknown_keys(raw, path, (*_GIVEN, *_WANTED))
    problems += tuple(problem for key in raw for problem in _wrong(raw, key, path))
    if not any(key in raw for key in _WANTED):
        fix = "set at least one of " + ", ".join(_WANTED)
        problems += (Problem(path, "wants nothing", fix),)
    if problems:
        return problems
    team = raw.get("team")
    return Example(
        text=text,
        subject=_text(raw, "subject"),
        known=bool(raw.get("known", True)),
        reporters=int(str(raw.get("reporters", 1))),
        audience=Audience(str(raw.get("audience", Audience.USERS.value))),
        channel=_text(raw, "channel") or "discord",
        priority=priority_of(raw.get("priority")),
        team=None if team is None else TeamId(str(team)),
        tags=strings(raw, "tags", path)[0],
        ask=strings(raw, "ask", path)[0],
        known_issue=_text(raw, "known_issue"),
        holds=bool(raw["holds"]) if "holds" in raw else None,
    )


def _text(raw: Mapping[str, object], key: str) -> str | None:
    value = raw.get(key)
    return None if value is None else str(value)


def _wrong(raw: Mapping[str, object], key: str, path: str) -> Problems:
    """What is wrong with the value of one key."""
    value, where = raw[key], f"{path}.{key}"
    if key in ("subject", "channel", "team", "known_issue"):
        return text_of(raw, key, path)[1]
    if key in ("tags", "ask"):
        return _listed(raw, key, path)
    if key not in _MISTAKES or _SOUND[key](value):
        return ()
    return (Problem(where, *_MISTAKES[key]),)


_AUDIENCES = tuple(one.value for one in Audience)
_SOUND: Mapping[str, Callable[[object], bool]] = {
    "known": lambda value: isinstance(value, bool),
    "holds": lambda value: isinstance(value, bool),
    "reporters": lambda value: (
        isinstance(value, int) and not isinstance(value, bool) and value >= 1
    ),
    "priority": lambda value: priority_of(value) is not None,
    "audience": lambda value: value in _AUDIENCES,
}
_MISTAKES: Mapping[str, tuple[str, str]] = {
    "known": ("neither true nor false", "write known = false"),
    "holds": ("neither true nor false", "write holds = true"),
    "reporters": ("not a number of people", "write reporters = 2"),
    "priority": ("not a priority", "write P1, P2, P3 or P4"),
    "audience": ("there is no such audience", "use one of: " + ", ".join(_AUDIENCES)),
}


def _listed(raw: Mapping[str, object], key: str, path: str) -> Problems:
    words, problems = strings(raw, key, path)
    strange = [one for one in words if key == "ask" and one not in QUESTIONS]
    if not strange:
        return problems
    fix = "use one of: " + ", ".join(QUESTIONS)
    return (*problems, Problem(f"{path}.ask", f"there is no question {strange[0]!r}", fix))
