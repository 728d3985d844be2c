"""Who is hit and how hard, read from words."""

from __future__ import annotations

from datetime import timedelta

import pytest

import rules
from tests.rules.given import NOON, SHIPPED, assessed, context, report
from triage.model import Impact, Reason, Scope


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("Log-in fails for all our users", Scope.EVERYONE),
        ("Nobody here can open the dashboard", Scope.EVERYONE),
        ("The whole company is waiting", Scope.EVERYONE),
        ("Several hundred shops wait; many customers report an empty cart", Scope.MANY),
        ("Export fails for 12 customers", Scope.MANY),
        ("3 of our colleagues see a blank page", Scope.SOME),
        ("Some of our users get a blank page", Scope.SOME),
        ("My colleague has the same blank page", Scope.SOME),
        ("Only my account shows the wrong balance", Scope.ONE),
        ("It works for everyone else, I cannot open the page", Scope.ONE),
        ("I get a blank page after saving", Scope.ONE),
        ("Hi everyone, the page stays blank", Scope.UNKNOWN),
        ("The page stays blank", Scope.UNKNOWN),
        ("Bei allen bleibt die Seite leer", Scope.EVERYONE),
        ("Viele Kunden sehen eine leere Seite, die Seite lädt nicht", Scope.MANY),
        ("Personne ne peut ouvrir la page depuis hier", Scope.EVERYONE),
        ("Todos nuestros clientes ven la página en blanco", Scope.EVERYONE),
        ("Alguns colegas não conseguem abrir a página", Scope.SOME),
    ],
)
def test_the_scope_is_read_from_the_words(text: str, scope: Scope) -> None:
    assert assessed(text).impact.scope is scope


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("It affects 1,200 users", 1200),
        ("three colleagues wait", 3),
        ("0 users are affected", None),
        ("The page has 14 columns", None),
    ],
)
def test_people_are_counted_and_other_things_are_not(text: str, count: int | None) -> None:
    assert assessed(text).impact.count == count


@pytest.mark.parametrize(
    ("text", "blocked"),
    [
        ("We cannot work since this morning", True),
        ("We are completely blocked by this", True),
        ("Nobody in our office can log in", True),
        ("None of us can work", True),
        ("Wir können nicht arbeiten, die Seite lädt nicht", True),
        ("Plus rien ne fonctionne chez nous", True),
        ("This is not blocking us", False),
        ("Not urgent, I can still work", False),
        ("Ist nicht dringend, die Farbe auf der Seite stimmt nicht", False),
        ("The logo is blurred", None),
    ],
)
def test_whether_work_stands_still(text: str, blocked: bool | None) -> None:  # noqa: FBT001
    assert assessed(text).impact.blocked is blocked


@pytest.mark.parametrize(
    ("text", "workaround"),
    [
        ("The list is empty. Reloading the page helps.", True),
        ("As a workaround: export as CSV first", True),
        ("The list is empty, there is no workaround", False),
        ("Restarting does not help", False),
        ("Neustart hilft nicht, die Liste ist immer noch leer", False),
        ("The list is empty", None),
    ],
)
def test_whether_there_is_a_way_round(text: str, workaround: bool | None) -> None:  # noqa: FBT001
    assert assessed(text).impact.workaround is workaround


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("Down, started 20 minutes ago", 20),
        ("Down for the last 2 hours", 120),
        ("It has been slow for half an hour", 30),
        ("Slow since about an hour ago", 60),
    ],
)
def test_a_span_of_time_gives_the_moment(text: str, minutes: int) -> None:
    assert assessed(text).impact.since == NOON - timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Checkout fails since 9:10", "9:10"),
        ("Broken since the update to 4.2.1", "the update to 4.2.1"),
        ("Slow for several days", "for several days"),
        ("Seit gestern bleibt die Seite leer und ich kann nichts sehen", "Seit gestern"),
        ("Broken", None),
    ],
)
def test_a_moment_without_a_zone_is_kept_as_it_was_said(text: str, words: str | None) -> None:
    impact = assessed(text).impact
    assert (impact.since, impact.since_text) == (None, words)


@pytest.mark.parametrize(
    ("reporters", "scope"),
    [(1, Scope.ONE), (2, Scope.SOME), (4, Scope.SOME), (5, Scope.MANY), (40, Scope.MANY)],
)
def test_distinct_reporters_beat_what_one_of_them_says(reporters: int, scope: Scope) -> None:
    made = rules.assess(report("Only my account is wrong"), context(reporters=reporters), SHIPPED)
    assert made.impact.scope is scope


def test_more_reporters_never_narrow_the_scope() -> None:
    made = rules.assess(report("Nobody can log in"), context(reporters=2), SHIPPED)
    assert made.impact.scope is Scope.EVERYONE


def test_every_finding_says_where_it_comes_from() -> None:
    made = assessed("All our users are stuck since 9:10, 40 people cannot work, no workaround")
    assert made.impact == Impact(
        scope=Scope.EVERYONE, count=40, blocked=True, workaround=False, since_text="9:10"
    )
    assert [reason for reason in made.reasons if reason.rule.startswith("impact.")] == [
        Reason("impact.scope.everyone", "All our users"),
        Reason("impact.count", "40 people"),
        Reason("impact.blocked.blocked", "are stuck"),
        Reason("impact.workaround.no-workaround", "no workaround"),
        Reason("impact.since", "since 9:10"),
    ]


@pytest.mark.parametrize(
    ("text", "risks"),
    [
        ("I was charged twice", (True, None, None)),
        ("All my bookmarks are gone, data loss!", (None, True, None)),
        ("We found a security hole in the login", (None, None, True)),
        ("Mir wurde doppelt abgebucht, und die Liste ist leer", (True, None, None)),
        ("The page is blank", (None, None, None)),
    ],
)
def test_what_is_at_risk_besides_work(text: str, risks: tuple[bool | None, ...]) -> None:
    impact = assessed(text).impact
    assert (impact.money, impact.data, impact.security) == risks


def test_who_speaks_of_themselves_is_still_asked_who_else_is_hit() -> None:
    made = assessed("I lost the list")
    assert made.impact.scope is Scope.ONE
    assert "impact" in made.missing


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Drei Kollegen sehen eine leere Seite", 3),
        ("Dos de nuestros clientes no pueden entrar", 2),
        ("Vingt utilisateurs ne peuvent pas se connecter", 20),
        ("Três colegas não conseguem entrar", 3),
    ],
)
def test_people_are_counted_in_other_languages(text: str, count: int) -> None:
    assert assessed(text).impact.count == count
