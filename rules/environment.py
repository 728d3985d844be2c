"""Where it happened: versions, system, browser, device, plan, region, address, error.

Extraction only: names that the world agrees on, in the words of the reporter, each with its place.
One pattern for all kinds: where two of them could begin at one place, the first one named here has
it, and what is a part of one thing (the version of a browser) is no second thing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from rules.cleaning import Cleaned
from rules.clues import Match, compiled
from triage.evidence import Found, Span, Surrounding
from triage.model import Reason

_WORDS_MOST = 80
_EACH_MOST = 3  # of one kind; more is a list of what was tried
_ALL_MOST = 200  # matches looked at in a text that is made of them
_NUMBER = r"\d+(?:\.\d+){0,3}"
_SUFFIX = r"(?:[-+.]?(?:alpha|beta|rc|dev|pre|snapshot|m)[-.]?\d*)?"
_KINDS = {
    "address": r"\bhttps?://[^\s<>\"')\]]{3,200}",
    "browser": (
        r"\b(?:(?:mozilla |google |microsoft |ms |apple |mobile )?(?:firefox(?: esr)?|chrom(?:e"
        r"|ium)"
        r"|safari|edge|opera(?: gx)?|brave|vivaldi|seamonkey|samsung internet|duckduckgo browser)"
        r"|internet explorer|msie|ie(?: |-)?\d+)"
        rf"(?:(?:[ /-]|, | \()(?:v(?:ersion)?\.? ?)?{_NUMBER}(?:esr|\.x|[ab]\d+)?)?\b"
    ),
    "device": (
        r"\b(?:iphone(?: ?\d{1,2}(?: (?:pro|max|mini|plus)){0,2}| se| x[sr]?)?|ipad(?: (?:pro|air|"
        r"mini))?|ipod|pixel \d\w?(?: pro)?|galaxy (?:s|a|note|tab|z) ?\w{1,4}|nexus \d|oneplus \d+"
        r"|macbook(?: (?:pro|air))?|imac|mac mini|thinkpad(?: \w\d+\w*)?|surface(?: (?:pro|go|"
        r"laptop))?(?: \d+)?|raspberry pi(?: \d)|chromebook|apple watch|playstation ?\d|ps[45]"
        r"|xbox(?: (?:one|series [xs]))?|steam deck)\b"
    ),
    "system": (
        r"\b(?:windows(?: server)?(?: (?:\d{1,4}|xp|vista|me|nt|8\.1)(?: ?r2)?(?: (?:pro|home|"
        r"enterprise|education))?(?: \d\dh\d)?)?|win ?(?:10|11|7|8(?:\.1)?|xp|2k)"
        rf"|mac ?os(?: x)?(?: {_NUMBER}| [a-z]+ {_NUMBER}|"
        r" (?:sonoma|ventura|monterey|sequoia|big sur|catalina|mojave))?"
        rf"|os x(?: {_NUMBER})?|(?:ubuntu|debian|fedora|centos|alpine|opensuse|suse|freebsd|openbsd"
        rf"|linux mint|red ?hat|rocky linux|raspberry pi os|pop!?_?os|manjaro|gentoo|nixos)"
        rf"(?: (?:linux )?{_NUMBER}(?: lts)?)?|rhel ?\d*(?:\.\d+)?|arch linux|linux"
        rf"|(?:android|ios|ipados|watchos|tvos|harmonyos|chrome ?os)(?: {_NUMBER})?)\b"
    ),
    "plan": (
        r"\b(?:free|starter|basic|pro|plus|team|business|premium|enterprise|trial)[- ](?:plan|tier|"
        r"account|subscription|edition|licen[sc]e)\b"
    ),
    "region": (
        r"\b(?:(?:eu|us|ap|sa|ca|me|af)-(?:north|south|east|west|central|northeast|southeast)"
        r"(?:-?\d)?|(?:eu|us|apac|emea) (?:region|cluster|data ?cent(?:er|re)|instance))\b"
    ),
    "error": (
        r"\b(?:e|err|error|code)[-_ #]?\d{3,6}\b|\b(?:err|e)_[a-z_]{3,40}\b|\b0x[0-9a-f]{4,16}\b"
        r"|\b(?:http|status|error|code|returns?|gives?|an?)(?: code)? [45]\d\d\b"
        r"|\b(?:[a-z][\w$]*\.)*[A-Za-z]\w*(?:Exception|Error)\b(?:: [^\n]{1,60})?"
    ),
    "version": (
        r"\b(?:(?:version|release|build|app|client|server|firmware|patch|kernel|driver|image|sdk|"
        rf"plugin|agent)s?(?: (?:version|build|is|no\.?))?:?"
        rf"|v(?:er)?\.?) ?v?\.?\d+(?:\.\d+){{0,4}}{_SUFFIX}\b"
        rf"|\bv?\d+\.\d+\.\d+(?:\.\d+)?{_SUFFIX}\b"
    ),
}
_ANY = compiled("|".join(_KINDS.values()))
_NO_VERSION = re.compile(
    r"\d{1,2}\.\d{1,2}\.(?:19|20)\d\d$"  # a date
    r"|(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)$"  # an IP address
)
_ALSO_WORDS = frozenset({"edge", "opera", "brave", "windows", "linux", "surface"})


@dataclass(frozen=True, slots=True)
class Environment:
    """What was found: the words as written, what each is and where, and a reason for each."""

    found: tuple[Found, ...]
    reasons: tuple[Reason, ...]

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(each.words for each in self.found))


def environment(cleaned: Cleaned) -> Environment:
    """Read the text with its traces and user-agent lines: that is where environments stand."""
    found: dict[str, Found] = {}
    counted: Counter[Surrounding] = Counter()
    for each in _all(cleaned.text):
        if each.words not in found and counted[each.kind] < _EACH_MOST:
            counted[each.kind] += 1
            found[each.words] = each
    section = cleaned.section("environment")
    if section is not None and not found:
        words = " ".join(section.words.split())[:_WORDS_MOST]
        found[words] = Found(Surrounding.OTHER, words, Span(section.start, section.end))
    order = list(Surrounding)
    in_order = sorted(found.values(), key=lambda each: order.index(each.kind))
    return Environment(
        found=tuple(in_order),
        reasons=tuple(
            Reason(f"environment.{each.kind.value}", each.words, each.span) for each in in_order
        ),
    )


def _all(text: str) -> Iterator[Found]:
    for match in islice(_ANY.finditer(text), _ALL_MOST):
        words = match.group()
        kind = _kind(words)
        if words in _ALSO_WORDS:  # "an edge case", "two windows"
            continue
        if kind is Surrounding.VERSION and _is_no_version(text, match):
            continue
        end = match.start() + len(words.rstrip(".,;:"))
        shown = " ".join(words.split())[:_WORDS_MOST].rstrip(".,;:")
        yield Found(kind, shown, Span(match.start(), end))


@lru_cache(maxsize=1024)
def _kind(words: str) -> Surrounding:
    """Asked again for a match, without groups: those make RE2 many times slower on a whole text."""
    return Surrounding(
        next(kind for kind, each in _KINDS.items() if compiled(each).match(words) is not None)
    )


def _is_no_version(text: str, match: Match) -> bool:
    """A date, an IP address, a part of a path (`/v2/orders`)."""
    in_a_path = "/" in (
        text[match.start() - 1 : match.start()],
        text[match.end() : match.end() + 1],
    )
    return in_a_path or _NO_VERSION.match(match.group()) is not None
