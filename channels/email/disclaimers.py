"""What a company's mail server writes below everybody's words: "confidential, delete it". Pure.

A paragraph is one when it speaks of this very message, of confidence, and of what somebody who
got it by mistake should do; all three, at some length, and never as "I". A person who reports
such a text hardly does it without a first person or a question mark, and then it stays.

To add a language: one word or more in each of the four lists.
"""

# ruff: noqa: RUF001 -- the letters of these languages look like others on purpose
from __future__ import annotations

import re

_SHORTEST = 70
"""Characters; scripts that write a word in one or two letters say the same in half of them."""
_SHORTEST_DENSE = 35
_LONGEST = 10_000
"""Three times the longest that we saw; beyond it is a text, and searching it costs."""
_DENSE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def _any(*words: str) -> re.Pattern[str]:
    return re.compile("|".join(words), re.IGNORECASE)


_THIS_MESSAGE = _any(
    r"\b(?:this|the)\s(?:\w+\s){0,4}(?:e-?mail|message|communication|transmission|mail)\b",
    r"\bdiese\w?\s(?:\w+\s)?(?:e-?mail|nachricht|mail)\b",
    r"\bce(?:t|tte)?\s(?:message|courriel|e-?mail|mail|courrier)\b",
    r"\b(?:este|esta|el presente)\s(?:mensa\w+|correo|e-?mail)",
    r"\bquest[oa]\s(?:messaggio|e-?mail|mail|comunicazione)\b",
    r"\b(?:dit|deze)\s(?:bericht|e-?mail|mail)\b",
    r"\b(?:ta|niniejsz\w+|tę|tej)\s(?:wiadomo\w+|e-?mail|korespondencj\w+)",
    r"\b(?:detta|denna|denne|dette)\s(?:meddelande\w*|e-?post\w*|e-?mail\w*|mail\w*|meddelelse\w*)",
    r"\bdenne\smelding\w*",
    r"(?:это|данное|настоящее)\s(?:электронное\s)?(?:сообщение|письмо)",
    "(?:この|本)(?:電子)?メール",
    "(?:本|此|這封|这封)(?:电子|電子)?(?:邮件|郵件|信件)",
    r"(?:이|본)\s?(?:전자\s?)?(?:이메일|메일|메시지|우편)",
)
_IN_CONFIDENCE = _any(
    r"confiden[tc]i|confidenzial|privileged|intended\s(?:only|solely|recipient)",
    r"vertraulich|(?:nur|ausschließlich|allein)\sfür\sd",
    r"exclusiv[ae]ment|esclusivamente|riservat[aoi]",
    r"vertrouwelijk|uitsluitend\sbe",
    r"poufn|wyłącznie\sdla",
    r"konfidenti?s?i?ell|endast\savse|fortrolig|kun\s(?:beregnet|ment)",
    r"конфиденциальн|исключительно\sдля",
    "機密|秘密情報|のみを対象|保密|机密|仅限|僅限|仅供|기밀|비밀|만을 위",
)
_BY_MISTAKE = _any(
    r"received\s.{0,60}(?:error|mistake)|not\sthe\s(?:intended|named)|delete\s(?:it|this|all|the)",
    r"lösch\w+|vernicht\w+|irrtümlich|nicht\sder\s(?:\w+\s)?(?:adressat|empfänger)",
    r"par\serreur|supprim|détrui",
    r"por\serror|elimin[ea]|destruy",
    r"per\serrore|cancella|distrugg",
    r"por\s(?:engano|erro)\b|apag(?:ue|á|ar)|destru[ai]",
    r"ten\sonrechte|per\sabuis|verwijder|vernietig",
    r"przez\spomyłkę|omyłkowo|usuni",
    r"av\smisstag|radera|ved\sen\s(?:fejl|feil)|slette?\b",
    r"по\sошибке|удалит",
    "誤って|誤送|削除|错收|误收|誤收|错误地收到|删除|刪除|销毁|잘못|삭제",
)
_SELF = re.compile(
    r"\?|？"
    r"|(?<!\w)(?:I|(?i:I'[a-z]+|my|mine|me|ich|mein\w*|mir|mich|je|j['’]\w+|mon|mes|moi|yo|mis?"
    r"|io|mio|mia|eu|meu|minha|ik|mijn|mnie|moj\w*|mój|jag|jeg|min|mitt|mig|meg"
    r"|я|мне|меня|мой|моя|моё|мои|저|제|내|나))(?!\w)"
    "|私|僕|我(?![们們])"
)


def is_disclaimer(paragraph: str) -> bool:
    """Whether these lines, joined by spaces, are a notice that nobody wrote for this mail."""
    if len(paragraph) > _LONGEST:
        return False
    dense = _DENSE.search(paragraph) is not None
    if len(paragraph) < (_SHORTEST_DENSE if dense else _SHORTEST):
        return False
    return (
        _IN_CONFIDENCE.search(paragraph) is not None
        and _THIS_MESSAGE.search(paragraph) is not None
        and _BY_MISTAKE.search(paragraph) is not None
        and _SELF.search(paragraph) is None
    )
