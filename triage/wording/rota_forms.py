"""The slash commands that change who is on call, in words. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from triage.controls import Action, Choice, Command, Option, OptionKind
from triage.wording.language import Language

PERSON, UNTIL, FROM, FOR, CHANGE, TEAM = "person", "until", "from", "for", "change", "team"
WITH, TURN, BACK, ROTATION = "with", "turn", "back", "rotation"
WITHDRAW, TEXT, NOTE = "withdraw", "text", "note"
"""Names of options."""

MOST_CHOICES = 25
"""Choices of one option (vendor's "application commands"); with more teams, a name is typed."""


def commands(language: Language, teams: Sequence[str]) -> tuple[Command, ...]:
    """For staff anywhere in the guild. `teams`: what there is to choose from."""
    makers = (_override, _swap, _absence, _page, _handover)
    known = tuple(Choice(one, one) for one in teams) if len(teams) <= MOST_CHOICES else ()
    return tuple(make(language, known) for make in makers)


def _override(language: Language, teams: tuple[Choice, ...]) -> Command:
    action = Action.COVER
    changes = tuple(Choice(key, label) for key, label in language.arranged.changes.items())
    return _command(
        "oncall override",
        action,
        language,
        _option(action, PERSON, language, OptionKind.PERSON, required=True),
        _option(action, UNTIL, language, required=True),
        _option(action, FROM, language),
        _option(action, FOR, language, OptionKind.PERSON),
        _option(action, CHANGE, language, choices=changes),
        _option(action, TEAM, language, choices=teams),
    )


def _swap(language: Language, teams: tuple[Choice, ...]) -> Command:
    action = Action.SWAP
    return _command(
        "oncall swap",
        action,
        language,
        _option(action, WITH, language, OptionKind.PERSON, required=True),
        _option(action, TURN, language),
        _option(action, BACK, language),
        _option(action, ROTATION, language),
        _option(action, TEAM, language, choices=teams),
    )


def _absence(language: Language, _teams: tuple[Choice, ...]) -> Command:
    action = Action.AWAY
    return _command(
        "oncall absence",
        action,
        language,
        _option(action, UNTIL, language),
        _option(action, FROM, language),
        _option(action, WITHDRAW, language, OptionKind.NUMBER),
    )


def _page(language: Language, teams: tuple[Choice, ...]) -> Command:
    action = Action.PAGE
    words = _option(action, TEXT, language, required=True)
    team = _option(action, TEAM, language, choices=teams)
    return _command("oncall page", action, language, words, team)


def _handover(language: Language, teams: tuple[Choice, ...]) -> Command:
    action = Action.BATON
    note = _option(action, NOTE, language)
    team = _option(action, TEAM, language, choices=teams)
    return _command("oncall handover", action, language, note, team)


def _command(name: str, action: Action, language: Language, *options: Option) -> Command:
    return Command(
        name=name,
        action=action,
        description=language.arranged.commands[action],
        options=options,
        staff=True,
    )


def _option(
    action: Action,
    name: str,
    language: Language,
    kind: OptionKind = OptionKind.TEXT,
    *,
    required: bool = False,
    choices: tuple[Choice, ...] = (),
) -> Option:
    return Option(
        name=name,
        description=language.arranged.options[f"{action.value} {name}"],
        kind=kind,
        required=required,
        choices=choices,
    )
