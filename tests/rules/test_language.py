"""Which language: right where it is clear, None where it is not."""

from __future__ import annotations

import pytest

from tests.rules.given import SHIPPED, assessed


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The page is blank and I cannot log in", "en"),
        ("Export fails", None),
        ("Die Seite ist leer und ich kann mich nicht anmelden", "de"),
        ("La page est vide et je ne peux pas me connecter", "fr"),
        ("La página está en blanco y no puedo entrar", "es"),
        ("A página está em branco e não consigo entrar", "pt"),
        ("Strona jest pusta i nie mogę się zalogować", None),
        ("De pagina is leeg en ik kan niet inloggen", None),
        ("La pagina è vuota e non riesco ad accedere", None),
        ("\u30da\u30fc\u30b8\u304c\u7a7a\u767d\u3067\u3059", None),
        ("", None),
        ("12345", None),
    ],
)
def test_the_language_is_told_by_its_common_words(text: str, language: str | None) -> None:
    assert assessed(text).language == language


def test_in_an_unknown_language_nothing_is_called_missing() -> None:
    made = assessed("Strona jest pusta i nie mogę się zalogować")
    assert (made.missing, made.questions) == ((), ("neutral",))


def test_every_pack_is_named_after_its_language_once() -> None:
    assert [each.language for each in SHIPPED.lexicons] == ["en", "de", "es", "fr", "pt"]


def test_every_pack_can_say_the_same_things() -> None:
    first, *others = SHIPPED.lexicons[1:]
    assert all(other.clues.keys() == first.clues.keys() for other in others)
    assert all(other.headings.keys() == first.headings.keys() for other in others)
