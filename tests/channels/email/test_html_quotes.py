"""What mail programs quote in HTML is cut where they marked it; what people wrote stays.

The markup is in tests/corpus/email/html_quotes.toml; to add a program, add a line there.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.channels.email.samples import mail, understood

_FILE = Path(__file__).parents[2] / "corpus" / "email" / "html_quotes.toml"
PROGRAMS: dict[str, str] = tomllib.loads(_FILE.read_text(encoding="utf-8"))
OWN, QUOTED = "It works again. One more thing: the PDF is empty.", "Does it work?"


def _answer(markup: str, own: str = OWN) -> bytes:
    body = f"<html><body>{markup.replace('{own}', own).replace('{q}', QUOTED)}</body></html>"
    return mail(body, content_type="text/html; charset=utf-8", in_reply_to="<e@acme.example>")


@pytest.mark.parametrize("markup", PROGRAMS.values(), ids=PROGRAMS.keys())
def test_a_quote_is_cut_where_the_program_marked_it(markup: str) -> None:
    read = understood(_answer(markup))

    assert read.reply == OWN
    assert QUOTED in read.text


@pytest.mark.parametrize("markup", PROGRAMS.values(), ids=PROGRAMS.keys())
def test_nothing_that_the_person_wrote_goes_with_it(markup: str) -> None:
    own = "From: 9:15 on it fails.<ul><li>open</li><li>export</li></ul><b>On 2 March it worked.</b>"

    reply = understood(_answer(markup, own)).reply

    assert (
        " ".join(reply.split()) == "From: 9:15 on it fails. * open * export On 2 March it worked."
    )


def test_a_table_with_a_line_on_top_is_no_header_of_a_mail() -> None:
    markup = '<p>See:</p><div style="border-top:1px solid">Total: 3</div><p>Wrong.</p>'

    assert understood(_answer(markup)).reply.split() == ["See:", "Total:", "3", "Wrong."]
