"""Those who are to be called can be."""

from __future__ import annotations

from typing import Any

import pytest

from tests.triage.settings.test_settings_checks import BASE, MAILBOX
from triage.settings import reach
from triage.settings.checks import problems_in
from triage.settings.whole import Settings


def desk(**grace: Any) -> Settings:
    people = {**BASE["people"], "grace": {"name": "Grace", **grace}}
    return Settings(**{**BASE, "people": people})


@pytest.mark.parametrize(
    ("grace", "expected"),
    [
        (
            {"discord": 11, "page": ["push"]},
            'people.grace.page: "push" has no address to go to; set people.grace.push',
        ),
        (
            {"page": ["dm"]},
            'people.grace.page: "dm" has no address to go to; set people.grace.discord',
        ),
        (
            {"email": "g@b.example", "page": ["email"]},
            (
                'people.grace.page: "email" has no mailbox to be sent from; add [mailboxes.NAME], '
                "or take another means"
            ),
        ),
        (
            {"discord": 11, "push": "ntfy://h/t"},
            'people.grace.push: no page goes there; add "push" to people.grace.page, or remove it',
        ),
    ],
)
def test_a_means_without_an_address_is_refused(grace: dict[str, Any], expected: str) -> None:
    assert [str(one) for one in problems_in(desk(**grace))] == [expected]


def test_a_ladder_with_all_its_addresses_is_well() -> None:
    grace = {
        "name": "Grace",
        "discord": 11,
        "email": "g@b.example",
        "page": ["push", "discord", "dm", "email"],
        "push": "ntfy://h/t",
    }
    people = {**BASE["people"], "grace": grace}
    settings = Settings(**{**BASE, "people": people, "mailboxes": {"support": MAILBOX}})
    assert problems_in(settings) == []


def test_without_the_secrets_a_push_is_taken_on_trust() -> None:
    """Commands beside the service read no secrets."""
    settings = desk(discord=11, page=["push"])
    assert problems_in(settings, without=frozenset({"push"})) == []


def test_whom_a_p1_calls_by_discord_alone_is_told() -> None:
    settings = desk(discord=11, page=["discord", "push"], push="ntfy://h/t")
    told = [one.path for one in reach.only_chat(settings)]
    assert told == ["people.amara.page", "people.linus.page", "people.mia.page"]


def test_a_p1_policy_that_names_people_is_looked_at_by_name() -> None:
    policy = {"steps": [{"after": "0m", "notify": ["linus"]}]}
    settings = Settings(**{**BASE, "escalations": {"urgent": policy}})
    assert [one.path for one in reach.only_chat(settings)] == ["people.linus.page"]
