"""Lists and short lines for the staff that are only said now and then."""

from __future__ import annotations

from dataclasses import replace

from tests.triage.wording.samples import LATER, NOON, NUMBER, SAMPLES, SUBJECT, VOICES
from triage.messages import Notice
from triage.model import Priority, Reason, TicketId
from triage.why import Why
from triage.wording.calls import Baton
from triage.wording.facts import Facts, PlaceSeen, PlaceUnseen
from triage.wording.hand_facts import Board, Listing, NotDone, Reasons, Row, Whole, Woken
from triage.wording.room_facts import Asleep, CardFacts
from triage.wording.roster_facts import Turn, Who
from triage.wording.speak import page, write
from triage.wording.status_facts import How, Standing

ROW = Row(number=NUMBER, priority=Priority.P1, subject=SUBJECT)


def chat(facts: Facts) -> list[str]:
    return write(facts, VOICES["en_chat"]).text.splitlines()


def baton() -> Baton:
    facts = SAMPLES[Notice.HANDOVER]
    assert isinstance(facts, Baton)
    return facts


def card() -> CardFacts:
    facts = SAMPLES[Notice.CARD]
    assert isinstance(facts, CardFacts)
    return facts


def test_a_handover_names_eight_that_are_owed_and_counts_the_others() -> None:
    told = chat(replace(baton(), burning=(), owed=baton().owed[1:] * 9, waiting=0, held=()))
    row = "· 18 P3 Export fails · promised <t:1768309200:f>"
    assert told[1:11] == ["We owe an answer (9):", *[row] * 8, "and 1 more"]


def test_a_handover_names_the_incidents_first_and_counts_those_beyond() -> None:
    few, many = baton().burning[:1], baton().burning[:1] * 9
    assert few

    told = chat(replace(baton(), burning=many, owed=()))
    rows = [line for line in told if line.startswith(f"· {few[0].number} ")]
    more = [line for line in told if line.startswith("and ") and line.endswith(" more")]
    assert len(rows) + int(more[0].split(" ")[1]) == len(many)
    assert [
        line for line in chat(replace(baton(), burning=few, owed=())) if line.endswith(" more")
    ] == []


def test_a_handover_says_that_nothing_is_owed() -> None:
    assert chat(replace(baton(), burning=(), owed=()))[1] == "We owe nobody an answer."


def test_the_room_hears_that_a_channel_cannot_be_read_and_that_it_can_again() -> None:
    unseen = chat(PlaceUnseen(place="301", why="Missing Access"))
    again = chat(PlaceSeen(place="301"))
    assert (unseen, again) == (
        [
            (
                "**<#301> cannot be read:** Missing Access. Its tickets stay as they are, nothing "
                "is closed, and what is written there is read when it can be again."
            )
        ],
        ["<#301> is read again, with what was written meanwhile."],
    )


def test_a_listing_says_of_each_ticket_who_has_it() -> None:
    rows = (
        ROW,
        replace(ROW, who="Grace", snoozed=True, link="https://a.example/1"),
        replace(ROW, resolved=True),
        replace(ROW, part_of=TicketId(7)),
        replace(ROW, incident=True, parts=1),
        replace(ROW, of_incident=TicketId(7), parts=2),
    )
    assert chat(Listing(rows=rows, more=2)) == [
        f"**17** P1 · nobody has it · {SUBJECT}",
        f"**17** P1 · Grace has it, put off · {SUBJECT} https://a.example/1",
        f"**17** P1 · resolved · {SUBJECT}",
        f"**17** P1 · part of 7 · {SUBJECT}",
        f"**17** P1 · INCIDENT · includes 1 other · nobody has it · {SUBJECT}",
        f"**17** P1 · of incident 7 · includes 2 others · nobody has it · {SUBJECT}",
        "2 more",
    ]


LONG = replace(
    ROW,
    subject="word " * 20,
    who="A name as long as a name may be, and then some more of it",
    link="https://discord.com/channels/1000000000000000001/1000000000000000002",
)


def test_a_list_stops_where_a_message_is_full_and_says_how_many_follow() -> None:
    facts = page([LONG] * 12, 3, VOICES["en_chat"])

    assert 1 < len(facts.rows) < 12
    assert facts.more == 15 - len(facts.rows)
    assert len(chat(facts)) == len(facts.rows) + 1
    assert page([ROW] * 12, 0, VOICES["en_chat"]).more == 0


