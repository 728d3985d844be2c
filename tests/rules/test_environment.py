"""Where it happened, in the reporter's words."""

from __future__ import annotations

import pytest

from tests.rules.given import assessed
from triage.model import Reason


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Blank page in Firefox 128.0", ("Firefox 128.0",)),
        ("Blank page, Safari on macOS 14.5", ("Safari", "macOS 14.5")),
        ("Windows 11 Pro, Chrome/126.0.1", ("Chrome/126.0.1", "Windows 11 Pro")),
        ("An edge case: two windows on 12.06.2024 at 10.0.0.12, GET /v2/orders", ()),
        ("App 4.2.1 on my iPhone 15 Pro, iOS 17.5", ("iOS 17.5", "iPhone 15 Pro", "App 4.2.1")),
        ("Version 3.1-beta2 on Ubuntu 24.04", ("Ubuntu 24.04", "Version 3.1-beta2")),
        ("We are on the enterprise plan in eu-west-1", ("enterprise plan", "eu-west-1")),
        ("See https://status.acme.example/x for it.", ("https://status.acme.example/x",)),
        ("It says E1042", ("E1042",)),
        ("The API returns 503", ("returns 503",)),
        ("It raises acme.errors.CartError: no cart", ("acme.errors.CartError: no cart",)),
        ("The page is blank", ()),
    ],
)
def test_names_that_the_world_agrees_on_are_found(text: str, words: tuple[str, ...]) -> None:
    made = assessed(text)
    assert made.reproduction.environment == words
    assert ("environment" in made.missing) is (not words)


def test_each_finding_says_what_it_is() -> None:
    made = assessed("Blank page in Firefox 128, code E1042")
    assert [each for each in made.reasons if each.rule.startswith("environment")] == [
        Reason("environment.browser", "Firefox 128"),
        Reason("environment.error", "E1042"),
    ]


def test_a_section_counts_when_it_names_nothing_we_know() -> None:
    made = assessed("The page is blank.\n\nEnvironment: the kiosk in the lobby")
    assert made.reproduction.environment == ("the kiosk in the lobby",)


def test_at_most_three_of_a_kind_are_kept_and_no_copies() -> None:
    made = assessed("Same in Firefox 1, Firefox 1, Firefox 2, Firefox 3 and Firefox 4")
    assert made.reproduction.environment == ("Firefox 1", "Firefox 2", "Firefox 3")


def test_each_thing_has_a_kind_and_a_place() -> None:
    text = "Cart\n\nBlank page: Firefox 128, Windows 11, app 4.2.1"
    found = assessed(text).reproduction.surroundings
    assert [(each.kind.value, text[each.span.start : each.span.end]) for each in found] == [
        ("browser", "Firefox 128"),
        ("system", "Windows 11"),
        ("version", "app 4.2.1"),
    ]
