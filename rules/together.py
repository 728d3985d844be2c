"""Does this line say "same here"? Then one more person is affected. Pure."""

from __future__ import annotations

import re

MOST = 160
"""Characters: whoever tells more than this tells something of their own."""

_SAME = re.compile(
    r"""
    \b(?:
        same\ here | me\ too | (?:us|we)\ too | same\ (?:issue|problem|error|thing|for\ (?:me|us))
      | (?:having|seeing|getting|have|get|see)\ (?:exactly\ )?
        (?:this|that|it|the\ same)\ (?:here\ )?(?:too|as\ well)
      | (?:i|we)\ (?:also\ )?(?:have|get|see)\ the\ same
      | (?:happens|happening|broken|down)\ (?:for|to)\ (?:me|us)(?:\ (?:too|as\ well|also))?
      | can\ confirm
      | (?:bei|f(?:ü|ue)r)\ (?:mir|uns|mich)\ (?:auch|genauso|ebenso|das\s?selbe|das\ gleiche)
      | (?:geht|gehts)\ (?:mir|uns)\ (?:auch|genauso|ebenso)
      | (?:ich|wir)\ auch | das\s?selbe\ (?:problem|hier|bei) | gleiches\ problem | dito
      | (?:moi|nous)\ aussi | pareil(?:\ (?:ici|pour\ moi|chez))? | m[êe]me\ probl[èe]me
      | (?:yo|nosotros)\ tambi[ée]n | a\ m[íi]\ tambi[ée]n | lo\ mismo\ aqu[íi] | mismo\ problema
      | (?:eu|n[óo]s)\ tamb[ée]m | comigo\ tamb[ée]m | mesmo\ problema
    )\b
    | (?<!\S)\+1(?!\S)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NOT = re.compile(
    r"\b(?:not|no longer|isn't|n't|nicht|kein(?:e[nmrs]?)?|pas|no me|não|fixed|solved|works?)\b",
    re.IGNORECASE,
)


def same_here(text: str) -> bool:
    """Whether the line says that its writer has it too. A denial, or a long story, does not."""
    said = text.strip()
    found = len(said) <= MOST and _SAME.search(said) is not None
    return found and "?" not in said and _NOT.search(said) is None