def test_a_full_board_shows_fewer_of_each_kind_and_drops_none_unsaid() -> None:
    rows = (replace(LONG, due=LATER, of_incident=TicketId(123456), parts=12),) * 6
    told = chat(Board(team="platform", incidents=rows, unclaimed=rows, owed=rows, waiting=rows))

    shown = [line for line in told if line.startswith("**17**")]
    more = [int(line.split(" ")[0]) for line in told if line.endswith(" more")]
    assert len(told) == 1 + 4 + len(shown) + len(more)
    assert len(shown) + sum(more) == 24


def test_the_reasons_of_a_priority_name_who_set_it_and_what_the_rules_say() -> None:
    reasons = (Reason("matrix", "all"), Reason("own", ""))
    facts = Reasons(
        number=NUMBER, priority=Priority.P1, ruled=Priority.P2, reasons=reasons, by="Grace"
    )
    assert chat(facts) == [
        "Ticket 17 is P1. Grace set it, and that stays.",
        "The rules say P2:",
        '- matrix ("all")',
        "- own",
    ]


def test_a_priority_without_reasons_says_so() -> None:
    facts = Reasons(number=NUMBER, priority=Priority.P3, ruled=Priority.P3, reasons=())
    assert chat(facts) == ["Ticket 17 is P3.", "No rule said anything in particular."]


def test_a_whole_report_stands_under_its_subject() -> None:
    facts = Whole(number=NUMBER, subject=SUBJECT, text="one\ntwo")
    assert chat(facts) == [f"**17 · {SUBJECT}**", "one", "two"]


def test_what_is_due_again_and_nobodys_says_so() -> None:
    assert chat(Woken(number=NUMBER, subject=SUBJECT, who=None)) == [
        f"Ticket 17 is due again, and nobody has it: {SUBJECT}"
    ]


def test_who_may_not_is_told_that_nothing_has_changed() -> None:
    assert chat(NotDone(why=next(iter(Why)), number=NUMBER)) == [
        "Only the support staff can do that, so nothing has changed."
    ]


def test_whoever_asks_how_it_stands_hears_what_is_promised_or_that_we_are_late() -> None:
    owed = Standing(
        number=NUMBER, subject=SUBJECT, how=How.OPEN, team="platform", answer_by=LATER, news_by=NOON
    )
    claimed = replace(owed, how=How.CLAIMED, who="Grace", answer_by=None)
    day, zone = "Tuesday 13 January", "(Berlin time)"
    assert told(owed) == f"nobody has it yet; a person answers by {day}, 14:00 {zone}."
    assert told(late(owed)) == (
        f"nobody has it yet; we are late, and sorry: a person was to answer by {day}, 14:00 {zone}."
    )
    assert told(late(claimed)) == (
        f"Grace is looking at it; we are late, and sorry: there was to be news by {day}, "
        f"13:00 {zone}."
    )
    tag, zone = "Dienstag, 13. Januar", "(Zeitzone Berlin)"  # codespell:ignore januar
    assert told(owed, "de_mail") == (
        f"noch bei niemandem; ein Mensch antwortet bis {tag}, 14:00 Uhr {zone}."
    )
    assert told(late(owed), "de_mail") == (
        f"noch bei niemandem; wir sind zu spät, und das tut uns leid: Bis {tag}, 14:00 Uhr {zone} "
        "sollte ein Mensch geantwortet haben."
    )
    assert told(late(claimed), "de_mail") == (
        f"Grace sieht es sich an; wir sind zu spät, und das tut uns leid: Bis {tag}, 13:00 Uhr "
        f"{zone} sollte die nächste Nachricht da sein."
    )


def late(facts: Standing) -> Standing:
    return replace(facts, late=True)


def told(facts: Standing, voice: str = "en_mail") -> str:
    """The line itself, without what stands around it in a mail."""
    whole = write(facts, VOICES[voice]).text
    return next(one for one in whole.split("\n") if "Ticket 17" in one).partition(": ")[2]


def test_a_shift_without_end_names_only_who_is_on_call() -> None:
    turn = Turn(team="platform", people=("Grace",), backup=(), until=None, following=())
    assert chat(Who(turns=(turn,))) == ["**platform:** Grace."]


def test_a_card_says_in_one_line_how_its_ticket_stands() -> None:
    stands = (
        replace(card(), claimed_by="Grace", asleep=Asleep(None)),
        replace(card(), resolved=True, resolved_by=None),
        replace(card(), moved_to="web"),
        replace(card(), merged_into=TicketId(7)),
        replace(card(), answer_by=None, news_by=LATER, next_step=None),
    )
    assert [chat(one)[-2] for one in stands] == [
        "Claimed by Grace · put off until the reporter writes",
        "Resolved",
        "Handed on to web",
        "Part of ticket 7; everything goes on there",
        "News due <t:1768309200:R>",
    ]
