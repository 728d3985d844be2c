"""English: how to see it happen, what was expected, what came instead.

What each of the patterns for steps and expectations is worth stands in `weights.py`: they speak for
or against, and few of them decide. Codings: Chaparro et al., ESEC/FSE 2017.
"""

from __future__ import annotations

from rules.clues import Clue, clue

_WHO = r"(?:i|we|you|one|he|she|they|a user|users?|the user|someone|customers?)"
_DO = (
    r"(?:open|click|press|select|choose|go|navigate|visit|enter|type|run|start|"
    r"launch|create|add|install|try|set|save|load|close|delete|remove|copy|paste|"
    r"drag|drop|move|change|edit|check|uncheck|enable|disable|log|sign|log ?in|"
    r"login|sign ?in|upload|download|import|export|use|make|put|hit|tap|double[- "
    r"]click|right[- ]click|switch|scroll|resize|refresh|reload|restart|execute|"
    r"build|compile|deploy|configure|write|insert|hover|expand|view|browse|search|"
    r"send|attach|call|invoke|update|upgrade|connect|get|print|play|wait|look|"
    r"turn|push|pull|submit|read|do|have|follow|rename|pick|perform|repeat|"
    r"attempt|quit|exit|stop|define|activate)"
)
_DOING = (
    r"(?:opening|clicking|pressing|selecting|choosing|going|navigating|visiting|"
    r"entering|typing|running|starting|launching|creating|adding|installing|"
    r"trying|setting|saving|loading|closing|deleting|removing|copying|pasting|"
    r"dragging|dropping|moving|changing|editing|checking|enabling|disabling|"
    r"logging|signing|uploading|downloading|importing|exporting|using|hitting|"
    r"tapping|switching|scrolling|resizing|refreshing|reloading|restarting|"
    r"executing|building|compiling|deploying|configuring|writing|inserting|"
    r"hovering|expanding|viewing|browsing|sending|attaching|calling|invoking|"
    r"updating|upgrading|connecting|printing|playing|posting)"
)
_ORDER_VERB = (
    r"(?:open|click|press|select|choose|go to|navigate|visit|enter|type|run|start|"
    r"launch|create|add|install|try|set|save|load|close|delete|remove|copy|paste|drag|"
    r"drop|move|change|edit|check|enable|disable|log ?in|sign in|upload|download|"
    r"import|use|make|put|hit|tap|switch|restart|execute|compile|write|invoke|view|"
    r"send|attach|define)"
)

