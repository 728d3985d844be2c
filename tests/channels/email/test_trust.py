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
