"""Stored bytes become what the pipeline understands."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.discord.config import DiscordConfig, DiscordIntake
from channels.discord.read import Reader
from tests.channels.discord.snapshots import AT, GUILD, HELP, STAFF, message, person, raw, reaction
from triage.controls import Action
from triage.messages import (
    Attachment,
    MessageArrived,
    Nature,
    Opens,
    ReactionArrived,
    Rejected,
    Sender,
)
from triage.model import (
    Audience,
    ConversationRef,
    MessageRef,
    TeamId,
)

FORUM = "101"
READER = Reader(
    DiscordConfig(
        token="t",
        guild=GUILD,
        staff_roles=frozenset({STAFF}),
        intakes=(
            DiscordIntake(
                channel=HELP,
                opens=Opens.REPORT,
                audience=Audience.DEVELOPERS,
                team=TeamId("platform"),
            ),
            DiscordIntake(channel=FORUM, opens=Opens.REPORT),
        ),
    )
)

DISCORD_BEGAN = datetime(2015, 1, 1, tzinfo=UTC)
"""What an id as small as these says of when it was made."""


def arrived(**changes: Any) -> MessageArrived:
    told = READER.read(message(**changes))
    assert isinstance(told, MessageArrived)
    return told


def test_a_message_would_open_on_the_thread_made_from_it() -> None:
    assert arrived() == MessageArrived(
        conversation=ConversationRef("discord", GUILD, "500"),
        place=HELP,
        external_id="500",
        sender=Sender(address="20", name="ada", since=DISCORD_BEGAN),
        at=AT,
        subject=None,
        text="The export hangs",
        reply="The export hangs",
        opens=Opens.REPORT,
        joins=True,
        audience=Audience.DEVELOPERS,
        team=TeamId("platform"),
    )


def test_where_a_message_stands_is_told_if_reports_still_come_from_there() -> None:
    assert READER.stands(message()) == (int(HELP), 500)
    assert READER.stands(message(channel="300", parent=HELP)) == (300, 500)
    assert READER.stands(message(channel="301", direct=True)) == (301, 500)
    assert READER.stands(message(channel="102")) is None
    assert READER.stands(reaction()) is None
    assert READER.stands(raw({"kind": "press", "id": "7", "channel": HELP, "parent": None})) is None
    assert READER.stands(raw(b"broken")) is None


def test_a_message_in_a_thread_belongs_to_that_thread_and_opens_nothing() -> None:
    told = arrived(channel="300", parent=HELP, thread="Export")
    assert (told.conversation.thread, told.place) == ("300", HELP)
    assert (told.opens, told.joins, told.subject) == (Opens.NEVER, False, None)


def test_the_first_message_of_a_forum_post_opens_on_its_thread() -> None:
    told = arrived(channel="500", parent=FORUM, thread="Export hangs")
    assert (told.conversation.thread, told.place) == ("500", FORUM)
    assert (told.opens, told.joins, told.subject) == (Opens.ALWAYS, False, "Export hangs")


def test_later_messages_in_a_forum_post_are_its_follow_ups() -> None:
    told = arrived(id="501", channel="500", parent=FORUM, thread="Export hangs")
    assert (told.conversation.thread, told.opens, told.subject) == ("500", Opens.NEVER, None)


def test_staff_is_who_holds_a_staff_role() -> None:
    staff = arrived(author=person(roles=["7", STAFF])).sender
    assert (staff.staff, staff.known) == (True, True)


@pytest.mark.parametrize("roles", [None, [], ["7"]])
def test_nobody_else_is_staff(roles: list[str] | None) -> None:
    sender = arrived(author=person(roles=roles)).sender
    assert (sender.staff, sender.known) == (False, False)


def test_a_reply_names_what_it_answers() -> None:
    told = arrived(type=19, reply={"message": "400", "author": "21"})
    assert (told.in_reply_to, told.references) == ("400", ("400",))


def test_a_reply_to_a_deleted_message_answers_nothing() -> None:
    told = arrived(type=19, reply={"message": None, "author": None})
    assert (told.in_reply_to, told.references) == (None, ())


@pytest.mark.parametrize("change", [{"author": person(bot=True)}, {"webhook": True}])
def test_what_a_machine_wrote_is_automatic(change: dict[str, Any]) -> None:
    told = arrived(**change)
    assert (told.nature, told.why, told.acknowledge) == (
        Nature.AUTOMATIC,
        "written by a bot",
        False,
    )


def test_a_forwarded_message_says_what_was_forwarded() -> None:
    kept = {
        "content": "It fails since Monday",
        "attachments": [{"name": "log.txt", "type": None, "size": 12, "url": "u"}],
    }
    told = arrived(content="See below", forwarded=[kept])
    assert told.text == told.reply == "See below\n\nIt fails since Monday"
    assert told.attachments == (
        Attachment(name="log.txt", type="application/octet-stream", size=12),
    )


def test_files_are_listed() -> None:
    files = [{"name": "a.png", "type": "image/png", "size": 9, "url": "u"}]
    assert arrived(attachments=files).attachments == (
        Attachment(name="a.png", type="image/png", size=9),
    )


@pytest.mark.parametrize(
    "change",
    [{"type": 6}, {"type": 7}, {"type": 21}, {"author": person(ours=True)}, {"channel": "999"}],
    ids=["pin", "join", "thread starter", "ours", "no intake any more"],
)
def test_what_is_no_report_of_anybody_is_of_no_interest(change: dict[str, Any]) -> None:
    assert READER.read(message(**change)) is None


def test_a_reaction_says_who_wants_what() -> None:
    user = {"id": "20", "name": "ada", "bot": False, "roles": [STAFF]}
    assert READER.read(reaction(user=user, present=False)) == ReactionArrived(
        message=MessageRef("discord", GUILD, "600"),
        sender=Sender(address="20", name="ada", since=DISCORD_BEGAN, staff=True, known=True),
        action=Action.CLAIM,
        present=False,
    )


@pytest.mark.parametrize("emoji", ["✅", "✅\ufe0f"])
def test_an_emoji_means_the_same_with_and_without_its_selector(emoji: str) -> None:
    told = READER.read(reaction(emoji=emoji))
    assert isinstance(told, ReactionArrived)
    assert told.action is Action.RESOLVE


def test_reactions_of_bots_and_other_emoji_are_of_no_interest() -> None:
    bot = {"id": "20", "name": "b", "bot": True, "roles": []}
    assert [READER.read(reaction(user=bot)), READER.read(reaction(emoji="🎉"))] == [None, None]


@given(st.binary())
def test_bytes_that_are_no_snapshot_are_rejected_with_a_reason(junk: bytes) -> None:
    told = READER.read(raw(junk))
    assert isinstance(told, Rejected)
    assert (told.external_id, told.conversation.thread) == ("500", "500")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)

KEYS = sorted({*json.loads(message().raw), *json.loads(reaction().raw)} - {"kind"})


@given(
    st.sampled_from(["message", "reaction"]),
    st.dictionaries(
        st.sampled_from(KEYS),
        JSON,
    ),
)
def test_a_damaged_snapshot_never_breaks_the_reader(kind: str, damage: dict[str, Any]) -> None:
    whole = message if kind == "message" else reaction
    told = READER.read(whole(**damage))
    assert told is None or isinstance(told, MessageArrived | ReactionArrived | Rejected)


def test_a_snapshot_nested_without_end_is_rejected() -> None:
    assert isinstance(READER.read(raw(b"[" * 100_000)), Rejected)
