"""English: what reporters write, as patterns.

Where a figure stands beside a group of patterns, it is how well it told on 934 labelled bug reports
of nine trackers (measured; the coding follows Chaparro et al., ESEC/FSE 2017).
"""

from __future__ import annotations

from rules.clues import Clue, clue
from rules.lexicon import Lexicon

_WHO = r"(?:i|we|you|one|he|she|they|a user|users?|the user|someone|customers?)"
_DO = (
    r"(?:open|click|press|select|choose|go|navigate|visit|enter|type|run|start|launch|create|add"
    r"|install|try|set|save|load|close|delete|remove|copy|paste|drag|drop|move|change|edit|check"
    r"|uncheck|enable|disable|log|sign|log ?in|login|sign ?in|upload|download|import|export|use"
    r"|make|put|hit|tap|double[- ]click|right[- ]click|switch|scroll|resize|refresh|reload|restart"
    r"|execute|build|compile|deploy|configure|write|insert|hover|expand|view|browse|search|send"
    r"|attach|call|invoke|update|upgrade|connect|get|print|play|wait|look|turn|push|pull|submit"
    r"|read|do|have|follow|rename|pick|perform|repeat|attempt|quit|exit|stop|define|activate)"
)
_DID = (
    r"(?:opened|clicked|pressed|selected|chose|went|navigated|visited|entered|typed|ran|started"
    r"|launched|created|added|installed|tried|set|saved|loaded|closed|deleted|removed|copied"
    r"|pasted|dragged|dropped|moved|changed|edited|checked|enabled|disabled|logged|signed|uploaded"
    r"|downloaded|imported|exported|used|made|put|hit|tapped|switched|restarted|executed|built"
    r"|compiled|deployed|configured|wrote|inserted|attempted|updated|upgraded|connected|followed)"
)
_DOING = (
    r"(?:opening|clicking|pressing|selecting|choosing|going|navigating|visiting|entering|typing"
    r"|running|starting|launching|creating|adding|installing|trying|setting|saving|loading|closing"
    r"|deleting|removing|copying|pasting|dragging|dropping|moving|changing|editing|checking"
    r"|enabling|disabling|logging|signing|uploading|downloading|importing|exporting|using|hitting"
    r"|tapping|switching|scrolling|resizing|refreshing|reloading|restarting|executing|building"
    r"|compiling|deploying|configuring|writing|inserting|hovering|expanding|viewing|browsing"
    r"|sending|attaching|calling|invoking|updating|upgrading|connecting|printing|playing|posting)"
)
_VERB = r"(?:[a-hj-z][a-z]+|i[a-z]+)"  # a word that is not "I"

