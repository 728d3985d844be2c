"""What `triage explain` answers, as a value: for chat, for mail, for lines that are neither."""

from __future__ import annotations

import base64
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from triage.app.explain import Case, cases, explainer
from triage.app.rulebook import packs, rule_set
from triage.errors import ConfigError
from triage.wording import speak

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
EXPLAIN = explainer(None, now=NOON)
MAIL = b"""From: Ann Lee <ann@customer.example>
To: support@acme.example
Subject: Export is empty
Message-ID: <a1@customer.example>
Date: Mon, 05 Jan 2026 11:00:00 +0000
Content-Type: text/plain

The export is empty for all our users since 9:10.
It should have 31 rows.

--
Ann Lee
"""


def test_a_chat_message_is_answered_in_full() -> None:
    explained = EXPLAIN(Case(id="7", subject="Log-in", text="Nobody can log in"))
    answer = explained.answer
    assert explained.assessment is not None
    reasons = explained.assessment.reasons
    assert answer == {
        "id": "7",
        "disposition": "report",
        "why": None,
        "message": {
            "subject": "Log-in",
            "from": None,
            "message_id": None,
            "in_reply_to": None,
            "references": [],
            "text": "Nobody can log in",
            "reply": "Nobody can log in",
            "attachments": [],
            "bounced": [],
        },
        "assessment": {
            "priority": "P2",
            "urgency": "stopped",
            "impact": {
                "scope": "everyone",
                "count": None,
                "blocked": True,
                "workaround": None,
                "since": None,
                "since_text": None,
            },
            "reproduction": {
                "steps": [],
                "expected": None,
                "actual": None,
                "environment": [],
            },
            "missing": ["steps", "expected", "environment"],
            "questions": [
                speak.question(key, "en") for key in ("steps", "environment", "expected")
            ],
            "team": None,
            "tags": [],
            "language": "en",
            "reasons": [{"rule": each.rule, "evidence": each.evidence} for each in reasons],
        },
    }
    json.dumps(answer)


def test_chatter_says_why() -> None:
    answer = EXPLAIN(Case(text="thanks!")).answer
    assert (answer["disposition"], answer["why"]) == ("chatter", "thanks")


def test_a_known_moment_is_written_as_iso_8601() -> None:
    made = EXPLAIN(Case(text="Log-in is down, started 20 minutes ago")).answer["assessment"]
    assert isinstance(made, dict)
    assert made["impact"]["since"] == "2026-01-05T11:40:00+00:00"


def test_a_mail_is_judged_by_the_writers_own_words() -> None:
    explained = EXPLAIN(Case(id="m", mail=MAIL))
    message = explained.answer["message"]
    assert isinstance(message, dict)
    assert explained.answer["disposition"] == "report"
    assert (message["from"], message["message_id"]) == (
        "ann@customer.example",
        "a1@customer.example",
    )
    assert "Ann Lee" not in message["reply"]
    assert explained.assessment is not None
    assert explained.assessment.reproduction.expected == "It should have 31 rows."


def test_a_mail_without_an_id_has_none() -> None:
    nameless = MAIL.replace(b"Message-ID: <a1@customer.example>\n", b"")
    message = EXPLAIN(Case(mail=nameless)).answer["message"]
    assert isinstance(message, dict)
    assert message["message_id"] is None


@pytest.mark.parametrize(
    ("header", "disposition"),
    [
        (b"In-Reply-To: <old@acme.example>", "reply"),
        (b"References: <old@acme.example>", "reply"),
        (b"Auto-Submitted: auto-replied", "automatic"),
    ],
)
def test_headers_decide_the_disposition(header: bytes, disposition: str) -> None:
    answer = EXPLAIN(Case(mail=MAIL.replace(b"Date:", header + b"\nDate:"))).answer
    assert answer["disposition"] == disposition


def test_what_cannot_be_parsed_is_rejected_without_an_assessment() -> None:
    answer = EXPLAIN(Case(id="x", wrong="line 3: not JSON")).answer
    assert (answer["disposition"], answer["why"], answer["assessment"]) == (
        "rejected",
        "line 3: not JSON",
        None,
    )
    assert EXPLAIN(Case(wrong="x")).questions == ()


def test_lines_become_cases(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(MAIL)
    lines = [
        '{"id": 1, "subject": "", "text": "It broke"}',
        "",
        '{"id": "2", "eml_path": "a.eml"}',
        json.dumps({"id": "3", "eml_base64": base64.b64encode(MAIL).decode()}),
        "no json",
        "[]",
        '{"id": "4"}',
        '{"id": "5", "eml_base64": "***"}',
    ]
    assert list(cases(lines, folder=tmp_path)) == [
        Case(id="1", text="It broke"),
        Case(id="2", mail=MAIL),
        Case(id="3", mail=MAIL),
        Case(wrong="line 5: not JSON"),
        Case(wrong="line 6: not a JSON object"),
        Case(id="4", wrong="line 7: neither text nor eml_path nor eml_base64"),
        Case(
            id="5",
            wrong="line 8: the mail cannot be read: Only base64 data is allowed",
        ),
    ]


def test_a_mail_that_is_not_there_is_told(tmp_path: Path) -> None:
    (case,) = cases(['{"id": "1", "eml_path": "none.eml"}'], folder=tmp_path)
    assert case.wrong is not None
    assert case.wrong.startswith("line 1: the mail cannot be read")


def test_rules_of_a_configuration_replace_the_shipped_ones() -> None:
    mine = explainer(
        {
            "mode": "watch",
            "rules": [
                {
                    "id": "money",
                    "when": {"field": "text", "contains": "invoice"},
                    "then": {"priority": "P1", "team": "billing"},
                }
            ],
        },
        now=NOON,
    )
    made = mine(Case(text="The invoice is wrong")).assessment
    assert made is not None
    assert (made.priority.name, made.team) == ("P1", "billing")


def test_a_broken_configuration_tells_every_problem() -> None:
    with pytest.raises(ConfigError) as caught:
        rule_set({"matrix": 3, "rules": [{"id": "x"}]}, path="config.toml")
    assert [line.partition(":")[0] for line in str(caught.value).splitlines()] == [
        "config.toml.matrix",
        "config.toml.rules[0].when",
        "config.toml.rules[0].then",
    ]


def test_the_packs_come_in_a_fixed_order() -> None:
    assert [each["language"] for each in packs()] == ["de", "es", "fr", "pt"]
