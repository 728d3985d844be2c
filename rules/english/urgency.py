"""English: that work stands still, that data, money or safety is at risk, or that it can wait."""

from __future__ import annotations

from rules.clues import Clue, clue

_CRASH = (
    r"\b(?:crash\w*|topcrash\w*|segfault\w*|seg(?:mentation)? fault|sig(?:segv|"
    r"abrt|trap|bus|ill)|core ?dump\w*"
    r"|access violation|gpf|page fault|kernel panic|blue ?screen|bsod|abort(?:s|"
    r"ed)\b|assertion failure"
    r"|fatal(?: error)?|null deref\w*|oom)\b"
)
DATA: tuple[Clue, ...] = (
    clue(
        "data-loss",
        r"\b(?:data ?loss|los(?:t|es|ing|e) (?:\w+ ){0,2}(?:data|mails?|messages?|"
        r"files?|work|changes|bookmarks|settings|everything|profiles?|orders?|"
        r"records?)|corrupt(?:s|ed|ion|ing)?|overwrit(?:es|ten|ing)|wiped?|"
        r"(?:data|files?|orders?|records?|messages?|everything) (?:\w+ "
        r"){0,2}(?:gone|lost|deleted|disappeared|vanished|erased))\b",
        unless=r"\b(?:no|without) (?:any )?(?:data ?loss|corruption)",
    ),
)
SECURITY: tuple[Clue, ...] = (
    clue(
        "security",
        r"\b(?:security (?:hole|issue|bug|problem|breach|flaw|vulnerab\w*|"
        r"incident|leak)|vulnerab\w*|exploit\w*|xss|csrf|sql injection|remote "
        r"code execution|rce|arbitrary code|privilege escalation|breach\w*|hacked|"
        r"compromised|use[- ]after[- ]free|buffer (?:over|under)(?:flow|run)|"
        r"(?:integer|heap|stack) overflow|overflow|out[- ]of[- ]bounds|double "
        r"free|(?:password|token|key|secret|credential)s? (?:\w+ ){0,2}(?:leak\w*|"
        r"exposed|public|stolen))\b",
    ),
)
MONEY: tuple[Clue, ...] = (
    clue(
        "money",
        r"\b(?:charged? (?:twice|double|wrongly|two times)|double[- ]charged|"
        r"overcharged|(?:payments?|checkout|billing|invoices?|refunds?|orders?) "
        r"(?:\w+ ){0,3}(?:fail\w*|broken|down|stuck|declined|return\w* 5\d\d|not "
        r"work\w*|does ?n['o]?t? ?(?:not )?work)|(?:can(?:no|')?t|unable to) "
        r"(?:pay|check ?out|place (?:an |any )?orders?))\b",
    ),
)
STOPPED: tuple[Clue, ...] = (
    clue(
        "crash",
        _CRASH,
        unless=(
            r"\b(?:no|not|never|without|doesn'?t|does not|crash ?report\w*|crash "
            r"?test\w*|crash(?:es)? (?:are|were|was) fixed)\b.{0,12}(?:crash|abort|"
            r"fatal)|crash ?(?:report|test|stat)"
        ),
    ),
    clue(
        "hang",
        r"\b(?:hangs?|hung|hanging|freez(?:e|es|ing)|froze|frozen|dead ?lock\w*|"
        r"infinite(?:ly)? (?:loop|recurs)\w*|lock(?:s|ed)? up|unresponsive|not "
        r"responding|stops responding|endless(?:ly)? loop\w*|too much recursion)\b",
    ),
    *DATA,
    *SECURITY,
    *MONEY,
    clue(
        "down",
        r"\b(?:(?:is|are|was|were|went|goes|been|site|service|server|system|api|"
        r"app|everything|all) (?:completely |totally |currently |again |still "
        r")?(?:down|offline|unreachable|dead)|outage|service unavailable|"
        r"total(?:ly)? (?:failure|broken)|completely (?:broken|unusable|dead)|"
        r"unusable|503|502 bad gateway)\b",
        unless=r"\b(?:scroll|drop|page|arrow|slow|shut|count)\w* down\b|not down\b",
    ),
    clue(
        "no-entry",
        r"\b(?:can(?:no|'?)t|cannot|could(?:n'?t| not)|unable to|no ?(?:one|body) "
        r"can|nobody can|fail(?:s|ed)? to|won'?t|will not|does(?:n'?t| not)|"
        r"impossible to) (?:even )?(?:log ?in|log on|sign ?in|start|launch|boot|"
        r"open (?:the )?(?:app|application|program)|get in|build|compile|work at "
        r"all|access (?:our|the|my) (?:account|system|data))\b",
    ),
    clue(
        "production",
        r"\b(?:prod(?:uction)? (?:\w+ ){0,2}(?:down|broken|stopped|outage|"
        r"blocked)|(?:blocks?|blocking|breaks?|broke) (?:our |the )?(?:production|"
        r"release|deployments?|builds?|everyone))\b",
    ),
    clue(
        "startup",
        r"\b(?:(?:on|at|during) start ?up|fails? on start|not start(?:ing|ed)?|no "
        r"start)\b.{0,40}\b(?:fail|error|crash|exit)",
        points=2,
    ),
    clue(
        "memory",
        r"\b(?:memory leaks?|leaks? (?:memory|like)|out of memory|leak(?:s|ed|"
        r"ing)\b|mlk|eats? (?:all|up) (?:the )?(?:memory|ram|cpu)|100 ?% cpu|cpu "
        r"(?:at|to) 100)",
    ),
)
MINOR: tuple[Clue, ...] = (
    clue(
        "wish",
        r"\b(?:feature request|enhancement|would be (?:nice|great|cool|useful|"
        r"helpful)|nice to have|suggestion|it'?d be (?:nice|great)|wish ?list|i "
        r"wish|could you (?:please )?add|please add|rfe)\b",
    ),
    clue(
        "question",
        r"\b(?:how (?:do|can|would|should) (?:i|we|one)|how to\b|is (?:there|it) "
        r"(?:a |any |possible)|where (?:is|are|can|do)|what (?:is|does) the|just "
        r"(?:a question|wondering|curious)|quick question|can (?:someone|anyone|"
        r"you) (?:explain|tell me)|am i able)\b",
        unless=r"how to (?:reproduce|recreate|replicate)",
    ),
    clue(
        "cosmetic",
        r"\b(?:cosmetic|typos?|misspell\w*|spelling|wording|grammar|misalign\w*|"
        r"alignment|padding|pixels?|(?:wrong|ugly) (?:colou?r|icon|font)|tool "
        r"?tip|capitali[sz]ation|punctuation|clean ?up|polish|documentation|low "
        r"priority|minor (?:issue|bug|thing|problem))\b",
    ),
    clue(
        "no-hurry",
        r"\b(?:no (?:rush|hurry)|not urgent|isn'?t urgent|when(?:ever)? you "
        r"(?:have|get) (?:time|a chance|a moment)|low priority)\b",
    ),
)
