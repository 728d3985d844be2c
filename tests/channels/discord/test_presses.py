"""Buttons, forms and commands over the wire: stored, acknowledged in time, answered once."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from channels.discord.adapter import DiscordChannel
from channels.sandbox.discord.faults import Fault, FaultKind
from channels.sandbox.discord.interactions import AnswerKind, SeenInteraction
from tests.channels.discord.conftest import Guild, Listening
from tests.channels.discord.door import Door
from triage.controls import (
    Action,
    Asked,
    Button,
    Choice,
    Command,
    CommandKind,
    Field,
    FieldKind,
    Form,
    Option,
    OptionKind,
    Style,
)
from triage.errors import DeliveryRefusedError
from triage.messages import (
    Act,
    Attachment,
    Grade,
    MessageArrived,
    MessageChanged,
    Notice,
    Outgoing,
    PressArrived,
)
from triage.model import (
    ConversationRef,
    TicketId,
)

FORM = Form(
    "Report a problem",
    (
        Field(
            key="impact",
            label="How bad is it?",
            kind=FieldKind.CHOICE,
            required=True,
            choices=(Choice("stopped", "My work is stopped"), Choice("minor", "It is a detail")),
        ),
        Field(key="steps", label="What did you do?", hint="Step by step"),
        Field(key="since", label="Since when?", kind=FieldKind.LINE, most=100),
        Field(key="files", label="Screenshots", kind=FieldKind.FILES, most=3),
    ),
)
COMMANDS = (
    Command(
        name="report",
        action=Action.REPORT,
        description="Tell us what does not work",
    ),
    Command(
        name="ticket find",
        action=Action.STATUS,
        description="Find tickets",
        options=(
            Option(name="words", description="Words of it", required=True),
            Option(name="who", description="Whose", kind=OptionKind.PERSON),
            Option(name="state", description="Which", choices=(Choice("open", "only open ones"),)),
        ),
        staff=True,
    ),
    Command(name="Create ticket", action=Action.OPEN, kind=CommandKind.MESSAGE),
)


def forms(asked: Asked) -> Form | None:
    return FORM if asked.action in (Action.REPORT, Action.ANSWER) else None


@pytest.fixture
def guild(guild: Guild) -> Guild:
    return replace(guild, config=replace(guild.config, forms=forms, commands=COMMANDS))


def receipt(guild: Guild, *buttons: Button) -> Outgoing:
    return Outgoing(
        key="ack:7",
        ticket=TicketId(7),
        notice=Notice.ACKNOWLEDGED,
        to=ConversationRef("discord", guild.server.guild_id, guild.help),
        lane="7",
        grade=Grade.REPLY,
        text="Thanks, this is ticket 7.",
        buttons=buttons,
    )


def answer(press: PressArrived, text: str = "Ticket 7 is closed.", **changes: Any) -> Outgoing:
    plain = Outgoing(
        key=f"answer:{press.external_id}",
        ticket=press.ticket,
        notice=Notice.ANSWER,
        to=press.conversation,
        lane=f"answer:{press.external_id}",
        grade=Grade.REPLY,
        act=Act.ANSWER,
        text=text,
        token=press.token,
    )
    return replace(plain, **changes)


SOLVED = Button(action=Action.SOLVED, label="Solved it", ticket=TicketId(7), style=Style.GOOD)
ANSWER = Button(action=Action.ANSWER, label="Answer", ticket=TicketId(7), argument="steps,impact")


def pressed(channel: DiscordChannel, door: Door) -> list[PressArrived]:
    read = [channel.read(raw) for raw in door.stored]
    return [one for one in read if isinstance(one, PressArrived)]


async def acknowledged(guild: Guild, made: str) -> SeenInteraction:
    await guild.server.wait_for(lambda: guild.server.interactions.seen(made).answer)
    return guild.server.interactions.seen(made)


async def test_a_button_is_stored_acknowledged_and_answered(
    guild: Guild, listening: Listening
) -> None:
    door, server = Door(), guild.server
    async with listening(door) as channel:
        posted = (await channel.send(receipt(guild, SOLVED))).external_id
        made = await server.interactions.press(guild.help, posted, guild.ada, "f1:solved:7:")
        seen = await acknowledged(guild, made)
        assert (seen.answer, seen.ephemeral) == (AnswerKind.DEFERRED_MESSAGE, True)
        [press] = pressed(channel, door)
        await channel.send(answer(press))
        await channel.send(answer(press, resend=True))
    assert (press.action, press.ticket, press.sender.address) == (
        Action.SOLVED,
        TicketId(7),
        guild.ada,
    )
    assert press.message is not None
    assert (press.message.external_id, press.place) == (posted, guild.help)
    assert [one.content for one in server.interactions.seen(made).messages] == [
        "Ticket 7 is closed."
    ]
    assert [one.content for one in server.messages(guild.help)] == ["Thanks, this is ticket 7."]


async def test_a_button_of_an_earlier_life_still_works(guild: Guild, listening: Listening) -> None:
    door, server = Door(), guild.server
    async with listening(door) as channel:
        posted = (await channel.send(receipt(guild, SOLVED))).external_id
    async with listening(door) as channel:
        made = await server.interactions.press(guild.help, posted, guild.linus, "f1:solved:7:")
        await acknowledged(guild, made)
        [press] = pressed(channel, door)
    assert (press.ticket, press.sender.staff) == (TicketId(7), True)


async def test_an_edit_replaces_the_buttons(guild: Guild, listening: Listening) -> None:
    door, server = Door(), guild.server
    async with listening(door) as channel:
        posted = (await channel.send(receipt(guild, SOLVED, ANSWER))).external_id
        [row] = server.messages(guild.help)[0].components
        assert [one["label"] for one in row["components"]] == ["Solved it", "Answer"]
        edit = replace(receipt(guild), act=Act.EDIT, remote_id=posted, key="ack:7:2")
        await channel.send(edit)
    assert server.messages(guild.help)[0].components == ()


async def test_what_is_answered_has_nothing_to_press_and_its_words_stand(
    guild: Guild, listening: Listening
) -> None:
    door, server = Door(), guild.server
    off = replace(receipt(guild), key="ack:7:answered", act=Act.UNBUTTON, text="")
    async with listening(door) as channel:
        posted = (await channel.send(receipt(guild, SOLVED, ANSWER))).external_id
        made = await server.interactions.press(guild.help, posted, guild.ada, "f1:solved:7:")
        await acknowledged(guild, made)
        [press] = pressed(channel, door)
        shown = (await channel.send(answer(press, buttons=(SOLVED,)))).external_id
        for told in (off, replace(off, token=press.token)):
            number = posted if told.token is None else shown
            there = await channel.send(replace(told, remote_id=number))
            assert there.external_id == number
        gone = Fault(kind=FaultKind.REFUSED, method="PATCH", status=404, code=10008)
        server.fail_next(gone)
        await channel.send(replace(off, remote_id=posted))
    [said] = server.messages(guild.help)
    [alone] = server.interactions.seen(made).messages
    assert [(one.content, one.components) for one in (said, alone)] == [
        ("Thanks, this is ticket 7.", ()),
        ("Ticket 7 is closed.", ()),
    ]


async def test_an_action_with_a_form_opens_it_at_once_and_its_answers_come_in(
    guild: Guild, listening: Listening
) -> None:
    door, server = Door(), guild.server
    async with listening(door) as channel:
        posted = (await channel.send(receipt(guild, ANSWER))).external_id
        custom_id = "f1:answer:7:steps,impact"
        made = await server.interactions.press(guild.help, posted, guild.ada, custom_id)
        seen = await acknowledged(guild, made)
        assert seen.modal is not None
        assert (seen.modal["title"], seen.modal["custom_id"]) == ("Report a problem", custom_id)
        assert pressed(channel, door) == []
        sent = await server.interactions.submit(
            made,
            {"impact": "stopped", "steps": "1. open it", "since": ""},
            files={"files": [("shot.png", b"png")]},
        )
        await acknowledged(guild, sent)
        [press] = pressed(channel, door)
        await channel.send(answer(press))
    assert (press.action, press.argument) == (Action.ANSWER, "steps,impact")
    assert press.fields == {"impact": "stopped", "steps": "1. open it"}
    assert press.attachments == (
        Attachment(name="shot.png", type="application/octet-stream", size=3),
    )
    assert len(server.interactions.seen(sent).messages) == 1


async def test_a_command_opens_its_form_too(guild: Guild, listening: Listening) -> None:
    door, server = Door(), guild.server
    async with listening(door) as channel:
        made = await server.interactions.command(guild.help, guild.ada, "report")
        assert (await acknowledged(guild, made)).modal is not None
        sent = await server.interactions.submit(made, {"impact": "minor"})
        await acknowledged(guild, sent)
        [press] = pressed(channel, door)
        assert (press.action, press.ticket, press.message) == (Action.REPORT, None, None)


async def test_a_command_in_a_group_brings_its_options(guild: Guild, listening: Listening) -> None:
    door, server = Door(), guild.server
    async with listening(door) as channel:
        options = {"words": "export", "who": guild.linus}
        made = await server.interactions.command(guild.room, guild.linus, "ticket find", options)
        await acknowledged(guild, made)
        [press] = pressed(channel, door)
    assert (press.action, press.fields) == (Action.STATUS, options)
    assert (press.place, press.language) == (None, "en-US")


async def test_the_menu_of_a_message_brings_the_message(guild: Guild, listening: Listening) -> None:
    """Also one from before our time, in a channel that is no intake."""
    door, server = Door(), guild.server
    said = await server.post(guild.help, guild.ada, "The export hangs", files=[("a.log", b"x")])
    async with listening(door) as channel:
        made = await server.interactions.use_menu(guild.help, said, guild.linus, "Create ticket")
        await acknowledged(guild, made)
        await door.until(lambda: len(door.stored) == 3)
        first, second, file = [channel.read(raw) for raw in door.stored]
    assert isinstance(first, MessageArrived)
    assert (first.external_id, first.text, first.sender.address) == (
        said,
        "The export hangs",
        guild.ada,
    )
    assert [one.name for one in first.attachments] == ["a.log"]
    assert isinstance(file, MessageChanged)
    assert (file.message.external_id, file.files[0].content) == (said, b"x")
    assert isinstance(second, PressArrived)
    assert (second.action, second.argument) == (Action.OPEN, said)


async def test_the_answer_may_be_faster_than_the_acknowledgement(
    guild: Guild, listening: Listening
) -> None:
    door, server = Door(), guild.server
    async with listening(door) as channel:
        posted = (await channel.send(receipt(guild, SOLVED))).external_id
        made = await server.interactions.press(guild.help, posted, guild.ada, "f1:solved:7:")
        await acknowledged(guild, made)
        [press] = pressed(channel, door)
        early = answer(replace(press, token="unheard-of"))
        with pytest.raises(Exception, match="not acknowledged yet"):
            await channel.send(early)
        with pytest.raises(DeliveryRefusedError):
            await channel.send(replace(early, first_tried_at=press.at))


async def test_a_press_is_kept_when_the_acknowledgement_fails(
    guild: Guild, listening: Listening
) -> None:
    door, server = Door(), guild.server
    async with listening(door) as channel:
        posted = (await channel.send(receipt(guild, SOLVED))).external_id
        server.fail_next(Fault(kind=FaultKind.DROP, path="/callback"))
        await server.interactions.press(guild.help, posted, guild.ada, "f1:solved:7:")
        await door.until(lambda: pressed(channel, door))


async def test_what_is_not_ours_is_left_alone(guild: Guild, listening: Listening) -> None:
    door, server = Door(), guild.server
    strange = {"type": 2, "custom_id": "of-another-bot", "style": 1, "label": "x"}
    async with listening(door) as channel:
        posted = (await channel.send(receipt(guild, SOLVED))).external_id
        shown = server._world.message(guild.help, posted)  # noqa: SLF001
        assert shown is not None
        shown.components = [{"type": 1, "components": [strange]}]
        made = await server.interactions.press(guild.help, posted, guild.ada, "of-another-bot")
        said = await server.post(guild.help, guild.ada, "Later")
        await door.until(lambda: said in door.ids)
        assert pressed(channel, door) == []
        assert server.interactions.seen(made).answer is None
