"""What a sentence shares with a document, and what stands in only one of sentence and claim."""

import pytest

from index.lookup.answer import Differences
from index.lookup.differences import differences, shared_words

SAME = Differences(negation=False, numbers=(), names=())


@pytest.mark.parametrize(
    ("sentence", "claim", "expected"),
    [
        ("The bridge is open.", "The bridge was opened.", SAME),
        ("The bridge is not open.", "The bridge is open.", Differences(True, (), ())),
        ("The bridge is open.", "The bridge isn't open.", Differences(True, (), ())),
        ("The bridge isn’t open.", "Nobody opened the bridge.", SAME),
        ("A knot holds the notable bridge.", "A bridge.", SAME),
        ("The bridge cost 40 million.", "The bridge cost 90 million.", Differences(False, ("40", "90"), ())),
        ("The bridge cost 40 million.", "The bridge cost 40 million.", SAME),
        ("1,200 people crossed.", "1200 people crossed.", SAME),
        ("It took 1.5 years.", "It took 15 years.", Differences(False, ("1.5", "15"), ())),
        ("It took 7 years and 7 months.", "It took years.", Differences(False, ("7",), ())),
        ("The bridge cost Mayor Olsen his post.", "The bridge.", Differences(False, (), ("Mayor Olsen",))),
        ("Mayor Olsen was blamed.", "The mayor was blamed.", Differences(False, (), ("Olsen",))),
        ("Bridges were blamed.", "The mayor was blamed.", SAME),
        ("They blamed Olsen and Berg and Olsen.", "They blamed Berg.", Differences(False, (), ("Olsen",))),
        ("", "", SAME),
    ],
)
def test_negation_numbers_and_names_that_differ_are_told(sentence: str, claim: str, expected: Differences) -> None:
    assert differences(sentence, claim, claim) == expected


def test_a_name_is_not_missing_when_another_text_of_the_document_has_it() -> None:
    found = differences("They blamed Mayor Olsen.", "The mayor was blamed.", "The mayor was blamed. Olsen replies.")
    assert found == SAME


@pytest.mark.parametrize(
    ("sentence", "document", "language", "expected"),
    [
        ("Bridges were closed.", "The bridge is closing.", "en", ("Bridges", "closed")),
        ("They closed the bridge in Bergen.", "Bergen closes bridges.", "en", ("Bergen", "closed", "bridge")),
        ("The bridge and the Bridge and the bridge.", "A bridge.", "en", ("bridge",)),
        ("The of and to.", "The of and to.", "en", ()),
        ("Los puentes cerrados.", "El puente se cerró.", "es", ("puentes", "cerrados")),
        ("Nothing in common here.", "Etwas ganz anderes.", "en", ()),
        ("", "The bridge.", "en", ()),
    ],
)
def test_shared_words_are_the_sentences_own_names_first(
    sentence: str, document: str, language: str, expected: tuple[str, ...]
) -> None:
    assert shared_words(sentence, document, language) == expected


def test_no_more_than_eight_words_are_named() -> None:
    words = "alder birch cedar elder fir hazel juniper larch maple oak"
    assert shared_words(words, words, "en") == tuple(words.split()[:8])
