"""The HTML twin of a plain text: paragraphs, lists and links, nothing else. Pure.

Plain enough for every screen reader and for dark mode: a language, a title, no colours, no
images, no tables for layout (WCAG 2.2: 1.3.1, 2.4.2, 3.1.1).
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

_ITEM = re.compile(r"\s*(?:-|(\d{1,2})\.)\s+(.*)")
_URL = re.compile(r"https?://[^\s<>\"']+[^\s<>\"'.,;:!?)\]}]")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def render(text: str, *, title: str, language: str | None, mark: str | None = None) -> str:
    """A whole document that says exactly what `text` says. `language`: a tag of BCP 47.

    `mark`: what only machines read, at the end (the start is what mailboxes show as a preview):
    hidden for eyes, screen readers, programs that drop styles, and Word, which Outlook draws with.
    """
    tag = language if language is not None and _LANGUAGE.fullmatch(language) else None
    lang = f' lang="{tag}"' if tag else ""
    blocks = "\n".join((*_blocks(text), *_hidden(mark)))
    return (
        f'<!DOCTYPE html>\n<html{lang}>\n<head>\n<meta charset="utf-8">\n'
        f"<title>{html.escape(title)}</title>\n</head>\n<body>\n{blocks}\n</body>\n</html>\n"
    )


def _hidden(mark: str | None) -> Iterator[str]:
    if mark is not None:
        style = "display:none;mso-hide:all"
        yield f'<div hidden aria-hidden="true" style="{style}">{html.escape(mark)}</div>'


def _blocks(text: str) -> Iterator[str]:
    """Paragraphs are parted by empty lines; items in a row are one list, over empty lines too."""
    items: list[str] = []
    ordered = False
    for paragraph in re.split(r"\n\s*\n", text.strip("\n")):
        plain: list[str] = []
        for line in paragraph.split("\n"):
            item = _ITEM.fullmatch(line)
            if item is None or (items and (item[1] is not None) != ordered):
                yield from _list(items, ordered=ordered)
                items = []
            if item is None:
                plain.append(line)
                continue
            yield from _paragraph(plain)
            plain = []
            ordered = item[1] is not None
            start = f' value="{int(item[1])}"' if item[1] is not None else ""
            items.append(f"<li{start}>{_inline(item[2])}</li>")
        yield from _paragraph(plain)
    yield from _list(items, ordered=ordered)


def _paragraph(lines: list[str]) -> Iterator[str]:
    if any(line.strip() for line in lines):
        yield "<p>" + "<br>\n".join(_inline(line) for line in lines) + "</p>"


def _list(items: list[str], *, ordered: bool) -> Iterator[str]:
    if items:
        name = "ol" if ordered else "ul"
        yield f"<{name}>\n" + "\n".join(items) + f"\n</{name}>"


def _inline(line: str) -> str:
    """Escaped, with links that can be followed, and spaces at the start that are kept."""
    indent = len(line) - len(line.lstrip(" "))
    done, at = "&nbsp;" * indent, indent
    for url in _URL.finditer(line, indent):
        address = html.escape(url[0])
        done += html.escape(line[at : url.start()]) + f'<a href="{address}">{address}</a>'
        at = url.end()
    return done + html.escape(line[at:])
