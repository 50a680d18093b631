"""What differs between a sentence and a claim is named, and marked in both texts."""

import pytest

from index.lookup.answer import Differences, Span, SpanKind
from index.lookup.side.comparison import compare
from index.lookup.side.reading import read_text
from index.lookup.side.utf16 import in_code_units

SAME = Differences()


def differences(sentence: str, claim: str) -> Differences:
    return compare(read_text(sentence), read_text(claim)).differences


@pytest.mark.parametrize(
    ("sentence", "claim", "expected"),
    [
        ("The bridge is open.", "The bridge was opened.", SAME),
        ("The bridge isn’t open.", "The bridge is open.", Differences(negation=True)),
        ("It cost 40 million.", "It cost 90 million.", Differences(numbers=("40 million", "90 million"))),
        ("1,200 people crossed.", "1200 people crossed.", SAME),
        ("They blamed Mayor Olsen for the fire.", "They blamed Berg for the fire.", Differences(names=("Olsen",))),
        ("Washington left the accord.", "The United States left the accord.", SAME),
        ("The Qods Force is in Iraq.", "The Quds Force is in Iraq.", SAME),
        ("The mayor sold the land.", "The judge sold the land.", Differences(roles=("mayor", "judge"))),
        ("It burned in March 1999.", "It burned in 1998.", Differences(dates=("March 1999", "1998"))),
        ("Some houses burned.", "All houses burned.", Differences(quantifiers=("Some", "All"))),
        ("Crime fell in Oslo.", "Crime rose in Oslo.", Differences(direction=("fell", "rose"))),
        ("The state may tax bread.", "The state taxes bread.", Differences(modality=("may",))),
        ("", "", SAME),
    ],
)  # fmt: skip
def test_what_differs_is_told(sentence: str, claim: str, expected: Differences) -> None:
    assert differences(sentence, claim) == expected


def test_deciding_words_are_marked_in_both_texts() -> None:
    sentence, claim = "Officials said 15% of houses\nnever had power.", "12% of houses had power."
    found = compare(read_text(sentence), read_text(claim))

    marked = [
        (span.kind, span.sentence and sentence[slice(*span.sentence)], span.claim and claim[slice(*span.claim)])
        for span in found.spans
    ]

    assert marked == [
        (SpanKind.NEGATION, "never", None),
        (SpanKind.NUMBER, "15%", "12%"),
        (SpanKind.ATTRIBUTION, "Officials said", None),
    ]


def test_offsets_count_code_units_as_the_extension_does() -> None:
    spans = (Span(SpanKind.NEGATION, (2, 5), None), Span(SpanKind.NUMBER, None, (0, 1)))

    assert in_code_units(spans, "😀 not so", "é1") == (
        Span(SpanKind.NEGATION, (3, 6), None),
        Span(SpanKind.NUMBER, None, (0, 1)),
    )


def test_reference_numbers_and_odd_spaces_move_nothing() -> None:
    sentence = "The bridge[12] cost 40\u00a0million\u2009crowns."
    (span,) = compare(read_text(sentence), read_text("The bridge cost 90 million crowns.")).spans

    assert span.sentence is not None
    assert sentence[slice(*span.sentence)] == "40\u00a0million\u2009crowns"
