"""English, in full: what reporters write, as patterns. Other languages are data (rules/packs)."""

from __future__ import annotations

from rules.english import impact, reproduction, talk, urgency
from rules.english.headings import HEADINGS
from rules.english.hints import HINTS
from rules.lexicon import Lexicon

_COMMON = (
    "the and to of is in it that for on with as this not be are was i when from but have you at or"
    " an if my we by can has will there all which so do does after after no what get been they"
    " using use would should which then than how only some other into out up error after any just"
    " still were because them where while your our their could doesn't can't don't isn't it's i'm"
    " please help thanks hello hi page user users login account since nobody everyone cannot down"
    " broken working works work see file open click new same problem issue bug"
)

ENGLISH = Lexicon(
    language="en",
    common=frozenset(_COMMON.split()),
    headings=HEADINGS,
    clues={
        "steps": reproduction.STEPS,
        "unsure": reproduction.UNSURE,
        "expected": reproduction.EXPECTED,
        "hints": HINTS,
        "actual": reproduction.ACTUAL,
        "stopped": urgency.STOPPED,
        "minor": urgency.MINOR,
        "money": urgency.MONEY,
        "data": urgency.DATA,
        "security": urgency.SECURITY,
        "blocked": impact.BLOCKED,
        "not_blocked": impact.NOT_BLOCKED,
        "workaround": impact.WORKAROUND,
        "no_workaround": impact.NO_WORKAROUND,
        "everyone": impact.EVERYONE,
        "many": impact.MANY,
        "some": impact.SOME,
        "one": impact.ONE,
        "chatter": talk.CHATTER,
        "reporting": talk.REPORTING,
        "things": talk.THINGS,
        "people": talk.PEOPLE,
    },
)
