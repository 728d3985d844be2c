"""What engineers do with a ticket, over the wire (by mail: `test_engineers_on_the_wire`)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta

from channels.github.adapter import GithubChannel
from channels.sandbox.discord.seen import SeenMessage
from channels.sandbox.github import GithubSandbox
from tests.e2e.wire.conftest import Wire
from tests.e2e.wire.test_menus import buttons, card, pressed
from tests.e2e.wire.test_reporter import REPORT, answered
from tests.e2e.wire.test_ways_in import receipt
from tests.secret_files import keep_secrets
from triage.app.compose.github import github_config
from triage.app.service import adapters
from triage.ports.channel import ChannelAdapter
from triage.ports.core import Clock
from triage.settings.whole import Settings

COOKIES = """
[replies.cookies]
en = "Hello {name}, about ticket {number}: please clear your cookies. {me}"
"""
TRACKER = """
[github]
repository = "{repository}"
token = "file:{folder}/github"
api_url = "{url}"
"""


def looking_often(
    settings: Settings, clock: Clock, *, plus: Collection[str] = frozenset()
) -> dict[str, ChannelAdapter]:
    """Asks GitHub every second what was closed, instead of every minute."""
    config = github_config(settings)
    assert config is not None
    often = GithubChannel(replace(config, every=1.0), clock)
    return adapters(settings, clock, plus=plus) | {"github": often}


async def shows(wire: Wire, number: int, words: str) -> SeenMessage:
    """The card of a ticket, once it says that."""

    def found() -> list[SeenMessage]:
        cards = (one for one in wire.cards() if f"· {number} ·" in one.content)
        return [one for one in cards if words in one.content]

    await wire.until(found)
    return found()[0]


async def behind(wire: Wire, shown: SeenMessage, words: str) -> SeenMessage:
    """A line in the staff thread of a card, once it is there."""

    def found() -> list[SeenMessage]:
        return [
            one
            for one in wire.discord.messages(shown.id)
            if one.channel != wire.room and words in one.content
        ]

    await wire.until(found)
    return found()[0]


async def in_room(wire: Wire, words: str) -> SeenMessage:
    def found() -> list[SeenMessage]:
        return [one for one in wire.cards() if words in one.content]

    await wire.until(found)
    return found()[0]


def now(wire: Wire, shown: SeenMessage) -> SeenMessage:
    """A card as it stands by now."""
    return next(one for one in wire.cards() if one.id == shown.id)


def reacted(wire: Wire, shown: SeenMessage) -> set[str]:
    """Whose ✋ stands on a card."""
    return set(now(wire, shown).reactions["✋"])


async def heard(wire: Wire, thread: str, words: str) -> str:
    await wire.until(lambda: any(words in one for one in wire.said_to(thread)))
    return next(one for one in wire.said_to(thread) if words in one)


async def more(
    wire: Wire, shown: SeenMessage, by: str, action: str, fields: dict[str, str] | None = None
) -> str:
    """Behind More; what whoever pressed is told."""
    number = buttons(shown)[0].split(":")[2]
    menu = (await pressed(wire, shown, by, f"f1:more:{number}:")).messages[-1]
    return (await pressed(wire, menu, by, f"f1:{action}:{number}:", fields)).messages[-1].content


async def reported_by(wire: Wire, person: str, number: int = 1) -> tuple[str, SeenMessage]:
    """The thread of a report, and its card."""
    thread = await wire.discord.post(wire.help, person, REPORT)
    await receipt(wire, thread)
    return thread, await card(wire, number)


async def test_of_two_reactions_one_has_it_and_neither_a_stranger_nor_a_bot_can(
    wire: Wire,
) -> None:
    bot = wire.discord.add_member("helper", [wire.staff], bot=True)
    stranger = wire.people[0]
    async with wire.running():
        thread, shown = await reported_by(wire, stranger)
        for person in (stranger, bot, wire.grace, wire.linus):
            await wire.discord.react(wire.room, shown.id, person, "✋")
        await heard(wire, thread, "Grace from platform is now looking at ticket 1")
        lost = await in_room(wire, "Grace Hall claimed ticket 1, just before you, so it's theirs.")
        refused = await in_room(wire, "Only the support staff can do that on ticket 1")
        assert lost.content.startswith(f"<@{wire.linus}>")
        assert refused.content.startswith(f"<@{stranger}>")
        assert lost.pinged == refused.pinged == frozenset()
        await wire.until(lambda: reacted(wire, shown) == {wire.discord.bot_id, wire.grace, bot})
        await wire.discord.unreact(wire.room, shown.id, wire.grace, "✋")
        await card(wire, 1, offering="claim")


async def test_a_card_of_months_ago_is_claimed_taken_over_and_answered_from(wire: Wire) -> None:
    wire.add(COOKIES)
    async with wire.running():
        thread, shown = await reported_by(wire, wire.people[0])
    wire.clock.advance(timedelta(days=100))
    async with wire.running():
        await reported_by(wire, wire.people[1], number=2)  # by now the cards are read again
        await wire.discord.react(wire.room, shown.id, wire.amara, "✋")
        await shows(wire, 1, "Claimed by Amara Obi")
        why = {"reason": "Amara is on a train"}
        assert await more(wire, shown, wire.grace, "steal", why) == "Ticket 1 is Grace Hall's now."
        await behind(wire, shown, "Grace Hall took ticket 1 over: Amara is on a train")

        options = {"canned": "cookies", "ticket": "1"}
        sent = await wire.discord.interactions.command(wire.room, wire.grace, "reply", options)
        assert await answered(wire, sent) == "On its way to the reporter of ticket 1."
        said = await heard(wire, thread, "please clear your cookies")
        assert said.endswith("Hello p0, about ticket 1: please clear your cookies. Grace")


async def test_nobody_claims_what_they_have_reported_themselves(wire: Wire) -> None:
    async with wire.running():
        own = await wire.discord.post(wire.help, wire.linus, "Nobody of us can log in, error 403")
        menu = wire.discord.interactions.use_menu
        made = await menu(wire.help, own, wire.linus, "Create a ticket from this")
        assert await answered(wire, made) == "This is ticket 1 now."
        told = await pressed(wire, await card(wire, 1), wire.linus, "f1:claim:1:")
        assert told.messages[-1].content == (
            "Ticket 1 was reported by Linus Berg; somebody else takes care of it."
        )


async def test_a_team_speaks_as_one_puts_off_links_and_escalates(wire: Wire) -> None:
    wire.change("[teams.platform]\n", '[teams.platform]\nreplies_as = "team"\n')
    async with wire.running():
        thread, shown = await reported_by(wire, wire.people[0])
        await reported_by(wire, wire.people[1], number=2)
        await pressed(wire, shown, wire.linus, "f1:claim:1:")
        await heard(wire, thread, "The platform team is now looking at ticket 1.")
        words = {"text": "Which version is it?"}
        await pressed(wire, shown, wire.linus, "f1:reply:1:", words)
        await heard(wire, thread, "Which version is it?")
        told = await more(wire, shown, wire.linus, "link", {"ticket": "2"})
        assert told == "Tickets 1 and 2 are linked."
        await shows(wire, 1, "Related: 2")
        told = await more(wire, shown, wire.linus, "snooze", {})
        assert told == "Ticket 1 is put off until the reporter writes."
        await shows(wire, 1, "put off until the reporter writes")
    async with wire.running():
        await wire.discord.post(thread, wire.people[0], "It is 4.2.1")
        await behind(wire, shown, "Ticket 1 is due again, ")
        await wire.until(lambda: "put off" not in now(wire, shown).content)
        told = await more(wire, shown, wire.linus, "escalate", {"reason": "I am ill"})
        assert told == "Ticket 1 is open again; its policy calls whoever is next."
        await card(wire, 1, offering="claim")
        await behind(wire, shown, "Linus Berg handed ticket 1 over to platform: I am ill")
    assert not any("Linus" in one for one in wire.said_to(thread))


async def test_a_ticket_becomes_an_issue_and_its_closing_is_told_to_staff(wire: Wire) -> None:
    wire.channels = looking_often
    async with GithubSandbox(now=wire.clock.now) as github:
        keep_secrets(wire.folder, {"github": github.token})
        names = {"repository": github.repository, "folder": wire.folder, "url": github.url}
        wire.add(TRACKER.format(**names))
        async with wire.running():
            _, shown = await reported_by(wire, wire.people[0])
            told = await more(wire, shown, wire.grace, "issue")
            assert told.startswith("Ticket 1 becomes an issue in acme/shop.")
            await wire.until(lambda: github.issues)
            assert "p0" not in str(github.issues)
            github.close(1, by="kim")
            await behind(wire, shown, "The issue of ticket 1 was closed by kim: https://")
