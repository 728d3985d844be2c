"""Many people in one channel: whose words count for what, and what must not be read there."""

from __future__ import annotations

from tests.e2e.wire.conftest import Wire
from tests.e2e.wire.test_as_time_goes import MINUTE
from tests.e2e.wire.test_hands import behind, heard, more
from tests.e2e.wire.test_menus import card, chosen, pressed
from tests.e2e.wire.test_reporter import REPORT, answered
from tests.e2e.wire.test_ways_in import CHAT, receipt, whole

SECRET = f"{REPORT} My password is Hunter2."


async def test_staff_and_whoever_answers_others_open_nothing_and_anybody_opens_what_was_chat(
    wire: Wire,
) -> None:
    helper = wire.discord.add_role("helpers")
    hal = wire.discord.add_member("Hal", [helper])
    wire.change("[discord]\n", f"[discord]\nhelper_roles = [{helper}]\n")
    talk, (ada, ben, cleo) = wire.discord.add_channel("talk"), wire.people[:3]
    async with wire.running():
        await wire.discord.post(wire.help, wire.grace, REPORT)
        chat = await wire.discord.post(wire.help, ada, CHAT, files=[("a.log", b"error 500")])
        await wire.discord.post(wire.help, ben, REPORT, reply_to=chat)
        hint = await wire.discord.post(wire.help, ben, "haha, same to you")
        said = await wire.discord.post(talk, cleo, "The import stops too, error 403, since today")
        passed = await wire.discord.post(wire.help, cleo, "", forwards=(talk, said))
        assert "this is ticket 1." in (await receipt(wire, passed)).content
        assert "error 403" in await whole(wire, 1)
        await wire.discord.react(wire.help, chat, cleo, "🎫")
        assert "this is ticket 2." in (await receipt(wire, chat)).content
        await wire.until(lambda: wire.files(2))
        assert CHAT in await whole(wire, 2)

        add = ("Add this to a ticket", {"number": "2"})
        assert (await chosen(wire, wire.help, hint, wire.grace, *add)).startswith("It belongs to")
        assert "same to you" in await wire.words(2)
        tip = await wire.discord.post(chat, hal, "Clear the cache, then log in again")
        menu = wire.discord.interactions.use_menu
        refused = await menu(chat, tip, ben, "This solved it")
        assert (await answered(wire, refused)).startswith("Only the person who reported ticket 2")
        marked = await menu(chat, tip, hal, "This solved it")
        assert (await answered(wire, marked)).startswith("Ticket 2 is closed.")
        await heard(wire, chat, "Ticket 2 is closed: Hal says that it is solved.")
        assert len(await wire.tickets()) == 2


SECURITY = """
[[rules]]
id = "security"
when = { field = "text", matches = "vulnerability" }
then = { tags = ["private"] }
"""
HOLE = "There is a vulnerability: the export of others opens by its number, without a password."


async def test_a_rule_makes_it_private_and_in_public_stands_one_line_without_the_words(
    wire: Wire,
) -> None:
    """A text channel, and a forum, which has no private threads: it goes on below the channel."""
    wire.add(SECURITY)
    ada, ben = wire.people[:2]
    async with wire.running():
        said = await wire.discord.post(wire.help, ada, HOLE)
        post = await wire.discord.post_in_forum(wire.forum, ben, HOLE, title="A hole")
        await wire.settled(tickets=2)
        for place in (said, post):
            await heard(wire, place, "goes on in private.")
        threads = wire.discord.threads(wire.help)
        private = [one for one in threads if one.private]
        assert [sorted(one.members - {wire.discord.bot_id}) for one in private] == [[ada], [ben]]
        for one in private:
            assert "this is ticket" in (await receipt(wire, one.id)).content
            assert "export of others" in "\n".join(wire.said_to(one.id))
        [public] = [one for one in threads if not one.private]
        assert (public.id, public.name) == (said, "Ticket 1")
        await wire.discord.react(wire.room, (await card(wire, 1)).id, wire.grace, "✋")
        await heard(wire, private[0].id, "Grace from platform is now looking at ticket 1")
        assert wire.said_to(said) == ["Ticket 1 goes on in private."]
        assert wire.said_to(post) == ["Ticket 2 goes on in private."]
        assert wire.said_to(wire.help) == []


async def test_a_report_with_a_secret_goes_on_in_private_and_its_resolver_says_what_it_was(
    wire: Wire,
) -> None:
    async with wire.running():
        said = await wire.discord.post(wire.help, wire.people[0], SECRET)
        await wire.settled(tickets=1)
        await heard(wire, said, "Ticket 1 goes on in private.")
        [thread] = [one for one in wire.discord.threads(wire.help) if one.private]
        assert wire.people[0] in thread.members
        await heard(wire, thread.id, "Please delete")
        shown = await card(wire, 1)
        why = await more(wire, shown, wire.grace, "why")
        assert why.startswith("Ticket 1 is P")

        await wire.discord.react(wire.room, shown.id, wire.grace, "✅")
        asked = await behind(wire, shown, "Please write one line to the reporter")
        line = {"line": "Works again since 10:42."}
        await pressed(wire, asked, wire.grace, "f1:line:1:", line)
        await heard(wire, thread.id, "should be solved: Works again since 10:42.")
        wire.clock.advance(MINUTE)
        await wire.until(lambda: any(one.pinned for one in wire.cards()))
        [board] = [one for one in wire.cards() if one.pinned]
        assert board.content.startswith("**The board of platform**")
        own = "\n".join(one.content for one in wire.discord.sent_by_bot())
        assert ("Hunter2" in own, wire.said_to(said)) == (False, ["Ticket 1 goes on in private."])
