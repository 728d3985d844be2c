"""Does this line only ask how things stand? Then it is answered at once. Pure."""

from __future__ import annotations

import re

MOST = 80
"""Characters: whoever writes more than this says something of their own."""

_ASKED = re.compile(
    r"""
    (?: (?:hello|hi|hey|hallo|guten\ tag|moin|bonjour|hola|ol[áa])\b[\s,.!]* )?
    (?:
        status(?:\ update)? | update | eta
      | (?:any|is\ there\ any|are\ there\ any)\ (?:news|updates?|progress|status)
        (?:\ (?:on|about|for)\ (?:this|that|it|my\ (?:ticket|report|case)))?
      | (?:what(?:'s|\ is)|how\ is)\ (?:the\ )?(?:status|state|progress)
        (?:\ (?:of|on)\ (?:this|that|it|my\ (?:ticket|report|case)))?
      | how\ (?:does\ it|is\ it|are\ things)\ (?:going|look(?:ing)?)
      | (?:gibt\ es|gibts|gibt's|schon)\ (?:(?:schon|was|etwas)\ )*(?:neues|neuigkeiten)
      | wie\ (?:ist|lautet)\ (?:denn\ )?(?:der|die)\ (?:(?:aktuelle|neueste)\ )?(?:stand|status)
        (?:\ der\ dinge)?
      | wie\ steht(?:s|'s|\ es)?(?:\ (?:um|mit)\ (?:mein(?:em|er)?\ )?(?:ticket|meldung))?
      | stand(?:\ der\ dinge)? | sachstand
      | des\ nouvelles | du\ nouveau | o[ùu]\ en\ (?:est-on|[êe]tes-vous|sommes-nous)
      | (?:alguna|hay)\ novedad(?:es)? | c[óo]mo\ va
      | (?:alguma\ )?novidade(?:s)? | como\ est[áa]
    )
    (?: \s+ (?:please|pls|bitte|svp|por\ favor|yet|here|so\ far|today|heute) )*
    \s* [?!.]*
    """,
    re.VERBOSE | re.IGNORECASE,
)


def asks_status(text: str) -> bool:
    """Whether the line asks how the ticket stands, and says nothing else."""
    said = text.strip()
    return len(said) <= MOST and _ASKED.fullmatch(said) is not None
