"""Prepared answers: the reporter's language, the ticket's values, and nothing invented."""

import re
from dataclasses import replace

import pytest

from tests.story import DESK, PLATFORM, Story
from triage.canned import Canned, unknown
from triage.handling.orders import Claim, Reply
from triage.messages import Notice
from triage.people import Team
from triage.settings.values import canned
from triage.testing.memory import MemoryStore

COOKIES = Canned({"en": "Hello {name}, ticket {number}: clear {product}. {me}", "de": "Hallo"})


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Hello Ada, ticket : clear . "),
        ("de-AT", "Hallo"),
        ("fr", "Hello Ada, ticket : clear . "),
    ],
)
def test_the_reporters_language_decides_and_what_is_not_known_is_left_out(
    language: str, said: str
) -> None:
    assert COOKIES.said(language, {"name": "Ada"}) == said


def test_other_peoples_braces_are_no_variables() -> None:
    assert Canned({"en": "About {subject}"}).said("en", {"subject": "{me}"}) == "About {me}"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("Hello {nme}", "{nme} is no variable; did you mean {name}? There is"),
        ("Hello {0}", "{0} is no variable. There is {name}, {number}"),
        ("Hello {name", "write {{ for a brace that is no variable"),
    ],
)
def test_a_wrong_variable_is_found_when_the_configuration_is_read(
    text: str, complaint: str
) -> None:
    with pytest.raises(ValueError, match=re.escape(complaint)):
        canned(text)
    assert unknown("Hello {name}, {{so}}") == []


async def test_a_prepared_answer_is_sent_with_what_was_typed_besides() -> None:
    story = Story(MemoryStore(), desk=replace(DESK, canned={"cookies": COOKIES}))
    await story.mail("P2")
    assert await story.order(Reply("", canned="cookis")) == "no_canned"
    assert await story.order(Reply("And reload.", canned="cookies")) is None

    text = story.email.sent[-1].text
    assert text.startswith("Hello Ada, ticket 1: clear Acme. Grace\n\nAnd reload.")


async def test_a_team_that_speaks_as_one_names_no_person() -> None:
    team: Team = replace(DESK.teams[PLATFORM], speaks_as_team=True)
    story = Story(MemoryStore(), desk=replace(DESK, teams={PLATFORM: team}))
    await story.mail("P2")
    await story.order(Claim())
    await story.order(Reply("Please try again."))

    claimed, replied = story.email.sent[-2:]
    assert (claimed.notice, replied.notice) == (Notice.CLAIMED, Notice.REPLY)
    assert "The platform team is now looking at ticket 1." in claimed.text
    assert "\nplatform\n" in replied.text
    assert not any("Grace" in one.text for one in story.email.sent)
