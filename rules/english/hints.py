"""English: words that hint at an expectation and say nothing by themselves; weights judge them."""

from __future__ import annotations

from rules.clues import Clue, clue

HINTS: tuple[Clue, ...] = (
    clue(
        "works-fine",
        r"\b(?:works?|worked|working|runs?|ran) (?:\w+ ){0,2}(?:fine|well|ok|okay|correctly|"
        r"properly|great|perfectly|as expected|normally)\b",
    ),
    clue(
        "works-there",
        r"\b(?:works?|worked|working|fine|ok) (?:\w+ ){0,2}(?:in|on|with|under|from|when|if|using|"
        r"for|before|until)\b",
    ),
    clue(
        "used-to",
        r"\b(?:used to|previous(?:ly)?|formerly|earlier|older|prior (?:to|versions?)|until (?:now|"
        r"recently)|in the past|once worked)\b",
    ),
    clue(
        "no-longer",
        r"\b(?:no longer|any ?more|regress\w*|since (?:the )?(?:update|upgrade|version|last))\b",
    ),
    clue("normal", r"\b(?:normal(?:ly)?|typical(?:ly)?|usual(?:ly)?|by default|always)\b"),
    clue(
        "not-there",
        r"\b(?:does|do|did|is|are|has)(?: ?n'?t| not) (?:\w+ )?(?:happen|occur|appear|affected|"
        r"a problem|the case|this problem)\w* (?:\w+ )?(?:in|on|with|when|if|for)\b",
    ),
    clue(
        "right",
        r"\b(?:correct|proper|right|desired|intended|logical|ideal|reasonable|sensible|valid)"
        r"(?:ly)?\b",
    ),
    clue("wrong", r"\b(?:incorrect|wrong|improper|invalid|bogus|bad)(?:ly)?\b"),
    clue("propose", r"\b(?:suggest|propos|recommend|advis)\w*\b"),
    clue(
        "better",
        r"\b(?:better|nicer|easier|useful|helpful|cleaner|nice|best|good|great)\b",
    ),
    clue("must", r"\b(?:must|shall)\b"),
    clue("want", r"\b(?:want|wish|hope|like to|need|require)s?\b"),
    clue("expectation", r"\b(?:expectation|expect)"),
    clue("why", r"\bwhy\b"),
    clue("mend", r"\b(?:fix|solution|solve|patch|workaround|change|replace)\w*\b"),
    clue("meant", r"\b(?:ought|supposed|meant|designed)\b"),
    clue(
        "elsewhere",
        r"\b(?:(?:other|another) (?:browser|version|application|app|platform|os|machine|computer|"
        r"site|page|client)s?|(?:in|with|on) (?:ie|internet explorer|chrome|safari|opera|netscape|"
        r"mozilla|firefox))\b",
    ),
    clue("contrast", r"\b(?:even though|although|despite|while|where ?as|but)\b"),
    clue(
        "as-written",
        r"\b(?:according to|documentation|spec(?:ification)?|rfc|documented|docs?|says|states|"
        r"standard)\b",
    ),
    clue("allows", r"\b(?:allows?|provide|support|option|ability|able|possib\w+)\b"),
    clue(
        "change",
        r"\b(?:add|added|adding|introduce|implement|include|enable|use|make|extend|convert|move|"
        r"remove)\b",
    ),
    clue("could", r"\bcould\b"),
    clue("can-we", r"\b(?:can|could) (?:we|you|i|it|this)\b"),
    clue("only", r"\bonly\b"),
    clue("seems", r"\bseems?\b"),
    clue(
        "thinks",
        r"\b(?:i (?:don'?t )?think|imo|imho|i believe|in my opinion|i guess)\b",
    ),
    clue("would-be", r"\bwould (?:be|have|help|allow|make|mean)\b"),
    clue(
        "negative-title",
        r"\A[^\n]*\b(?:not|n't|cannot|can't|fails?|failed|broken|error|crash\w*|wrong|"
        r"incorrect\w*|missing|hang\w*|no|never|unable|exception|problem|bug)\b",
    ),
)
