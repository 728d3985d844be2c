"""Engineers at work over the wire: the real clients, the whole service, the loopback Discord.

A minute of the service is a second here.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

from channels.sandbox.discord.forms import Values
from channels.sandbox.discord.interactions import SeenInteraction
from channels.sandbox.discord.seen import SeenMessage
from triage.app.demo.day import mail_of
from triage.app.demo.world import World, running

T = TypeVar("T")
REPORTER = "ben@customer.example"
PATIENCE = 20.0


@dataclass(frozen=True, slots=True)
class Floor:
    """What engineers do and see; `card` and `thread` are ids in the room."""

    world: World

    async def until(self, seen: Callable[[], T | None]) -> T:
        found = await self.world.discord.wait_for(seen, PATIENCE)
        assert found is not None
        return found

    async def mailed(self, words: str, number: str = "b1", sender: str = REPORTER) -> None:
        await self.world.mail.deliver(mail_of(sender, "Ben", words, number, words))

    async def heard(self, words: str, at: str = REPORTER) -> str:
        mail = self.world.mail
        await mail.wait_for(lambda: any(words in one.text for one in mail.sent_to(at)), PATIENCE)
        return next(one.text for one in mail.sent_to(at) if words in one.text)

    async def card(self, words: str, *, showing: str = "") -> SeenMessage:
        def found() -> SeenMessage | None:
            cards = self.world.discord.messages(self.world.room)
            fits = (one for one in cards if words in one.content and showing in one.content)
            return next((one for one in fits if one.components), None)

        return await self.until(found)

    async def press(
        self, message: SeenMessage, action: str, by: str, values: Values | None = None
    ) -> SeenInteraction:
        """Press the button of that action; fill in its form when `values` are given."""
        people = self.world.discord.interactions
        made = await self.pressed(message, action, by)
        if values is not None:
            opened = made
            await self.until(lambda: people.seen(opened).modal)
            made = await people.submit(opened, values)
        return await self.answered(made)

    async def pressed(self, message: SeenMessage, action: str, by: str) -> str:
        custom_id = next(
            each["custom_id"]
            for row in message.components
            for each in row["components"]
            if each["custom_id"].startswith(f"f1:{action}:")
        )
        people = self.world.discord.interactions
        return await people.press(message.channel, message.id, by, custom_id)

    async def call(
        self, place: str, by: str, name: str, options: dict[str, object] | None = None
    ) -> SeenInteraction:
        made = await self.world.discord.interactions.command(place, by, name, options)
        return await self.answered(made)

    async def answered(self, made: str) -> SeenInteraction:
        people = self.world.discord.interactions

        def real() -> SeenInteraction | None:
            seen = people.seen(made)
            return seen if any(one.content for one in seen.messages) else None

        return await self.until(real)

    async def behind(self, card: SeenMessage, words: str) -> SeenMessage:
        """A line in the staff thread of that card."""

        def found() -> SeenMessage | None:
            if not any(one.id == card.id for one in self.world.discord.threads()):
                return None
            lines = self.world.discord.messages(card.id)
            return next((one for one in lines if words in one.content), None)

        return await self.until(found)


def wired(story: Callable[[Floor], Awaitable[None]]) -> Callable[[], Awaitable[None]]:
    """A test that has a whole service to itself, and leaves nothing behind that was not asked for.

    No fixture: what is opened in one task has to be closed in the same.
    """

    async def test() -> None:
        async with running() as world:
            await story(Floor(world))
            assert world.discord.duplicates() == []

    test.__name__, test.__doc__ = story.__name__, story.__doc__
    return test


def words(seen: SeenInteraction) -> str:
    assert seen.ephemeral
    return seen.messages[-1].content


@wired
async def test_f1_f2_f8_of_two_who_press_claim_one_has_it_and_notes_stay_among_staff(
    floor: Floor,
) -> None:
    world = floor.world
    await floor.mailed("The export fails, it is urgent")
    card = await floor.card("The export fails")
    assert len(card.content.split("\n")) <= 12
    assert [each["label"] for row in card.components for each in row["components"]] == [
        "Claim",
        "Reply",
        "More",
    ]
    made = [await floor.pressed(card, "claim", who) for who in (world.grace, world.linus)]
    won, lost = [await floor.answered(one) for one in made]
    assert words(won) == "Ticket 1 is yours."
    assert words(lost) == "Ticket 1 is Grace Hall's. Ask them, or take it over and say why."
    await floor.heard("Grace from platform is now looking at")

    thread = await world.discord.open_thread(world.room, card.id, world.grace, "talk")
    await world.discord.post(thread, world.grace, "Ask Kim about the cache")
    found = await floor.call(thread, world.linus, "ticket find", {"words": "kim cache"})
    while "**1**" not in words(found):  # until the line is stored
        found = await floor.call(thread, world.linus, "ticket find", {"words": "kim cache"})
    await world.discord.post(thread, world.grace, "We found it, please reload the page.")
    line = world.discord.messages(thread)[-1]
    await world.discord.react(thread, line.id, world.grace, "📨")
    await floor.heard("We found it, please reload the page.")
    assert not any("Kim" in one.text for one in world.mail.sent)


@wired
async def test_f11_reply_by_form_and_a_second_answer_at_once_is_asked_about(floor: Floor) -> None:
    world = floor.world
    await floor.mailed("The export fails")
    card = await floor.card("The export fails")
    sent = await floor.press(card, "reply", world.grace, {"text": "Please clear the cache."})
    assert words(sent) == "On its way to the reporter of ticket 1."
    await floor.heard("Please clear the cache.")

    held = await floor.press(card, "reply", world.linus, {"text": "Please restart it."})
    assert "Not sent: Grace Hall answered ticket 1" in words(held)
    again = await floor.press(held.messages[-1], "send", world.linus)
    assert words(again) == "On its way to the reporter of ticket 1."
    await floor.heard("Please restart it.")


@wired
async def test_f4_f10_f12_more_hands_over_puts_off_and_gives_back(floor: Floor) -> None:
    world = floor.world
    await floor.mailed("The export fails")
    card = await floor.card("The export fails")
    await floor.press(card, "claim", world.grace)
    card = await floor.card("The export fails", showing="Claimed by Grace Hall")
    menu = await floor.press(card, "more", world.grace)
    asleep = await floor.press(menu.messages[-1], "snooze", world.grace, {"until": "3h"})
    assert words(asleep).startswith("Ticket 1 is put off until <t:")
    await floor.card("The export fails", showing="put off until")
    await floor.mailed("Here is the file", number="b2")
    menu = await floor.press(card, "more", world.grace)
    whom = await floor.press(menu.messages[-1], "transfer", world.grace)
    given = await floor.press(
        whom.messages[-1], "transfer", world.grace, {"reason": "needs the database"}
    )
    assert words(given) == "Ticket 1 is Linus Berg's now."
    line = await floor.behind(card, "needs the database")
    assert (line.content, line.pinged) == (
        "Grace Hall handed ticket 1 over to Linus Berg: needs the database",
        frozenset(),
    )
    menu = await floor.press(card, "more", world.amara)
    taken = await floor.press(menu.messages[-1], "steal", world.amara, {"reason": "Linus is ill"})
    assert words(taken) == "Ticket 1 is Amara Obi's now."
    menu = await floor.press(card, "more", world.amara)
    leaving = await floor.press(menu.messages[-1], "release", world.amara)
    assert words(leaving) == "Ticket 1 goes back to the team in 60 seconds."
    undone = await floor.press(leaving.messages[-1], "undo", world.amara)
    assert words(undone) == "Nothing has changed on ticket 1."


@wired
async def test_d2_d3_merge_takes_later_words_along_and_unmerge_gives_them_back(
    floor: Floor,
) -> None:
    world = floor.world
    await floor.mailed("The export fails")
    await floor.mailed("The import fails too", number="c1", sender="cora@customer.example")
    await floor.card("The export fails")
    second = await floor.card("The import fails")
    menu = await floor.press(second, "more", world.grace)
    done = await floor.press(menu.messages[-1], "merge", world.grace, {"ticket": "1"})
    assert words(done).startswith("Ticket 2 is part of ticket 1 now.")
    await floor.card("The import fails", showing="Part of ticket 1")
    await floor.heard("about the same thing as an earlier report", at="cora@customer.example")

    first = await floor.card("The export fails", showing="Includes tickets 2")
    await floor.press(first, "reply", world.grace, {"text": "We are on it."})
    for reporter in (REPORTER, "cora@customer.example"):
        await floor.heard("We are on it.", at=reporter)
    menu = await floor.press(second, "more", world.grace)
    apart = await floor.press(menu.messages[-1], "unmerge", world.grace)
    assert words(apart) == "Ticket 2 is a ticket of its own again, as it was."


@wired
async def test_a_resolve_by_reaction_asks_for_a_line_which_the_reporter_reads(
    floor: Floor,
) -> None:
    world = floor.world
    await floor.mailed("The export fails")
    card = await floor.card("The export fails")
    await world.discord.react(world.room, card.id, world.linus, "✅")
    asked = await floor.behind(card, "Please write one line to the reporter")
    assert asked.pinged == frozenset()
    told = await floor.press(asked, "line", world.linus, {"line": "Works since 10:42."})
    assert words(told) == "The reporter of ticket 1 reads: Works since 10:42."
    await floor.heard("should be solved: Works since 10:42.")
    await floor.card("The export fails", showing="Resolved by Linus Berg")


@wired
async def test_commands_list_find_and_open_tickets(floor: Floor) -> None:
    world = floor.world
    opened = await floor.call(
        world.room,
        world.grace,
        "ticket new",
        {"for": REPORTER, "report": "They called: the export fails"},
    )
    assert words(opened) == "This is ticket 1 now. The receipt and every step go by mail."
    await floor.heard("It is ticket 1")
    listed = await floor.call(world.room, world.grace, "tickets")
    assert "**1**" in words(listed)
    stranger = await floor.call(world.help, world.reporters[0], "tickets")
    assert words(stranger) == "Only the support staff can do that, so nothing has changed."
    nowhere = await floor.call(world.help, world.grace, "note", {"text": "x"})
    assert words(nowhere).startswith("Which ticket?")
    noted = await floor.call(world.help, world.grace, "note", {"text": "x", "ticket": "1"})
    assert words(noted) == "Noted on ticket 1. The reporter does not see it."


@wired
async def test_f3_f7_who_may_not_gets_nothing_and_a_storm_of_reactions_costs_no_request(
    floor: Floor,
) -> None:
    world = floor.world
    await floor.mailed("Private words 17\n" + "line\n" * 90)
    card = await floor.card("Private words")
    for action in ("claim", "more"):
        refused = await floor.press(card, action, world.reporters[0])
        assert words(refused).startswith("Only the support staff can do that")
    before = len(world.discord.requests)
    for emoji in ("🔥", "🎉", "😀"):
        for person in world.reporters:
            await world.discord.react(world.room, card.id, person, emoji)
    menu = await floor.press(card, "more", world.grace)
    asked = [one for one in world.discord.requests[before:] if "reactions" in one.path]
    assert asked == []  # twelve reactions cost no request
    page = await floor.press(menu.messages[-1], "whole", world.grace)
    assert "Private words 17" in words(page)