STEPS: tuple[Clue, ...] = (
    clue(
        "when-doing-it",
        (
            rf"\b(?:when|if|after|once|whenever|every time|each time|as soon as) {_WHO} "
            rf"(?:then |try to |attempt to |want to |tried to )?{_DO}(?:s|es)?\b"
        ),
    ),
    clue("when-doing", rf"\b(?:when|after|by|while|on|upon) {_DOING}\b"),
    clue(
        "while",
        (r"\b(?:when|while|after|by|upon|on|before|if) (?:\w+ly )?(?:\w{2,}ing)\b"),
    ),
    clue(
        "following",
        (
            r"\b(?:following|attached|simple|sample|small|minimal|this|these|below) "
            r"(?:\w+ ){0,2}(?:steps?|code|snippet|test ?cases?|example|program|script|"
            r"config\w*|mapping|query|procedure|file|html|page|document|command|class|url|"
            r"link|project|xml|line|lines|way)\b"
        ),
    ),
    clue(
        "order",
        (
            rf"(?:^|[.:;,)] |then |and |\d |[-*] )(?:now |then |just |simply |please "
            rf")?{_ORDER_VERB} (?:a|an|the|on|to|in|it|some|any|your|this|that|one|two|"
            rf"and|[\"'<\[(A-Z])"
        ),
    ),
    clue(
        "imperative",
        (rf"^\W*(?:\d+\W+)?(?:then |now |first,? |next,? )?{_DO}\b [a-z\"'<\[(]"),
    ),
    clue("menu-path", r"\w ?(?:->|=>|-->|>|») ?[\"']?[A-Z]\w+"),
    clue("for-example", r"\b(?:for example|example|e\.g\.|test ?case|sample)\s*:?\s*$"),
    clue(
        "i-do",
        (
            r"\b(?:i|we|you) (?:then |just |also |first |do |can )?(?:open|click|press|select|"
            r"choose|go|enter|type|run|start|create|add|install|try|set|save|load|close|delete|"
            r"remove|copy|paste|drag|move|change|edit|check|enable|disable|log|sign|upload|"
            r"download|import|use|put|hit|tap|switch|restart|execute|build|compile|write|view|"
            r"send|call|make|do)\b"
        ),
    ),
    clue("then", r"\bthen\b"),
    clue(
        "and-i-get",
        (
            r"\b(?:(?:i|we|you) (?:get|got|see|receive|will see)|results? in|gives?|shows?|"
            r"appears?|displays?)\b"
        ),
    ),
    clue(
        "on-the-page",
        r"\b(?:page|button|menu|dialog|window|tab|link|field|box|list)\b",
    ),
    clue(
        "when-the",
        r"\b(?:when|if|after|once|whenever) (?:the|a|an|there|this|it|any|multiple|two)\b",
    ),
    clue("always", r"\b(?:every time|each time|always|any time|whenever)\b"),
    clue("has-been", r"\b(?:has|have) been\b"),
    clue("now", r"\b(?:now|currently|at the moment|at present)\b"),
    clue("needs", r"\b(?:needs?|should be|must be|have to|has to)\b"),
    clue(
        "now-and-then",
        (
            r"\b(?:randomly|sporadic\w*|intermittent\w*|sometimes|occasional\w*|often|now "
            r"and then|from time to time)\b"
        ),
    ),
    clue(
        "documentation",
        (
            r"\b(?:documentation|docs?|manual|man page|typo|misspel\w*|javadoc|readme|"
            r"wiki)\b"
        ),
    ),
    clue(
        "patch",
        (
            r"\b(?:patch|rename|refactor\w*|proposal|propose|feature request|enhancement|"
            r"would be (?:nice|good|useful|great|helpful))\b"
        ),
    ),
)
UNSURE: tuple[Clue, ...] = (
    clue(
        "unsure",
        (
            r"\b(?:(?:not|un)[- ]?(?:sure|certain)|(?:don'?t|do not) know|(?:can'?t|"
            r"cannot|unable to|couldn'?t|hard to|difficult to) (?:reliably |consistently "
            r")?(?:re-?produce|replicate)|no (?:clear |known )?steps|see (?:beneath|above|"
            r"below|title|description))\b"
        ),
    ),
)
EXPECTED: tuple[Clue, ...] = (
    clue(
        "should",
        (
            r"\bshould(?:n'?t)?\b(?: not| also| only| be| always| never| at least| then| "
            r"just| really| probably| still| either| both)?\s+(?:[a-hj-z][a-z]+|i[a-z]+)"
        ),
    ),
    clue(
        "should-be",
        (
            r"\bit (?:really |probably )?should\b|\bthere should\b|\bshould(?:n'?t)? "
            r"(?:not )?be\b|\bshould (?:not|also|only|always|never|at least)\b|"
            r"\bshouldn'?t\b"
        ),
    ),
    clue("label", r"^\W*(?:expect\w*|should|desired|wanted|correct)\b[^\n]{0,30}:"),
    clue(
        "expect",
        (
            r"\b(?:i|we|you|one|users?)(?:'d|'m| would| was| were| had| am| are)? (?:have "
            r"|have been |also |normally |rather )?(?:expect(?:ed|ing)?|assum(?:e|ed|"
            r"ing))\b|\bexpecting\b"
        ),
    ),
    clue("expected", r"\bexpected\b"),
    clue("as-expected", r"\b(?:as|than) expected\b"),
    clue("instead-of", r"\b(?:instead of|rather than)\b"),
    clue("instead", r"\binstead\b"),
    clue(
        "needs-to-be",
        (
            r"\b(?:needs? to be|must (?:not )?be|has to be|have to be|ought to|supposed "
            r"to|meant to)\b"
        ),
    ),
    clue("needs", r"\bneeds? (?:to|a|an|some)\b"),
    clue(
        "wish-title",
        (
            r"\A(?:\[[^\]\n]*\]\s*)*(?:please )?(?:add|support|allow|provide|remove|"
            r"rename|change|use|make|need|enable|improve|implement|move|replace|update|do "
            r"not|don'?t|avoid|show|hide|should|fix|enhance|consider|include|create|"
            r"introduce|convert|clean|give|let|have|option|ability|feature|want|wish|"
            r"request)\b"
        ),
    ),
    clue(
        "would-like",
        (
            r"\b(?:would|'d) (?:really |also )?(?:like|love|prefer|suggest|propose|"
            r"recommend|want|appreciate|hope)\b"
        ),
    ),
    clue("would", r"\bwould\b"),
    clue("it-would", r"\b(?:it|this|that|there|which) would\b"),
    clue(
        "please",
        (
            r"\b(?:please|pls)\b (?:\w+ )?(?:add|fix|change|make|allow|provide|support|"
            r"consider|remove|implement|include|enable|restore|return|let|update|correct|"
            r"use)\b"
        ),
    ),
    clue("could", r"\b(?:could|can) (?:we|you|it|this|be|there)\b"),
    clue("able", r"\b(?:be able to|be possible|possible to|ability to|able to)\b"),
    clue("allow", r"\b(?:allow|support for|feature request|enhancement|option to)\b"),
)
_NOT = (
    r"(?:can(?:no|'?)t|cannot|could(?:n'?t| not)|do(?:es)?(?:n'?t| not)|did(?:n'?t| not)"
    r"|is(?:n'?t| not)|are(?:n'?t| not)|was(?:n'?t| not)|wo(?:n'?t)|will not|unable to"
    r"|fail(?:s|ed|ing)? to|no longer|never)"
)
ACTUAL: tuple[Clue, ...] = (
    clue("negation", rf"\b{_NOT} \w+"),
    clue(
        "symptom",
        (
            r"\b(?:error|crash\w*|fail\w*|exception|broken|wrong|incorrect\w*|missing|"
            r"hang\w*|freez\w*|frozen|stuck|blank|slow\w*|invalid|corrupt\w*|timed? "
            r"?out|bug|problem|issue|disappear\w*|unexpected\w*|leak\w*|lost|loses|"
            r"denied|refused|duplicat\w*|glitch\w*|unresponsive)\b"
        ),
    ),
    clue(
        "status-code",
        (
            r"\b(?:http |error |status )?[45]\d\d\b (?:error|response|internal|bad|"
            r"not found|forbidden)"
        ),
    ),
    clue("contrast", r"\b(?:but|however|still|instead|nothing happens|even though)\b", points=3),
)
