"""The HTML twin says what the plain text says, and can be read by everybody."""

from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st
from typing_extensions import override

from channels.email.rich import render


def _body(text: str) -> str:
    page = render(text, title="T", language="en")
    return page.partition("<body>\n")[2].partition("\n</body>")[0]


def test_paragraphs_lines_and_links() -> None:
    assert _body("Hello,\nAda & co.\n\nSee https://acme.example/a?b=1&c=2.\n") == (
        "<p>Hello,<br>\nAda &amp; co.</p>\n"
        '<p>See <a href="https://acme.example/a?b=1&amp;c=2">https://acme.example/a?b=1&amp;c=2</a>.</p>'
    )


def test_lists_are_lists_over_empty_lines_too_and_keep_their_numbers() -> None:
    assert _body("Two things:\n\n  1. What?\n\n  2. When?\n\n  - a\n  - b\nThanks\n") == (
        '<p>Two things:</p>\n<ol>\n<li value="1">What?</li>\n<li value="2">When?</li>\n</ol>\n'
        "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n<p>Thanks</p>"
    )


def test_code_keeps_its_indentation() -> None:
    assert _body("if x:\n    y()") == "<p>if x:<br>\n&nbsp;&nbsp;&nbsp;&nbsp;y()</p>"


def test_a_language_that_is_none_is_left_out() -> None:
    assert "<html>" in render("x", title="x", language='"><script>')
    assert "<html>" in render("x", title="x", language=None)


class Words(HTMLParser):
    """What a reader gets, and which tags there are."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.said = ""

    @override
    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.add(tag)

    @override
    def handle_data(self, data: str) -> None:
        self.said += data


@given(st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp"])))
def test_no_words_are_lost_and_none_becomes_markup(text: str) -> None:
    reader = Words()
    reader.feed(_body(text))

    assert "".join(reader.said.split()) == "".join(text.split())
    assert reader.tags <= {"p", "br", "ul", "ol", "li", "a"}
