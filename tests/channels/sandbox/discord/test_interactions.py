"""Buttons, forms and commands, as the real client answers them."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import discord
import pytest
from discord import app_commands
from typing_extensions import override

from channels.sandbox.discord.interactions import AnswerKind, Interactions, SeenInteraction
from tests.channels.sandbox.discord.bot import Bot
from tests.channels.sandbox.discord.conftest import Guild

Press = discord.Interaction


class Panel(discord.ui.View):
    """One button whose press is handled by the test."""

    def __init__(self, handle: Callable[[Press], Awaitable[None]]) -> None:
        super().__init__(timeout=None)
        self._handle = handle

    @discord.ui.button(label="Report", custom_id="report")
    async def report(self, interaction: Press, _: discord.ui.Button[Panel]) -> None:
        await self._handle(interaction)


class Form(discord.ui.Modal, title="Report a problem"):
    steps: discord.ui.TextInput[Form] = discord.ui.TextInput(label="Steps", custom_id="steps")

    @override
    async def on_submit(self, interaction: Press) -> None:
        await interaction.response.send_message(f"Got: {self.steps.value}", ephemeral=True)


async def pressed(
    guild: Guild, bot: Bot, handle: Callable[[Press], Awaitable[None]]
) -> tuple[Interactions, str]:
    card = await bot.room(guild.room).send("Panel", view=Panel(handle))
    interactions = guild.sandbox.interactions
    made = await interactions.press(guild.room, str(card.id), guild.linus, "report")
    return interactions, made


async def answered(guild: Guild, made: str, *, messages: int = 1) -> SeenInteraction:
    seen = guild.sandbox.interactions.seen
    await guild.sandbox.wait_for(lambda: len(seen(made).messages) >= messages)
    return seen(made)


async def test_an_ephemeral_answer_is_seen_by_one_person_only(guild: Guild, bot: Bot) -> None:
    async def handle(interaction: Press) -> None:
        assert isinstance(interaction.user, discord.Member)
        await interaction.response.send_message("only you", ephemeral=True)

    _, made = await pressed(guild, bot, handle)
    seen = await answered(guild, made)
    assert (seen.ephemeral, seen.messages[0].content) == (True, "only you")
    assert [one.content for one in guild.sandbox.messages(guild.room)] == ["Panel"]


async def test_a_deferred_answer_is_written_by_its_edit_and_followed_up(
    guild: Guild, bot: Bot
) -> None:
    async def handle(interaction: Press) -> None:
        await interaction.response.defer(thinking=True)
        await interaction.edit_original_response(content="done")
        await interaction.followup.send("and more")

    _, made = await pressed(guild, bot, handle)
    seen = await answered(guild, made, messages=2)
    assert seen.answer == AnswerKind.DEFERRED_MESSAGE
    assert [one.content for one in seen.messages] == ["done", "and more"]


async def test_a_button_can_change_its_own_message(guild: Guild, bot: Bot) -> None:
    async def handle(interaction: Press) -> None:
        await interaction.response.edit_message(content="Claimed", view=None)

    await pressed(guild, bot, handle)
    sandbox = guild.sandbox
    await sandbox.wait_for(lambda: sandbox.messages(guild.room)[0].edits == ("Panel",))
    changed = sandbox.messages(guild.room)[0]
    assert (changed.content, changed.components) == ("Claimed", ())


async def test_a_form_opens_is_filled_in_and_answered(guild: Guild, bot: Bot) -> None:
    async def handle(interaction: Press) -> None:
        await interaction.response.send_modal(Form())

    interactions, made = await pressed(guild, bot, handle)
    modal = await guild.sandbox.wait_for(lambda: interactions.seen(made).modal)
    assert modal is not None
    assert modal["title"] == "Report a problem"
    sent = await interactions.submit(made, {"steps": "open it"})
    assert (await answered(guild, sent)).messages[0].content == "Got: open it"


async def test_a_form_with_a_required_field_left_out_is_not_sent(guild: Guild, bot: Bot) -> None:
    async def handle(interaction: Press) -> None:
        await interaction.response.send_modal(Form())

    interactions, made = await pressed(guild, bot, handle)
    await guild.sandbox.wait_for(lambda: interactions.seen(made).modal)
    with pytest.raises(KeyError, match="steps"):
        await interactions.submit(made, {})


async def test_an_answer_after_three_seconds_comes_too_late(guild: Guild, bot: Bot) -> None:
    guild.sandbox.interactions.first_answer_seconds = -1
    codes: asyncio.Queue[int] = asyncio.Queue()

    async def handle(interaction: Press) -> None:
        with pytest.raises(discord.NotFound) as caught:
            await interaction.response.send_message("late")
        codes.put_nowait(caught.value.code)

    await pressed(guild, bot, handle)
    assert await codes.get() == 10062


async def test_after_fifteen_minutes_the_token_is_dead(guild: Guild, bot: Bot) -> None:
    guild.sandbox.interactions.token_seconds = -1
    codes: asyncio.Queue[int] = asyncio.Queue()

    async def handle(interaction: Press) -> None:
        await interaction.response.defer()
        with pytest.raises(discord.HTTPException) as caught:
            await interaction.followup.send("late")
        codes.put_nowait(caught.value.code)

    await pressed(guild, bot, handle)
    assert await codes.get() == 50027


async def test_a_second_answer_is_refused(guild: Guild, bot: Bot) -> None:
    async def handle(interaction: Press) -> None:
        await interaction.response.send_message("one")
        route = discord.http.Route(
            "POST",
            "/interactions/{webhook_id}/{webhook_token}/callback",
            webhook_id=interaction.id,
            webhook_token=interaction.token,
        )
        with pytest.raises(discord.HTTPException) as caught:
            await bot.http.request(route, json={"type": 6})
        codes.put_nowait(caught.value.code)

    codes: asyncio.Queue[int] = asyncio.Queue()
    await pressed(guild, bot, handle)
    assert await codes.get() == 40060


async def test_a_press_on_what_is_not_there_is_refused(guild: Guild, bot: Bot) -> None:
    card = await bot.room(guild.room).send("bare")
    with pytest.raises(LookupError):
        await guild.sandbox.interactions.press(guild.room, str(card.id), guild.linus, "report")


async def test_slash_and_context_menu_commands_reach_their_code(guild: Guild, bot: Bot) -> None:
    tree = app_commands.CommandTree(bot)
    group = app_commands.Group(name="ticket", description="Tickets")

    @group.command(description="Show one")
    async def show(interaction: Press, number: int) -> None:
        await interaction.response.send_message(f"ticket {number}")

    async def make(interaction: Press, message: discord.Message) -> None:
        await interaction.response.send_message(f"from {message.content}")

    tree.add_command(group)
    tree.add_command(app_commands.ContextMenu(name="Make a ticket", callback=make))
    assert len(await tree.sync()) == 2
    assert len(await tree.fetch_commands()) == 2
    interactions = guild.sandbox.interactions
    slash = await interactions.command(guild.room, guild.linus, "ticket show", {"number": 7})
    assert (await answered(guild, slash)).messages[0].content == "ticket 7"
    posted = await guild.sandbox.post(guild.room, guild.linus, "it broke")
    menu = await interactions.use_menu(guild.room, posted, guild.linus, "Make a ticket")
    assert (await answered(guild, menu)).messages[0].content == "from it broke"
    with pytest.raises(LookupError):
        await interactions.command(guild.room, guild.linus, "unheard")
