"""[replies.NAME]: prepared answers."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field

from triage.settings.sections.base import Section
from triage.settings.values import canned

Template = Annotated[str, AfterValidator(canned)]


class ReplySection(Section):
    """[replies.NAME]"""

    en: Template = Field(min_length=1, examples=['"Hello {name}, please try again."'])
    de: Template | None = None
