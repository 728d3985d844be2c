"""English: who is hit, whether their work is blocked, whether there is a way round."""

from __future__ import annotations

from rules.clues import Clue, clue

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
            r"\b(?:can(?:no|'?)t|cannot|unable to|not able to|no ?(?:one|body) "
            r"(?:here |in \w+ )?can|prevents? (?:us|me|everyone) from|stops? (?:us|me|"
            r"everyone) from) (?:\w+ ){0,2}?(?:work(?:ing)?|continue|proceed|do (?:my|"
            r"our|any|anything)|use (?:it|the|this|our|your|any)|log ?in|sign ?in|"
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
EVERYONE: tuple[Clue, ...] = (
    clue(
        "everyone",
        (
            r"\b(?:every ?(?:one|body)(?: (?:here|else|at|in|is|of))?|all (?:of "
            r")?(?:our |the |my |your )?(?:users|customers|people|employees|staff|"
            r"colleagues|clients|tenants|agents|visitors|members|of us)|(?:the "
            r")?(?:whole|entire) (?:company|team|office|organi[sz]ation|department|"
            r"site|business|platform)|no ?(?:one|body) (?:here |in (?:the|our) \w+ |"
            r"at \w+ )?(?:can|is able)|none of (?:us|our|the) (?:\w+ )?(?:can|are|"
            r"users|customers|is)|company[- ]?wide|site[- ]?wide|(?:site|service|"
            r"system|everything|shop|store) (?:is|has been|went) (?:completely |"
            r"totally )?down|for all (?:users|customers|of us))\b"
        ),
        unless=(
            r"\b(?:hi|hello|hey|thanks|dear|morning|afternoon|evening|thank you),? "
            r"(?:to )?(?:everyone|everybody|all)|not (?:everyone|everybody|all)\b|"
            r"works? (?:\w+ )?for (?:everyone|everybody|all)|"
            r"(?:everyone|everybody) else (?:can|is fine)"
        ),
    ),
)
MANY: tuple[Clue, ...] = (
    clue(
        "many",
        (
            r"\b(?:(?:many|most|lots of|a lot of|multiple|numerous|dozens of|hundreds "
            r"of|thousands of|half (?:of )?(?:the|our)|a majority of|other|different) "
            r"(?:of )?(?:our |the |my )?(?:users|customers|people|colleagues|clients|"
            r"accounts|tenants|reports|members|employees|shops|sites)|(?:users|"
            r"customers|clients) (?:are|have been|keep|all) (?:\w+ )?(?:report|"
            r"complain|call|ask|see|get)\w*)\b"
        ),
        unless=r"\b(?:how|not) many\b|multiple accounts",
    ),
)
SOME: tuple[Clue, ...] = (
    clue(
        "some",
        (
            r"\b(?:some (?:of )?(?:our |the |my )?(?:users|customers|people|"
            r"colleagues|clients|accounts|members|of us)|several (?:of )?(?:our |the |"
            r"my )?(?:users|customers|people|colleagues|clients|accounts|members|of "
            r"us)|a (?:few|couple) (?:of )?(?:our |the |my )?(?:users|customers|"
            r"people|colleagues|clients|accounts|members|of us)|(?:my |our "
            r")?(?:colleagues?|coworkers?|co-workers?|team ?mates?|my team|our team) "
            r"(?:and (?:i|me)|too|also|has|have|see|sees|get|gets|is|are)|me and my|"
            r"(?:same|happens) (?:here|for|to) (?:my|a|another) (?:colleague|coworker|"
            r"friend))\b"
        ),
    ),
)
ONE: tuple[Clue, ...] = (
    clue(
        "one",
        (
            r"\b(?:only (?:me|i|my (?:account|computer|machine|laptop|phone))|just "
            r"(?:me|my (?:account|computer|machine|laptop|phone))|(?:one|a single|1) "
            r"(?:of our )?(?:user|customer|client|person|account|colleague)|works? "
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
)
COUNT = (
    r"\b(?P<number>\d{1,3}(?:[,.]\d{3})+|\d{1,6}|two|three|four|five|six|seven|eight|nine|ten"
    r"|twelve|twenty|fifty)(?: of (?:our|the|my|us|them))?(?: \d+)?"
    r"(?: (?:different|other|of our|paying|active|affected))?"
    r" (?P<what>users?|customers?|people|persons?|colleagues?|clients?|employees?|accounts?"
    r"|tenants?|agents?|students?|members?|reporters?|shops?|stores?|visitors?|players?|of us"
    r"|co-?workers?|team ?mates?)\b"
)
"""How many people, with whom they are counted."""
