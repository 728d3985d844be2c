"""What goes wrong on purpose: the next matching request is refused, cut off or slowed down."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from channels.sandbox.discord.world import JSON


class FaultKind(StrEnum):
    """`*_after`: the request takes effect, only its answer is lost."""

    RATE_LIMITED = "rate_limited"
    RATE_LIMITED_GLOBALLY = "rate_limited_globally"
    BANNED = "banned"
    REFUSED = "refused"
    BAD_GATEWAY = "bad_gateway"
    BAD_GATEWAY_AFTER = "bad_gateway_after"
    UNAVAILABLE = "unavailable"
    UNAVAILABLE_AFTER = "unavailable_after"
    DROP = "drop"
    DROP_AFTER = "drop_after"
    SLOW = "slow"
    INVALID = "invalid"
    MISSING_ACCESS = "missing_access"


AFTER = frozenset({FaultKind.BAD_GATEWAY_AFTER, FaultKind.UNAVAILABLE_AFTER, FaultKind.DROP_AFTER})
DROPS = frozenset({FaultKind.DROP, FaultKind.DROP_AFTER})


@dataclass(slots=True, kw_only=True)
class Fault:
    """Plays for the next `times` requests whose method and path match.

    `path`: a regular expression searched in the path after /api/v10. `seconds`: retry_after of a
    rate limit, or how slow. BANNED is a 429 without a Via header, as the edge before Discord
    answers it: wait an hour, if `seconds` is not one at least. REFUSED answers `status` with
    Discord's error `code` (160006: too many threads).
    """

    kind: FaultKind
    method: str | None = None
    path: str = ""
    times: int = 1
    seconds: float = 0.05
    status: int = 400
    code: int = 0

    def matches(self, method: str, path: str) -> bool:
        return self.method in (None, method) and re.search(self.path, path) is not None


class Faults:
    """The faults still to come, in order; the first that matches plays."""

    def __init__(self) -> None:
        self._coming: list[Fault] = []

    def add(self, fault: Fault) -> None:
        self._coming.append(fault)

    def clear(self) -> None:
        self._coming.clear()

    @property
    def coming(self) -> list[Fault]:
        return list(self._coming)

    def take(self, method: str, path: str) -> Fault | None:
        for fault in self._coming:
            if fault.matches(method, path):
                fault.times -= 1
                if fault.times <= 0:
                    self._coming.remove(fault)
                return fault
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a fault answers instead: a status, JSON (None: an HTML page), headers."""

    status: int
    body: JSON | None
    headers: dict[str, str]


def answer_of(fault: Fault) -> Answer:
    """The answer of a fault that answers at all (not a drop, not slow)."""
    match fault.kind:
        case FaultKind.RATE_LIMITED | FaultKind.RATE_LIMITED_GLOBALLY:
            everywhere = fault.kind is FaultKind.RATE_LIMITED_GLOBALLY
            return rate_limit(fault.seconds, scope="global" if everywhere else "user")
        case FaultKind.BANNED:
            wait = round(fault.seconds) or 3600
            return Answer(status=429, body=None, headers={"Retry-After": str(wait)})
        case FaultKind.INVALID:
            return _refusal(400, code=50035, message="Invalid Form Body")
        case FaultKind.MISSING_ACCESS:
            return _refusal(403, code=50001, message="Missing Access")
        case FaultKind.REFUSED:
            return _refusal(fault.status, code=fault.code, message="Refused by the sandbox")
        case _:
            bad_gateway = fault.kind in (FaultKind.BAD_GATEWAY, FaultKind.BAD_GATEWAY_AFTER)
            return Answer(status=502 if bad_gateway else 503, body=None, headers={})


def _refusal(status: int, *, code: int, message: str) -> Answer:
    """Discord's own error body (its reference, "JSON Error Codes")."""
    return Answer(status=status, body={"code": code, "message": message}, headers={})


def rate_limit(seconds: float, *, scope: str) -> Answer:
    """A 429 as Discord itself sends it: with Via, and seconds in the body (its reference)."""
    body: JSON = {
        "message": "You are being rate limited.",
        "retry_after": seconds,
        "global": scope == "global",
    }
    headers = {
        "Via": "1.1 sandbox",
        "Retry-After": str(max(1, round(seconds))),
        "X-RateLimit-Scope": scope,
    }
    if scope == "global":
        headers["X-RateLimit-Global"] = "true"
    return Answer(status=429, body=body, headers=headers)
