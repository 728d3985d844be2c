"""The tags of a forum post, kept in step with its ticket, where the forum has them.

A post's own tags stay. The forum's owner makes the tags; a bot that may not change channels cannot.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable, Mapping, Sequence

import discord

from channels.discord.faults import FAULTS, translate
from triage.controls import Action
from triage.messages import Notice, Outgoing

log = logging.getLogger(__name__)

PATIENCE = 10.0
"""Seconds for the request: a tag is not worth more waiting."""

MOST = 5
"""Tags on one post (vendor's "channel object")."""

NEW, NEEDS_INFO, CLAIMED, SOLVED, DUPLICATE = "new", "needs_info", "claimed", "solved", "duplicate"
STATES = (NEW, NEEDS_INFO, CLAIMED, SOLVED, DUPLICATE)

_AFTER: Mapping[Notice, str] = {
    Notice.THREAD: NEW,
    Notice.ACKNOWLEDGED: NEW,
    Notice.REOPENED: NEW,
    Notice.CLAIMED: CLAIMED,
    Notice.RESOLVED: SOLVED,
    Notice.CLOSED: SOLVED,
    Notice.MERGED: DUPLICATE,
}


def state_after(message: Outgoing) -> str | None:
    """The state that a ticket is in once its reporter is told this; None: it does not say."""
    if message.notice is Notice.ACKNOWLEDGED and any(
        button.action is Action.ANSWER for button in message.buttons
    ):
        return NEEDS_INFO
    return _AFTER.get(message.notice)


def changed(
    applied: Sequence[str], available: Iterable[str], state: str, names: Mapping[str, str]
) -> list[str] | None:
    """The post's tags by name for that state; None: they stay as they are.

    `names`: state -> the tag's name. Upper and lower case do not matter.
    """
    ours = {name.casefold() for name in names.values()}
    wanted = names.get(state, "").casefold()
    found = next((one for one in available if one.casefold() == wanted), None)
    if found is None:
        return None
    kept = [one for one in applied if one.casefold() not in ours][: MOST - 1]
    tags = [*kept, found]
    return None if set(tags) == set(applied) else tags


async def keep(guild: discord.Guild, message: Outgoing, names: Mapping[str, str]) -> None:
    """Set the tag, if the conversation is a post of a forum that has it. What fails is logged."""
    state, thread = state_after(message), message.to.thread
    post = guild.get_thread(int(thread)) if state is not None and thread.isdigit() else None
    forum = None if post is None else post.parent
    if state is None or post is None or not isinstance(forum, discord.ForumChannel):
        return
    known = {tag.name: tag for tag in forum.available_tags}
    tags = changed([tag.name for tag in post.applied_tags], known, state, names)
    if tags is None:
        return
    try:
        async with asyncio.timeout(PATIENCE):
            await post.edit(applied_tags=[known[name] for name in tags])
    except FAULTS as error:
        log.warning("post %s has no tag %s: %s", post.id, names[state], translate(error))
