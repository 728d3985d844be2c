"""What the rules make of our own labelled lines and reports (tests/rules/corpus/README.md).

python -m benchmarks.corpus
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import rules
from triage.app.rulebook import rule_set
from triage.model import Context, Report

WHERE = Path(__file__).parents[1] / "tests" / "rules" / "corpus"
NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
RULES = rule_set()


def lines(name: str) -> list[str]:
    return (WHERE / name).read_text("utf-8").splitlines()


def is_report(line: str) -> bool:
    report = Report(subject=None, text=line, channel="discord", received_at=NOON)
    return rules.assess(report, Context(now=NOON), RULES).is_report


def missed() -> tuple[list[str], int]:
    """Reports taken for chatter, of how many."""
    all_lines = lines("chat-reports.txt")
    return [line for line in all_lines if not is_report(line)], len(all_lines)


def opened() -> tuple[list[str], int]:
    """Chatter that opens a ticket, of how much."""
    all_lines = lines("chat-chatter.txt")
    return [line for line in all_lines if is_report(line)], len(all_lines)


def main() -> None:
    for name, (wrong, of) in (("reports missed", missed()), ("chatter opened", opened())):
        print(f"{name}: {len(wrong)} of {of} ({len(wrong) / of:.1%})")
        for line in wrong:
            print(f"  {line}")


if __name__ == "__main__":
    main()
