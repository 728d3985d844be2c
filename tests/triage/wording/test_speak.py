"""Lines that appear only sometimes, and the subjects of mails."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.triage.wording.samples import ASSESSMENT, LATER, NOON, NUMBER, SAMPLES, VOICES
from triage.messages import Notice
from triage.model import (
    Assessment,
    Audience,
    Impact,
    Priority,
    Reason,
    Reproduction,
    Scope,
    TicketId,
)
from triage.why import Why
from triage.wording.facts import Acknowledged, Claimed, Facts, LostRace, Reopened, Resolved
from triage.wording.ladder_facts import Rerouted
from triage.wording.languages import LANGUAGES
from triage.wording.pen import Pen, fitted
from triage.wording.room_facts import CardFacts, PageFacts
from triage.wording.speak import refusal, would, write

BARE = Assessment(priority=Priority.P3)


def chat(facts: Facts) -> str:
    return write(facts, VOICES["en_chat"]).text


def mail(facts: Facts) -> str:
    return write(facts, VOICES["en_mail"]).text


def receipt() -> Acknowledged:
    facts = SAMPLES[Notice.ACKNOWLEDGED]
    assert isinstance(facts, Acknowledged)
    return facts


def card() -> CardFacts:
    facts = SAMPLES[Notice.CARD]
    assert isinstance(facts, CardFacts)
    return facts


def test_a_receipt_without_questions_or_details_is_two_lines() -> None:
    facts = replace(receipt(), subject=None, assessment=BARE, public=False)
    assert chat(facts) == (
        "Thanks, this is ticket 17. The platform team has it. You'll hear from a person by "
        "<t:1768309200:f> (<t:1768309200:R>).\n(I'm a bot, a person reads this too.)"
    )


def test_a_receipt_by_mail_without_questions_or_details_leaves_no_gaps() -> None:
    facts = replace(receipt(), name=None, subject=None, assessment=BARE)
    assert mail(facts) == (
        "Hello,\n\nwe have your report. It is ticket 17, and a person from our platform team will "
        "answer by\nTuesday 13 January, 14:00 (Berlin time).\n\nIf everything is down for all of "
        "you, please say so in your answer: that moves it up at once.\nPlease don't send passwords "
        "or keys. Screenshots are welcome (up to 10 MB each).\n\nAcme support\nThis receipt was "
        "sent automatically; your answer is read by a person."
    )


def test_one_question_is_announced_as_one_thing() -> None:
    facts = replace(receipt(), assessment=replace(ASSESSMENT, questions=("steps",)))
    assert "One thing would help. Just answer here:\n1. What did you do" in chat(facts)


def test_the_same_question_is_not_asked_twice_and_three_are_enough() -> None:
    keys = ("colour", "smell", "steps", "impact", "expected")
    facts = replace(receipt(), assessment=replace(ASSESSMENT, questions=keys))
    assert "\n3. Is your work stopped" in chat(facts)
    assert "\n4. " not in chat(facts)


def test_a_late_receipt_says_so() -> None:
    facts = replace(receipt(), late_since=NOON)
    assert "\nIt reached us late because our intake was down; we are sorry.\n" in chat(facts)
    assert "we have your report of Tuesday 13 January, 13:00 (Berlin time). It reached us late" in (
        mail(facts)
    )


def test_a_secret_in_a_report_is_not_repeated_to_the_public() -> None:
    assert "hunter2" not in chat(replace(receipt(), subject="password: hunter2"))


def test_a_known_beginning_and_count_are_said() -> None:
    impact = Impact(scope=Scope.SOME, count=41, since=NOON)
    facts = replace(receipt(), assessment=replace(ASSESSMENT, impact=impact))
    assert " · since <t:1768305600:f> · affects 41 people\n" in chat(facts)


def test_a_claim_without_a_promise_promises_nothing() -> None:
    facts = Claimed(number=NUMBER, subject=None, name="Grace", team="platform", update_by=None)
    assert chat(facts) == "Grace from platform is now looking at ticket 17."


def test_a_resolve_without_a_line_says_what_we_believe() -> None:
    facts = Resolved(number=NUMBER, subject=None, line=None, name=None)
    assert chat(facts) == (
        "We believe that ticket 17 is fixed.\n"
        "Still seeing it? Just answer here and it opens again, same number, same people.\n"
        "Thank you for telling us, and sorry for the trouble."
    )


def test_a_bare_card_has_no_empty_lines() -> None:
    facts = CardFacts(
        number=NUMBER,
        subject="Wish",
        words="",
        priority=Priority.P3,
        assessment=BARE,
        mentions=(),
        affected=1,
        answer_by=None,
    )
    assert chat(facts) == (
        "**P3 · 17 · Wish**\nImpact: work hindered\n"
        "Reproduction: steps no · expected no · environment: no\n✋ claim · ✅ resolve"
    )


def test_a_claimed_card_names_the_holder_and_drops_the_next_step() -> None:
    lines = chat(replace(card(), claimed_by="Grace")).split("\n")
    assert lines[-2:] == [
        "Claimed by Grace · Answer due <t:1768309200:R>",
        "✋ claim (take it back to release) · ✅ resolve   https://discord.com/channels/1/2/3",
    ]


def test_while_the_reporter_owes_an_answer_a_card_says_since_when_and_not_what_we_owe() -> None:
    lines = chat(replace(card(), claimed_by="Grace", waiting_since=NOON)).split("\n")
    assert lines[-2] == "Claimed by Grace · Waiting for the reporter since <t:1768305600:R>"


@pytest.mark.parametrize(("holder", "line"), [(None, "Resolved"), ("Grace", "Resolved by Grace")])
def test_a_resolved_card_offers_nothing_to_do(holder: str | None, line: str) -> None:
    lines = chat(replace(card(), resolved_by=holder, resolved=True)).split("\n")
    assert lines[-2:] == [line, "https://discord.com/channels/1/2/3"]


def test_a_resolved_card_without_a_link_ends_with_its_state() -> None:
    assert chat(replace(card(), resolved=True, link=None)).endswith("\nResolved")


def test_a_card_of_a_mail_masks_its_sender() -> None:
    facts = replace(card(), link=None, sender="ada.weber@customer.example")
    assert mail(facts).endswith("by mail from a***@customer.example")


def test_a_card_in_watch_mode_says_what_would_have_been() -> None:
    line = would(Priority.P2, asked=2, paged=(), language="en")
    assert (
        "\nWatch mode, nothing was sent. Would have: priority P2, asked 2 questions, paged nobody\n"
    ) in chat(replace(card(), would=line))


def test_watch_mode_names_whom_it_would_have_paged() -> None:
    line = would(Priority.P1, asked=1, paged=("Grace", "Linus"), language="de")
    assert line == "Priorität P1, 1 Frage gestellt, gerufen: Grace, Linus"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Ticket 17 is Grace's. Ask them, or take it over and say why."),
        ("de", "Ticket 17 hat Grace."),
    ],
)
def test_a_refusal_names_who_is_in_the_way_in_the_language_of_whoever_asked(
    language: str, said: str
) -> None:
    assert refusal(Why.HELD, language=language, number=NUMBER, who="Grace").startswith(said)


def test_a_flag_is_shown() -> None:
    text = chat(replace(card(), flag="a rule failed"))
    assert "\nLook at this first: a rule failed\n" in text


def test_a_priority_changed_by_hand_is_not_explained_by_the_rules() -> None:
    text = chat(replace(card(), priority=Priority.P3))
    assert "\nThe rules said P1: matrix (" in text


def test_only_the_first_reasons_are_told() -> None:
    reasons = tuple(Reason(f"rule-{n}", "") for n in range(5))
    text = chat(replace(card(), assessment=replace(ASSESSMENT, reasons=reasons)))
    assert "\nWhy P1: rule-0; rule-1; rule-2; 2 more\n" in text


def test_a_way_round_is_told() -> None:
    impact = Impact(scope=Scope.ONE, workaround=True)
    text = chat(replace(card(), assessment=replace(ASSESSMENT, impact=impact)))
    assert "\nImpact: one person, work stopped, there is a way round · 3 reporters\n" in text


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(0, "claimed it yet."), (1, "for 1 minute."), (2, "for 2 minutes.")],
)
def test_a_page_says_how_long_nobody_has_claimed(minutes: int, said: str) -> None:
    facts = SAMPLES[Notice.PAGE]
    assert isinstance(facts, PageFacts)
    assert said in chat(replace(facts, unclaimed_minutes=minutes))


@pytest.mark.parametrize(("seconds", "said"), [(0, "just before you"), (1, "1 second before you")])
def test_the_loser_of_a_race_hears_how_close_it_was(seconds: int, said: str) -> None:
    facts = LostRace(number=NUMBER, mention="<@1>", winner="Grace", seconds=seconds)
    assert said in chat(facts)


@pytest.mark.parametrize(
    ("original", "expected"),
    [
        (None, "Re: your report [17]"),
        ("", "Re: your report [17]"),
        ("Log-in", "Re: Log-in [17]"),
        ("Re: AW: re[2]: Log-in [17]", "Re: Log-in [17]"),
        ("[17] Log-in [18]", "Re: Log-in [18] [17]"),
        ("Log-in\r\nBcc: x@y.example", "Re: Log-in Bcc: x@y.example [17]"),
        ("Retry fails", "Re: Retry fails [17]"),
    ],
)
def test_a_subject_says_re_and_the_number_once(original: str | None, expected: str) -> None:
    facts = Reopened(number=NUMBER, subject=original, team="platform")
    assert write(facts, VOICES["en_mail"]).subject == expected


@given(original=st.text(max_size=400))
def test_a_subject_does_not_grow_on_its_way_back_and_forth(original: str) -> None:
    once = write(Reopened(number=NUMBER, subject=original, team="x"), VOICES["en_mail"]).subject
    again = write(Reopened(number=NUMBER, subject=once, team="x"), VOICES["en_mail"]).subject
    assert once == again


def test_braces_in_somebodys_words_are_words() -> None:
    facts = Reopened(number=NUMBER, subject="{number} {0} {", team="{team}")
    letter = write(facts, VOICES["en_mail"])
    assert letter.subject == "Re: {number} {0} { [17]"
    assert "The {team} team has been told." in letter.text


@pytest.mark.parametrize("filling", ["*", "<", "@here", "word ", "https://a.example/?q="])
@pytest.mark.parametrize("voice", ["en_chat", "de_chat"])
def test_the_fullest_card_loses_no_line_and_calls_at_most_ten(filling: str, voice: str) -> None:
    much = filling * 3000
    impact = Impact(scope=Scope.EVERYONE, count=10**6, workaround=False, since_text=much)
    reasons = tuple(Reason(much, much) for _ in range(200))
    found = Reproduction(steps=(much,), expected=much, environment=(much, much))
    facts = CardFacts(
        number=TicketId(10**9),
        subject=much,
        words=much,
        priority=Priority.P1,
        assessment=replace(ASSESSMENT, impact=impact, reproduction=found, reasons=reasons),
        mentions=tuple(f"<@{10**18 + n}>" for n in range(11)),
        affected=10**6,
        answer_by=LATER,
        next_step=(much, NOON),
        link="https://discord.com/channels/" + "/".join(["1234567890123456789"] * 3),
        would=much,
        flag=much,
    )
    text = write(facts, VOICES[voice]).text
    assert len(text) <= 2000
    assert len(text.split("\n")) == 9
    assert text.count("<@1") == 10


def test_the_time_zone_of_a_mail_is_written_out() -> None:
    voice = replace(VOICES["en_mail"], zone="America/Argentina/Buenos_Aires")
    facts = Claimed(number=NUMBER, subject=None, name="A", team="b", update_by=LATER)
    assert "by Tuesday 13 January, 10:00 (Buenos Aires time)," in write(facts, voice).text


def test_lines_beyond_one_message_are_left_out() -> None:
    assert fitted("a" * 1990 + "\n" + "b" * 20 + "\nc") == "a" * 1990 + "\nc"


def test_a_card_with_an_absurd_link_is_still_one_message() -> None:
    text = chat(replace(card(), link="https://a.example/" + "x" * 3000))
    assert text.endswith("next step: Linus at <t:1768305600:t>")


@pytest.mark.parametrize("audience", [Audience.DEVELOPERS, Audience.INTERNAL])
def test_developers_and_colleagues_are_asked_in_other_words(audience: Audience) -> None:
    facts = replace(receipt(), assessment=replace(ASSESSMENT, questions=("steps", "neutral")))
    plain = write(facts, VOICES["en_chat"]).text
    technical = write(replace(facts, audience=audience), VOICES["en_chat"]).text
    words = LANGUAGES["en"]
    assert words.questions["steps"] in plain
    assert words.technical["steps"] in technical
    assert words.questions["steps"] not in technical
    assert words.questions["neutral"] in technical


@pytest.mark.parametrize("before", range(40))
def test_a_quote_of_a_long_text_shows_no_half_of_a_key(before: int) -> None:
    """What is looked at ends somewhere, and half a key looks like no key."""
    hidden = f"-----BEGIN PRIVATE KEY-----\n{'x' * 500}\n-----END PRIVATE KEY-----"
    pen = Pen(VOICES["en_chat"], LANGUAGES["en"])
    shown = pen.quote(f"{hidden} {'.' * before} ghp_{'a1B2' * 9} and more", limit=100)
    assert "ghp" not in shown


def test_a_text_of_nothing_but_space_is_quoted_as_nothing() -> None:
    assert "\n> \n" in chat(replace(card(), words=" " * 9000))


@pytest.mark.parametrize(
    ("words", "quoted"),
    [
        ("Cannot log in since the update", None),
        ("Cannot log in since the update\nAll of us are stopped.", "> All of us are stopped."),
        (
            "Cannot log in since the update of May",
            "> Cannot log in since the update of May",
        ),
    ],
)
def test_a_card_quotes_what_its_title_does_not_say(words: str, quoted: str | None) -> None:
    lines = chat(replace(card(), words=words)).splitlines()
    assert [line for line in lines if line.startswith(">")] == ([quoted] if quoted else [])
    assert lines[0].endswith("Cannot log in since the update**")


def test_what_goes_by_mail_instead_of_chat_has_its_moments_written_out() -> None:
    moment = int(NOON.timestamp())
    words = f"<@12> **Ticket 17** is answered by <t:{moment}:f>."
    sent = mail(Rerouted(number=NUMBER, subject=None, text=words))

    assert "<t:" not in sent
    assert "<@12>" not in sent
    assert "13:00 (Berlin time)" in sent
