"""Only our own server's verdict makes an address a proved one."""

from __future__ import annotations

import dataclasses

import pytest

from tests.channels.email.samples import mail, mailbox, understood

DMARC = "mx.acme.example; spf=pass; dmarc=pass (p=none) header.from=customer.example"


@pytest.mark.parametrize(
    ("results", "verified"),
    [
        ([DMARC], True),
        (["MX.ACME.EXAMPLE 1; dmarc=pass"], True),
        (["mx.acme.example; dkim=pass header.d=customer.example"], True),
        (['mx.acme.example; dkim=pass header.i="@customer.example"'], True),
        (["mx.acme.example; dkim=fail; dkim=pass header.i=@example"], True),
        (["mx.acme.example; dkim=pass header.d=other.example"], False),
        (["mx.acme.example; dkim=pass"], False),
        (["mx.acme.example; dmarc=fail header.from=customer.example"], False),
        (["mx.acme.example; dmarc=pass header.from=other.example"], False),
        (["mx.acme.example; spf=pass"], False),
        (["evil.example; dmarc=pass"], False),
        (["evil.example; dmarc=pass", DMARC], False),
        (["mx.acme.example; none"], False),
        ([""], False),
        ([], False),
    ],
)
def test_only_the_topmost_verdict_of_our_server_counts(results: list[str], verified: bool) -> None:  # noqa: FBT001
    raw = mail("x", *(f"Authentication-Results: {result}" for result in results))

    assert understood(raw).sender.verified is verified


def test_without_a_configured_server_nobody_is_verified() -> None:
    box = dataclasses.replace(mailbox(), trust_results_from=None)

    assert not understood(mail("x", f"Authentication-Results: {DMARC}"), box=box).sender.verified


MICROSOFT = (
    "spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=customer.example; dkim=pass (signature was"
    " verified) header.d=customer.example;dmarc=pass action=none header.from=customer.example;"
    "compauth=pass reason=100"
)


def test_a_server_that_names_itself_nowhere_is_believed_only_when_it_is_configured() -> None:
    named = dataclasses.replace(mailbox(), trust_results_from="microsoft365")
    raw = mail("x", f"Authentication-Results: {MICROSOFT}")

    assert understood(raw, box=named).sender.verified
    assert not understood(raw).sender.verified
    assert not understood(mail("x", f"Authentication-Results: {DMARC}"), box=named).sender.verified


@pytest.mark.parametrize(
    ("result", "forged"),
    [
        (
            "dmarc=fail (p=REJECT (sp=NONE)) header.from=x.y",
            "dmarc=fail header.from=x.y",
        ),
        ("spf=fail; dkim=none; DMARC = fail", "DMARC = fail"),
        ("dmarc=fail; dkim=pass header.d=customer.example", None),
        ("dmarc=none", None),
        ("dmarc=temperror", None),
        ("dmarc=permerror", None),
        ("spf=fail", None),
    ],
)
def test_only_a_failed_dmarc_speaks_against_an_address(result: str, forged: str | None) -> None:
    ours = mail("x", f"Authentication-Results: mx.acme.example; {result}")
    others = mail("x", f"Authentication-Results: evil.example; {result}")

    assert understood(ours).forged == forged
    assert understood(others).forged is None
