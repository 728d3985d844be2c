"""The forms that actions open, and the commands we offer, in words. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from triage.controls import Asked, Command, Form
from triage.model import Action

FormMaker = Callable[[Asked], Form | None]

_FORMS: Mapping[Action, FormMaker] = {}


def form(asked: Asked) -> Form | None:
    """The form that an action opens, in the language of whoever asks; None: it needs none."""
    maker = _FORMS.get(asked.action)
    return None if maker is None else maker(asked)


def commands(language: str) -> tuple[Command, ...]:
    """Every command of ours, described in that language."""
    del language
    return ()
