"""Rows that an earlier version wrote are read by this one."""

from __future__ import annotations

import json

from tests.builders import ticket
from triage.model import Assessment, Priority, Reason
from triage.store.codec import dump_ticket, load_ticket


def test_reasons_that_were_stored_without_their_meaning_are_read() -> None:
    before = ticket(
        assessment=Assessment(
            priority=Priority.P1,
            reasons=(Reason("matrix", "everyone + stopped = P1"),),
            shadow=(Reason("vip", "changes nothing"),),
            flag="a rule failed: x",
        )
    )
    body = json.loads(dump_ticket(before))
    made = body["assessment"]
    for reason in (*made["reasons"], *made["shadow"]):
        del reason["meaning"]
    del made["flagged"]

    assert load_ticket(json.dumps(body)) == before
