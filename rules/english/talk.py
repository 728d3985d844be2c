"""English: lines that report nothing, and words that ask for help."""

from __future__ import annotations

from rules.clues import WEAK, Clue, clue

_SAID = (
    r"(?:thanks?|thank (?:you|u)|thx|ty|tysm|cheers|so much|a lot|very much|again|hi|hello|hey"
    r"|yo|gm"
    r"|for (?:the|your) (?:quick |fast |great |kind )?(?:help|reply|answer|fix|info|update|link"
    r"|support|explanation|tip|hint)|for (?:explaining|helping|fixing|checking|asking|sharing)"
    r"|good (?:morning|afternoon|evening|night|day|job|work|point|idea|one|stuff|luck|game"
    r"|question)"
    r"|morning|welcome(?: back)?|bye|see (?:you|ya)|later|soon|tomorrow|tonight|all|everyone"
    r"|everybody|guys|folks|team|there|gg|wp|glhf|rofl|lmfao|rip|oof|yay|woo+|yikes|damn|dang"
    r"|ok|okay|kk?|yes|yep|yeah|yup|no|nope|nah|sure|lol|lmao|(?:ha){1,6}h?|nice|cool|great|sweet"
    r"|awesome|perfect|excellent|amazing|fantastic|wonderful|brilliant|lovely|right|correct|got it"
    r"|i see|same|here|me too|agreed?|exactly|absolutely|definitely|indeed|true|fair|fair enough"
    r"|done|np|nw|no (?:problem|worries|rush|hurry|idea|clue|stress)|you'?re welcome|anytime"
    r"|sounds (?:good|great|like a plan)|looks (?:good|great)|makes sense|will do|go ahead|please"
    r"|congrats|congratulations|wow|oh|a+h+|h+m+|well done|well played|it works|works|worked|that"
    r"|this|is|now|maybe|perhaps|probably|interesting|funny|hilarious|bump|first|test(?:ing)?"
    r"|fixed|solved|helped|did it|fine|never ?mind|nvm|figured it out|found it|so|and|then|man|mate"
    r"|sorry|my bad|brb|afk|back|on it|on my way|omw|i agree|of course|you too|let me check|same to"
    r" you|let'?s (?:see|go|do it)|i (?:think|guess|hope|know) so(?: too)?|take (?:your time|care)"
    r"|happy (?:birthday|friday|new year|holidays|monday)|merry christmas|you (?:guys )?rock"
    r"|i'?ll (?:check|look|try|(?:have|take) a look|do that)|have (?:a|an) (?:nice|good|great"
    r"|lovely)"
    r" (?:day|weekend|one|evening|night|trip|time)|how are you(?: doing)?\??|what'?s up\??"
    r"|how'?s it going\??|@\w+|<[@#:][^>\n]{1,60}>|:\w{1,40}:|it|too|very|really|1)"
)
_TOPICS = (
    r"(?:coffee|lunch|dinner|breakfast|pizza|beer|cake|snacks?|weekend|vacation|birthday|snowing"
    r"|raining|sunny|weather|football|soccer|movie|netflix|concert|song|playlist|meme|kitten"
    r"|my (?:cat"
    r"|dog|kids?|wife|husband)|puppy|meet ?up|party|hungry|tired|bored|sleepy|jet ?lag|monday again"
    r"|this made my day|favou?rite)"
)
_ADVICE = (
    r"(?:have you (?:tried|checked|looked|read|seen)|did you (?:try|check|see|read|open|watch"
    r"|restart"
    r"|clear|look|enable|install)|(?:just |maybe )?try (?:\w+ing|again|to \w+|the|a|it)|you (?:can"
    r"|could|should|might|may|need to|have to|want to|just)|you'?(?:ll|d) (?:need|have|want|find)"
    r"|it'?s (?:in|on|under) (?:the )?(?:docs?|faq|wiki|settings|readme|pinned|manual)|see (?:above"
    r"|below|the docs?|here)|check (?:the|your|out)|(?:please )?(?:use|ask in|post (?:it|this"
    r"|that)?"
    r" ?in) (?:the|#)|that'?s (?:by design|normal|expected|known)|it depends)"
)
CHATTER: tuple[Clue, ...] = (
    clue("small-words", rf"\A[^\w?<@:]*(?:{_SAID}(?:[^\w?<@:]+|\z)){{1,14}}\z"),
    clue(
        "hello",
        r"\A\W*(?:hello|hi|hey|anyone|anybody|is (?:anyone|anybody|someone)) ?"
        r"(?:here|there|around|online|awake|alive)?\W*\z",
    ),
    clue(
        "misplaced",
        r"\A\W*(?:oh |oops |ups |sorry,? |my bad,? )*wrong (?:channel|window|chat|thread|server)\b",
    ),
    clue("trial", r"\A\W*test(?:ing)?[\W\d]*\z"),
    clue(
        "settled",
        r"\b(?:never ?mind|nvm|ignore (?:me|that|this|my)"
        r"|my (?:own )?(?:mistake|fault|bad)|false alarm|turns out (?:i|it was (?:me|my))|it was my"
        r"|(?:solved|sorted|figured it out|found it)\b|all good|that (?:did it|fixed it|helped"
        r"|worked"
        r"|solved it)|(?:it )?works (?:now|again|fine now))\b",
        unless=r"\b(?:not|n't|isn'?t|still|but|only|except|however|never (?:solved|fixed)"
        r"|nobody)\b|\?",
    ),
    clue(
        "small-talk",
        r"\b(?:how (?:are|is|was|were) (?:you|everyone|everybody|it going|your (?:day|weekend"
        r"|holiday"
        r"|trip))|who(?:'s| is| are|'?s all)? (?:up|in|going|coming|watching|playing|wants?|joining"
        r"|takes)|any(?:one|body) (?:up for|going|coming|watching|playing|wants?|want|joining|here"
        r" from|else (?:excited|going|watching))|where (?:is|are) (?:everyone|everybody|you(?: all"
        r"| guys)?) from|what (?:are|do) you (?:all|guys|folks)|(?:which"
        r"|what)(?: \w+){1,3} do you (?:all"
        r" )?(?:use|prefer|like|play|recommend)|looking for (?:\w+ ){0,3}(?:players?|people"
        r"|someone to"
        r" play|a team|teammates?)|add me\b|dm me|check your dms?|sent you|(?:greetings|hello"
        r"|hi) from"
        r"|what a (?:\w+ )?(?:day|week|match|game|year|night|goal)|did you see the|(?:so"
        r"|too) (?:hot|cold"
        r"|late|early) (?:today|here|tonight)|can'?t wait|fingers crossed|feel better"
        r"|welcome to)\b",
        points=WEAK,
    ),
    clue("topic", rf"\b{_TOPICS}\b", points=WEAK),
    clue("either", r"\A\W*\w+ or \w+\W*\z", points=WEAK),
    clue("advice", rf"\A(?:\W*(?:@\S+|<@[^>]+>|hm+|well|oh|ah),?)?\W*{_ADVICE}\b", points=WEAK),
    clue(
        "busy",
        r"\A\W*(?:ok,? |sure,? |yes,? |thanks,? )?(?:brb|afk|back in|(?:i'?m |i am "
        r"|we'?re )?(?:on (?:it"
        r"|my way|vacation|holiday|a call|the train|the phone)|looking into|checking"
        r"|running late|heading"
        r"|working on it|going (?:to bed|home|out|offline)|off (?:to|for|tomorrow|today)"
        r"|out (?:of office"
        r"|for|today|tomorrow)|so excited|excited|new here)|(?:i'?ll|i will|we'?ll|we will"
        r"|let me|let'?s"
        r"|lemme|gonna) (?:\w+ )?(?:check|look|try|test|ask|see|write|send|ping|let|get|do|fix"
        r"|merge"
        r"|deploy|be (?:back|there|late)|join|call|take|have|read|think|come|go)|just (?:had|hit"
        r"|got back"
        r"|sent|opened|merged|pushed|finished|woke|joined|wanted to say)|merged|pushed|deployed"
        r"|done|finally"
        r"|time for|give me|we had|can we (?:move|meet|talk|call|postpone)|meeting (?:in|at)"
        r"|when is the"
        r" (?:next )?(?:\w+ )?(?:call|meeting|meetup|stream|event|party))\b",
        points=WEAK,
    ),
    clue(
        "praise",
        r"\b(?:(?:i |we |really |absolutely |just )?love (?:the|this|it|that|you)|(?:looks?|is"
        r"|are|was)"
        r" (?:so |really |absolutely |just |pretty |very )?(?:great|good|nice|amazing|awesome|cool"
        r"|beautiful|gold|fantastic|brilliant|the best)|(?:great|nice|good|amazing|awesome"
        r"|excellent"
        r"|impressive|fantastic) (?:work|job|stuff|update|release|feature|support|community|team"
        r"|news|app"
        r"|one)|congrats|congratulations|well done|kudos|you rock|who did this|best (?:app|tool"
        r"|community"
        r"|team)|that'?s (?:a good one|hilarious|funny|great|awesome|so cool))\b",
        points=WEAK,
    ),
)
REPORTING: tuple[Clue, ...] = (
    clue(
        "asks-for-help",
        r"\b(?:help|support(?: (?:ticket|request))?|issues?|problems?|trouble|bugs?"
        r"|errors?|broken|not working|does(?:n'?t| not) work|stopped working"
        r"|any ?one else (?:have|has|see"
        r"|get|un)|is it (?:just me|down)|how (?:do|can|to|long|much|many) |why "
        r"|please \w+ (?:my|the|me|our"
        r"|us)|unable|fail\w*|weird|strange|slow(?:ly)?|down|not fixed"
        r"|the same (?:error|problem|issue)|(?:is|was) (?:it|this|that) (?:\w+ )?(?:fixed|back"
        r"|up|over"
        r"|known|done))\b",
        unless=r"\b(?:write (?:it|that) down|could help|for (?:the|your"
        r"|all the) (?:\w+ )?(?:help|support)|great (?:help|support)|no problem"
        r"|slow down|happy to help)\b",
    ),
    clue(
        "wrong",
        r"\bwrong\b",
        unless=r"\bwrong (?:channel|window|chat|thread|server|account|button|person)\b",
    ),
    clue(
        "symptom",
        r"\b(?:empty|blank|gone|missing|lost|stuck|laggy?|lags|twice|duplicates?|double|timeouts?"
        r"|timed out|offline|locked|expired|charged|refund|invoices?|bounces?|loops?|fre+zes?"
        r"|frozen"
        r"|crash\w*|kicks? me|kicked|logs? me out|logged out|signed out|unreadable|greyed|cut off"
        r"|instead|still|nothing|nobody|no longer|never|any ?more|won'?t|refuses?|rejects?"
        r"|ignores?|forgets?"
        r"|resets?|disappear\w*|deleted|leak\w*|hacked|stolen|spam\w*|scam\w*|phish\w*|abus\w*"
        r"|harass\w*"
        r"|cheat\w*|other people'?s|someone (?:else|got|is)|exit code|(?:hours?|days?|minutes?"
        r"|weeks?|too|arrives?|came) late|[45]\d\d|too (?:large|small|big|slow|long)|but|however"
        r"|although|after (?:the|an?) (?:update"
        r"|upgrade|release))\b",
    ),
    clue(
        "cannot",
        r"\b(?:can(?:no|'?)t|cannot|could(?:n'?t| not)|do(?:es)?(?:n'?t| not)|did(?:n'?t| not)"
        r"|is(?:n'?t"
        r"| not)|are(?:n'?t| not)|was(?:n'?t| not)|has(?:n'?t| not)|have(?:n'?t| not))\b",
        unless=r"\bcan'?t wait\b|\b(?:do(?:es)?n'?t|don'?t) (?:worry|mind|matter)|can'?t (?:read"
        r"|believe|"
        r"complain)\b",
    ),
    clue(
        "wants",
        r"\b(?:is there (?:a|any|an)|is it possible|would (?:be|like|love)|could (?:you"
        r"|we) (?:please )?(?:add"
        r"|make|change|allow|fix|reset|delete|remove)|any (?:chance|way|plans?) (?:to|of|for)"
        r"|feature|option"
        r"|i need|we need|where (?:is|are|can|do|did) (?:the|i|we|my)|what (?:is|does) (?:the"
        r"|this|my)|does"
        r" (?:the|it|anyone)|do you (?:support|offer|have)|which (?:ports?|version|plan))\b",
        unless=r"where (?:is|are) (?:everyone|everybody|you)",
    ),
)
_THINGS = (
    r"(?:accounts?|ads?|agents?|alerts?|api|apps?|archive|attachments?|audio|avatars?|backups?"
    r"|badges?"
    r"|banners?|battery|billing|bookmarks?|bots?|browsers?|builds?|buttons?|cache|calendar"
    r"|captcha|cards?"
    r"|carts?|certificates?|channels?|charts?|checkbox|checkout|clients?|clocks?|cloud|codes?"
    r"|colou?rs?"
    r"|columns?|command|config\w*|connection|contacts?|cookies?|counters?|coupons?|cpu|csv"
    r"|currency|cursor"
    r"|dashboards?|data|databases?|date|deploy\w*|desktop|devices?|dialogs?|disk|docs?|domains?"
    r"|downloads?"
    r"|drafts?|drivers?|dropdown|editors?|e?mails?|endpoints?|exports?\w*|extensions?|feeds?"
    r"|fields?|files?"
    r"|filters?|firewall|folders?|fonts?|forms?|forum|gallery|graphs?|history|html|http|icons?"
    r"|images?"
    r"|imports?\w*|inbox|index|input|install\w*|integrations?|inventory|invites?|items?|jobs?"
    r"|json|key"
    r"|keyboard|languages?|launcher|layout|leaderboard|library|licen[cs]es?|limits?|links?"
    r"|lists?|lobby|logs?"
    r"|log ?in|logo|mailbox|maps?|memory|menus?|messages?|microphone|mobile|modules?|newsletter"
    r"|notifications?|orders?|pages?|panel|passwords?|payments?|pdf|permissions?|photos?"
    r"|pipelines?|plans?"
    r"|players?|plugins?|portal|posts?|previews?|prices?|printers?|profiles?|progress|projects?"
    r"|push|queues?"
    r"|quota|ram|ranks?|rate limit|receipts?|records?|release|reminders?|replies|reports?"
    r"|requests?|results?"
    r"|roles?|rows?|scores?|screens?|scripts?|search|seats?|servers?|services?|sessions?"
    r"|settings?|sidebar"
    r"|sign ?in|sign ?up|site|skins?|sms|sound|sso|status|storage|stream|subscriptions?|sync\w*"
    r"|tables?|tabs?"
    r"|tags?|tax|template|terminal|themes?|threads?|thumbnails?|tokens?|toolbar|tooltips?"
    r"|totals?|tracking"
    r"|translations?|uploads?|urls?|usernames?|vat|versions?|videos?|voice|vpn|webhooks?|website"
    r"|widgets?"
    r"|wifi|windows|workspace|2fa|android|ios|iphone|ipad|mac|linux|safari|firefox|chrome|edge)"
)
THINGS: tuple[Clue, ...] = (
    clue("thing", rf"\b{_THINGS}\b"),
    clue(
        "statement",
        r"\b(?:the|my|our|your|every|each|both|all(?: the)?|this) (?:\w+ ){1,3}?(?:is|are|was"
        r"|were|has|have"
        r"|had|gets?|goes|shows?|says?|takes?|stays?|keeps?|comes?|does|did|looks?|seems?"
        r"|starts?|ends?|opens?"
        r"|closes?|jumps?|[a-z]{2,}(?:[^s\W]s|ed))\b",
    ),
    clue(
        "it-does",
        r"\b(?:it|that|this|everything) (?:just |only |always |also )?(?:says?|asks?|takes?|shows?"
        r"|gets?|keeps?|comes?|stays?|goes|happen(?:s|ed)|used to|eats?|costs?)\b",
    ),
    clue("account", r"\b(?:my|our) (?:money|account|data|team|customers?|users?|company)\b|\d{2,}"),
)
"""What a product is made of, and sentences about a thing: a line with one may report something."""
PEOPLE: tuple[Clue, ...] = (
    clue(
        "people",
        r"\b(?:you|your|you'?re|you'?ve|everyone|everybody|guys|folks|he|she|he'?s|she'?s"
        r"|they'?re|let'?s"
        r"|who|whoever)\b|@\w+",
    ),
    clue(
        "i-myself",
        r"\b(?:i'?ve been|i (?:have|would|was|think|guess|hope|know|knew|like|agree|didn'?t (?:know"
        r"|expect)|had|voted|owe|usually|always|often|read|heard|moved|never knew)|i'?d"
        r"|i'?m (?:in|out|here"
        r"|back|so|from|glad|happy|sure|new|off|done|tired|hungry)|glad|my pleasure|just moved"
        r"|good to know"
        r"|(?:didn'?t|haven'?t) (?:know|expect|slept|thought)|count me)\b",
    ),
    clue(
        "fragment",
        r"\A\W*(?:(?:good|nice|well|great|fair|big|no way|not (?:me|today|yet|really|bad)|what"
        r"|that|same|love|works|cool|more|need"
        r"|off|see|sorry|thanks|ask|sup|ttyl|deal|ping|evening|afternoon|hope|we should"
        r"|we usually|we use"
        r"|depends)\b\W*)(?:\S+\W*){0,5}\z",
        unless=r"\bnot (?:\w+ing|ready|available|possible|there|found)|\b(?:no|more|that|so|too"
        r"|same) (?:sound"
        r"|signal|response|answer|image|picture|results?|slow|way to)",
    ),
)
"""Lines about the people who talk, not about a product."""
