"""What the GitHub adapter is told."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class GithubConfig:
    """`repository`: "owner/name". `every`: seconds between two looks at what was closed."""

    repository: str
    token: str = field(repr=False)
    api_url: str = "https://api.github.com"
    every: float = 60.0
