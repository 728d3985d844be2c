"""HTML bodies become text."""

from __future__ import annotations

import subprocess
import sys

from channels.email.html import Rendered, render


def test_lists_tables_and_paragraphs_stay_readable_and_scripts_are_gone() -> None:
    markup = (
        "<style>b{}</style><script>alert(1)</script><p>Steps:</p><ul><li>open<li>export</ul>"
        "<table><tr><td>a</td><td>b</td></tr></table>"
    )

    assert [line.split() for line in render(markup).whole.split("\n") if line] == [
        ["Steps:"],
        ["*", "open"],
        ["*", "export"],
        ["a", "b"],
    ]


def test_remote_images_leave_nothing() -> None:
    assert render('<p>Hi<img src="https://track.example/x.gif"></p>') == Rendered("Hi", "Hi")


def test_markup_that_says_nothing_is_empty() -> None:
    assert render("  ") == Rendered("", "")
    assert render('<?xml version="1.0"?><p>Hi</p>').whole == "Hi"


def test_nesting_beyond_reason_keeps_its_words() -> None:
    assert "deep" in render("<div>" * 5000 + "deep" + "</div>" * 5000).whole


def test_styles_only_hide() -> None:
    markup = '<p style="display: none">preview</p><p style="padding-left:9999999em">Hi</p>'

    assert render(markup) == Rendered("Hi", "Hi")


def test_too_many_tags_are_stripped_and_not_laid_out() -> None:
    markup = "<head><title>T</title></head><style>b{}</style>" + "<i>a</i> " * 20_000

    assert set(render(f"{markup} &lt; 3").whole.split()) == {"a", "<", "3"}


def test_an_element_that_never_ends_hides_nothing() -> None:
    markup = "<head><title>T</title><body>Hello <style>there, " + "<i>a</i> " * 20_000

    assert render(markup).whole.split()[:3] == ["Hello", "there,", "a"]
    assert render(f"one </style> two {markup}").whole.split()[:3] == ["one", "two", "Hello"]


def test_html_libraries_are_loaded_only_for_html() -> None:
    code = (
        "import sys; import channels.email.adapter; "
        "print(sorted({'lxml', 'inscriptis', 'charset_normalizer'} & set(sys.modules)))"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)  # noqa: S603

    assert done.stdout.decode().strip() == "[]"
