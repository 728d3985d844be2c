"""The questions of a receipt as a form, and what people answered. Pure; one for all channels.

    fields = form(("steps", "impact"), "en")       # a modal's inputs, a mail's numbered questions
    read_answers(whole, own, ("steps", "impact"))  # {"steps": "I clicked Save", ...}

Discord shows `Field.label` and `Field.hint` in a modal and hands back `given({"steps": "..."})`. By
mail people answer between the quoted questions, below them, or by number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache

from triage.wording.language import QUESTIONS, Language
from triage.wording.languages import LANGUAGES, language_of

FIELDS_MOST = 3
"""Questions in one message. More are not answered (product.md); a modal of Discord holds five."""
LABEL_MOST = 45
HINT_MOST = 100
"""What Discord takes for a text input's label and placeholder (its component reference)."""
ANSWER_MOST = 4_000
"""Characters of an answer that are kept: the most that a text input of Discord holds."""

_QUOTED = re.compile(r"^\s*[>|]")
_MARKS = re.compile(r"^[\s>|]+")
_NUMBER = re.compile(r"^\W{0,2}([1-9])\s?[.):]\W{0,2}\s*")
_VARIABLE = re.compile(r"\{\w+\}")
_TELLING = 15
"""Characters of a question by which it is known again when a mail program broke the line."""
_SIGNATURE = "--"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One question. `label` is its short form, `hint` an example; `long`: room for many lines."""

    key: str
    question: str
    label: str
    hint: str
    long: bool = True


def form(asked: Sequence[str], language: str) -> tuple[Field, ...]:
    """The questions asked, in their order. A key that nobody has words for asks in general."""
    words = language_of(language)
    known = dict.fromkeys(key if key in QUESTIONS else "neutral" for key in asked)
    return tuple(
        Field(
            key=key,
            question=words.questions[key],
            label=words.labels[key],
            hint=words.hints[key],
            long=key != "environment",
        )
        for key in tuple(known)[:FIELDS_MOST]
    )


def given(values: Mapping[str, str]) -> Mapping[str, str]:
    """A form's values without those that were left empty."""
    kept = {key: value.strip()[:ANSWER_MOST] for key, value in values.items() if key in QUESTIONS}
    return {key: value for key, value in kept.items() if value}


def read_answers(whole: str, own: str, asked: Sequence[str]) -> Mapping[str, str]:
    """What a message answers to each question asked, {} when it does not say.

    `whole`: everything that came, quotes too; `own`: the person's own words in it. Where our
    questions stand in it, quoted or copied, the words after each of them count; else lines that
    begin with the numbers of our questions, each at most once.
    """
    keys = tuple(field.key for field in form(asked, "en"))
    if not keys:
        return {}
    return given(_between(whole.split("\n"), keys)) or given(_numbered(own.split("\n"), keys))


def _between(lines: Iterable[str], keys: Sequence[str]) -> Mapping[str, str]:
    """Words that are neither quoted nor ours belong to the question before them."""
    answers: dict[str, list[str]] = {}
    current: str | None = None
    rest = ""  # of a question that goes on in the next line
    for line in lines:
        said = _said(line)
        if rest and said and rest.startswith(said.lower()):
            rest = rest[len(said) :].strip()
            continue
        rest = ""
        found = _question(said, keys)
        if found is not None:
            current, rest, behind = found
            answers.setdefault(current, []).append(behind)
        elif _ours(said) or said == _SIGNATURE:
            current = None
        elif current is not None and not _QUOTED.match(line):
            answers[current].append(line.strip())
    return {key: "\n".join(told).strip() for key, told in answers.items()}


def _wordings(language: Language, keys: Sequence[str]) -> Iterable[tuple[str, str]]:
    """Every way in which these questions are asked."""
    for key in keys:
        yield key, language.questions[key]
        if key in language.technical:
            yield key, language.technical[key]


def _question(said: str, keys: Sequence[str]) -> tuple[str, str, str] | None:
    """(key, how the question goes on, what stands behind it) when a line asks one of ours."""
    bare = _NUMBER.sub("", said)
    if len(bare) < _TELLING:
        return None
    lower = bare.lower()
    for language in LANGUAGES.values():
        for key, question in _wordings(language, keys):
            if lower.startswith(question.lower()):
                return key, "", bare[len(question) :].strip()
            if question.lower().startswith(lower):
                return key, question[len(bare) :].strip().lower(), ""
    return None


def _numbered(lines: Iterable[str], keys: Sequence[str]) -> Mapping[str, str]:
    """Answers like "2. Only me". A number twice, or one too high, makes it a list of steps: {}."""
    answers: dict[int, list[str]] = {}
    current: int | None = None
    for line in lines:
        match = _NUMBER.match(line.strip())
        if match is None:
            if current is not None:
                answers[current].append(line.strip())
            continue
        current = int(match.group(1))
        if current in answers or current > len(keys):
            return {}
        answers[current] = [line.strip()[match.end() :]]
    return {keys[number - 1]: "\n".join(said).strip() for number, said in answers.items()}


def _said(line: str) -> str:
    """A line without quote marks, its spaces made single."""
    return " ".join(_MARKS.sub("", line).split())


@cache
def _receipts() -> str:
    """Everything that our receipts say around the questions, in all languages."""
    texts = (
        text
        for language in LANGUAGES.values()
        for one in (language.receipt, language.notes)
        for text in (getattr(one, field.name) for field in fields(one))
        if isinstance(text, str)
    )
    return "\n".join(" ".join(_VARIABLE.sub(" ", text).split()) for text in texts).lower()


def _ours(said: str) -> bool:
    """Whether a whole line is our own sentence, copied."""
    return len(said) >= _TELLING and said.lower() in _receipts()
