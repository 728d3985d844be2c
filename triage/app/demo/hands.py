"""The demo by hand: a person posts, mails and reacts; everything that arrives is shown."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field

from channels.sandbox.discord.seen import SeenMessage
from triage.app.demo.day import Tell, mail_of
from triage.app.demo.world import World

BEN = "ben@customer.example"
LOOK_SECONDS = 0.1
REACTIONS = {"claim": "✋", "resolve": "✅", "raise": "🔺", "lower": "🔻"}
HELP = """
    post WORDS             Ada posts in #help
    thread N WORDS         Ada writes in the thread of ticket N
    mail SUBJECT: WORDS    Ben mails support@acme.example
    answer WORDS           Ben answers the last mail he got
    claim N [NAME]         Grace (or linus, amara) reacts on the card of ticket N;
                           also: release, resolve, raise, lower
    help                   this list
    quit                   ends it; so does Ctrl-D"""


class NotUnderstoodError(Exception):
    """A line that asks for nothing we know; says what would be understood."""


@dataclass(slots=True, kw_only=True)
class Hands:
    """Carries out typed lines in the sandbox, and tells what everybody there sees."""

    world: World
    tell: Tell
    _mails: int = 0
    _shown: dict[str, str] = field(default_factory=dict)

    async def play(self, lines: AsyncIterator[str]) -> None:
        """Until `quit`, or the lines end."""
        self.tell(f"Now it is yours. The clock runs ten times as fast. Type:{HELP}")
        async with asyncio.TaskGroup() as group:
            watching = group.create_task(self._watch())
            async for line in lines:
                if line.strip() == "quit":
                    break
                await self._do(line)
            watching.cancel()

    # ------------------------------------------------------------ acts

    async def _do(self, line: str) -> None:
        word, _, rest = line.strip().partition(" ")
        acts: dict[str, Callable[[str], Awaitable[None]]] = {
            "post": self._post,
            "thread": self._thread,
            "mail": self._mail,
            "answer": self._answer,
        }
        try:
            if word in acts and rest.strip():
                await acts[word](rest.strip())
            elif word in {*REACTIONS, "release"}:
                await self._react(word, rest.strip())
            elif word:
                self.tell(f"That can be said here:{HELP}")
        except NotUnderstoodError as error:
            self.tell(str(error))

    async def _post(self, words: str) -> None:
        await self.world.discord.post(self.world.help, self.world.reporters[0], words)

    async def _thread(self, rest: str) -> None:
        number, _, words = rest.partition(" ")
        thread = next(
            (
                one.channel
                for one in self.world.discord.sent_by_bot()
                if one.channel not in {self.world.room, self.world.help}
                and re.search(rf"\bticket {re.escape(number)}\b", one.content)
            ),
            None,
        )
        if thread is None or not words:
            raise NotUnderstoodError(f"no thread of a ticket {number}, or no words to write in it")
        await self.world.discord.post(thread, self.world.reporters[0], words)

    async def _mail(self, rest: str) -> None:
        subject, _, words = rest.partition(":")
        await self._deliver(subject.strip(), words.strip() or subject.strip(), reply_to=None)

    async def _answer(self, words: str) -> None:
        got = self.world.mail.sent_to(BEN)
        if not got:
            raise NotUnderstoodError("Ben has no mail to answer yet")
        subject = f"Re: {got[-1].message['Subject']}"
        await self._deliver(subject, words, reply_to=got[-1].message_id)

    async def _deliver(self, subject: str, words: str, *, reply_to: str | None) -> None:
        self._mails += 1
        number = f"by-hand-{self._mails}"
        raw = mail_of(BEN, "Ben", subject, number, words, reply_to=reply_to)
        await self.world.mail.deliver(raw)

    async def _react(self, word: str, rest: str) -> None:
        number, _, name = rest.partition(" ")
        people = {"grace": self.world.grace, "linus": self.world.linus, "amara": self.world.amara}
        card, who = self._card(number), people.get(name.strip().casefold() or "grace")
        if card is None or who is None:
            raise NotUnderstoodError(f"{word} which ticket, and who? For example: {word} 1 linus")
        if word == "release":
            await self.world.discord.unreact(self.world.room, card.id, who, REACTIONS["claim"])
        else:
            await self.world.discord.react(self.world.room, card.id, who, REACTIONS[word])

    def _card(self, number: str) -> SeenMessage | None:
        room = self.world.discord.messages(self.world.room)
        fits = (one for one in room if re.search(rf"P[1-4] · {re.escape(number)} ·", one.content))
        return next(fits, None) if number else None

    # ------------------------------------------------------------ what people see

    async def _watch(self) -> None:
        while True:
            for message in self.world.discord.sent_by_bot():
                self._show(message.id, self._place(message), message.content)
            for mail in tuple(self.world.mail.sent):
                to = ", ".join(mail.envelope_to)
                words = f"Subject: {mail.message['Subject']}\n\n{mail.text}"
                self._show(f"mail {id(mail)}", f"mail to {to}", words)
            await asyncio.sleep(LOOK_SECONDS)

    def _place(self, message: SeenMessage) -> str:
        names = {self.world.room: "#on-call", self.world.help: "#help"}
        return names.get(message.channel, "Ada's thread")

    def _show(self, key: str, place: str, words: str) -> None:
        known = self._shown.get(key)
        if known != words:
            self._shown[key] = words
            text = "\n".join(f"    {line}" for line in words.strip().splitlines())
            self.tell(f"{place}{'' if known is None else ', edited'}:\n{text}")
