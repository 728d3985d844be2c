"""What is pressed and cannot be done: nothing changes, and whoever pressed is told why."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.story import AMARA, DESK, PLATFORM, Story, at
from triage.canned import Canned
from triage.controls import Action
from triage.desk import Desk, Inbox
from triage.handling.orders import Claim, FileIssue, Resolve
from triage.messages import Notice, Outgoing
from triage.model import ConversationRef, TeamId, TicketStatus
from triage.testing.memory import MemoryStore

GRACE, LINUS, AMARA_THERE = "201", "202", "203"


@pytest.fixture
def story() -> Story:
    return Story(MemoryStore())


async def press(story: Story, action: Action, by: str = GRACE, **changes: object) -> Outgoing:
    return await story.press(action, by=by, staff=True, **changes)  # type: ignore[arg-type]


async def told(story: Story, action: Action, by: str = GRACE, **changes: object) -> str:
    return (await press(story, action, by, **changes)).text


# ---------------------------------------------------------------- on a ticket


async def test_only_the_holder_gives_a_ticket_back(story: Story) -> None:
    await story.mail("P3")
    nobodys = await told(story, Action.RELEASE)
    await story.order(Claim())
    others = await press(story, Action.RELEASE, by=LINUS)

    assert nobodys == "Nobody has ticket 1. Claim it first."
    assert others.text == "Ticket 1 is Grace Hall's. Ask them, or take it over and say why."
    assert [one.action for one in others.buttons] == [Action.STEAL]
    assert await story.events("release_asked") == []


async def test_what_is_resolved_is_not_resolved_again(story: Story) -> None:
    await story.mail("P3")
    await story.order(Resolve(line="Fixed."))

    answer = await told(story, Action.RESOLVE, by=LINUS)
    assert answer.startswith("Ticket 1 is resolved already (by Grace Hall)")
    assert story.heard().count(Notice.RESOLVED) == 1


async def test_nobody_resolves_their_own_report(story: Story) -> None:
    await story.post("The export is broken P3", by=GRACE)

    answer = await told(story, Action.RESOLVE)
    assert "Grace Hall" in answer
    assert (await story.ticket()).closing is None


async def test_who_does_not_have_it_undoes_the_resolve_and_no_release(story: Story) -> None:
    """Grace gives it back; Linus takes a resolve back that nobody asked for."""
    await story.mail("P3")
    await story.order(Claim())
    await press(story, Action.RELEASE)
    await press(story, Action.UNDO, by=LINUS)
    await story.advance(story.desk.undo * 2)

    assert (await story.ticket()).status is TicketStatus.OPEN


async def test_only_the_holder_puts_a_ticket_off(story: Story) -> None:
    await story.mail("P3")
    await story.order(Claim())
    answer = await told(story, Action.SNOOZE, by=LINUS, fields={"until": "2h"})

    assert answer == "Ticket 1 is Grace Hall's. Ask them, or take it over and say why."
    assert (await story.ticket()).snoozed is None


async def test_an_escalation_without_a_reason_is_refused_and_with_one_it_calls_on(
    story: Story,
) -> None:
    await story.mail("P1")
    await story.order(Claim())
    without = await told(story, Action.ESCALATE)
    assert (await story.ticket()).status is TicketStatus.CLAIMED
    done = await told(story, Action.ESCALATE, fields={"reason": "needs the database"})

    assert without == "Say why in a few words; the others read it."
    assert (await story.ticket()).status is TicketStatus.OPEN
    assert done.startswith("Ticket 1")
    assert story.paged()[-1] == (GRACE, LINUS)


async def test_an_issue_is_offered_where_there_is_a_tracker_and_filed_once() -> None:
    story = Story(MemoryStore(), desk=replace(DESK, tracker="acme/shop"))
    await story.mail("P3")
    offered = await press(story, Action.MORE)
    filed = await told(story, Action.ISSUE)
    again = await told(story, Action.ISSUE)

    assert offered.buttons[-1].action is Action.ISSUE
    assert "acme/shop" in filed
    assert len(story.github.sent) == 1
    assert again != filed
    assert await story.order(FileIssue()) == "filed"


async def test_a_prepared_answer_that_is_not_there_names_those_that_are() -> None:
    canned = {"cache": Canned(texts={"en": "Please clear the cache, {name}."})}
    story = Story(MemoryStore(), desk=replace(DESK, canned=canned))
    await story.mail("P3")
    missing = await told(story, Action.REPLY, fields={"canned": "nothing"})
    assert "cache" in missing
    assert Notice.REPLY not in story.heard()
    await press(story, Action.REPLY, fields={"canned": "cache", "text": "It helps."})

    assert "Please clear the cache, Ada.\n\nIt helps." in story.email.sent[-1].text


# ---------------------------------------------------------------- lists, and for somebody else


@pytest.mark.parametrize("action", [Action.TICKETS, Action.FIND, Action.NEW, Action.TAKEN])
async def test_only_staff_see_lists_open_for_others_and_take_over(
    story: Story, action: Action
) -> None:
    await story.mail("secret P3")
    fields = {"words": "secret", "for": "bob@example.org", "report": "x"}
    answer = await story.press(action, by="666", ticket=None, fields=fields)

    assert answer.text == "Only the support staff can do that, so nothing has changed."
    assert len(await story.tickets()) == 1


async def test_a_search_for_nothing_finds_nothing(story: Story) -> None:
    await story.mail("P3")

    assert await told(story, Action.FIND, ticket=None, fields={"words": "  "}) == "No tickets."


async def test_a_ticket_for_somebody_needs_words_and_an_inbox_to_answer_from(story: Story) -> None:
    fields = {"for": "bob@example.org", "report": "Nothing works"}
    nowhere = await told(story, Action.NEW, ticket=None, fields=fields)
    story.desk = replace(DESK, inboxes=(Inbox(name="support"),))
    story.start()
    wordless = await told(story, Action.NEW, ticket=None, fields=fields | {"report": " "})

    assert nowhere.startswith("That is no mail address")
    assert wordless != nowhere
    assert await story.tickets() == []


async def test_a_handover_is_taken_in_the_room_of_the_team_by_who_belongs_to_it(
    story: Story,
) -> None:
    none = await told(story, Action.TAKEN, ticket=None)
    other = TeamId("support")
    room = ConversationRef("discord", "1", "901")
    teams = {
        PLATFORM: DESK.teams[PLATFORM],
        other: replace(DESK.teams[PLATFORM], id=other, room=room, lead=AMARA),
    }
    story.desk = replace(DESK, teams=teams)
    story.start()
    several = await told(story, Action.TAKEN, by=AMARA_THERE, ticket=None)
    stranger = await told(story, Action.TAKEN, ticket=None, conversation=room)

    assert "platform" in none
    assert several == "There are several teams (platform, support). Name one, or ask in its room."
    assert stranger.startswith("Only who belongs to the team")


def two_rooms() -> Desk:
    """Amara leads both teams, so nothing says which of them she means."""
    support = TeamId("support")
    room = ConversationRef("discord", "1", "901")
    other = replace(DESK.teams[PLATFORM], id=support, room=room)
    return replace(DESK, teams={**DESK.teams, support: other})


@pytest.mark.parametrize(
    ("action", "fields"),
    [
        (Action.COVER, {"person": "202", "until": "2h"}),
        (Action.SWAP, {"with": "202", "turn": "2026-03-09"}),
        (Action.BATON, {}),
        (Action.PAGE, {"text": "The data centre burns"}),
    ],
)
async def test_where_two_teams_can_be_meant_nothing_is_done_for_either(
    action: Action, fields: dict[str, str]
) -> None:
    story = Story(MemoryStore(), desk=two_rooms())
    answer = await told(story, action, by=AMARA_THERE, ticket=None, fields=fields)

    assert answer == "There are several teams (platform, support). Name one, or ask in its room."
    assert (story.paged(), story.in_room(Notice.ROSTER)) == ([], [])


@pytest.mark.parametrize(
    ("action", "fields"),
    [
        (Action.COVER, {"until": "2h"}),
        (Action.COVER, {"person": "202", "for": "77", "until": "2h"}),
        (Action.SWAP, {"turn": "2026-03-09"}),
        (Action.SWAP, {"with": "202", "turn": "soon"}),
        (Action.SWAP, {"with": "202", "turn": "2026-03-09", "back": "later"}),
        (Action.PAGE, {"text": " "}),
    ],
)
async def test_a_command_with_what_cannot_be_read_says_so_and_changes_nobodys_turn(
    story: Story, action: Action, fields: dict[str, str]
) -> None:
    answer = await told(story, action, by=GRACE, ticket=None, fields=fields)

    assert answer
    assert "another version" not in answer  # the command is known; what it says is not
    assert (story.paged(), story.in_room(Notice.ROSTER)) == ([], [])
    recorded = await story.store.look(lambda work: work.roster.recorded(after=at(0)))
    assert recorded == []


async def test_an_incident_without_a_reason_is_none(story: Story) -> None:
    await story.mail("P3")
    answer = await told(story, Action.DECLARE, fields={"reason": "  "})

    assert answer == "Say why in a few words; the others read it."
    assert (await story.ticket()).incident is None


# ---------------------------------------------------------------- what reporters press


async def test_an_empty_form_adds_no_words_to_the_ticket(story: Story) -> None:
    await story.post("The export is broken P3")
    before = await story.words()
    answer = await story.press(Action.ANSWER, by="ada")

    assert answer.text.startswith("Thank")
    assert await story.words() == before


async def test_an_answer_is_marked_once(story: Story) -> None:
    report = await story.post("The export is broken P3")
    hint = await story.post("Clear the cache", by="bob", thread=report)
    where = (await story.ticket()).conversation
    for text in ("Ticket 1 is closed. Thank", "Ticket 1 is closed already."):
        answer = await story.press(
            Action.MARK, by="ada", ticket=None, argument=hint, conversation=where
        )
        assert answer.text.startswith(text)
    assert story.heard("discord").count(Notice.CLOSED) == 1


async def test_a_bystander_makes_nothing_private(story: Story) -> None:
    await story.post("The export is broken P3")
    answer = await story.press(Action.PRIVATE, by="eve")

    assert "Only the person who reported ticket 1" in answer.text
    assert not (await story.ticket()).private


async def test_a_form_beyond_the_limit_opens_no_ticket() -> None:
    desk = replace(DESK, limits=replace(DESK.limits, blocked=frozenset({"eve"})))
    story = Story(MemoryStore(), desk=desk)
    said = await story.post("hello there", by="eve")
    form = await story.press(Action.REPORT, by="eve", ticket=None, fields={"what": "Broken P1"})
    menu = await story.press(Action.OPEN, by="eve", ticket=None, argument=said)

    assert form.text == menu.text
    assert await story.tickets() == []


async def test_what_is_added_has_to_be_kept_and_of_no_ticket_yet(story: Story) -> None:
    report = await story.post("The export is broken P3")
    await story.post("The import is broken P3", by="bob")
    unkept = await told(story, Action.ADD, ticket=None, argument="77", fields={"number": "1"})
    before = await told(story, Action.ADD, ticket=None, argument=report, fields={"number": "2"})

    assert "only made where we take reports" in unkept
    assert before == "This is ticket 1 already."
    assert "export" not in await story.words(2)


@pytest.mark.parametrize("action", [Action.SOLVED, Action.PRIVATE, Action.ANSWER])
async def test_a_button_that_names_no_ticket_is_answered_all_the_same(
    story: Story, action: Action
) -> None:
    """No button of ours is like that; a client may send anything."""
    await story.post("The export is broken P3")
    answer = await story.press(action, by="ada", ticket=None, fields={"steps": "x"})

    assert "another version" in answer.text
    assert (await story.ticket()).status is TicketStatus.OPEN
