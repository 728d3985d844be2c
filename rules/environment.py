"""Where it happened: versions, system, browser, device, plan, region, address, error signature.

Extraction only: names that the world agrees on, in the words of the reporter.
"""

from __future__ import annotations

from dataclasses import dataclass

from rules.cleaning import Cleaned
from rules.clues import compiled
from triage.model import Reason

_WORDS_MOST = 80
_EACH_MOST = 3  # of one kind; more is a list of what was tried
_KINDS = {
    "browser": (
        r"\b(?:firefox|chrom(?:e|ium)|safari|edge|opera|brave|vivaldi|internet "
        r"explorer|msie|ie ?\d+)"
        r"(?:[ /-](?:on |for )?(?:v(?:ersion)?\.? ?)?\d+(?:\.\d+){0,3}(?:esr)?)?\b"
    ),
    "system": (
        r"\b(?:windows(?: (?:server )?(?:\d{1,4}|xp|vista|me|nt|7|8(?:\.1)?|10|"
        r"11)(?: (?:pro|home|enterprise))?)?"
        r"|win(?:10|11|7|8|xp)|mac ?os(?: x)?(?: \d+(?:\.\d+){0,2}| [a-z]+ \d+)?|"
        r"os x(?: \d+(?:\.\d+){0,2})?"
        r"|ubuntu(?: \d\d\.\d\d)?|debian(?: \d+)?|fedora(?: \d+)?|centos(?: "
        r"\d+(?:\.\d+)?)?|arch linux"
        r"|red ?hat(?: \d+)?|rhel ?\d*|suse(?: \d+)?|linux(?: mint)?|android(?: \d+(?:\.\d+){0,2})?"
        r"|ios(?: \d+(?:\.\d+){0,2})?|ipados(?: \d+(?:\.\d+){0,2})?|chrome ?os|"
        r"freebsd(?: \d+(?:\.\d+)?)?)\b"
    ),
    "device": (
        r"\b(?:iphone(?: ?\d{1,2}(?: (?:pro|max|mini|plus)){0,2}| se| x[sr]?)?|"
        r"ipad(?: (?:pro|air|mini))?"
        r"|pixel \d\w?|galaxy (?:s|a|note|tab) ?\d+\w?|nexus \d|macbook(?: (?:pro|"
        r"air))?|thinkpad|surface(?: pro)?(?: \d)?"
        r"|raspberry pi(?: \d)?|chromebook)\b"
    ),
    "version": (
        r"\b(?:v(?:ersion)?s?\.? ?|release |build |app "
        r")\d+(?:\.\d+){0,4}(?:[-+.]?(?:alpha|beta|rc|dev|m)[-.]?\d*)?\b"
        r"|\b\d+\.\d+\.\d+(?:\.\d+)?(?:[-+.]?(?:alpha|beta|rc|dev|m)[-.]?\d*)?\b"
    ),
    "plan": (
        r"\b(?:free|starter|basic|pro|plus|team|business|premium|enterprise|"
        r"trial)[- ](?:plan|tier|account|subscription|edition|licen[sc]e)\b"
    ),
    "region": (
        r"\b(?:(?:eu|us|ap|sa|ca|me|af)-(?:north|south|east|west|central|"
        r"northeast|southeast)(?:-?\d)?"
        r"|(?:eu|us|apac|emea) (?:region|cluster|data ?cent(?:er|re)|instance))\b"
    ),
    "address": r"\bhttps?://[^\s<>\"')\]]{3,200}",
    "error": (
        r"\b(?:e|err|error|code)[-_ #]?\d{3,6}\b|\b(?:err|e)_[a-z_]{3,40}\b|\b0x[0-9a-f]{4,16}\b"
        r"|\b(?:http|status|error|code|returns?|gives?|an?)(?: code)? [45]\d\d\b"
        r"|\b(?:[a-z][\w$]*\.){0,8}[A-Za-z]\w*(?:Exception|Error)\b(?:: [^\n]{1,60})?"
    ),
}


@dataclass(frozen=True, slots=True)
class Environment:
    """What was found: the words as written, and a reason for each."""

    words: tuple[str, ...]
    reasons: tuple[Reason, ...]


def environment(cleaned: Cleaned) -> Environment:
    """Read the text with its traces and user-agent lines: that is where environments stand."""
    found: dict[str, str] = {}
    for kind, pattern in _KINDS.items():
        of_kind = 0
        for match in compiled(pattern).finditer(cleaned.text):
            words = " ".join(match.group().split())[:_WORDS_MOST].rstrip(".,;:")
            of_kind += words not in found
            found.setdefault(words, kind)
            if of_kind >= _EACH_MOST:
                break
    section = cleaned.section("environment")
    if section is not None and not found:
        found[" ".join(section.words.split())[:_WORDS_MOST]] = "section"
    return Environment(
        words=tuple(found),
        reasons=tuple(Reason(f"environment.{kind}", words) for words, kind in found.items()),
    )
