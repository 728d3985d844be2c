"""HTML bodies -> text, whole and with the quotes of mail clients marked. inscriptis, lazily.

Clients mark what they quote in their markup; that says more than any wording of the line above
it. Here a quote becomes one line that `replies` knows as quoted, so that one set of rules
decides for plain text and HTML alike.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import Any

from channels.email import limits, phrases

QUOTED = "> \u2063"
"""A line that stands for a quote in the markup (an invisible separator: nobody types it)."""
HEADED = "\u2063----"
"""A line that stands for a container of everything earlier."""

SIGNED = "\u2063--"
"""A line that stands for a signature."""

_QUOTES = (
    # Everything in these was written earlier by somebody else.
    "//blockquote[@type='cite' or contains(@class,'gmail_quote')"
    " or contains(@class,'protonmail_quote') or contains(@class,'tutanota_quote')"
    " or contains(@class,'zmail_extra') or contains(@class,'mori')"
    " or @data-edge='left'"
    " or ancestor::*[contains(@class,'gmail_quote') or contains(@class,'protonmail_quote')]]"
)
_ATTRIBUTIONS = "//div[contains(@class,'gmail_attr') or contains(@class,'moz-cite-prefix')]"
_EARLIER = (
    # From here to the end of its parent it is the earlier mail, without any mark in the text.
    "//*[@id='divRplyFwdMsg' or @id='appendonsend' or @id='mail-editor-reference-message-container'"
    " or @id='OLK_SRC_BODY_SECTION' or @id='reply-intro' or @id='x_divRplyFwdMsg']"
)
_WHOLE = (
    # Containers of nothing but the earlier mail.
    "//*[contains(@class,'yahoo_quoted') or contains(@class,'ms-outlook-mobile-reference-message')"
    " or contains(@class,'OutlookMessageHeader') or contains(@class,'moz-forward-container')"
    " or contains(@class,'zmail_extra_hr') or @id='isForwardContent' or @id='isReplyContent']"
)
_SIGNATURES = (
    "//*[contains(@class,'gmail_signature') or contains(@class,'moz-signature')"
    " or contains(@class,'protonmail_signature_block')]"
)
_MARKS = (
    (_QUOTES, QUOTED),
    (_ATTRIBUTIONS, QUOTED),
    (_WHOLE, QUOTED),
    (_EARLIER, HEADED),
    (_SIGNATURES, SIGNED),
)
_TAG = re.compile(r"</?\s*+[a-z0-9]++[^<>]*+>", re.IGNORECASE)
_UNSAID = {"script": "</script", "style": "</style", "title": "</title", "head": "</head|<body"}
"""Elements whose text nobody reads, and what ends them."""
_OPENED = re.compile(rf"<({'|'.join(_UNSAID)})\b[^<>]*+>", re.IGNORECASE)
_CLOSED = {
    name: re.compile(rf"(?:{end})\b[^<>]*+>", re.IGNORECASE) for name, end in _UNSAID.items()
}
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*>", re.IGNORECASE)
_GAPS = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True)
class Rendered:
    """`whole`: all of it. `marked`: the same with quotes standing as QUOTED and HEADED lines."""

    whole: str
    marked: str


def render(markup: str, *, tags: int = limits.HTML_TAGS) -> Rendered:
    """The text of an HTML body. Markup that no parser takes loses its tags and stays.

    `tags`: more than these are stripped and not laid out.
    """
    from lxml.etree import LxmlError  # noqa: PLC0415  # 40 ms of imports, for HTML only
    from lxml.html import document_fromstring  # noqa: PLC0415

    source = _DECLARATION.sub("", markup[: limits.HTML].replace("\x00", ""))
    if not source.strip():
        return Rendered("", "")
    if source.count("<") > tags:
        return _bare(source)
    try:
        tree = document_fromstring(source)
        _disarm(tree)
        whole = _text(tree)
        marked = _text(tree) if _mark(tree) else whole
    except (LxmlError, ValueError, RecursionError):
        return _bare(source)
    return Rendered(whole, marked) if whole else _bare(source)


def _bare(source: str) -> Rendered:
    """What is left without the tags: for markup that is too much, broken, or nested too deep."""
    said: list[str] = []
    endless: set[str] = set()
    at = 0
    for opened in _OPENED.finditer(source):
        name = opened[1].lower()
        if opened.start() < at or name in endless:
            continue
        closed = _CLOSED[name].search(source, opened.end())
        if closed is None:  # nobody knows what it would hide
            endless.add(name)
            continue
        said.append(source[at : opened.start()])
        at = closed.end()
    text = _trimmed(unescape(_TAG.sub(" ", " ".join((*said, source[at:]))))).strip()
    return Rendered(text, text)


def _disarm(tree: Any) -> None:
    """Keep of every style what matters here: hidden or not, a line at the left or none.

    The rest only costs: a padding of ten million characters took 35 s to lay out (measured).
    """
    for element in tree.xpath("//*[@style]"):
        style = element.attrib.pop("style").replace(" ", "").lower()
        if "border-left" in style:
            element.set("data-edge", "left")
        elif "border-top" in style:
            element.set("data-edge", "top")
        if "display:none" in style:
            element.set("style", "display:none")


def _text(tree: Any) -> str:
    from inscriptis.css_profiles import CSS_PROFILES  # noqa: PLC0415
    from inscriptis.html_engine import Inscriptis  # noqa: PLC0415
    from inscriptis.model.config import ParserConfig  # noqa: PLC0415

    text: str = Inscriptis(tree, ParserConfig(css=CSS_PROFILES["strict"])).get_text()
    return _GAPS.sub("\n\n", _trimmed(text)).strip("\n")


def _trimmed(text: str) -> str:
    """Without blanks at the ends of lines. No regular expression: that is quadratic in them."""
    return "\n".join(line.rstrip(" \t\u00a0") for line in text.split("\n"))


def _mark(tree: Any) -> bool:
    """Put markers where quotes are; whether there was any."""
    found = False
    for path, marker in _MARKS:
        for element in tree.xpath(path):
            found = _replace(element, marker) or found
    for element in tree.xpath("//*[@data-edge='top']"):
        head = str(element.text_content())[:200].lstrip()
        if any(label.match(head) for label in phrases.LABELS[:2]):
            found = _replace(element, HEADED) or found
    return found


def _replace(element: Any, marker: str) -> bool:
    """Empty the element and let it say the marker; False when it is inside one replaced."""
    if element.getroottree().getroot() is element or element.getparent() is None:
        return False
    tail = element.tail
    element.clear()
    element.tag = "div"
    element.text = marker
    element.tail = tail
    return True
