"""Buttons, forms and commands, as the real client answers them."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import discord
import pytest
from discord import app_commands
from typing_extensions import override

from channels.sandbox.discord.errors import RefusedError
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
    await guild.sandbox.post(guild.room, guild.linus, "end")
    assert [(await bot.heard.get()).content for _ in range(2)] == ["Panel", "end"]
    assert [one.content for one in guild.sandbox.messages(guild.room)] == ["Panel", "end"]


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


async def test_answers_are_read_changed_and_taken_back(guild: Guild, bot: Bot) -> None:
    done = asyncio.Event()

    async def handle(interaction: Press) -> None:
        await interaction.response.send_message("first")
        original = await interaction.original_response()
        await original.edit(content="first, changed")
        more = await interaction.followup.send("second", wait=True)
        await more.edit(content="second, changed")
        await (await interaction.followup.send("third", wait=True)).delete()
        done.set()

    _, made = await pressed(guild, bot, handle)
    await done.wait()
    said = [one.content for one in guild.sandbox.interactions.seen(made).messages]
    assert said == ["first, changed", "second, changed"]


async def test_a_follow_up_completes_a_deferral_and_stays_as_private(
    guild: Guild, bot: Bot
) -> None:
    async def handle(interaction: Press) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        await interaction.followup.send("quietly")

    _, made = await pressed(guild, bot, handle)
    assert (await answered(guild, made)).messages[0].content == "quietly"
    assert [one.content for one in guild.sandbox.messages(guild.room)] == ["Panel"]


async def test_a_deferred_update_edits_the_pressed_message(guild: Guild, bot: Bot) -> None:
    async def handle(interaction: Press) -> None:
        await interaction.response.defer()
        await interaction.edit_original_response(content="Claimed")

    await pressed(guild, bot, handle)
    sandbox = guild.sandbox
    await sandbox.wait_for(lambda: sandbox.messages(guild.room)[0].content == "Claimed")


async def test_a_follow_up_before_the_answer_and_a_message_that_is_not_there_are_refused(
    guild: Guild, bot: Bot
) -> None:
    codes: asyncio.Queue[list[int]] = asyncio.Queue()

    async def handle(interaction: Press) -> None:
        with pytest.raises(discord.NotFound) as early:
            await interaction.followup.send("early")
        await interaction.response.defer()
        with pytest.raises(discord.NotFound) as missing:
            await interaction.followup.delete_message(1)
        codes.put_nowait([early.value.code, missing.value.code])

    await pressed(guild, bot, handle)
    assert await codes.get() == [10015, 10008]


@pytest.mark.parametrize(
    ("opener", "answer"),
    [("press", {"type": 8, "data": {"choices": []}}), ("menu", {"type": 7, "data": {}})],
)
async def test_an_answer_that_does_not_fit_is_refused(
    guild: Guild, bot: Bot, opener: str, answer: dict[str, object]
) -> None:
    codes: asyncio.Queue[int] = asyncio.Queue()

    async def handle(interaction: Press) -> None:
        route = discord.http.Route(
            "POST",
            "/interactions/{webhook_id}/{webhook_token}/callback",
            webhook_id=interaction.id,
            webhook_token=interaction.token,
        )
        with pytest.raises(discord.HTTPException) as caught:
            await bot.http.request(route, json=answer)
        codes.put_nowait(caught.value.code)

    async def on_menu(interaction: Press, _: discord.Message) -> None:
        await handle(interaction)

    if opener == "press":
        await pressed(guild, bot, handle)
    else:
        tree = app_commands.CommandTree(bot)
        tree.add_command(app_commands.ContextMenu(name="Act", callback=on_menu))
        await tree.sync(guild=None)
        posted = await guild.sandbox.post(guild.room, guild.linus, "it broke")
        await guild.sandbox.interactions.use_menu(guild.room, posted, guild.linus, "Act")
    assert await codes.get() == 50035


async def test_a_modal_does_not_answer_a_modal_and_a_press_without_one_submits_nothing(
    guild: Guild, bot: Bot
) -> None:
    codes: asyncio.Queue[int] = asyncio.Queue()

    class Twice(Form, title="Twice"):
        @override
        async def on_submit(self, interaction: Press) -> None:
            with pytest.raises(discord.HTTPException) as caught:
                await interaction.response.send_modal(Form())
            codes.put_nowait(caught.value.code)

    async def handle(interaction: Press) -> None:
        await interaction.response.send_modal(Twice())

    interactions, made = await pressed(guild, bot, handle)
    await guild.sandbox.wait_for(lambda: interactions.seen(made).modal)
    again = await interactions.submit(made, {"steps": "open it"})
    assert await codes.get() == 50035
    with pytest.raises(LookupError):
        await interactions.submit(again, {})


async def test_a_button_works_in_a_direct_message(guild: Guild, bot: Bot) -> None:
    users: asyncio.Queue[int] = asyncio.Queue()

    async def handle(interaction: Press) -> None:
        users.put_nowait(interaction.user.id)
        await interaction.response.defer()

    user = await bot.fetch_user(int(guild.linus))
    card = await user.send("Panel", view=Panel(handle))
    channel = str(card.channel.id)
    await guild.sandbox.interactions.press(channel, str(card.id), guild.linus, "report")
    assert str(await users.get()) == guild.linus
    with pytest.raises(RefusedError):
        await guild.sandbox.interactions.press(channel, "1", guild.linus, "report")


async def test_a_guilds_own_command_goes_before_a_global_one(guild: Guild, bot: Bot) -> None:
    tree = app_commands.CommandTree(bot)
    server = discord.Object(int(guild.sandbox.guild_id))

    @tree.command(name="desk", description="Ours", guild=server)
    async def ours(interaction: Press) -> None:
        await interaction.response.send_message("ours")

    @tree.command(name="desk", description="Global")
    async def everybodys(interaction: Press) -> None:
        await interaction.response.send_message("everybody's")

    await tree.sync()
    ((first,), (second,)) = (await tree.sync(guild=server), await tree.sync(guild=server))
    assert first.id == second.id
    made = await guild.sandbox.interactions.command(guild.room, guild.linus, "desk")
    assert (await answered(guild, made)).messages[0].content == "ours"
    with pytest.raises(LookupError):
        await guild.sandbox.interactions.command(guild.room, guild.linus, "desk", {"loud": 1})
