"""[web]: what is served over HTTP, once it is asked for."""

from __future__ import annotations

from pydantic import Field

from triage.settings.fields import Listen
from triage.settings.sections.base import Section


class WebSection(Section):
    """[web]. `url`: how people reach it from outside; None: as `listen` says."""

    listen: Listen = Field(examples=['"127.0.0.1:8080"'])
    url: str | None = Field(default=None, pattern=r"^https?://\S+$")
