"""What every letter is written with: quotes, names and moments, right for the medium. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from triage.model import Impact
from triage.wording import escape, times
from triage.wording.facts import Medium, Voice
from triage.wording.language import Language
from triage.wording.mask import masked

CHAT_LIMIT = 2000
"""Characters in one Discord message (Discord's documentation, "Create Message")."""


@dataclass(frozen=True, slots=True)
class Pen:
    """A voice and its language."""

    voice: Voice
    language: Language

    @property
    def mail(self) -> bool:
        return self.voice.medium is Medium.MAIL

    def quote(self, text: str, *, limit: int = escape.NOTICE) -> str:
        """Somebody's words on one line, masked, at most `limit` characters, harmless here."""
        hidden = masked(_beginning(text, 4 * limit + 200))
        if self.mail:
            return escape.for_mail(hidden, limit=limit)
        return escape.for_chat(hidden, limit=limit)

    def name(self, text: str) -> str:
        return self.quote(text, limit=escape.NAME)

    def own(self, text: str, *, limit: int) -> str:
        """A colleague's or our own sentence: markdown works, mentions do not."""
        return escape.own_line(text, limit=limit)

    def words(self, text: str) -> str:
        """A person's own words, as long as they are."""
        return escape.sendable(text) if self.mail else escape.defused(text)

    def when(self, moment: datetime) -> str:
        """Date and time."""
        return self._written(moment) if self.mail else times.stamp(moment, "f")

    def relative(self, moment: datetime) -> str:
        """In chat "in 5 minutes"; a mail is read at any time, so there it is date and time."""
        return self._written(moment) if self.mail else times.stamp(moment, "R")

    def clock(self, moment: datetime) -> str:
        """In chat the time of day, for what is near."""
        return self._written(moment) if self.mail else times.stamp(moment, "t")

    def since(self, impact: Impact) -> str | None:
        if impact.since:
            return self.language.since.format(since=self.when(impact.since))
        if impact.since_text:
            return self.language.since_said.format(since=self.quote(impact.since_text, limit=60))
        return None

    def scope(self, impact: Impact) -> str | None:
        if impact.count is not None and impact.count > 1:
            return self.language.people.format(n=impact.count)
        return self.language.scopes.get(impact.scope)

    def _written(self, moment: datetime) -> str:
        return self.there(moment, self.voice.zone)

    def there(self, moment: datetime, zone: str) -> str:
        """Date, time and place in words, as the clocks of `zone` (IANA) show it."""
        local = times.local(moment, zone)
        return self.language.moment.format(
            weekday=self.language.weekdays[local.weekday()],
            day=local.day,
            month=self.language.months[local.month - 1],
            clock=f"{local:%H:%M}",
            city=times.city(zone),
        )


def _beginning(text: str, length: int) -> str:
    """What of a long text can be shown once it is masked, without a word that the cut would halve:
    half a key looks like no key.
    """
    if len(text) <= length:
        return text
    kept = text[:length]
    return kept.rsplit(maxsplit=1)[0] if kept.strip() else ""


def joined(parts: Iterable[str | None], by: str) -> str | None:
    """The parts that there are; None when there is none."""
    return by.join(part for part in parts if part) or None


def lines(*parts: str | None) -> str:
    """One line each; a line with nothing to say disappears with its line break."""
    return joined(parts, "\n") or ""


def paragraphs(*parts: str | None) -> str:
    """The same with an empty line between."""
    return joined(parts, "\n\n") or ""


def fitted(text: str) -> str:
    """As many whole lines as fit into one message, the first ones first.

    The limits of the parts make this rare; it is the net below them.
    """
    kept: list[str] = []
    room = CHAT_LIMIT + 1
    for line in text.split("\n"):
        if len(line) + 1 <= room:
            kept.append(line)
            room -= len(line) + 1
    return "\n".join(kept)
