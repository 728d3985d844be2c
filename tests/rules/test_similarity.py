"""Which earlier reports look like this one, and by which words people can see it."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as some

from rules.similarity import TELLING, Index, read
from tests.rules.given import NOON

TRACE = "java.lang.NullPointerException\n\tat shop.Cart.total(Cart.java:{line})\n"
REPORTS = (
    ("Checkout fails", "After the last step the page says error 500."),
    ("Export is empty", "The CSV export of the invoice list has no rows."),
    ("Dark theme", "Buttons cannot be read in the dark theme."),
    ("Calendar", "Meetings on Monday are shown on Sunday."),
)


def index_of(*reports: tuple[str, str]) -> Index:
    made = Index()
    for number, (subject, text) in enumerate(reports, 1):
        made.add(number, read(subject, text), at=NOON + timedelta(days=number))
    return made


def test_the_report_that_says_the_same_comes_first() -> None:
    found = index_of(*REPORTS).like(read("500 at checkout", "It fails at the last step."), most=2)
    assert found[0].id == 1
    assert found[0].score > 0.3


def test_a_likeness_names_the_words_as_the_reporter_wrote_them() -> None:
    found = index_of(*REPORTS).like(read(None, "CSV Export without rows"), most=1)
    assert set(found[0].words) == {"CSV", "Export", "rows"}


def test_the_same_words_again_score_one() -> None:
    found = index_of(*REPORTS).like(read(*REPORTS[1]), most=1)
    assert (found[0].id, found[0].score) == (2, 1.0)


def test_what_nobody_said_is_like_nothing() -> None:
    assert index_of(*REPORTS).like(read(None, "zxcv qwerty"), most=5) == []


def test_words_of_a_form_and_quotes_are_no_likeness() -> None:
    form = "User Agent: Firefox 140\nSteps to reproduce:\n> Buttons cannot be read"
    assert index_of(*REPORTS).like(read(None, form), most=5) == []


def test_endings_do_not_matter_and_joined_names_are_taken_apart() -> None:
    index = index_of(("exportInvoiceList", "It crashes."), *REPORTS[2:])
    assert index.like(read(None, "crashing while exporting invoices"), most=1)[0].id == 1


def test_only_reports_since_then_are_candidates() -> None:
    index = index_of(*REPORTS)
    found = index.like(read(*REPORTS[0]), most=5, since=NOON + timedelta(days=2))
    assert 1 not in [one.id for one in found]


def test_the_same_error_is_found_whatever_else_is_said() -> None:
    index = index_of(("Cart", TRACE.format(line=7)), *REPORTS)
    asked = read("Total is wrong", TRACE.format(line=9))
    [found] = index.same_error(asked, since=NOON, most=5)
    assert (found.id, found.same_error, asked.error) == (1, True, "java.lang.NullPointerException")


def test_no_error_is_the_same_as_no_error() -> None:
    assert index_of(*REPORTS).same_error(read(*REPORTS[0]), since=NOON, most=5) == []


def test_a_report_is_remembered_once() -> None:
    index = index_of(REPORTS[0])
    index.add(1, read(*REPORTS[1]), at=NOON)
    assert (len(index), 1 in index, 2 in index) == (1, True, False)


def test_a_subject_that_begins_the_text_counts_once() -> None:
    assert read("Checkout fails", "Checkout fails").terms == read("Checkout fails", "").terms


def test_what_is_asked_is_bounded() -> None:
    words = [f"word{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(400)]
    index = index_of(("", " ".join(words)), ("", " ".join(words[:200])), ("", "else"))
    [first, *_] = index.like(read(None, " ".join(words)), most=3)
    assert first.id == 1
    assert len(words) > TELLING


@given(some.lists(some.text(max_size=80), max_size=12), some.text(max_size=80))
def test_any_words_score_between_nothing_and_all(texts: list[str], asked: str) -> None:
    found = index_of(*((text[:10], text) for text in texts)).like(read(None, asked), most=50)
    assert all(0 <= one.score <= 1 for one in found)
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
