"""What the rules make of our own labelled lines and reports (tests/rules/corpus/README.md).

python -m benchmarks.corpus
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import rules
from triage.app.rulebook import rule_set
from triage.model import Context, Report, Scope

WHERE = Path(__file__).parents[1] / "tests" / "rules" / "corpus"
NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
RULES = rule_set()
KINDS = {"b": "browser", "s": "system", "v": "version"}
MARK = re.compile(r"\{([bsv]):([^}]*)\}")


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


@dataclass(frozen=True)
class Labelled:
    """A report with what people found in it. `where`: (kind, words) of system, browser, version."""

    text: str
    scope: Scope
    count: int | None
    where: frozenset[tuple[str, str]]


def labelled() -> list[Labelled]:
    return [_labelled(line) for line in lines("reports.txt")]


def _labelled(line: str) -> Labelled:
    head, _, marked = line.partition(" | ")
    scope, count = head.split()
    where = {by_kind(KINDS[kind], words) for kind, words in MARK.findall(marked)}
    text = MARK.sub(lambda found: found.group(2), marked)
    return Labelled(text, Scope(scope), None if count == "-" else int(count), frozenset(where))


def plain(words: str) -> str:
    """Compared without case, and a version without the word before its number."""
    return re.sub(r"^(?:[a-z]+\.?[ :]*){1,2}(?=\d)|^v(?=\d)", "", words.lower().strip(" .,;:"))


def by_kind(kind: str, words: str) -> tuple[str, str]:
    return kind, plain(words) if kind == "version" else words.lower().strip(" .,;:")


def extraction() -> tuple[dict[str, tuple[float, float, float]], list[str]]:
    """Precision, recall and F1 of who is hit and of where, and what was wrong."""
    counted: dict[str, Counter[str]] = {"scope and count": Counter(), "where": Counter()}
    wrong: list[str] = []
    for each in labelled():
        report = Report(subject=None, text=each.text, channel="discord", received_at=NOON)
        made = rules.assess(report, Context(now=NOON), RULES)
        impact, around = made.impact, made.reproduction.surroundings
        pairs: dict[str, tuple[set[object], set[object]]] = {
            "scope and count": (_who(each.scope, each.count), _who(impact.scope, impact.count)),
            "where": (
                set(each.where),
                {by_kind(f.kind.value, f.words) for f in around if f.kind.value in KINDS.values()},
            ),
        }
        for name, (wanted, found) in pairs.items():
            counted[name].update(right=len(wanted & found), wanted=len(wanted), found=len(found))
            if wanted != found:
                wrong.append(
                    f"{name}: {sorted(map(str, wanted))} {sorted(map(str, found))} {each.text}"
                )
    return {name: _prf(each) for name, each in counted.items()}, wrong


def _who(scope: Scope, count: int | None) -> set[object]:
    found: set[object] = set() if scope is Scope.UNKNOWN else {scope.value}
    return found if count is None else {*found, count}


def _prf(counted: Counter[str]) -> tuple[float, float, float]:
    precision = counted["right"] / max(1, counted["found"])
    recall = counted["right"] / max(1, counted["wanted"])
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def main() -> None:
    for name, (wrong, of) in (("reports missed", missed()), ("chatter opened", opened())):
        print(f"{name}: {len(wrong)} of {of} ({len(wrong) / of:.1%})")
        for line in wrong:
            print(f"  {line}")
    figures, wrong = extraction()
    for name, (precision, recall, f1) in figures.items():
        print(f"{name}: precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}")
    for line in wrong:
        print(f"  {line}")


if __name__ == "__main__":
    main()
