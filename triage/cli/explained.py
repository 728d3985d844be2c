"""What `triage explain` shows to a person: the verdict, why, and what would be asked."""

from __future__ import annotations

from collections.abc import Mapping

from rich.console import Console
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from triage.app.explain import Explained
from triage.cli.plain import plain
from triage.model import Assessment


def show(explained: Explained, *, console: Console | None = None) -> None:
    """Print it. `console`: where to, standard output unless told."""
    out = console or Console()
    answer = explained.answer
    assessment = explained.assessment
    out.print(_head(answer, assessment))
    if assessment is None:
        return
    out.print(understood(assessment))
    out.print(_reasons(assessment))
    if explained.questions:
        out.print(_questions(explained.questions))


def understood(assessment: Assessment) -> Table:
    """Who is hit, how to see it happen, and what is missing, in the reporter's words."""
    table = Table(title="Understood", title_justify="left", show_header=False)
    table.add_column("what", no_wrap=True)
    table.add_column("words")
    reproduction, impact = assessment.reproduction, assessment.impact
    rows = {
        "steps": "\n".join(reproduction.steps),
        "expected": reproduction.expected,
        "actual": reproduction.actual,
        "environment": ", ".join(reproduction.environment),
        "people": None if impact.count is None else str(impact.count),
        "blocked": _yes_no(impact.blocked),
        "way round": _yes_no(impact.workaround),
        "since": impact.since.isoformat() if impact.since else impact.since_text,
        "language": assessment.language or "not known: nothing is called missing",
        "missing": ", ".join(assessment.missing),
    }
    for what, words in rows.items():
        if words:
            table.add_row(what, plain(words))
    return table


def _head(answer: Mapping[str, object], assessment: Assessment | None) -> Panel:
    lines = Text(f"{answer['disposition']}")
    if answer["why"] is not None:
        lines.append(plain(f": {answer['why']}"))
    if assessment is None:
        return Panel(lines, title="No assessment", title_align="left")
    lines.append(f"\nurgency {assessment.urgency.value}, scope {assessment.impact.scope.value}")
    if assessment.team is not None:
        lines.append(f", team {assessment.team}")
    if assessment.tags:
        lines.append(f"\ntags {', '.join(assessment.tags)}")
    return Panel(lines, title=assessment.priority.name, title_align="left")


def _reasons(assessment: Assessment) -> Table:
    table = Table("rule", "evidence", title="Why", title_justify="left")
    for reason in assessment.reasons:
        table.add_row(plain(reason.rule), plain(reason.evidence))
    return table


def _questions(questions: tuple[str, ...]) -> Panel:
    numbered = "\n".join(f"{number}. {words}" for number, words in enumerate(questions, 1))
    return Panel(Text(numbered), title="Would be asked", title_align="left")


def _yes_no(known: bool | None) -> str | None:  # noqa: FBT001 (a three-valued fact, not a switch)
    return None if known is None else ("yes" if known else "no")
