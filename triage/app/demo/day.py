"""What happens on the demo's day: people report, engineers race, nobody answers, all is solved."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TypeVar

from channels.sandbox.discord.seen import SeenMessage
from triage.app.demo.world import MAILBOX, World
from triage.errors import TriageError

CLAIM, RESOLVE = "✋", "✅"
LINE = "It works again, we found the cause."
PATIENCE = 30.0

Tell = Callable[[str], None]
T = TypeVar("T")
R = TypeVar("R")

CARLA, BEN, ROBOT = "carla@customer.example", "ben@customer.example", "noreply@robot.example"


class MissingError(TriageError):
    """Something that had to arrive did not; the message says what."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One report that a person made: who, by which channel, and a word that only it contains.

    `due`: which notices its reporter has to receive.
    """

    channel: str
    reporter: str
    mark: str
    due: tuple[str, ...]


@dataclass(slots=True, kw_only=True)
class Day:
    """The reports made so far, and the world they were made in."""

    world: World
    tell: Tell
    reports: list[Report] = field(default_factory=list)

    # ------------------------------------------------------------ acts

    async def play(self) -> None:
        await self._a_race()
        await self._a_mail_and_its_answer()
        await self._nobody_claims()
        await self._no_tickets()
        await self._a_reporter_comes_back()

    async def _a_race(self) -> None:
        ada = self.world.reporters[0]
        self.tell("Ada writes two quick lines in #help: nobody in her company can log in.")
        await self._post(ada, "Nobody in our company can log in since 09:10, we are all stopped")
        await self._post(ada, "error E1042 on the login page, Firefox 140 on Windows 11")
        self._reported("discord", ada, "E1042")
        card = await self._card("can log in")
        self.tell(f"One ticket. Its card is in the team's room:\n{_indented(card.content)}")
        self.tell("Grace and Linus both react with ✋ in the same moment.")
        await self.world.discord.react(self.world.room, card.id, self.world.grace, CLAIM)
        await self.world.discord.react(self.world.room, card.id, self.world.linus, CLAIM)
        lost = await self._in_room("claimed ticket")
        self.tell(f"Exactly one has it:\n{_indented(lost.content)}")
        told = await self._in_thread(ada, "is now looking at")
        self.tell(f"Ada reads in her thread:\n{_indented(told)}")
        await self._resolve(card, self.world.grace)
        told = await self._in_thread(ada, LINE)
        self.tell(f"Grace reacts with ✅; a minute later Ada reads:\n{_indented(told)}")

    async def _a_mail_and_its_answer(self) -> None:
        self.tell("Ben mails the support address. The same mail is delivered twice.")
        mail = mail_of(
            BEN, "Ben", "Export is empty", "b1", "The CSV export is empty. Version 4.2.1."
        )
        await self.world.mail.deliver(mail)
        await self.world.mail.deliver(mail)
        self._reported("email", BEN, "Export is empty")
        receipt = await self._mailed(BEN, "we have your report")
        self.tell(f"One receipt comes back:\n{_indented(receipt)}")
        ours = self.world.mail.sent_to(BEN)[0].message_id
        self.tell("Ben answers the questions by replying.")
        await self.world.mail.deliver(
            mail_of(
                BEN, "Ben", "Re: Export is empty", "b2",
                "1. I open Reports\n2. I choose March\n3. I press Export\n\n"
                "Expected: a file with my orders.",
                reply_to=ours,
            )
        )  # fmt: skip
        card = await self._card("Export is empty", edited=True)
        self.tell(f"His answer is in the same ticket; the card says so:\n{_indented(card.content)}")
        await self.world.discord.react(self.world.room, card.id, self.world.linus, CLAIM)
        await self._mailed(BEN, "is now looking at")
        await self._resolve(card, self.world.linus)
        await self._mailed(BEN, LINE)
        self.tell("Linus claims and resolves; Ben has both in his mailbox.")

    async def _nobody_claims(self) -> None:
        self.tell("Carla mails that payments fail for everyone. Nobody reacts to the card.")
        words = "Checkout fails for all our users, every payment is declined since this morning."
        await self.world.mail.deliver(mail_of(CARLA, "Carla", "Payments down", "c1", words))
        self._reported("email", CARLA, "Payments down")
        await self._card("Payments down")
        page = await self._in_room("Nobody has claimed it")
        self.tell(f"Five minutes later (the clock runs fast here):\n{_indented(page.content)}")
        await self.world.discord.react(self.world.room, page.id, self.world.linus, CLAIM)
        await self._mailed(CARLA, "is now looking at")
        await self._resolve(await self._card("Payments down"), self.world.linus)
        await self._mailed(CARLA, LINE)
        self.tell("Linus claims on the page itself, and resolves. Carla has heard every step.")

    async def _no_tickets(self) -> None:
        kofi = self.world.reporters[1]
        self.tell("Small talk in #help and an out-of-office mail: neither is a report.")
        await self._post(kofi, "good morning everyone!")
        await self.world.mail.deliver(
            mail_of(ROBOT, "Robot", "Out of office", "r1", "Away.", auto=True)
        )
        mei = self.world.reporters[2]
        await self._post(mei, "The search shows an error 500 when I click on a result, since 08:30")
        self._reported("discord", mei, "error 500", "reopened")
        card = await self._card("error 500")
        await self.world.discord.react(self.world.room, card.id, self.world.amara, CLAIM)
        await self._in_thread(mei, "is now looking at")
        await self._in_thread(mei, "this is ticket")
        await self._resolve(card, self.world.amara)
        await self._in_thread(mei, LINE)
        self.tell("Mei's report after them is one: claimed by Amara, solved, told.")

    async def _a_reporter_comes_back(self) -> None:
        mei = self.world.reporters[2]
        thread = await self._thread_of(mei)
        self.tell("Mei still sees it and writes in her thread: the ticket opens again.")
        await self.world.discord.post(thread, mei, "I still see the error, sorry")
        await self._in_thread(mei, "is open again")
        self.tell("Amara still has it: same number, same people.")

    # ------------------------------------------------------------ parts

    async def _post(self, who: str, words: str) -> None:
        await self.world.discord.post(self.world.help, who, words)

    def _reported(self, channel: str, reporter: str, mark: str, *also_due: str) -> None:
        due = ("acknowledged", "claimed", "resolved", *also_due)
        self.reports.append(Report(channel=channel, reporter=reporter, mark=mark, due=due))

    async def _resolve(self, card: SeenMessage, who: str) -> None:
        """By reaction; then the one line to the reporter that the service asks for."""
        discord = self.world.discord
        await discord.react(self.world.room, card.id, who, RESOLVE)
        asked = await self._wait(
            lambda: next(iter(discord.messages(card.id)), None) if self._has(card.id) else None,
            f"the question for a line behind card {card.id}",
        )
        button = asked.components[0]["components"][0]["custom_id"]
        pressed = await discord.interactions.press(card.id, asked.id, who, button)
        await self._wait(lambda: discord.interactions.seen(pressed).modal, "the form for a line")
        await discord.interactions.submit(pressed, {"line": LINE})

    def _has(self, thread: str) -> bool:
        return any(one.id == thread for one in self.world.discord.threads())

    async def _card(self, words: str, *, edited: bool = False) -> SeenMessage:
        def found() -> SeenMessage | None:
            for one in self.world.discord.messages(self.world.room):
                fits = words in one.content and "has claimed it" not in one.content
                if fits and CLAIM in one.reactions and (one.edits or not edited):
                    return one
            return None

        return await self._wait(found, f"a card with {words!r}")

    async def _in_room(self, words: str) -> SeenMessage:
        def found() -> SeenMessage | None:
            messages = self.world.discord.messages(self.world.room)
            ready = (one for one in messages if words in one.content)
            return next(ready, None)

        return await self._wait(found, f"a line in the room with {words!r}")

    async def _thread_of(self, reporter: str) -> str:
        asked = {
            one.id for one in self.world.discord.messages(self.world.help) if one.author == reporter
        }
        return next(one.id for one in self.world.discord.threads() if one.id in asked)

    async def _in_thread(self, reporter: str, words: str) -> str:
        thread = await self._thread_of(reporter)

        def found() -> list[str] | None:
            said = [
                one.content for one in self.world.discord.messages(thread) if words in one.content
            ]
            return said or None

        return (await self._wait(found, f"{words!r} in the thread of {reporter}"))[-1]

    async def _mailed(self, address: str, words: str) -> str:
        found: list[str] = []

        def arrived() -> bool:
            found[:] = [one.text for one in self.world.mail.sent_to(address) if words in one.text]
            return bool(found)

        await _within(self.world.mail.wait_for(arrived, PATIENCE), f"{words!r} to {address}")
        return found[0]

    async def _wait(self, found: Callable[[], T | None], what: str) -> T:
        """The first thing that is there; looked at again after every change of the sandbox."""
        answer = await _within(self.world.discord.wait_for(found, PATIENCE), what)
        if answer is None:
            raise MissingError(what)
        return answer


async def _within(waiting: Awaitable[R], what: str) -> R:
    try:
        return await waiting
    except TimeoutError as error:
        raise MissingError(f"{what} did not arrive within {PATIENCE:.0f} seconds") from error


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.strip().splitlines())


def mail_of(
    sender: str,
    name: str,
    subject: str,
    number: str,
    words: str,
    *,
    reply_to: str | None = None,
    auto: bool = False,
) -> bytes:
    """A mail as a person's program writes it."""
    lines = [
        f"From: {name} <{sender}>",
        f"To: {MAILBOX}",
        f"Subject: {subject}",
        f"Message-ID: <{number}@customer.example>",
    ]
    if reply_to is not None:
        lines += [f"In-Reply-To: <{reply_to}>", f"References: <{reply_to}>"]
    if auto:
        lines.append("Auto-Submitted: auto-replied")
    head = "\r\n".join([*lines, "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8"])
    body = words.replace("\n", "\r\n")
    return f"{head}\r\n\r\n{body}\r\n".encode()
