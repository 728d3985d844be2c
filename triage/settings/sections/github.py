"""[github]: where engineers file tickets as issues."""

from __future__ import annotations

from pydantic import Field, SecretStr

from triage.settings.sections.base import Section


class GithubSection(Section):
    """[github]"""

    repository: str = Field(pattern=r"^[\w.-]+/[\w.-]+$", examples=['"acme/shop"'])
    token: SecretStr | None = Field(examples=['"env:GITHUB_TOKEN"'])
    api_url: str = Field(default="https://api.github.com", pattern=r"^https?://")
