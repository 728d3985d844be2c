"""What an assessment costs: our own reports, with and without the sieve, and 100 kB of text.

    python -m benchmarks.rules

CPU time of this process, best of five rounds; the ratio is from one run, so that it means something
on a busy machine, too.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from time import process_time

from typing_extensions import override

import rules
from benchmarks.corpus import NOON, RULES, labelled
from rules.sieve import Sieve
from triage.model import Context, Report

ROUNDS = 5
LONG = "When I open the page it fails with an error, version 4.2.1. Nobody can work. "


class Open(Sieve):
    """Lets everything pass, as it was without a sieve."""

    @override
    def possible(self, _text: str) -> frozenset[str]:
        return frozenset(self.patterns)


def report(text: str) -> Report:
    return Report(subject="Checkout", text=text, channel="email", received_at=NOON)


def milliseconds(reports: Sequence[Report], made: rules.RuleSet) -> float:
    """For one of them."""
    context = Context(now=NOON)
    return best(lambda: [rules.assess(each, context, made) for each in reports]) / len(reports)


def best(work: Callable[[], object]) -> float:
    spent = []
    for _ in range(ROUNDS):
        started = process_time()
        work()
        spent.append((process_time() - started) * 1000)
    return min(spent)


def main() -> None:
    short = [report(each.text) for each in labelled()]
    texts = [each.text for each in labelled()]
    ordinary = [report("\n\n".join(texts[at : at + 10])) for at in range(0, len(texts), 10)]
    wide = {language: Open(sieve.patterns) for language, sieve in RULES.sieves.items()}
    unsifted = replace(RULES, sieves=wide)
    for name, reports in (("a report of two sentences", short), ("ten of them", ordinary)):
        with_it, without = milliseconds(reports, RULES), milliseconds(reports, unsifted)
        ratio = f"without the sieve {without:.2f} ms, {without / with_it:.2f}x"
        print(f"{name}: {with_it:.2f} ms; {ratio}")
    long = [report((LONG * (100_000 // len(LONG) + 1))[:100_000])]
    print(f"100 kB: {milliseconds(long, RULES):.1f} ms")


if __name__ == "__main__":
    main()
