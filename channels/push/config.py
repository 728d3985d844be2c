"""What the push adapter is told. Secrets inside: never logged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class PushConfig:
    """`gateways`: a person's short name -> where their pages go, as an apprise URL."""

    gateways: Mapping[str, str] = field(repr=False)
