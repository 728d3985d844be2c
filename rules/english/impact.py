"""English: who is hit, whether their work is blocked, whether there is a way round."""

from __future__ import annotations

from rules.clues import Clue, clue

GUESS = "i-myself"
"""Somebody who speaks of themselves may be the only one; that is no reason not to ask."""

BLOCKED: tuple[Clue, ...] = (
    clue(
        "blocked",
        (
            r"\b(?:(?:am|are|is|we'?re|i'?m|completely|totally|fully|currently) "
            r"(?:\w+ )?(?:blocked|stuck|stopped|at a standstill)|(?:it|this|which|"
            r"that) (?:is )?block(?:s|ing|ed) (?:us|me|our|my|all|everyone|the)|"
            r"blocker\b|show ?stopper)"
        ),
        unless=r"\b(?:not|n'?t|un) ?(?:blocked|blocking|block|a blocker|stuck)",
    ),
    clue(
        "cannot-work",
        (
            r"\b(?:can(?:no|'?)t|cannot|unable to|not able to|(?:no ?(?:one|body)|none of us) "
            r"(?:here |(?:in|on|at|from) (?:the |our |my |this )?(?:\w+ ){1,2})?can|"
            r"prevents? (?:us|me|everyone) from|stops? (?:us|me|everyone) from) "
            r"(?:\w+ ){0,2}?(?:work(?:ing)?|continue|proceed|do (?:my|our|any|anything)|"
            r"use (?:it|the|this|our|your|any)|log ?in|sign ?in|"
            r"access|get in|ship|deploy|release|sell|pay|check ?out)\b"
        ),
        unless=r"workaround",
    ),
    clue(
        "work-stopped",
        (
            r"\b(?:work (?:has )?(?:stopped|stands still)|at a standstill|dead in the "
            r"water|business (?:has )?stopped|production (?:is )?(?:down|stopped)|"
            r"(?:site|service|system|everything|shop|store|app|api|server) (?:is|are|"
            r"went|has been) (?:completely |totally |all )?(?:down|offline)|"
            r"(?:completely|totally) (?:down|unusable))\b"
        ),
    ),
    clue(
        "urgent-ask",
        r"\b(?:asap|urgent(?:ly)?|emergency|critical(?:ly)?|immediately)\b",
        points=1,
        unless=(
            r"\bnot (?:\w+ )?(?:urgent|critical)|isn'?t (?:\w+ )?urgent|non[- "
            r"](?:urgent|critical)"
        ),
    ),
)
NOT_BLOCKED: tuple[Clue, ...] = (
    clue(
        "not-blocked",
        (
            r"\b(?:not (?:\w+ )?(?:blocked|blocking|urgent|a blocker|critical)|(?:isn|"
            r"aren|don)'?t (?:\w+ )?(?:blocked|blocking|urgent|a blocker)|can still "
            r"(?:work|use|log ?in|continue|save|do)|still works?|works? otherwise|no "
            r"(?:rush|hurry)|only (?:annoying|cosmetic)|just (?:annoying|cosmetic|a "
            r"nuisance)|not a big deal)\b"
        ),
    ),
)
WORKAROUND: tuple[Clue, ...] = (
    clue(
        "workaround",
        (
            r"\b(?:(?:as a |the |a |my |our |current |possible |temporary |found a "
            r")?work ?-?arounds?(?: (?:is|for|that|:|exists)|:)|there is a (?:work "
            r"?-?around|way (?:a)?round)|(?:i|we|you) can (?:work|get) around|way "
            r"round is|(?:reloading|restarting|refreshing|reinstalling|logging out|"
            r"clearing (?:the )?(?:cache|cookies)|rebooting) (?:\w+ ){0,4}(?:helps|"
            r"fixes|works|solves|resolves)|(?:helps|works|goes away) (?:if|when|"
            r"after) (?:i|we|you) (?:reload|restart|refresh|reboot|clear))"
        ),
        unless=(
            r"\b(?:no|without|any|isn'?t a|not a|a) (?:known |good |easy )?(?:work "
            r"?-?around|way (?:a)?round)s?\s*(?:[.?!,]|$| for| yet| known| found)|is "
            r"there (?:a|any)"
        ),
    ),
)
NO_WORKAROUND: tuple[Clue, ...] = (
    clue(
        "no-workaround",
        (
            r"\b(?:no (?:known |good |easy |other )?(?:work ?-?arounds?|way "
            r"(?:a)?round|alternative|other way)|without (?:a |any )?(?:work "
            r"?-?around|way (?:a)?round)|(?:(?:restart|reload|refresh|reinstall|"
            r"reboot)ing|clearing (?:the )?(?:cache|cookies)) (?:\w+ "
            r"){0,3}(?:does(?:n'?t| not) help|did(?:n'?t| not) help|makes no "
            r"difference|changes nothing)|nothing (?:helps|works|we tried)|can(?:no|"
            r"'?)t (?:work|get) around)\b"
        ),
    ),
)
_GROUP = (
    r"(?:users|customers|clients|people|persons|employees|staff|colleagues|coworkers|co-workers"
    r"|team"
    r" ?mates|members|subscribers|visitors|students|pupils|teachers|parents|patients|residents"
    r"|guests"
    r"|tenants|agents|operators|admins|developers|engineers|testers|players|drivers|readers"
    r"|sellers|buyers"
    r"|partners|accounts|shops|stores|sites|branches|offices|schools|companies|teams|devices"
    r"|machines"
    r"|workstations|terminals|phones)"
)
_EACH = (
    r"(?:user|customer|client|person|employee|colleague|member|subscriber|visitor|student|tenant"
    r"|agent"
    r"|player|account|shop|store|site|device|team|one)"
)
_PLACE = (
    r"(?:company|team|office|organi[sz]ation|department|site|business|platform|staff|school"
    r"|university"
    r"|hospital|warehouse|building|floor|branch|community|server|world|class|crew)"
)
EVERYONE: tuple[Clue, ...] = (
    clue(
        "everyone",
        (
            rf"\b(?:every ?(?:one|body)\b|every (?:single )?(?:one of (?:our|the|my"
            rf"|us) ?)?{_EACH}\b|each"
            rf" (?:and every )?{_EACH}\b|all (?:of )?(?:our |the |my |your |these "
            rf"|those )?(?:\d[\d,.]* )?"
            rf"(?:\w+ )?{_GROUP}|all of us|(?:the |our )?(?:whole|entire"
            rf"|complete) (?:\w+ )?{_PLACE}"
            rf"|no ?(?:one|body)\b|no (?:single )?{_EACH} (?:is|can|has|gets?|was|could)"
            rf"|not (?:a single|one)"
            rf" {_EACH}|none of (?:us|our|the|my) ?(?:\w+ )?(?:can|are|is|has|have|gets?|{_GROUP})?"
            r"|(?:company|site|office|campus|world|system|fleet)[- ]?wide|for all (?:users"
            r"|customers|of us)"
            r"|(?:site|service|system|everything|shop|store|api|server|platform|production"
            r"|portal|network)"
            r" (?:is|are|was|went|has been|have been) (?:completely |totally |all |fully |again "
            r"|currently |still )?"
            r"(?:down|offline|unreachable|dead))\b"
        ),
        unless=(
            r"\b(?:hi|hello|hey|thanks|dear|morning|afternoon|evening|thank you|greetings),? "
            r"(?:to )?(?:everyone|everybody|all)|not (?:everyone|everybody|all|every)\b|"
            r"works? (?:\w+ )?for (?:everyone|everybody|all)|(?:is|are) (?:\w+ )?fine for|"
            r"(?:everyone|everybody) else (?:can|is fine|works)|no ?(?:one|body) (?:answers"
            r"|answered|replies"
            r"|replied|responds|responded|knows|told|cares|calls|called|helps)"
        ),
    ),
)
MANY: tuple[Clue, ...] = (
    clue(
        "many",
        (
            r"\b(?:(?:many|most|lots|a lot|multiple|numerous|countless|dozens|hundreds|thousands"
            r"|millions"
            r"|more and more|half|a majority|a (?:large|great|huge|big) number|the majority"
            r"|plenty|other|different|tons)"
            rf" (?:of )?(?:our |the |my |their )?(?:\w+ )?{_GROUP}|several (?:hundred|thousand"
            rf"|dozen) (?:\w+ )?{_GROUP}"
            rf"|(?:complaints?|calls?|mails?|messages|reports?|tickets?) (?:from|by"
            rf"|of) (?:\w+ ){{0,2}}{_GROUP}"
            r"|(?:users|customers|clients|members|players|people) (?:are|have been|keep|all"
            r"|also) (?:\w+ )?(?:report|"
            r"complain|call|ask|see|get|say|writ|tell)\w*|(?:our|the) (?:customers|users|clients"
            r"|members|players"
            r"|subscribers|visitors|readers|students|patients|tenants|guests))\b"
        ),
        unless=(
            r"\b(?:how|not) many\b|multiple accounts|\b(?:some|few|several|couple|any|none|all"
            r"|one|two|three|four"
            r"|[1-4]|both|handful|number) (?:of )?(?:our|the) |\bfor (?:our|the) (?:customers"
            r"|users|clients)\b"
        ),
    ),
)
SOME: tuple[Clue, ...] = (
    clue(
        "some",
        (
            r"\b(?:(?:some|several|a few|a couple|a handful|a (?:small |certain )?number"
            r"|a small group|part|certain)"
            rf" (?:of )?(?:our |the |my |these )?(?:\w+ )?(?:{_GROUP}|us)|(?:both|two|three|four"
            rf"|some) of us"
            r"|(?:my|our) (?:colleagues?|coworkers?|co-workers?|team ?mates?|team|family"
            r"|friends?|wife|husband"
            r"|partner|boss|manager|department|group|class)\b|me and my|people in \w+"
            r"|(?:the )?\w+ team (?:is|are|can|has"
            r"|sees|gets)|(?:same|happens) (?:here|for|to) (?:my|a|another) (?:colleague|coworker|"
            r"friend))\b"
        ),
        unless=r"\b(?:works?|fine) (?:\w+ )?for (?:my|our|the)|(?:colleagues|others) (?:can"
        r"|are fine)",
    ),
)
ONE: tuple[Clue, ...] = (
    clue(
        "one",
        (
            r"\b(?:only (?:me|i|(?:on |with |for )?my (?:account|computer|machine|laptop|phone"
            r"|device))|just "
            r"(?:me|my (?:account|computer|machine|laptop|phone))|(?:one|a single|1) "
            rf"(?:of (?:our|the|my) {_GROUP}|(?:\w+ )?(?:user|customer|client|person|account"
            rf"|colleague|employee|member"
            r"|student|player|agent|tenant|shop|store))|works? "
            r"for (?:everyone|everybody|others|my colleagues|other (?:people|users)|"
            r"all others)|(?:on|for|with) my (?:account|computer|machine|laptop|phone|"
            r"device|pc|mac) only|my own account)\b"
        ),
    ),
    clue(
        "i-cannot",
        (
            r"\b(?:i (?:can(?:no|'?)t|cannot|am (?:unable|not able)|can no longer|"
            r"could(?:n'?t| not)|get|got|see|keep|have)|i'?m (?:unable|getting|seeing|"
            r"stuck|not able)|for me\b|my (?:account|invoice|order|password|"
            r"subscription|profile|phone|laptop|computer|screen|app|login))"
        ),
        points=1,
    ),
    clue(
        GUESS,
        r"\b(?:i|i'm|i've|my|mine)\b",
        points=1,
        unless=(
            r"\b(?:can|do|could|should|may|would|shall|did|must) i\b|\bmy (?:name|question"
            r"|opinion|team|colleague"
            r"|coworker|customers?|users?|company|boss)|\b(?:let|tell|excuse) me|\bi (?:think"
            r"|guess|would|wish|hope"
            r"|suggest|noticed|found|'d)|\bi'd\b"
        ),
    ),
)
_COUNTED = (
    r"(?:users?|customers?|people|persons?|colleagues?|clients?|employees?|accounts?|tenants?"
    r"|agents?"
    r"|students?|pupils?|teachers?|members?|reporters?|shops?|stores?|visitors?|players?"
    r"|subscribers?|patients?"
    r"|residents?|guests?|drivers?|sellers?|buyers?|testers?|developers?|engineers?|operators?"
    r"|admins?|devices?"
    r"|machines?|workstations?|terminals?|schools?|branches|offices|of us|co-?workers?"
    r"|team ?mates?)"
)
COUNT = (
    r"\b(?P<number>\d{1,3}(?:[,.]\d{3})+|\d{1,6}|a single|one|two|three|four|five|six|seven"
    r"|eight|nine|ten"
    r"|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|eighty|a hundred|a dozen)\+?"
    r"(?: tickets?| calls?| mails?| reports?| complaints?)?(?: (?:of|from|by))?(?: (?:our|the|my"
    r"|us|them))?(?: \d+)?"
    r"(?: (?:different|other|paying|active|affected|registered|new))?"
    rf" (?P<what>{_COUNTED})\b"
)
"""How many people, with whom they are counted. A bare "a user" is an example, no count."""
NUMBERS = {
    "one": 1, "a single": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "a dozen": 12, "fifteen": 15,
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "eighty": 80,
    "a hundred": 100,
}  # fmt: skip
