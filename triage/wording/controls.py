"""The forms that actions open, what they say when filled in, and the commands we offer. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from triage.controls import (
    Action,
    Asked,
    Choice,
    Command,
    CommandKind,
    Field,
    FieldKind,
    Form,
    Option,
)
from triage.wording import hand_forms, rota_forms
from triage.wording.form import ANSWER_MOST
from triage.wording.form import form as questions
from triage.wording.language import Language
from triage.wording.languages import language_of

WHAT, IMPACT, FILES, NUMBER = "what", "impact", "files", "number"
STEPS, SINCE = "steps", "since"
ADDRESS, CODE = "address", "code"
IMPACTS = ("stopped", "hindered", "minor")
"""Keys of the forms' fields, and of the answers to how bad it is."""

PARAGRAPHS = (STEPS, "expected", "environment")
"""Answers that stand below their heading; the others stand behind it."""

FORM_WORDS = 2000
"""Characters of a paragraph in a form: what somebody tells is never cut, only asked to be short."""


def form(asked: Asked) -> Form | None:
    """The form that an action opens, in the language of whoever asks; None: it needs none."""
    maker = _FORMS.get(asked.action)
    return None if maker is None else maker(asked, language_of(asked.language))


def spoken(fields: Mapping[str, str], language: str) -> Mapping[str, str]:
    """The same with words in place of the key of a choice."""
    impacts = language_of(language).forms.impacts
    said = impacts.get(fields.get(IMPACT, ""))
    return fields if said is None else {**fields, IMPACT: said}


def told(fields: Mapping[str, str], language: str) -> str:
    """What was filled in, as one report: each answer below its heading."""
    words = language_of(language).forms
    parts: list[str] = []
    for key, said in spoken(fields, language).items():
        heading = words.headings.get(key)
        below = "\n" if key in PARAGRAPHS else " "
        parts.append(said if heading is None else f"{heading}{below}{said}")
    return "\n\n".join(parts)


def commands(language: str, teams: Sequence[str] = ()) -> tuple[Command, ...]:
    """Every command of ours, described in that language. `teams`: what there is to choose from."""
    words = language_of(language).forms.commands
    return (
        *hand_forms.commands(language_of(language)),
        *rota_forms.commands(language_of(language), teams),
        Command(name="report", action=Action.REPORT, description=words[Action.REPORT]),
        Command(
            name="mail",
            action=Action.MAIL,
            description=words[Action.MAIL],
            options=tuple(
                Option(name=one, description=language_of(language).hands.options[one])
                for one in (ADDRESS, CODE)
            ),
        ),
        Command(name="status", action=Action.STATUS, description=words[Action.STATUS]),
        Command(name=words[Action.OPEN], action=Action.OPEN, kind=CommandKind.MESSAGE),
        Command(name=words[Action.ADD], action=Action.ADD, kind=CommandKind.MESSAGE),
        Command(
            name=words[Action.MERGE], action=Action.MERGE, kind=CommandKind.MESSAGE, staff=True
        ),
        Command(
            name=words[Action.DECLARE], action=Action.DECLARE, kind=CommandKind.MESSAGE, staff=True
        ),
        Command(name=words[Action.MARK], action=Action.MARK, kind=CommandKind.MESSAGE),
    )


def _report(_asked: Asked, language: Language) -> Form:
    words = language.forms
    labels = words.labels
    return Form(
        words.titles[Action.REPORT],
        (
            Field(key=WHAT, label=labels[WHAT], required=True, most=FORM_WORDS),
            _impact(language, required=True),
            Field(
                key=STEPS,
                label=language.labels[STEPS],
                hint=language.hints[STEPS],
                most=FORM_WORDS,
            ),
            Field(key=SINCE, label=labels[SINCE], kind=FieldKind.LINE, most=100),
            Field(key=FILES, label=labels[FILES], kind=FieldKind.FILES),
        ),
    )


def _answer(asked: Asked, language: Language) -> Form:
    """The questions that the button carries."""
    fields = [
        Field(
            key=one.key,
            label=one.label,
            hint=one.hint,
            kind=FieldKind.PARAGRAPH if one.long else FieldKind.LINE,
            most=ANSWER_MOST,
        )
        for one in questions(asked.argument.split(","), asked.language)
    ]
    files = Field(key=FILES, label=language.forms.labels[FILES], kind=FieldKind.FILES)
    return Form(language.forms.titles[Action.ANSWER], (*fields, files))


def _add(_asked: Asked, language: Language) -> Form:
    label = language.forms.labels[NUMBER]
    number = Field(key=NUMBER, label=label, kind=FieldKind.LINE, required=True, most=12)
    return Form(language.forms.titles[Action.ADD], (number,))


def _impact(language: Language, *, required: bool) -> Field:
    words = language.forms
    return Field(
        key=IMPACT,
        label=words.labels[IMPACT],
        kind=FieldKind.CHOICE,
        required=required,
        choices=tuple(Choice(key, words.impacts[key]) for key in IMPACTS),
    )


_FORMS: Mapping[Action, Callable[[Asked, Language], Form | None]] = {
    **hand_forms.FORMS,
    Action.REPORT: _report,
    Action.ANSWER: _answer,
    Action.ADD: _add,
}
