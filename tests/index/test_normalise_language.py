"""The language of a short text is named when it is certain."""

import pytest

from index.normalise.language import detect_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The Persian nation has been actively smuggling weapons and bombs into Iraq.", "en"),
        ("Schuyler VanValkenburg co-sponsored a bill that would have allowed abortion.", "en"),
        ("El gobierno regala dinero a todos los ciudadanos mayores de sesenta años.", "es"),
        ("Le ministre a déclaré que le chômage avait baissé de moitié en un an.", "fr"),
        ("Die Regierung hat die Steuern im vergangenen Jahr verdoppelt.", "de"),
        ("وزارة الصحة تعلن أن اللقاح آمن للأطفال", "ar"),
        ("Vlada je lani podvojila davke za vse državljane.", "sl"),
    ],
)
def test_a_sentence_has_its_language(text: str, language: str) -> None:
    assert detect_language(text) == language


@pytest.mark.parametrize("text", ["", "  ", "12,000", "??", "Xi"])
def test_what_holds_no_words_has_no_language(text: str) -> None:
    assert detect_language(text) is None