STEPS: tuple[Clue, ...] = (
    clue(
        "reproduce-with",
        r"\b(?:to|can|could|be|easily|steps?) (?:re-?produced?|recreated?|replicated?)\b[^.\n]{0,60}:",
    ),
    clue("to-reproduce", r"^\W*to (?:reproduce|recreate|replicate|see (?:this|the))\b"),
    clue(
        "reproduce-by",
        r"\b(?:re-?produced?|recreated?|replicated?|reproducible|triggered)\b[^.\n]{0,40}\b(?:by|with|when|if|using|as follows|following)\b",
    ),
    clue(
        "following-example",
        r"\b(?:following|attached|below|this|these|simple) (?:\w+ ){0,2}(?:steps?|code|snippet|test ?case|example|program|script|configuration|config|mapping|query|procedure|file)\b",
    ),
    clue("for-example", r"\b(?:for example|example|e\.g\.|test ?case|sample)\s*:?\s*$"),
    clue("menu-path", r"\b[A-Z][\w ]{1,24} ?(?:->|=>|>|=>) ?[A-Z]\w+", points=2),
    clue("i-did", rf"\bI (?:\w+ed |then |just |first |also |have |had )?{_DID}\b"),
    clue(
        "when-doing-it",
        rf"\b(?:when|if|after|once|whenever|every time|each time|as soon as) {_WHO} (?:then |try to |attempt to |want to |tried to )?{_DO}(?:s|es)?\b",
    ),
    clue("imperative", rf"^\W*(?:\d+\W+)?(?:then |now |first,? |next,? )?{_DO}\b [a-z\"'<\[(]"),
    clue("when", r"\b(?:when|if|after|once|whenever)\b", points=1),
    clue("when-you", rf"\b(?:when|if|after|once|whenever|while) {_WHO}\b", points=1),
    clue("when-doing", rf"\b(?:when|after|by|while|on|upon) {_DOING}\b", points=1),
)
EXPECTED: tuple[Clue, ...] = (
    clue(
        "should",
        rf"\bshould(?:n'?t)?\b(?: not| also| only| be| always| never| at least| then)?\s+{_VERB}",
        unless=r"\bshould i\b|\bwhy should\b",
    ),
    clue(
        "expected",
        r"\b(?:would|i|we|you'?d|i'?d|was|were|am|one would|users? would) (?:have )?expect(?:ed|ing|s)?\b|\bas expected\b|\bexpected (?:to|that|it|behaviou?r|result|output)\b",
    ),
    clue("instead-of", r"\b(?:instead of|rather than)\b"),
    clue("needs-to", r"\b(?:needs? to|must|has to|have to|ought to)\b(?: not)? \w+"),
    clue("supposed-to", r"\bsupposed to\b"),
    clue(
        "would-be-better",
        r"\bwould (?:be )?(?:much |really |very )?(?:better|nice|nicer|great|good|helpful|useful|like|love|prefer|appreciate|make sense)\b",
    ),
    clue(
        "please",
        r"\b(?:please|pls)\b (?:\w+ )?(?:add|fix|change|make|allow|provide|support|consider|remove|implement|include|enable|restore|return|let)\b",
    ),
    clue(
        "suggest",
        r"\b(?:suggest(?:ion|ed)?|propos(?:e|al|ed)|recommend(?:ed)?|request(?:ing)? (?:for|that|to))\b",
    ),
    clue(
        "correct-is",
        r"\b(?:the )?(?:correct|right|proper|desired|intended) (?:behaviou?r|result|output|way|value|thing)\b",
    ),
    clue("want", r"\b(?:i|we) (?:want|need|wish|hope|would like)\b(?: \w+){0,3} (?:to|that)\b"),
    clue("fix-is", r"\b(?:fix|solution) (?:is|would be|might be|could be)\b"),
    clue("could", r"\b(?:could|can) (?:we|you|it|this|be)\b", points=1),
    clue("allow", r"\b(?:allow|support|ability to|enhancement|feature request)\b", points=1),
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
        r"\b(?:error|crash\w*|fail\w*|exception|broken|wrong|incorrect\w*|missing|hang\w*|freez\w*|frozen|stuck|blank|slow\w*|invalid|corrupt\w*|timed? ?out|bug|problem|issue|disappear\w*|unexpected\w*|leak\w*|lost|loses|denied|refused|duplicat\w*|glitch\w*|unresponsive)\b",
    ),
    clue(
        "status-code",
        r"\b(?:http |error |status )?[45]\d\d\b (?:error|response|internal|bad|not found|forbidden)",
    ),
    clue("contrast", r"\b(?:but|however|still|instead|nothing happens|even though)\b", points=1),
)

