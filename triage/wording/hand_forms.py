"""The forms and commands of engineers, in words. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from triage.controls import Action, Asked, Command, Field, FieldKind, Form, Option
from triage.wording.language import Language

TEXT, NOTE, LINE, REASON, UNTIL, TICKET = "text", "note", "line", "reason", "until", "ticket"
WORDS, FOR, CANNED, REPORT = "words", "for", "canned", "report"
"""Keys of fields and options."""

MOST_WORDS = 4000
MOST_LINE = 300


def _text(key: str, language: Language, *, most: int = MOST_WORDS) -> Field:
    words = language.hands
    return Field(key=key, label=words.fields[key], hint=words.hints[key], required=True, most=most)


def _line(key: str, language: Language, *, required: bool, most: int = MOST_LINE) -> Field:
    words = language.hands
    return Field(
        key=key,
        label=words.fields[key],
        hint=words.hints.get(key),
        kind=FieldKind.LINE,
        required=required,
        most=most,
    )


def _titled(action: Action, language: Language, *fields: Field) -> Form:
    return Form(language.hands.titles[action], fields)


def _reason(asked: Asked, language: Language) -> Form:
    return _titled(asked.action, language, _line(REASON, language, required=True))


def _transfer(asked: Asked, language: Language) -> Form | None:
    """Only when it is known to whom: the buttons before carry it."""
    return _reason(asked, language) if asked.argument else None


def _other(asked: Asked, language: Language) -> Form:
    return _titled(asked.action, language, _line(TICKET, language, required=True, most=12))


FORMS: Mapping[Action, Callable[[Asked, Language], Form | None]] = {
    Action.REPLY: lambda asked, language: _titled(asked.action, language, _text(TEXT, language)),
    Action.NOTE: lambda asked, language: _titled(asked.action, language, _text(NOTE, language)),
    Action.LINE: lambda asked, language: _titled(
        asked.action, language, _line(LINE, language, required=True)
    ),
    Action.RESOLVE: lambda asked, language: _titled(
        asked.action, language, _line(LINE, language, required=False)
    ),
    Action.SNOOZE: lambda asked, language: _titled(
        asked.action, language, _line(UNTIL, language, required=False, most=40)
    ),
    Action.STEAL: _reason,
    Action.TRANSFER: _transfer,
    Action.ESCALATE: _reason,
    Action.HAND_ON: _transfer,
    Action.DECLARE: _reason,
    Action.WITHDRAW: _reason,
    Action.MERGE: _other,
    Action.LINK: _other,
    Action.UNLINK: _other,
}
"""A command that brings its options needs no form: `triage.controls.Asked` has none then."""


def commands(language: Language) -> tuple[Command, ...]:
    """What staff can call anywhere in the guild; in a ticket's thread they need no number."""
    words = language.hands

    def option(name: str, *, required: bool = False) -> Option:
        return Option(name=name, description=words.options[name], required=required)

    def command(name: str, action: Action, *options: Option) -> Command:
        return Command(
            name=name,
            action=action,
            description=words.commands[action],
            options=options,
            staff=True,
        )

    by_hand = (option(FOR, required=True), option(REPORT, required=True))
    return (
        command("reply", Action.REPLY, option(TEXT), option(CANNED), option(TICKET)),
        command("note", Action.NOTE, option(TEXT, required=True), option(TICKET)),
        command("tickets", Action.TICKETS),
        command("ticket find", Action.FIND, option(WORDS, required=True)),
        command("ticket show", Action.SHOW, option(TICKET)),
        command("oncall who", Action.WHO),
        command("oncall take", Action.TAKE),
        command("oncall taken", Action.TAKEN),
        command("ticket new", Action.NEW, *by_hand),
    )
