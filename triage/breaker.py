"""Two machines must not answer each other for ever, whatever headers they leave out. Pure.

Only what we send by ourselves is counted: an answer that a person wrote is always sent.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import timedelta

from triage.messages import Act, Notice, Outgoing

WITHIN = timedelta(hours=1)
MOST = 3
"""Automatic answers an hour to one address, when what it wrote differs; one when it is alike. Who
reports four things within an hour has four tickets all the same, and no fourth receipt."""
ANSWERS = frozenset({Notice.ACKNOWLEDGED, Notice.REOPENED, Notice.ASKED})
"""What a mail that comes in makes us send by ourselves."""
_COMPARED = 2000
_VARIES = re.compile(r"[\W\d_]+")
"""Numbers, dates and punctuation differ from one automatic mail to the next."""


def tripped(words: str, earlier: Iterable[str]) -> bool:
    """Whether one more answer is one too many, after those to what was written earlier."""
    before = [_core(one) for one in earlier]
    return len(before) >= MOST or _core(words) in before


def counted(message: Outgoing) -> str | None:
    """The address under which this is counted; None for what is not."""
    by_mail = message.act is Act.POST and message.to.channel == "email"
    if not by_mail or not message.automatic or message.notice not in ANSWERS:
        return None
    return (message.address or "").casefold()


def _core(words: str) -> str:
    return _VARIES.sub(" ", words[:_COMPARED].casefold()).strip()
