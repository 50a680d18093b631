"""Which texts of a document are searched: its claim, title and finding, and what its page quotes."""

import pytest
from example_documents import example

from index.quotations import MAX_QUOTATIONS, quotations
from index.texts import QUOTATIONS, Field, searchable_texts, states_claim, wording


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("", []),
        ("Nobody said a word about the bridge.", []),
        ('He said: "The bridge will never open again." And left.', ["The bridge will never open again"]),
        ("“The bridge will never open again,” he said.", ["The bridge will never open again"]),
        ("Er sagte: „Die Brücke wird nie wieder öffnen“.", ["Die Brücke wird nie wieder öffnen"]),
        ("Il dit : « Le pont ne rouvrira jamais plus ».", ["Le pont ne rouvrira jamais plus"]),
        ("The “Green Bridge Deal” failed.", []),
        ("“One and the same five words.” “One and the same five words.”", ["One and the same five words"]),
        (f"“{'word ' * 100}”", []),
        ("“Never closed, the quotation of five words", []),
    ],
)
def test_only_whole_statements_in_quotation_marks_are_quotations(body: str, expected: list[str]) -> None:
    assert quotations(body) == expected


def test_the_first_quotations_get_a_text_each() -> None:
    body = " ".join(f"“This is the statement number {number}.”" for number in range(MAX_QUOTATIONS + 3))
    texts = list(searchable_texts(example("one", "Bridges fall.", body=body)))
    assert [text.field for text in texts if text.field in QUOTATIONS] == list(QUOTATIONS)
    assert texts[-1].text == f"This is the statement number {MAX_QUOTATIONS - 1}"


def test_a_title_that_is_the_claim_is_one_text_and_counts_once() -> None:
    headline = example("headline", "Wolves seen in the valley", title="Wolves seen in the valley")
    assert [text.field for text in searchable_texts(headline)] == [Field.CLAIM]
    assert wording(headline).rest == []
    assert not states_claim(headline)


def test_a_claim_beside_a_title_is_stated() -> None:
    assert states_claim(example("stated", "Wolves were seen.", title="Wolves seen in the valley"))
    assert states_claim(example("untitled", "Wolves were seen."))