_CRASH = (
    r"\b(?:crash\w*|topcrash\w*|segfault\w*|seg(?:mentation)? fault|sig(?:segv|abrt|trap|bus|ill)|core ?dump\w*"
    r"|access violation|gpf|page fault|kernel panic|blue ?screen|bsod|abort(?:s|ed)\b|assertion failure"
    r"|fatal(?: error)?|null deref\w*|oom)\b"
)
STOPPED: tuple[Clue, ...] = (
    clue(
        "crash",
        _CRASH,
        unless=r"\b(?:no|not|never|without|doesn'?t|does not|crash ?report\w*|crash ?test\w*|crash(?:es)? (?:are|were|was) fixed)\b.{0,12}(?:crash|abort|fatal)|crash ?(?:report|test|stat)",
    ),
    clue(
        "hang",
        r"\b(?:hangs?|hung|hanging|freez(?:e|es|ing)|froze|frozen|dead ?lock\w*|infinite(?:ly)? (?:loop|recurs)\w*|lock(?:s|ed)? up|unresponsive|not responding|stops responding|endless(?:ly)? loop\w*|too much recursion)\b",
    ),
    clue(
        "data-loss",
        r"\b(?:data ?loss|los(?:t|es|ing|e) (?:\w+ ){0,2}(?:data|mails?|messages?|files?|work|changes|bookmarks|settings|everything|profiles?|orders?|records?)|corrupt(?:s|ed|ion|ing)?|overwrit(?:es|ten|ing)|wiped?|(?:data|files?|orders?|records?|messages?|everything) (?:\w+ ){0,2}(?:gone|lost|deleted|disappeared|vanished|erased))\b",
        unless=r"\b(?:no|without) (?:any )?(?:data ?loss|corruption)",
    ),
    clue(
        "security",
        r"\b(?:security (?:hole|issue|bug|problem|breach|flaw|vulnerab\w*|incident|leak)|vulnerab\w*|exploit\w*|xss|csrf|sql injection|remote code execution|rce|arbitrary code|privilege escalation|breach\w*|hacked|compromised|use[- ]after[- ]free|buffer (?:over|under)(?:flow|run)|(?:integer|heap|stack) overflow|overflow|out[- ]of[- ]bounds|double free|(?:password|token|key|secret|credential)s? (?:\w+ ){0,2}(?:leak\w*|exposed|public|stolen))\b",
    ),
    clue(
        "money",
        r"\b(?:charged? (?:twice|double|wrongly|two times)|double[- ]charged|overcharged|(?:payments?|checkout|billing|invoices?|refunds?|orders?) (?:\w+ ){0,3}(?:fail\w*|broken|down|stuck|declined|return\w* 5\d\d|not work\w*|does ?n['’o]?t? ?(?:not )?work)|(?:can(?:no|')?t|unable to) (?:pay|check ?out|place (?:an |any )?orders?))\b",
    ),
    clue(
        "down",
        r"\b(?:(?:is|are|was|were|went|goes|been|site|service|server|system|api|app|everything|all) (?:completely |totally |currently |again |still )?(?:down|offline|unreachable|dead)|outage|service unavailable|total(?:ly)? (?:failure|broken)|completely (?:broken|unusable|dead)|unusable|503|502 bad gateway)\b",
        unless=r"\b(?:scroll|drop|page|arrow|slow|shut|count)\w* down\b|not down\b",
    ),
    clue(
        "no-entry",
        r"\b(?:can(?:no|'?)t|cannot|could(?:n'?t| not)|unable to|no ?(?:one|body) can|nobody can|fail(?:s|ed)? to|won'?t|will not|does(?:n'?t| not)|impossible to) (?:even )?(?:log ?in|log on|sign ?in|start|launch|boot|open (?:the )?(?:app|application|program)|get in|build|compile|work at all|access (?:our|the|my) (?:account|system|data))\b",
    ),
    clue(
        "production",
        r"\b(?:prod(?:uction)? (?:\w+ ){0,2}(?:down|broken|stopped|outage|blocked)|(?:blocks?|blocking|breaks?|broke) (?:our |the )?(?:production|release|deployments?|builds?|everyone))\b",
    ),
    clue(
        "startup",
        r"\b(?:(?:on|at|during) start ?up|fails? on start|not start(?:ing|ed)?|no start)\b.{0,40}\b(?:fail|error|crash|exit)",
        points=2,
    ),
    clue(
        "memory",
        r"\b(?:memory leaks?|leaks? (?:memory|like)|out of memory|leak(?:s|ed|ing)\b|mlk|eats? (?:all|up) (?:the )?(?:memory|ram|cpu)|100 ?% cpu|cpu (?:at|to) 100)",
    ),
)
MINOR: tuple[Clue, ...] = (
    clue(
        "wish",
        r"\b(?:feature request|enhancement|would be (?:nice|great|cool|useful|helpful)|nice to have|suggestion|it'?d be (?:nice|great)|wish ?list|i wish|could you (?:please )?add|please add|rfe)\b",
    ),
    clue(
        "question",
        r"\b(?:how (?:do|can|would|should) (?:i|we|one)|how to\b|is (?:there|it) (?:a |any |possible)|where (?:is|are|can|do)|what (?:is|does) the|just (?:a question|wondering|curious)|quick question|can (?:someone|anyone|you) (?:explain|tell me)|am i able)\b",
        unless=r"how to (?:reproduce|recreate|replicate)",
    ),
    clue(
        "cosmetic",
        r"\b(?:cosmetic|typos?|misspell\w*|spelling|wording|grammar|misalign\w*|alignment|padding|pixels?|(?:wrong|ugly) (?:colou?r|icon|font)|tool ?tip|capitali[sz]ation|punctuation|clean ?up|polish|documentation|low priority|minor (?:issue|bug|thing|problem))\b",
    ),
    clue(
        "no-hurry",
        r"\b(?:no (?:rush|hurry)|not urgent|isn'?t urgent|when(?:ever)? you (?:have|get) (?:time|a chance|a moment)|low priority)\b",
    ),
)
BLOCKED: tuple[Clue, ...] = (
    clue(
        "blocked",
        r"\b(?:(?:am|are|is|we'?re|i'?m|completely|totally|fully|currently) (?:\w+ )?(?:blocked|stuck|stopped|at a standstill)|(?:it|this|which|that) (?:is )?block(?:s|ing|ed) (?:us|me|our|my|all|everyone|the)|blocker\b|show ?stopper)",
        unless=r"\b(?:not|n'?t|un) ?(?:blocked|blocking|block|a blocker|stuck)",
    ),
    clue(
        "cannot-work",
        r"\b(?:can(?:no|'?)t|cannot|unable to|not able to|no ?(?:one|body) (?:here |in \w+ )?can|prevents? (?:us|me|everyone) from|stops? (?:us|me|everyone) from) (?:\w+ ){0,2}?(?:work(?:ing)?|continue|proceed|do (?:my|our|any|anything)|use (?:it|the|this|our|your|any)|log ?in|sign ?in|access|get in|ship|deploy|release|sell|pay|check ?out)\b",
        unless=r"workaround",
    ),
    clue(
        "work-stopped",
        r"\b(?:work (?:has )?(?:stopped|stands still)|at a standstill|dead in the water|business (?:has )?stopped|production (?:is )?(?:down|stopped)|(?:site|service|system|everything|shop|store|app|api|server) (?:is|are|went|has been) (?:completely |totally |all )?(?:down|offline)|(?:completely|totally) (?:down|unusable))\b",
    ),
    clue(
        "urgent-ask",
        r"\b(?:asap|urgent(?:ly)?|emergency|critical(?:ly)?|immediately)\b",
        points=1,
        unless=r"\bnot (?:\w+ )?(?:urgent|critical)|isn'?t (?:\w+ )?urgent|non[- ](?:urgent|critical)",
    ),
)
NOT_BLOCKED: tuple[Clue, ...] = (
    clue(
        "not-blocked",
        r"\b(?:not (?:\w+ )?(?:blocked|blocking|urgent|a blocker|critical)|(?:isn|aren|don)'?t (?:\w+ )?(?:blocked|blocking|urgent|a blocker)|can still (?:work|use|log ?in|continue|save|do)|still works?|works? otherwise|no (?:rush|hurry)|only (?:annoying|cosmetic)|just (?:annoying|cosmetic|a nuisance)|not a big deal)\b",
    ),
)
WORKAROUND: tuple[Clue, ...] = (
    clue(
        "workaround",
        r"\b(?:(?:as a |the |a |my |our |current |possible |temporary |found a )?work ?-?arounds?(?: (?:is|for|that|:|exists)|:)|there is a (?:work ?-?around|way (?:a)?round)|(?:i|we|you) can (?:work|get) around|way round is|(?:reloading|restarting|refreshing|reinstalling|logging out|clearing (?:the )?(?:cache|cookies)|rebooting) (?:\w+ ){0,4}(?:helps|fixes|works|solves|resolves)|(?:helps|works|goes away) (?:if|when|after) (?:i|we|you) (?:reload|restart|refresh|reboot|clear))",
        unless=r"\b(?:no|without|any|isn'?t a|not a|a) (?:known |good |easy )?(?:work ?-?around|way (?:a)?round)s?\s*(?:[.?!,]|$| for| yet| known| found)|is there (?:a|any)",
    ),
)
NO_WORKAROUND: tuple[Clue, ...] = (
    clue(
        "no-workaround",
        r"\b(?:no (?:known |good |easy |other )?(?:work ?-?arounds?|way (?:a)?round|alternative|other way)|without (?:a |any )?(?:work ?-?around|way (?:a)?round)|(?:(?:restart|reload|refresh|reinstall|reboot)ing|clearing (?:the )?(?:cache|cookies)) (?:\w+ ){0,3}(?:does(?:n'?t| not) help|did(?:n'?t| not) help|makes no difference|changes nothing)|nothing (?:helps|works|we tried)|can(?:no|'?)t (?:work|get) around)\b",
    ),
)
EVERYONE: tuple[Clue, ...] = (
    clue(
        "everyone",
        r"\b(?:every ?(?:one|body)(?: (?:here|else|at|in|is|of))?|all (?:of )?(?:our |the |my |your )?(?:users|customers|people|employees|staff|colleagues|clients|tenants|agents|visitors|members|of us)|(?:the )?(?:whole|entire) (?:company|team|office|organi[sz]ation|department|site|business|platform)|no ?(?:one|body) (?:here |in (?:the|our) \w+ |at \w+ )?(?:can|is able)|none of (?:us|our|the) (?:\w+ )?(?:can|are|users|customers|is)|company[- ]?wide|site[- ]?wide|(?:site|service|system|everything|shop|store) (?:is|has been|went) (?:completely |totally )?down|for all (?:users|customers|of us))\b",
        unless=r"\b(?:hi|hello|hey|thanks|dear|morning|afternoon|evening|thank you),? (?:to )?(?:everyone|everybody|all)|not (?:everyone|everybody|all)\b",
    ),
)
MANY: tuple[Clue, ...] = (
    clue(
        "many",
        r"\b(?:(?:many|most|lots of|a lot of|multiple|numerous|dozens of|hundreds of|thousands of|half (?:of )?(?:the|our)|a majority of|other|different) (?:of )?(?:our |the |my )?(?:users|customers|people|colleagues|clients|accounts|tenants|reports|members|employees|shops|sites)|(?:users|customers|clients) (?:are|have been|keep|all) (?:\w+ )?(?:report|complain|call|ask|see|get)\w*)\b",
        unless=r"\b(?:how|not) many\b|multiple accounts",
    ),
)
SOME: tuple[Clue, ...] = (
    clue(
        "some",
        r"\b(?:some (?:of )?(?:our |the |my )?(?:users|customers|people|colleagues|clients|accounts|members|of us)|several (?:of )?(?:our |the |my )?(?:users|customers|people|colleagues|clients|accounts|members|of us)|a (?:few|couple) (?:of )?(?:our |the |my )?(?:users|customers|people|colleagues|clients|accounts|members|of us)|(?:my |our )?(?:colleagues?|coworkers?|co-workers?|team ?mates?|my team|our team) (?:and (?:i|me)|too|also|has|have|see|sees|get|gets|is|are)|me and my|(?:same|happens) (?:here|for|to) (?:my|a|another) (?:colleague|coworker|friend))\b",
    ),
)
ONE: tuple[Clue, ...] = (
    clue(
        "one",
        r"\b(?:only (?:me|i|my (?:account|computer|machine|laptop|phone))|just (?:me|my (?:account|computer|machine|laptop|phone))|(?:one|a single|1) (?:of our )?(?:user|customer|client|person|account|colleague)|works? for (?:everyone|everybody|others|my colleagues|other (?:people|users)|all others)|(?:on|for|with) my (?:account|computer|machine|laptop|phone|device|pc|mac) only|my own account)\b",
    ),
    clue(
        "i-cannot",
        r"\b(?:i (?:can(?:no|'?)t|cannot|am (?:unable|not able)|can no longer|could(?:n'?t| not)|get|got|see|keep|have)|i'?m (?:unable|getting|seeing|stuck|not able)|for me\b|my (?:account|invoice|order|password|subscription|profile|phone|laptop|computer|screen|app|login))",
        points=1,
    ),
)
COUNT = (
    r"\b(?P<number>\d{1,3}(?:[,.]\d{3})+|\d{1,6}|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|fifty)"
    r"(?: of (?:our|the|my|us|them))?(?: \d+)?(?: (?:different|other|of our|paying|active|affected))?"
    r" (?P<what>users?|customers?|people|persons?|colleagues?|clients?|employees?|accounts?|tenants?"
    r"|agents?|students?|members?|reporters?|shops?|stores?|visitors?|players?|of us|co-?workers?|team ?mates?)\b"
)
CHATTER: tuple[Clue, ...] = (
    clue(
        "thanks",
        r"^\W*(?:thanks?(?: (?:you|a lot|so much|again|guys|all|everyone|man|for \w+(?: \w+){0,5}))*|thx|ty|cheers|thank u)\W*$",
    ),
    clue(
        "greeting",
        r"^\W*(?:hi|hello|hey|good (?:morning|afternoon|evening|night)|gm|yo|welcome|bye|see (?:you|ya)(?: \w+){0,2}|cu)(?: (?:all|everyone|everybody|guys|there|folks|team|again|back))*\W*$",
    ),
    clue(
        "nod",
        r"^\W*(?:ok(?:ay)?|yes|yep|yeah|no|nope|sure|lol|haha+|nice|cool|great|awesome|perfect|right|got it|i see|same(?: here)?|\+1|me too|agreed?|exactly|true|done|np|no problem|you'?re welcome|sounds good|makes sense|will do|congrats|congratulations|wow|oh|ah|hm+|rofl|good (?:job|work|point|idea))(?:[ ,.!]+(?:ok|yes|thanks?|thank you|thx|man|then|lol|haha+|that|it|works|guys))*\W*$",
    ),
    clue(
        "solved",
        r"^\W*(?:(?:it|that|this|all) (?:works?|worked|is fixed|helped|did it)(?: now| again| fine)*(?:[ ,.!]+(?:thanks?|thank you|thx)(?: \w+){0,3})?|never ?mind|nvm|solved|fixed(?: it)?|figured it out)\W*$",
    ),
    clue(
        "small-talk",
        r"\b(?:how (?:are|is) (?:you|everyone|it going|your (?:day|weekend))|have a (?:nice|good|great)|happy (?:birthday|new year|friday|holidays)|anyone (?:up for|going|watching|playing)|what'?s up|who'?s (?:up|in)|lunch|coffee|weekend)\b",
        points=1,
    ),
)
REPORTING: tuple[Clue, ...] = (
    clue(
        "asks-for-help",
        r"\b(?:help|support|issue|problem|trouble|bug|error|broken|not working|does(?:n'?t| not) work|stopped working|any ?one else|is it (?:just me|down)|how (?:do|can|to)|why (?:is|does|do|are|can)|please|can(?:no|'?)t|cannot|unable|fail\w*|wrong|weird|strange|slow|down)\b",
    ),
)

