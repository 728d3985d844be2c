"""What a mail says, in its order, and what hangs on it: parts -> texts and attachments. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field

from channels.email import limits
from channels.email.files import attachment, is_file, is_inline
from channels.email.parse import Part, content, parse, text, walk
from triage.messages import Attachment

_TEXTS = frozenset({"text/plain", "text/html"})
_VERSIONS = frozenset(
    # Other versions of the words, and no files: what is not chosen is not listed.
    {*_TEXTS, "text/enriched", "text/richtext", "text/x-amp-html", "text/watch-html"}
)


@dataclass(frozen=True, slots=True)
class Segment:
    """One stretch of body text. `html`: it is markup."""

    text: str
    html: bool


@dataclass(slots=True)
class Body:
    """What a mail says, in its order, and what hangs on it.

    `further`: texts that follow the body and are listed as attachments too (the footer of a list,
    the message below a list's header), or, in a mail without a body, what else it says. `left_off`:
    how many attachments are beyond `limits.ATTACHMENTS`.
    """

    segments: list[Segment] = field(default_factory=list)
    further: list[Segment] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    left_off: int = 0


def body(root: Part) -> Body:
    """The texts a reader would see first, plain rather than HTML, and the attachments."""
    found = Body()
    _collect(root, found)
    if not any(segment.text.strip() for segment in found.segments):
        found.further += _hidden(root)
    found.left_off += max(0, len(found.attachments) - limits.ATTACHMENTS)
    del found.attachments[limits.ATTACHMENTS :]
    return found


def _hidden(root: Part) -> list[Segment]:
    """The words of a mail that says nothing outright: in a named text, or in a mail inside."""
    for part in walk(root):
        undivided = part.kind.startswith("multipart/") and not part.children
        if undivided or (part.kind in _TEXTS and _is_said(part, root)):
            said = text(part)
            if said.strip():
                return [Segment(said, html=part.kind == "text/html")]
        if part.kind == "message/rfc822":
            inner = Body()
            _collect(parse(content(part)), inner)
            return inner.segments
    return []


def _is_said(part: Part, root: Part) -> bool:
    return part is root or is_inline(part)


def _collect(part: Part, found: Body) -> None:
    match part.kind:
        case kind if kind.startswith("multipart/") and not part.children:
            return
        case "multipart/alternative":
            _alternative(part, found)
        case "multipart/related" | "multipart/signed":
            _collect(part.children[0], found)
            for child in part.children[1:]:
                _attach(child, found)
        case kind if kind.startswith("multipart/"):
            _mixed(part, found)
        case _:
            _leaf(part, found)


def _mixed(part: Part, found: Body) -> None:
    """All the text, also what follows a picture; a text right behind a text is no body.

    That is the footer of a list or a virus scanner: it stays visible as an attachment, and its
    words are read behind the body, for below the header of a list it is the mail itself.
    """
    after_text = False
    for child in part.children:
        is_text = child.kind in _TEXTS and not is_file(child)
        if is_text and after_text and "content-disposition" not in child.headers:
            found.further.append(Segment(text(child), html=child.kind == "text/html"))
            _attach(child, found)
            continue
        before = len(found.segments)
        _collect(child, found)
        after_text = any(segment.text.strip() for segment in found.segments[before:])


def _alternative(part: Part, found: Body) -> None:
    """The plain version if it says anything, else the HTML one; the losers are not files."""
    versions: list[Body] = []
    for child in part.children:
        version = Body()
        _collect(child, version)
        versions.append(version)
    best = max(versions, key=_rank)
    found.segments += best.segments
    found.further += best.further
    for version in versions:
        found.attachments += [
            a for a in version.attachments if version is best or a.type not in _VERSIONS
        ]
        found.left_off += version.left_off


def _rank(version: Body) -> int:
    if any(s.text.strip() and not s.html for s in version.segments):
        return 2
    return 1 if any(s.text.strip() for s in version.segments) else 0


def _leaf(part: Part, found: Body) -> None:
    if part.kind in _TEXTS and not is_file(part):
        found.segments.append(Segment(text(part), html=part.kind == "text/html"))
    else:
        _attach(part, found)


def _attach(part: Part, found: Body) -> None:
    if len(found.attachments) < limits.ATTACHMENTS:
        found.attachments.append(attachment(part))
    else:
        found.left_off += 1
