"""English: lines that report nothing, and words that ask for help."""

from __future__ import annotations

from rules.clues import WEAK, Clue, clue

_SAID = (
    r"(?:thanks?|thank (?:you|u)|thx|ty|cheers|so much|a lot|very much|again|hi|hello|hey|yo|gm"
    r"|for (?:the|your) (?:quick |fast |great )?(?:help|reply|answer|fix|info|update|link|support)"
    r"|good (?:morning|afternoon|evening|night|day|job|work|point|idea|one|stuff|luck)|morning"
    r"|welcome|bye|see (?:you|ya)|later|soon|tomorrow|all|everyone|everybody|guys|folks|team|there"
    r"|ok|okay|kk?|yes|yep|yeah|yup|no|nope|nah|sure|lol|lmao|rofl|(?:ha){1,6}h?|nice|cool|great"
    r"|awesome|perfect|right|got it|i see|same|here|me too|agreed?|exactly|true|done|np"
    r"|no (?:problem|worries|rush)|you'?re welcome|sounds (?:good|great)|makes sense|will do"
    r"|congrats|congratulations|wow|oh|a+h+|h+m+|well done|it works|works|worked|that|this|is|now"
    r"|fixed|solved|helped|did it|fine|never ?mind|nvm|figured it out|found it|so|and|then|man|mate"
    r"|sorry|my bad|brb|afk|back|on it|i agree|of course|you too|let me check|happy (?:birthday"
    r"|friday|new year|holidays)|i'?ll (?:check|look|try)|have a (?:nice|good|great) (?:day|weekend"
    r"|one|evening)|how are you\??|what'?s up\??|@\w+|<[@#:][^>\n]{1,60}>|:\w{1,40}:|it|1)"
)
CHATTER: tuple[Clue, ...] = (
    clue("small-words", rf"\A[^\w?<@:]*(?:{_SAID}(?:[^\w?<@:]+|\z)){{1,14}}\z"),
    clue(
        "small-talk",
        (
            r"\b(?:how (?:are|is) (?:you|everyone|it going|your (?:day|weekend))|anyone (?:up for|"
            r"going|watching|playing)|who'?s (?:up|in) for)\b"
        ),
        points=WEAK,
    ),
)
REPORTING: tuple[Clue, ...] = (
    clue(
        "asks-for-help",
        (
            r"\b(?:help|support|issue|problem|trouble|bug|error|broken|not working|"
            r"does(?:n'?t| not) work|stopped working|any ?one else|is it (?:just me|"
            r"down)|how (?:do|can|to)|why (?:is|does|do|are|can)|please|can(?:no|'?)t|"
            r"cannot|unable|fail\w*|wrong|weird|strange|slow|down)\b"
        ),
    ),
)
