"""Tags of forum posts follow their tickets, and nobody else's tags are touched."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.discord.check import probe
from channels.discord.tags import MOST, STATES, changed, state_after
from channels.sandbox.discord.faults import Fault, FaultKind
from tests.channels.discord.conftest import Guild, Listening
from tests.channels.discord.door import Door
from triage.controls import Action, Button
from triage.messages import Grade, Notice, Outgoing
from triage.model import ConversationRef, TicketId

NAMES = {state: state.replace("_", " ") for state in STATES}


def told(guild: Guild, post: str, notice: Notice, **changes: Any) -> Outgoing:
    plain = Outgoing(
        key=f"{notice.value}:{post}",
        ticket=TicketId(7),
        notice=notice,
        to=ConversationRef("discord", guild.server.guild_id, post),
        lane="7",
        grade=Grade.REPLY,
        text=notice.value,
    )
    return replace(plain, **changes)


@pytest.fixture
def guild(guild: Guild) -> Guild:
    guild.server.set_tags(guild.forum, ["Windows", "New", "needs info", "claimed", "solved"])
    return replace(guild, config=replace(guild.config, tags=NAMES))


async def test_the_tags_of_a_post_follow_its_ticket(guild: Guild, listening: Listening) -> None:
    door, server = Door(), guild.server
    ask = (Button(action=Action.ANSWER, label="Answer", ticket=TicketId(7)),)
    async with listening(door) as channel:
        post = await server.post_in_forum(guild.forum, guild.ada, "It hangs", title="Export")
        await door.until(lambda: post in door.ids)
        seen = []
        for notice, buttons in (
            (Notice.ACKNOWLEDGED, ask),
            (Notice.CLAIMED, ()),
            (Notice.RESOLVED, ()),
            (Notice.REOPENED, ()),
            (Notice.REPLY, ()),
        ):
            await channel.send(told(guild, post, notice, buttons=buttons))
            seen.append(server.tags(post))
    assert seen == [["needs info"], ["claimed"], ["solved"], ["New"], ["New"]]


async def test_a_tag_that_is_refused_holds_no_message_up(
    guild: Guild, listening: Listening
) -> None:
    door, server = Door(), guild.server
    async with listening(door) as channel:
        post = await server.post_in_forum(guild.forum, guild.ada, "It hangs", title="Export")
        await door.until(lambda: post in door.ids)
        server.fail_next(Fault(kind=FaultKind.MISSING_ACCESS, method="PATCH"))
        await channel.send(told(guild, post, Notice.CLAIMED))
    assert "claimed" in [one.content for one in server.messages(post)]
    assert server.tags(post) == []


async def test_check_names_the_tags_that_a_forum_lacks(guild: Guild) -> None:
    findings = [one for one in await probe(guild.config) if one.fix is not None]
    assert [one.what for one in findings] == ["forum #ideas: no tags duplicate"]


def test_what_says_nothing_about_the_state_changes_none(guild: Guild) -> None:
    assert state_after(told(guild, "1", Notice.REPLY)) is None


tags = st.lists(st.sampled_from(["a", "b", "c", "d", "e", "New", "CLAIMED"]), unique=True)


@given(tags, st.sampled_from(STATES))
def test_one_state_stands_and_others_tags_stay(applied: list[str], state: str) -> None:
    available = ["new", "claimed", "needs info", "solved", "duplicate"]
    after = changed(applied[:MOST], available, state, NAMES)
    if after is not None:
        ours = [one for one in after if one.casefold() in available]
        assert [one.casefold() for one in ours] == [NAMES[state]]
        assert len(after) <= MOST


def test_a_forum_without_the_tag_is_left_alone() -> None:
    assert changed(["a"], ["a", "b"], "new", NAMES) is None
