"""Whatever charset a mailer names, its bytes become the text that was meant."""

# ruff: noqa: RUF001 -- letters of many alphabets are the point
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.email.charsets import decode

RUSSIAN = "Выгрузка останавливается на тридцати процентах, и мы не можем работать с утра."


@pytest.mark.parametrize(
    ("text", "codec", "label"),
    [
        ("国務 鎔 〇", "gb18030", "gb2312"),
        ("뷁 도와주세요", "cp949", "ks_c_5601-1987"),
        ("뷁 도와주세요", "cp949", "euc-kr"),
        ("“quoted” – €5", "cp1252", "iso-8859-1"),
        ("①髙﨑 困っています", "cp932", "shift_jis"),
        ("①髙﨑", "cp932", "x-sjis"),
        ("שלום, זה לא עובד", "iso8859-8", "iso-8859-8-i"),
        ("Grüße", "utf-8", "unknown-8bit"),
        ("Grüße", "utf-8", "x-user-defined"),
        ("Grüße", "utf-8", None),
        ("Grüße", "cp1252", None),
        ("Grüße", "cp1252", "us-ascii"),
        ("Grüße", "cp1252", "x-foo-8859-99"),
        ("Grüße", "utf-8", "iso-8859-1"),
        ("Grüße", "utf-7", "unicode-1-1-utf-7"),
        ("Grüße", "mac_roman", "macintosh"),
        ("サポート", "iso2022_jp", "iso-2022-jp"),
        ("請幫忙", "big5", "Big5"),
        (RUSSIAN, "koi8_r", "unknown"),
        (RUSSIAN, "cp1251", None),
        ("Grüße", "utf-8", "'utf-8'"),
        ("Grüße", "utf-8", "UTF-8; format=flowed"),
        ("hello", "utf-16-le", "utf-16le"),
    ],
)
def test_odd_labels_are_read_as_meant(text: str, codec: str, label: str | None) -> None:
    assert decode(text.encode(codec), label) == text


def test_one_broken_byte_does_not_spoil_a_text_in_utf8() -> None:
    data = "Grüße aus Köln, schöne Züge, öfter".encode() + b"\xc3"

    assert decode(data, "utf-8") == "Grüße aus Köln, schöne Züge, öfter\ufffd"


@pytest.mark.parametrize("label", ["idna", "punycode", "unicode_escape", "zip", "hex", "a\x00b"])
def test_codecs_that_are_no_charsets_are_not_used(label: str) -> None:
    assert decode(b"a\\u0041b", label) == "a\\u0041b"


@given(st.binary(max_size=200), st.one_of(st.none(), st.text(max_size=20)))
def test_it_never_raises(data: bytes, label: str | None) -> None:
    assert isinstance(decode(data, label), str)
