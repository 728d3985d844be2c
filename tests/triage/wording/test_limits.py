"""Whatever people wrote: no live mention, nothing too long, no variable left open."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from tests.triage.wording.samples import VOICES
from triage.carried import Carried, Remark
from triage.model import (
    Assessment,
    Burst,
    Declared,
    Impact,
    Learned,
    PersonId,
    Priority,
    Reason,
    Reproduction,
    Scope,
    TicketId,
    Urgency,
)
from triage.wording import escape
from triage.wording.facts import (
    Acknowledged,
    Claimed,
    Facts,
    Held,
    LostRace,
    Medium,
    NotAllowed,
    Reopened,
    Reply,
    Resolved,
    ThreadName,
    Voice,
)
from triage.wording.room_facts import CardFacts, PageFacts
from triage.wording.speak import write

LIVE = re.compile(r"@everyone|@here|<@[!&]?\d+>|<#\d+>|</[^>]+:\d+>|<id:\w+>", re.IGNORECASE)

PIECES = ("@everyone", "@Here", "<@1>", "<@!2>", "<@&3>", "<#4>", "\n", "\u2028", "\x00", "**", "`")
URLS = ("https://a.example/@everyone", "http://b.example/<@7>", "\\", "||", "\ud800", "\u202e")
letters = st.characters(exclude_characters="{}", codec=None)
words = st.one_of(
    st.lists(st.sampled_from(PIECES + URLS) | st.text(letters, max_size=5), max_size=12).map(
        "".join
    ),
    st.sampled_from(PIECES + URLS).map(lambda piece: piece * 2000),
    st.text(letters, max_size=60),
)
said = st.none() | words
moments = st.datetimes(
    min_value=datetime(2001, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone itself
    max_value=datetime(2100, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)
numbers = st.integers(1, 10**12).map(TicketId)
counts = st.integers(0, 10**6)
priorities = st.sampled_from(Priority)
mentions = st.lists(st.integers(10**17, 10**18).map("<@{}>".format), max_size=30).map(tuple)
mention = st.integers(10**17, 10**18).map("<@{}>".format)
links = st.sampled_from((None, "https://discord.com/channels/1/2/3"))

impacts = st.builds(
    Impact,
    scope=st.sampled_from(Scope),
    count=st.none() | counts,
    blocked=st.none() | st.booleans(),
    workaround=st.none() | st.booleans(),
    since=st.none() | moments,
    since_text=said,
)
reproductions = st.builds(
    Reproduction,
    steps=st.lists(words, max_size=2).map(tuple),
    expected=said,
    actual=said,
    environment=st.lists(words, max_size=4).map(tuple),
)
assessments = st.builds(
    Assessment,
    priority=priorities,
    urgency=st.sampled_from(Urgency),
    impact=impacts,
    reproduction=reproductions,
    questions=st.lists(
        st.sampled_from(("steps", "expected", "environment", "impact", "neutral", "?"))
    ).map(tuple),
    reasons=st.lists(st.builds(Reason, rule=words, evidence=words), max_size=5).map(tuple),
)
cards = st.builds(
    CardFacts,
    number=numbers,
    subject=words,
    words=words,
    priority=priorities,
    assessment=assessments,
    mentions=mentions,
    affected=counts,
    answer_by=st.none() | moments,
    next_step=st.none() | st.tuples(words, moments),
    claimed_by=said,
    resolved=st.booleans(),
    link=links,
    sender=said,
    would=said,
    flag=said,
    absorbed=st.lists(numbers, max_size=40).map(tuple),
    links=st.lists(numbers, max_size=40).map(tuple),
    carried=st.builds(
        Carried,
        files=st.integers(0, 99),
        related=st.none() | numbers,
        remarks=st.lists(st.sampled_from(Remark), max_size=4, unique=True).map(tuple),
    ),
    learned=st.none()
    | st.builds(Learned, at=moments, known=st.lists(words, max_size=3).map(tuple)),
    burst=st.none() | st.builds(Burst, alike=counts, people=counts, minutes=counts),
    incident=st.none()
    | st.builds(
        Declared,
        by=words.map(PersonId),
        name=said,
        at=moments,
        reason=words,
        priority=priorities,
        priority_by=st.none(),
    ),
)
bounded = st.one_of(
    cards,
    st.builds(
        Acknowledged,
        number=numbers,
        subject=said,
        name=said,
        team=words,
        answer_by=moments,
        assessment=assessments,
        public=st.booleans(),
        late_since=st.none() | moments,
    ),
    st.builds(
        PageFacts,
        number=numbers,
        subject=words,
        priority=priorities,
        mentions=mentions,
        unclaimed_minutes=counts,
        link=links,
    ),
    st.builds(
        Claimed,
        number=numbers,
        subject=said,
        name=words,
        team=words,
        update_by=st.none() | moments,
    ),
    st.builds(Resolved, number=numbers, subject=said, line=said, name=said),
    st.builds(Reopened, number=numbers, subject=said, team=words),
    st.builds(LostRace, number=numbers, mention=mention, winner=words, seconds=counts),
    st.builds(NotAllowed, number=numbers, mention=mention),
    st.builds(Held, count=counts, minutes=counts),
    st.builds(ThreadName, number=numbers, subject=said),
)
replies = st.builds(Reply, number=numbers, subject=said, text=words, name=words)
voices = st.builds(
    Voice,
    product=words,
    language=st.sampled_from(("en", "de", "fr")),
    medium=st.sampled_from(Medium),
    zone=st.sampled_from(("Europe/Berlin", "UTC", "America/Argentina/Buenos_Aires")),
)
chat = st.sampled_from([voice for voice in VOICES.values() if voice.medium is Medium.CHAT])


def pings_of(facts: Facts) -> set[str]:
    match facts:
        case CardFacts() | PageFacts():
            return set(facts.mentions)
        case LostRace() | NotAllowed():
            return {facts.mention}
        case _:
            return set()


@given(facts=bounded | replies, voice=chat)
def test_only_the_mentions_we_were_given_are_live(facts: Facts, voice: Voice) -> None:
    assert set(LIVE.findall(write(facts, voice).text)) <= pings_of(facts)


@given(facts=bounded, voice=chat)
def test_a_chat_letter_fits_one_message(facts: Facts, voice: Voice) -> None:
    assert 0 < len(write(facts, voice).text) <= 2000


@given(facts=bounded, voice=voices)
def test_a_mail_is_short_enough_to_be_read(facts: Facts, voice: Voice) -> None:
    assert len(write(facts, voice).text) <= 3000


@given(facts=cards, voice=chat)
def test_a_card_has_at_most_twelve_lines_and_keeps_all_of_them(
    facts: CardFacts, voice: Voice
) -> None:
    text = write(facts, voice).text
    assert len(text.split("\n")) <= 12
    assert facts.link is None or facts.link in text


@given(facts=bounded | replies, voice=voices)
def test_everything_can_be_encoded(facts: Facts, voice: Voice) -> None:
    letter = write(facts, voice)
    assert (letter.text + (letter.subject or "")).encode()


@given(facts=bounded | replies, voice=voices)
def test_no_variable_is_left_open(facts: Facts, voice: Voice) -> None:
    letter = write(facts, voice)
    assert set("{}").isdisjoint(letter.text + (letter.subject or ""))


@given(facts=bounded | replies, voice=voices)
def test_a_subject_is_one_line(facts: Facts, voice: Voice) -> None:
    subject = write(facts, voice).subject
    assert subject is None or (len(subject.splitlines()) == 1 and len(subject) <= 230)


@given(text=words, limit=st.integers(1, 300))
def test_a_quote_in_chat_is_never_longer_than_its_limit(text: str, limit: int) -> None:
    assert len(escape.for_chat(text, limit=limit)) <= limit


@given(text=words, limit=st.integers(1, 300))
def test_a_quote_never_ends_in_half_an_escape(text: str, limit: int) -> None:
    tail = re.search(r"\\*$", escape.for_chat(text, limit=limit))
    assert tail is not None
    assert len(tail.group()) % 2 == 0