HEADINGS = {
    "steps": (
        r"(?:(?:exact |detailed |minimal )?steps? (?:to|for|that|required to|how to|which)[^:\n]{0,12}(?:re-?produc\w*|recreat\w*|replicat\w*|repeat|repro)(?: (?:the|this|it|issue|problem|bug|behaviou?r|error)){0,3})",
        r"what steps will reproduce (?:the|this) problem\??",
        r"how (?:to|can (?:we|i)) (?:reproduce|recreate|replicate|repeat)(?: (?:the|this|it|issue|problem|bug|behaviou?r|error)){0,3}",
        r"to (?:reproduce|recreate|replicate)(?: (?:the|this|it|issue|problem|bug|behaviou?r|error)){0,3}",
        r"(?:reproduction|repro|reproducing|reproduce)(?: (?:steps|case|instructions|scenario))?",
        r"how[- ]?to[- ]?repeat",
        r"str",
        r"steps",
        r"(?:minimal )?test ?case",
        r"scenario",
        r"what (?:did you do|i did|were you doing|you did)\??",
        r"step[- ]by[- ]step",
    ),
    "expected": (
        r"(?:describe )?(?:the )?expected (?:result|behaviou?r|outcome|output|response|value|effect)s?",
        r"expect(?:ed|ation|ations|s)",
        r"(?:desired|correct|proper|wanted|intended) (?:result|behaviou?r|outcome|output)s?",
        r"describe the results you expected",
        r"what (?:did you|you|i|do you) (?:expect|want)(?:ed)?(?: to (?:happen|see)| instead){0,2}\??",
        r"what (?:is|was|should) (?:the )?(?:expected|happen)(?: (?:result|output|behaviou?r|instead)){0,1}\??",
    ),
    "actual": (
        r"(?:describe )?(?:the )?(?:actual|observed|current|obtained|real) (?:result|behaviou?r|outcome|output|response)s?",
        r"describe the results you received",
        r"actual(?:ly)?",
        r"results?",
        r"what (?:happens|happened|did you see|do you see|went wrong|is the (?:problem|issue))(?: instead)?\??",
        r"(?:bug|problem|issue) description",
        r"(?:the )?(?:symptoms?|error(?: message)?|problem)",
    ),
    "environment": (
        r"(?:my |your |test )?(?:environment|set-?up|platform|system)(?: (?:info(?:rmation)?|details|and settings))?",
        r"(?:additional )?environment (?:details|info\w*|settings)",
        r"(?:(?:app|product|software|client|server|browser|os|operating system) )?versions?(?: (?:and|of|info)[^:\n]{0,30})?",
        r"browser",
        r"os",
        r"operating system",
        r"device",
        r"tested (?:on|with|in)",
        r"(?:system |user )?configuration",
    ),
    "other": (
        r"(?:additional|more|other|further|extra) (?:info(?:rmation)?|details?|notes?|context|comments?)(?: you[^:\n]{0,40})?",
        r"notes?",
        r"logs?",
        r"screen ?shots?",
        r"attachments?",
        r"work ?-?arounds?",
        r"reproducible",
        r"reproducibility",
        r"frequency",
        r"regression",
        r"description",
        r"summary",
        r"details",
        r"output of [^:\n]{1,40}",
        r"bug report information",
        r"possible (?:fix|solution)s?",
        r"references?",
    ),
}
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
        "steps": STEPS,
        "expected": EXPECTED,
        "actual": ACTUAL,
        "stopped": STOPPED,
        "minor": MINOR,
        "blocked": BLOCKED,
        "not_blocked": NOT_BLOCKED,
        "workaround": WORKAROUND,
        "no_workaround": NO_WORKAROUND,
        "everyone": EVERYONE,
        "many": MANY,
        "some": SOME,
        "one": ONE,
        "chatter": CHATTER,
        "reporting": REPORTING,
    },
)
