"""In other languages a side is told only where nearly the same words stand in both; else it is unclear."""

import pytest

from index.lookup.side.foreign import compare_foreign, foreign_side
from index.records import Side


@pytest.mark.parametrize(
    ("language", "sentence", "claim", "expected"),
    [
        ("de", "Das Werk in Görlitz wird geschlossen.", "Das Werk in Görlitz wird geschlossen.", Side.SAME),
        ("de", "Das Werk in Görlitz wird nicht geschlossen.", "Das Werk in Görlitz wird geschlossen.", Side.OPPOSITE),
        ("fr", "Le vaccin ne modifie pas notre ADN.", "Le vaccin modifie notre ADN.", Side.OPPOSITE),
        ("es", "Murieron 30 personas en el incendio.", "Murieron 13 personas en el incendio.", Side.UNCLEAR),
        ("es", "Chile prohibió exportar litio.", "Bolivia prohibió exportar litio.", Side.UNCLEAR),
        ("ru", "Для детей эта вакцина не опасна.", "Вакцина опасна для детей.", Side.OPPOSITE),
        ("pt", "O hospital já não tem médicos.", "O hospital ficou sem médicos.", Side.UNCLEAR),
    ],
)
def test_a_side_is_told_where_the_words_agree(language: str, sentence: str, claim: str, expected: Side) -> None:
    assert foreign_side(compare_foreign(sentence, language, claim, language)) is expected


def test_between_languages_no_side_is_told_and_the_number_that_differs_is() -> None:
    found = compare_foreign("Murieron 30 personas.", "es", "13 people died.", "en")

    assert foreign_side(found) is Side.UNCLEAR
    assert found.differences.numbers == ("30", "13")
