"""Which of many patterns could match a text: one pass for all of them in place of one for each.

Every pattern has words that a match must contain; RE2 looks for all those words at once
(`FilteredRE2`, re2/filtered_re2.h). What passes is searched for as before, so that nothing is found
or missed that would not be otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable

import re2

from rules.clues import quiet


class Sieve:
    """Made of patterns as `clues.compiled` takes them; compiled when first used."""

    def __init__(self, patterns: Iterable[str]) -> None:
        self.patterns = tuple(dict.fromkeys(patterns))
        self._filter: re2.Filter | None = None

    def possible(self, text: str) -> frozenset[str]:
        """The patterns that may match; those that have no such words are always among them."""
        if not self.patterns:
            return frozenset()
        found = self._made().Match(text, potential=True) or ()
        return frozenset(map(self.patterns.__getitem__, found))

    def matching(self, text: str) -> list[str]:
        """The patterns that do match, without the places."""
        found = self._made().Match(text, potential=False) or ()
        return [self.patterns[number] for number in found]

    def _made(self) -> re2.Filter:
        if self._filter is None:
            made = re2.Filter()
            for pattern in self.patterns:
                made.Add(f"(?im){pattern}", quiet())
            made.Compile()
            self._filter = made
        return self._filter
