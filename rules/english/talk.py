"""English: lines that report nothing, and words that ask for help."""

from __future__ import annotations

from rules.clues import Clue, clue

CHATTER: tuple[Clue, ...] = (
    clue(
        "thanks",
        (
            r"^\W*(?:thanks?(?: (?:you|a lot|so much|again|guys|all|everyone|man|for "
            r"\w+(?: \w+){0,5}))*|thx|ty|cheers|thank u)\W*$"
        ),
    ),
    clue(
        "greeting",
        (
            r"^\W*(?:hi|hello|hey|good (?:morning|afternoon|evening|night)|gm|yo|"
            r"welcome|bye|see (?:you|ya)(?: \w+){0,2}|cu)(?: (?:all|everyone|"
            r"everybody|guys|there|folks|team|again|back))*\W*$"
        ),
    ),
    clue(
        "nod",
        (
            r"^\W*(?:ok(?:ay)?|yes|yep|yeah|no|nope|sure|lol|haha+|nice|cool|great|"
            r"awesome|perfect|right|got it|i see|same(?: here)?|\+1|me too|agreed?|"
            r"exactly|true|done|np|no problem|you'?re welcome|sounds good|makes sense|"
            r"will do|congrats|congratulations|wow|oh|ah|hm+|rofl|good (?:job|work|"
            r"point|idea))(?:[ ,.!]+(?:ok|yes|thanks?|thank you|thx|man|then|lol|"
            r"haha+|that|it|works|guys))*\W*$"
        ),
    ),
    clue(
        "solved",
        (
            r"^\W*(?:(?:it|that|this|all) (?:works?|worked|is fixed|helped|did it)(?: "
            r"now| again| fine)*(?:[ ,.!]+(?:thanks?|thank you|thx)(?: \w+){0,3})?|"
            r"never ?mind|nvm|solved|fixed(?: it)?|figured it out)\W*$"
        ),
    ),
    clue(
        "small-talk",
        (
            r"\b(?:how (?:are|is) (?:you|everyone|it going|your (?:day|weekend))|have "
            r"a (?:nice|good|great)|happy (?:birthday|new year|friday|holidays)|"
            r"anyone (?:up for|going|watching|playing)|what'?s up|who'?s (?:up|in)|"
            r"lunch|coffee|weekend)\b"
        ),
        points=1,
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
