"""English: kinds of words that mean the same for a report, so that one weight serves all of them.

`I click`, `we opened` and `you run` are the same sign of steps. A word that is in no kind stands
for itself. The verbs are written once; their forms (clicks, clicked, clicking) are made below.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

_HANDS = (  # what hands do at a screen or a terminal
    "open click press select choose go navigate visit enter type run start launch hit tap drag drop"
    " scroll hover log sign upload download import export copy paste login logout switch resize"
    " refresh reload restart reboot execute build compile deploy install uninstall expand collapse"
    " browse search send attach connect print play push pull submit follow perform repeat quit exit"
    " stop close minimize maximize highlight check uncheck toggle save load try test boot mount"
    " clone checkout commit unzip extract double-click right-click post share invoke call debug"
    " wait view fill focus upgrade"
)
_CHANGES = (  # what is done to a thing, and what people wish for
    "add create set change edit make use put write insert update move delete remove rename replace"
    " enable disable define configure declare extend implement override specify apply convert"
    " include generate request pass activate turn"
)
_WISHES = (
    "allow support provide improve introduce refactor separate reduce avoid prevent hide consider"
    " clarify simplify handle fix correct expose document deprecate adapt clean"
)
_ODD_HANDS = {"did": "ran went chose built sent tried copied quit", "does": "tries copies goes"}
_ODD_CHANGES = {
    "did": "wrote made put set",
    "does": "modifies",
    "do": "modify",
    "doing": "modifying",
}
_KINDS = {
    "i": "i we",
    "you": "you",
    "user": (
        "user users he she they someone somebody"
        " people customer customers developer developers"
    ),
    "when": "when whenever once",
    "after": "after upon",
    "ui": (
        "page pages button buttons menu dialog window windows tab tabs link links field fields box"
        " list checkbox icon icons screen form toolbar dropdown popup panel textbox editor sidebar"
        " wizard cursor mouse"
    ),
    "code": (
        "code snippet testcase test-case example examples program script config configuration"
        " mapping query procedure html document command class xml project file lines dockerfile"
        " attachment patchset"
    ),
    "this": "following attached below above sample simple small minimal these",
    "random": (
        "randomly sporadically sporadic intermittent intermittently sometimes occasional"
        " occasionally often seldom rarely"
    ),
    "docs": "documentation docs doc manual typo misspelled javadoc readme wiki manpage spelling",
    "patch": "patch patches proposal enhancement cleanup rfe trunk commit revision",
    "right": "correct correctly proper properly right desired intended ideal sensible reasonable",
    "wrong": "incorrect incorrectly wrong wrongly improper improperly bogus bad badly",
    "better": "better nicer easier cleaner nice useful helpful great good best convenient",
    "propose": (
        "suggest suggestion propose recommend advise"
        " suggesting suggests recommended proposed"
    ),
    "usual": "normally typically usually normal usual typical",
    "before": "previously formerly earlier older previous prior past before",
    "expect": (
        "expect expects expecting assume assumed"
        " assuming expectation expectations anticipate"
    ),
    "fails": (
        "error errors crash crashes crashed crashing fail fails failed failing failure exception"
        " broken hang hangs freeze freezes stuck blank missing corrupt corrupted problem issue bug"
        " unable loses lost ignored empty"
    ),
    "browser": "firefox chrome safari opera ie ie6 ie7 ie8 netscape mozilla seamonkey",
    "want": "want wants wish hope prefer love",
    "need": "need needs needed require required requires",
    "able": "able ability option options possible possibility feature features",
    "must": "must shall ought",
    "see": "see saw get got gets receive received notice observe noticed",
    "show": "show shows appears appear displays display displayed shown appeared results gives",
    "actually": "actually currently now presently today",
    "think": "think believe imo imho guess opinion",
    "contrast": "but however although though whereas despite yet while",
    "fine": "fine ok okay well perfectly successfully",
    "works": "works worked working work",
    "step": "step steps",
    "reproduce": "reproduce reproduced reproducible repro reproducing replicate recreate",
    "same": "same also too",
    "version": "version versions release beta build builds",
}  # fmt: skip
_E = frozenset("aeiou")


def _forms(verb: str) -> Iterator[tuple[str, str]]:
    """do, does, did and doing of a regular verb."""
    yield verb, "do"
    stem = verb.removesuffix("e")
    yield (verb + "es" if verb.endswith(("s", "sh", "ch", "x", "o")) else verb + "s"), "does"
    yield stem + "ed", "did"
    yield stem + "ing", "doing"
    if len(verb) > 2 and verb[-1] in "bgmnptl" and verb[-2] in _E and verb[-3] not in _E:  # noqa: PLR2004
        yield verb + verb[-1] + "ed", "did"
        yield verb + verb[-1] + "ing", "doing"


def _made() -> Mapping[str, str]:
    kinds: dict[str, str] = {}
    for verbs, odd, mark in (
        (_WISHES, {}, "w"),
        (_CHANGES, _ODD_CHANGES, "c"),
        (_HANDS, _ODD_HANDS, ""),
    ):
        for verb in verbs.split():
            kinds.update((form, f"<{kind}{mark}>") for form, kind in _forms(verb))
        for kind, words in odd.items():
            kinds.update((word, f"<{kind}{mark}>") for word in words.split())
    for kind, words in _KINDS.items():
        kinds.update((word, f"<{kind}>") for word in words.split())
    return kinds


KINDS: Mapping[str, str] = _made()
"""A word in lower case -> its kind, `<do>` and the like."""
