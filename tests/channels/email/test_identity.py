"""The same mail is the same by any route; another one under its id is another."""

from __future__ import annotations

from channels.email.identity import external_id
from tests.channels.email.samples import mail


def test_another_route_is_the_same_mail() -> None:
    assert external_id(b"Received: by mx\r\n" + mail()) == external_id(mail())


def test_the_id_is_readable_in_the_key() -> None:
    assert external_id(mail()).startswith("first@customer.example:")


def test_the_same_id_with_other_words_is_another_mail() -> None:
    assert external_id(mail("a")) != external_id(mail("b"))
    assert external_id(mail(subject="a")) != external_id(mail(subject="b"))


def test_a_mail_without_an_id_has_its_hash() -> None:
    nameless = external_id(mail(message_id=None))

    assert len(nameless) == 64
    assert nameless != external_id(mail("other", message_id=None))
    assert external_id(mail(message_id="bare")).startswith("bare:")
